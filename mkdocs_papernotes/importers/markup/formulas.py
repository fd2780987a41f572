"""Formulas between the marks that pymdownx.arithmatex reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.text import CJK

_MARK = re.compile(
    r"\\\\[\[(]|\\[\[(]|\\begin\{(?P<name>[A-Za-z]+\*?)\}|\\.|\$\$?|(?P<gap>\n[ \t>]*\n)", re.DOTALL
)
_GAP = r"(?P<gap>\n[ \t>]*(?:\n|(?:[-+*]|[0-9]{1,9}[.)]|#{1,6})[ \t]))"
"""Where a paragraph ends."""
_CLOSING = {"\\\\[": "\\\\]", "\\\\(": "\\\\)", "\\[": "\\]", "\\(": "\\)"}
_NEXT = {
    "$": re.compile(rf"\\.|(?P<end>\$)|{_GAP}", re.DOTALL),
    "$$": re.compile(r"\\.|(?P<end>\$\$)", re.DOTALL),
    "\\\\[": re.compile(r"(?P<end>\\\\\])"),
    "\\\\(": re.compile(rf"(?P<end>\\\\\))|{_GAP}"),
    "\\[": re.compile(r"\\[^\]]|(?P<end>\\\])", re.DOTALL),
    "\\(": re.compile(rf"\\[^)]|(?P<end>\\\))|{_GAP}", re.DOTALL),
}
_DISPLAYED = ("$$", "\\[", "\\begin")
_TEX = re.compile(r"\\[A-Za-z]|[\^_={}]")
_PLAIN = re.compile(
    r"[A-Za-z](?:'|\d)?|[A-Za-z]{1,3}\([-+\d\s.,;A-Za-z|]{1,40}\)|"
    r"[-+\d\s.,()A-Za-z/*<>|]*[-+/*<>][-+\d\s.,()A-Za-z/*<>|]*"
)
_MONEY = re.compile(r"[0-9][0-9,.]*\s?(?:[^\s0-9,.]|$)")
_SUM = re.compile(r"[0-9.]+(?:\s?[-+*/<>]\s?[A-Za-z0-9.]+)+")
_WORD = re.compile(rf"\s[A-Za-z]{{2,}}|[{CJK}]")
_NO_FORMULA = re.compile(rf"\n[ \t>]*#{{1,6}}[ \t]|\n[ \t>]*[-+*][ \t][^\n]{{0,99}}[{CJK}]")
"""A heading or an item: the dollars around it belong to different formulas."""
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_CHINESE = re.compile(f"[{CJK}]")
_LINE_BREAK = re.compile(r"\n[ \t>]*")
_INDENT = re.compile(r"\n[ \t]+")
_QUOTED = re.compile(r"\n[ \t]*>[ \t>]*")
_FOUR = re.compile(r"(?<!\\)\\\\\\\\(?!\\)")
_DOUBLE_BRACE = re.compile(r"(?<!\\)\\\\(?=[{}])")
_ESCAPED = re.compile(r"\\(?P<mark>[_*])|\\(?:text|mathrm|texttt|operatorname)\*?\{[^{}]*\}")
_ENTITY = re.compile(r"&(?P<name>lt|gt|amp);")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_LINE_START = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)?")
_LONGEST = 20_000
_ADDRESS = re.compile(r"\]\([^\s()]*\Z")
"""The beginning of a link's address."""
_LONGEST_ADDRESS = 300


@dataclass(frozen=True)
class FormulaRules:
    """How the formulas of a generator are to be understood."""

    are_escaped: bool = False
    """Whether its Markdown took the backslash from `\\_` and `\\*` before the formula was set."""
    inline_dollars: bool = False
    """Whether `$$x$$` within a text is a formula of the line, as in kramdown
    (https://kramdown.gettalong.org/syntax.html#math-blocks)."""


def convert_formulas(body: Body, rules: FormulaRules) -> None:
    """Keep the formulas of a text, written `$…$` and `$$…$$`; other dollars get a backslash."""
    reader = _Reader(body, rules)
    body.replace(list(reader.changes()))


def keep_formulas(body: Body) -> None:
    """Keep the displayed formulas of a text as they are: what is in brackets there is no link."""
    text = body.text
    displayed = [(a, b) for a, b in formula_spans(body) if text.startswith(_DISPLAYED, a)]
    body.replace([(a, b, body.keep(text[a:b])) for a, b in displayed])


def formula_spans(body: Body) -> list[tuple[int, int]]:
    """Where the formulas of a text begin and end, in order."""
    return [(a, b) for a, b, _ in _Reader(body, FormulaRules()).changes() if b - a > 1]


