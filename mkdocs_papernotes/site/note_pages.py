"""Which pages of a site are notes."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from mkdocs_papernotes.front_matter.parsing import FrontMatter
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True)
class SourcePage:
    """A page of the site, note or not: its location and its front matter."""

    location: Location
    front_matter: FrontMatter


def note_pages(
    pages: Mapping[str, SourcePage],
    languages: Languages,
    settings: Settings,
    list_paths: Collection[str],
) -> tuple[list[SourcePage], list[Problem]]:
    """The pages that are notes, and problems.

    A page below `notes_dir` is a note, unless it is the index of a folder with other pages.
    `papernotes: true` or `false` in its front matter overrides this. A page at the path of a list
    is never a note: its text is shown above the list.
    """
    folders = {
        str(folder)
        for page in pages.values()
        for folder in PurePosixPath(page.location.path).parents
        if page.location.path
    }
    prefixes = {"", *map(languages.prefix, languages.tags)}
    lists = {posixpath.join(prefix, path) for path in list_paths for prefix in prefixes}
    notes: list[SourcePage] = []
    problems: list[Problem] = []
    for page in pages.values():
        if page.location.language not in languages.tags:
            continue
        choice = page.front_matter.values.get("papernotes")
        if page.location.path in lists:
            if choice is True:
                line = page.front_matter.lines["papernotes"]
                problems.append(Problem("note-at-list", page.location.source, line, "papernotes"))
        elif choice is True or (choice is not False and _is_note(page.location, settings, folders)):
            notes.append(page)
    return notes, problems


def _is_note(location: Location, settings: Settings, folders: Collection[str]) -> bool:
    name = posixpath.basename(location.source)
    if name.startswith(("index.", "README.")) and (location.path or ".") in folders:
        return False
    return any(_is_below(location.path, folder) for folder in settings.notes_dir)


def _is_below(path: str, folder: str) -> bool:
    return bool(path) and (folder in {"", "."} or path.startswith(f"{folder}/"))
