"""An import from the old site's folder to the files of the new one, nothing of which is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from mkdocs_papernotes.importers.fetched_pictures import FetchedPictures
from mkdocs_papernotes.importers.generator import Generator, Request
from mkdocs_papernotes.importers.manifest import digest_of
from mkdocs_papernotes.importers.menu import NewMenu
from mkdocs_papernotes.importers.new_note import NewText, new_text
from mkdocs_papernotes.importers.old_site import OldSite
from mkdocs_papernotes.importers.page_languages import languages_of
from mkdocs_papernotes.importers.pairing import pairs_of
from mkdocs_papernotes.importers.places import PlacedFile, PlacedPage
from mkdocs_papernotes.importers.plan import NewPage, Plan, Wishes, plan_of
from mkdocs_papernotes.importers.report import Place, Point
from mkdocs_papernotes.importers.site_files import SiteFiles
from mkdocs_papernotes.importers.switches import without_misleading_switches
from mkdocs_papernotes.problems.problem import Problem

DOCS = "docs"


@dataclass(frozen=True)
class Target:
    """A file of the new site."""

    path: str
    """Below the site's folder, with forward slashes."""
    content: bytes | Path
    """Its content, or the file that has it."""
    source: str = ""
    """The file of the old site that it comes from, if it is one."""

    def read(self) -> bytes:
        """The content; raises `OSError`."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


class Import:
    """The new site that an old one becomes."""

    def __init__(self, request: Request, generator: Generator, wishes: Wishes):
        """Raises `UnreadableSiteError`, and `PairsError` if a pair names what is no page."""
        self._request = request
        self._root = request.source.resolve()
        self.site: OldSite = without_misleading_switches(generator.read(request))
        if self.site.is_markdown_of_mkdocs:
            generator = dataclasses.replace(
                generator, is_markdown_of_mkdocs=True, anchors="markdown"
            )
        self._generator = generator
        self.plan: Plan = self._planned(wishes)
        self._pictures = FetchedPictures()

    def _planned(self, wishes: Wishes) -> Plan:
        languages = languages_of(self.site, self._request.language)
        pairs = pairs_of(self.site.pages, languages.by_source, self._request.pairs)
        problems = (*languages.problems, *pairs.problems)
        languages = dataclasses.replace(languages, problems=problems)
        return plan_of(self.site, languages, pairs.keys, wishes, self._same)

    @cached_property
    def texts(self) -> Mapping[str, NewText]:
        """The texts of the pages, by their paths below the docs folder.

        Those with links to headings whose anchors have changed, or with pictures that were fetched,
        are converted twice.
        """
        found = self._first_texts
        self.plan.places.anchors = dict(_new_anchors(found))
        again = [page for page in self.plan.pages if self._is_outdated(page.placed)]
        return {**found, **{page.placed.source: self._text(page) for page in again}}

    @cached_property
    def _first_texts(self) -> dict[str, NewText]:
        return {page.placed.source: self._text(page) for page in self.plan.pages}

    def _text(self, page: NewPage) -> NewText:
        return new_text(page, self.plan.places, self._generator)

    def _is_outdated(self, page: PlacedPage) -> bool:
        """Whether a text was converted before it was known where its links lead."""
        places, text = self.plan.places, self._first_texts[page.source]
        if not text.linked.isdisjoint(places.anchors):
            return True
        return any((page.stem, address) in places.fetched for address in text.elsewhere)

    def pictures_elsewhere(self) -> dict[str, list[str]]:
        """The addresses of pictures on other hosts by the stems of the pages that show them."""
        found: dict[str, list[str]] = {}
        for page in self.plan.pages:
            if elsewhere := self._first_texts[page.placed.source].elsewhere:
                found.setdefault(page.placed.stem, []).extend(elsewhere)
        return {stem: list(dict.fromkeys(every)) for stem, every in found.items()}

    def take_pictures(self, pictures: FetchedPictures) -> None:
        """Let pages show pictures of other hosts that are here now.

        This comes before their texts are asked for.
        """
        self._pictures = pictures
        self.plan.places.fetched = pictures.paths

    def targets(self) -> Iterator[Target]:
        """The files of the new site, those that readers see first."""
        for page in self.plan.pages:
            text = self.texts[page.placed.source].text.encode("utf-8", "replace")
            yield Target(f"{DOCS}/{page.placed.source}", text, page.placed.old.source)
        for path, (content, address) in self._pictures.contents.items():
            yield Target(f"{DOCS}/{self.plan.path_of(path)}", content, address)
        seen: set[str] = set()
        for file in self.plan.files:
            path = self.plan.path_of(file.path)
            if path not in seen and self._is_inside(file):
                yield Target(f"{DOCS}/{path}", self._root / file.old.source, file.old.source)
            seen.add(path)
        texts = tuple(each.without_code for each in self.texts.values())
        needed = frozenset(name for each in self.texts.values() for name in each.extensions)
        now = self._request.now or datetime.now()
        for path, content in SiteFiles(self.plan, now, texts, needed).contents().items():
            if path not in seen:
                yield Target(path, content)

    def points(self) -> Iterator[Point]:
        """What was found on the way, with its place on the new site."""
        path_of = {page.placed.old.source: page.placed.source for page in self.plan.pages}
        found = [*self.site.problems, *self.plan.problems, *NewMenu(self.plan).dead()]
        found += (self._not_fetched(each) for text in self.texts.values() for each in text.problems)
        found += (
            Problem("import-outside", file.old.source, values={"file": file.old.source})
            for file in self.plan.files
            if not self._is_inside(file)
        )
        undated = {problem.source for problem in found if problem.name == "import-undated"}
        found += (
            Problem("import-undated", page.placed.old.source)
            for page in self.plan.pages
            if page.is_undated and page.placed.old.source not in undated
        )
        for problem in dict.fromkeys(found):
            source = path_of.get(problem.source)
            line = self.texts[source].line_of(problem.line, problem.key) if source else 0
            yield Point(problem, Place(f"{DOCS}/{source}" if source else "", line))

    def _not_fetched(self, problem: Problem) -> Problem:
        """A problem, or for a picture that was to be fetched, why it is not here."""
        reason = self._pictures.failures.get(str(problem.values.get("address", "")))
        if problem.name != "import-picture-elsewhere" or not reason:
            return problem
        values = {**problem.values, "reason": reason}
        return dataclasses.replace(problem, name="import-picture-not-fetched", values=values)

    def digest_of_source(self, source: str) -> str:
        """The digest of a file of the old site; empty if it is none that can be read."""
        try:
            return digest_of((self._root / source).read_bytes())
        except OSError:
            return ""

    def _is_inside(self, file: PlacedFile) -> bool:
        """Whether a file is in the old site's folder, links followed."""
        return (self._root / file.old.source).resolve().is_relative_to(self._root)

    def _same(self, one: str, other: str) -> bool:
        digest = self.digest_of_source(one)
        return bool(digest) and digest == self.digest_of_source(other)


def _new_anchors(texts: Mapping[str, NewText]) -> Iterator[tuple[tuple[str, str], str]]:
    """The new anchors of headings by the source of their page and the old anchor."""
    for source, text in texts.items():
        for problem in text.problems:
            if problem.name == "import-anchor-changed":
                yield (source, str(problem.values["old"])), str(problem.values["new"])
