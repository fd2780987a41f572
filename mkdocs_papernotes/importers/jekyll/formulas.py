"""The formulas of kramdown, which has one sign for those in lines and those between them."""

from __future__ import annotations

import re
from bisect import bisect_left

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.kept import KEPT

_GAP = re.compile(r"\n[ \t>]*\n")
_OPENING_TAG = re.compile(r"<(?:div|center|p)\b[^<>]{0,200}>")
_CLOSING_TAG = re.compile(r"</(?:div|center|p)>")
_MATH_ELEMENT = re.compile(
    r"(?m:^)<(?P<name>div|center|p)(?P<rest>[^<>]{0,200})>[ \t\n]{0,50}"
    rf"(?P<math>{KEPT.pattern})[ \t\n]{{0,50}}</(?P=name)>"
)
_MATH = re.compile(r"(?<!\\)\$\$")


def convert_math(body: Body) -> None:
    """`$$` in a line with text is in the line: `$…$`; both kinds are out of reach from now on.

    kramdown has one sign for both, and takes for a block what stands alone
    (https://kramdown.gettalong.org/syntax.html#math-blocks).
    """
    marks = [match.start() for match in _MATH.finditer(body.text)]
    text = body.text
    gaps = [match.start() for match in _GAP.finditer(text)]
    changes: list[tuple[int, int, str]] = []
    index = 0
    while index + 1 < len(marks):
        first, last = marks[index], marks[index + 1] + 2
        inner = text[first + 2 : last - 2]
        is_inline = _is_inline(text, first, last)
        if not inner.strip() or (is_inline and _crosses(gaps, first, last)):
            index += 1
            continue
        math = f"${' '.join(inner.split())}$" if is_inline else text[first:last]
        changes.append((first, last, body.keep(body.restored(math))))
        index += 2
    body.replace(changes)
    body.sub(_MATH_ELEMENT, lambda match, line: _opened_math(body, match))


def _opened_math(body: Body, match: re.Match[str]) -> str | None:
    """An element around a formula alone, `<div>$$ … $$</div>`, in which it is read."""
    if not body.restored(match["math"]).startswith("$$"):
        return None
    math = f"\n\n{match['math']}\n\n"
    if not match["rest"].strip():
        return math
    return f'<{match["name"]}{match["rest"]} markdown="1">{math}</{match["name"]}>'


def _crosses(gaps: list[int], first: int, last: int) -> bool:
    """Whether there is an empty line between two places."""
    place = bisect_left(gaps, first)
    return place < len(gaps) and gaps[place] < last


def _is_inline(text: str, first: int, last: int) -> bool:
    """Whether there is text before or behind it on its lines."""
    before = text[text.rfind("\n", 0, first) + 1 : first].lstrip(" \t>").rstrip()
    end = text.find("\n", last)
    after = text[last : end if end >= 0 else len(text)].strip()
    if _OPENING_TAG.fullmatch(before) and _CLOSING_TAG.fullmatch(after):
        return False
    return bool(before) or bool(after and not after.startswith("{:"))
