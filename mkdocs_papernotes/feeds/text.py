"""The text of a note for feed readers, which show it on a page of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from mkdocs_papernotes.markup.excerpt import drop_title
from mkdocs_papernotes.markup.fragment import classes, inner, keep_within, parse, text_of
from mkdocs_papernotes.markup.leftovers import drop_hidden, drop_navigation

Formula = Callable[[str, bool], str]
"""Returns the HTML of a formula with its delimiters, and is told whether it is displayed."""
_ADDRESSES = ("href", "src", "poster", "cite", "longdesc", "background", "xlink:href")
_SOURCE = re.compile(r"[\s,]*(\S*[^\s,])(\s[^,]*)?(?:,|\Z)")
"""A picture in a `srcset`: its address, then its width or density."""
_LOOKS = re.compile(
    r"(?:data-|aria-|on)|(?:class|style|loading|decoding|fetchpriority|tabindex|target)\Z"
)
"""Attributes that have a meaning only on a page with its style sheets and scripts."""
_ALIGNED = re.compile(r"\s*text-align:\s*[a-z]+;?\s*")
"""The style of a column in a table."""
_ICONS = {"emojione", "gemoji", "twemoji"}
_ENDS = re.compile("</(?:source|track|wbr)>")
"""Tags that lxml writes, though these elements have none."""
_LINE_NUMBERS = {"linenos", "lineno", "linenodiv"}
_OPEN, _CLOSE = "\ufdd1", "\ufdd2"
"""What is around the number of a formula until its HTML is put in. Unicode has no such characters;
lxml would write MathML in a way that parsers of HTML read differently."""
_HELD = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")


def feed_text(html: str, url: str, title: str, formula: Formula) -> str:
    """The rendered text of a note, with full addresses and without what acts on its page.

    `url` is the full address of the note, whose title is left out.
    """
    root = parse(html.replace(_OPEN, "").replace(_CLOSE, ""))
    keep_within(root, url)
    drop_navigation(root)
    drop_title(root, title)
    drop_hidden(root)
    _simplify(root)
    formulas = _hold_formulas(root, formula)
    for element in root.iter(etree.Element):
        _make_absolute(element, url)
    _drop_looks(root)
    text = inner(root).strip()
    if next(root.iter("source", "track", "wbr"), None) is not None:
        text = _ENDS.sub("", text)
    return _HELD.sub(lambda held: formulas[int(held[1])], text)


def _simplify(root: HtmlElement) -> None:
    """Replace what readers do not show, or show wrongly, by what they do."""
    for box in list(root.iter("input")):
        space = "" if (box.tail or "").startswith(" ") else " "
        _replace(box, ("☐" if box.get("checked") is None else "☑") + space)
    for frame in list(root.iter("iframe")):
        _replace_by_link(frame)
    for table in list(root.iter("table")):
        if "highlighttable" in classes(table):
            _replace_by_code(table)
    for element in list(root.iter("a", "div", "img", "span", "td")):
        names = set(classes(element))
        if "footnote-backref" in names or not names.isdisjoint(_LINE_NUMBERS):
            element.drop_tree()
        elif not names.isdisjoint(_ICONS):
            _replace(element, element.get("alt") or _without_drawing(element))


def _without_drawing(icon: HtmlElement) -> str:
    """The text of an icon; a drawing without a style sheet is as wide as the page."""
    for drawing in list(icon.iter("svg")):
        drawing.drop_tree()
    return text_of(icon)


def _replace(element: HtmlElement, text: str) -> None:
    """Put a text in the place of an element."""
    for child in list(element):
        element.remove(child)
    element.text = text
    element.drop_tag()


def _replace_by_link(frame: HtmlElement) -> None:
    address = frame.get("src") or ""
    title = frame.get("title") or address
    frame.text = None
    for child in list(frame):
        frame.remove(child)
    if not address:
        frame.drop_tree()
        return
    frame.tag = "a"
    frame.attrib.clear()
    frame.set("href", address)
    frame.text = title


def _replace_by_code(table: HtmlElement) -> None:
    """Put the code of a table with line numbers in its place."""
    code = next((pre for pre in table.iter("pre") if not _is_numbering(pre)), None)
    outer = table.getparent()
    if code is not None and outer is not None:
        code.tail = None
        code.getparent().remove(code)  # type: ignore[union-attr]
        code.tail = table.tail
        outer.replace(table, code)


def _is_numbering(element: HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any(not _LINE_NUMBERS.isdisjoint(classes(one)) for one in around)


def _hold_formulas(root: HtmlElement, formula: Formula) -> list[str]:
    """Put a number in the place of each formula; returns their HTML by number."""
    found: list[str] = []
    for element in list(root.iter("div", "span")):
        if "arithmatex" in classes(element) and element.getparent() is not None:
            text, is_block = text_of(element), element.tag == "div"
            _replace(element, f"{_OPEN}{len(found)}{_CLOSE}")
            found.append(formula(text, is_block))
    return found


def _make_absolute(element: HtmlElement, url: str) -> None:
    for name in _ADDRESSES:
        value = element.get(name)
        if value is None or (element.tag == "use" and value.startswith("#")):
            continue
        address = _absolute(value, url)
        if address:
            element.set(name, address)
        else:
            del element.attrib[name]
    if (sources := element.get("srcset")) is not None:
        element.set("srcset", ", ".join(_sources(sources, url)))


def _absolute(address: str, url: str) -> str:
    """The full address; empty for one that is none."""
    try:
        return urljoin(url, address.strip())
    except ValueError:
        return ""


def _sources(sources: str, url: str) -> list[str]:
    found = ((_absolute(each[1], url), each[2] or "") for each in _SOURCE.finditer(sources))
    return [address + size.rstrip() for address, size in found if address]


def _drop_looks(root: HtmlElement) -> None:
    """Drop what has a meaning only with the style sheets of the site; drawings stay as they are."""
    drawn = {part for drawing in root.iter("svg", "math") for part in drawing.iter()}
    for element in list(root.iter(etree.Element)):
        if element in drawn or element is root:
            continue
        for name, value in list(element.attrib.items()):
            if _LOOKS.match(str(name)) and not (name == "style" and _ALIGNED.fullmatch(str(value))):
                del element.attrib[name]
        if element.tag == "span" and not element.attrib:
            element.drop_tag()


def paragraph(*parts: tuple[str, str, str]) -> str:
    """A paragraph of parts, each with a text, an address to link to and the language of the page.

    Address and language may be empty.
    """
    return f"<p>{''.join(map(_part, parts))}</p>"


def _part(part: tuple[str, str, str]) -> str:
    text, url, language = part
    marks = f' hreflang="{escape(language)}" lang="{escape(language)}"' if language else ""
    shown = escape(text, quote=False)
    return f'<a href="{escape(url)}"{marks}>{shown}</a>' if url else shown
