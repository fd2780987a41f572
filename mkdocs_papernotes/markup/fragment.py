"""A piece of rendered HTML as a tree, without what would act beyond it on another page."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from contextlib import suppress
from hashlib import sha256
from html import escape

from lxml import etree
from lxml.html import HtmlElement, document_fromstring, tostring

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that lxml rejects, because XML does not allow them."""
_REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9A-Fa-f]+)|(?P<decimal>[0-9]+));?")
_LEFT_OUT = "\ufdd0"
"""Holds the place of a reference until the text is parsed: without one, what stands around it could
make another reference. Unicode has no such character."""
_OUTSIDE = re.compile(r"</?(?:html|body|frameset)\b[^<>]*>|<!doctype\b[^<>]*>", re.IGNORECASE)
"""Tags of a whole document, which a text has no place for."""

_DRAWINGS = ("svg", "math")
_ANIMATIONS = ("animate", "animatemotion", "animatetransform", "set")
_TEX_LABEL = re.compile(r"\\label\s?\{[^{}]*\}")
"""Of an equation; MathJax knows those of a page, and accepts each once."""
_COINS = "Z3988"
"""The class of the data about a paper for reference managers."""

_DROPPED = (
    *("applet", "base", "dialog", "link", "meta", "noscript", "object", "script"),
    *("select", "style", "template", "textarea", *_ANIMATIONS),
)
"""Elements that act on the page, or wait for an answer, rather than show something."""
_UNWRAPPED = {
    "button", "embed", "fieldset", "form", "frame", "listing", "plaintext", "slot", "xmp",
}  # fmt: skip
"""Elements whose content is shown without them; lxml puts what is behind `<embed>` into it."""
_LANDMARKS = {"footer", "header", "main", "nav", "search"}
"""Parts of a page, which a screen reader tells of; they become ordinary blocks."""
_NAMES = """
accesskey autofocus autoplay contenteditable for form formaction headers id is list name part ping
popover popovertarget popovertargetaction command commandfor slot srcdoc usemap
about itemid itemprop itemref itemscope itemtype prefix property resource rev typeof vocab
aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage
aria-flowto aria-labelledby aria-live aria-owns
"""
_DROPPED_ATTRIBUTES = frozenset(_NAMES.split())
"""They name other elements, take part in the focus of the page, or describe the page."""
_KEPT_VALUES = {
    "role": {"img", "math", "none", "presentation"},
    "rel": {"external", "nofollow", "noopener", "noreferrer"},
    "tabindex": {"0", "-1"},
}
"""Attributes that stay only with these values."""
_PROGRAM = ("javascript:", "vbscript:", "data:text/html", "data:application/xhtml")
_FIXED = re.compile(r"position\s*:\s*(?:fixed|sticky)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile("[\0-\x20\"&'<>/={}]")
_SPACES = re.compile("[\0-\x20]+")
_ID_REFERENCE = re.compile(r"""url\(\s*["']?#([^"'()\s]+)["']?\s*\)""")


def parse(html: str) -> HtmlElement:
    """The text as the content of one element; characters that cannot be in HTML are left out."""
    # References come last: they may arise where something else was left out.
    text = _REFERENCE.sub(_without_control, _OUTSIDE.sub("", _CONTROL.sub("", html)))
    # Without end tags, because in some elements they would be text.
    document = document_fromstring(f"<html><body>{text}")
    (body,) = document.iterchildren("body")
    document.remove(body)
    body.tag = "div"
    if _LEFT_OUT in text:
        _drop_left_out(body)
    return body


def _drop_left_out(root: HtmlElement) -> None:
    for node in root.iter():
        node.text = (node.text or "").replace(_LEFT_OUT, "") or None
        node.tail = (node.tail or "").replace(_LEFT_OUT, "") or None
        for name, value in node.attrib.items() if isinstance(node.tag, str) else ():
            if _LEFT_OUT in value:
                with suppress(ValueError):  # a name that lxml rejects goes with its element
                    node.set(name, str(value).replace(_LEFT_OUT, ""))


def inner(root: HtmlElement) -> str:
    """The HTML of what is in an element."""
    parts = [escape(root.text or "", quote=False)]
    parts += [tostring(child, encoding="unicode") for child in root]
    return "".join(parts)


def text_of(element: HtmlElement) -> str:
    """The text in an element; empty for a comment."""
    return str(element.text_content()) if isinstance(element.tag, str) else ""


def classes(element: HtmlElement) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def drop_keeping_tail(node: etree._Element) -> None:
    """Remove a node, but not the text behind it."""
    parent = node.getparent()
    assert parent is not None
    previous = node.getprevious()
    if node.tail and previous is not None:
        previous.tail = (previous.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def keep_within(root: HtmlElement, url: str) -> None:
    """Drop what would act on the page that shows the text, or on other texts there.

    `url` is the address of the note; the ids in its drawings get a prefix made from it.
    """
    for comment in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        drop_keeping_tail(comment)
    drawn = _drawn(root)
    _drop_acting(root, drawn)
    for formula in root.iter("div", "span"):
        if "arithmatex" in classes(formula) and "\\label" in (formula.text or ""):
            formula.text = _TEX_LABEL.sub("", formula.text or "")
    prefix = f"pn-{sha256(url.encode('utf-8', 'replace')).hexdigest()[:8]}-"
    for element in root.iter(etree.Element):
        if not (attributes := dict(element.items())):
            continue
        kept = dict(_kept(attributes, prefix if element in drawn else ""))
        if kept != attributes:
            element.attrib.clear()  # lxml cannot delete some of the names that it reads
            element.attrib.update(kept)


def _drop_acting(root: HtmlElement, drawn: Container[HtmlElement]) -> None:
    """Drop the elements that act beyond the text, or only their tags."""
    for element in list(root.iter(etree.Element)):
        if element is not root and _is_unwrapped(element, drawn):
            element.drop_tag()
    for script in list(root.iter("script")):
        _show_formula(script)
    for element in list(root.iter(*_DROPPED)):
        element.drop_tree()
    for element in list(root.iter("span", "input", "title", *_LANDMARKS)):
        if element.tag in _LANDMARKS:
            element.tag = "div"
        elif _acts(element, drawn):
            element.drop_tree()


def _drawn(root: HtmlElement) -> set[HtmlElement]:
    """The elements of drawings and of formulas in MathML."""
    found: set[HtmlElement] = set()
    for drawing in root.iter(*_DRAWINGS):
        if drawing not in found:
            found.update(drawing.iter())
    return found


def _is_unwrapped(element: HtmlElement, drawn: Container[HtmlElement]) -> bool:
    """Whether an element is none of HTML's own, or one whose content is shown without it."""
    tag = str(element.tag)
    if tag.isalnum():
        return tag in _UNWRAPPED
    is_custom = "-" in tag and element not in drawn  # a script may define what it does
    return is_custom or bool(_NOT_IN_NAMES.search(tag))


def _show_formula(script: HtmlElement) -> None:
    """Show a formula that is written as a script for MathJax as other formulas are."""
    kind = script.get("type") or ""
    outer = script.getparent()
    if not kind.startswith("math/tex") or outer is None:
        return
    formula = script.text or ""
    place = script
    if "arithmatex" in classes(outer):  # beside a preview of it
        place = outer
        for child in list(outer):
            outer.remove(child)
    place.tag = "div" if "display" in kind else "span"
    place.attrib.clear()
    place.set("class", "arithmatex")
    place.text = f"\\[{formula}\\]" if "display" in kind else f"\\({formula}\\)"


def _acts(element: HtmlElement, drawn: Container[HtmlElement]) -> bool:
    """Whether a title is that of the page, an input is not a box, or a span holds metadata."""
    if element.tag == "title":
        return element not in drawn
    if element.tag == "input":
        return (element.get("type") or "").lower() != "checkbox"
    return _COINS in classes(element)


def _kept(attributes: dict[str, str], prefix: str) -> Iterator[tuple[str, str]]:
    """The attributes that may stay; ids and references within a drawing get the prefix."""
    for name, value in attributes.items():
        if prefix and name == "id":
            yield name, prefix + value
        elif not _stays(name.lower(), value):
            continue
        elif prefix and name in ("href", "xlink:href") and value.startswith("#"):
            yield name, f"#{prefix}{value[1:]}"
        else:
            yield name, _ID_REFERENCE.sub(rf"url(#{prefix}\1)", value) if prefix else value


def _stays(name: str, value: str) -> bool:
    """Whether an attribute may be in an excerpt: no event handler, no program as a link."""
    if name in _KEPT_VALUES:
        return _KEPT_VALUES[name].issuperset(value.lower().split())
    return not (
        name in _DROPPED_ATTRIBUTES
        or name.startswith(("on", "data-md-"))
        or _NOT_IN_NAMES.search(name)
        or _SPACES.sub("", value[:80]).lower().startswith(_PROGRAM)
        or (name == "style" and _FIXED.search(value))
    )


def _without_control(reference: re.Match[str]) -> str:
    """A reference to a character; `_LEFT_OUT` in place of one that lxml rejects."""
    digits = (reference["hex"] or reference["decimal"]).lstrip("0")
    number = int(digits[:8] or "0", 16 if reference["hex"] else 10)
    return _LEFT_OUT if number > 0x10FFFF or _CONTROL.match(chr(number)) else reference[0]
