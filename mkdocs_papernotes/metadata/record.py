"""The metadata of a note, as one value that all formats of metadata are written from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.front_matter.reader import plain
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.metadata.license import License, license_of
from mkdocs_papernotes.metadata.picture import Picture
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.statements import statements
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.people.orcid import Orcid
from mkdocs_papernotes.people.person import Person
from mkdocs_papernotes.text import one_line


@dataclass(frozen=True)
class PersonRecord:
    """An author or translator of a note; `url` and `avatar` are full addresses or empty."""

    name: str
    url: str = ""
    orcid: Orcid | None = None
    avatar: str = ""


@dataclass(frozen=True)
class NoteRecord:
    """A note and the paper that it reviews. Texts are plain, not HTML; empty values are left out.

    All addresses are full ones. On a site without `site_url` they are empty or `None`.
    """

    title: str
    language: str
    """The language tag, as the author wrote it."""
    url: str | None = None
    date: datetime | None = None
    """In the site's time zone, like `updated`."""
    updated: datetime | None = None
    authors: tuple[PersonRecord, ...] = ()
    translators: tuple[PersonRecord, ...] = ()
    description: str = ""
    tags: tuple[str, ...] = ()
    site_name: str = ""
    image: Picture | None = None
    license: License | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    """Addresses by language, the note's own included."""
    original_url: str | None = None
    """The address of the original if this note is a translation."""
    translation_urls: tuple[str, ...] = ()
    """The addresses of the translations if this note is the original."""
    is_of_model: bool = False
    """Whether a model wrote or translated it."""
    status: str = ""
    """What readers are told of that, and of a review."""
    paper: Paper | None = None
    """The paper in the words of its own language."""
    other_title: str = ""
    """The paper's title in another language."""

    @property
    def paper_url(self) -> str:
        """The address of the paper; empty if unknown or if it is an address of the note itself."""
        if self.paper is None:
            return ""
        url = facts.url(self.paper)
        own = {self.url, self.original_url, *self.translation_urls, *self.versions.values()}
        return "" if url.rstrip("/") in {str(address).rstrip("/") for address in own} else url


@dataclass(frozen=True)
class Preview:
    """What is shown of a note where it is shared, beside its title."""

    description: str = ""
    image: Picture | None = None


def note_record(
    note: Note,
    catalog: Catalog,
    languages: Languages,
    works: Works,
    preview: Preview,
    license_text: str = "",
) -> NoteRecord:
    """The metadata of a note. Tags come from the front matter; an unlisted note has none.

    `license_text` is the licence of notes that name no other.
    """
    versions = catalog.linked_versions(note)
    urls = {
        language: url
        for language, version in versions.items()
        if (url := languages.absolute(version.url, language))
    }
    original = catalog.original(note)
    is_linked = original is not None and original in versions.values()
    work, labels = works.of(note), languages.labels(note.language)
    made = (note.origin, note.translation)
    return NoteRecord(
        title=note.title,
        language=note.language,
        url=urls.get(note.language),
        date=note.date,
        updated=note.updated,
        authors=tuple(map(_person, note.authors)),
        translators=tuple(map(_person, note.translators)),
        description=preview.description or note.description,
        image=preview.image,
        license=license_of(license_text if note.license is None else note.license),
        tags=() if note.unlisted else tuple(_tags(note.values.get("tags"))),
        site_name=languages.title(note.language),
        versions=urls,
        original_url=urls.get(original.language)
        if original and is_linked and original is not note
        else None,
        translation_urls=tuple(url for language, url in urls.items() if language != note.language)
        if original is note
        else (),
        is_of_model=any(each is not None and each.is_of_model for each in made),
        status=labels("list_separator").join(statements(note, labels)),
        paper=works.cited(catalog.key(note)) if work else None,
        other_title=work.other_title if work else "",
    )


def _tags(values: object) -> Iterator[str]:
    """The tags of a list that are texts or numbers; others are left to the plugin for tags."""
    for value in values if isinstance(values, list) else ():
        if tag := one_line(plain(value) or ""):
            yield tag


def _person(person: Person) -> PersonRecord:
    url, avatar = (link.web_address if link else "" for link in (person.url, person.avatar))
    return PersonRecord(person.name, url, person.orcid, avatar)


def day(moment: datetime | None) -> str:
    """The date of a moment, such as `2026-04-16`; empty for `None`.

    The time is left out, because Zotero would show a time that the author never wrote.
    """
    return moment.date().isoformat() if moment else ""
