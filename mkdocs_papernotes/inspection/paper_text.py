"""The text of a paper: what is compared with a note, read from HTML or from a PDF."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree, html

_UNSEEN = frozenset(
    ("head", "script", "style", "nav", "button", "svg", "annotation", "annotation-xml")
)
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "u", "var", "wbr", "math", "semantics", "mrow", "mi", "mn",
    "mo", "mtext", "msub", "msup", "msubsup", "mstyle", "mpadded", "mspace", "mfrac", "msqrt",
))  # fmt: skip
_TEX = (
    (re.compile(r"\\times(?![A-Za-z])"), "×"),
    (re.compile(r"\\%"), "%"),
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"\\(?:text|mathrm|mathbf|mathsf|textbf|textsc)\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\[,;:!> ]|~"), " "),
    (re.compile(r" (?=[×%])"), ""),
)
"""What stands around numbers in the TeX of a formula, and what a text would have."""
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_MISSING = "reading PDFs needs the package pypdf: pip install 'mkdocs-papernotes[pdf]'"


class NoTextError(Exception):
    """There is no text of a paper; the message says why."""


def text_of_html(content: bytes) -> str:
    """The text of a paper as arXiv's HTML has it, with the TeX of its formulas at the end.

    An empty line is between blocks and between the cells of tables; footnotes are behind the rest.
    Raises `NoTextError`.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise NoTextError("its HTML cannot be read") from error
    formulas = [plain_tex(math.get("alttext", "")) for math in root.iter("math")]
    notes = root.find_class("ltx_note")
    for note in notes:  # they would stand in the midst of sentences
        note.drop_tree()
    text = _tidy("\n\n".join("".join(_pieces(each)) for each in (root, *notes)))
    if not any(map(str.isalnum, text)):
        raise NoTextError("its HTML has no text")
    return "\n\n".join((text, *dict.fromkeys(filter(None, formulas))))


def _pieces(root: html.HtmlElement) -> Iterator[str]:
    """The text of an element, with line breaks around blocks."""
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and name in _UNSEEN:
            unseen += 1
        if event == "end" and name in _UNSEEN:
            unseen -= 1
        if name and name not in _INLINE:
            yield "\n\n"
        elif name in ("sub", "sup"):
            yield " "
        if event == "start" and not unseen:
            yield (element.text or "").replace("\n", " ")
        if event != "start" and not unseen:
            yield (element.tail or "").replace("\n", " ")


def plain_tex(tex: str) -> str:
    """The TeX of a formula with its numbers and their units as a text would have them."""
    for pattern, text in _TEX:
        tex = " ".join(pattern.sub(text, tex).split())
    return tex


def text_of_pdf(content: bytes) -> str:
    """The text of a PDF; raises `NoTextError`, also without the package pypdf."""
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise NoTextError(_MISSING) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of each small flaw
    try:
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    except Exception as error:  # a damaged or encrypted file can raise anything
        raise NoTextError(f"it cannot be read ({error or type(error).__name__})") from error
    text = _tidy("\n\n".join(pages))
    if not any(map(str.isalnum, text)):
        raise NoTextError("it has no text, only pictures of pages")
    return text


def _tidy(text: str) -> str:
    """The text with one space or line break where there are several, or an empty line."""
    spaced = _SPACE.sub(" ", text.replace("\0", ""))
    return _LINES.sub(lambda match: "\n" * min(match[0].count("\n"), 2), spaced).strip()
