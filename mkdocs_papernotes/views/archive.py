"""The archive: all notes by year, each with a one-paragraph excerpt."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import AnyList
from mkdocs_papernotes.views.list_kind import ListKind
from mkdocs_papernotes.views.note_list import NoteList


def _lists(content: Content) -> Iterator[AnyList]:
    if settings := content.settings.archive:
        view = NoteList("archive", "excerpt_line", settings)
        yield view.site_list("archive", content)


ARCHIVE = ListKind(
    paths=lambda settings: [settings.archive.path] if settings.archive else [],
    lists=_lists,
)
