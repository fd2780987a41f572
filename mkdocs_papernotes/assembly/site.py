"""A site put together from its notes, lists, papers, outputs and problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from mkdocs_papernotes.assembly.output import Output, OutputRegister, register_outputs
from mkdocs_papernotes.assembly.redirects import Redirect, Redirects
from mkdocs_papernotes.assembly.wiki_names import WikiNames
from mkdocs_papernotes.assembly.wikilinks import Wikilinks
from mkdocs_papernotes.catalog.behind import Behind
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Work, Works
from mkdocs_papernotes.checks.bibliography_entries import find_bibliography_problems
from mkdocs_papernotes.checks.contradictions import (
    find_contradicting_notes,
    find_contradicting_versions,
)
from mkdocs_papernotes.checks.duplicates import find_duplicate_versions
from mkdocs_papernotes.checks.originals import find_disagreeing_originals
from mkdocs_papernotes.checks.unknown_citation_keys import find_unknown_citation_keys
from mkdocs_papernotes.citation.citations import Citations
from mkdocs_papernotes.citation.formats import FORMATS, CitationFormat
from mkdocs_papernotes.feeds import stylesheet
from mkdocs_papernotes.feeds.feeds import Channel, FeedFile, Feeds
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.alternates import VersionUrls
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.list_sources import list_sources
from mkdocs_papernotes.site.lists import AnyList, AnyPage, Lists, ListVersion, list_version
from mkdocs_papernotes.site.markdown_copies import LIST, copy_url
from mkdocs_papernotes.site.notices import Notice, find_notices
from mkdocs_papernotes.site.structure import Structure
from mkdocs_papernotes.terms.chinese_words import chinese_words
from mkdocs_papernotes.terms.term import Term
from mkdocs_papernotes.terms.terms import Terms
from mkdocs_papernotes.views.archive import ARCHIVE
from mkdocs_papernotes.views.list_kind import ListKind
from mkdocs_papernotes.views.note_terms import NoteTerms, note_terms
from mkdocs_papernotes.views.papers import PAPERS
from mkdocs_papernotes.views.stream import STREAM
from mkdocs_papernotes.views.term_index import TERM_INDEXES
from mkdocs_papernotes.views.term_lists import TERM_LISTS

KINDS: tuple[ListKind, ...] = (STREAM, ARCHIVE, PAPERS, TERM_INDEXES, TERM_LISTS)
"""The kinds of lists that a site has; the first list of a language serves as its home page."""
ALWAYS_THERE: tuple[ListKind, ...] = (STREAM, ARCHIVE)
"""Those whose lists are there even without entries."""


def list_paths(settings: Settings, kinds: Sequence[ListKind] = KINDS) -> tuple[str, ...]:
    """The paths of lists. An author's page there is the text above the list, not a note."""
    return tuple(path for kind in kinds for path in kind.paths(settings))


@dataclass(frozen=True, eq=False)
class Site:
    """A whole site. Nothing is rendered: that is left to a program such as MkDocs."""

    library: Library
    structure: Structure
    settings: Settings
    works: Works
    terms: Terms
    citations: Citations | None
    """`None` if the site offers no citations."""
    feeds: Feeds | None
    """`None` if the site is to have no feeds; it may have none without `site_url`."""
    lists_by_key: Lists
    """Every list by key and language."""
    register: OutputRegister
    problems: tuple[Problem, ...]
    """All problems that can be found without rendering the pages."""
    notices: tuple[Notice, ...] = ()
    """The pages in the place of translations that do not exist."""
    behind: Mapping[str, Behind] = field(default_factory=dict)
    """The translations whose originals have changed since, by source. A build finds them."""

    redirects: Mapping[str, Redirect] = field(default_factory=dict)
    """The redirects by their addresses."""

    @property
    def catalog(self) -> Catalog:
        return self.library.catalog

    @property
    def languages(self) -> Languages:
        return self.library.languages

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note in every language, in the order of the source files."""
        return self.catalog.notes

    @property
    def papers(self) -> tuple[Work, ...]:
        """Every paper with the notes that discuss it, ordered by its newest note, newest first."""
        return self.works.all

    @property
    def lists(self) -> tuple[ListVersion[Any], ...]:
        """Every list in every language, with its pages."""
        return tuple(version for found in self.lists_by_key.values() for version in found.values())

    def feed_files(self) -> Iterator[tuple[Output, Channel, FeedFile]]:
        """The files of feeds that the site has: an author's own file is in the place of others."""
        if self.feeds:
            outputs = {output.address: output for output in self.outputs if not output.is_page}
            for channel in self.feeds.channels:
                for file in channel.files:
                    output = outputs.get(file.url)
                    if output and output.content is None:
                        yield output, channel, file

    def redirect_files(self) -> Iterator[tuple[Output, Redirect]]:
        """The files of redirects that the site has."""
        for output in self.outputs if self.redirects else ():
            if not output.is_page and output.address in self.redirects:
                for redirect in self.redirects[output.address].each:
                    yield replace(output, address=redirect.address), redirect

    def markdown_files(self) -> Iterator[tuple[Output, Note | None]]:
        """The copies of notes in Markdown that the site has, and `None` with the list of them.

        An author's own file is in the place of others.
        """
        if self.settings.markdown:
            outputs = {output.address: output for output in self.outputs if not output.is_page}
            urls = {copy_url(note, self.settings, self.languages): note for note in self.notes}
            for url, note in ({LIST: None} | urls).items():
                output = outputs.get(url)
                if output and output.content is None:
                    yield output, note

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Everything that the site writes. Pages have no content, because nothing is rendered."""
        return self.register.outputs

    @cached_property
    def content(self) -> Content:
        """The part of the site that lists are made from."""
        return Content(self.catalog, self.works, self.languages, self.settings, self.terms)

    def term_url(self, term: Term, language: str) -> str | None:
        """The address of the list of a term in a language; `None` if it has none there."""
        return self.versions.of_term(term, language)

    @cached_property
    def versions(self) -> VersionUrls:
        """The addresses of pages in each language."""
        return VersionUrls(self.library, self.lists_by_key)

    @cached_property
    def wikilinks(self) -> Wikilinks:
        """The wikilinks of its texts."""
        names = WikiNames(
            self.library, self.structure, self.lists_by_key, self.works, self.citations
        )
        return Wikilinks(self.library, names, self.settings)

    @cached_property
    def notice_urls(self) -> Mapping[str, Mapping[str, str]]:
        """The addresses of notices by language, by the translation keys of their notes."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for notice in self.notices:
            found[self.catalog.key(notice.note)][notice.language] = notice.url
        return found

    def terms_of(self, note: Note) -> NoteTerms:
        """The terms that the page of a note shows, which do not depend on its text."""
        if note.source not in self._terms_of:
            self._terms_of[note.source] = note_terms(note, self.content)
        return self._terms_of[note.source]

    @cached_property
    def _terms_of(self) -> dict[str, NoteTerms]:
        return {}

    @cached_property
    def chinese_words(self) -> frozenset[str]:
        """The Chinese words in the names and spellings of its terms."""
        return chinese_words(self.terms)

    @property
    def pages(self) -> Iterator[AnyPage]:
        """Every page of every list."""
        for version in self.lists:
            yield from version.pages


