"""Reads the source files of a site into a library: the catalogue and all other pages."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from mkdocs_papernotes.bibliography.formula import with_plain_formulas
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.checks.comments import find_comment_problems
from mkdocs_papernotes.front_matter.parsing import BLOCK, FrontMatter
from mkdocs_papernotes.front_matter.source import SourceCache, not_utf8
from mkdocs_papernotes.handwritten.known_headers import KnownHeaders
from mkdocs_papernotes.handwritten.report import header_problem
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.tags import matching
from mkdocs_papernotes.markup.heading import HeadingReader
from mkdocs_papernotes.markup.known_links import KnownLinks
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.provenance import KEYS
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.notes.visibility import may_be_told_by_block, told_once
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.people.person import People
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.blog import is_post
from mkdocs_papernotes.site.encryption import Encryption
from mkdocs_papernotes.site.folders import Folders
from mkdocs_papernotes.site.meta_files import MetaFiles
from mkdocs_papernotes.site.note_pages import (
    SourcePage,
    check_notes_dir,
    declared_language,
    note_pages,
)
from mkdocs_papernotes.site.permalink import with_permalink
from mkdocs_papernotes.site.source_file import SourceFile
from mkdocs_papernotes.site.structure import Structure
from mkdocs_papernotes.terms.table import TermTable


@dataclass(frozen=True, eq=False)
class Library:
    """Everything that was read: notes, other pages, and files that must not be published."""

    catalog: Catalog
    languages: Languages
    pages: Mapping[str, SourcePage]
    """Every readable page of the site, notes included, by source."""
    assets: frozenset[str]
    """Files of the docs folder that are not pages, by source."""
    held_back: frozenset[str]
    """Sources of notes that are left out because they must not be published yet."""
    unreadable: frozenset[str]
    """Sources of pages that are left out because they are not UTF-8."""
    terms: TermTable
    """The author's table of terms."""
    problems: tuple[Problem, ...]
    headings: HeadingReader
    """Reads headings as the site renders them."""
    next_publish: datetime | None = None
    """When the first of the notes is to be published whose time is still to come."""
    links: KnownLinks = field(default_factory=KnownLinks)
    """The links in texts that were read so far."""
    file: str = "mkdocs.yml"
    """The name of the configuration file, for messages."""

    @cached_property
    def noted(self) -> frozenset[str]:
        """The sources of all notes."""
        return frozenset(note.source for note in self.catalog.notes)

    @property
    def locations(self) -> list[Location]:
        """The location of every readable page."""
        return [page.location for page in self.pages.values()]

    def locations_at(self, path: str) -> Sequence[Location]:
        """The locations of the pages at one path, in all languages, in the order of the files."""
        return self._by_path.get(path, ())

    @cached_property
    def _by_path(self) -> Mapping[str, Sequence[Location]]:
        found: dict[str, list[Location]] = defaultdict(list)
        for location in self.locations:
            found[location.path].append(location)
        return dict(found)