class _Reader:
    def __init__(self, body: Body, rules: FormulaRules):
        self._body = body
        self._text = body.text
        self._rules = rules
        self._searched: dict[str, tuple[int, bool]] = {}
        """Up to where there is no closing mark, and whether none of what is above there can have
        one, by opening marks."""

    def changes(self) -> Iterator[tuple[int, int, str]]:
        place = 0
        while mark := _MARK.search(self._text, place):
            place = mark.end()
            change = self._change(mark)
            if change is not None:
                yield change
                place = change[1]

    def _change(self, mark: re.Match[str]) -> tuple[int, int, str] | None:
        opening = mark[0]
        if mark["name"]:
            return self._environment(mark)
        if opening not in _NEXT:
            return None
        end = self._end(opening, mark.end())
        if end < 0:
            return None
        closing = end + len(_CLOSING.get(opening, opening))
        inside = self._text[mark.end() : end]
        if opening in ("$$", "\\[", "\\\\["):
            if not _is_displayed(inside, opening):
                return None
            return mark.start(), closing, self._display(inside, mark.start(), closing)
        if opening == "$":
            return self._dollars(mark.start(), closing, inside)
        is_tex = _TEX.search(inside) or _PLAIN.fullmatch(inside.strip())
        if opening == "\\(" and (not is_tex or self._is_in_address(mark.start())):
            return None
        if opening == "\\(":  # read as it is
            tex = _LINE_BREAK.sub(" ", self._tex(inside))
            return mark.start(), closing, self._body.keep(f"\\({tex}\\)")
        return mark.start(), closing, self._body.keep(f"${self._in_line(inside)}$")

    def _end(self, opening: str, place: int) -> int:
        """Where the closing mark stands; -1 if there is none."""
        known, is_last = self._searched.get(opening, (0, False))
        if place < known and is_last:
            return -1
        limit = place + _LONGEST
        place = max(place, known)
        while found := _NEXT[opening].search(self._text, place, limit):
            if found["end"]:
                return found.start()
            if "gap" in found.re.groupindex and found["gap"]:
                self._searched[opening] = found.start(), True
                return -1
            place = found.end()
        self._searched[opening] = min(limit, len(self._text)), limit >= len(self._text)
        return -1

    def _is_in_address(self, place: int) -> bool:
        """Whether a bracket is part of the address of a link or a picture."""
        return bool(_ADDRESS.search(self._text[max(place - _LONGEST_ADDRESS, 0) : place]))

    def _environment(self, mark: re.Match[str]) -> tuple[int, int, str] | None:
        closing = f"\\end{{{mark['name']}}}"
        end = self._text.find(closing, mark.end(), mark.end() + _LONGEST)
        if end < 0:
            return None
        end += len(closing)
        inside = self._text[mark.start() : end]
        return mark.start(), end, self._display(inside, mark.start(), end)

    def _display(self, inside: str, start: int, end: int) -> str:
        """A formula on lines of its own, or of the line if there is text around it."""
        row = self._text.rfind("\n", 0, start) + 1
        before = self._text[row:start]
        after = self._text[end : self._text.find("\n", end) if "\n" in self._text[end:] else None]
        is_alone = bool(_LINE_START.fullmatch(before)) and not after.strip()
        if not is_alone and self._rules.inline_dollars:
            return self._body.keep(f"${self._in_line(inside)}$")
        pattern = _QUOTED if before.lstrip().startswith(">") else _INDENT
        lines = pattern.sub("\n", self._tex(inside))
        lines = _BLANK_LINES.sub("\n", lines).strip()
        gap = "\n" if "\n" in inside else ""
        return self._body.keep(f"$${gap}{lines}{gap}$$")

    def _dollars(self, start: int, end: int, inside: str) -> tuple[int, int, str] | None:
        code = self._body.token_at(inside)
        if code and code[1] == len(inside) and code[0].startswith("`"):
            return start, end, self._body.keep(f"${code[0].strip('`')}$")
        is_close = bool(inside) and not (inside[0].isspace() or inside[-1].isspace())
        follows_digit = self._text[end : end + 1].isdigit()
        if self._is_formula(inside, is_close=is_close and not follows_digit):
            return start, end, self._body.keep(f"${self._in_line(inside)}$")
        return start, start + 1, "\\$"

    def _is_formula(self, inside: str, *, is_close: bool) -> bool:
        """Whether what is between dollars is one: `is_close` says that no space is beside them."""
        if self._body.is_kept(inside) or not inside.strip():
            return False
        if _TEX.search(inside):
            return is_close or len(inside) < 300
        if _MONEY.match(inside) and _WORD.search(inside):
            return is_close and bool(_SUM.fullmatch(inside))
        return is_close or bool(_PLAIN.fullmatch(inside.strip()))

    def _in_line(self, inside: str) -> str:
        return _LINE_BREAK.sub(" ", self._tex(inside)).strip()

    def _tex(self, inside: str) -> str:
        """TeX as the reader's browser had it."""
        inside = _ENTITY.sub(lambda entity: _ENTITIES[entity["name"]], inside)
        inside = _FOUR.sub(r"\\\\", inside)
        if self._rules.are_escaped:
            inside = _DOUBLE_BRACE.sub(r"\\", inside)
            inside = _ESCAPED.sub(lambda found: found["mark"] or found[0], inside)
        return inside


def _is_displayed(inside: str, opening: str) -> bool:
    """Whether what is between two marks is a formula on lines of its own."""
    if not inside.strip() or _NO_FORMULA.search(inside):
        return False
    if _BLANK_LINE.search(inside) and _CHINESE.search(inside):
        return False
    return opening != "\\[" or bool(_TEX.search(inside))
