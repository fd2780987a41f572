"""An import from the old site's folder to the files of the new one, nothing of which is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path

from mkdocs_papernotes.importers.generator import Convert, Generator, Request
from mkdocs_papernotes.importers.manifest import digest_of
from mkdocs_papernotes.importers.new_note import NewText, new_text
from mkdocs_papernotes.importers.old_site import OldSite
from mkdocs_papernotes.importers.page_languages import languages_of
from mkdocs_papernotes.importers.places import PlacedFile
from mkdocs_papernotes.importers.plan import Plan, Wishes, plan_of
from mkdocs_papernotes.importers.report import Place, Point
from mkdocs_papernotes.importers.site_files import SiteFiles
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
        """Raises `UnreadableSiteError`."""
        self._request, self._generator, self._wishes = request, generator, wishes
        self.site: OldSite = generator.read(request)
        self._root = request.source.resolve()

    @cached_property
    def plan(self) -> Plan:
        languages = languages_of(self.site, self._request.language)
        pairs = {page.source: page.pair for page in self.site.pages if page.pair}
        pairs |= self._request.pairs
        return plan_of(self.site, languages, pairs, self._wishes, self._same)

    @cached_property
    def texts(self) -> Mapping[str, NewText]:
        """The texts of the pages, by their paths below the docs folder."""
        converters = (self._generator.convert, *_common_converters())
        return {
            page.placed.source: new_text(page, self.plan.places, converters)
            for page in self.plan.pages
        }

    def targets(self) -> Iterator[Target]:
        """The files of the new site, those that readers see first."""
        for page in self.plan.pages:
            text = self.texts[page.placed.source].text.encode("utf-8", "replace")
            yield Target(f"{DOCS}/{page.placed.source}", text, page.placed.old.source)
        seen: set[str] = set()
        for file in self.plan.files:
            path = self.plan.file_path(file)
            if path not in seen and self._is_inside(file):
                yield Target(f"{DOCS}/{path}", self._root / file.old.source, file.old.source)
            seen.add(path)
        texts = tuple(each.text for each in self.texts.values())
        now = self._request.now or datetime.now()
        for path, content in SiteFiles(self.plan, now, texts).contents().items():
            if path not in seen:
                yield Target(path, content)

    def points(self) -> Iterator[Point]:
        """What was found on the way, with its place on the new site."""
        path_of = {page.placed.old.source: page.placed.source for page in self.plan.pages}
        found = [*self.site.problems, *self.plan.problems]
        found += (problem for text in self.texts.values() for problem in text.problems)
        found += (
            Problem("import-outside", file.old.source, values={"file": file.old.source})
            for file in self.plan.files
            if not self._is_inside(file)
        )
        for problem in dict.fromkeys(found):
            source = path_of.get(problem.source)
            line = self.texts[source].line_of(problem.line) if source else 0
            yield Point(problem, Place(f"{DOCS}/{source}" if source else "", line))

    def digest_of_source(self, source: str) -> str:
        """The digest of a file of the old site; empty if it cannot be read."""
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


def _common_converters() -> tuple[Convert, ...]:
    """What is converted in the Markdown of every generator."""
    try:
        convert: Convert = import_module("mkdocs_papernotes.importers.markup").convert_markdown
    except ImportError:
        return ()
    return (convert,)
