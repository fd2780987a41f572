"""Records what a build writes and tells, for the next build of the same site."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from io import FileIO
from itertools import accumulate
from operator import attrgetter
from pathlib import Path
from zlib import crc32

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter.site_key import SiteKey
from mkdocs_papernotes.adapter.stage import Stage
from mkdocs_papernotes.adapter.surroundings import (
    ChangeableError,
    check_plugins,
    check_templates,
    dates_home,
)
from mkdocs_papernotes.cache.recorded_site import (
    Part,
    RecordedFile,
    RecordedMessage,
    RecordedSite,
    own_parts,
)
from mkdocs_papernotes.cache.store import Store

LOGGERS = ("mkdocs", "properdocs")
SITE_DIR = "\0site_dir\0"
"""Stands for the folder of the site in messages."""
_EMPTYING = "Cleaning site directory"
_BUILDING = "Building documentation to directory: "
"""How the messages begin that MkDocs also logs when nothing is built, once each; `serve` logs the
first only."""
_PART = 1 << 20
"""Bytes of a large file that are kept under one key."""
_SMALL = 1 << 16
"""Bytes up to which files are kept together: there are thousands of them."""
_TOGETHER = 64
"""How many of them are kept under one key, about.

Where one key ends depends on paths alone, so that the others stay when a file changes.
"""
_MARGIN = 1_000_000_000
"""Nanoseconds by which the time of a file may differ from that of the clock."""


def level_of_log() -> int:
    """The level from which on messages are logged."""
    return logging.getLogger(LOGGERS[0]).getEffectiveLevel()


class Recording(logging.Handler):
    """What the build of a site has written and told so far. As a handler it hears the log."""

    def __init__(
        self,
        site: SiteKey,
        config: MkDocsConfig,
        now: datetime,
    ):
        """Nothing is kept if the folder of the site has hidden files.

        MkDocs does not remove them, so that nobody can tell which ones are of an earlier build.
        """
        super().__init__()
        self.site, self._now, self._site_dir = site, now, config.site_dir
        self._place = f"{config.config_file_path} {site.is_preview}"
        self._ended = sys.maxsize
        """When the build was done, in nanoseconds."""
        self._as_built = sys.maxsize
        """Files that are older are as the build has written them."""
        self.is_kept = False
        self._parts: list[Part] = []
        self._own: list[bytes] = []
        """The keys of parts that were not in the cache of pages."""
        self._level_of_log = level_of_log()
        self._is_usual = self._level_of_log > logging.DEBUG and _has_no_hidden_files(self._site_dir)
        self._messages: list[RecordedMessage] = []
        self._early = 0
        self._usual = [_EMPTYING] if site.is_preview else [_EMPTYING, _BUILDING]
        """Those that are still to come."""
        self._dated: list[str] = []
        self._pages: list[Mapping[str, Part | None]] = []
        self._contents: dict[str, bytes] = {}
        """Small files that are no pages, by their paths, until the record is made."""
        self._originals: dict[str, str] = {}
        for name in LOGGERS:
            logging.getLogger(name).addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        usual = next((begin for begin in self._usual if text.startswith(begin)), None)
        if usual is None:
            text = text.replace(self._site_dir, SITE_DIR)
            self._messages.append(RecordedMessage(record.name, record.levelno, text))
            return
        self._usual.remove(usual)
        if usual == _EMPTYING:
            self._early = len(self._messages)

    def add(self, stage: Stage) -> None:
        """Take part in the build of a language, whose pages are not rendered yet."""
        config = stage.config
        try:
            check_plugins(config)
            check_templates(config)
        except ChangeableError:
            self._is_usual = False
        if not stage.pages.is_predictable:
            self._is_usual = False
        home = stage.nav.homepage
        if home and dates_home(config):
            self._dated.append(home.file.dest_uri)
        self._pages.append(stage.pages.written)
        for file in stage.mkdocs_files:
            if not file.is_documentation_page() and file.abs_src_path:
                self._originals[file.dest_uri] = file.abs_src_path

    def wrote(self, path: str, content: bytes) -> None:
        """Take note of a file that was written below the folder of the site."""
        if len(content) <= _SMALL:
            self._contents[path] = content

    def keep(
        self, store: Store, key: bytes, until: datetime | None, *, is_told: bool = True
    ) -> None:
        """Keep the site under a key, now that all is written.

        `until` is when the next note is published. `is_told` is whether the build has told all that
        there is to tell of the site, which may have changed since.
        """
        if not (self._is_usual and store.is_open):
            return
        with suppress(OSError):
            self._own, self._parts = [], []
            # only after saves in `serve` may a file be another than the build has written
            self._as_built = sys.maxsize if is_told else self._ended - _MARGIN
            files = [*self._files(store)]
            self._contents.clear()
            own = [*dict.fromkeys(self._own)]
            site = RecordedSite(
                self._parts,
                files,
                self._messages,
                self._early,
                self._level_of_log,
                self._now,
                until,
                self._dated,
                is_told,
                own,
            )
            store.put(key, site.to_json())
            self._replace_last(store, key, {key, *own})
            self.is_kept = True

    def _replace_last(self, store: Store, key: bytes, kept: set[bytes]) -> None:
        """Remove the record of the last build, which has a search index of its own, for example."""
        place = store.key("last site", self._place)
        last = store.get(place) or b""
        if found := store.get(last):
            store.remove({last, *own_parts(found)} - kept)
        store.put(place, key)

    def stop(self) -> None:
        """Take no more part in the log: the build is done."""
        self._ended = min(self._ended, time.time_ns())
        for name in LOGGERS:
            logging.getLogger(name).removeHandler(self)

    def _files(self, store: Store) -> Iterator[RecordedFile]:
        pages = {path: page for pages in self._pages for path, page in pages.items()}
        group: dict[str, bytes] = {}
        for path, entry in _files_below(self._site_dir):
            found = self._file(path, entry, pages, store)
            if isinstance(found, RecordedFile):
                yield found
                continue
            group[path] = found
            if crc32(os.fsencode(path)) % _TOGETHER == 0:
                yield from self._together(group, store)
                group.clear()
        yield from self._together(group, store)

    def _file(
        self, path: str, entry: os.DirEntry[str], pages: Mapping[str, Part | None], store: Store
    ) -> RecordedFile | bytes:
        """A file of the site. Of a small one its content, which is kept with that of others.

        `pages` are those that the build has written, by their whole paths.
        """
        page, content = pages.get(entry.path), self._contents.get(path)
        # what the build knows need not be read
        if page and self._is_as_built(entry, page.size):
            return RecordedFile(path, [self._add(page)])
        if content is not None and self._is_as_built(entry, len(content)):
            return content
        original = self._originals.get(path)
        if original and Path(original).stat().st_size == entry.stat().st_size:
            return RecordedFile(path, original=original)
        # a `Path` for each of thousands of files takes as long again
        with FileIO(entry.path) as file:
            if os.fstat(file.fileno()).st_size <= _SMALL:
                return file.read()
            contents = iter(partial(file.read, _PART), b"")
            return RecordedFile(path, [self._keep(content, store) for content in contents])

    def _is_as_built(self, entry: os.DirEntry[str], size: int) -> bool:
        """Whether a file has the size that the build gave it, and was not written after the build.

        Another plugin may have replaced it, as `redirects` does with pages at old addresses.
        """
        stat = entry.stat()
        return stat.st_size == size and stat.st_mtime_ns < self._as_built

    def _together(self, group: Mapping[str, bytes], store: Store) -> Iterator[RecordedFile]:
        """Small files in one part, by their paths."""
        if not group:
            return
        part = self._keep(b"".join(group.values()), store)
        ends = [*accumulate(map(len, group.values()))]
        for path, start, end in zip(group, (0, *ends), ends, strict=False):
            yield RecordedFile(path, [part], (start, end))

    def _keep(self, content: bytes, store: Store) -> int:
        """Keep a part of the site for this record alone; returns its place."""
        key = store.key("part", content)
        if not store.has(key):
            store.put(key, content)
        self._own.append(key)
        return self._add(Part.of(key, content))

    def _add(self, part: Part) -> int:
        self._parts.append(part)
        return len(self._parts) - 1


def _files_below(folder: str, place: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All files of a site by their paths with slashes, always in the same order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    yield from ((place + entry.name, entry) for entry in entries if not entry.is_dir())
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _files_below(entry.path, f"{place}{entry.name}/")


def _has_no_hidden_files(folder: str) -> bool:
    path = Path(folder)
    return not path.is_dir() or not any(each.name.startswith(".") for each in path.iterdir())
