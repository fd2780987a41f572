"""Translations that are missing or behind, and pairs that disagree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.catalog.behind import Behind
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.twins.differences import Difference, Place, compared

_LACKED = {
    "number": "number-in-one-version",
    "formula": "part-in-one-version",
    "code": "part-in-one-version",
    "link": "part-in-one-version",
    "citation": "part-in-one-version",
    "figure": "picture-in-one-version",
    "outline": "heading-in-one-version",
}
_LONGEST = 60


def missing_translations(site: Site, required: Sequence[str]) -> Iterator[Problem]:
    """Each note that lacks a language of `required`; a version that is a draft is missing, too.

    A note that is only a draft in all its languages needs no translation yet.
    """
    for versions in site.catalog.by_key.values():
        public = [note for note in versions.values() if not note.draft]
        if not public:
            continue
        original = site.catalog.original(public[0])
        first = original if original in public and original else public[0]
        for language in required:
            version = versions.get(language)
            if version is None:
                yield Problem("missing-translation", first.source, values={"language": language})
            elif version.draft:
                line = version.line_of.get("draft", 0)
                values = {"language": language, "other": first.source}
                yield Problem("translation-is-draft", version.source, line, "", values)


def behind_translations(
    behind: Mapping[str, Behind], languages: Mapping[str, str], required: Sequence[str]
) -> Iterator[Problem]:
    """Each translation whose original has changed since; `languages` are those of the notes."""
    for source, found in behind.items():
        is_required = languages.get(source) in required
        name = "required-translation-behind" if is_required else "translation-behind"
        values = {"other": found.original.source, "day": found.updated.isoformat()}
        yield Problem(name, source, values=values)


@dataclass(frozen=True)
class PairReader:
    """Compares notes with their originals."""

    site: Site
    texts: Mapping[str, PageText]
    """The pages by source."""

    def check(self, note: Note) -> Iterator[Problem]:
        """In what a translation differs from its original; nothing for a draft or an original."""
        original = self.site.catalog.original(note) or self._first(note)
        if original is note or note.draft or original.draft:
            return
        if not (note.has_text and original.has_text):
            return
        here, there = self.texts.get(note.source), self.texts.get(original.source)
        if here is None or there is None or note.is_notebook or original.is_notebook:
            return
        for difference in compared(here.twin, there.twin).differences:
            yield _problem(difference, note, original)

    def _first(self, note: Note) -> Note:
        return next(iter(self.site.catalog.versions(note).values()))


def _problem(difference: Difference, note: Note, original: Note) -> Problem:
    here, there = difference.one, difference.other
    if here and there:
        values = {
            "kind": difference.kind,
            "given": _shortened(here),
            "place": f"{original.source}:{there.line}",
            "found": _shortened(there),
        }
        return Problem("versions-disagree", note.source, here.line, values=values)
    found, owner, other = (here, note, original) if here else (there, original, note)
    assert found is not None
    values = {"kind": difference.kind, "given": _shortened(found), "other": other.source}
    return Problem(_LACKED[difference.kind], owner.source, found.line, values=values)


def _shortened(place: Place) -> str:
    written = place.written
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…"
