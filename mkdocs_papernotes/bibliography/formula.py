"""Formulas in titles as plain text: `$O(n^2)$` becomes O(n²).

Titles stand in lists, in browser tabs and in citations, where nothing typesets a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_papernotes.bibliography.latex import symbol
from mkdocs_papernotes.text import one_line

_OPENING = re.compile(r"\\\(|(?<![\\$_0-9A-Za-z])\$(?![\s$])")
_LOOKS_LIKE_TEX = re.compile(r"[\\^_{}=<>]|^[A-Za-z]{1,2}$")
_TOKEN = re.compile(r"\\(?P<word>[A-Za-z]+)\s?|\\(?P<escaped>.)|(?P<mark>[{}^_~&])|[^\\{}^_~&]")
_COMMANDS = """
    in ∈  notin ∉  sum ∑  prod ∏  int ∫  partial ∂  nabla ∇  forall ∀  exists ∃  subset ⊂
    subseteq ⊆  cup ∪  cap ∩  ll ≪  gg ≫  propto ∝  mid |  circ ∘  otimes ⊗  oplus ⊕  emptyset ∅
    prime ′  perp ⊥  top ⊤  cdots ⋯  vert |  Vert ‖  Rightarrow ⇒  mapsto ↦  equiv ≡  simeq ≃
    ast ∗  setminus ∖
"""
"""Commands beyond those of `latex.symbol`."""
_WORDS = _COMMANDS.split()
_SYMBOLS = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_DROPPED = {"left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits", "mathstrut"}
_BLACKBOARD = dict(zip("RNZQCPE", "ℝℕℤℚℂℙ𝔼", strict=True))
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_WITH_ARGUMENT = re.compile(
    r"(?:math|text)[a-z]{1,6}|text|operatorname|mbox|hat|bar|tilde|vec|dot|widehat|widetilde"
    r"|overline|underline|boldsymbol|bm|ensuremath"
)
_DEEPEST = 20


def with_plain_formulas(title: str) -> str:
    """The title with each formula as plain text; formulas are in `$…$` or `\\(…\\)`."""
    parts, start, position = [], 0, 0
    absent: set[str] = set()
    while opening := _OPENING.search(title, position):
        position = opening.end()
        closing = "$" if opening[0] == "$" else "\\)"
        end = -1 if closing in absent else title.find(closing, position)
        if end < 0:
            absent.add(closing)
        elif closing != "$" or _is_formula(title[position:end], title[end + 1 : end + 2]):
            tex = title[position:end]
            parts += [title[start : opening.start()], formula_text(tex) or tex]
            start = position = end + len(closing)
    return one_line("".join((*parts, title[start:]))) if parts else title


def _is_formula(tex: str, following: str) -> bool:
    """Whether the text between two dollars is a formula, unlike that in “$5 or 10$”.

    `following` is the character behind them.
    """
    is_closed = tex[-1:] not in {"", "\\"} and not tex[-1:].isspace()
    is_word = (following.isascii() and following.isalnum()) or following in {"$", "_"}
    return is_closed and not is_word and bool(_LOOKS_LIKE_TEX.search(tex))


def formula_text(tex: str) -> str:
    """A formula without delimiters as plain text."""
    text = one_line(_Reader(tex).rest())
    return re.sub(r"(?<=[(\[{]) | (?=[)\]},])", "", text)


class _Reader:
    """Reads a formula from left to right."""

    def __init__(self, tex: str):
        self._tokens: Iterator[re.Match[str]] = _TOKEN.finditer(tex)
        self._depth = 0

    def rest(self) -> str:
        """Everything up to the end of the group."""
        parts = []
        while (token := next(self._tokens, None)) is not None:
            if token["mark"] == "}":
                break
            parts.append(self._one(token))
        return "".join(parts)

    def _one(self, token: re.Match[str]) -> str:
        """A character, a command with its arguments, a group, or a script."""
        if token["word"]:
            return self._command(token["word"])
        if token["escaped"]:
            return token["escaped"] if token["escaped"] in "{}%$&#_|" else " "
        mark = token["mark"]
        if mark == "{":
            return self._group()
        if mark == "^":
            return _script(self._argument(), "^", _SUPERSCRIPTS)
        if mark == "_":
            return _script(self._argument(), "_", _SUBSCRIPTS)
        return " " if mark else token[0]

    def _group(self) -> str:
        if self._depth == _DEEPEST:
            return ""
        self._depth += 1
        text = self.rest()
        self._depth -= 1
        return text

    def _argument(self) -> str:
        """The next group or character, without spaces around it."""
        token = next(self._tokens, None)
        while token is not None and token[0].isspace():
            token = next(self._tokens, None)
        if token is None or token["mark"] in {"}", "^", "_"}:
            return ""
        return self._one(token).strip()

    def _command(self, word: str) -> str:
        if word in {"frac", "dfrac", "tfrac"}:
            return f"{_bracketed(self._argument())}/{_bracketed(self._argument())}"
        if word == "sqrt":
            return f"√{_bracketed(self._argument())}"
        if word == "mathbb":
            argument = self._argument()
            return _BLACKBOARD.get(argument, argument)
        if _WITH_ARGUMENT.fullmatch(word):
            return self._argument()
        if word in _DROPPED:
            return ""
        return _SYMBOLS.get(word) or symbol(word) or f" {word} "


def _script(text: str, mark: str, characters: dict[int, int]) -> str:
    """A superscript or a subscript: in small digits, or behind a mark."""
    if all(ord(character) in characters for character in text):
        return text.translate(characters)
    return f"{mark}{text}" if len(text) == 1 else f"{mark}({text})"


def _bracketed(text: str) -> str:
    return text if text.isalnum() else f"({text})"
