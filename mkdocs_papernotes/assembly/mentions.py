"""Which notes mention which others in their texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from mkdocs_papernotes.assembly.note_targets import NoteTargets
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.markup.source_links import SourceLink
from mkdocs_papernotes.notes.note import Note


class Mentions:
    """The links between the texts of a site's notes. Those of unlisted notes do not count."""

    def __init__(self, site: Site):
        self._catalog, self._known = site.catalog, site.library.links
        self._wikilinks = site.wikilinks
        self._targets = NoteTargets(site)
        self._from: dict[str, Mapping[str, SourceLink]] = {}
        """By the source of the note with the link, then by the key of what it mentions."""
        self._to: defaultdict[str, dict[str, Note]] = defaultdict(dict)
        """Notes by the key of what they mention, then by source."""
        self._known.keep_only({note.source for note in site.notes})
        for note in site.notes:
            self._add(note)

    def by(self, note: Note) -> Mapping[str, SourceLink]:
        """The first link to each note that a note mentions, by translation key."""
        return self._from.get(note.source, {})

    def of(self, key: str) -> tuple[Note, ...]:
        """The notes with a link to a note or its translations, given their translation key."""
        return tuple(self._to[key].values()) if key in self._to else ()

    def in_text(self, note: Note, text: str) -> dict[str, SourceLink]:
        """What a note would mention if it had this text."""
        return {} if note.unlisted else dict(self._found(note, text))

    def update(self, note: Note) -> None:
        """Take notice of the new text of a note."""
        for key in self._from.pop(note.source, {}):
            del self._to[key][note.source]
        self._add(note)

    def _add(self, note: Note) -> None:
        if found := self.in_text(note, note.body):
            self._from[note.source] = found
            for key in found:
                self._to[key][note.source] = note

    def _found(self, note: Note, text: str) -> Iterator[tuple[str, SourceLink]]:
        own, seen = self._catalog.key(note), set()
        text = self._wikilinks.linked(text, note.source, note.language).text
        for link in self._known.of(note.source, text, self._targets.sites):
            key = self._targets.key(link.target, note)
            if key is not None and key != own and key not in seen:
                seen.add(key)
                yield key, link
