"""Records what a build writes and tells, for the next build of the same site."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter.site_key import SiteKey
from mkdocs_papernotes.adapter.stage import Stage
from mkdocs_papernotes.adapter.surroundings import (
    ChangeableError,
    check_plugins,
    check_templates,
    dates_home,
)
from mkdocs_papernotes.cache.recorded_site import Part, RecordedFile, RecordedMessage, RecordedSite
from mkdocs_papernotes.cache.store import Store

LOGGERS = ("mkdocs", "properdocs")
SITE_DIR = "\0site_dir\0"
"""Stands for the folder of the site in messages."""
_EMPTYING = "Cleaning site directory"
_BUILDING = "Building documentation to directory: "
"""How the messages begin that MkDocs also logs when nothing is built, once each; `serve` logs the
first only."""
_PART = 1 << 20
"""Bytes of a file that are kept under one key."""


def level_of_log() -> int:
    """The level from which on messages are logged."""
    return logging.getLogger(LOGGERS[0]).getEffectiveLevel()


_MARGIN = 1_000_000_000
"""Nanoseconds by which the time of a file may differ from that of the clock."""


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
        self.is_kept = False
        self._own: list[bytes] = []
        """The keys of parts that were not in the cache of pages."""
        self._level_of_log = level_of_log()
        self._is_usual = self._level_of_log > logging.DEBUG and _has_no_hidden_files(self._site_dir)
        self._messages: list[RecordedMessage] = []
        self._early = 0
        self._usual = [_EMPTYING] if site.is_preview else [_EMPTYING, _BUILDING]
        """Those that are still to come."""
        self._dated: list[str] = []
        self._keys: list[dict[str, bytes]] = []
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
        self._keys.append(stage.pages.stored)
        for file in stage.mkdocs_files:
            if not file.is_documentation_page() and file.abs_src_path:
                self._originals[file.dest_uri] = file.abs_src_path

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
            self._own = []
            files = [*self._files(store)]
            told = self._messages, self._early, self._level_of_log
            own = [*dict.fromkeys(self._own)]
            site = RecordedSite(files, *told, self._now, until, self._dated, is_told, own)
            store.put(key, site.to_json())
            self._replace_last(store, key, {key, *own})
            self.is_kept = True

    def _replace_last(self, store: Store, key: bytes, kept: set[bytes]) -> None:
        """Remove the record of the last build, which has a search index of its own, for example."""
        place = store.key("last site", self._place)
        last = store.get(place) or b""
        found = store.get(last)
        site = RecordedSite.from_json(found) if found else None
        if site:
            store.remove({last, *site.own} - kept)
        store.put(place, key)

    def stop(self) -> None:
        """Take no more part in the log: the build is done."""
        self._ended = min(self._ended, time.time_ns())
        for name in LOGGERS:
            logging.getLogger(name).removeHandler(self)

    def _files(self, store: Store) -> Iterator[RecordedFile]:
        keys = {path: key for keys in self._keys for path, key in keys.items()}
        for folder, _, names in os.walk(self._site_dir):
            place = os.path.relpath(folder, self._site_dir).replace(os.path.sep, "/")
            for name in names:
                path = name if place == "." else f"{place}/{name}"
                yield self._file(path, os.path.join(folder, name), keys.get(path), store)

    def _file(self, path: str, written: str, key: bytes | None, store: Store) -> RecordedFile:
        original = self._originals.get(path)
        if original and Path(original).stat().st_size == Path(written).stat().st_size:
            return RecordedFile(path, original=original)
        with Path(written).open("rb", buffering=0) as file:
            if key and os.fstat(file.fileno()).st_mtime_ns < self._ended - _MARGIN:
                return RecordedFile(path, [Part.of(key, file.read())])
            parts = [*_parts(file, store)]
            self._own += (part.key for part in parts)
            return RecordedFile(path, parts)


def _parts(file: IO[bytes], store: Store) -> Iterator[Part]:
    """Keep the content of a file in parts: a search index would need much memory as a whole."""
    while content := file.read(_PART):
        key = store.key("part", content)
        if not store.has(key):
            store.put(key, content)
        yield Part.of(key, content)


def _has_no_hidden_files(folder: str) -> bool:
    path = Path(folder)
    return not path.is_dir() or not any(each.name.startswith(".") for each in path.iterdir())
