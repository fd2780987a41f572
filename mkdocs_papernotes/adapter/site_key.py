"""The key of a whole site: a digest of everything that its files and messages depend on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter.search import SEARCH_PLUGINS
from mkdocs_papernotes.adapter.surroundings import INSTALLED, of_mkdocs
from mkdocs_papernotes.cache.digest import UnknownValueError, described, digest
from mkdocs_papernotes.cache.programs import content
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.git.repository import GitError, Repository
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.site.folders import Folders

_TOLD_OTHERWISE = ("site_dir", "plugins", "theme", "watch")
"""Options that are described in their own way. The folder of the site changes nothing in it."""
_FILES_OF_SEARCH = ("jieba_dict", "jieba_dict_user")
"""Options of Material's search that name files."""
_NOT_READ = ".git"
_HEAD = 1 << 20
"""Bytes of a file that is copied which a build may look at, for the size of a picture."""
_READ_WHOLE = {
    *(".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".ipynb", ".html", ".xml", ".txt"),
    *(".bib", ".json", ".yml", ".yaml", ".toml", ".csv"),
}
"""Files of which a build may read all. Others are copied as they are when a site is written."""


@dataclass(frozen=True)
class SiteSources:
    """All files that the build of a site may read, but for those of installed packages."""

    docs: Path
    left_out: Path
    """A folder in `docs` that no build reads: its cache."""
    folders: Sequence[Path]
    """Those of the theme."""
    files: Sequence[Path]

    @classmethod
    def of(cls, config: MkDocsConfig, settings: Settings, folders: Folders) -> SiteSources:
        """`config` is as the author wrote it, before other plugins have changed it."""
        own = [path for path in map(Path, config.theme.dirs) if not INSTALLED & {*path.parts}]
        names = [*settings.bibliography, settings.terms_file, *_files_of_search(config)]
        paths = [str(found) for name in names if (found := folders.find(name))]
        files = [Path(path) for path in dict.fromkeys((*paths, *config.watch))]
        return cls(folders.docs, folders.config / settings.cache_dir, own, files)

    def contents(self) -> Iterator[bytes]:
        """Digests of what the files hold. May raise `OSError`."""
        for path in self._in_docs():
            yield os.fsencode(path)
            yield _digest_of_source(path) if path.is_file() else b""
        yield from map(content, self.folders)
        for path in filter(Path.is_file, self.files):
            yield digest(str(path), _digest_of(path))

    def stamps(self) -> Mapping[Path, tuple[int, int]]:
        """The times and sizes of the files, which change when somebody writes one."""
        found: dict[Path, tuple[int, int]] = {}
        in_theme = (path for folder in self.folders for path in folder.rglob("*"))
        for path in (*self._in_docs(), *in_theme, *self.files):
            with suppress(OSError):  # gone
                stat = path.stat()
                found[path] = stat.st_mtime_ns, stat.st_size
        return found

    def _in_docs(self) -> Iterator[Path]:
        """The files in the docs folder. MkDocs follows symbolic links, too."""
        left_out = {str(self.left_out), str(self.docs / _NOT_READ)}
        for at, folders, names in os.walk(self.docs, followlinks=True):
            folders[:] = sorted(name for name in folders if os.path.join(at, name) not in left_out)
            yield from (Path(at, name) for name in sorted(names))


@dataclass(frozen=True)
class SiteKey:
    """What the files and messages of a site depend on, of which the sources may change."""

    sources: SiteSources
    is_preview: bool
    """Whether the site has drafts, too, and is shown to its author only."""
    _parts: Sequence[bytes | str]
    _head: Callable[[], str]

    @classmethod
    def of(
        cls,
        config: MkDocsConfig,
        settings: Settings,
        folders: Folders,
        now: datetime,
        *,
        is_preview: bool,
    ) -> SiteKey | None:
        """`None` if the site depends on something that cannot be told.

        `config` is as the author wrote it, before other plugins have changed it. Of the time of the
        build, `now`, the day counts, which the sitemap shows; nobody looks there for it in `serve`.
        """
        options = {key: value for key, value in config.items() if key not in _TOLD_OTHERWISE}
        plugins = [(name, getattr(each, "config", None)) for name, each in config.plugins.items()]
        looks = {key: config.theme[key] for key in config.theme}
        theme = (config.theme.name, looks, config.theme.dirs, sorted(config.theme.static_templates))
        try:
            parts = [described(part, of_mkdocs) for part in (options, plugins, theme, is_preview)]
        except UnknownValueError:
            return None
        sources = SiteSources.of(config, settings, folders)
        day = "" if is_preview else str(now.date())
        return cls(sources, is_preview, (*parts, day), lambda: _head(settings, folders))

    def now(self) -> bytes | None:
        """The key with the sources as they are now; `None` if they cannot be read."""
        try:
            return Store.key("site", *self._parts, *self.sources.contents(), self._head())
        except OSError:
            return None


def _digest_of_source(path: Path) -> bytes:
    """The digest of a file in the docs folder, which may hold large films and archives."""
    if path.suffix.lower() in _READ_WHOLE:
        return _digest_of(path)
    with path.open("rb", buffering=0) as file:
        return digest(str(path.stat().st_size), file.read(_HEAD))


def _digest_of(path: Path) -> bytes:
    found = sha256()
    with path.open("rb", buffering=0) as file:
        while part := file.read(_HEAD):
            found.update(part)
    return found.digest()


def _files_of_search(config: MkDocsConfig) -> Iterator[str]:
    for plugin in (config.plugins[name] for name in SEARCH_PLUGINS if name in config.plugins):
        for name in _FILES_OF_SEARCH:
            if value := plugin.config.get(name):
                yield str(value)


def _head(settings: Settings, folders: Folders) -> str:
    """The commit on whose history pages and messages may depend."""
    if not (settings.behind or settings.feeds):
        return ""
    try:
        repository = Repository.of(folders.docs)
    except GitError as error:
        return type(error).__name__
    return f"{repository.head} {repository.is_shallow}"
