"""What the plugin adds to the page of a note: header, footer and metadata."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import islice

from markupsafe import Markup

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.catalog.behind import Behind
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.citation.citations import Citation, Citations
from mkdocs_papernotes.dates import long_date
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.markup.heading import heading_text
from mkdocs_papernotes.markup.opening import lift_heading, split_after_heading
from mkdocs_papernotes.metadata.formats import body_markup, head_markup
from mkdocs_papernotes.metadata.record import NoteRecord, Preview, note_record
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.statements import statements
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.site.markdown_copies import copy_url
from mkdocs_papernotes.views.author_line import SHOWN_ON_PHONE
from mkdocs_papernotes.views.byline import byline
from mkdocs_papernotes.views.header_fields import (
    HeaderField,
    Resolve,
    TermLink,
    note_fields,
    notes_field,
    opinion_fields,
    paper_fields,
    updated_field,
)
from mkdocs_papernotes.views.license_lines import license_lines
from mkdocs_papernotes.views.note_terms import NoteTerms, Tag
from mkdocs_papernotes.views.note_threads import NoteThreads
from mkdocs_papernotes.views.page_link import PageLink
from mkdocs_papernotes.views.templating import Templates
from mkdocs_papernotes.views.thread_view import ThreadView
from mkdocs_papernotes.views.title_end import keep_end

_OTHER_NOTES = 5
"""How many other notes on the same paper a header links to; the table of papers has them all."""


@dataclass(frozen=True)
class CitedAs:
    """A citation as the page of a note shows it."""

    citation: Citation
    name: str
    href: str
    file: str
    """The name of its file on the site: `cite.bib`."""


def split_title(html: str, note: Note) -> tuple[str, str]:
    """The text up to the H1 with the note's title, and the rest; that H1 is added if missing."""
    heading, rest = split_after_heading(html)
    if note.has_heading and note.is_notebook:  # all of it is in one element
        heading, rest = lift_heading(html)
    elif note.has_heading:
        if not heading:
            heading, rest = split_after_heading(html, anywhere=True)
    elif not note.is_title(heading_text(heading)):
        heading, rest = "", html
    return keep_end(heading or f"<h1>{escape(note.title, quote=False)}</h1>"), rest


def _cited_as(citation: Citation, name: str, note: Note) -> CitedAs:
    href = relative(citation.url, note.url)
    return CitedAs(citation, name, href, href.rpartition("/")[2])


