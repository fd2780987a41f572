"""Escapes that only Hexo's own rendering needed."""

from __future__ import annotations

import re

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.kept import KEPT

_RAW = re.compile(r"\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}")
_FORMULA = re.compile(r"(?<!\\)\$\$[^$]+\$\$|(?<![\\$])\$[^$\n]+\$(?!\$)")
_NEEDED = re.compile(r"(?<!\\)\\{4}(?!\\)|(?<!\\)\\_\{|\\left\\\\\{")
"""What no TeX has that was not escaped for Markdown."""
_ESCAPED = re.compile(
    r"(?P<text>\\(?:text(?:tt|rm|bf|it|sf)?|mathrm|mathtt|operatorname|label|tag|ref)\*?\{[^{}]*\})"
    r"|(?<!\\)\\\\(?P<pair>\\\\)(?!\\)|(?<!\\)\\(?P<mark>[_*])|(?<!\\)\\(?P<brace>\\[{}])"
)


def without_raw_in_code(body: Body) -> None:
    """Take `{% raw %}` out of code within a line, where Hexo needs it to print braces."""

    def cleared(match: re.Match[str], line: int) -> str | None:
        kept = body.restored(match[0])
        if "\n" in kept or not _RAW.search(kept):
            return None
        return body.keep(_RAW.sub("", kept))

    body.sub(KEPT, cleared)


def without_escapes_in_formulas(body: Body) -> None:
    r"""Write `\\\\` as `\\` and `\_` as `_` in formulas, if it is sure that they were escaped.

    Hexo's usual renderer reads a formula as Markdown, so that authors write each backslash before
    punctuation twice, and `\_` for an index. It is sure where `\\\\`, `\_{` or `\left\\{` is found
    on the page.
    """
    if not any(_NEEDED.search(found[0]) for found in _FORMULA.finditer(body.text)):
        return
    body.sub(_FORMULA, lambda match, line: _ESCAPED.sub(_as_tex, match[0]))


def _as_tex(match: re.Match[str]) -> str:
    return match["text"] or match["pair"] or match["mark"] or match["brace"]
