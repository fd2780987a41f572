"""What is particular to the Markdown of Material's blog, and not of MkDocs."""

from __future__ import annotations

import re

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.text import shortened

_SNIPPET = re.compile(r"^[ \t]{0,40}-{1,8}8<-{1,8}(?P<rest>[^\n]*)$", re.MULTILINE)
_ICON = re.compile(r":(?:material|octicons|fontawesome|simple)-[a-z0-9-]{1,80}:")
_MACRO = re.compile(r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}")


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Tell what needs an extension or a plugin that the new site does not have."""
    for pattern in (_SNIPPET, _ICON, _MACRO):
        for match in pattern.finditer(body.text):
            construct = shortened(body.restored(match[0]).strip())
            tell("import-left", body.line_at(match.start()), construct=construct)
