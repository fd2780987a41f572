"""Where nothing has changed, `serve` shows the site of the last one, and builds it afterwards."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from threading import Event, get_ident
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

from mkdocs_papernotes.adapter.first_build import FirstBuild
from mkdocs_papernotes.cache.recorded_files import RecordedFiles
from mkdocs_papernotes.cache.recorded_site import RecordedSite
from tests.edited_site import write_site
from tests.generate import (
    configuration,
    note_source,
    note_text,
    note_title,
    write_config,
    write_notes,
)
from tests.previewed import Preview
from tests.test_serve import (
    DEADLINE,
    Server,
    environment,
    fetch_from,
    free_port,
    key,
    mkdocs,
    tree_of,
)
from tests.test_serve_edits import Writing, check, previewing

PAIRS = 5
WORDS = (60, 90)
SCRIPT = re.compile(rb"<script>[^<]*livereload\(\d+, \d+\);\s*</script>")
BROKEN = (
    "Doc file 'notes/picture.md' contains a link 'no.md', but the target 'notes/no.md' is not "
    "found among documentation files."
)
MESSAGE = re.compile(r"^(?:INFO|WARNING) +-  (?!\[)(?!Documentation built)")


@contextmanager
def serving(folder: Path, port: int) -> Iterator[Server]:
    server = Server(folder, port)
    try:
        server.wait("Serving on")
        yield server
    finally:
        server.process.terminate()
        server.process.wait(DEADLINE)


def told(server: Server) -> list[str]:
    """What the server has told until it was ready, without times and its folder."""
    lines = [re.sub(r"mkdocs_\w+", "…", line) for line in server.log if MESSAGE.match(line)]
    return sorted(line for line in lines if "Shutting down" not in line)


def answers(server: Server, names: list[str]) -> dict[str, bytes]:
    """What the server answers for files, as they are on the disk."""
    found = {}
    for name in names:
        with fetch_from(server.url + name, timeout=DEADLINE) as response:
            found[name] = SCRIPT.sub(b"", response.read())
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_notes(tmp_path / "docs", PAIRS, WORDS)
    write_config(tmp_path / "mkdocs.yml", configuration())
    return tmp_path


def test_what_was_served_is_served_again(folder: Path) -> None:
    port = free_port()
    with serving(folder, port) as server:
        first, messages = server.files(), told(server)
    assert any("PN109" in message for message in messages)
    for site in (folder / "built").iterdir():
        site.rename(folder / f"old-{site.name}")
    with serving(folder, port) as server:
        # without the slash, first of all
        with fetch_from(server.url.rstrip("/"), timeout=DEADLINE) as response:
            assert SCRIPT.sub(b"", response.read()) == first["index.html"]
        # from the last to the first: most are asked for before they are written
        assert answers(server, sorted(first, reverse=True)) == first
        assert server.status("no/such/page/") == 404
        assert b"404" in first["404.html"]
        assert note_title(1) in server.get(key(1))  # without the slash it is found, too
        assert told(server) == messages
        source, sentence = note_source(2), "Nobody had written this before."
        since = server.rebuild(lambda: server.write(source, f"{server.read(source)}\n{sentence}\n"))
        assert server.find("[PN198]", source, since=since, seconds=0)
        assert sentence in server.get(f"{key(2)}/")
        server.rebuild(lambda: server.write(note_source(9), note_text(9, "en", WORDS)))
        assert key(9) in server.archive("en")
        config = write_config(folder / "clean.yml", configuration(site_url=server.url))
        clean = mkdocs(folder, "build", "-f", config, "-d", folder / "clean")
        clean.communicate(timeout=DEADLINE)
        expected = tree_of(folder / "clean")
        assert answers(server, sorted(expected)) == expected


def test_without_reloading_all_is_written_before_it_is_served(folder: Path) -> None:
    """MkDocs tells plugins nothing of that server."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-livereload", "--dev-addr"]
    port = free_port()
    for _ in range(2):
        process = subprocess.Popen(
            [*command, f"127.0.0.1:{port}"],
            cwd=folder,
            env=environment(folder),
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            assert process.stderr
            assert any("Serving on" in line for line in process.stderr)
            (site,) = (folder / "built").glob("mkdocs_*")
            found = {*tree_of(site)}
        finally:
            process.kill()
            process.wait(DEADLINE)
        site.rename(folder / f"site-{len(found)}-{site.name}")
        assert f"{key(1)}/index.html" in found
        assert "zh/archive/index.html" in found


@pytest.mark.parametrize(
    ("layout", "theme"), [("suffix", "material"), ("folder", "mkdocs"), ("none", "material")]
)
def test_any_edits_after_such_a_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str, theme: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    site = write_site(tmp_path / "site", layout, theme)
    for is_again in (False, True):
        with previewing(site) as preview:
            assert preview.is_built_later == is_again
            check(preview)
    writing = Writing(site, seed=8)
    with previewing(site) as preview:
        assert preview.is_built_later
        for step in range(12):
            only_text = writing.edit()
            is_quick = preview.rebuild()
            assert is_quick or not only_text or step, writing.told
        check(preview, steps=writing.told)
        folder = preview.served().site_dir
    assert folder.is_dir() == (folder == preview.shown)


def test_what_was_saved_is_served_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also on another day. Problems of what was saved are told soon."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    site = write_site(tmp_path / "site")
    with previewing(site) as preview:
        site.write("notes/picture.md", site.read("notes/picture.md") + "\n[No](no.md). New.\n")
        assert preview.rebuild()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767325600")
    for _ in range(2):
        with previewing(site) as preview:
            assert preview.is_built_later
            shown = (preview.shown / "notes/picture/index.html").read_text("utf-8")
            assert "New." in shown
            assert messages(preview).count(BROKEN) == 1
            check(preview)
            assert preview.served().text("notes/picture/index.html") == shown


def messages(preview: Preview) -> list[str]:
    return [record.message for record in preview.records]


def server_of(folder: Path) -> Any:
    return LiveReloadServer(lambda: None, "127.0.0.1", 0, str(folder))


def no_files() -> RecordedFiles:
    now = datetime.now(timezone.utc)
    return RecordedFiles(RecordedSite([], [], [], 0, 20, now, None), [], now)


def test_a_build_in_the_background_ends_with_the_server(tmp_path: Path) -> None:
    server, began, threads = server_of(tmp_path), Event(), []

    def build() -> None:
        threads.append(get_ident())
        began.set()
        while True:
            first.check_end()

    first = FirstBuild(server, no_files(), build, is_told=True)
    try:
        first.start()
        assert began.wait(60)
        first.end()
        assert server.root == str(tmp_path)
        assert not Path(first.folder).exists()
        assert threads != [get_ident()]
        first.check_end()  # nothing happens to others
    finally:
        server.server_close()


def test_a_build_in_the_background_that_fails_changes_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The next save builds everything, and tells why that fails."""
    server = server_of(tmp_path)

    def build() -> None:
        raise ValueError("no")

    first = FirstBuild(server, no_files(), build, is_told=True)
    try:
        first.start()
        first.wait()
        assert server.root == str(tmp_path)
        assert "Traceback" not in capfd.readouterr().err
    finally:
        first.end()
        server.server_close()
