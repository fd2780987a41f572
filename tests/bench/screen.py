"""From the save of a note to its new text on the screen, with `mkdocs serve` and `hugo server`.

What a browser does is done here over HTTP. With MkDocs it asks `/livereload/…`, which is answered
once there is something new, and then gets the page. Hugo tells its browsers over a WebSocket; here
the page is fetched every few milliseconds until the new text is there, which is no later.
"""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random
from urllib.request import ProxyHandler, build_opener

from tests.bench.contestant import tell
from tests.bench.process import environment
from tests.bench.sites import new_sentence, save
from tests.generate import note_source

DEADLINE = 900.0
OFTEN = 0.005
SELDOM = 0.05
"""Seconds between two questions for the search index, which is large."""
SEARCH = "search/search_index.json"
LIVERELOAD = re.compile(r"livereload\((\d+), (\d+)\);")

fetch_from = build_opener(ProxyHandler({})).open


@dataclass
class Times:
    """Seconds, one number for each start or save."""

    start: list[float] = field(default_factory=list)
    """From the start of the server to the first page."""
    first: list[float] = field(default_factory=list)
    """From the first save to the page: papernotes may still build what saves need."""
    page: list[float] = field(default_factory=list)
    """From any other save to the note's page with the new text."""
    search: list[float] = field(default_factory=list)
    """From that page to the search index with the new text."""


@dataclass(frozen=True)
class Served:
    """A site and the program that serves it below http://127.0.0.1:`port`/lab/."""

    name: str
    command: Sequence[str | Path]
    port: int
    sources: Path
    """The folder with `notes/`."""
    place: Path
    """An existing folder for the server's log and its temporary files."""
    folder: Path | None = None
    """Where the command runs."""
    tells: bool = True
    """Whether the server has MkDocs' `/livereload/` and its search index."""

    @contextmanager
    def running(self, first: str) -> Iterator[tuple[Server, float]]:
        """The server, and the seconds until it answered with the page `first`."""
        log = self.place / "server.log"
        with log.open("wb") as output:
            begin = time.perf_counter()
            process = subprocess.Popen(
                [str(part) for part in self.command],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment(TMPDIR=str(self.place)),
            )
        server = Server(f"http://127.0.0.1:{self.port}", process, log)
        try:
            server.wait_for(first, "<h1", OFTEN)
            yield server, time.perf_counter() - begin
        finally:
            stop(process)

    def measure(self, numbers: Sequence[int], times: Times, rng: Random) -> None:
        """Starts the server, saves the notes with these numbers, and stops it.

        The first save is measured apart.
        """
        with self.running(page_of(numbers[0])) as (server, seconds):
            times.start.append(seconds)
            tell(f"  {self.name:34}{seconds:8.2f} s from the start to the first page")
            times.first.append(self._save(numbers[0], server))
            for number in numbers[1:]:
                # not always at the same moment between two looks of the watcher
                time.sleep(rng.random())
                times.page.append(self._save(number, server, times.search))

    def _save(self, number: int, server: Server, search: list[float] | None = None) -> float:
        """Saves a note. Returns the seconds until its page has the new text.

        `search` gets those from then until the search index has it, too.
        """
        page, sentence = page_of(number), new_sentence()
        wait = server.reloads(page) if self.tells else server.polls(page)
        begin = time.perf_counter()
        save(self.sources / note_source(number), sentence)
        wait(sentence)
        shown = time.perf_counter()
        if self.tells:
            server.wait_for(SEARCH, sentence, SELDOM)
            if search is not None:
                search.append(time.perf_counter() - shown)
        tell(f"  {self.name:34}{shown - begin:8.2f} s from the save to the screen")
        return shown - begin


@dataclass(frozen=True)
class Server:
    """A running server; its pages are named below `/lab/`."""

    root: str
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, address: str) -> str:
        """What the server answers; nothing while it cannot be reached or has no such page."""
        try:
            with fetch_from(f"{self.root}/{address}", timeout=DEADLINE) as response:
                return str(response.read(), "utf-8")
        except (OSError, HTTPException):
            self._must_live()
            return ""

    def wait_for(self, page: str, text: str, pause: float) -> None:
        """Fetches the page again and again until it has the text."""
        end = time.monotonic() + DEADLINE
        while text not in self.get(f"lab/{page}"):
            if time.monotonic() > end:
                sys.exit(f"{page} never had {text!r}; the server's log: {self._end_of_log()}")
            time.sleep(pause)

    def polls(self, page: str) -> Callable[[str], None]:
        """Opens the page; what is returned waits until the page has a text."""
        self.get(f"lab/{page}")
        return lambda text: self.wait_for(page, text, OFTEN)

    def reloads(self, page: str) -> Callable[[str], None]:
        """Opens the page; what is returned reloads it when the server says so, as browsers do."""
        script = LIVERELOAD.search(self.get(f"lab/{page}"))
        if script is None:
            sys.exit(f"{page} does not ask for news; the server's log: {self._end_of_log()}")
        epoch, request = script.groups()

        def wait(text: str) -> None:
            newest = epoch
            end = time.monotonic() + DEADLINE
            while time.monotonic() < end:
                answer = self.get(f"livereload/{newest}/{request}")
                if answer not in ("", newest) and text in self.get(f"lab/{page}"):
                    return
                newest = answer or newest
                time.sleep(0 if answer else OFTEN)
            sys.exit(f"{page} never had {text!r}; the server's log: {self._end_of_log()}")

        return wait

    def _must_live(self) -> None:
        if self.process.poll() is not None:
            sys.exit(f"The server stopped; its log: {self._end_of_log()}")

    def _end_of_log(self) -> str:
        return self.log.read_text("utf-8", errors="replace")[-4000:]


def page_of(number: int) -> str:
    return f"{note_source(number).removesuffix('.md')}/"


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends a server as Ctrl-C does, and at once if it does not listen."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return int(candidate.getsockname()[1])
