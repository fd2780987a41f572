"""Formulas that the page shows as TeX, or that KaTeX cannot typeset.

What is read as a formula is what `pymdownx.arithmatex` reads as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mkdocs_papernotes.inspection.katex_names import katex_names
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.markup.prose import Span
from mkdocs_papernotes.problems.problem import Problem

_DISPLAYED = ("$$", "\\[")
_WITHIN_LINE = ("$", "\\(")
_QUOTATION = re.compile(r"[ \t]*(?:> ?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_HEADING = re.compile(r" {0,3}#{1,6}(?!#)[ \t]*\S|\[!\w+\]")
"""A line that ends by itself."""
_BLOCK = re.compile(r" {0,3}(?:!!!|\?\?\?\+?|===[!+]?|/{3,}|\[\^[^\[\]]+\]:)(?:[ \t]|$)")
_TEX = re.compile(r"\\[A-Za-z]{2,}|[_^]\{|[A-Za-z0-9)}]\^[A-Za-z0-9({]|\b[A-Za-z]_[A-Za-z0-9]\b")
_FAR = 80
"""How many characters behind a dollar sign tell whether a formula begins there."""
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?|(.))", re.DOTALL)
_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\\([A-Za-z]+)|\\(?:[gex]?def|let)\s*\\([A-Za-z]+)"
)
_ENVIRONMENT = re.compile(r"\\begin\s*\{([^{}]*)\}")
_REFERENCES = {"label", "ref", "eqref", "autoref", "cref", "Cref", "pageref"}
_SPACE = re.compile(r"[ \t]*")
_FAR_ABOVE = 8_000
_TAB = 4


@dataclass(frozen=True)
class FormulaReader:
    """Finds what is wrong with formulas. `macros` are the site's own commands."""

    macros: Collection[str] = ()
    is_katex: bool = True
    """Whether KaTeX typesets the formulas of the site."""
    keeps_indentation: bool = True
    """Whether blocks in lists are indented by four spaces, as in Python-Markdown."""

    def check(self, page: PageText) -> Iterator[Problem]:
        """What is wrong with the formulas of a page."""
        if "$" not in page.body and "\\[" not in page.body and "\\(" not in page.body:
            return
        yield from (problem for _, problem in self._glued(page))
        if "$" in page.shown:
            yield from _unbalanced(page)
        if self.is_katex:
            yield from self._unknown(page)

    def glued_lines(self, page: PageText) -> Iterator[Span]:
        """The displayed formulas that have lines of their own, but no empty lines around them."""
        for (start, end), problem in self._glued(page) if "$$" in page.body else ():
            line = page.body.rfind("\n", 0, start) + 1
            line_end = page.body.find("\n", end)
            behind = page.body[end : line_end if line_end >= 0 else len(page.body)]
            if problem.name == "formula-in-paragraph" and line == start and not behind.strip():
                yield start, end

    def _glued(self, page: PageText) -> Iterator[tuple[Span, Problem]]:
        """Displayed formulas that are not in a paragraph of their own."""
        for start, end in page.asides:
            written = page.body[start:end]
            if not written.startswith(_DISPLAYED) or len(written) < len("$$x$$"):
                continue
            if written.startswith("\\[") and not _is_tex(page.body, start, written):
                continue
            if name := self._reason(page.body, start, end):
                yield (start, end), page.problem(name, start, {"given": _beginning(written)})

    def _reason(self, text: str, start: int, end: int) -> str:
        """The name of the problem with a displayed formula; empty if there is none."""
        line = text.rfind("\n", 0, start) + 1
        before = text[line:start]
        line_end = text.find("\n", end)
        behind = text[end : len(text) if line_end < 0 else line_end]
        quotation = _QUOTATION.match(before)
        inner = before[quotation.end() :] if quotation else before
        item = _ITEM.fullmatch(inner)
        if (inner.strip() and not item) or behind.strip():
            return "formula-in-paragraph"
        if not item and not _ends(text, line):
            return "formula-in-paragraph"
        if not item and self.keeps_indentation and _width(inner) % _TAB:
            return "formula-indented"
        if line_end >= 0 and not _is_end(text, line_end + 1, in_item=bool(item)):
            is_inner = inner.isspace() and _is_below_box(text, line)
            if not (is_inner and _indentation(text, line_end + 1) < _width(inner)):
                return "formula-in-paragraph"
        return ""

    def _unknown(self, page: PageText) -> Iterator[Problem]:
        """Commands and environments of TeX that KaTeX does not know, each once on a page."""
        told: set[str] = set()
        for start, end in page.asides:
            written = page.body[start:end]
            if written.startswith("\\[") and not _is_tex(page.body, start, written):
                continue
            if "\\" in written and written.startswith((*_DISPLAYED, *_WITHIN_LINE)):
                for name, given, place in self._strange(written):
                    if given not in told:
                        told.add(given)
                        values = {"given": given, "version": katex_names().version}
                        yield page.problem(name, start + place, values)

    def _strange(self, formula: str) -> Iterator[tuple[str, str, int]]:
        """The names of problems, what is not known, and where."""
        known = katex_names()
        inside = formula[2:-2] if formula.startswith(("$$", "\\")) else formula[1:-1]
        offset = 2 if formula.startswith(("$$", "\\")) else 1
        own = {one or other for one, other in _DEFINITION.findall(inside)}
        for match in _COMMAND.finditer(inside):
            name = match[1] or match[2]
            if name in _REFERENCES and name not in self.macros:
                yield "tex-reference", f"\\{name}", offset + match.start()
            elif name not in known.commands and name not in own and name not in self.macros:
                yield "unknown-tex-command", f"\\{name}", offset + match.start()
        for match in _ENVIRONMENT.finditer(inside):
            if match[1] not in known.environments:
                given = f"\\begin{{{match[1]}}}"
                yield "unknown-tex-command", given, offset + match.start()


