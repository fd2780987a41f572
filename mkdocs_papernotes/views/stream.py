"""The stream: a home page with the excerpts of all notes, pinned notes first, then by date."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import AnyList
from mkdocs_papernotes.views.list_kind import ListKind
from mkdocs_papernotes.views.note_list import NoteList


def _lists(content: Content) -> Iterator[AnyList]:
    if settings := content.settings.stream:
        view = NoteList("stream", "excerpt", settings, pinned_first=True)
        yield view.site_list("stream", content, hidden_by_template=True)


STREAM = ListKind(
    paths=lambda settings: [settings.stream.path] if settings.stream else [],
    lists=_lists,
)
