"""From MkDocs's files to the catalogue."""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import File
from mkdocs.utils.meta import get_data

from mkdocs_papernotes.adapter.layout import Layout
from mkdocs_papernotes.bibliography.bibliography import Bibliography, merge, read_bibliography
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.checks.collisions import find_collisions
from mkdocs_papernotes.checks.contradictions import find_contradictions
from mkdocs_papernotes.checks.unknown_keys import find_unknown_keys
from mkdocs_papernotes.front_matter.parsing import FrontMatter
from mkdocs_papernotes.front_matter.source import SourceCache, not_utf8
from mkdocs_papernotes.importers.handwritten.report import header_problem
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note, Place
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.people.person import People, read_people
from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True)
class Library:
    """All that was read: the catalogue, other pages, and what must not be built."""

    catalog: Catalog
    languages: Languages
    places: dict[str, Place]
    """Every page of the site by its source, notes and others."""
    assets: tuple[str, ...]
    """Files of the docs folder that are no pages, by source."""
    drafts: frozenset[str]
    """Sources that this build leaves out because they are not to be published yet."""
    unreadable: frozenset[str]
    """Sources that are not UTF-8."""
    front_matter: dict[str, FrontMatter]
    """Front matter and text of every page, by its source."""
    mended: dict[str, str]
    """Ordinary pages whose front matter MkDocs would print as text, with a block it can read."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Folders:
    """Where a site's files lie."""

    docs: Path
    config: Path
    """The folder of `mkdocs.yml`."""

    def find(self, name: str) -> Path | None:
        """The file of that name beside `mkdocs.yml`, or else in the docs folder."""
        paths = (self.config / name, self.docs / name)
        return next((path for path in paths if path.is_file()), None)


_Pages = dict[str, tuple[Place, FrontMatter]]
"""Every readable page by its source."""


def read_library(
    files: Iterable[File],
    layout: Layout,
    settings: Settings,
    cache: SourceCache,
    now: datetime,
    *,
    folders: Folders,
    preview: bool,
) -> Library:
    """Read every page once; `preview` keeps drafts and marks them."""
    files = list(files)
    problems: list[Problem] = []
    included = [
        file for file in files if file.is_documentation_page() and _is_included(file, preview)
    ]
    pages = _read_pages(included, layout, cache, problems)
    places = {source: place for source, (place, _) in pages.items()}
    languages = dataclasses.replace(layout.languages(places.values()), renamed=settings.labels)
    problems += layout.check(files, places)
    people = _read_people(folders.docs, settings, problems)
    found = _read_notes(pages, languages, settings, people, now.date(), problems)
    public = [note for note in found if note.is_public(now)]
    drafts = [note for note in found if not note.is_public(now)]
    if preview:
        public += [dataclasses.replace(note, draft=True) for note in drafts]
        drafts = []
    bibliography = _read_bibliographies(folders, settings, problems)
    catalog = Catalog(tuple(public), languages.tags, bibliography)
    noted = {note.source for note in found}
    others = {place.url: source for source, place in places.items() if source not in noted}
    problems += find_collisions(catalog, others)
    problems += find_contradictions(catalog)
    problems += find_unknown_keys(catalog)
    return Library(
        catalog=catalog,
        languages=languages,
        places=places,
        assets=tuple(
            file.src_uri for file in files if file.src_dir and not file.is_documentation_page()
        ),
        drafts=frozenset(note.source for note in drafts),
        unreadable=frozenset(file.src_uri for file in included if file.src_uri not in pages),
        front_matter={source: page for source, (_, page) in pages.items()},
        mended=_mend([file for file in included if file.src_uri not in noted], pages),
        problems=tuple(problems),
    )


def _read_pages(
    files: list[File], layout: Layout, cache: SourceCache, problems: list[Problem]
) -> _Pages:
    """Read the pages, adding to `problems`; one that is not UTF-8 is left out."""
    pages: _Pages = {}
    for file in files:
        content = file.content_bytes
        page = cache.read(file.src_uri, content)
        if page is None:
            problems.append(not_utf8(file.src_uri, content))
            continue
        problems += page.problems
        declared = page.raw.get("lang", "").strip()
        place = layout.place(file, declared)
        pages[file.src_uri] = (place, page)
        wrong = layout.check_declared(place, declared, page.lines["lang"]) if declared else None
        problems += [wrong] if wrong else []
    cache.keep_only({file.src_uri for file in files})
    return pages


