"""Removes from a rendered text what has a meaning only on the note's own page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from mkdocs_papernotes.markup.fragment import classes, text_of
from mkdocs_papernotes.markup.runs import BLOCKS, HEADINGS
from mkdocs_papernotes.markup.tabs import put_below_each_other

CAPPED = "pn-excerpt-picture"
"""The class of the picture in an automatic excerpt, whose height is limited."""
HIGHEST = 20
"""That limit in em, as in `papernotes.css`."""
_PIXELS = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
_MOST_COLUMNS = 4
_MEDIA = ("audio", "canvas", "iframe", "video")
_PICTURES = ("img", "picture", "svg")
_ICONS = {"emoji", "emojione", "gemoji", "icon", "twemoji"}
_BADGE = re.compile(
    r"//(?:[\w-]+\.)*(?:shields\.io|badgen\.net|badge\.fury\.io)/|\bbadge\b", re.IGNORECASE
)
_SCHEME = re.compile(r"#(?:only|gh)-(?:light|dark)")
_MAY_BE_EMPTY = {
    *HEADINGS, "a", "b", "blockquote", "center", "dd", "del", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "i", "ins", "label", "li", "mark", "ol", "p", "picture", "s", "section",
    "small", "strong", "sub", "summary", "sup", "u", "ul",
}  # fmt: skip
"""Elements that show nothing when they are empty."""
_NO_TEXT = {"code", "kbd", "math", "pre", "samp", "svg"}
"""Elements whose text is not prose."""
_BLANK = " \t\r\n\xa0\u200b\ufeff"

_PARTS = ("div", "section", "nav")
"""Elements that footnotes and tables of contents are in."""
_PERMALINKS = {"¶", "#", "§", "🔗", "⚓"}
_SEPARATORS = re.compile(r"\s*[,，、;；|｜·•&+/]+\s*")
_ONLY_SEPARATORS = re.compile(r"(?:[\W_]|and\b|or\b|vs\b|和|与|與|或)*", re.IGNORECASE)
_CONTENTS = re.compile(
    r"@toc|@?[\[{$(<【\\]+_?(?:toc|table_of_contents)_?[\]})>】]*(?:\([^()]*\))?"
    r"|[\w \t]{0,40}\{:\s*toc\s*\}",
    re.IGNORECASE,
)
_CONTENTS_TITLE = re.compile(
    r"\W*(?:table of contents|contents|toc|outline|目录|目錄|目次|大纲|大綱)\W*", re.IGNORECASE
)
_DEFINITION = re.compile(r"\*\[[^\[\]\n]+\]:|\[\^[^\[\]\s]+\]:")
CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|tab\.|图|圖|表|図)\s?\d+(?:[.–-]\d+)*\s?[:：.．|｜]", re.IGNORECASE
)
_LONGEST_CAPTION = 400
_UNREAD = re.compile(
    r"\[\^[^\[\]\s]{1,40}\]|\{:[^{}\n]*\}|(?<!\S)\{[.#][A-Za-z][^{}\n]*\}"
    r"|\{%[^{}%]*%\}|\{\{[<%][^{}]*[>%]\}\}|\[![A-Za-z]{2,20}\][+-]?|!\[\[[^\[\]\n]+\]\]"
    r"|%%[^%\n]*%%|^(?:!!!|\?\?\?\+?|={3}[!+]?) ?[^\n]*$|^:{3,}[^\n]*$",
    re.MULTILINE,
)
"""What no extension has read: marks of footnotes, lists of attributes, tags of templates, titles
of boxes and tabs, embedded files, comments."""
_TABLE = re.compile(r"[^\n|]*\|[^\n]*\n[ \t|:]*-[ \t|:-]*(?:\n|$)")
"""The head of a table that was not read."""
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_BOX = re.compile(r"\s*\[[ xX]\]\s+")


def drop_leftovers(root: HtmlElement) -> bool:
    """Drop links to headings, contents and footnotes; returns whether there were footnotes.

    Content tabs are put below each other: without their buttons all would be hidden.
    """
    drop_navigation(root)
    for link in list(root.iter("a")):
        if "footnote-ref" in classes(link):
            outer = link.getparent()
            (outer if outer is not None and outer.tag == "sup" else link).drop_tree()
    footnotes = [part for part in root.iter(*_PARTS) if "footnote" in classes(part)]
    for part in footnotes:
        _drop(part)
    return bool(footnotes)


def drop_navigation(root: HtmlElement) -> None:
    """Drop links to headings and contents, and put content tabs below each other."""
    for link in list(root.iter("a")):
        if "headerlink" in classes(link) or _is_permalink(link):
            link.drop_tree()
    for tabs in list(root.iter("div")):
        if "tabbed-set" in classes(tabs):
            put_below_each_other(tabs)
    for part in [part for part in root.iter(*_PARTS) if "toc" in classes(part)]:
        _drop(part)


def drop_unread(root: HtmlElement) -> None:
    """Drop what is no part of a short text: boxes, wide tables, contents, all pictures but one.

    So is syntax that no Markdown extension has read.
    """
    _drop_boxes(root)
    _drop_syntax(root)
    drop_hidden(root)
    for element in list(root.iter("div", "li", "ol", "p", "ul", *HEADINGS)):
        if element is not root and _is_no_text(element):
            _drop(element)
    for table in list(root.iter("table")):
        if _columns(table) > _MOST_COLUMNS and "highlighttable" not in classes(table):
            _drop(table)
    pictures = _pictures(root)
    shown = _shown(pictures)
    for picture in shown:
        picture.set("class", " ".join([*classes(picture), CAPPED]))
        _cap_width(picture)
    _drop_pictures([*root.iter(*_MEDIA), *(p for p in pictures if p not in shown)])
    _drop_captions(root)
    drop_empty(root)


def drop_hidden(root: HtmlElement) -> None:
    """Drop what a browser does not show."""
    for element in root.xpath("descendant::*[@hidden or @style]"):
        if _is_hidden(element):
            _drop(element)


def drop_all_but_text(root: HtmlElement) -> None:
    """Drop all pictures and tables, with their captions; after `drop_unread`."""
    for element in list(root.iter("table", "figcaption")):
        _drop(element)
    _drop_pictures(_pictures(root))
    _drop_captions(root)
    drop_empty(root)


def drop_leading_rules(root: HtmlElement) -> None:
    """Drop the horizontal rules above the text."""
    while len(root) and root[0].tag == "hr" and not (root.text or "").strip():
        root[0].drop_tree()


def _drop(element: HtmlElement) -> None:
    """Remove an element, unless one around it is removed already."""
    if element.getparent() is not None:
        element.drop_tree()


def _has(element: HtmlElement, *tags: str) -> bool:
    return next(element.iter(*tags), None) is not None


def _is_permalink(link: HtmlElement) -> bool:
    is_local = (link.get("href") or "").startswith("#")
    return is_local and text_of(link).strip("\ufe0e\ufe0f" + _BLANK) in _PERMALINKS


def _is_hidden(element: HtmlElement) -> bool:
    style = "".join((element.get("style") or "").lower().split())
    return element.get("hidden") is not None or "display:none" in style


def _is_no_text(element: HtmlElement) -> bool:
    """Whether a block is a table of contents, or a definition that was not read."""
    if element.tag in ("ul", "ol"):
        return _is_contents(element)
    text = "" if _has(element, *_PICTURES) else text_of(element).strip()
    if _CONTENTS.fullmatch(text[:100]) or (element.tag == "p" and _DEFINITION.match(text)):
        return True
    if element.tag == "li" and text.lower() == "toc":
        return True
    if element.tag == "p" and "|" in text and _TABLE.match(text):
        return True
    below = element.getnext()
    return bool(
        below is not None
        and below.tag in ("ul", "ol")
        and element.tag != "li"
        and _CONTENTS_TITLE.fullmatch(text[:40])
        and _is_contents(below)
    )


def _is_contents(items: HtmlElement) -> bool:
    """Whether a list has only links to headings of its page."""
    links = list(items.iter("a"))
    if not links or not all((link.get("href") or "").startswith("#") for link in links):
        return False
    return "".join(text_of(items).split()) == "".join("".join(map(text_of, links)).split())


def _drop_boxes(root: HtmlElement) -> None:
    """Drop the boxes of task lists, those that were not read included."""
    for box in list(root.iter("input")):
        outer = box.getparent()
        if outer is not None and outer.tag == "label" and not text_of(outer).strip():
            box = outer
        _drop(box)
    for item in root.iter("li"):
        if "task-list-item" in classes(item):
            item.attrib.pop("class")
        holder = item
        if len(item) and item[0].tag == "p" and not (item.text or "").strip():
            holder = item[0]
        if written := _BOX.match(holder.text or ""):
            holder.text = (holder.text or "")[written.end() :]


def _drop_syntax(element: HtmlElement) -> None:
    """Drop syntax of Markdown and of templates that was not read, outside code and formulas."""
    if element.tag in _NO_TEXT or "arithmatex" in classes(element):
        return
    element.text = _UNREAD.sub("", element.text or "") or None
    for child in element:
        if isinstance(child.tag, str):
            _drop_syntax(child)
        tail = child.tail or ""
        if child.tag == "img" and (attributes := _ATTRIBUTES.match(tail)):
            tail = tail[attributes.end() :]
        child.tail = _UNREAD.sub("", tail) or None


def _columns(table: HtmlElement) -> int:
    def width(cell: HtmlElement) -> int:
        span = cell.get("colspan") or "1"
        return int(span) if span.isascii() and span.isdigit() and len(span) < 5 else 1

    rows = table.iter("tr")
    return max((sum(map(width, row.iterchildren("td", "th"))) for row in rows), default=0)


# Pictures


def _pictures(root: HtmlElement) -> list[HtmlElement]:
    """The pictures of a tree in their order, without icons."""
    found: list[HtmlElement] = []
    for element in root.iter(*_PICTURES):
        outer = element.getparent()
        if any(above.tag in ("svg", "picture") for above in element.iterancestors()):
            continue
        marks = {*classes(element), *(classes(outer) if outer is not None else ())}
        if _ICONS.isdisjoint(marks):
            found.append(element)
    return found


def _shown(pictures: Sequence[HtmlElement]) -> Sequence[HtmlElement]:
    """The first picture that is no badge; two if they are for the two colour schemes."""
    for number, picture in enumerate(pictures):
        if not _BADGE.search(_source(picture)):
            pair = pictures[number : number + 2]
            return pair if all(_SCHEME.search(_source(one)) for one in pair) else pair[:1]
    return []


def _cap_width(picture: HtmlElement) -> None:
    """Keep a picture that says its size as narrow as the limit of its height makes it."""
    size = [picture.get(name) or "" for name in ("width", "height")]
    if picture.get("style") or not all(_PIXELS.fullmatch(number) for number in size):
        return
    width, height = map(int, size)
    picture.set("style", f"max-width:min(100%,{HIGHEST * width / height:.4g}em)")


def _source(picture: HtmlElement) -> str:
    return next((image.get("src") or "" for image in picture.iter("img")), "")


def _drop_pictures(pictures: Iterable[HtmlElement]) -> None:
    """Drop pictures, the marks between them, and figures and paragraphs that lose their sense."""
    blocks = []
    for picture in pictures:
        if separator := _SEPARATORS.match(picture.tail or ""):
            picture.tail = (picture.tail or "")[separator.end() :]
        above = next((outer for outer in picture.iterancestors() if outer.tag in BLOCKS), None)
        _drop(picture)
        blocks += [above] if above is not None else []
    for block in blocks:
        if block.tag == "figure" and not _has(block, *_PICTURES, "table", "pre"):
            _drop(block)
        elif _ONLY_SEPARATORS.fullmatch(text_of(block)):
            _clear_texts(block)


def _clear_texts(block: HtmlElement) -> None:
    block.text = None
    for element in block.iterdescendants():
        if not any(outer.tag == "svg" for outer in (element, *element.iterancestors())):
            element.text = None
        element.tail = None


def _drop_captions(root: HtmlElement) -> None:
    """Drop the captions of pictures and tables that are not there."""
    for block in list(root.iter("p", "div", "center", "h5", "h6", "figcaption")):
        text = text_of(block).strip()
        if len(text) > _LONGEST_CAPTION or not CAPTION.match(text):
            continue
        figure = next(block.iterancestors("figure"), None)
        beside = (block, block.getprevious(), block.getnext(), figure)
        if not any(
            True for one in beside if one is not None for _ in one.iter("table", *_PICTURES)
        ):
            _drop(block)


def drop_empty(root: HtmlElement) -> None:
    """Drop the elements that show nothing, from the innermost."""
    for element in reversed(list(root.iter(*_MAY_BE_EMPTY))):
        if element is not root and _is_empty(element):
            _drop(element)


def _is_empty(element: HtmlElement) -> bool:
    if (element.text or "").strip(_BLANK):
        return False
    return all(child.tag == "br" and not (child.tail or "").strip(_BLANK) for child in element)
