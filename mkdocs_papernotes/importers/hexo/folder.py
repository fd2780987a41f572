"""What Hexo makes of each file below its folder of sources."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from mkdocs_papernotes.importers.globs import matches_any
from mkdocs_papernotes.importers.hexo.configuration import Configuration, patterns_of
from mkdocs_papernotes.problems.problem import Problem

MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mdwn", ".mdtxt", ".mdtext")
"""https://github.com/hexojs/hexo-renderer-marked/blob/master/index.js"""
HTML = (".html", ".htm")
_TEMPLATES = (".ejs", ".njk", ".swig", ".pug", ".jade", ".haml", ".nunjucks", ".org", ".rst")
_STYLES = (".styl", ".scss", ".sass", ".less")
_HIDDEN = re.compile(r"(?:^|/)[_.]")
POSTS, DRAFTS = "_posts/", "_drafts/"


@dataclass
class Folder:
    """The files by what they are, as paths below the folder of sources."""

    posts: list[str] = field(default_factory=list)
    """Posts and drafts."""
    assets: list[str] = field(default_factory=list)
    """Other files among them, which may belong to a post."""
    pages: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """What was published as it is."""
    problems: list[Problem] = field(default_factory=list)


def sorted_files(paths: Iterable[str], configuration: Configuration) -> Folder:
    """What Hexo makes of the files with these paths, which begin with the folder of sources.

    https://github.com/hexojs/hexo/blob/master/lib/plugins/processor/post.ts and `asset.ts`
    """
    return _Sorter(configuration).sorted(paths)


class _Sorter:
    def __init__(self, configuration: Configuration):
        values = configuration.values
        self._configuration = configuration
        self._skipped = patterns_of(values.get("skip_render"))
        self._excluded = patterns_of(values.get("exclude"))
        self._included = patterns_of(values.get("include"))
        self._has_assets = configuration.flag("post_asset_folder")
        self._found = Folder()
        self._told: set[str] = set()

    def sorted(self, paths: Iterable[str]) -> Folder:
        """The files of the site by what Hexo does with them."""
        start = f"{self._configuration.source_dir}/"
        for path in paths:
            below = path.removeprefix(start)
            if below.endswith(("%", "~")):
                continue  # what editors leave behind
            if below.startswith((POSTS, DRAFTS)):
                self._among_posts(below)
            else:
                self._elsewhere(below)
        return self._found

    def _among_posts(self, path: str) -> None:
        ending = posixpath.splitext(path)[1].lower()
        inner = path.partition("/")[2]
        if _HIDDEN.search(inner):
            if ending in MARKDOWN or not posixpath.basename(path).startswith("."):
                self._leave(path, "Hexo leaves out what begins with _ or a dot")
        elif self._is_post(path, ending):
            self._found.posts.append(path)
        elif ending in MARKDOWN:
            self._leave(path, "the setting `skip_render` leaves it out")
        elif ending in _TEMPLATES and not self._has_assets:
            self._leave(path, "it is not Markdown")
        else:
            self._found.assets.append(path)

    def _is_post(self, path: str, ending: str) -> bool:
        if matches_any(path, self._skipped):
            return False
        return ending in MARKDOWN or (ending in HTML and not self._has_assets)

    def _elsewhere(self, path: str) -> None:
        ending = posixpath.splitext(path)[1].lower()
        if matches_any(path, self._excluded):
            self._leave(path, "the setting `exclude` leaves it out")
        elif _HIDDEN.search(path) and not matches_any(path, self._included):
            self._hidden(path)
        elif matches_any(path, self._skipped):
            self._found.files.append(path)
        elif ending in MARKDOWN:
            self._found.pages.append(path)
        elif ending in HTML:
            self._found.html.append(path)
        elif ending in _TEMPLATES or ending in _STYLES:
            self._leave(path, "Hexo made a page or a style sheet of it, which takes Hexo")
        else:
            self._found.files.append(path)

    def _hidden(self, path: str) -> None:
        """A file in a folder that Hexo does not publish: told once for the folder."""
        parts = path.split("/")
        number = next(n for n, part in enumerate(parts) if part[:1] in {"_", "."})
        if parts[number].startswith("."):
            return
        name = "/".join(parts[: number + 1]) + ("/" if number + 1 < len(parts) else "")
        reason = "Hexo publishes nothing of it"
        if name == "_data/":
            reason = "it holds data for the theme"
        if name not in self._told:
            self._told.add(name)
            self._leave(name, reason)

    def _leave(self, path: str, reason: str) -> None:
        source = f"{self._configuration.source_dir}/{path}"
        values = {"file": source, "reason": reason}
        self._found.problems.append(Problem("import-file-left", source, values=values))
