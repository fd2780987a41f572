"""Rewrites what is particular to Hugo in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.constructs.call import Context, Converter, safe
from mkdocs_papernotes.importers.constructs.rewriting import Rewriter
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.hugo.boxes import BOXES
from mkdocs_papernotes.importers.hugo.code_blocks import CODE, LITERAL, convert_fences
from mkdocs_papernotes.importers.hugo.media import MEDIA, new_address
from mkdocs_papernotes.importers.hugo.shortcode_arguments import arguments_of
from mkdocs_papernotes.importers.hugo.shortcode_tree import read_shortcodes, unescape
from mkdocs_papernotes.importers.hugo.site import HugoPage
from mkdocs_papernotes.importers.kept import KEPT
from mkdocs_papernotes.importers.old_site import OldPage

CONVERTERS: Mapping[str, Converter] = {**MEDIA, **BOXES, **CODE}
_REF = (
    r"\{\{[<%]\s{0,9}(?:rel)?ref\s(?P<rest>[^<>%{}]{1,400})[>%]\}\}"
    r"(?P<fragment>#[^\s()<>\"']{0,200})?"
)
_IN_TAG = re.compile(rf"(?P<name>\b(?:href|src)=)(?P<mark>[\"']){_REF}(?P=mark)")
_IN_LINK = re.compile(
    rf"(?P<before>\]\([ \t]{{0,9}}<?){_REF}(?P<after>>?(?:[ \t][^()\n]{{1,300}})?\))"
)
_IN_DEFINITION = re.compile(
    rf"^(?P<before> {{0,3}}\[[^\[\]\n]{{1,400}}\]:[ \t]{{0,9}}){_REF}(?P<after>[^\n]*)$",
    re.MULTILINE,
)
_MORE = re.compile(r"<!--[ \t]{0,9}more[ \t]{0,9}-->")
_ATTRIBUTES = re.compile(r"^(?P<space> {0,3})\{[ ]?[.#:\w][^{}\n]{0,400}\}[ \t]*$")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Rewrite shortcodes, and what Goldmark reads otherwise than Python-Markdown."""
    told: list[tuple[int, str, Mapping[str, object]]] = []

    def tell_later(name: str, line: int, key: str = "", /, **values: object) -> None:
        told.append((line, name, values))

    unescape(body)
    _convert_references(body, page, places, tell_later)
    _part_excerpt(body)
    rewriter = Rewriter(Context(body, page, places, tell_later), CONVERTERS)
    rewriter.rewrite(read_shortcodes(body, LITERAL))
    convert_fences(body)
    if isinstance(page, HugoPage) and page.site.has_block_attributes:
        _convert_attributes(body)
    for line, name, values in sorted(told, key=lambda one: one[0]):
        tell(name, line, **values)


def _convert_references(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """References as the addresses of links and in tags of HTML. They are kept out of reach of what
    looks up old addresses, for these are new ones.
    """

    def found(match: re.Match[str], line: int) -> str | None:
        given = arguments_of(body.restored(match["rest"]))
        target = given.either(0, "path") + (match["fragment"] or "")
        address = new_address(page, places.source, target, given.get("lang")) if target else None
        if address is None:
            tell("import-link-missing", line, address=target)
        return address

    def in_tag(match: re.Match[str], line: int) -> str | None:
        address = found(match, line)
        if address is None:
            return None
        return f'{match["name"]}"{body.keep(places.in_tag(address))}"'

    def in_link(match: re.Match[str], line: int) -> str:
        address = found(match, line)
        if address is None:
            given = arguments_of(body.restored(match["rest"]))
            address = safe(given.either(0, "path") + (match["fragment"] or ""))
        rest = match["after"].removeprefix(">")
        if match["before"].startswith("]"):
            return "]" + body.keep(f"({address}{rest}")
        return body.keep(f"{match['before']}{address}{rest}")

    body.sub(_IN_TAG, in_tag)
    body.sub(_IN_LINK, in_link)
    body.sub(_IN_DEFINITION, in_link)


def _part_excerpt(body: Body) -> None:
    """Give the mark that ends an excerpt lines of its own, written as this plugin has it."""
    match = _MORE.search(body.text)
    if match is None:
        return
    text = body.text
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    end = len(text) if end < 0 else end
    before, after = text[start : match.start()].rstrip(), text[match.end() : end].strip()
    new = "<!-- more -->"
    if before.strip():
        new = f"{before}\n\n{new}"
    elif text[:start].rstrip(" \t")[-2:] not in {"", "\n\n"}:
        new = f"\n{new}"
    if after:
        new = f"{new}\n\n{after}"
    elif text[end : end + 2].strip("\n"):
        new = f"{new}\n"
    body.replace([(start, end, new)])


def _convert_attributes(body: Body) -> None:
    """Attributes in a line of their own, which belong to the block right above them.

    One with an empty line above, or below code, has no effect in Goldmark and is not shown
    (`markup/goldmark/internal/extensions/attributes` in https://github.com/gohugoio/hugo). Behind a
    heading it stands on the heading's line here; below a table there is no place for it.
    """
    changes: list[tuple[int, int, str]] = []
    place, above = 0, ""
    for line in body.text.split("\n"):
        end = place + len(line)
        if _ATTRIBUTES.match(line):
            if _HEADING.match(above):
                changes.append((place - 1, end, f" {line.strip()}"))
            elif not above.strip() or above.lstrip().startswith("|") or KEPT.fullmatch(above):
                changes.append((place, end, ""))
        place, above = end + 1, line
    body.replace(changes)
