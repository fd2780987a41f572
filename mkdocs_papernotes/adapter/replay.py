"""Writes and tells again what the last build did, where the site has not changed at all.

MkDocs goes through its build as usual, only that it finds no files and no plugins.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter.recording import SITE_DIR, level_of_log
from mkdocs_papernotes.adapter.surroundings import INSTALLED
from mkdocs_papernotes.cache.recorded_files import RecordedFiles
from mkdocs_papernotes.cache.recorded_site import RecordedMessage, RecordedSite
from mkdocs_papernotes.cache.store import Store

_NO_FOLDER = os.devnull
"""In place of `docs_dir`: MkDocs finds no files there."""


class Replay:
    """A recorded site that is written in place of a build."""

    def __init__(
        self, config: MkDocsConfig, site: RecordedSite, parts: Sequence[bytes], now: datetime
    ):
        """`parts` are the contents of all parts of files, in their order."""
        self._config, self._site, self._now = config, site, now
        self.files = RecordedFiles(site, parts, now)
        self._events: dict[str, list[Any]] = {}
        self._options: dict[str, Any] = {}
        self._of_theme: tuple[Any, Any] = ((), ())
        self._writes_later = False

    @property
    def is_told(self) -> bool:
        """Whether all is told that there is to tell of the site."""
        return self._site.tells(self._now)

    @classmethod
    def find(
        cls, config: MkDocsConfig, store: Store, key: bytes, now: datetime, *, is_built: bool
    ) -> Replay | None:
        """What was recorded under the key of a site, if all of it is there and still holds.

        `is_built` is whether the site is going to be built afterwards: that build then logs its
        messages if the record does not have them.
        """
        found = store.get(key)
        site = RecordedSite.from_json(found) if found else None
        if site is None or not site.holds(now, level_of_log()):
            return None
        if not (is_built or site.tells(now)):
            return None
        folders = [config.docs_dir, *config.theme.dirs]
        if not all(_is_in(folders, file.original) for file in site.files if file.original):
            return None
        found_parts: list[bytes] = []
        for part in site.parts:
            content = store.find(part.key)
            if content is None or content[1] != part.checksum:
                return None
            found_parts.append(content[0])
        return cls(config, site, found_parts, now)

    def begin(self, *, writes_later: bool) -> None:
        """Have MkDocs build nothing. Called when it asks plugins for their configuration.

        The files of the site are written at the end, or later by somebody else.
        """
        self._writes_later = writes_later
        config, events = self._config, self._config.plugins.events
        self._events = {name: [*methods] for name, methods in events.items()}
        for methods in events.values():
            methods.clear()  # the list that MkDocs goes through at the moment ends here
        events["post_build"].append(self._finish)
        events["build_error"].append(self._fail)
        self._options = {name: config[name] for name in ("docs_dir", "nav", "extra_templates")}
        config["docs_dir"], config["nav"], config["extra_templates"] = _NO_FOLDER, None, []
        self._of_theme = config.theme.dirs, config.theme.static_templates
        config.theme.dirs, config.theme.static_templates = [], set()
        self._tell(self._site.messages[: self._site.early])

    def _finish(self, config: MkDocsConfig) -> None:
        """Write the site, now that MkDocs has emptied its folder."""
        self._restore()
        self.files.folder = Path(config.site_dir)
        if not self._writes_later:
            self.files.write_all()
        self._tell(self._site.messages[self._site.early :])

    def _tell(self, messages: Iterable[RecordedMessage]) -> None:
        for message in messages if self.is_told else ():
            text = message.text.replace(SITE_DIR, self._config.site_dir)
            logging.getLogger(message.logger).log(message.level, "%s", text)

    def _fail(self, error: Exception) -> None:
        self._restore()

    def _restore(self) -> None:
        """Give MkDocs its plugins and options back, which others may ask for after the build."""
        self._config.plugins.events.update(self._events)
        for name, value in self._options.items():
            self._config[name] = value
        self._config.theme.dirs, self._config.theme.static_templates = self._of_theme


def _is_in(folders: Sequence[str], path: str) -> bool:
    """Whether a file is there, in one of the folders from which MkDocs copies files.

    Plugins add folders of their own packages.
    """
    file = Path(os.path.normpath(path))
    is_installed = bool(INSTALLED.intersection(file.parts))
    return file.is_file() and (is_installed or any(file.is_relative_to(each) for each in folders))
