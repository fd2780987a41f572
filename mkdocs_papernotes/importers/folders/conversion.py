"""Wikilinks to files that have another name now, and what other tools put into plain folders."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.folders.names import is_markdown
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.old_site import OldPage

_WIKILINK = re.compile(
    r"""(?<!\\)\[\[(?P<target>[^\[\]|\#^\n\\]{1,300})(?P<heading>[\#^][^\[\]|\n]{1,300})?
        (?:\\?\|(?P<text>[^\[\]\n]{1,500}))?\]\]""",
    re.VERBOSE,
)
_INTERNAL = re.compile(r"\]\(@/(?P<path>[^()\s#]{1,300})(?P<anchor>#[^()\s]{0,300})?\)")
"""A link to a page by its file in Zola
(https://www.getzola.org/documentation/content/linking/#internal-links)."""
_BLOCK = re.compile(
    r"\{\{ *#[a-z_]{1,30} [^{}\n]{0,500}\}\}"
    r"|\{\{ *[a-z_]{1,30}\([^{}\n]{0,500}\) *\}\}|\{%[^{}\n]{1,500}%\}"
)
"""`{{#include x.rs}}` of mdBook, `{{ youtube(id="x") }}` of Zola, `{% hint %}` of GitBook."""
_HINT = re.compile(
    r"""^\{%\ hint\ style="(?P<style>[a-z]{1,20})"\ %\}[ \t]{0,9}\n(?P<text>[^{]{1,4000})
        \{%\ endhint\ %\}[ \t]{0,9}$""",
    re.VERBOSE | re.MULTILINE,
)
_STYLES = {"info": "info", "success": "success", "warning": "warning", "danger": "danger"}


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Rewrite what is particular to folders of Markdown."""
    body.sub(_INTERNAL, lambda match, line: _internal(match, places))
    body.sub(_WIKILINK, lambda match, line: _wikilink(match, page, places))
    body.sub(_HINT, lambda match, line: _hint(match))
    body.sub(_BLOCK, lambda match, line: tell("import-left", line, construct=match[0][:60]))


def _internal(match: re.Match[str], places: Places) -> str | None:
    """A link by the path of a file, which is what every Markdown may have."""
    source = f"content/{match['path']}"
    return f"](/{source}{match['anchor'] or ''})" if places.source(unquote(source)) else None


def _wikilink(match: re.Match[str], page: OldPage, places: Places) -> str | None:
    """A wikilink by the name of a file, if the file has another name on the new site."""
    target = match["target"].strip()
    name = target[:-3] if is_markdown(target) else target
    found = places.named(posixpath.basename(name))
    if found is None:
        return None
    path = unquote(found.partition("#")[0])
    new = posixpath.basename(path).partition(".")[0] if path else ""
    if not new or new.casefold() == posixpath.basename(name).casefold():
        return None
    text = match["text"] or posixpath.basename(name)
    return f"[[{new}{match['heading'] or ''}|{text}]]"


def _hint(match: re.Match[str]) -> str:
    """A hint of GitBook (https://gitbook.com/docs/creating-content/blocks/hint) as a callout."""
    lines = match["text"].strip("\n").split("\n")
    kind = _STYLES.get(match["style"], "note")
    return "\n".join([f"> [!{kind}]", *(f"> {line}".rstrip() for line in lines)])