@dataclass(frozen=True)
class LibraryReader:
    """Reads the pages of a site, given its structure and settings."""

    structure: Structure
    settings: Settings
    folders: Folders
    now: datetime
    """The time of the build. Notes whose `publish` is later are held back."""
    preview: bool = False
    """Whether notes that are not public yet are shown as drafts instead of held back."""
    encryption: Encryption = field(default_factory=Encryption)
    meta_file: str = ""
    """The name of the files with front matter for whole folders; empty if there are none."""
    post_folders: Collection[str] = ()
    """Folders with the posts of Material's blog plugin, which are no notes."""
    list_paths: Collection[str] = ()
    """Paths of lists, relative to a language's folder. A page at such a path is not a note."""
    cache: SourceCache = field(default_factory=SourceCache)
    headers: KnownHeaders = field(default_factory=KnownHeaders)
    links: KnownLinks = field(default_factory=KnownLinks)
    headings: HeadingReader = field(default_factory=HeadingReader)

    def read(self, files: Iterable[SourceFile]) -> Library:
        """Read the pages among `files`, each once."""
        files = list(files)
        posts = [file for file in files if file.is_page and is_post(file.path, self.post_folders)]
        included = self._included(files, {file.path for file in posts})
        problems: list[Problem] = []
        pages = self._pages(included, problems)
        locations = [page.location for page in pages.values()]
        languages = dataclasses.replace(
            self.structure.languages(locations), renamed=self.settings.labels
        )
        problems += self._check_primary(languages)
        problems += find_comment_problems(
            self.settings.comments, languages, {file.path for file in files}, self.folders.file
        )
        people, found = self.folders.people(self.settings)
        problems += found
        by_name = {source: page.location.language for source, page in pages.items()}
        notes = self._notes(pages, languages, people, problems)
        understood = {note.source for note in notes if note.language != by_name[note.source]}
        problems += self.structure.check(file for file in files if file.path not in understood)
        problems += self._check_declared(pages.values())
        taken = [self.structure.location(post, "") for post in posts]
        problems += check_notes_dir(pages.values(), notes, self.settings, self.folders.file, taken)
        shown = [note for note in notes if note.is_public(self.now)]
        held_back = [note for note in notes if not note.is_public(self.now)]
        if self.preview:
            shown += [dataclasses.replace(note, draft=True) for note in held_back]
            held_back = []
        assets = frozenset(
            file.path for file in files if not file.is_page and not file.is_generated
        )
        problems += self.folders.check_image(self.settings, assets)
        return Library(
            catalog=Catalog(
                tuple(shown),
                languages.tags,
                self.folders.bibliography(self.settings),
                matching(self.settings.primary, languages.tags) or languages.default,
            ),
            languages=languages,
            pages=pages,
            assets=assets,
            held_back=frozenset(note.source for note in held_back),
            terms=self.folders.terms(self.settings),
            unreadable=frozenset(file.path for file in included if file.path not in pages),
            problems=tuple(problems),
            headings=self.headings,
            next_publish=min(self._to_come(notes), default=None),
            links=self.links,
            file=self.folders.file,
        )

    def _to_come(self, notes: Iterable[Note]) -> Iterator[datetime]:
        """The moments at which notes are to be published later."""
        for note in notes:
            if note.publish is not None and note.publish > self.now:
                yield note.publish

    def _included(self, files: Iterable[SourceFile], posts: set[str]) -> list[SourceFile]:
        """The pages that this build publishes, without `posts`, which another plugin has."""
        pages = [file for file in files if file.is_page]
        left_out = posts | self.structure.superseded(pages)
        return [page for page in pages if page.is_included and page.path not in left_out]

    def _pages(self, files: Iterable[SourceFile], problems: list[Problem]) -> dict[str, SourcePage]:
        """The readable pages by source. Others are left out, with a problem."""
        pages: dict[str, SourcePage] = {}
        for file in files:
            try:
                content = file.read()
            except OSError as error:
                values = {"reason": error.strerror or type(error).__name__}
                problems.append(Problem("unreadable-page", file.path, values=values))
                continue
            front_matter = self.cache.read(file.path, content)
            if front_matter is None:
                problems.append(not_utf8(file.path, content))
                continue
            problems += front_matter.problems
            location = self.structure.location(file, declared_language(front_matter))
            pages[file.path] = SourcePage(location, front_matter, file.is_draft)
        self.cache.keep_only({*pages})
        return pages

    def _check_primary(self, languages: Languages) -> Iterator[Problem]:
        primary = self.settings.primary
        if primary and not matching(primary, languages.tags):
            values = {"given": primary, "known": languages.tags, "language": languages.default}
            yield Problem("primary-not-in-site", self.folders.file, 0, "papernotes.primary", values)

    def _check_declared(self, pages: Iterable[SourcePage]) -> Iterator[Problem]:
        for page in pages:
            declared = page.front_matter.raw.get("lang", "").strip()
            if declared:
                line = page.front_matter.lines["lang"]
                wrong = self.structure.check_declared(page.location, declared, line)
                if wrong:
                    yield wrong

    def _notes(
        self,
        pages: dict[str, SourcePage],
        languages: Languages,
        people: People,
        problems: list[Problem],
    ) -> list[Note]:
        """The notes among the pages; the location in `pages` of a note with `url:` is updated."""
        notes = []
        merged: dict[Problem, Problem] = {}
        located = {source: self._as_note(page) for source, page in pages.items()}
        chosen, found = note_pages(located, languages, self.settings, self.list_paths)
        problems += found
        of_folders = MetaFiles(self.folders.docs, self.meta_file)
        for page in chosen:
            note, wrong = read_note(
                page.location,
                of_folders.added_to(page.front_matter, page.location.source),
                self.settings.timezone,
                people,
                self.now,
                self.headings,
            )
            problems += _told_once(page.front_matter, wrong, merged)
            note = self._named(note)
            note, unprotected = self._protected(note)
            problems += unprotected
            note, unreviewed = self._reviewed(note)
            problems += unreviewed
            if page.is_draft:
                note = dataclasses.replace(note, draft=True)
            problems += self._handwritten_header(note, page.front_matter)
            note = with_permalink(note, languages)
            pages[note.source] = dataclasses.replace(page, location=note.location)
            notes.append(note)
        problems[:] = [merged.get(problem, problem) for problem in problems]
        return notes

    def _as_note(self, page: SourcePage) -> SourcePage:
        """A page with the location that it has if it is a note."""
        declared = declared_language(page.front_matter)
        location = self.structure.note_location(page.location, declared)
        return dataclasses.replace(page, location=location)

    def _named(self, note: Note) -> Note:
        """A note with the title that `nav:` gives it, if all that says one is the file's name."""
        title = self.structure.nav_title(note.location) if note.title_source == "name" else ""
        return dataclasses.replace(note, title=with_plain_formulas(title)) if title else note

    def _protected(self, note: Note) -> tuple[Note, list[Problem]]:
        """A note without an excerpt where its page is encrypted, or a draft where none does it."""
        if self.encryption.covers(note):
            return dataclasses.replace(note, has_excerpt=False), []
        if not note.has_password:
            return note, []
        keys = (key for key in ("password", "use_secret") if note.values.get(key))
        key = next(keys, "password")
        problem = Problem("password-without-plugin", note.source, note.line_of.get(key, 0), key)
        found = dataclasses.replace(note, draft=True, has_excerpt=False)
        return found, [] if note.draft else [problem]

    def _reviewed(self, note: Note) -> tuple[Note, list[Problem]]:
        """A note as a draft if the site requires a review for which the note waits."""
        if not (self.settings.require_review and note.waits_for_review):
            return note, []
        told = [each for each in KEYS if each in note.line_of]
        key = next((each for each in told if _is_open(note, each)), "")
        problem = Problem("unreviewed-note", note.source, note.line_of.get(key, 0), key)
        is_told = note.draft or not note.is_public(self.now)
        return dataclasses.replace(note, draft=True), [] if is_told else [problem]

    def _handwritten_header(self, note: Note, front_matter: FrontMatter) -> list[Problem]:
        """The problem of a note without `paper:` whose text begins with facts about a paper."""
        if note.paper is not None:
            return []
        body, line = front_matter.body, front_matter.body_line
        problem = header_problem(note.source, body, line, self.headers)
        return [problem] if problem else []


def _is_open(note: Note, key: str) -> bool:
    said = note.origin if key == "origin" else note.translation
    return said is not None and said.is_open


def _told_once(
    front_matter: FrontMatter, wrong: Sequence[Problem], merged: dict[Problem, Problem]
) -> list[Problem]:
    """The problems of a note, without those that have their cause in a block with errors.

    `merged` gets the block's own problem, and one that tells both in its place.
    """
    block = next((problem for problem in front_matter.problems if problem.key == BLOCK), None)
    doubts = [problem for problem in wrong if may_be_told_by_block(problem)]
    if block is None or not doubts:
        return list(wrong)
    merged[block] = told_once(block, doubts)
    return [problem for problem in wrong if problem not in doubts]
