"""What the last build of a site has left for this one, and what this one leaves for the next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.adapter.first_build import is_followed
from mkdocs_papernotes.adapter.recording import Recording
from mkdocs_papernotes.adapter.replay import Replay
from mkdocs_papernotes.adapter.site_key import SiteKey
from mkdocs_papernotes.adapter.stage import Stage
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.site.folders import Folders

if TYPE_CHECKING:
    from mkdocs_papernotes.adapter.quick_build import QuickBuild
    from mkdocs_papernotes.adapter.rebuild import Rebuild


class Records:
    """The records of one process, in which `serve` builds the site several times."""

    def __init__(self) -> None:
        self.shown: Replay | None = None
        """The site of the last `serve`, if this one shows it and builds it in the background."""
        self._recording: Recording | None = None
        """Of the last build, if it is usual enough."""
        self._key: bytes | None = None
        """That of the site, as long as this build may be kept under it."""
        self._stamps: object = None
        """Those of the sources when the key was made."""
        self._is_again = False

    def begin(
        self,
        config: MkDocsConfig,
        store: Store,
        settings: Settings,
        folders: Folders,
        now: datetime,
        *,
        is_preview: bool,
    ) -> bool:
        """Have MkDocs build nothing if the site has not changed; else record what it builds.

        `config` is as the author wrote it. `serve` builds nothing once: what saves need is built
        while the first page is looked at. Returns whether nothing is built.
        """
        self.stop()
        is_again, self._is_again = self._is_again, True
        site = SiteKey.of(config, settings, folders, now, is_preview=is_preview)
        if site is None or not store.is_open:
            return False
        if not (is_preview and is_again):
            self._stamps = site.sources.stamps()
            self._key = site.now()
            is_built = is_preview and is_followed()
            if self._key and self._replay(config, store, self._key, now, is_built=is_built):
                return True
        self._recording = Recording(site, config, now)
        self._recording.is_kept = self.shown is not None and self.shown.is_told
        return False

    def _replay(
        self, config: MkDocsConfig, store: Store, key: bytes, now: datetime, *, is_built: bool
    ) -> bool:
        replay = Replay.find(config, store, key, now, is_built=is_built)
        if replay:
            replay.begin(writes_later=is_built)
            self.shown = replay if is_built else None
            self._key = None if replay.is_told else key
        return bool(replay)

    def stop(self) -> None:
        """Record no more of what happens."""
        if self._recording:
            self._recording.stop()
            self._recording = None

    def add(self, stage: Stage) -> None:
        """Take part in the build of a language, whose pages are not rendered yet."""
        if self._recording:
            self._recording.add(stage)

    def wrote(self, path: str, content: bytes) -> None:
        """Take note of a file that is no page and was written below the folder of the site."""
        if self._recording:
            self._recording.wrote(path, content)

    def keep(self, store: Store, until: datetime | None) -> None:
        """Keep what was built for the next build, unless somebody has changed a file meanwhile.

        `until` is when the next note is published.
        """
        if self._recording:
            self._recording.stop()
            if self._key and self._stamps == self._recording.site.sources.stamps():
                self._recording.keep(store, self._key, until)
        self._key = None

    def keep_saves(
        self, store: Store, until: datetime | None, quick: QuickBuild, rebuild: Rebuild
    ) -> None:
        """Keep for the next `serve` what this one shows at its end.

        Nothing is kept if a file has changed that `serve` does not show yet.
        """
        recording = self._recording
        if recording and (quick.has_rendered or not recording.is_kept):
            quick.wait()
            key = recording.site.now()
            if key and rebuild.is_current:
                recording.keep(store, key, until, is_told=not quick.has_rendered)
