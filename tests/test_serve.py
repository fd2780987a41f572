"""`mkdocs serve` follows every change of the notes, and keeps the last good site.

Nothing here sleeps: every step waits for a line of the server's log, or for an answer.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from http.client import IncompleteRead
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

import lxml.html
import pytest

from tests.generate import (
    configuration,
    note_date,
    note_source,
    note_text,
    note_title,
    write_config,
    write_notes,
)

PAIRS = 7
WORDS = (80, 120)
DEADLINE = 60.0
# what a poll of the watched folders takes at most, many times over
NOTICED = 10.0

NOTICING = "Detected file changes"
REBUILT = "Reloading browsers"

fetch_from = build_opener(ProxyHandler({})).open


def free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return int(candidate.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    """The same clock for every build; the server's site lies in `folder`/built."""
    built = folder / "built"
    built.mkdir(exist_ok=True)
    return {
        **os.environ,
        "TMPDIR": str(built),
        "SOURCE_DATE_EPOCH": "1767225600",
        "PYTHONUNBUFFERED": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }


def mkdocs(folder: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", *map(str, arguments)],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


class Server:
    """A running `mkdocs serve` of the site in `folder`."""

    def __init__(self, folder: Path, port: int):
        self.folder = folder
        self.docs = folder / "docs"
        self.root = f"http://127.0.0.1:{port}"
        self.url = f"{self.root}/lab/"
        address = f"127.0.0.1:{port}"
        self.process = mkdocs(folder, "serve", "--livereload", "--dev-addr", address)
        self._lines: list[str] = []
        self._ended = False
        self._news = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            with self._news:
                self._lines.append(line.rstrip())
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()

    @property
    def now(self) -> int:
        """How much of the log has been written; a moment to wait from."""
        return len(self._lines)

    @property
    def log(self) -> list[str]:
        """What it has told so far, by line."""
        with self._news:
            return [*self._lines]

    def find(self, *parts: str, since: int, seconds: float) -> str | None:
        """The first line after `since` that has all the parts, as soon as there is one."""
        limit = time.monotonic() + seconds
        with self._news:
            position = since
            while True:
                for line in self._lines[position:]:
                    if all(part in line for part in parts):
                        return line
                position = len(self._lines)
                left = limit - time.monotonic()
                if self._ended or left <= 0:
                    return None
                self._news.wait(left)

    def wait(self, *parts: str, since: int = 0) -> str:
        line = self.find(*parts, since=since, seconds=DEADLINE)
        log = "\n".join(self._lines)
        assert line is not None, f"no line with {parts} after line {since} of:\n{log}"
        return line

    def change(self, change: Callable[[], object]) -> int:
        """Makes a change and waits until the server has noticed it; returns since when."""
        since = self.now
        change()
        # A change made before the watcher took its first look at the folders is not noticed:
        # the configuration is watched too, and touching it builds the same site.
        while self.find(NOTICING, since=since, seconds=NOTICED) is None:
            assert self.process.poll() is None, "\n".join(self._lines)
            os.utime(self.folder / "mkdocs.yml")
        return since

    def rebuild(self, change: Callable[[], object]) -> int:
        """Makes a change and waits until the site with it is served; returns since when."""
        since = self.change(change)
        self.wait(REBUILT, since=since)
        return since

    def write(self, source: str, text: str) -> None:
        """Saves a page all at once, as editors do: the watcher never sees half of it."""
        draft = self.folder / "draft"
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.docs / source)

    def read(self, source: str) -> str:
        return (self.docs / source).read_text(encoding="utf-8")

    def get(self, address: str) -> str:
        """A page's HTML; requests that hang are a failure."""
        with fetch_from(self.url + address, timeout=DEADLINE) as response:
            return str(response.read(), "utf-8")

    def status(self, address: str) -> int:
        try:
            with fetch_from(self.url + address, timeout=DEADLINE) as response:
                return int(response.status)
        except HTTPError as error:
            return error.code

    def archive(self, language: str) -> list[str]:
        """The keys of one language's notes in that language's archive, over all its pages."""
        start = "archive/" if language == "en" else f"{language}/archive/"
        keys: list[str] = []
        page = pages = 1
        while page <= pages:
            html = self.get(start if page == 1 else f"{start}page/{page}/")
            tree = lxml.html.document_fromstring(html)
            (listing,) = tree.xpath("//*[@data-view='archive'][@data-page]")
            assert listing.get("data-page") == str(page)
            pages = int(listing.get("data-pages"))
            keys += listing.xpath(f".//article[@data-key][@lang='{language}']/@data-key")
            page += 1
        return keys

    def files(self) -> dict[str, bytes]:
        """What the server serves, without the script that it adds to each answer."""
        (site,) = (self.folder / "built").glob("mkdocs_*")
        return tree_of(site)