def _beginning(written: str) -> str:
    return " ".join(written.split())[:_FAR]


def _is_tex(text: str, start: int, written: str) -> bool:
    r"""Whether `\[…\]` is a formula and not brackets that are escaped, as in `\[IOI 1994\]`."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return bool(_TEX.search(written[2:-2])) and not before.strip(" \t>-*+0123456789.)")


def _ends(text: str, line: int) -> bool:
    """Whether nothing of a paragraph is above the line that begins at a place."""
    if line == 0:
        return True
    above = text[text.rfind("\n", 0, line - 1) + 1 : line - 1]
    quotation = _QUOTATION.match(above)
    words = (above[quotation.end() :] if quotation else above).lstrip(" ")
    return not words.strip() or bool(_HEADING.match(words) or _BLOCK.match(words))


def _is_end(text: str, line: int, *, in_item: bool) -> bool:
    """Whether nothing of a paragraph is in the line that begins at a place.

    In an item, the next item may follow at once if the formula is all that the item has.
    """
    end = text.find("\n", line)
    below = text[line : len(text) if end < 0 else end]
    quotation = _QUOTATION.match(below)
    words = below[quotation.end() :] if quotation else below
    return not words.strip() or (in_item and bool(_ITEM.match(words)))


def _width(indentation: str) -> int:
    return len(indentation.expandtabs(_TAB))


def _indentation(text: str, line: int) -> int:
    """How far the line that begins at a place is indented."""
    found = _SPACE.match(text, line)
    return _width(found[0]) if found else 0


def _is_below_box(text: str, line: int) -> bool:
    """Whether the line that begins at a place is in a box, whose parts end with their indentation.

    In an item outside a box, a line that is indented less belongs to the paragraph above it.
    """
    above = text[max(0, line - _FAR_ABOVE) : line].split("\n")
    width = _indentation(text, line)
    for words in reversed(above):
        found = _indentation(words, 0)
        if words.strip() and found < width:
            width = found
            if _BLOCK.match(words.strip()):
                return True
    return False


def _unbalanced(page: PageText) -> Iterator[Problem]:
    """Dollar signs that begin no formula, in front of what looks like TeX; one in a paragraph."""
    end = -1
    for match in re.finditer(r"\$", page.shown):
        start = match.start()
        if start < end:
            continue
        stop = page.body.find("\n\n", start)
        stop = len(page.body) if stop < 0 else stop
        text = _until_dollar(page, start + 1, min(stop, start + 1 + _FAR))
        if _TEX.search(text):
            end = stop
            given = _beginning(page.body[start : min(stop, start + 40)])
            yield page.problem("unbalanced-dollar", start, {"given": given})


def _until_dollar(page: PageText, start: int, stop: int) -> str:
    """The text up to the next dollar sign or formula."""
    found = page.body.find("$", start, stop)
    return page.body[start : found if found >= 0 else stop]
