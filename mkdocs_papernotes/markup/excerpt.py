"""Excerpts: the beginning of a rendered note, cut out for a list.

Everything here works on the HTML of a note. Links in an excerpt are kept relative to the site's
root, marked with `ROOT`; `Excerpt.html_for` turns them into links from the page that shows them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree
from lxml.html import HtmlElement

from mkdocs_papernotes.addresses import normal, to_root
from mkdocs_papernotes.markup.cut import cut_after, shorten
from mkdocs_papernotes.markup.formula import inline_formula
from mkdocs_papernotes.markup.fragment import classes, inner, keep_within, parse, text_of
from mkdocs_papernotes.markup.heading import same_title
from mkdocs_papernotes.markup.leftovers import (
    drop_all_but_text,
    drop_leading_rules,
    drop_leftovers,
    drop_unread,
)
from mkdocs_papernotes.markup.paragraphs import plain_paragraphs
from mkdocs_papernotes.markup.runs import BLOCKS, HEADINGS, is_whole, text_size
from mkdocs_papernotes.text import ends_openly, joined, touch

TOP = 3
"""The level of the highest headings in an excerpt, below the H2 of its entry."""
ROOT = "pn-root:"
"""A placeholder in links for the relative path to the site's root."""
_ABOVE = "../"
"""How a link begins, relative to the site's root, that leads out of the site."""
_INTERNAL = "data-pn-internal"
"""Marks a link to another page of the site."""

MARKER = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
"""The end of the excerpt, as in Hexo. In code it is escaped, so it does not match there."""
_NOTHING = re.compile(r"(?:\s|<(?!(?:img|svg|video)\b)[^>]*>)*")
_SKIPPED_IN_TEXT = {"pre", "table", "svg", "math", "audio", "video", "iframe", "summary"}
_PICTURES = ("img", "svg", "video")
_URL_ATTRIBUTES = ("href", "src", "poster", "data", "cite", "xlink:href")
_ENOUGH, _FEWEST_BLOCKS = 2, 6
"""An excerpt is cut out of so many times its length, and of so many blocks of the text."""


@dataclass(frozen=True)
class Excerpt:
    """The beginning of a note."""

    html: str
    paragraph: str
    """The text in one line: escaped, without markup except inline formulas (`span.arithmatex`)."""
    complete: bool
    """Whether the excerpt is the whole note."""

    def html_for(self, page_url: str, *, other_language: bool) -> str:
        """The HTML with links that are relative to the page at `page_url`.

        `other_language` says that page and note differ in language. Links within the site then get
        `target="_self"`, because otherwise Material's language switcher would redirect them.
        """
        mark = ' target="_self"' if other_language else ""
        text = self.html.replace(f' {_INTERNAL}=""', mark)
        return text.replace(ROOT, to_root(page_url))


def cut_at_marker(html: str, url: str, title: str = "") -> Excerpt | None:
    """The note up to `<!-- more -->`; `None` without a marker, or with nothing before it."""
    marker = MARKER.search(html)
    if marker is None:
        return None
    rest = _NOTHING.match(html, marker.end())
    at_end = rest is not None and rest.end() == len(html)
    beginning = html[: marker.start()]
    if found := plain_paragraphs(beginning):
        return Excerpt(found.html, found.line, complete=at_end)
    root = parse(beginning)  # the parser closes what the cut left open
    keep_within(root, url)
    _drop_empty_end(root)
    if not _has_content(root):
        return None
    footnotes = drop_leftovers(root)
    drop_title(root, title)
    return _finished(root, url, complete=at_end and not footnotes, is_clean=False)


def cut_automatically(
    html: str,
    url: str,
    length: int,
    title: str = "",
    drop_header: Callable[[HtmlElement], None] = lambda root: None,
) -> Excerpt:
    """The beginning of a note, about `length` words (or Chinese characters) long.

    It ends at the end of a block or, within a long paragraph, of a sentence, and has at most twice
    as many words. `drop_header` removes the lines about the paper that open the text.
    """
    root = parse(html)
    is_long = _drop_far_below(root, length)
    complete = _shorten(root, url, length, title, drop_header)
    if is_long and 2 * text_size(text_of(root)) < length:  # too much of it was left out
        root, is_long = parse(html), False
        complete = _shorten(root, url, length, title, drop_header)
    return _finished(root, url, complete=complete and not is_long)


def _shorten(
    root: HtmlElement,
    url: str,
    length: int,
    title: str,
    drop_header: Callable[[HtmlElement], None],
) -> bool:
    """Leave of a text what its automatic excerpt shows; returns whether that is all of it."""
    keep_within(root, url)
    footnotes = drop_leftovers(root)
    drop_title(root, title)
    whole = _content(root)
    drop_header(root)
    drop_unread(root)
    drop_leading_rules(root)
    shorten(root, length)
    return not footnotes and _content(root) == whole


def _drop_far_below(root: HtmlElement, length: int) -> bool:
    """Cut off what is so far below that it is hardly needed; returns whether there is such."""
    size = 0
    for number, block in enumerate(root):
        size += text_size(text_of(block)) if block.tag in BLOCKS and not is_whole(block) else 0
        if size > _ENOUGH * length and number > _FEWEST_BLOCKS and block.getnext() is not None:
            cut_after(block)
            return True
    return False


def drop_title(root: HtmlElement, title: str) -> None:
    """Drop the H1 that opens a text, and others with the title of the note.

    If the sections of the text have an H1 each, the first one is that of a section, too.
    """
    headings = list(root.iter("h1"))
    opening = next(iter(root), None)
    for heading in headings:
        is_only = heading is opening and not (title and len(headings) > 1)
        if (is_only and not (root.text or "").strip()) or same_title(text_of(heading), title):
            heading.drop_tree()


