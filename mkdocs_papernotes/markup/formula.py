"""Formulas of a rendered text, written so that they can stand within a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_DELIMITERS = (("\\[", "\\]"), ("\\(", "\\)"), ("$$", "$$"), ("$", "$"))
_ENVIRONMENT = re.compile(r"\\(begin|end)\{([A-Za-z]+)\*?\}")
_WITHIN_LINE = {
    **dict.fromkeys(("align", "flalign", "split", "eqnarray"), "aligned"),
    **dict.fromkeys(("gather", "multline"), "gathered"),
    "alignat": "alignedat",
    "xalignat": "alignedat",
    "xxalignat": "alignedat",
    **dict.fromkeys(("equation", "subequations", "displaymath", "math"), ""),
}
"""Environments that KaTeX accepts only in display style, or not at all, and their counterparts."""
_NUMBERING = re.compile(
    r"\\(?:notag|nonumber)(?![A-Za-z])|\\(?:tag|label)\*?\s?\{(?:[^{}]|\{[^{}]*\})*\}"
)
_ONLY_DISPLAYED = re.compile(r"\\begin\{(?:CD|tikz[a-z]*)\*?\}|\\tag(?![A-Za-z])")
"""What has no counterpart within a line."""
_RULED = re.compile(r"&\s?(=|<|>|\\[a-z]{2,9})\s?&")


def inline_formula(text: str) -> str:
    """A formula as arithmatex writes it (`\\[…\\]`), as the HTML of an inline one.

    It is empty for one that cannot stand within a line.
    """
    tex = within_line(text)
    return f'<span class="arithmatex">\\({escape(tex, quote=False)}\\)</span>' if tex else ""


def within_line(text: str) -> str:
    """The TeX of a formula for a line: without delimiters, numbers, and display environments."""
    tex = text.strip()
    for opening, closing in _DELIMITERS:
        if tex.startswith(opening) and tex.endswith(closing) and len(tex) > len(opening):
            tex = tex[len(opening) : -len(closing)].strip()
            break
    tex = _NUMBERING.sub("", tex)
    if _ONLY_DISPLAYED.search(tex):
        return ""
    has_columns = "{eqnarray" in tex
    tex = "".join(_converted(tex)).strip()
    return _RULED.sub(r"&\1 ", tex) if has_columns else tex


def _converted(tex: str) -> Iterator[str]:
    start = 0
    for match in _ENVIRONMENT.finditer(tex):
        name = _WITHIN_LINE.get(match[2])
        if name is not None:
            yield tex[start : match.start()]
            yield f"\\{match[1]}{{{name}}}" if name else ""
            start = match.end()
    yield tex[start:]
