"""Formulas of TeX as MathML, which feed readers show without a script.

The package `math_core` converts them: it knows the environments and macros that KaTeX knows, and
refuses what it does not, where others would print commands and ampersands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from html import escape, unescape

from mkdocs_papernotes.markup.formula import within_line

try:
    from math_core import LatexError, LatexToMathML
except ImportError:
    LatexToMathML = None  # type: ignore[assignment,misc]

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)[A-Za-z]+;")
"""Those of HTML 5, which parsers of XML do not know."""
_EMPTY = re.compile(r"<([a-z]+)((?:\s[^<>]*)?)/>")
_LINK = re.compile(r"<a\b")


class Formulas:
    """Converts the formulas of a site; `macros` are those of its options, such as `\\R`."""

    def __init__(self, macros: Mapping[str, str]):
        self._macros = {name.removeprefix("\\"): tex for name, tex in macros.items()}
        self.is_converter_missing = False
        """Whether a formula stands as TeX for want of the package."""

    def html(self, text: str, *, displayed: bool) -> str:
        """A formula with its delimiters as HTML: MathML, or TeX where it cannot be converted."""
        tex = within_line(text)
        found = self._mathml(tex, displayed=displayed) if tex else ""
        if found:
            return found
        code = f"<code>{escape(tex or text.strip(), quote=False)}</code>"
        return f"<p>{code}</p>" if displayed else code

    def _mathml(self, tex: str, *, displayed: bool) -> str:
        if self._converter is None:
            self.is_converter_missing = True
            return ""
        try:
            found = self._converter.convert_with_local_state(tex, displaystyle=displayed)
        except (LatexError, ValueError):
            return ""
        if _LINK.search(found):  # a reference to an equation that is not in this formula
            return ""
        found = _EMPTY.sub(r"<\1\2></\1>", _ENTITY.sub(lambda name: unescape(name[0]), found))
        # As an attribute, so that a reader without MathML does not print the formula twice.
        return found.replace("<math", f'<math alttext="{escape(tex)}"', 1)

    @cached_property
    def _converter(self) -> LatexToMathML | None:
        """The converter with those macros that it accepts; `None` without the package."""
        if LatexToMathML is None:
            return None
        known: dict[str, str] = {}
        for name, tex in self._macros.items():
            try:
                LatexToMathML(macros={**known, name: tex}, fancy_error=False)
            except (LatexError, ValueError):
                continue
            known[name] = tex
        return LatexToMathML(macros=known, fancy_error=False)
