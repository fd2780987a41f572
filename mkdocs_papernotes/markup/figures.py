"""Pictures with a caption: `![alt](x.png "Caption")` alone in a paragraph becomes a figure."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

AFTER_ATTRIBUTES = 3
"""A priority below that of Python-Markdown's `attr_list`, which sets attributes of pictures."""
_FORMULA = re.compile(r"(\\\((?:[^\\]|\\[^()])*\\\))")
"""A formula as pymdownx.arithmatex leaves it in a title."""


class Figures(Treeprocessor):
    """Turns paragraphs into figures, except within figures that are there already."""

    def run(self, root: Element) -> None:
        has_formulas = self.md is not None and "arithmatex-inline" in self.md.inlinePatterns
        parents = [root]
        while parents:
            parent = parents.pop()
            for number, child in enumerate(parent):
                image = _captioned(child)
                if image is not None:
                    parent[number] = _figure(child, image, has_formulas=has_formulas)
                elif child.tag != "figure":
                    parents.append(child)


def _captioned(paragraph: Element) -> Element | None:
    """The picture with a title that is all there is in a paragraph; it may be a link.

    A paragraph with attributes, or with a picture that floats, is left to its author's style.
    """
    if paragraph.tag != "p" or paragraph.attrib:
        return None
    image = _only_child(paragraph)
    if image is not None and image.tag == "a":
        image = _only_child(image)
    if image is None or image.tag != "img" or not (image.get("title") or "").strip():
        return None
    floats = "align" in image.attrib or "float" in image.get("style", "")
    return None if floats else image


def _only_child(element: Element) -> Element | None:
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return None
    return element[0]


def _figure(paragraph: Element, image: Element, *, has_formulas: bool) -> Element:
    """A figure with what is in a paragraph, and the title of the picture as its caption."""
    figure = Element("figure")
    figure.tail = paragraph.tail
    content = paragraph[0]
    content.tail = None
    figure.append(content)
    caption = SubElement(figure, "figcaption")
    title = image.attrib.pop("title").strip()
    parts = _FORMULA.split(title) if has_formulas else [title]
    caption.text = AtomicString(parts[0])
    for formula, text in zip(parts[1::2], parts[2::2], strict=True):
        span = SubElement(caption, "span", {"class": "arithmatex"})
        span.text, span.tail = AtomicString(formula), AtomicString(text)
    return figure
