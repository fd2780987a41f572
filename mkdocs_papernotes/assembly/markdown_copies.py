"""The files with the notes of a site in Markdown, and the list of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from mkdocs_papernotes.assembly.llms_txt import llms_txt
from mkdocs_papernotes.assembly.output import Output
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.notes.note import Note

if TYPE_CHECKING:
    from mkdocs_papernotes.assembly.portable_notes import PortableNotes


class MarkdownCopies:
    """Writes the copies of a site whose option `markdown` is on."""

    def __init__(self, site: Site):
        self._site = site

    def outputs(self, changed: Collection[Note] | None = None) -> Iterator[Output]:
        """The files with their content, or those of the changed notes."""
        for output, note in self._site.markdown_files():
            if changed is None or note in changed:
                content = partial(self._notes.markdown, note) if note else self._list
                yield replace(output, content=content)

    @cached_property
    def _notes(self) -> PortableNotes:
        from mkdocs_papernotes.assembly.portable_notes import PortableNotes

        return PortableNotes(self._site)

    def _list(self) -> str:
        return llms_txt(self._site)
