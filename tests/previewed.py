"""What `mkdocs serve` does, without a server: the first build, then a rebuild after each edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from tests.build_site import Built, Project, Record, listening

ADDRESS = "http://127.0.0.1:8000/lab/"
_WATCH = "mkdocs_papernotes.adapter.watching.watch_natively"
_FOLLOWED = "mkdocs_papernotes.adapter.records.is_followed"
_RENDERED = "[PN198]"


class Preview:
    """A site as `serve` has it, which is rebuilt when `rebuild` is called."""

    def __init__(self, project: Project, at_the_end: Callable[[], object] = lambda: None):
        """`at_the_end` is called when everything is built, each time."""
        self._project, self.at_the_end = project, at_the_end
        config = project.load("served")
        self._plugins = MkDocsConfig.plugins.plugin_cache.copy()
        config.plugins.on_startup(command="serve", dirty=False)
        self.server = LiveReloadServer(
            builder=self._build, host="127.0.0.1", port=8000, root=config.site_dir
        )
        self.shown = Path(config.site_dir)
        """The folder that is served at first."""
        self.rebuilds = 0
        """How many times everything was built after the first time."""
        self.rendered: list[str] = []
        """What was told of notes that were rendered by themselves."""
        self.records: list[Record] = []
        """What the last build has told."""
        config.site_url = ADDRESS
        self._plugin: Any = config.plugins["papernotes"]
        with listening() as self.records:
            with patch(_FOLLOWED, lambda: True):
                build(config, serve_url=ADDRESS)
            at_the_end()
            with patch(_WATCH):
                self.server = config.plugins.on_serve(
                    self.server, config=config, builder=self._build
                )
            if self._plugin.first:
                self._plugin.first.wait()

    def _build(self) -> None:
        self.rebuilds += 1
        config = self._project.load("served", again=True)
        config.site_url = ADDRESS
        build(config, serve_url=ADDRESS)
        self.at_the_end()

    def rebuild(self) -> bool:
        """Called after an edit; returns whether not everything was built."""
        before = self.rebuilds
        with self._own_plugins(), listening() as self.records:
            self.server.builder()
        self.rendered += [each.message for each in self.records if _RENDERED in each.message]
        return self.rebuilds == before

    @contextmanager
    def _own_plugins(self) -> Iterator[None]:
        """The instances of plugins that MkDocs keeps for all builds of `serve`."""
        cache = MkDocsConfig.plugins.plugin_cache
        others = cache.copy()
        cache.clear()
        cache.update(self._plugins)
        try:
            yield
        finally:
            cache.clear()
            cache.update(others)

    @property
    def is_built_later(self) -> bool:
        """Whether the site was shown before it was built."""
        return bool(self._plugin.first)

    def served(self) -> Built:
        """What is served, with its search index."""
        if self._plugin.quick:
            self._plugin.quick.wait()
        return Built(Path(self.server.root), tuple(self.records))

    def clean(self) -> Built:
        """What another `serve` would serve of the same sources, without a cache."""
        with listening() as records:
            config = self._project.load("clean")
            config.plugins["papernotes"].config["cache"] = False
            config.plugins.on_startup(command="serve", dirty=False)
            config.site_url = ADDRESS
            build(config, serve_url=ADDRESS)
        return Built(self._project.folder / "clean", tuple(records))

    def close(self) -> None:
        self._plugin.on_shutdown()
        self.server.server_close()
