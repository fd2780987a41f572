"""Shortens a rendered text: at the end of a block or of a sentence, or else between words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from mkdocs_papernotes.markup.leftovers import drop_empty
from mkdocs_papernotes.markup.runs import HEADINGS, LETTERS_OF_WORD, Run, runs, text_size
from mkdocs_papernotes.markup.sentences import (
    Span,
    apart_from,
    formulas,
    in_marks,
    letter_end,
    merged,
    sentence_ends,
    word_ends,
)

_MOST = 2
"""A shortened text is at most so many times as long as it should be."""
_LOOSE = " \t\n\xa0,，、;；:：-–—(（[“‘\"'「《"
"""What is left out before an ellipsis."""


@dataclass(frozen=True)
class _End:
    """A place where a text may end."""

    run: Run
    offset: int
    """In the text of the run."""
    length: int
    """The length of the whole text up to there."""
    mark: str = ""
    """What to write there: an ellipsis within a sentence."""


@dataclass
class _Beginning:
    """The runs of a text that fit, and what is next to them."""

    ends: list[_End]
    """The ends of the runs."""
    too_long: list[HtmlElement]
    """Blocks that are not divided, do not fit, and have too little above them."""
    rest: Run | None = None
    """The first run that does not fit, or is not needed."""

    @property
    def length(self) -> int:
        return self.ends[-1].length if self.ends else 0

    @property
    def good_ends(self) -> list[_End]:
        """The ends of runs that nothing must follow."""
        return [end for end in self.ends if not end.run.leads_on]


def shorten(root: HtmlElement, length: int) -> None:
    """Cut a text to about `length` words, at most twice as many.

    A block that is not divided, such as code, is left out if it is too long and most of the text
    would be below it.
    """
    too_long = _long_elements(root, _MOST * length)
    for element in too_long:
        element.drop_tree()
    beginning = _beginning(runs(root), length)
    end = _end(beginning, length)
    if end is not None:
        _cut_at(end)
    for element in beginning.too_long:
        if element.getparent() is not None:  # not cut off already
            element.drop_tree()
    if too_long or beginning.too_long:
        drop_empty(root)
        _drop_headings_at_end(root)


def _long_elements(root: HtmlElement, most: int) -> list[HtmlElement]:
    """Formulas and the like within lines that are too long by themselves."""
    found = []
    for run in runs(root):
        elements = [chunk.element for chunk in run.chunks if chunk.is_element]
        sizes = [size for _, size in run.weights]
        pairs = zip(elements, sizes, strict=True) if not run.is_whole else ()
        found += [element for element, size in pairs if size > most]
    return found


def _beginning(found: Iterable[Run], length: int) -> _Beginning:
    """The runs up to the one that reaches `length`, or would be too long."""
    beginning = _Beginning([], [])
    for run in found:
        total = beginning.length + run.size
        fits = total <= _MOST * length
        if run.is_whole and not fits and 2 * beginning.length < length:
            beginning.too_long.append(run.owner)
            continue
        if not fits or (beginning.length >= length and beginning.good_ends):
            beginning.rest = run
            break
        beginning.ends.append(_End(run, len(run.text), total))
    return beginning


def _end(beginning: _Beginning, length: int) -> _End | None:
    """Where to end a text; `None` for its own end."""
    last, rest = beginning.good_ends[-1:], beginning.rest
    good = [end for end in beginning.good_ends if 2 * end.length >= length]
    if good:
        nearest = min(good, key=lambda end: abs(end.length - length))
        return None if rest is None and nearest is beginning.ends[-1] else nearest
    if rest is None:
        return None
    if not rest.is_whole and (end := _end_of_sentence(rest, beginning.length, length)):
        return end
    if last and last[0].length:
        return last[0]
    return beginning.ends[-1] if rest.is_whole else _end_of_word(rest, beginning.length, length)


def _end_of_sentence(run: Run, before: int, length: int) -> _End | None:
    """The end of a sentence nearest to `length`, if one is near enough."""
    offsets = apart_from(sentence_ends(run.text), _kept_together(run, length))
    ends = list(_within(run, offsets, before, _MOST * length))
    return min(ends, key=lambda end: abs(end.length - length)) if ends else None


def _end_of_word(run: Run, before: int, length: int) -> _End:
    """The last end of a word up to `length`; within a word if there is none."""
    offsets = apart_from(word_ends(run.text), _kept_together(run, length))
    ends = list(_within(run, offsets, before, _MOST * length))
    if ends:
        fitting = [end for end in ends if end.length <= length]
        return replace(fitting[-1] if fitting else ends[0], mark="…")
    offset = letter_end(run.text, LETTERS_OF_WORD * max(1, length - before))
    return _End(run, min(offset, len(run.text)), length, "…")


def _kept_together(run: Run, length: int) -> list[Span]:
    """The parts of a run that are not cut: formulas, and links and brackets that are short."""
    spans = [*run.links, *in_marks(run.text)]
    short = [span for span in spans if 2 * text_size(run.text[slice(*span)]) <= length]
    return merged([*formulas(run.text), *short])


def _within(run: Run, offsets: Iterable[int], before: int, most: int) -> Iterator[_End]:
    """The offsets as ends of a text of at most `most` words, `before` of which are above."""
    start = words = number = 0
    for offset in offsets:
        words += text_size(run.text[start:offset])
        start = offset
        while number < len(run.weights) and run.weights[number][0] < offset:
            words += run.weights[number][1]
            number += 1
        length = before + max(words, offset // LETTERS_OF_WORD)
        if length > most:
            return
        if run.text[:offset].strip():
            yield _End(run, offset, length)


def _cut_at(end: _End) -> None:
    """Remove all that is behind an end."""
    run, mark = end.run, end.mark
    chunk = next(chunk for chunk in run.chunks if chunk.end >= end.offset)
    element = chunk.element
    text = run.text[chunk.start : end.offset].rstrip()
    text = text.rstrip(_LOOSE) if mark else text
    if chunk.is_element:
        cut_after(element)
        element.tail = mark or None
    elif chunk.is_tail:
        cut_after(element)
        element.tail = text + mark
    else:
        is_end = chunk.end == end.offset and not len(element) and element is not run.owner
        element.text = text if is_end else text + mark
        for child in list(element):
            element.remove(child)
        cut_after(element)
        if is_end and mark:  # an ellipsis is no part of a link or an emphasis
            element.tail = mark


def drop_lines(paragraph: HtmlElement, count: int) -> None:
    """Remove the first lines of a paragraph; a line ends at a line break or `<br>`."""
    run = next(iter(runs(paragraph)), None)
    offset = 0
    for _ in range(count):
        offset = run.text.find("\n", offset) + 1 if run else 0
    chunk = next((chunk for chunk in run.chunks if chunk.end > offset), None) if run else None
    if run is None or chunk is None:
        return
    node: etree._Element = chunk.element
    if chunk.is_tail:
        parent, node.tail = node.getparent(), run.text[offset : chunk.end]
        assert parent is not None
        _drop_before(node, paragraph)
        parent.text, node.tail = node.tail, None
        parent.remove(node)
    elif not chunk.is_element:
        node.text = run.text[offset : chunk.end]
        _drop_before(node, paragraph)
    else:
        _drop_before(node, paragraph)


def _drop_before(node: etree._Element, root: HtmlElement) -> None:
    """Remove everything in `root` that is before a node."""
    while node is not root and (parent := node.getparent()) is not None:
        parent.text = None
        for sibling in list(node.itersiblings(preceding=True)):
            parent.remove(sibling)
        node = parent


def cut_after(node: etree._Element) -> None:
    """Remove everything after a node."""
    while (parent := node.getparent()) is not None:
        node.tail = None
        for sibling in list(node.itersiblings()):
            parent.remove(sibling)
        node = parent


def _drop_headings_at_end(root: HtmlElement) -> None:
    """Drop headings that have nothing below them any more."""
    for run in reversed(runs(root)):
        if run.owner.tag not in HEADINGS:
            return
        run.owner.drop_tree()