def assemble(
    library: Library,
    structure: Structure,
    settings: Settings,
    kinds: Sequence[ListKind] = KINDS,
    formats: Sequence[CitationFormat] = FORMATS,
    configuration_problems: Iterable[Problem] = (),
    others: Mapping[str, str] | None = None,
) -> Site:
    """Put a site together from its library.

    `kinds` are its kinds of lists. `configuration_problems` are put before the problems found here.
    `others` are the addresses of files that the program which builds the site knows besides, by
    source.
    """
    catalog, languages = library.catalog, library.languages
    works = Works(catalog)
    citations = Citations(catalog, works, languages, formats) if settings.cite else None
    terms = Terms(catalog, settings, library.terms)
    content = Content(catalog, works, languages, settings, terms)
    problems = [*configuration_problems, *library.problems, *_check(catalog, works, settings)]
    problems += terms.problems
    lists_by_key: dict[str, dict[str, ListVersion[Any]]] = {}
    for kind in kinds:
        for listed in kind.lists(content):
            found, wrong = _list_versions(listed, library, structure)
            problems += wrong
            if found:
                lists_by_key[listed.key] = found
    feeds = _feeds(content, VersionUrls(library, lists_by_key)) if settings.feeds else None
    problems += feeds.problems if feeds else ()
    notices: tuple[Notice, ...] = ()
    if settings.untranslated == "notice":
        notices = tuple(find_notices(library, structure, lists_by_key))
    outputs = [*_outputs(library, lists_by_key, citations, feeds), *_notice_outputs(notices)]
    outputs += _markdown_outputs(library, settings)
    author_files = [*_author_files(library, structure, lists_by_key)]
    every = (*outputs, *author_files)
    redirects = Redirects(library, structure, settings.redirects, every, others or {})
    outputs += (redirect.output for redirect in redirects.all)
    registered = register_outputs(outputs, author_files)
    problems += [*redirects.problems, *registered.problems]
    return Site(
        library,
        structure,
        settings,
        works,
        terms,
        citations,
        feeds,
        lists_by_key,
        registered,
        tuple(problems),
        notices,
        redirects={redirect.address: redirect for redirect in redirects.all},
    )


def _feeds(content: Content, versions: VersionUrls) -> Feeds:
    return Feeds(content, versions.homes, versions.of_term)


def _check(catalog: Catalog, works: Works, settings: Settings) -> Iterator[Problem]:
    yield from find_duplicate_versions(catalog)
    yield from find_contradicting_versions(catalog)
    yield from find_disagreeing_originals(catalog)
    yield from find_bibliography_problems(catalog)
    yield from find_unknown_citation_keys(catalog, has_bibliography=bool(settings.bibliography))
    yield from find_contradicting_notes(works)


