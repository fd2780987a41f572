"""A build of a site that has not changed writes and tells the same again, and builds nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_papernotes.adapter import recording
from mkdocs_papernotes.cache.recorded_site import Part, RecordedFile, RecordedMessage, RecordedSite
from mkdocs_papernotes.cache.store import Store
from tests.build_site import Project
from tests.edited_site import Edited, check_equal, write_site

NOON = 1767268800
"""Seconds since the epoch: 2026-01-01 12:00 UTC."""
SCHEDULED = "---\ntitle: Later\ndate: 2025-12-30\npublish: 2026-01-01 15:00\n---\n\nSoon.\n"


@pytest.fixture(autouse=True, scope="module")
def one_clock() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(NOON))
        yield


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that MkDocs builds from now on, by source."""
    found: list[str] = []
    module = "mkdocs.commands.build"
    build_page = pytest.importorskip(module)._build_page

    def listen(page: Any, *given: Any, **named: Any) -> None:
        found.append(page.file.src_uri)
        build_page(page, *given, **named)

    monkeypatch.setattr(f"{module}._build_page", listen)
    return found


@pytest.mark.parametrize(
    ("layout", "theme"), [("suffix", "material"), ("folder", "mkdocs"), ("none", "material")]
)
def test_an_unchanged_site_is_written_again(
    tmp_path: Path, layout: str, theme: str, rendered: list[str]
) -> None:
    site = write_site(tmp_path / "site", layout, theme)
    first = site.project.build("out", strict=False)
    assert rendered
    rendered.clear()
    again = site.project.build("out", strict=False)
    elsewhere = site.project.build("elsewhere", strict=False)
    assert not rendered
    for built in (again, elsewhere):
        check_equal(built, first)
    stopped = site.project.attempt(strict=True, target="out")
    assert stopped.exit_code == 1  # it has warnings, and its configuration differs in `strict`
    rendered.clear()
    assert site.project.attempt(strict=True, target="out").exit_code == 1
    assert not rendered


CHANGES: dict[str, Callable[[Edited], object]] = {
    "a text": lambda site: site.write(
        "notes/note-0002.md", site.read("notes/note-0002.md") + "\nX.\n"
    ),
    "an asset": lambda site: site.project.write("extra/data.txt", "1, 2, 3"),
    "a deleted page": lambda site: site.delete("notes/note-0003.md"),
    "the bibliography": lambda site: (site.project.folder / "papers.bib").write_text("", "utf-8"),
    "a file of terms": lambda site: (site.project.folder / "terms.yml").write_text(
        "links: {en: Links, zh: 链接}\n", "utf-8"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_is_built(
    tmp_path: Path, rendered: list[str], change: Callable[[Edited], object]
) -> None:
    site = write_site(tmp_path / "site")
    site.project.build("out", strict=False)
    change(site)
    rendered.clear()
    built = site.project.build("out", strict=False)
    assert rendered

    def uncached(config: Any) -> None:
        config.plugins["papernotes"].config["cache"] = False

    check_equal(built, site.project.build("clean", strict=False, change=uncached))
    rendered.clear()
    check_equal(site.project.build("out", strict=False), built)
    assert not rendered


def test_what_was_written_as_it_is_known_is_not_read_for_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()

    class Spy(FileIO):
        def __init__(self, path: str):
            read.add(Path(path).relative_to(tmp_path / "site" / "out").as_posix())
            super().__init__(path)

    site = write_site(tmp_path / "site")
    site.project.build("out", strict=False)
    site.write("notes/note-0002.md", site.read("notes/note-0002.md") + "\nX.\n")
    monkeypatch.setattr(recording, "FileIO", Spy)
    built = site.project.build("out", strict=False)
    assert "sitemap.xml" in read
    pages = {path for path in built.files if path.startswith("notes/")}
    assert pages
    assert not pages & read


def test_a_record_after_saves_has_the_pages_in_the_cache(tmp_path: Path) -> None:
    plugins: list[Any] = []
    site = write_site(tmp_path / "site")
    site.project.build("out", strict=False)
    site.write("notes/note-0002.md", site.read("notes/note-0002.md") + "\nX.\n")
    built = site.project.build(
        "out", strict=False, change=lambda config: plugins.append(config.plugins["papernotes"])
    )
    saved = "notes/note-0003/index.html"
    for path in set(built.files) - {saved}:
        os.utime(built.site_dir / path, (0, 0))  # long before the build ended

    store, key = Store(plugins[0].cache_folder), b"k" * 20
    plugins[0].records._recording.keep(store, key, None, is_told=False)
    found = RecordedSite.from_json(store.get(key) or b"")
    assert found is not None
    parts = {file.path: {found.parts[at].key for at in file.parts} for file in found.files}
    assert parts[saved] <= {*found.own}
    for number in ("0001", "0002"):  # from the cache, and rendered
        assert not parts[f"notes/note-{number}/index.html"] & {*found.own}


def test_a_page_that_another_plugin_replaces_stays_replaced(
    tmp_path: Path, rendered: list[str]
) -> None:
    project = Project(tmp_path).configure()
    for name in ("a", "b", "c"):
        project.note(f"{name}.md", "# A\n\nText.")
    path = tmp_path / "mkdocs.yml"
    config = yaml.safe_load(path.read_text("utf-8"))
    config["plugins"].append({"redirects": {"redirect_maps": {"notes/a.md": "notes/b.md"}}})
    path.write_text(yaml.safe_dump(config), "utf-8")
    for _ in range(2):
        project.note("c.md", f"# C\n\nText {len(rendered)}.")
        built = project.build(strict=False)
        assert "../b/" in built.text("notes/a/index.html")
        rendered.clear()
        check_equal(project.build(strict=False), built)
        assert not rendered


def test_a_note_is_published_when_its_time_has_come(
    tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path).configure()
    project.write("index.md", "# Home\n")
    project.write("notes/later.md", SCHEDULED)
    assert "notes/later/index.html" not in project.build(strict=False).files
    rendered.clear()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + 3600))
    assert "notes/later/index.html" not in project.build(strict=False).files
    assert not rendered
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + 4 * 3600))
    assert "notes/later/index.html" in project.build(strict=False).files


