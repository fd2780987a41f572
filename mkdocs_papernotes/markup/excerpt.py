"""Excerpts: the beginning of a rendered note, cut out for a list.

Everything here works on the HTML of a note. Links in an excerpt are kept relative to the site's
root, marked with `ROOT`; `Excerpt.html_for` turns them into links from the page that shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement, document_fromstring, tostring

from mkdocs_papernotes.addresses import normal, to_root
from mkdocs_papernotes.markup.formula import inline_formula
from mkdocs_papernotes.markup.measure import measure
from mkdocs_papernotes.text import joined

ROOT = "pn-root:"
"""A placeholder in links for the relative path to the site's root."""
_INTERNAL = "data-pn-internal"
"""Marks a link to another page of the site."""

MARKER = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
"""The end of the excerpt, as in Hexo. In code it is escaped, so it does not match there."""
_NOTHING = re.compile(r"(?:\s|<(?!(?:img|svg|video)\b)[^>]*>)*")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that lxml rejects, because XML does not allow them."""
_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9A-Fa-f]+)|(?P<decimal>[0-9]+));?")
_OUTSIDE = re.compile(r"</?(?:html|body|frameset)\b[^<>]*>|<!doctype\b[^<>]*>", re.IGNORECASE)
"""Tags of a whole document, which a text has no place for."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTAINERS = {
    "article", "aside", "blockquote", "dd", "details", "div", "dl", "figure", "header", "li",
    "main", "ol", "section", "ul",
}  # fmt: skip
_BLOCKS = _CONTAINERS | {*_HEADINGS, "dt", "hr", "p", "pre", "summary", "table", "figcaption"}
_WHOLE = re.compile(r"(?:^|\s)(?:arithmatex|highlight|highlighttable|tabbed-set|mermaid)(?:\s|$)")
_SKIPPED_IN_TEXT = {"pre", "table", "svg", "math", "audio", "video", "iframe", "summary"}
_FAR_REACHING = ("base", "link", "meta", "script", "style", "template")
"""Elements that act on the page rather than show something."""
_FAR_REACHING_ATTRIBUTES = ("accesskey", "autofocus", "for", "id", "name")
_PROGRAM = ("javascript:", "vbscript:", "data:text/html")
_FIXED = re.compile(r"position\s*:\s*(?:fixed|sticky)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile("[\0-\x20\"&'<>/={}]")
_SPACES = re.compile("[\0-\x20]+")
_URL_ATTRIBUTES = ("href", "src", "poster", "data", "cite", "{http://www.w3.org/1999/xlink}href")


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
    root = _parse(html[: marker.start()])  # the parser closes what the cut left open
    _drop_empty_end(root)
    if not _has_content(root):
        return None
    rest = _NOTHING.match(html, marker.end())
    return _finish(root, url, title, complete=rest is not None and rest.end() == len(html))


def cut_automatically(html: str, url: str, length: int, title: str = "") -> Excerpt:
    """The first whole blocks of a note, about `length` words (or Chinese characters) long."""
    root = _parse(html)
    footnotes = _clean(root)
    chosen: HtmlElement | None = None
    total = 0
    for block in _leaves(root):
        size = measure(_text(block)).units
        if chosen is not None and total + size - length > length - total:
            break
        chosen, total = block, total + size
        if total >= length:
            break
    left_out = _cut_after(chosen) if chosen is not None else False
    while (last := _last_block(root)) is not None and last.tag in _HEADINGS and left_out:
        last.drop_tree()
    return _finish(root, url, title, complete=not (left_out or footnotes))


def _parse(html: str) -> HtmlElement:
    """The text as the content of one element."""
    text = _REFERENCE.sub(_without_control, _CONTROL.sub("", html))
    # Without end tags, because in some elements they would be text.
    document = document_fromstring(f"<html><body>{_OUTSIDE.sub('', text)}")
    (body,) = document.iterchildren("body")
    document.remove(body)
    body.tag = "div"
    _drop_far_reaching(body)
    return body


def _drop_far_reaching(root: HtmlElement) -> None:
    """Drop what would act on the page that shows the excerpt, and on its other entries."""
    for element in list(root.iter(etree.Element)):
        if element.tag == "plaintext" or _NOT_IN_NAMES.search(str(element.tag)):
            element.drop_tag()
    for element in list(root.iter(*_FAR_REACHING)):
        element.drop_tree()
    for title in list(root.iter("title")):
        if not any(outer.tag == "svg" for outer in title.iterancestors()):
            title.drop_tree()
    for element in root.iter(etree.Element):
        attributes = dict(element.items())
        kept = {name: value for name, value in attributes.items() if _stays(name, value)}
        if len(kept) < len(attributes):
            element.attrib.clear()  # lxml cannot delete some of the names that it reads
            element.attrib.update(kept)


def _stays(name: str, value: str) -> bool:
    """Whether an attribute may be in an excerpt: no event handler, no program as a link."""
    return not (
        name.lower().startswith("on")
        or _NOT_IN_NAMES.search(name)
        or _SPACES.sub("", value[:80]).lower().startswith(_PROGRAM)
        or (name == "style" and _FIXED.search(value))
    )


def _without_control(reference: re.Match[str]) -> str:
    """A reference to a character; nothing for one that lxml rejects."""
    digits = (reference["hex"] or reference["decimal"]).lstrip("0")
    number = int(digits[:8] or "0", 16 if reference["hex"] else 10)
    return "" if number > 0x10FFFF or _CONTROL.match(chr(number)) else reference[0]


def _clean(root: HtmlElement) -> bool:
    """Drop what does not belong in a list; returns whether footnotes were dropped."""
    for element in list(root.iter("input")):
        if element.get("type") != "checkbox":
            element.drop_tree()
    for link in list(root.iter("a")):
        if "headerlink" in (link.get("class") or ""):
            link.drop_tree()
    _flatten_tabs(root)
    footnotes = False
    for element in list(root.iter("div", "nav")):
        classes = (element.get("class") or "").split()
        if "footnote" in classes or "toc" in classes:
            footnotes = footnotes or "footnote" in classes
            element.drop_tree()
    return footnotes


def _flatten_tabs(root: HtmlElement) -> None:
    """Put content tabs below each other; without their radio buttons all would be hidden."""
    for tabs in list(root.iter("div")):
        classes = (tabs.get("class") or "").split()
        if "tabbed-set" not in classes:
            continue
        _put_below_each_other(tabs)


def _put_below_each_other(tabs: HtmlElement) -> None:
    """Put the label of each tab as a title into its block, in both styles of `pymdownx.tabbed`."""
    rows = [row for row in tabs.iterchildren("div") if "tabbed-labels" in _classes(row)]
    contents = [part for part in tabs.iterchildren("div") if "tabbed-content" in _classes(part)]
    labels = [label for parent in (rows or [tabs]) for label in parent.iterchildren("label")]
    blocks = contents
    if rows:
        blocks = [block for part in contents for block in part.iterchildren("div")]
    for label, block in zip(labels, blocks, strict=False):
        if name := joined(_text(label).split("\n")):
            title = etree.SubElement(block, "p")
            etree.SubElement(title, "strong").text = name
            title.tail, block.text = block.text, None
            block.insert(0, title)
    for element in rows or labels:
        _drop_keeping_tail(element)
    for element in (tabs, *contents, *blocks):
        element.attrib.pop("class", None)


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def _finish(root: HtmlElement, url: str, title: str, *, complete: bool) -> Excerpt:
    footnotes = _clean(root)
    opening = next(iter(root), None)
    while opening is not None and not isinstance(opening.tag, str):
        opening = opening.getnext()
    if opening is not None and opening.tag == "h1" and not (root.text or "").strip():
        opening.drop_tree()
    for heading in list(root.iter("h1")):
        if " ".join(_text(heading).split()) == title:
            heading.drop_tree()
    for comment in list(root.iter(etree.Comment)):
        _drop_keeping_tail(comment)
    _demote_headings(root)
    _rebase(root, url)
    for element in root.iter(etree.Element):
        for name in _FAR_REACHING_ATTRIBUTES:
            element.attrib.pop(name, None)
    return Excerpt(_inner(root).strip(), _paragraph(root), complete and not footnotes)


def _cut_after(node: etree._Element) -> bool:
    """Remove everything after `node`; returns whether any content was removed."""
    removed = False
    while (parent := node.getparent()) is not None:
        removed = removed or bool((node.tail or "").strip())
        node.tail = None
        for sibling in list(node.itersiblings()):
            is_comment = isinstance(sibling, etree._Comment)
            removed = removed or not is_comment or bool((sibling.tail or "").strip())
            parent.remove(sibling)
        node = parent
    return removed


def _drop_keeping_tail(node: etree._Element) -> None:
    parent = node.getparent()
    assert parent is not None
    previous = node.getprevious()
    if node.tail and previous is not None:
        previous.tail = (previous.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


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
    return bool((root.text or "").strip() or any(_text(e).strip() for e in shown)) or any(
        True for _ in root.iter("img", "svg", "video")
    )


def _leaves(element: HtmlElement) -> Iterator[HtmlElement]:
    """The innermost blocks of a tree, in order; tables, code and the like are not divided."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag not in _BLOCKS:
            continue
        divisible = child.tag in _CONTAINERS and not _WHOLE.search(child.get("class") or "")
        if divisible and any(grand.tag in _BLOCKS for grand in child):
            yield from _leaves(child)
        else:
            yield child


def _last_block(root: HtmlElement) -> HtmlElement | None:
    return next(reversed(list(_leaves(root))), None)


def _demote_headings(root: HtmlElement) -> None:
    """Lower the levels of headings so that the highest is H3, below the entry's H2."""
    headings = list(root.iter(*_HEADINGS))
    if not headings:
        return
    shift = 3 - min(int(str(heading.tag)[1]) for heading in headings)
    for heading in headings:
        heading.tag = f"h{min(6, int(str(heading.tag)[1]) + shift)}"


def _rebase(root: HtmlElement, url: str) -> None:
    """Make links relative to the site's root; `url` is the address of the note."""
    for element in root.iter(etree.Element):
        for name in _URL_ATTRIBUTES:
            if (value := element.get(name)) is not None:
                target = _from_root(value, url)
                element.set(name, target)
                internal = element.tag == "a" and target.startswith(ROOT)
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
    base = "http://site/" + normal(url)
    if not link.startswith("#") and link.count("../") > normal(url).count("/"):
        return link  # leads out of the site
    target = urljoin(base, link)
    return ROOT + target.removeprefix("http://site/")


def _inner(root: HtmlElement) -> str:
    parts = [escape(root.text or "", quote=False)]
    parts += [tostring(child, encoding="unicode") for child in root]
    return "".join(parts)


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext()) if isinstance(element.tag, str) else ""


def _paragraph(root: HtmlElement) -> str:
    return joined("".join(_plain(root)).split("\n"))


def _plain(element: HtmlElement) -> Iterator[str]:
    """The escaped text of a tree, with line breaks between blocks; formulas become inline ones."""
    if element.text:
        yield escape(element.text, quote=False)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in _SKIPPED_IN_TEXT:
            classes = (child.get("class") or "").split()
            if "footnote-ref" in classes:
                pass
            elif "arithmatex" in classes:
                formula = inline_formula(_text(child))
                yield f" {formula} " if tag == "div" else formula
            else:
                apart = "\n" if tag in _BLOCKS or tag == "br" else ""
                yield apart
                yield from _plain(child)
                yield apart
        if child.tail:
            yield escape(child.tail, quote=False)
