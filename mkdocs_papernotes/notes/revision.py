"""The revision of an original that a translation is of: a day or a commit."""

from __future__ import annotations

import re
from datetime import date, timezone

from mkdocs_papernotes.dates import parse_moment
from mkdocs_papernotes.problems.bad_value import BadValueError

Revision = date | str
"""A day, or the beginning of the id of a commit."""
_COMMIT = re.compile(r"[0-9a-f]{7,64}")


def parse_revision(text: str) -> Revision:
    """The day, or the commit by at least seven of its digits; raises `BadValueError`."""
    commit = text.strip().lower()
    if _COMMIT.fullmatch(commit):
        return commit
    try:
        return parse_moment(text, timezone.utc).date()
    except (ValueError, OverflowError):
        raise BadValueError("not-a-revision", given=text) from None
