"""What a note's page tells machines, gathered from the catalogue."""

from __future__ import annotations

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.metadata import record
from mkdocs_papernotes.metadata.record import NoteRecord, web_address
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.people.person import Person


def note_record(note: Note, catalog: Catalog, languages: Languages) -> NoteRecord:
    """The record of a note; `tags` are those of its front matter."""
    versions = {
        language: version
        for language, version in catalog.versions(note).items()
        if version.unlisted == note.unlisted
    }
    urls = {
        language: url
        for language, version in versions.items()
        if (url := languages.absolute(version.url, language))
    }
    original = _original(list(versions.values()), languages)
    paper = catalog.paper(note)
    tags = note.values.get("tags")
    return NoteRecord(
        title=note.title,
        language=note.language,
        url=urls.get(note.language),
        date=note.date,
        updated=note.updated,
        authors=tuple(map(_person, note.authors)),
        translators=tuple(map(_person, note.translators)),
        description=note.description,
        tags=tuple(map(str, tags)) if isinstance(tags, list) and not note.unlisted else (),
        site_name=languages.title(note.language),
        versions=urls,
        original_url=urls.get(original.language) if original is not note else None,
        translation_urls=tuple(url for language, url in urls.items() if language != note.language)
        if original is note
        else (),
        paper=paper if paper != Paper() else None,
    )


def _original(versions: list[Note], languages: Languages) -> Note:
    """The version that the others translate.

    One that names no translator where others do; else that in the site's default language, or the
    first.
    """
    if any(note.translators for note in versions):
        versions = [note for note in versions if not note.translators] or versions
    return min(versions, key=lambda note: note.language != languages.default)


def _person(person: Person) -> record.Person:
    return record.Person(
        person.name, web_address(person.url), person.orcid, web_address(person.avatar)
    )
