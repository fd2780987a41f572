"""Divides the tree of a rendered text into runs: the texts between the borders of its blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from mkdocs_papernotes.markup.fragment import classes, text_of
from mkdocs_papernotes.markup.measure import measure
from mkdocs_papernotes.markup.sentences import OBJECT, Span

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details div dl dt figcaption figure footer
header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset((*_BLOCK_NAMES.split(), *HEADINGS))
_WHOLE_NAMES = """
audio canvas code figure iframe img input kbd math picture pre ruby samp svg table var video
"""
_WHOLE = frozenset(_WHOLE_NAMES.split())
"""Elements that are not divided."""
_WHOLE_CLASSES = {"arithmatex", "highlight", "highlighttable", "mermaid"}
_LEADING = {*HEADINGS, "caption", "dt", "summary"}

LETTERS_OF_WORD = 12
"""A text is at least as long as its letters by this, so that one without spaces has a length."""
_LETTERS_OF_FORMULA = 6
"""Of TeX: about as many as a word is wide."""
_WORDS_OF_LINE, _WORDS_OF_ROW = 10, 5
"""A line of code and the row of a table are at least as long as so many words."""


@dataclass(frozen=True)
class Chunk:
    """A piece of a run: the text or the tail of an element, or an element that is whole."""

    start: int
    end: int
    element: HtmlElement
    is_tail: bool = False
    is_element: bool = False


@dataclass
class Run:
    """The text between two borders of blocks, and where it stands in the tree."""

    owner: HtmlElement
    text: str = ""
    """Its text, with `OBJECT` for elements that are not divided and a line break for `<br>`."""
    chunks: list[Chunk] = field(default_factory=list)
    weights: list[tuple[int, int]] = field(default_factory=list)
    """The offsets of such elements in the text, and their lengths in words."""
    links: list[Span] = field(default_factory=list)
    is_whole: bool = False
    """Whether it is a block that is not divided, such as a table."""

    @property
    def size(self) -> int:
        """The length in words."""
        return text_size(self.text) + sum(weight for _, weight in self.weights)

    @property
    def leads_on(self) -> bool:
        """Whether something must follow: it is a heading, or ends in a colon."""
        owner = self.owner
        if owner.tag in _LEADING or "admonition-title" in classes(owner):
            return True
        return self.text.rstrip().endswith((":", "：")) or (owner.tag == "p" and self._is_strong)

    @property
    def _is_strong(self) -> bool:
        """Whether all of it is bold, as in a heading that is written as a paragraph."""
        shown = [chunk for chunk in self.chunks if self.text[chunk.start : chunk.end].strip()]
        return bool(shown) and all(_is_strong(chunk, self.owner) for chunk in shown)


def runs(root: HtmlElement) -> list[Run]:
    """The runs of a tree that show something, in their order."""
    found = [Run(root)]
    _walk(root, root, found)
    return [run for run in found if run.text.strip()]


def text_size(text: str) -> int:
    """The length of a text in words, or in characters of Chinese and Japanese."""
    words = measure(text.replace(OBJECT, " ")).units
    return max(words, len(text) // LETTERS_OF_WORD)


def is_whole(element: HtmlElement) -> bool:
    """Whether an element is not divided: a formula, code, a table, a picture."""
    return element.tag in _WHOLE or not _WHOLE_CLASSES.isdisjoint(classes(element))


def _walk(element: HtmlElement, owner: HtmlElement, found: list[Run]) -> None:
    _add_text(found[-1], element.text, element)
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag in BLOCKS:
            found.append(Run(child, is_whole=is_whole(child)))
            if found[-1].is_whole:
                _add_element(found[-1], child)
            else:
                _walk(child, child, found)
            found.append(Run(owner))
        elif child.tag == "br" or is_whole(child):
            _add_element(found[-1], child)
        else:
            run, start = found[-1], len(found[-1].text)
            _walk(child, owner, found)
            if child.tag == "a" and found[-1] is run:
                run.links.append((start, len(run.text)))
        _add_text(found[-1], child.tail, child, is_tail=True)


def _add_text(run: Run, text: str | None, element: HtmlElement, *, is_tail: bool = False) -> None:
    if text:
        start = len(run.text)
        run.chunks.append(Chunk(start, start + len(text), element, is_tail))
        run.text += text


def _add_element(run: Run, element: HtmlElement) -> None:
    start = len(run.text)
    run.chunks.append(Chunk(start, start + 1, element, is_element=True))
    run.weights.append((start, _weight(element)))
    run.text += "\n" if element.tag == "br" else OBJECT


def _weight(element: HtmlElement) -> int:
    """The length of an element that is not divided, in words; pictures have none."""
    text = text_of(element)
    if "arithmatex" in classes(element) or element.tag == "math":
        return 1 + len(text) // _LETTERS_OF_FORMULA
    if element.tag == "table" and "highlighttable" not in classes(element):
        return max(text_size(text), _WORDS_OF_ROW * sum(1 for _ in element.iter("tr")))
    if element.tag == "pre" or element.tag in BLOCKS:
        return max(text_size(text), _WORDS_OF_LINE * len(text.strip().splitlines()))
    return text_size(text) if element.tag not in ("svg", "video", "audio", "iframe") else 0


def _is_strong(chunk: Chunk, owner: HtmlElement) -> bool:
    outer = chunk.element.getparent() if chunk.is_tail else chunk.element
    while outer is not None and outer is not owner:
        if outer.tag in ("b", "strong"):
            return True
        outer = outer.getparent()
    return False
