"""A file that does not fit on the disk is an error: half of it is never taken for the whole."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest

from mkdocs_papernotes.assembly.output import Output, write_outputs
from mkdocs_papernotes.cache.recorded_files import RecordedFiles
from mkdocs_papernotes.cache.recorded_site import RecordedFile, RecordedSite

pytestmark = pytest.mark.pure

ROOM = 1_000
"""Bytes that a file may have."""
CONTENT = b"x" * 1_500


def replay(folder: Path) -> None:
    now = datetime.now(timezone.utc)
    site = RecordedSite([], [RecordedFile("a.html", [0])], [], 0, 20, now, None)
    files = RecordedFiles(site, [CONTENT], now)
    files.folder = folder
    files.write_all()


def write(folder: Path) -> None:
    output = Output("a.html", "a.md", content=CONTENT.decode)
    assert [*write_outputs([output], folder)] == []


@pytest.fixture
def _full_disk() -> Iterator[None]:
    """As on a full disk, the system writes what still fits, and says how much that is."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("_full_disk")
@pytest.mark.parametrize("run", [replay, write])
def test_half_a_file_is_an_error(tmp_path: Path, run: Callable[[Path], None]) -> None:
    with pytest.raises(OSError, match="too large"):
        run(tmp_path)


@pytest.mark.parametrize("run", [replay, write])
def test_a_file_that_fits_is_whole(tmp_path: Path, run: Callable[[Path], None]) -> None:
    run(tmp_path)
    assert (tmp_path / "a.html").read_bytes() == CONTENT
