"""The start of `serve` where the site has not changed: pages are shown before anything is built.

A page that is asked for is written at once, the others soon after. Then everything is built in the
background, because a save needs more than the pages.
"""

from __future__ import annotations

import logging
import posixpath
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from tempfile import mkdtemp
from threading import Event, Thread, current_thread
from typing import TYPE_CHECKING, cast

import click
from mkdocs.exceptions import Abort

from mkdocs_papernotes.adapter.recording import LOGGERS
from mkdocs_papernotes.cache.recorded_files import RecordedFiles

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from mkdocs.livereload import LiveReloadServer

_LATER = 0.3
"""Seconds in which a browser gets the first page."""
_INDEX, _NOT_FOUND = "index.html", "404.html"


def is_followed() -> bool:
    """Whether MkDocs is going to call `on_serve`, as it does not with `--no-livereload`."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.params.get("livereload"))


class FirstBuild:
    """A build in the background, into a folder of its own, from which `serve` then goes on."""

    def __init__(
        self,
        server: LiveReloadServer,
        files: RecordedFiles,
        build: Callable[[], object],
        *,
        is_told: bool,
    ):
        """`files` are those of the site. `build` is called once; it builds into `folder`.

        `is_told` is whether all has been told that the build would tell.
        """
        self.folder = mkdtemp(prefix="papernotes_")
        self._server, self._files, self._build = server, files, build
        self._served, self._is_told = server.root, is_told
        self._others = cast("WSGIApplication", server.get_app())
        self._hurry, self._ends = Event(), False
        self._thread = Thread(target=self._run, name="papernotes", daemon=True)

    @property
    def is_running_here(self) -> bool:
        """Whether this is called by the build."""
        return current_thread() is self._thread

    def start(self) -> None:
        """Show the site from now on, and build it soon."""
        self._files.write(_NOT_FOUND)
        self._server.set_app(self._answer)
        self._thread.start()

    def wait(self) -> None:
        """Wait until everything is built."""
        self._hurry.set()
        if self._thread.is_alive():
            self._thread.join()

    def stop(self) -> None:
        """Build no further."""
        self._ends = True
        self.wait()

    def end(self) -> None:
        """Have the server show its own folder again."""
        self.stop()
        self._server.root = self._served
        shutil.rmtree(self.folder, ignore_errors=True)

    def check_end(self) -> None:
        """Called by the build now and then. Raises `Abort` if nobody needs it any more."""
        if self._ends and self.is_running_here:
            raise Abort("serve ends")

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request, when the file for it is written."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        below = f"{path}/".removeprefix(self._server.mount_path)
        asked = posixpath.normpath(f"/{below}").lstrip("/")
        self._files.write(asked)
        self._files.write(f"{asked}/{_INDEX}".lstrip("/"))
        return self._others(environ, start)

    def _run(self) -> None:
        self._hurry.wait(_LATER)
        telling = _untold() if self._is_told else nullcontext()
        with telling, suppress(Exception, SystemExit):  # the next save builds all, and tells why
            self._files.write_all(self.check_end)
            self._server.set_app(self._others)
            self._build()
            self._server.root = self.folder


@contextmanager
def _untold() -> Iterator[None]:
    """The time in which nothing is told of what is logged in this thread."""
    thread = current_thread().ident

    def is_of_another(record: logging.LogRecord) -> bool:
        return record.thread != thread

    names = ("", *LOGGERS)
    handlers = [handler for name in names for handler in logging.getLogger(name).handlers]
    for handler in handlers:
        handler.addFilter(is_of_another)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(is_of_another)
