"""The key of a whole site: a digest of everything that its files and messages depend on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

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


def site_key(
    config: MkDocsConfig, settings: Settings, folders: Folders, now: datetime
) -> bytes | None:
    """The key of the site, or `None` if something that it depends on cannot be told.

    `config` is as the author wrote it, before other plugins have changed it. Of the time of the
    build, `now`, the day counts, which the sitemap shows.
    """
    options = {key: value for key, value in config.items() if key not in _TOLD_OTHERWISE}
    plugins = [(name, getattr(each, "config", None)) for name, each in config.plugins.items()]
    looks = {key: config.theme[key] for key in config.theme}
    theme = (config.theme.name, looks, config.theme.dirs, sorted(config.theme.static_templates))
    try:
        parts = [described(part, of_mkdocs) for part in (options, plugins, theme)]
        contents = [*_contents(config, settings, folders)]
    except (UnknownValueError, OSError):
        return None
    return Store.key("site", *parts, str(now.date()), *contents, _head(settings, folders))


def _contents(config: MkDocsConfig, settings: Settings, folders: Folders) -> Iterator[bytes]:
    """Digests of all files that a build may read, but for those of installed packages."""
    yield from _docs(folders.docs, folders.config / settings.cache_dir)
    for folder in map(Path, config.theme.dirs):
        if not INSTALLED.intersection(folder.parts):
            yield content(folder)
    names = [*settings.bibliography, settings.terms_file, *_files_of_search(config)]
    paths = [str(found) for name in names if (found := folders.find(name))]
    for path in dict.fromkeys((*paths, *config.watch)):
        if Path(path).is_file():
            yield digest(path, _digest_of(Path(path)))


def _docs(docs: Path, cache: Path) -> Iterator[bytes]:
    """Paths and digests of the files in the docs folder. MkDocs follows symbolic links, too."""
    left_out = {str(cache), str(docs / _NOT_READ)}
    for path, folders, names in os.walk(docs, followlinks=True):
        folders[:] = sorted(name for name in folders if os.path.join(path, name) not in left_out)
        for name in sorted(names):
            file = os.path.join(path, name)
            yield file.encode("utf-8", "surrogateescape")
            yield _digest_of_source(Path(file)) if Path(file).is_file() else b""


def _digest_of_source(path: Path) -> bytes:
    """The digest of a file in the docs folder, which may hold large films and archives."""
    if path.suffix.lower() in _READ_WHOLE:
        return _digest_of(path)
    with path.open("rb", buffering=0) as file:
        return digest(str(path.stat().st_size), file.read(_HEAD))


def _digest_of(path: Path) -> bytes:
    found = blake2b(digest_size=20)
    with path.open("rb", buffering=0) as file:
        while part := file.read(_HEAD):
            found.update(part)
    return found.digest()


def _files_of_search(config: MkDocsConfig) -> Iterator[str]:
    for plugin in config.plugins.values():
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
