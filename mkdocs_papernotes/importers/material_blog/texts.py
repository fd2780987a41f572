"""The files of the docs folder: texts with the blog that they belong to, and all else."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from pathlib import Path

from pathspec import GitIgnoreSpec

from mkdocs_papernotes.importers.material_blog.addresses import title_of
from mkdocs_papernotes.importers.material_blog.configuration import Blog, Configuration
from mkdocs_papernotes.importers.material_blog.defaults import Defaults
from mkdocs_papernotes.importers.material_blog.values import Dates, dates_of
from mkdocs_papernotes.importers.source import Source, read_source_or_problem, walk
from mkdocs_papernotes.problems.problem import Problem

_MARKDOWN = frozenset((".md", ".markdown", ".mdown", ".mkdn", ".mkd"))


@dataclass(frozen=True)
class Text:
    """A file with text, and the blog whose post it is."""

    path: str
    """Below the docs folder."""
    source: Source
    blog: Blog | None
    dates: Dates
    title: str


class DocsFolder:
    """What is in the docs folder of a site."""

    def __init__(self, root: Path, configuration: Configuration):
        self._root, self._configuration = root, configuration
        self.problems: list[Problem] = []
        self.texts: list[Text] = []
        self.copied: list[str] = []
        """Files below the docs folder that were published as they are."""

    def read(self) -> None:
        """Read all of them."""
        docs = self._configuration.docs
        paths, problems = walk(self._root, docs, skip=self._skipped())
        self.problems += problems
        excluded = GitIgnoreSpec.from_lines(
            self._configuration.settings.raw("exclude_docs").splitlines()
        )
        drafts = GitIgnoreSpec.from_lines(
            self._configuration.settings.raw("draft_docs").splitlines()
        )
        inner = [full[len(docs) :].lstrip("/") for full in paths]
        defaults = Defaults(self._root / docs, inner, self._configuration)
        for full, path in zip(paths, inner, strict=True):
            if posixpath.basename(path) == defaults.name:
                continue
            is_hidden = any(part.startswith(".") for part in path.split("/"))
            if is_hidden or path.startswith("templates/") or excluded.match_file(path):
                if excluded.match_file(path):
                    self.problems.append(file_left(full, "`exclude_docs` leaves it out"))
                continue
            if posixpath.splitext(path)[1].lower() not in _MARKDOWN:
                self.copied.append(path)
                continue
            self._add(full, path, defaults, is_draft=drafts.match_file(path))

    def _skipped(self) -> set[str]:
        """Folders of the docs folder that are no part of the site's contents."""
        docs = self._configuration.docs
        site = self._configuration.settings.text("site_dir") or "site"
        found = {site, self._configuration.custom_dir} - {""}
        return {path for path in found if not docs or path.startswith(f"{docs}/")} | {".cache"}

    def _add(self, full: str, path: str, defaults: Defaults, *, is_draft: bool) -> None:
        found = read_source_or_problem(self._root, full)
        if isinstance(found, Problem):
            self.problems.append(found)
            return
        values = {**defaults.with_own(path, found.values), **({"draft": True} if is_draft else {})}
        found = replace(found, values=values)
        title = title_of(found.values.get("title"), found.body, path)
        self.texts.append(Text(path, found, self._blog_of(path), dates_of(found), title))

    def _blog_of(self, path: str) -> Blog | None:
        """The blog whose post a file is: that with the longest folder."""
        found = [
            blog
            for blog in self._configuration.blogs
            if not blog.posts or path.startswith(f"{blog.posts}/")
        ]
        return max(found, key=lambda blog: len(blog.posts), default=None)


def file_left(path: str, reason: str) -> Problem:
    """Tells of a file that is not taken over."""
    values = {"file": path, "reason": reason}
    return Problem("import-file-left", path, values=values)