def _read_people(docs: Path, settings: Settings, problems: list[Problem]) -> People:
    """The people of `authors_file`, adding to `problems`; a default name may have no file."""
    path = docs / settings.authors_file
    if not path.is_file():
        if settings.authors_file != Settings.authors_file:
            message = f"there is no file {settings.authors_file} in the docs folder"
            remedy = "Write a path relative to `docs_dir`"
            problems.append(Problem.plain("", 0, "authors_file", message, remedy))
        return People()
    content = path.read_bytes()
    try:
        people, found = read_people(content.decode("utf-8"), settings.authors_file)
    except UnicodeDecodeError:
        problems.append(not_utf8(settings.authors_file, content))
        return People()
    problems += found
    return people


def _read_bibliographies(
    folders: Folders, settings: Settings, problems: list[Problem]
) -> Bibliography:
    """The bibliographies as one, adding to `problems`."""
    found = []
    for name in settings.bibliography:
        path = folders.find(name)
        if path is None:
            message = f"there is no file {name}, neither beside mkdocs.yml nor in the docs folder"
            remedy = "Write a path relative to mkdocs.yml"
            problems.append(Problem.plain("", 0, "bibliography", message, remedy))
        else:
            found.append(_read_bibliography(path.read_bytes(), name))
    bibliography = merge(found)
    problems += bibliography.problems
    return bibliography


# Read anew only where its bytes have changed: a large one takes longer than many notes.
_read_bibliography = lru_cache(maxsize=16)(read_bibliography)


def _read_notes(
    pages: _Pages,
    languages: Languages,
    settings: Settings,
    people: People,
    today: date,
    problems: list[Problem],
) -> list[Note]:
    """The notes among the pages, adding to `problems`."""
    notes = []
    for place, page in _note_pages(pages, languages, settings, problems):
        note, found = read_note(place, page, settings.timezone, people, today)
        problems += found
        if note.paper is None:
            moved = header_problem(place.source, page.body, page.body_line)
            problems += [moved] if moved else []
        notes.append(note)
    return notes


def _mend(files: list[File], pages: _Pages) -> dict[str, str]:
    """Pages whose front matter MkDocs does not read as we do, with one that it can read."""
    mended = {}
    for file in files:
        if file.src_uri not in pages:
            continue
        page = pages[file.src_uri][1]
        if page.is_broken or (page.values and not get_data(file.content_string)[1]):
            mended[file.src_uri] = page.mended()
    return mended


def _is_included(file: File, preview: bool) -> bool:
    return bool(file.inclusion.is_in_serve() if preview else file.inclusion.is_included())


def _note_pages(
    pages: _Pages, languages: Languages, settings: Settings, problems: list[Problem]
) -> Iterator[tuple[Place, FrontMatter]]:
    """The pages that are notes.

    A page below `notes_dir` is one, but for the index of a folder that holds other pages;
    `papernotes: true` or `false` in its front matter decides for itself.
    """
    sections = {
        str(folder)
        for place, _ in pages.values()
        for folder in PurePosixPath(place.path).parents
        if place.path
    }
    list_paths = {
        posixpath.join(prefix, listing.path)
        for listing in settings.lists
        for prefix in {"", *map(languages.prefix, languages.tags)}
    }
    for place, page in pages.values():
        if place.language not in languages.tags:
            continue
        choice = page.values.get("papernotes")
        inside = any(_is_below(place.path, folder) for folder in settings.notes_dir)
        index = place.source.rsplit("/", 1)[-1].startswith(("index.", "README."))
        is_section = index and (place.path or ".") in sections
        if place.path in list_paths:  # the author's own text above a list
            if choice is True:
                message = "the page is the text of a list, so it is no note"
                line = page.lines["papernotes"]
                problems.append(
                    Problem.plain(place.source, line, "papernotes", message, "Move the page")
                )
            continue
        if choice is True or (choice is not False and inside and not is_section):
            yield place, page


def _is_below(path: str, folder: str) -> bool:
    return bool(path) and (folder in {"", "."} or path.startswith(f"{folder}/"))
