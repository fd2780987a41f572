"""What is particular to the Markdown of Material's blog, and not of MkDocs."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect
from collections.abc import Iterator

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.markup.formulas import formula_spans
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.text import shortened

_SNIPPET = re.compile(r"^[ \t]{0,40}-{1,8}8<-{1,8}(?P<rest>[^\n]*)$", re.MULTILINE)
_MACRO = re.compile(r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}")
_TO_INDEX = re.compile(r"(?<=\]\()(?P<folder>[\w./-]{0,200}/)?index\.md(?=[#?)])")


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Lead links to the blog's own page to the list that has come in its place.

    What needs an extension or a plugin that the new site does not have is told.
    """

    def listed(match: re.Match[str], line: int) -> str | None:
        if places.page(match[0]):
            return None
        found = _addresses(page.source, match["folder"] or "")
        return next((address for address in found if places.page(address)), None)

    body.sub(_TO_INDEX, listed)
    for match in (*_SNIPPET.finditer(body.text), *_macros(body)):
        construct = shortened(body.restored(match[0]).strip())
        tell("import-left", body.line_at(match.start()), construct=construct)


def _macros(body: Body) -> Iterator[re.Match[str]]:
    """Macros; in a formula, two braces are TeX: `{{a}}`."""
    formulas = formula_spans(body)
    for match in _MACRO.finditer(body.text):
        place = bisect(formulas, (match.start(), 0)) - 1
        if place < 0 or formulas[place][1] <= match.start():
            yield match


def _addresses(source: str, folder: str) -> Iterator[str]:
    """What may be the address of a folder that a page links to, without the docs folder."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), folder))
    parts = path.split("/")
    for start in range(1, len(parts) + 1):
        inner = "/".join(parts[start:])
        yield f"/{inner}/" if inner else "/"