def tree_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are in one tree only, or not the same to the byte."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def key(number: int) -> str:
    return note_source(number).removesuffix(".md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with static-i18n's suffix layout."""
    write_notes(tmp_path / "docs", PAIRS, WORDS)
    write_config(tmp_path / "mkdocs.yml", configuration())
    return tmp_path


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    server = Server(folder, free_port())
    try:
        server.wait("Serving on")
        yield server
    finally:
        server.process.terminate()
        server.process.wait(DEADLINE)


def test_a_day_of_writing_ends_in_the_site_of_a_clean_build(folder: Path) -> None:
    with serving(folder) as server:
        all_keys = [key(number) for number in range(1, PAIRS + 1)]
        assert server.archive("en") == server.archive("zh") == all_keys

        edits_a_text(server)
        reviews_a_pair(server)
        changes_a_date(server)
        adds_and_deletes_notes(server)
        breaks_and_repairs_front_matter(server)

        config = write_config(folder / "clean.yml", configuration(site_url=server.url))
        clean = mkdocs(folder, "build", "-f", config, "-d", folder / "clean")
        log, _ = clean.communicate(timeout=DEADLINE)
        assert clean.returncode == 0, log
        assert differences(server.files(), tree_of(folder / "clean")) == []


def edits_a_text(server: Server) -> None:
    sentence = "Nobody had written this before."
    source = note_source(2)
    assert sentence not in server.get(f"{key(2)}/")
    server.rebuild(lambda: server.write(source, server.read(source) + f"\n{sentence}\n"))
    assert sentence in server.get(f"{key(2)}/")
    assert sentence not in server.get(f"zh/{key(2)}/")


def reviews_a_pair(server: Server) -> None:
    """The pages for the author show each save; the comparison at the end finds none of them."""
    assert note_title(2) in server.get("status/")
    assert note_title(2, "zh") in server.get("zh/status/")
    source, address = note_source(2), f"review/{key(2)}/"
    before = server.get(address)
    assert "livereload(" in before
    assert "2.61" not in before
    server.rebuild(lambda: server.write(source, f"{server.read(source)}\nAt 2.61 ms.\n"))
    assert '<mark id="' in server.get(address)
    assert "2.61 ms</mark>" in server.get(address)
    assert "2.61 ms</mark>" in server.get(f"review/{key(2)}")
    assert server.status("review/nothing/") == 404


def changes_a_date(server: Server) -> None:
    for language in ("en", "zh"):
        source = note_source(5, language)
        text = server.read(source).replace(f"date: {note_date(5)}", "date: 2026-01-02", 1)
        server.rebuild(partial(server.write, source, text))
    expected = [key(number) for number in (5, 1, 2, 3, 4, 6, 7)]
    assert server.archive("en") == server.archive("zh") == expected


def adds_and_deletes_notes(server: Server) -> None:
    text = note_text(8, "en", WORDS)
    server.rebuild(lambda: server.write(note_source(8), text))
    assert server.archive("en") == [key(number) for number in (5, 1, 2, 3, 4, 6, 7, 8)]
    assert note_title(8) in server.get(f"{key(8)}/")
    assert key(8) not in server.archive("zh")

    for language in ("en", "zh"):
        path = server.docs / note_source(3, language)
        server.rebuild(path.unlink)
    assert server.archive("en") == [key(number) for number in (5, 1, 2, 4, 6, 7, 8)]
    assert server.archive("zh") == [key(number) for number in (5, 1, 2, 4, 6, 7)]
    assert server.status(f"{key(3)}/") == server.status(f"zh/{key(3)}/") == 404


def breaks_and_repairs_front_matter(server: Server) -> None:
    source = note_source(4)
    good = server.read(source)
    broken = good.replace("title: ", "title: [unclosed ", 1)

    since = server.rebuild(lambda: server.write(source, broken))
    server.wait("WARNING", source, since=since)
    assert note_title(1) in server.get("archive/")

    server.rebuild(lambda: server.write(source, good))
    assert server.archive("en") == [key(number) for number in (5, 1, 2, 4, 6, 7, 8)]
    assert note_title(4) in server.get(f"{key(4)}/")


def test_a_conflict_is_refused_and_the_last_good_site_stays(folder: Path) -> None:
    with serving(folder) as server:
        source = note_source(6)
        good = server.read(source)
        clash = good.replace("title: ", f"translation_key: {key(7)}\ntitle: ", 1)
        before = server.files()

        since = server.change(lambda: server.write(source, clash))
        server.wait("ERROR", source, key(7), since=since)
        # a good site asked for while there is no new one: answered, and whole
        assert note_title(1) in server.get("archive/")
        assert server.status("zh/") == server.status(f"{key(6)}/") == 200
        assert differences(server.files(), before) == []

        sentence = "Repaired, and then some."
        server.rebuild(lambda: server.write(source, f"{good}\n{sentence}\n"))
        assert sentence in server.get(f"{key(6)}/")
        assert server.archive("en") == [key(number) for number in range(1, PAIRS + 1)]


def save_and_reload(server: Server, sentence: str) -> tuple[float, float]:
    """Add a sentence to a note as somebody does who looks at it.

    Returns the seconds until the browser has the new page, and until search finds it.
    """
    source = note_source(1)
    script = re.search(r"livereload\((\d+), (\d+)\);", server.get(f"{key(1)}/"))
    assert script is not None
    since = server.now
    question = f"{server.root}/livereload/{script[1]}/{script[2]}"
    with ThreadPoolExecutor() as browser:
        # the script asks, and is answered once there is something newer than what it shows
        answer = browser.submit(lambda: int(fetch_from(question, timeout=DEADLINE).read()))
        server.wait("Browser connected", since=since)
        assert not answer.done()
        start = time.monotonic()
        server.write(source, f"{server.read(source)}\n{sentence}\n")
        assert answer.result(DEADLINE) > int(script[1])
    assert sentence in server.get(f"{key(1)}/")
    shown = time.monotonic() - start
    while not _is_found(server, sentence):
        assert time.monotonic() - start < DEADLINE
    return shown, time.monotonic() - start


def _is_found(server: Any, sentence: str) -> bool:
    """Whether the search index has a sentence.

    MkDocs opens a file first and asks for its size by its name then, when it may be a newer one.
    """
    with suppress(IncompleteRead):
        return sentence in server.get("search/search_index.json")
    return False


def test_a_save_is_soon_on_the_screen_and_found(folder: Path) -> None:
    with serving(folder) as server:
        since = server.rebuild(lambda: server.write(note_source(2), server.read(note_source(2))))
        times = [save_and_reload(server, f"Sentence {number}.") for number in range(4)]
        assert server.find("[PN198]", note_source(1), since=since, seconds=0)
        # the best of four: other programs may take the time of the others
        shown, found = (min(seconds) for seconds in zip(*times, strict=True))
        assert shown < 2
        assert found < 3


def test_serve_dirty_is_refused(folder: Path) -> None:
    process = mkdocs(folder, "serve", "--dirty", "--dev-addr", f"127.0.0.1:{free_port()}")
    try:
        log, _ = process.communicate(timeout=DEADLINE)
    finally:
        process.kill()
    assert process.returncode != 0
    assert "--dirty" in log
    assert "Traceback" not in log
