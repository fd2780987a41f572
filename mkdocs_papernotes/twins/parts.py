"""The parts of a note that its translation has, too: numbers, formulas, figures, code, links."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from mkdocs_papernotes.markup.prose import ASIDE, Span, asides, prose
from mkdocs_papernotes.twins.addresses import known_address, known_picture
from mkdocs_papernotes.twins.blocks import Block, blocks
from mkdocs_papernotes.twins.formulas import only_number, standard_tex
from mkdocs_papernotes.twins.numbers import Number, digits, in_digits, in_words, same
from mkdocs_papernotes.twins.outline import Section, outline

Kind = Literal["number", "formula", "figure", "code", "link", "citation", "outline"]

_PICTURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]]|\[[^\[\]]*\])*)\](?:\(\s*(?P<src>(?:[^()\s]|\([^()\s]*\))*)[^()]*\)"
    r"|\[[^\[\]]*\])|!\[\[(?P<embedded>[^\[\]|#]+)[^\[\]]*\]\]"
)
_LINK = re.compile(r"\]\(\s*<?(?P<target>(?:[^()\s<>]|\([^()\s]*\))+)(?:[^()]|\([^()]*\))*\)")
_TEXT = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\Z")
_WIKILINK = re.compile(r"(?<!!)\[\[(?P<target>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9][^\s<>\"')\]}\u3000-\u9fff\uff00-\uffef]*")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n^]+\]:[ \t]*<?(?P<target>[^\s<>]+).*", re.MULTILINE)
_CITED = re.compile(r"\[(?:[^\[\]@\n]*)@(?P<key>[A-Za-z0-9][\w:.#$%&+?<>~/-]*)[^\[\]\n]*\]")
_FOOTNOTE = re.compile(r"\[\^(?P<key>[^\[\]\s]+)\](?!:)")
_MARKER = re.compile(r"^(?:[ \t>]*)(?:\d{1,9}[.)](?=[ \t])|\[\^[^\[\]]+\]:)", re.MULTILINE)
_BRACES = re.compile(r"\{[:#.%][^{}\n]*\}")
_IMG = re.compile(r"<img\b[^<>]*?\ssrc\s?=\s?[\"']?(?P<src>[^\"'\s>]+)", re.IGNORECASE)
_HREF = re.compile(r"<a\b[^<>]*?\shref\s?=\s?[\"']?(?P<target>[^\"'\s>]+)", re.IGNORECASE)
_NOT_COUNTED = (
    ("]:", _DEFINITION), ("://", _ADDRESS), ("[^", _FOOTNOTE), ("{", _BRACES), ("[[", _WIKILINK),
    ("@", _CITED),
)  # fmt: skip
"""What has numbers that are not those of the text, each with what is in it."""
_FORMULA = ("$", "\\(", "\\[")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{3,}|~{3,})")
_ASIDES = re.compile(f"{ASIDE}+")
_DIGIT = re.compile("[0-9]")
_LONGEST_TEXT = 300
"""How many characters of a link's text are looked at."""
_HTML_CODE = re.compile(r"\s*<pre\b", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A formula, a figure, a block of code, a link or a citation."""

    kind: Kind
    start: int
    end: int
    content: str
    """What a translation of it has, too: TeX, the name of a picture, code, an address, a key. Empty
    for a formula that is only a number."""
    stands_alone: bool = False
    """Whether it is a formula in lines of its own."""


@dataclass(frozen=True, eq=False)
class Twin:
    """A version of a note, as Markdown without front matter."""

    text: str
    first_line: int = 1
    """The line of the file on which the text begins."""

    def line(self, place: int) -> int:
        """The line of the file that a place in the text is on."""
        return self.first_line + self.text.count("\n", 0, place)

    @cached_property
    def outline(self) -> Section:
        return outline(self.text, self.shown)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """All but the numbers, in their order."""
        found = (*self._aside, *_in_prose(self._prose))
        return sorted((part for part in found if part.content), key=lambda part: part.start)

    @cached_property
    def numbers(self) -> Sequence[Number]:
        """The numbers of the prose in digits, and quiet ones for those of formulas, code and
        pictures.
        """
        return sorted((*self._loud, *self._quiet), key=lambda number: number.start)

    @cached_property
    def number_words(self) -> Sequence[Number]:
        """The numbers of the prose that are written as words; seldom asked for."""
        return in_words(self.words, self._loud)

    @cached_property
    def _loud(self) -> Sequence[Number]:
        return in_digits(self.words)

    def has(self, number: Number) -> bool:
        """Whether a number is anywhere in the text, in digits or in words."""
        return is_among(number, self.numbers) or is_among(number, self.number_words)

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The paragraphs, items, rows and so on, in their order."""
        return [*blocks(self.shown)]

    @cached_property
    def asides(self) -> Sequence[Span]:
        """Where it is not prose, in order; some may overlap."""
        return sorted(asides(self.text))

    @cached_property
    def shown(self) -> str:
        """The text of which only the prose is shown."""
        return prose(self.text, self.asides)

    @cached_property
    def _prose(self) -> str:
        """The text without what is no prose; formulas that are only numbers are kept."""
        shown = self.shown
        for part in self._aside:
            if not part.content and (plain := only_number(self.text[part.start : part.end])):
                shown = shown[: part.start] + plain + shown[part.end :]
        return shown

    @cached_property
    def words(self) -> str:
        """The prose without addresses, pictures, marks of lists and attributes."""
        shown = self._prose
        if "](" in shown or "![" in shown or "[[" in shown:
            shown = _blanked(shown, (match.span() for match in _PICTURE.finditer(shown)))
            targets = (_after_bracket(match) for match in _LINK.finditer(shown))
            shown = _blanked(shown, targets)
        for sign, pattern in _NOT_COUNTED:
            if sign in shown:
                shown = _blanked(shown, (match.span() for match in pattern.finditer(shown)))
        return _blanked(shown, (match.span() for match in _MARKER.finditer(shown)))

    @cached_property
    def _quiet(self) -> Iterable[Number]:
        """The numbers of all that is no prose."""
        found = []
        for run in _ASIDES.finditer(self.words):
            written = self.text[slice(*run.span())]
            if _DIGIT.search(written):
                found += [_quietly(each, run.start()) for each in digits(written)]
        return [number for number in found if number.value is not None]

    @cached_property
    def _aside(self) -> Sequence[Part]:
        """The formulas, the code, and what HTML has of pictures and links."""
        return [*_among_asides(self.text, self.asides)]

    def between(self, spans: Iterable[Span]) -> tuple[list[Part], list[Number]]:
        """The parts and the numbers within some spans."""
        spans = [*spans]
        parts = [part for part in self.parts if is_within(part.start, spans)]
        return parts, [number for number in self.numbers if is_within(number.start, spans)]


def is_among(number: Number, numbers: Iterable[Number]) -> bool:
    """Whether one of some numbers says the same."""
    return any(same(number, other) for other in numbers)


def _quietly(number: Number, at: int) -> Number:
    return replace(number, start=number.start + at, end=number.end + at, quiet=True)


def is_within(place: int, spans: Iterable[Span]) -> bool:
    """Whether a place in a text is in one of some spans."""
    return any(start <= place < end for start, end in spans)


def _after_bracket(match: re.Match[str]) -> Span:
    return match.start() + 1, match.end()


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with `ASIDE` within spans that ascend."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], re.sub(r"[^\n]", ASIDE, text[start:end])]
        at = end
    return "".join((*pieces, text[at:])) if at else text


def _among_asides(text: str, spans: Iterable[Span]) -> Iterator[Part]:
    last = 0
    for start, end in spans:
        if start < last:
            continue
        last = end
        written = text[start:end]
        if written.startswith(_FORMULA) and len(written) > len("$$"):
            alone = written.startswith(("$$", "\\["))
            tex = "" if only_number(written) else standard_tex(written)
            yield Part("formula", start, end, tex, alone)
        elif _FENCE.match(written) or _HTML_CODE.match(written):
            yield Part("code", start, end, written)
        elif written.lstrip()[:1] == "<":
            for image in _IMG.finditer(written):
                yield Part("figure", start, end, known_picture(image["src"]))
            for link in _HREF.finditer(written):
                yield Part("link", start, end, known_address(link["target"]))
            if found := _ADDRESS.match(written, 1):
                yield Part("link", start, end, known_address(found[0]))


def _in_prose(shown: str) -> Iterator[Part]:
    pictures = [*_PICTURE.finditer(shown)]
    for picture in pictures:
        name = (picture["src"] or picture["embedded"] or "").strip("<>" + ASIDE)
        if name:
            yield Part("figure", *picture.span(), known_picture(name))
    links = [*_links(shown, [picture.span() for picture in pictures])]
    yield from (part for part in links if part.content)
    covered = [(part.start, part.end) for part in links]
    for match in _ADDRESS.finditer(shown):
        if not is_within(match.start(), covered):
            address = match[0].rstrip(".,;:!?")
            yield Part("link", match.start(), match.end(), known_address(address))
    for match in _WIKILINK.finditer(shown):
        yield Part("link", *match.span(), f"[[{match['target'].partition('#')[0].strip()}]]")
    for mark, pattern in (("@", _CITED), ("^", _FOOTNOTE)):
        for match in pattern.finditer(shown):
            yield Part("citation", *match.span(), f"{mark}{match['key']}")


def _links(shown: str, pictures: Sequence[Span]) -> Iterator[Part]:
    """The links with a text and the definitions of others; `content` is empty for an anchor."""
    starts = [start for start, _ in pictures]
    for match in _LINK.finditer(shown):
        number = bisect_left(starts, match.start()) - 1
        if number < 0 or match.start() >= pictures[number][1]:
            opening = _TEXT.search(shown, max(0, match.start() - _LONGEST_TEXT), match.start())
            start = opening.start() if opening else match.start()
            yield Part("link", start, match.end(), known_address(match["target"]))
    for match in _DEFINITION.finditer(shown):
        yield Part("link", *match.span(), known_address(match["target"]))
