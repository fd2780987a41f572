"""Excerpts of ordinary paragraphs, which need no parser: most notes begin with such.

Whatever may be changed in an excerpt is left to `excerpt`, with which the results here agree letter
for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from mkdocs_papernotes.markup.formula import inline_formula
from mkdocs_papernotes.markup.leftovers import CAPTION
from mkdocs_papernotes.text import joined

_HEADING = re.compile(
    r'\s*(?:<h1\b[^<>]*>[^<>]*(?:<a class="headerlink"[^<>]*>[^<>]*</a>)?</h1>\s*)?'
)
_INLINE = re.compile(
    r"""(?P<text>[^<>]+)|<(?P<tag>strong|em|code)>(?P<inner>[^<>]*[^<>\s][^<>]*)</(?P=tag)>
        |<span[ ]class="arithmatex">(?P<formula>[^<>]+)</span>""",
    re.VERBOSE,
)
_BETWEEN = re.compile(r"\s*")
_UNUSUAL = re.compile(
    r"""&(?!(?:amp|lt|gt);)|\\label|(?<![a-z])toc|table_of_contents|\|
        |\[\^|\*\[|\{[:.\#%{]|\[!|!\[|%%|!!!|\?\?\?|===|:::""",
    re.VERBOSE | re.IGNORECASE,
)
"""References that are written in another form, labels of formulas, and what may be Markdown that
no extension has read."""


class Paragraphs(NamedTuple):
    """The excerpt of a text that consists of paragraphs."""

    html: str
    line: str
    """The text on one line, as `Excerpt.paragraph`."""


def plain_paragraphs(html: str) -> Paragraphs | None:
    """The excerpt of a text of nothing but paragraphs, perhaps below an H1, which is left out.

    They have text, `<strong>`, `<em>`, `<code>` and formulas. `None` for any other text.
    """
    start = _HEADING.match(html)
    body = html[start.end() if start else 0 :].rstrip()
    if not body.replace("\n", " ").isprintable() or _UNUSUAL.search(body):
        return None
    lines = []
    at = 0
    while at < len(body):
        end = body.find("</p>", at)
        line = _line(body[at + 3 : end]) if end > 0 and body.startswith("<p>", at) else None
        if line is None:
            return None
        lines.append(line)
        between = _BETWEEN.match(body, end + 4)
        at = between.end() if between else end + 4
    return Paragraphs(body, joined("\n".join(lines).split("\n"))) if lines else None


def _line(inner: str) -> str | None:
    """The content of a paragraph as text with formulas; `None` if it has anything else."""
    parts = list(_parts(inner))
    texts = [text for text, _ in parts]
    is_title = inner.strip().startswith("<strong>") and inner.strip().endswith("</strong>")
    read = sum(size for _, size in parts)
    plain = "".join(texts)
    if read < len(inner) or is_title or not plain.strip() or CAPTION.match(plain.strip()):
        return None
    return plain


def _parts(inner: str) -> Iterator[tuple[str, int]]:
    """The parts of a paragraph as text, each with its length in HTML, up to anything else."""
    at = 0
    while match := _INLINE.match(inner, at):
        formula = match["formula"]
        text = inline_formula(unescape(formula)) if formula else match["inner"] or match["text"]
        yield text, match.end() - at
        at = match.end()