def test_hooks_and_unknown_plugins_are_always_run(tmp_path: Path) -> None:
    """Nobody knows what they read."""
    hook = tmp_path / "hook.py"
    hook.write_text(
        "def on_post_build(config):\n"
        "    with open(config.site_dir + '/hook.txt', 'w') as file: file.write('run')\n"
        "    with open(config.config_file_path + '.count', 'a') as file: file.write('.')\n",
        "utf-8",
    )
    project = Project(tmp_path / "site").configure("none", hooks=[str(hook)])
    project.write("index.md", "# Home\n")
    for _ in range(3):
        assert project.build(strict=False).files["hook.txt"] == b"run"
    assert Path(f"{project.folder}/mkdocs.yml.count").read_text("utf-8") == "..."


def test_hidden_files_of_others_stay(tmp_path: Path, rendered: list[str]) -> None:
    """Such as the repository of those who publish the folder of the site."""
    project = Project(tmp_path).configure()
    project.write("index.md", "# Home\n")
    first = project.build(strict=False)
    (first.site_dir / ".git").mkdir()
    (first.site_dir / ".git" / "HEAD").write_text("ref", "utf-8")
    (first.site_dir / "old.html").write_text("old", "utf-8")
    rendered.clear()
    again = project.build(strict=False)
    assert not rendered
    assert (again.site_dir / ".git" / "HEAD").read_text("utf-8") == "ref"
    assert not (again.site_dir / "old.html").exists()


def test_a_result_that_is_missing_is_built(tmp_path: Path, rendered: list[str]) -> None:
    project = Project(tmp_path).configure()
    project.write("index.md", "# Home\n")
    first = project.build(strict=False)
    with sqlite3.connect(project.folder / ".cache/papernotes/results.sqlite") as connection:
        values = [value[4:] for (value,) in connection.execute("SELECT value FROM results")]
        (site,) = filter(None, map(RecordedSite.from_json, values))
        connection.execute("DELETE FROM results WHERE key = ?", (site.own[0],))
    rendered.clear()
    check_equal(project.build(strict=False), first)
    assert rendered


@pytest.mark.parametrize("place", ["docs", "theme"])
def test_a_template_that_prints_the_time_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    name, text = "when.xml", "<when>{{ build_date_utc }}</when>"
    project = Project(tmp_path)
    if place == "docs":
        project.configure(extra_templates=[name]).write(name, text)
    else:
        theme = tmp_path / "theme"
        project.configure(
            theme_options={"custom_dir": str(theme), "static_templates": ["404.html", name]}
        )
        theme.mkdir()
        (theme / name).write_text(text, "utf-8")
    project.write("index.md", "# Home\n")
    for minute in range(3):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + 60 * minute))
        assert f"12:0{minute}:00" in project.build(strict=False).files[name].decode()


