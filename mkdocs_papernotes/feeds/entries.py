"""Makes the entries of feeds from notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from mkdocs_papernotes.addresses import encoded
from mkdocs_papernotes.bibliography.formula import with_plain_formulas
from mkdocs_papernotes.feeds.entry import FeedEntry, FeedLink, FeedPerson, FeedText
from mkdocs_papernotes.feeds.identity import entry_id
from mkdocs_papernotes.feeds.text import paragraph
from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import FeedSettings
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.people.person import Person
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.text import one_line


class EntryMaker:
    """Makes entries. Their ids are unique among all notes of the site."""

    def __init__(self, content: Content):
        self._catalog, self._works = content.catalog, content.works
        self._languages, self._terms = content.languages, content.terms

    def entry(
        self, note: Note, text: FeedText, settings: FeedSettings, *, is_mixed: bool
    ) -> FeedEntry:
        """The entry of a note with a date, of whose text a feed shows `text`.

        In a feed of several languages (`is_mixed`) its text ends in links to the others.
        """
        assert note.date is not None
        versions, paper = tuple(self._versions(note)), self._paper(note)
        content = text.content
        if content:
            about = self._about_paper(note, paper)
            content = about + content + (self._also_in(note, versions) if is_mixed else "")
        return FeedEntry(
            id=self.ids[note.source],
            url=self._url(note),
            title=one_line(note.title),
            language=note.language,
            published=note.date,
            updated=max(note.date, note.updated or note.date),
            authors=tuple(map(_person, note.authors)),
            translators=tuple(map(_person, note.translators)),
            tags=tuple(tag.name(note.language) for tag in self._terms.of_note(note, "tags")),
            summary=one_line(note.description or text.summary or note.title),
            content=content,
            is_excerpt=settings.content == "excerpt",
            related=(*_papers(paper), *versions),
        )

    def _url(self, note: Note) -> str:
        return self._languages.absolute(note.url, note.language) or ""

    def _versions(self, note: Note) -> Iterator[FeedLink]:
        """The note in its other languages."""
        for language, version in self._catalog.linked_versions(note).items():
            if version is not note and not version.draft and (url := self._url(version)):
                yield FeedLink(url, one_line(version.title), language)

    def _paper(self, note: Note) -> Paper:
        is_known = self._works.of(note) is not None
        return self._works.cited(self._catalog.key(note)) if is_known else Paper()

    def _about_paper(self, note: Note, paper: Paper) -> str:
        """A line with the paper's title and address, which stand in the header of a note's page."""
        url, labels = facts.url(paper), self._languages.labels(note.language)
        title = _title(paper) or url
        if not title:
            return ""
        return paragraph((labels("field.title") + labels("colon"), "", ""), (title, url, ""))

    def _also_in(self, note: Note, versions: tuple[FeedLink, ...]) -> str:
        """A line with links to the note in other languages."""
        if not versions:
            return ""
        labels = self._languages.labels(note.language)
        parts = [(labels("languages") + labels("colon"), "", "")]
        for number, link in enumerate(versions):
            name = self._languages.name(link.language)
            parts += [(labels("list_separator"), "", "")] if number else []
            parts.append((name, link.url, bcp47(link.language)))
        return paragraph(*parts)

    # Ids

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The id of each note, by source."""
        return self._ids_and_problems[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._ids_and_problems[1]

    @cached_property
    def _ids_and_problems(self) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
        owners: dict[str, Note] = {}
        problems = []
        for note in sorted(self._catalog.notes, key=lambda note: bool(note.feed_id)):
            found = self._id(note, note.feed_id)
            if found in owners:
                values = {"given": note.feed_id, "other": owners[found].source}
                line = note.line_of.get("feed_id", 0)
                problems.append(Problem("feed-id-twice", note.source, line, "feed_id", values))
                found = self._id(note, "")
            owners.setdefault(found, note)
        ids = {note.source: found for found, note in owners.items()}
        lost = {note.source: self._id(note, "") for note in self._catalog.notes}
        return lost | ids, tuple(problems)

    def _id(self, note: Note, given: str) -> str:
        site = self._languages.absolute("", note.language) or ""
        return entry_id(site, given, self._catalog.key(note), note.language)


def _person(person: Person) -> FeedPerson:
    return FeedPerson(person.name, encoded(person.url.web_address) if person.url else "")


def _papers(paper: Paper) -> Iterator[FeedLink]:
    """The addresses of the paper's DOI and at arXiv, or else its own."""
    urls = facts.permanent_urls(paper) or tuple(filter(None, [facts.url(paper)]))
    return (FeedLink(encoded(url), _title(paper)) for url in urls)


def _title(paper: Paper) -> str:
    return with_plain_formulas(one_line(paper.title))
