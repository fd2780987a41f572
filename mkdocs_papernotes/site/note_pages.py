"""Which pages of a site are notes."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from mkdocs_papernotes.front_matter.notebook import is_notebook
from mkdocs_papernotes.front_matter.parsing import FrontMatter
from mkdocs_papernotes.front_matter.reader import Block, Report, flag_of
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.named import language_tag
from mkdocs_papernotes.notes.file_name import begins_with_date
from mkdocs_papernotes.notes.keys import NOTE_KEYS
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.source_file import MARKDOWN
from mkdocs_papernotes.site.structure import page_path

_OF_ANY_PAGE = {
    *("title", "description", "lang", "translation_key", "excerpt", "metadata", "tags", "aliases"),
    "redirect_from",
}
_KEYS_OF_NOTES = {
    name for key in NOTE_KEYS if key.name not in _OF_ANY_PAGE for name in key.names
} - {"papernotes"}
"""Keys that the index of a section has only if it is a note."""
_KEPT_BACK = {"draft", "publish", "unlisted", "password"}


@dataclass(frozen=True)
class SourcePage:
    """A page of the site, note or not: its location and its front matter."""

    location: Location
    front_matter: FrontMatter
    is_draft: bool = False
    """Whether MkDocs' `draft_docs` names it, so that only a preview has it."""


_LANGUAGE_KEYS = ("lang", "language", "locale")


def declared_language(front_matter: FrontMatter) -> str:
    """The language that a page says it is in, as typed; empty if it says none.

    `lang` is a key of ours. `language` and `locale` are read where they name a language, because
    other tools have these keys, too.
    """
    for key in _LANGUAGE_KEYS:
        text = front_matter.raw.get(key, "").strip()
        if text and (key == "lang" or language_tag(text)):
            return text
    return ""


def note_pages(
    pages: Mapping[str, SourcePage],
    languages: Languages,
    settings: Settings,
    list_paths: Collection[str],
) -> tuple[list[SourcePage], list[Problem]]:
    """The pages that are notes, and problems.

    A page below `notes_dir` is a note. The index of a folder with other pages is one only if it, or
    its translation, has a key of notes such as `date`. `papernotes: true` or `false` in its front
    matter overrides this. A page at the path of a list is never a note: its text is shown above the
    list.
    """
    sections = _sections(pages.values())
    prefixes = {"", *map(languages.prefix, languages.tags)}
    lists = {posixpath.join(prefix, path) for path in list_paths for prefix in prefixes}
    notes: list[SourcePage] = []
    problems: list[Problem] = []
    for page in pages.values():
        if page.location.language not in languages.tags:
            continue
        choice = _choice(page, problems)
        if page.location.path in lists:
            is_in_place = choice is None and _is_in_notes_dir(page.location, settings)
            if choice is True or (is_in_place and _says_note(page)):
                line = page.front_matter.lines.get("papernotes", 0)
                key = "papernotes" if choice else ""
                problems.append(Problem("note-at-list", page.location.source, line, key))
        elif choice is True:
            notes.append(page)
        elif choice is None and _is_in_notes_dir(page.location, settings):
            if not _is_readable(page.location.source):
                problems.append(Problem("program-not-a-note", page.location.source))
            elif _is_index(page.location) and page.location.path in sections:
                problems.append(Problem("index-not-a-note", page.location.source))
            else:
                notes.append(page)
    return notes, problems


def _choice(page: SourcePage, problems: list[Problem]) -> bool | None:
    """What `papernotes` says; `None` where it is missing or, which is a problem, unreadable."""
    front_matter = page.front_matter
    if front_matter.values.get("papernotes") is None:
        return None
    report = Report(page.location.source, front_matter.raw, front_matter.lines, problems)
    block = Block(front_matter.values, NOTE_KEYS, report)
    is_on = block.flag("papernotes")
    return is_on if flag_of(block.get("papernotes")) is not None else None


def _sections(pages: Collection[SourcePage]) -> set[str]:
    """The paths of folders with other pages below them whose own pages say nothing of a note."""
    paths = [page.location.path for page in pages if page.location.path]
    folders = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    notes = {page.location.path for page in pages if _says_note(page)}
    return {path for path in folders if path not in notes}


def _says_note(page: SourcePage) -> bool:
    """Whether front matter, or a date in the name of the folder, makes a section's index a note.

    A key that keeps a note back counts as well, so that it does.
    """
    front_matter = page.front_matter
    keys = {name for name, value in front_matter.values.items() if value is not None}
    return bool(
        keys & _KEYS_OF_NOTES
        or any(mention.subject in _KEPT_BACK for mention in front_matter.mentions)
        or begins_with_date(page.location.path)
    )


def _is_readable(source: str) -> bool:
    return is_notebook(source) or source.endswith(MARKDOWN)


def _is_index(location: Location) -> bool:
    return posixpath.basename(location.source).startswith(("index.", "README."))


def _is_in_notes_dir(location: Location, settings: Settings) -> bool:
    paths = (location.path, page_path(posixpath.splitext(location.source)[0]))
    is_below = any(_is_below(path, folder) for folder in settings.notes_dir for path in paths)
    return is_below or (_is_index(location) and location.path in settings.notes_dir)


def _is_below(path: str, folder: str) -> bool:
    return bool(path) and (folder in {"", "."} or path.startswith(f"{folder}/"))


def check_notes_dir(
    pages: Collection[SourcePage],
    notes: Collection[Note],
    settings: Settings,
    file: str,
    posts: Collection[Location] = (),
) -> Iterator[Problem]:
    """A problem for each folder of `notes_dir` without a page, or with `posts` of a blog.

    `file` is the configuration. That the usual folder is missing is none, unless dated pages
    elsewhere may be meant.
    """
    key = "papernotes.notes_dir"
    paths = [page.location.path for page in pages]
    elsewhere = _dated_folders(pages, {note.source for note in notes})
    for folder in settings.notes_dir:
        taken = [post.source for post in posts if _is_below(post.path, folder)]
        if taken and folder not in {"", "."}:
            shared = {"given": folder, "posts": _common_folder(taken)}
            yield Problem("notes-in-blog", file, 0, key, shared)
            continue
        if folder in {"", "."} or any(path == folder or _is_below(path, folder) for path in paths):
            continue
        if elsewhere:
            values = {"given": folder, "folders": elsewhere}
            yield Problem("notes-elsewhere", file, 0, key, values)
        elif folder not in Settings.notes_dir:
            yield Problem("empty-notes-folder", file, 0, key, {"given": folder})


def _common_folder(paths: Iterable[str]) -> str:
    return posixpath.commonpath([posixpath.dirname(path) for path in paths]) or "."


def _dated_folders(pages: Iterable[SourcePage], notes: Collection[str]) -> list[str]:
    """The folders with the most dated pages that are not notes, at most three."""
    found = Counter(
        page.location.path.partition("/")[0]
        for page in pages
        if page.location.source not in notes
        and "/" in page.location.path
        and page.front_matter.values.get("date") is not None
    )
    return [folder for folder, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))][:3]
