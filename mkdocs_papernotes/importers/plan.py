"""The plan of an import: which file everything becomes, and how its addresses live on."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from urllib.parse import quote

from mkdocs_papernotes.addresses import page_dest
from mkdocs_papernotes.importers.claims import Claims, dest
from mkdocs_papernotes.importers.names import (
    AUTHORS,
    WELL_KNOWN,
    folded,
    numbered,
    safe_file,
    safe_page,
)
from mkdocs_papernotes.importers.old_addresses import OldAddresses, page_values
from mkdocs_papernotes.importers.old_site import OldFile, OldPage, OldSite
from mkdocs_papernotes.importers.page_languages import PageLanguages
from mkdocs_papernotes.importers.places import PlacedFile, PlacedPage, SitePlaces
from mkdocs_papernotes.importers.terms import NewTerms, is_listed, new_terms
from mkdocs_papernotes.languages.tags import matching
from mkdocs_papernotes.notes.file_name import date_of
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.starter.new_site import Structure, author_key

NOTES = "notes"
"""The folder of notes of a new site."""
_DATES = ("date", "created")
_NO_URL = {
    "name": "url",
    "reason": "the old site does not say its address; `site_url` in mkdocs.yml needs it for feeds",
}
_PER_PAGE = 12
"""How many notes are on a page of a list by default."""
_INDEX = ("index", "readme")


@dataclass(frozen=True)
class Wishes:
    """What the author wants of the new site."""

    structure: Structure | None = None
    """By default `suffix` for several languages, and `none` for one."""
    keep_urls: bool = False
    """Whether notes keep their old addresses as their own."""
    original_url: bool = False
    """Whether notes name their old address as that of the original."""


@dataclass(frozen=True)
class NewPage:
    """A page of the new site, before its text is converted."""

    placed: PlacedPage
    values: Mapping[str, object]
    """Its front matter."""

    @property
    def is_undated(self) -> bool:
        """Whether it is a note without a date, even in its name."""
        has_date = any(self.values.get(key) for key in _DATES)
        return self.placed.old.is_note and not has_date and date_of(self.placed.stem) is None


@dataclass(frozen=True)
class Plan:
    """All that becomes of an old site."""

    site: OldSite
    languages: tuple[str, ...]
    """The default first."""
    structure: Structure
    pages: tuple[NewPage, ...]
    files: tuple[PlacedFile, ...]
    redirects: Mapping[str, str]
    """The option: new addresses by old ones."""
    also_at: tuple[str, ...]
    """More paths for the feeds."""
    terms: NewTerms
    places: SitePlaces
    problems: tuple[Problem, ...] = ()

    def path_of(self, path: str) -> str:
        """The path below the docs folder of a file that `PlacedFile.path` names."""
        return f"{self.languages[0]}/{path}" if self.structure == "folder" else path


def plan_of(
    site: OldSite,
    languages: PageLanguages,
    pairs: Mapping[str, str],
    wishes: Wishes,
    same: Callable[[str, str], bool] = lambda one, other: False,
) -> Plan:
    """Plan the new site.

    `pairs` are the keys of pairs by the sources of pages. `same` says whether two files of the old
    site have the same content.
    """
    structure: Structure = wishes.structure or ("suffix" if len(languages.all) > 1 else "none")
    return _Planner(site, languages, pairs, wishes, structure, same).plan()


@dataclass
class _Planner:
    site: OldSite
    languages: PageLanguages
    pairs: Mapping[str, str]
    wishes: Wishes
    structure: Structure
    same: Callable[[str, str], bool]
    problems: list[Problem] = field(default_factory=list)

    def plan(self) -> Plan:
        """Where everything goes, with the problems that were found."""
        placed = self._placed_pages()
        if not self.site.url:
            self.problems.append(Problem("import-setting-left", values=_NO_URL))
        languages = self.languages.all if self.structure != "none" else ()
        self.claims = Claims(languages, self._last_pages(placed))
        self.addresses = OldAddresses(self.claims, self.languages.all, self.problems)
        urls = self._urls(placed)
        files = self._placed_files(placed)
        terms = new_terms(placed)
        pages = tuple(self._new_page(page, urls) for page in placed)
        redirects = dict(self.addresses.of_lists(self.site, terms))
        also_at = tuple(dict.fromkeys(self.addresses.feeds(self.site)))
        places = SitePlaces(
            self.site.url,
            self.structure,
            placed,
            files,
            self._lists(terms, also_at),
            {page.source: self._own_dest(page, urls) for page in placed},
        )
        return Plan(
            self.site,
            self.languages.all,
            self.structure,
            pages,
            files,
            redirects,
            also_at,
            terms,
            places,
            (*self.languages.problems, *self.problems),
        )

    def _last_pages(self, pages: Sequence[PlacedPage]) -> dict[str, int]:
        """The numbers of the last pages of the stream and of the archive."""
        listed = [page.stem for page in pages if is_listed(page)]
        counts = {"stream": len(set(listed)), "archive": len(listed)}
        found = {}
        for name, count in counts.items():
            options = self.site.options.get(name)
            size = options.get("per_page") if isinstance(options, Mapping) else None
            size = size if isinstance(size, int) and size > 0 else _PER_PAGE
            found["" if name == "stream" else name] = ceil(count / size)
        return found

    # Pages

    def _placed_pages(self) -> tuple[PlacedPage, ...]:
        """Each page with its file. Those of a pair differ in the language alone."""
        stems: dict[str, str] = {}
        owners: dict[str, str] = {}
        found: dict[str, PlacedPage] = {}
        for group in self._groups():
            first = group[0]
            stem, reason = self._stem(first, owners)
            for page in group:
                language = self.languages.by_source[page.source]
                placed = PlacedPage(page, language, stem, self._source(stem, language))
                owners[folded(stem)] = owners[folded(placed.source)] = page.source
                self._tell_name(placed, first, reason)
                found[page.source] = placed
                stems[page.source] = stem
        return tuple(found[page.source] for page in self.site.pages)

    def _groups(self) -> list[list[OldPage]]:
        """The pages, with those that are a pair together: that in the default language first."""
        by_key: dict[object, list[OldPage]] = defaultdict(list)
        for page in self.site.pages:
            language = self.languages.by_source[page.source]
            key: object = (page.is_note, self.pairs.get(page.source) or None)
            if key == (page.is_note, None) or any(
                self.languages.by_source[other.source] == language for other in by_key[key]
            ):
                key = (page.source,)
            by_key[key].append(page)
        rank = {tag: number for number, tag in enumerate(self.languages.all)}
        for group in by_key.values():
            group.sort(key=lambda page: rank[self.languages.by_source[page.source]])
        groups = [group for group in by_key.values() if group]
        # what readers know keeps its name
        return sorted(groups, key=lambda group: all(page.values.get("draft") for page in group))

    def _stem(self, page: OldPage, owners: Mapping[str, str]) -> tuple[str, str]:
        """The path of a page without its language, and why it is not the one it should have."""
        name = page.name
        first, slash, rest = name.partition("/")
        if slash and matching(first, [self.languages.by_source[page.source]]):
            name = rest
        stem, reason = safe_page(name)
        if page.is_note:
            folder, last = posixpath.split(stem)
            if last.lower() in _INDEX and folder:
                stem, reason = folder, reason or "an index is a page about its folder here"
            elif last.lower() in _INDEX:
                stem, reason = f"{last}-note", "an index is a page about its folder here"
            stem = f"{NOTES}/{stem}"
        elif posixpath.basename(stem).lower() == "readme":
            stem = posixpath.join(posixpath.dirname(stem), "index")
        return self._free(stem, reason, owners)

    def _free(self, stem: str, reason: str, owners: Mapping[str, str]) -> tuple[str, str]:
        wanted, number = stem, 1
        while folded(stem) in owners:
            number += 1
            stem = numbered(f"{wanted}.md", number).removesuffix(".md")
        if stem != wanted:
            reason = f"{owners[folded(wanted)]} has the name"
        return stem, reason

    def _source(self, stem: str, language: str) -> str:
        """The path of a page's file below the docs folder."""
        if self.structure == "folder":
            return f"{language}/{stem}.md"
        return f"{stem}.md" if language == self.languages.all[0] else f"{stem}.{language}.md"

    def _tell_name(self, placed: PlacedPage, first: OldPage, reason: str) -> None:
        page = placed.old
        if page is not first and page.name != first.name:
            reason = f"it is a version of {first.source}"
        if reason:
            values = {"file": f"docs/{placed.source}", "reason": reason}
            self.problems.append(Problem("import-name-changed", page.source, values=values))

    # Addresses

    def _urls(self, pages: Sequence[PlacedPage]) -> dict[str, str]:
        """What `url` says in notes, by their sources; the other pages claim their own addresses."""
        others = [page for page in pages if not self._keeps_url(page.old)]
        self._claim(others)
        left = {id(page) for page in others}
        urls: dict[str, str] = {}
        for page in pages:
            if id(page) in left:
                continue
            if self._dest(page) == dest(page.old.address):
                self._claim([page])
            elif url := self.addresses.url(page.old):
                urls[page.old.source] = url
            else:
                self._claim([page])
        return urls

    def _keeps_url(self, page: OldPage) -> bool:
        """Whether a page is to keep its address: no redirect leads to a note that is not listed."""
        is_unlisted = page.values.get("unlisted") is True and not page.values.get("draft")
        return page.is_note and bool(page.address) and (self.wishes.keep_urls or is_unlisted)

    def _claim(self, pages: Sequence[PlacedPage]) -> None:
        for page in pages:
            self.claims.add(self._dest(page), page.old.source)
        if self.structure == "none":
            return
        for page in pages:  # static-i18n builds pages of the default language in each
            if not page.old.is_note and page.language == self.languages.all[0]:
                for tag in self.languages.all[1:]:
                    path = posixpath.join(tag, page_dest(page.stem, directory_urls=True))
                    if not self.claims.owner(path):
                        self.claims.add(path, page.old.source)

    def _dest(self, page: PlacedPage) -> str:
        """The file that MkDocs writes for a page without `url`."""
        if self.structure == "none":
            return page_dest(page.source.removesuffix(".md"), directory_urls=True)
        prefix = "" if page.language == self.languages.all[0] else page.language
        return posixpath.join(prefix, page_dest(page.stem, directory_urls=True))

    def _own_dest(self, page: PlacedPage, urls: Mapping[str, str]) -> str:
        """The file that MkDocs writes for a page."""
        url = urls.get(page.old.source, "").lstrip("/").replace("%25", "%")
        return dest(url) if url else self._dest(page)

    def _new_page(self, page: PlacedPage, urls: Mapping[str, str]) -> NewPage:
        url = urls.get(page.old.source, "")
        redirects = self.addresses.of_page(page.old, self._own_dest(page, urls))
        original = ""
        if self.wishes.original_url and self.site.url and page.old.is_note and page.old.address:
            original = f"{self.site.url.rstrip('/')}/{quote(page.old.address)}"
        return NewPage(page, page_values(page, self._author, url, redirects, original))

    @cached_property
    def _author(self) -> str:
        """The short name of the site's author; empty if the old site has a file of authors."""
        has_file = any(file.address == AUTHORS for file in self.site.files)
        return "" if has_file or not self.site.author else author_key(self.site.author)

    def _lists(self, terms: NewTerms, also_at: Sequence[str]) -> dict[str, str]:
        """New paths of lists by their old addresses."""
        found = {term.address: terms.path(term.kind, term.name) for term in self.site.terms}
        lists = {address: f"{path}index.md" for address, path in found.items() if path}
        lists |= dict.fromkeys(self.site.lists, "archive/index.md")
        if self.site.url:
            feeds = (*also_at, "feed.xml")
            lists |= {feed: f"{self.site.url.rstrip('/')}/{quote(feed)}" for feed in feeds}
        return {"": "index.md", **lists}

    # Other files

    def _placed_files(self, pages: Sequence[PlacedPage]) -> tuple[PlacedFile, ...]:
        owners = {page.old.source: page for page in pages}
        by_path: dict[str, OldFile] = {}
        found = []
        for file in self.site.files:
            owner = owners.get(file.owner)
            wanted = _beside(file, owner) if owner else _file_at(file.address)
            if _is_hidden(wanted):
                self._leave(file, "MkDocs publishes no file with a dot at its beginning")
                continue
            path, reason = safe_file(wanted, by_language=self.structure != "none")
            taken = self.claims.above(path) or (owner is None and self.claims.generated(path))
            if taken:
                self._leave(file, f"{taken} is at its address")
                continue
            number, first = 1, path
            while folded(path) in by_path or self.claims.of_authors(path):
                other = by_path.get(folded(path))
                if other and (other.source == file.source or self.same(other.source, file.source)):
                    break
                number += 1
                path, reason = numbered(first, number), "another file has the name"
            by_path.setdefault(folded(path), file)
            self.claims.add(path, file.source)
            if reason:
                values = {"file": f"docs/{path}", "reason": reason}
                self.problems.append(Problem("import-name-changed", file.source, values=values))
            found.append(PlacedFile(file, path))
        return tuple(found)

    def _leave(self, file: OldFile, reason: str) -> None:
        values = {"file": file.source, "reason": reason}
        self.problems.append(Problem("import-file-left", file.source, values=values))


def _is_hidden(path: str) -> bool:
    """Whether MkDocs leaves a file out, and this site has no use for it."""
    if path.startswith(WELL_KNOWN) or path == AUTHORS:
        return False
    return any(part.startswith(".") and part.strip(".") for part in path.split("/"))


def _file_at(address: str) -> str:
    """The path of the file that is published at an address."""
    return f"{address}index.html".lstrip("/") if address.endswith("/") else address.strip("/")


def _beside(file: OldFile, owner: PlacedPage) -> str:
    """The path of a page's file: in a folder with the page's name."""
    for folder in (*owner.old.resources, posixpath.dirname(owner.old.source)):
        if file.source.startswith(f"{folder}/"):
            return f"{owner.stem}/{file.source.removeprefix(f'{folder}/')}"
    return f"{owner.stem}/{posixpath.basename(file.source)}"
