"""Formulas of two texts, compared by what they say and not by how they are spaced."""

from __future__ import annotations

import re

from mkdocs_papernotes.text import CJK

_DELIMITERS = (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$"))
_WORDS = re.compile(r"\\(?:text|mbox|textrm|textbf|textit|hbox|operatorname\*?)\s*\{[^{}]*\}")
_NAMED = re.compile(rf"\\(?:mathrm|mathbf|mathit|mathsf|rm)\s*\{{[^{{}}]*[{CJK}][^{{}}]*\}}")
_LABEL = re.compile(r"\\(?:label|tag)\*?\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_SPACES = re.compile(
    r"\\(?:[,;:!> ]|quad|qquad|displaystyle|limits|nolimits"
    r"|left|right|[bB]igg?[lr]?)(?![A-Za-z])|\\(?=[,;:!])|[\s~]+"
)
_SAME = (
    (re.compile(r"\\leq(?![A-Za-z])"), r"\\le "),
    (re.compile(r"\\geq(?![A-Za-z])"), r"\\ge "),
    (re.compile(r"\\neq(?![A-Za-z])"), r"\\ne "),
    (re.compile(r"\\rightarrow(?![A-Za-z])"), r"\\to "),
    (re.compile(r"\\[ld]?dots[bcmio]?(?![A-Za-z])|\\cdots(?![A-Za-z])"), "…"),
    (re.compile(r"([_^])\{(\w)\}"), r"\1\2"),
)
_END = re.compile(r"[.,;:。，；：、]+$")
_ONLY_NUMBER = re.compile(
    r"(?P<open>\$|\\\()(?P<value>[\s~≈<>+-]*(?:\\(?:sim|approx)\s*)?\d[\d.,{}]*\s*"
    r"(?:\\times|\\%|%|×)?)(?P<close>\s*(?:\$|\\\)))"
)


def standard_tex(formula: str) -> str:
    """The TeX of a formula without delimiters, spaces, labels, words and a mark at its end."""
    tex = formula.strip()
    for opening, closing in _DELIMITERS:
        if tex.startswith(opening) and tex.endswith(closing):
            tex = tex[len(opening) : -len(closing)]
            break
    for pattern in (_WORDS, _NAMED, _LABEL):
        tex = pattern.sub("", tex)
    for pattern, instead in _SAME:
        tex = pattern.sub(instead, tex)
    return _END.sub("", _SPACES.sub("", tex))


def only_number(formula: str) -> str:
    """A formula that is only a number, such as `$2.6\\times$`, as a text of the same length."""
    found = _ONLY_NUMBER.fullmatch(formula)
    if found is None:
        return ""
    value = found["value"].replace("\\times", "×     ").replace("\\%", "% ").replace("{,}", ",")
    value = re.sub(r"\\[a-z]+", lambda name: " " * len(name[0]), value)
    return (" " * len(found["open"]) + value).ljust(len(formula))