def _content(root: HtmlElement) -> tuple[str, int]:
    """The letters of a text and the number of its pictures."""
    return "".join(text_of(root).split()), sum(1 for _ in root.iter(*_PICTURES))


def _finished(root: HtmlElement, url: str, *, complete: bool, is_clean: bool = True) -> Excerpt:
    """The excerpt; `is_clean` says that `drop_unread` has been applied."""
    _demote_headings(root)
    _rebase(root, url)
    return Excerpt(inner(root).strip(), _paragraph(root, is_clean), complete)


def _drop_empty_end(root: HtmlElement) -> None:
    """Drop the elements that are empty after a cut (`<p></p>`, `<li></li>`) at the end."""
    node = root
    while len(node):
        node = node[-1]
    while node is not root and not len(node) and not (node.text or "").strip():
        parent = node.getparent()
        if parent is None or node.tag in ("img", "hr", "br", "input") or (node.tail or "").strip():
            return
        parent.remove(node)
        node = parent if len(parent) == 0 else root


def _has_content(root: HtmlElement) -> bool:
    shown = [e for e in root if e.tag != "h1"]
    return bool((root.text or "").strip() or any(text_of(e).strip() for e in shown)) or any(
        True for _ in root.iter("img", "svg", "video")
    )


def _demote_headings(root: HtmlElement) -> None:
    """Lower the levels of headings so that the highest is H3, below the entry's H2."""
    headings = list(root.iter(*HEADINGS))
    if not headings:
        return
    shift = TOP - min(int(str(heading.tag)[1]) for heading in headings)
    for heading in headings:
        heading.tag = f"h{min(6, int(str(heading.tag)[1]) + shift)}"


def _rebase(root: HtmlElement, url: str) -> None:
    """Make links relative to the site's root; `url` is the address of the note."""
    for element in root.iter(etree.Element):
        for name in _URL_ATTRIBUTES:
            if (value := element.get(name)) is not None:
                if element.tag == "use" and value.startswith("#"):
                    continue
                target = _from_root(value, url)
                element.set(name, target)
                below_root = target.startswith(ROOT) and not target.startswith(ROOT + _ABOVE)
                internal = element.tag == "a" and below_root
                if internal and element.get("target") is None:
                    element.set(_INTERNAL, "")
        if (sources := element.get("srcset")) is not None:
            parts = [part.strip().partition(" ") for part in sources.split(",")]
            element.set(
                "srcset", ", ".join(f"{_from_root(link, url)}{s}{w}" for link, s, w in parts)
            )


def _from_root(link: str, url: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    if parts.scheme or parts.netloc or link.startswith("/"):
        return link
    path = posixpath.join(posixpath.dirname(normal(url)), parts.path)
    above = posixpath.normpath(path)
    if parts.path and f"{above}/".startswith(_ABOVE):
        slash = "/" if posixpath.basename(parts.path) in {"", ".", ".."} else ""
        return ROOT + urlunsplit(("", "", above + slash, parts.query, parts.fragment))
    target = urljoin("http://site/" + normal(url), link)
    return ROOT + target.removeprefix("http://site/")


# The text on one line

_BREAK, _AFTER_TITLE, _AFTER_ITEM = "\n", "\1\n", "\2\n"
"""What separates the text of blocks; `parse` has removed other control characters."""
_MARKS = {"\1": "：", "\2": "；"}
_TITLES = {*HEADINGS, "dt"}


def _paragraph(root: HtmlElement, is_clean: bool) -> str:
    """The text on one line."""
    text = deepcopy(root)
    if not is_clean:
        drop_unread(text)
    drop_all_but_text(text)
    return joined(_marked("".join(_plain(text)).split("\n")))


def _marked(lines: Iterable[str]) -> Iterator[str]:
    """The lines with a mark behind a heading or an item where Chinese follows on Chinese.

    There is no space between them, and together they would be read as one phrase.
    """
    before = mark = ""
    for line in (line.strip() for line in lines):
        text = line.rstrip("\1\2 ")
        if text:
            yield before + mark if ends_openly(before) and touch(before, text) else before
            before, mark = text, ""
        mark = _MARKS.get(line[len(text) :].strip()[:1], mark)
    yield before


def _plain(element: HtmlElement) -> Iterator[str]:
    """The escaped text of a tree, with line breaks between blocks; formulas become inline ones."""
    if element.text:
        yield escape(element.text, quote=False)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _SKIPPED_IN_TEXT:
            if "arithmatex" in classes(child):
                formula = inline_formula(text_of(child))
                yield f" {formula} " if tag == "div" else formula
            else:
                yield _AFTER_ITEM if tag in ("ol", "ul") and element.tag == "li" else _break(tag)
                yield from _plain(child)
                yield _AFTER_TITLE if _is_title(child) else _break(tag)
        if child.tail:
            yield escape(child.tail, quote=False)


def _break(tag: str) -> str:
    if tag == "li":
        return _AFTER_ITEM
    return _BREAK if tag in BLOCKS or tag == "br" else ""


def _is_title(element: HtmlElement) -> bool:
    """Whether an element is a heading, a term, or a paragraph that is bold as a whole."""
    if element.tag != "p" or len(element) != 1:
        return element.tag in _TITLES
    is_strong = element[0].tag in ("b", "strong")
    return is_strong and not ((element.text or "") + (element[0].tail or "")).strip()
