"""The addresses of papers in a rendered text, and what is put behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

_PLACES = ("arxiv.org/", "doi.org/")
_ADDRESS = (
    r"https?://(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|(?:dx\.|www\.)?doi\.org/)"
    r"[^\s<>\"'，。；、）」]+"
)
_FOUND = re.compile(_ADDRESS, re.IGNORECASE)
_PART = re.compile(
    rf"<!--|<(?P<slash>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:[^<>A-Za-z0-9][^<>]*)?)>|(?P<bare>{_ADDRESS})",
    re.IGNORECASE,
)
_HREF = re.compile(r"""\bhref=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_LEFT_OUT = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "samp", "script", "style"),
        *("svg", "math", "textarea", "button", "summary"),
    }
)
"""Elements in which nothing is marked."""
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "br", "del", "em", "i", "img", "ins", "mark", "q", "s", "small"),
        *("span", "strong", "sub", "sup", "u"),
    }
)
"""Elements that do not end a paragraph."""
_TRAILING = ".,;:!?)]}*_"


def addresses(html: str) -> Iterator[str]:
    """What may be the addresses of papers in a text, each once."""
    if any(place in html for place in _PLACES):
        yield from dict.fromkeys(_without_end(unescape(found)) for found in _FOUND.findall(html))


def mark_addresses(html: str, mark_of: Callable[[str], str]) -> str:
    """The text with `mark_of` each address behind it, in HTML; an empty text marks nothing.

    A mark is put behind a link, or behind an address that is only text, not into headings or code,
    and once in a paragraph.
    """
    parts, start, position = [], 0, 0
    href, left_out, seen = "", "", set[str]()
    while part := _PART.search(html, position):
        position = part.end()
        if part[0] == "<!--":
            position = html.find("-->", position)
            if position < 0:
                break
            continue
        tag, is_end = (part["tag"] or "").lower(), bool(part["slash"])
        if left_out:
            left_out = "" if is_end and tag == left_out else left_out
            continue
        address = ""
        if tag == "a":
            address, href = (href, "") if is_end else ("", _href(part["attributes"]))
        elif tag in _LEFT_OUT and not is_end:
            left_out = tag
        elif tag and tag not in _INLINE:
            seen.clear()
        elif part["bare"] and not href:
            address = _without_end(unescape(part["bare"]))
            position = part.start() + len(_without_end(part["bare"]))
        mark = mark_of(address) if _FOUND.match(address) else ""
        if mark and mark not in seen:
            seen.add(mark)
            parts += [html[start:position], mark]
            start = position
    return "".join((*parts, html[start:]))


def _href(attributes: str) -> str:
    """The target of a link; never empty, so that it is known to be one."""
    found = _HREF.search(attributes)
    return _without_end(unescape(found[1] or found[2] or "")) or "#" if found else "#"


def _without_end(address: str) -> str:
    """An address without the punctuation of the sentence that it ends."""
    end, open_ends = len(address), address.count("(") - address.count(")")
    while end and address[end - 1] in _TRAILING:
        if address[end - 1] == ")":
            if open_ends >= 0:
                break
            open_ends += 1
        end -= 1
    return address[:end]