def _list_versions(
    listed: AnyList, library: Library, structure: Structure
) -> tuple[dict[str, ListVersion[Any]], list[Problem]]:
    """A list in each language, on the author's page at its path if there is one, and problems."""
    found: dict[str, ListVersion[Any]] = {}
    problems: list[Problem] = []
    for language in library.languages.tags:
        source, *ignored = _sources(listed, library, structure, language) or [""]
        copied = "" if source else _copied(listed, library, structure, language)
        if listed.hidden_by_template and (line := _template_line(library, source or copied)):
            if source:
                problems.append(Problem("list-hidden-by-template", source, line, "template"))
            continue
        title = _title_of_page(library, structure, source) if source else ""
        version = list_version(listed, language, library.languages, title=title, author_page=source)
        if version:
            found[language] = version
            if copied and _has_text(library, copied):
                values = {"language": language}
                problems.append(Problem("list-without-text", copied, values=values))
            problems += (
                Problem("second-list-page", other, values={"other": source}) for other in ignored
            )
    return found, problems


def _sources(listed: AnyList, library: Library, structure: Structure, language: str) -> list[str]:
    """The sources of the author's pages at the path of a list."""
    return list_sources(library, structure, listed.path_in(language), language)


def _copied(listed: AnyList, library: Library, structure: Structure, language: str) -> str:
    """The author's page at a list's path that only another language has, and that is copied."""
    locations = library.locations_at(listed.path_in(language))
    copied = (each.source for each in locations if language in structure.copies(each))
    return next((source for source in copied if source not in library.noted), "")


def _template_line(library: Library, source: str) -> int:
    """The line on which a page names a template of its own; 0 if it does not."""
    page = library.pages[source].front_matter if source else None
    return page.lines.get("template", 0) if page and page.values.get("template") else 0


def _has_text(library: Library, source: str) -> bool:
    """Whether a page has more than its heading."""
    body = library.pages[source].front_matter.body
    heading = library.headings.first(body)
    return "\n" in body.strip() if heading and heading.opens else bool(body.strip())


def _title_of_page(library: Library, structure: Structure, source: str) -> str:
    """The title that the author's page, or the entry for it in `nav:`, gives to a list."""
    page = library.pages[source]
    heading = library.headings.first(page.front_matter.body)
    stated = page.front_matter.raw.get("title", "") or (heading.text if heading else "")
    return stated or structure.nav_title(page.location)


def _outputs(
    library: Library, lists_by_key: Lists, citations: Citations | None, feeds: Feeds | None
) -> Iterator[Output]:
    """The pages of notes and lists, the files of citations, and the feeds."""
    for note in library.catalog.notes:
        yield Output(note.url, note.source, note.source)
    for key, versions in lists_by_key.items():
        for version in versions.values():
            for page in version.pages:
                owner = page.author_page or f"the list `{key}`"
                yield Output(page.url, owner, page.author_page)
    if citations:
        for file in citations.files():
            yield Output(file.url, file.owner, content=file.write, overridable=True, is_page=False)
    if feeds and feeds.channels:
        yield from _feed_outputs(feeds)


def _feed_outputs(feeds: Feeds) -> Iterator[Output]:
    """The files of feeds, whose content is rendered later, and their style sheet."""
    for channel in feeds.channels:
        for file in channel.files:
            yield _feed_output(file.url, f"the feed `{channel.name}`")
    sheet = _feed_output(stylesheet.PATH, "the style sheet of feeds")
    yield replace(sheet, content=feeds.stylesheet)


def _feed_output(url: str, owner: str) -> Output:
    return Output(
        url, owner, overridable=True, replaced="file-at-feed", taken="feed-taken", is_page=False
    )


def _markdown_outputs(library: Library, settings: Settings) -> Iterator[Output]:
    """The copies of notes in Markdown, whose content is made later, and the list of them."""
    languages = library.languages
    if not settings.markdown or not languages.absolute("", languages.default):
        return
    yield Output(LIST, "the list of notes for programs", overridable=True, is_page=False)
    for note in library.catalog.notes:
        if url := copy_url(note, settings, languages):
            yield Output(url, note.source, overridable=True, is_page=False)


def _notice_outputs(notices: Iterable[Notice]) -> Iterator[Output]:
    for notice in notices:
        yield Output(notice.url, f"the notice in {notice.language} for {notice.note.source}")


def _author_files(library: Library, structure: Structure, lists_by_key: Lists) -> Iterator[Output]:
    """The author's other pages and files, without the pages at the paths of lists."""
    ours = {note.source for note in library.catalog.notes} | library.held_back
    listed = set()
    for versions in lists_by_key.values():
        for language, version in versions.items():
            listed.add((version.path, language))
            ours |= {*list_sources(library, structure, version.path, language)}
    for source, page in library.pages.items():
        if source not in ours and page.location.language in library.languages.tags:
            yield Output(page.location.url, source, source)
            path = page.location.path
            taken = {other.language for other in library.locations_at(path)}
            for language, url in structure.copies(page.location).items():
                if language not in taken and (path, language) not in listed:
                    yield Output(url, f"the copy of {source} in {language}", source)
    for source in sorted(library.assets):
        yield Output(structure.asset_url(source), source, source)
