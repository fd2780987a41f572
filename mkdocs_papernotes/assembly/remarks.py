"""Remarks on a site: what its author may wonder about."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.markup.anchors import AnchorReader
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.problems.problem import Problem

_CAUSES = {
    "docs-folder-missing", "empty-notes-folder", "notes-elsewhere", "notes-in-blog",
    "language-not-built", "note-at-list",
}  # fmt: skip
"""Problems that say already why a site has no notes."""
_FORMULAS = "pymdownx.arithmatex"
_UNREAD = {"configuration-missing", "configuration-unreadable", "configuration-inherits-itself"}
"""Problems for which nothing is known of a site."""


def remarks(site: Site, markdown: MarkdownOptions, file: str) -> Iterator[Problem]:
    """Problems of severity `info` with a whole site, whose configuration is in `file`."""
    library = site.library
    told = {problem.name for problem in site.problems}
    if told & _UNREAD:
        return
    if not (site.notes or library.held_back or library.unreadable or told & _CAUSES):
        yield Problem("no-notes", values={"folders": site.settings.notes_dir})
    if not site.languages.site_urls:
        yield Problem("no-site-url")
    marked_up = markdown.extension_configs.get(_FORMULAS, {}).get("generic")
    if site.settings.formulas and not (_FORMULAS in markdown.extensions and marked_up):
        yield Problem("formulas-not-marked-up", file, 0, "formulas")
    yield from _numbered_anchors(site, AnchorReader(markdown), file)


def _numbered_anchors(site: Site, reader: AnchorReader, file: str) -> Iterator[Problem]:
    """The first heading of a note that has no letters for its anchor."""
    for note in site.notes:
        if anchor := reader.first_numbered(note.body):
            values = {"given": anchor.heading, "file": note.source, "anchor": anchor.id}
            yield Problem("headings-without-anchors", file, 0, "markdown_extensions", values)
            return