def test_a_file_with_a_name_in_an_old_encoding_is_copied(
    tmp_path: Path, rendered: list[str]
) -> None:
    """Archives from Windows have such names. MkDocs copies the file; it has no address."""
    name = os.fsdecode("论文.zip".encode("gbk"))
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A\n\n![A figure](figure.png)")
    for file in (name, "notes/figure.png"):
        project.write(file, b"content")
    first = project.build(strict=False)
    assert first.files[name] == b"content"
    rendered.clear()
    check_equal(project.build(strict=False), first)
    assert not rendered


def test_large_files_are_copied_as_they_are_now(tmp_path: Path, rendered: list[str]) -> None:
    """Only their beginning is read to see whether a site has changed."""
    project = Project(tmp_path).configure()
    project.write("index.md", "# Home\n")
    film = project.write("film.mp4", bytes(3_000_000))
    project.build(strict=False)
    rendered.clear()
    film.write_bytes(bytes(2_999_999) + b"x")
    assert project.build(strict=False).files["film.mp4"].endswith(b"\0x")
    assert not rendered
    film.write_bytes(bytes(3_000_001))
    assert len(project.build(strict=False).files["film.mp4"]) == 3_000_001


def test_the_cache_does_not_grow_with_every_build(tmp_path: Path) -> None:
    """The search index is another one after each edit, and a large file."""
    project = Project(tmp_path).configure()
    project.write("index.md", "# Home\n")
    counts = []
    for number in range(4):
        project.note("a.md", f"The text of day {number}.")
        project.build(strict=False)
        with sqlite3.connect(project.folder / ".cache/papernotes/results.sqlite") as connection:
            found = connection.execute("SELECT value FROM results").fetchall()
        counts.append(sum(b'"docs":[' in value for (value,) in found))
    assert len(set(counts)) == 1, counts


def test_the_home_page_of_a_theme_says_when_it_was_built(
    tmp_path: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path).configure(layout="none", theme="mkdocs")
    project.write("index.md", "# Home\n\n    Build Date UTC : never\n")
    assert b"UTC : 2026-01-01 12:00" in project.build(strict=False).files["index.html"]
    rendered.clear()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON + 60))
    home = project.build(strict=False).files["index.html"].decode()
    assert not rendered
    assert "Build Date UTC : never" in home
    assert "Build Date UTC : 2026-01-01 12:01:00+00:00\n" in home
    assert "12:00" not in home


NOW = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
SITE = RecordedSite(
    [Part.of(b"k" * 20, b"x"), Part.of(b"l" * 20, b"yz")],
    [
        RecordedFile("a/index.html", (0, 1)),
        RecordedFile("a.bib", (1,), (1, 2)),
        RecordedFile("pic.png", original="/docs/pic.png"),
    ],
    [RecordedMessage("mkdocs", 30, "100 % “done”")],
    1,
    20,
    NOW,
    NOW + timedelta(hours=2),
    ["index.html"],
    False,
    [b"l" * 20],
)


def test_a_record_is_read_as_it_was_written() -> None:
    assert RecordedSite.from_json(SITE.to_json()) == SITE


@pytest.mark.parametrize(
    ("now", "level", "holds"),
    [
        (NOW, 20, True),
        (NOW + timedelta(hours=1), 30, True),
        (NOW + timedelta(hours=2), 20, False),
        (NOW - timedelta(seconds=1), 20, False),
        (NOW, 10, False),
    ],
)
def test_a_record_holds_for_a_time_and_for_a_log(now: datetime, level: int, holds: bool) -> None:
    assert SITE.holds(now, level) is holds


def test_a_record_tells_what_there_is_to_tell_on_its_day() -> None:
    told = replace(SITE, is_told=True)
    assert told.tells(NOW + timedelta(hours=11))
    assert not told.tells(NOW + timedelta(hours=12))
    assert not SITE.tells(NOW)


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "a/../../x", "", "a\\..\\..\\x", "..", "a/..", "C:\\x"]
)
def test_no_record_leads_out_of_the_site(path: str) -> None:
    site = RecordedSite([], [RecordedFile(path)], [], 0, 20, NOW, None)
    assert RecordedSite.from_json(site.to_json()) is None


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"[[],[],0,20]", b"\xff", b"[" * 100_000])
def test_what_is_no_record_is_none(data: bytes) -> None:
    assert RecordedSite.from_json(data) is None
