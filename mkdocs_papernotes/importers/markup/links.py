"""Links and pictures as Markdown writes them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import punctuation

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.kept import KEPT_ENDS, KEPT_OPENS
from mkdocs_papernotes.importers.markup.addresses import Addresses, is_picture, written

Change = tuple[int, int, str]
"""Where a part of a text begins and ends, and what comes in its place."""

_TOKEN = re.compile(r"!?\[|\\.|\]|\n(?:[ \t>]*\n)+")
_ESCAPE = re.compile(rf"\\([{re.escape(punctuation)}])")
_WINDOWS = re.compile(r"[A-Za-z]:\\|\.{1,2}\\|[\w.-]{1,99}\\[\w.-]")
_TITLE = re.compile(r"""(?:[ \t]{1,9}\n?|\n)[ \t>]{0,9}(?P<title>"[^"]*"|'[^']*'|\([^()]*\))""")
_SIZE = re.compile(
    r"[ \t]{1,9}=(?P<width>[0-9]{1,5}(?:%|px)?)?[xX*](?P<height>[0-9]{1,5}(?:%|px)?)?"
)
_GAP = re.compile(r"[ \t]*\n?[ \t>]*")
_WORD = re.compile(r"[^\s()<>\\]+")
_LOOSE = re.compile(r"(?P<path>[^()\n<>\"]{1,400}?)[ \t]{0,9}(?=\)|[ \t][\"'])")
_ANGLED = re.compile(r"<(?P<address>[^<>\n]*)>")
_DEFINITION = re.compile(
    r"^[ >]{0,9}\[(?!\^)(?P<name>[^\[\]\n]{1,400})\]:[ \t]{0,9}\n?[ \t]{0,9}"
    r"(?P<target><[^<>\n]+>|[^\s<>]+)",
    re.MULTILINE,
)
_PICTURE_BY_NAME = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,400})\](?:\[(?P<name>[^\[\]\n]{0,400})\])?")
_AUTOLINK = re.compile(r"<(?P<address>https?://[^\s<>]+)>", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w(\[<>\"'=/:\\])https?://"
    rf"[^\s<>()\[\]\"'`*{KEPT_OPENS}{KEPT_ENDS}]+",
    re.IGNORECASE,
)
_BARE_END = re.compile(r"[?!.,:*_~;，。；：！？、]+$")
_LONGEST_NESTING = 32


@dataclass(frozen=True)
class Target:
    """What stands between the brackets behind the text of a link."""

    end: int
    """Behind the closing bracket."""
    address: str
    title: str = ""
    """With its quotation marks."""
    attributes: str = ""
    """Those that a size makes, such as `{width=300}`."""


def convert_links(body: Body, addresses: Addresses) -> None:
    """Give links and pictures their new addresses."""
    body.replace(sorted(_of_brackets(body, addresses)))
    body.replace(sorted(_of_definitions(body, addresses)))
    body.sub(_AUTOLINK, lambda match, line: _autolink(match, addresses))
    body.sub(_BARE, lambda match, line: _bare(match[0], addresses))


def _of_brackets(body: Body, addresses: Addresses) -> Iterator[Change]:
    """The changes of what stands behind the texts of links and pictures."""
    text = body.text
    opened: list[str] = []
    place = 0
    while token := _TOKEN.search(text, place):
        mark, place = token[0], token.end()
        if mark.endswith("["):
            opened.append(mark)
        elif mark.startswith("\n"):
            opened.clear()
        elif mark == "]" and opened:
            start = opened.pop()
            if text[place : place + 1] != "(" or (target := read_target(text, place)) is None:
                continue
            new = _new(body, target, addresses, place, shows=start == "![")
            if new is not None and new != text[place : target.end]:
                yield place, target.end, new
            place = target.end


def _new(
    body: Body, target: Target, addresses: Addresses, place: int, *, shows: bool
) -> str | None:
    line = body.line_at(place)
    address = body.restored(target.address)
    found = (addresses.of_picture if shows else addresses.of_link)(address, line)
    if found is None and not target.attributes and not _is_odd(target, body.text, place):
        return None
    if found is None:
        found = written(address)
    title = f" {target.title}" if target.title else ""
    return f"({found}{title}){target.attributes}"


def _is_odd(target: Target, text: str, place: int) -> bool:
    """Whether a target is to be written anew: with spaces or backslashes in its address."""
    has_spaces = " " in target.address and not text.startswith("(<", place)
    return has_spaces or text.find("\\", place, target.end) >= 0


def read_target(text: str, place: int) -> Target | None:
    """What stands in the brackets that open at a place: `(address "title")`; `None` if no target.

    Beside what CommonMark reads there are spaces in the address of a picture or page, as older
    versions of marked take them, and a size: `(a.png =300x200)`.
    """
    start = _end(_GAP, text, place + 1)
    angled = _ANGLED.match(text, start)
    if angled:
        address, end = angled["address"], angled.end()
    else:
        end = _end_of_address(text, start)
        address = text[start:end]
    found = _closed(text, end, _unescaped(address))
    if found is None and not angled and address and (loose := _LOOSE.match(text, start)):
        found = _closed(text, loose.end("path"), _unescaped(loose["path"]))
        if found is not None and "." not in found.address:
            return None
    return found


def _closed(text: str, end: int, address: str) -> Target | None:
    """The target whose address ends at a place, if what follows ends in a closing bracket."""
    attributes = title = ""
    for pattern in (_SIZE, _TITLE, _SIZE):
        if match := pattern.match(text, end):
            end = match.end()
            found = match.groupdict()
            title = found.pop("title", None) or title
            attributes = (
                " ".join(f"{name}={each}" for name, each in found.items() if each) or attributes
            )
    end = _end(_GAP, text, end)
    if text[end : end + 1] != ")":
        return None
    return Target(end + 1, address, title, f"{{{attributes}}}" if attributes else "")


def _end_of_address(text: str, place: int) -> int:
    """Where an address ends that has no spaces, and whose round brackets are balanced."""
    depth = 0
    while place < len(text):
        if word := _WORD.match(text, place):
            place = word.end()
            continue
        char = text[place]
        if char == "\\" and place + 1 < len(text) and not text[place + 1].isspace():
            place += 2
            continue
        if char == "(" and depth < _LONGEST_NESTING:
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        else:
            break
        place += 1
    return place


def _unescaped(address: str) -> str:
    plain = address if _WINDOWS.match(address) else _ESCAPE.sub(r"\1", address)
    return html.unescape(plain) if "&" in plain else plain


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    match = pattern.match(text, place)
    return match.end() if match else place


def _of_definitions(body: Body, addresses: Addresses) -> Iterator[Change]:
    """The changes of addresses that stand apart from their links: `[name]: address`."""
    found = list(_DEFINITION.finditer(body.text))
    shown = _shown_names(body.text) if found else set()
    for match in found:
        address = match["target"].removeprefix("<").removesuffix(">")
        address = _unescaped(body.restored(address))
        line = body.line_at(match.start())
        is_shown = is_picture(address) and _name(match["name"]) in shown
        new = (addresses.of_picture if is_shown else addresses.of_link)(address, line)
        if new is not None:
            yield (*match.span("target"), new)


def _shown_names(text: str) -> set[str]:
    """The names of the definitions that are used as pictures."""
    return {_name(match["name"] or match["alt"]) for match in _PICTURE_BY_NAME.finditer(text)}


def _name(given: str) -> str:
    return " ".join(given.casefold().split())


def _autolink(match: re.Match[str], addresses: Addresses) -> str | None:
    new = addresses.of_own_host(match["address"])
    return None if new is None else f"[{match['address']}]({new})"


def _bare(given: str, addresses: Addresses) -> str | None:
    """An address without brackets, which GitHub's Markdown makes a link."""
    ends = _BARE_END.search(given)
    address = given[: ends.start()] if ends else given
    new = addresses.of_own_host(address)
    return None if new is None else f"[{address}]({new}){given[len(address) :]}"
