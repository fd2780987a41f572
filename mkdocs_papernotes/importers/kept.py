"""The tokens that stand for what is kept out of reach of the converters, see `body`."""

from __future__ import annotations

import re

KEPT_OPENS, KEPT_ENDS = "\ue000", "\ue001"
"""The characters around the number of a token."""
KEPT = re.compile(f"{KEPT_OPENS}[0-9]+{KEPT_ENDS}")
"""A token."""
