"""HTML in a text: its addresses, and what acts on the page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.markup.addresses import Addresses
from mkdocs_papernotes.importers.markup.links import Change
from mkdocs_papernotes.text import one_line

_TAG = re.compile(
    r"<(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:[\s/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?)>"
)
_ATTRIBUTE = re.compile(
    r"""(?P<before>[\s"'/])(?P<name>[A-Za-z_:@][\w:.@-]*)"""
    r"""(?:\s?=\s?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+)))?"""
)
_EVENT = re.compile(r"on[a-z]+", re.IGNORECASE)
_KEPT_ACTIVE = re.compile(r"<(?P<name>script|style)\b", re.IGNORECASE)
_ACTIVE = {"iframe", "frame", "frameset", "object", "embed", "applet", "form"}
_ACTIVE |= {"link", "meta", "base", "script", "style"}
_SHOWN = {
    ("img", "src"),
    ("img", "data-src"),
    ("img", "data-original"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("source", "src"),
    ("track", "src"),
    ("embed", "src"),
    ("object", "data"),
}
_LINKED = {("a", "href"), ("area", "href"), ("iframe", "src")}
_SETS = {("img", "srcset"), ("source", "srcset")}
_LONGEST = 80


def convert_tags(body: Body, addresses: Addresses, tell: Tell) -> None:
    """Give the addresses in tags their new form, and tell what acts on the page."""
    for line, kept in body.kept():
        if active := _KEPT_ACTIVE.match(kept):
            tell("import-markup-left", line, construct=f"<{active['name'].lower()}>")
    changes: list[Change] = []
    for tag in _tags(body.text):
        line = body.line_at(tag.start())
        _tell_active(tag, line, tell)
        new = _with_new_addresses(tag, line, body, addresses)
        if new != tag[0]:
            changes.append((tag.start(), tag.end(), new))
    body.replace(changes)


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The start tags of a text outside comments."""
    place = 0
    while (place := text.find("<", place)) >= 0:
        if text.startswith("<!--", place):
            end = text.find("-->", place + 4)
            place = len(text) if end < 0 else end + 3
        elif tag := _TAG.match(text, place):
            yield tag
            place = tag.end()
        else:
            place += 1


def _tell_active(tag: re.Match[str], line: int, tell: Tell) -> None:
    name = tag["name"].lower()
    events = [each["name"] for each in _ATTRIBUTE.finditer(tag["rest"])]
    if name in _ACTIVE or any(_EVENT.fullmatch(event) for event in events):
        tell("import-markup-left", line, construct=one_line(tag[0][:_LONGEST]))


def _with_new_addresses(tag: re.Match[str], line: int, body: Body, addresses: Addresses) -> str:
    def replaced(attribute: re.Match[str]) -> str:
        kind = (tag["name"].lower(), attribute["name"].lower())
        given = attribute["double"] or attribute["single"] or attribute["bare"]
        if given is None:
            return attribute[0]
        found = _new_value(kind, html.unescape(body.restored(given)), line, addresses)
        if found is None:
            return attribute[0]
        return f'{attribute["before"]}{attribute["name"]}="{html.escape(found)}"'

    return f"<{tag['name']}{_ATTRIBUTE.sub(replaced, tag['rest'])}>"


def _new_value(kind: tuple[str, str], given: str, line: int, addresses: Addresses) -> str | None:
    """What an attribute of a tag is from now on; `None` if it stays as it is."""
    if kind in _SETS:
        return _set(given, line, addresses)
    if kind in _SHOWN:
        found = addresses.of_picture(given, line)
    elif kind in _LINKED:
        found = addresses.of_link(given, line)
    else:
        return None
    return _in_tag(found, addresses)


def _in_tag(found: str | None, addresses: Addresses) -> str | None:
    return found if found is None or found[0] == "#" else addresses.places.in_tag(found)


def _set(given: str, line: int, addresses: Addresses) -> str | None:
    """A list of pictures with their widths or densities: `a.png 1x, b.png 2x`."""
    if given.lstrip().startswith("data:"):
        return None
    parts = [part.split() for part in given.split(",")]
    return ", ".join(
        " ".join([_picture_of_set(part[0], line, addresses), *part[1:]]) for part in parts if part
    )


def _picture_of_set(given: str, line: int, addresses: Addresses) -> str:
    found = addresses.of_picture(given, line)
    return given if found is None else addresses.places.in_tag(found)
