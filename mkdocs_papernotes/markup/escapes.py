"""Characters that a backslash makes plain in Markdown."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|~^-])")


def unescaped(text: str) -> str:
    """The text without the backslashes in front of characters that would mean something."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text
