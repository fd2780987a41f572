"""What `serve` does at a save: renders the note by itself, or says that this is not enough."""

from __future__ import annotations

import errno
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.livereload import LiveReloadServer
from pymdownx import slugs
from watchdog.events import DirDeletedEvent, FileModifiedEvent, FileMovedEvent, FileSystemEvent
from watchdog.observers import Observer

from mkdocs_papernotes.adapter.quick_build import QuickBuild
from mkdocs_papernotes.adapter.rebuild import Rebuild
from mkdocs_papernotes.adapter.surroundings import of_mkdocs
from mkdocs_papernotes.adapter.watching import Changes, _Handler, watch_natively
from mkdocs_papernotes.cache.digest import described
from tests.build_site import Project


def served(project: Project) -> QuickBuild:
    """What `serve` has after its first build."""
    config = project.load(strict=False)
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config, serve_url="http://127.0.0.1:8000/")
    plugin: Any = config.plugins["papernotes"]
    assert plugin.quick is not None
    return plugin.quick


def renders(quick: QuickBuild, *sources: str) -> bool:
    """Whether notes that were saved can be rendered by themselves."""
    texts = quick.new_texts({*sources})
    return texts is not None and quick.render(texts)


def test_a_draft_that_mkdocs_marks_is_left_to_it(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", draft_docs="notes/a.md")
    for name in ("a", "b"):
        project.note(f"{name}.md", "# A note\n\nOld words.")
    quick = served(project)
    for name in ("a", "b"):
        project.note(f"{name}.md", "# A note\n\nNew words.")
    assert not renders(quick, "notes/a.md")
    assert renders(quick, "notes/b.md")
    quick.wait()
    assert "New words." in (tmp_path / "site/notes/b/index.html").read_text("utf-8")


def test_a_notice_shows_the_new_text_of_its_note(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("suffix", papernotes={"untranslated": "notice"})
    for name in ("a.md", "b.zh.md"):
        project.note(name, "# A note\n\nOld words.")
    quick = served(project)
    for name in ("a.md", "b.zh.md"):
        project.note(name, "# A note\n\nNew words.")
    assert renders(quick, "notes/a.md", "notes/b.zh.md")
    quick.wait()
    for path in ("notes/a", "zh/notes/a", "notes/b", "zh/notes/b"):
        assert "New words." in (tmp_path / f"site/{path}/index.html").read_text("utf-8")


def test_the_options_of_a_function_are_told_apart() -> None:
    lower, upper = slugs.slugify(case="lower"), slugs.slugify(case="upper")
    assert described(lower, of_mkdocs) == described(slugs.slugify(case="lower"), of_mkdocs)
    assert described(lower, of_mkdocs) != described(upper, of_mkdocs)


# The cache, where it is in a folder that is watched


@pytest.fixture
def config(tmp_path: Path) -> Any:
    for folder in ("docs", "cache"):
        (tmp_path / folder).mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    docs, path = str(tmp_path / "docs"), str(tmp_path / "mkdocs.yml")
    return SimpleNamespace(docs_dir=docs, config_file_path=path, watch=[str(tmp_path)])


def test_what_builds_write_does_not_start_another(tmp_path: Path, config: Any) -> None:
    built: list[str] = []
    quick: Any = SimpleNamespace(render=lambda _: False, wait=lambda: None)
    cache = tmp_path / "cache"
    rebuild = Rebuild(
        lambda: built.append("all"), lambda: quick, config, list, Changes(), cache, time.time_ns()
    )
    (cache / "results.sqlite").write_text("new", "utf-8")
    rebuild()
    assert built == []
    (tmp_path / "other.txt").write_text("new", "utf-8")
    rebuild()
    assert built == ["all"]


def test_what_builds_write_is_not_noticed(tmp_path: Path) -> None:
    noticed: list[FileSystemEvent] = []
    handler: Any = SimpleNamespace(dispatch=noticed.append)
    changes = _Handler(handler, Changes(), tmp_path / "cache")
    changes.dispatch(FileModifiedEvent(str(tmp_path / "cache" / "results.sqlite")))
    assert noticed == []
    changes.dispatch(FileModifiedEvent(str(tmp_path / "docs" / "a.md")))
    assert len(noticed) == 1


def test_a_folder_that_is_moved_away_is_noticed_and_files_of_editors_are_not(
    tmp_path: Path,
) -> None:
    noticed: list[FileSystemEvent] = []
    handler: Any = SimpleNamespace(dispatch=noticed.append)
    changes = _Handler(handler, Changes())
    changes.dispatch(FileModifiedEvent(str(tmp_path / ".a.md.swp")))
    assert noticed == []
    changes.dispatch(DirDeletedEvent(str(tmp_path / "notes")))
    assert [event.is_directory for event in noticed] == [False]


def test_links_are_left_to_mkdocs_which_follows_them(tmp_path: Path) -> None:
    docs, vault = tmp_path / "docs", tmp_path / "vault"
    for folder in (docs, vault):
        folder.mkdir()
    (docs / "notes").symlink_to(vault)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    try:
        server.watch(str(docs))
        polling = server.observer
        assert not watch_natively(server, Changes())
        assert server.observer is polling
    finally:
        server.shutdown()


def test_only_files_that_the_system_names_are_looked_at(tmp_path: Path, config: Any) -> None:
    docs = tmp_path / "docs"
    for name in ("a.md", "b.md"):
        (docs / name).write_text("old", "utf-8")
    asked: list[set[str]] = []
    quick: Any = SimpleNamespace(
        new_texts=lambda sources: asked.append(sources) or {}, wait=lambda: None
    )
    changes, built = Changes(), list[str]()
    changes.are_told = True
    whole = lambda: built.append("all")  # noqa: E731
    rebuild = Rebuild(whole, lambda: quick, config, list, changes, None, time.time_ns())
    for name in ("a.md", "b.md"):
        (docs / name).write_text("new words", "utf-8")
    changes.add([str(docs / "a.md")])
    rebuild()
    assert asked == [{"a.md"}]
    changes.add([str(docs / "c.md")])  # nobody knows it: everything is looked at
    rebuild()
    assert asked == [{"a.md"}, {"b.md"}]
    assert built == []


def test_a_file_that_is_replaced_is_noticed_and_those_beside_it_are_not(tmp_path: Path) -> None:
    noticed: list[FileSystemEvent] = []
    handler: Any = SimpleNamespace(dispatch=noticed.append)
    file, other = str(tmp_path / "mkdocs.yml"), str(tmp_path / "other.yml")
    changes = _Handler(handler, Changes(), file=file)
    changes.dispatch(FileModifiedEvent(other))
    assert noticed == []
    changes.dispatch(FileMovedEvent(other, file))
    assert len(noticed) == 1


def test_a_system_without_room_for_watches_leaves_watching_to_mkdocs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "start", fail)
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    try:
        server.watch(str(tmp_path))
        polling = server.observer
        watch_natively(server, Changes())
        assert server.observer is polling
        assert [watch.path for watch in polling._handlers] == [str(tmp_path)]
    finally:
        server.shutdown()
