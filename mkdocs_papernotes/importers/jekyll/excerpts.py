"""The text of a page, with the marker that ends its excerpt."""

from __future__ import annotations

from mkdocs_papernotes.importers.code import code_spans
from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.jekyll.items import Item


def text_of_item(item: Item, configuration: Configuration) -> tuple[str, int]:
    """The text and its first line, with our marker in the place of another one of the site.

    The text of a page in HTML stands in an element, so that it is no Markdown here either.
    """
    text, line = item.source.body, item.source.line
    mark = item.front.raw("excerpt_separator", configuration.settings.raw("excerpt_separator"))
    if item.entry.extension not in configuration.extensions:
        return f"<div>\n{text.strip()}\n</div>", line - 1
    place = marker_place(text, mark.strip()) if mark.strip() else -1
    if place < 0:
        return text, line
    return f"{text[:place]}<!-- more -->{text[place + len(mark.strip()) :]}", line


def marker_place(text: str, mark: str) -> int:
    """Where a text has a marker outside of its code; -1 without one."""
    place = text.find(mark)
    if place < 0:
        return -1
    spans = code_spans(text)
    while place >= 0:
        inside = next((last for first, last in spans if first <= place < last), None)
        if inside is None:
            return place
        place = text.find(mark, inside)
    return -1
