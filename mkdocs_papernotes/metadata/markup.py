"""Elements for the head of an HTML page."""

from __future__ import annotations

from html import escape

from mkdocs_papernotes.text import one_line


def meta(attribute: str, key: str, content: str) -> str:
    """A `<meta>` element, or an empty text if there is no content.

    `attribute` is `name` or `property`.
    """
    content = one_line(content)
    return f'<meta {attribute}="{escape(key)}" content="{escape(content)}">' if content else ""