class NoteView:
    """Renders the header, footer and metadata of notes."""

    def __init__(
        self,
        catalog: Catalog,
        languages: Languages,
        templates: Templates,
        settings: Settings,
        works: Works,
        citations: Citations | None,
        terms: Callable[[Note], NoteTerms] = lambda note: NoteTerms(),
        *,
        shows_tags: bool = True,
        behind: Mapping[str, Behind] | None = None,
    ):
        """`terms` are those of a note; its tags are shown unless the theme does so."""
        self._catalog, self._languages, self._templates = catalog, languages, templates
        self._max_authors, self._formats = settings.max_authors, settings.metadata
        self._settings = settings
        self._license, self._has_previews = settings.license, settings.previews
        self._behind = behind or {}
        self._works, self._citations = works, citations
        self._terms, self._shows_tags = terms, shows_tags
        self._last_record: tuple[Note, NoteRecord] | None = None

    def decorate(
        self,
        note: Note,
        html: str,
        resolve: Resolve,
        preview: Preview | None = None,
        threads: NoteThreads | None = None,
    ) -> str:
        """The rendered text of a note, with the header below its H1 and the footer at its end.

        An H1 with the note's title is added if it is missing. `threads` is what it shows of others.
        """
        self._last_record = None  # the note may have got another text since
        record = self._record(note, preview or Preview())
        heading, rest = split_title(html, note)
        paper, labels = self._catalog.paper(note), self._languages.labels(note.language)
        about, fields = self._fields(note, paper, labels, resolve, self._term_link(note))
        citations = list(self._cite(note, labels))
        copied = copy_url(note, self._settings, self._languages)
        markdown = relative(copied, note.url) if copied else ""
        threading = ThreadView(note, threads or NoteThreads(), self._languages)
        context = {
            "note": note,
            "key": self._catalog.key(note),
            "labels": labels,
            "versions": self.versions(note),
        }
        header = self._templates.render(
            "header",
            byline=byline(paper, labels) if self._has_previews else "",
            note_fields=about,
            tags=self._tags(note),
            paper_fields=fields,
            folds=any(field.folded for field in fields) or len(paper.authors) > SHOWN_ON_PHONE + 1,
            abstract=paper.abstract,
            statements=statements(note, labels),
            behind=self._missed(note, labels),
            citations=citations,
            markdown=markdown,
            **context,
        )
        if series := threading.series():
            header += "\n" + self._templates.render("series", series=series, labels=labels)
        end = self._end(note, record, resolve, threading)
        footer = self._templates.render(
            "footer",
            citations=() if fields else citations,
            markdown="" if fields else markdown,
            **end,
            **context,
        )
        return f"{heading}\n{header}\n{rest}\n{footer}"

    def _end(
        self, note: Note, record: NoteRecord, resolve: Resolve, threading: ThreadView
    ) -> dict[str, object]:
        """What stands below the text of a note."""
        older, newer = threading.neighbours()
        labels = self._languages.labels(note.language)
        return {
            "original": resolve(note.original) if note.original else None,
            "original_text": note.original.target if note.original else "",
            "related": threading.related(),
            "backlinks": threading.backlinks(),
            "older": older,
            "newer": newer,
            "metadata": Markup(body_markup(record, self._formats_of(note))),
            "terms": list(license_lines(note, record, labels, resolve)),
            "address": self._languages.absolute(note.url, note.language),
        }

    def _term_link(self, note: Note) -> TermLink:
        """Returns the link to the page of a term, by kind and spelling; empty if it has none."""
        found = self._terms(note)

        def link(kind: str, spelling: str) -> str:
            url = found.url(kind, spelling)
            return relative(url, note.url) if url else ""

        return link

    def _tags(self, note: Note) -> list[tuple[Tag, str]]:
        """The tags of a note with their links, unless the theme shows them."""
        tags = self._terms(note).tags if self._shows_tags else ()
        return [(tag, relative(tag.url, note.url) if tag.url else "") for tag in tags]

    def _fields(
        self, note: Note, paper: Paper, labels: Labels, resolve: Resolve, term: TermLink
    ) -> tuple[list[HeaderField], list[HeaderField]]:
        """The fields of the line about a note, and those of its paper, if it has one."""
        about = list(note_fields(note, labels, resolve, term))
        fields = list(paper_fields(paper, labels, resolve, self._max_authors, term))
        if not fields:
            return [*about, *updated_field(note, labels, folded=False)], []
        fields += opinion_fields(note, labels, term)
        fields += updated_field(note, labels, folded=True)
        fields += notes_field("also", list(self._discussions(note)), note.language, labels)
        return about, fields

    def head_markup(self, note: Note, preview: Preview) -> str:
        """The metadata for the head of a note's page, one element on each line."""
        return head_markup(self._record(note, preview), self._formats_of(note))

    def _formats_of(self, note: Note) -> Collection[str]:
        """The formats of metadata on a note's page; front matter may turn all of them off."""
        return self._formats if note.has_metadata else ()

    def _record(self, note: Note, preview: Preview) -> NoteRecord:
        """The metadata of a note. The last record is kept, because head and body both need it."""
        if self._last_record is None or self._last_record[0] is not note:
            self._last_record = (
                note,
                note_record(
                    note, self._catalog, self._languages, self._works, preview, self._license
                ),
            )
        return self._last_record[1]

    def _discussions(self, note: Note) -> Iterator[PageLink]:
        """Links to the newest other notes on the same paper, in the note's language if possible."""
        work, key = self._works.of(note), self._catalog.key(note)
        if work and len(work.notes) > 1:
            others = ((other, versions) for other, versions in work.listed() if other != key)
            for _, versions in islice(others, _OTHER_NOTES):
                chosen = versions.get(note.language) or next(iter(versions.values()))
                href = relative(chosen.url, note.url)
                yield PageLink(chosen.language, chosen.title, href)

    def _cite(self, note: Note, labels: Labels) -> Iterator[CitedAs]:
        if self._citations:
            for citation in self._citations.of_paper(note):
                yield _cited_as(citation, citation.format, note)
            yield _cited_as(self._citations.of_note(note), labels("this_note"), note)

    def versions(self, note: Note) -> list[PageLink]:
        """Links to the note's translations, each with the language's name for itself."""
        return [
            PageLink(
                other.language, self._languages.name(other.language), relative(other.url, note.url)
            )
            for other in self._catalog.linked_versions(note).values()
            if other is not note
        ]

    def _missed(self, note: Note, labels: Labels) -> PageLink | None:
        """A link to the original that has changed since the note was translated from it."""
        behind = self._behind.get(note.source)
        if behind is None:
            return None
        original, day = behind.original, long_date(behind.updated, labels.spoken)
        href = relative(original.url, note.url)
        return PageLink(original.language, labels("behind", date=day), href)
