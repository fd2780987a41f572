"""The names by which wikilinks find the pages and files of a site."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.citation.citations import Citations
from mkdocs_papernotes.markup.heading import plain_text
from mkdocs_papernotes.notes.file_name import title_of
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.old_addresses import names_of
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.lists import Lists
from mkdocs_papernotes.site.note_pages import SourcePage
from mkdocs_papernotes.site.structure import Structure
from mkdocs_papernotes.text import nearest

Key = tuple[str, str]
"""What the versions of a page in all languages have in common."""
_INDEXES = ("index", "README")
_OF_INDEXES = ("index.", "README.")


@dataclass(frozen=True)
class Target:
    """A page in one language, to which a wikilink may lead."""

    source: str
    """The path of its file, as links name it."""
    language: str
    title: str
    unlisted: bool = False


@dataclass(frozen=True)
class Match:
    """The pages that a name means: one in all its languages, or several."""

    keys: tuple[Key, ...]
    is_title: bool = False
    """Whether the name is a title or an alias, which says to a reader what it is."""
    source: str = ""
    """The one file that the name spells out with its language, if it does."""


class WikiNames:
    """Every name of every page, and the paths of files that are no pages.

    Names that differ only in case, width or spaces are the same. A name that is the whole path of a
    page means that page; otherwise the end of a path goes before a title, a title before an alias,
    and an alias before a citation key.
    """

    def __init__(
        self,
        library: Library,
        structure: Structure,
        lists: Lists,
        works: Works,
        citations: Citations | None,
    ):
        self._library, self._structure, self._lists = library, structure, lists
        self._works, self._citations = works, citations
        self._near: dict[str, str] = {}

    def find(self, name: str) -> Match | None:
        """What a name means, or `None`. A name with several meanings is returned with all."""
        same = spelling(name)
        if source := self._spelled_out.get(same):
            return Match((self._keys[source],), source=source)
        for names in self._tables:
            if found := names.get(same):
                is_title = names is self._titles or names is self._aliases
                return Match(tuple(dict.fromkeys(found)), is_title=is_title)
        return None

    def versions(self, key: Key) -> Sequence[Target]:
        """A page in its languages."""
        return self._targets[key]

    def body(self, source: str) -> str:
        """The text of a page; empty for a list without one."""
        if note := self._notes.get(source):
            return note.body  # which a preview may have replaced
        page = self._library.pages.get(source)
        return page.front_matter.body if page else ""

    def is_held_back(self, name: str) -> bool:
        """Whether a name means a note that is not published."""
        return spelling(name) in self._held_back

    def suggestion(self, name: str) -> str:
        """The name that was probably meant; empty if none is similar."""
        if name not in self._near:
            found = nearest(spelling(name), self._shown)
            self._near[name] = self._shown.get(found, "")
        return self._near[name]

    def file(self, name: str, source: str, attachments: str) -> Sequence[str]:
        """The files that are no pages and that the page `source` means by a name.

        Those in the folder `attachments` come first, then those beside the page, then those at the
        whole path; of others, the nearest to the page.
        """
        folder = posixpath.dirname(source)
        first = attachments or "."
        if first.startswith("."):
            first = posixpath.join(folder, first)
        for start in (first, folder, ""):
            path = posixpath.normpath(posixpath.join(start, name.lstrip("/")))
            if found := self._files.get(spelling(path)):
                return found[:1]
        found = self._files_by_end.get(spelling(name.lstrip("./")), [])
        shared = [_shared_folders(other, source) for other in found]
        return [other for other, count in zip(found, shared, strict=True) if count == max(shared)]

    @cached_property
    def _notes(self) -> Mapping[str, Note]:
        return {note.source: note for note in self._library.catalog.notes}

    @cached_property
    def _pages(self) -> Mapping[str, SourcePage]:
        """Every page that is published, by source."""
        held_back = self._library.held_back
        return {
            source: page for source, page in self._library.pages.items() if source not in held_back
        }

    @cached_property
    def _keys(self) -> Mapping[str, Key]:
        catalog = self._library.catalog
        return {
            source: ("note", catalog.key(self._notes[source]))
            if source in self._notes
            else ("page", page.location.path)
            for source, page in self._pages.items()
        }

    @cached_property
    def _targets(self) -> Mapping[Key, Sequence[Target]]:
        found: dict[Key, list[Target]] = defaultdict(list)
        for source, page in self._pages.items():
            note = self._notes.get(source)
            title = note.title if note else self._page_title(page)
            unlisted = bool(note and note.unlisted)
            language = page.location.language
            found[self._keys[source]].append(Target(source, language, title, unlisted))
        for key, (path, version) in self._generated_lists():
            source = self._structure.list_source(version[0], path, 1)
            found[key].append(Target(source, *version))
        return found

    def _generated_lists(self) -> Iterator[tuple[Key, tuple[str, tuple[str, str]]]]:
        """Lists on which no author has written: path, language and title."""
        for versions in self._lists.values():
            for language, version in versions.items():
                if not version.author_page:
                    path = version.list.path
                    yield ("page", path), (path, (language, version.title))

    def _page_title(self, page: SourcePage) -> str:
        front_matter = page.front_matter
        if title := front_matter.raw.get("title", "").strip():
            return title
        heading = self._library.headings.first(front_matter.body)
        return (heading.text if heading else "") or title_of(page.location.source)

    @cached_property
    def _spelled_out(self) -> Mapping[str, str]:
        """The names of files that have their language in them, without the extension."""
        found: dict[str, list[str]] = defaultdict(list)
        for source, page in self._pages.items():
            stem, path = posixpath.splitext(source)[0], page.location.path
            name = posixpath.basename(stem)
            if stem != path and name not in _INDEXES:
                found[spelling(stem)].append(source)
                if name not in (posixpath.basename(path), stem):
                    found[spelling(name)].append(source)
        return {name: sources[0] for name, sources in found.items() if len(sources) == 1}

    @cached_property
    def _tables(self) -> Sequence[Mapping[str, Sequence[Key]]]:
        return (self._paths, self._ends, self._titles, self._aliases, self._citation_keys)

    @cached_property
    def _paths(self) -> Mapping[str, Sequence[Key]]:
        """By whole paths; that of the home page is `index`."""
        found: dict[str, list[Key]] = defaultdict(list)
        for source, key in self._keys.items():
            path = self._pages[source].location.path
            found[spelling(path or "index")].append(key)
        for key, (path, _) in self._generated_lists():
            found[spelling(path or "index")].append(key)
        return found

    @cached_property
    def _ends(self) -> Mapping[str, Sequence[Key]]:
        """By the ends of paths."""
        found: dict[str, list[Key]] = defaultdict(list)
        for source, key in self._keys.items():
            path = self._pages[source].location.path
            for end in _ends(path):
                found[end].append(key)
            if posixpath.basename(source).startswith(_OF_INDEXES):
                for end in _ends(posixpath.join(path, "index")):
                    found[end].append(key)
        return found

    @cached_property
    def _titles(self) -> Mapping[str, Sequence[Key]]:
        """By titles, without those of lists: the list of a tag may have that of a note."""
        found: dict[str, list[Key]] = defaultdict(list)
        for key, targets in self._targets.items():
            for target in targets:
                for title in {spelling(target.title), spelling(plain_text(target.title))}:
                    if target.source in self._keys:
                        found[title].append(key)
        return found

    @cached_property
    def _aliases(self) -> Mapping[str, Sequence[Key]]:
        found: dict[str, list[Key]] = defaultdict(list)
        for source, key in self._keys.items():
            note = self._notes.get(source)
            given = note.aliases if note else names_of(self._pages[source].front_matter.values)
            for alias in given:
                found[spelling(alias)].append(key)
        return found

    @cached_property
    def _citation_keys(self) -> Mapping[str, Sequence[Key]]:
        """The newest note on a paper by the paper's citation key, with and without `@`."""
        found: dict[str, list[Key]] = {}
        for work in self._works.all:
            newest = next((key for key, _ in work.listed()), work.key)
            names = [work.paper.citation_key]
            if self._citations:
                names += self._citations.keys_of(work)
            for name in filter(None, names):
                for written in (name, f"@{name}"):
                    found.setdefault(spelling(written), [("note", newest)])
        return found

    @cached_property
    def _held_back(self) -> frozenset[str]:
        """By the ends of their paths, titles and aliases."""
        library = self._library
        pages = [library.pages[source] for source in library.held_back if source in library.pages]
        return frozenset(name for page in pages for name in self._names_of(page))

    def _names_of(self, page: SourcePage) -> Iterator[str]:
        path, title = page.location.path, self._page_title(page)
        yield from (spelling(path), *_ends(path))
        aliases = names_of(page.front_matter.values)
        yield from map(spelling, (title, plain_text(title), *aliases))

    @cached_property
    def _shown(self) -> Mapping[str, str]:
        """Names as a suggestion spells them: the last parts of paths, titles and aliases."""
        found: dict[str, str] = {}
        for source in self._keys:
            name = posixpath.basename(self._pages[source].location.path)
            found.setdefault(spelling(name), name)
        for targets in self._targets.values():
            for target in targets:
                if target.source in self._keys:
                    found.setdefault(spelling(target.title), target.title)
        for note in self._notes.values():
            for alias in note.aliases:
                found.setdefault(spelling(alias), alias)
        return found

    @cached_property
    def _files(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for asset in sorted(self._library.assets):
            found[spelling(asset)].append(asset)
        return found

    @cached_property
    def _files_by_end(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for asset in sorted(self._library.assets):
            for end in _ends(asset):
                found[end].append(asset)
        return found


def spelling(name: str) -> str:
    """A name without its case, width, repeated spaces and the extension of Markdown."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return folded.removesuffix(".md").removeprefix("./").strip("/")


def _ends(path: str) -> Iterator[str]:
    """The ends of a path: `c`, `b/c` and `a/b/c` of `a/b/c`."""
    parts = spelling(path).split("/")
    return ("/".join(parts[start:]) for start in range(len(parts)) if parts[start])


def _shared_folders(path: str, other: str) -> int:
    """How many of the folders that two files are in are the same, from the first."""
    pairs = zip(path.split("/")[:-1], other.split("/")[:-1], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
