"""Translations whose originals have changed since, in real repositories."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from unittest.mock import patch

import pytest

from mkdocs_papernotes.assembly.behind import find_behind
from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.catalog.behind import Behind
from mkdocs_papernotes.git import repository
from mkdocs_papernotes.git.repository import NoRepositoryError, Repository
from mkdocs_papernotes.problems.problem import Problem
from tests.build_site import Project, page_text, text_of

ENGLISH, CHINESE = "notes/a.md", "notes/a.zh.md"
NOW = datetime(2026, 12, 1, tzinfo=timezone.utc)


class Repo:
    """A site in a repository of its own, or in a folder of one."""

    def __init__(self, folder: Path, site: str = ""):
        self.folder, self.site = folder, folder / site
        self.project = Project(self.site).configure("none")
        self.store = Store(None)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, day: int = 1, folder: Path | None = None) -> str:
        when = f"2026-05-{day:02}T12:00:00+00:00"
        names = {"GIT_AUTHOR_NAME": "A", "GIT_COMMITTER_NAME": "A"}
        names |= {"GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_EMAIL": "a@example.org"}
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder or self.folder,
            env={**os.environ, **names, **dates, **own},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def write(self, source: str, body: str, **keys: object) -> None:
        self.project.write(source, page_text(f"# A\n\n{body}", date="2026-04-16", **keys))

    def commit(self, day: int, message: str = "A change") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, day=day)
        return self.git("rev-parse", "HEAD")

    def change(self, day: int, message: str = "A change", **bodies: str) -> str:
        """Write and commit texts in some languages."""
        for language, body in bodies.items():
            self.write(ENGLISH if language == "en" else f"notes/a.{language}.md", body)
        return self.commit(day, message)

    def behind(self, folder: Path | None = None) -> dict[str, str]:
        """The day of the original's change, by the source of each note that is behind."""
        return self.told(folder)[0]

    def told(self, folder: Path | None = None) -> tuple[dict[str, str], list[str]]:
        found, problems = self.found(open_site(folder or self.site, now=NOW), folder)
        days = {source: f"{each.updated:%m-%d}" for source, each in found.items()}
        return days, [problem.name for problem in problems]

    def found(
        self, site: Site, folder: Path | None = None
    ) -> tuple[Mapping[str, Behind], list[Problem]]:
        return find_behind(site, (folder or self.site) / "docs", self.store)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """An original of the first of May, and its translation of the second."""
    found = Repo(tmp_path / "repo")
    found.change(1, en="One.")
    found.change(2, zh="一。")
    return found


def test_an_original_that_has_changed_since(repo: Repo) -> None:
    assert repo.told() == ({}, [])
    repo.change(5, en="One. Two.")
    assert repo.told() == ({CHINESE: "05-05"}, [])
    repo.change(6, zh="一。二。")
    assert repo.behind() == {}
    repo.change(7, en="One. Two. Three.", zh="一。二。三。")
    assert repo.behind() == {}
    repo.change(8, en="One. Four.")
    repo.change(9, en="One. Five.")
    assert repo.behind() == {CHINESE: "05-09"}


@pytest.mark.parametrize(
    "change",
    [
        lambda repo: repo.change(5, en="One.\n\n\n"),
        lambda repo: repo.change(5, en="One. Two.", message="Typo\n\n[skip-translation]"),
        lambda repo: repo.project.write(ENGLISH, page_text("# A\nOne.", tags=["x"])) and None,
    ],
    ids=["white space", "skipped", "front matter alone"],
)
def test_changes_that_do_not_count(repo: Repo, change: Callable[[Repo], object]) -> None:
    change(repo)
    repo.commit(5)
    assert repo.behind() == {}
    repo.change(6, en="One. Really.")
    assert repo.behind() == {CHINESE: "05-06"}


def test_white_space_in_the_translation_does_not_make_it_current(repo: Repo) -> None:
    repo.change(5, en="One. Two.")
    repo.change(6, zh="一 。\n")
    repo.change(7, zh="壹。", message="Better word [skip-translation]")
    assert repo.behind() == {CHINESE: "05-05"}


def test_renames_are_followed(repo: Repo) -> None:
    text = "Many words, of which most stay.\n" * 9
    repo.change(3, en=text)
    repo.change(4, zh=text)
    repo.git("mv", "docs/notes/a.zh.md", "docs/notes/b.zh.md")
    repo.git("mv", "docs/notes/a.md", "docs/notes/b.md")
    repo.commit(6)
    assert repo.behind() == {}
    repo.write("notes/b.md", f"{text}\nMore.")
    repo.git("mv", "docs/notes/b.md", "docs/notes/c é “d”.md")
    repo.git("mv", "docs/notes/b.zh.md", "docs/notes/c é “d”.zh.md")
    repo.commit(7)
    assert repo.behind() == {"notes/c é “d”.zh.md": "05-07"} or repo.behind() == {}
    repo.write("notes/c é “d”.md", f"{text}\nMore and more.")
    repo.commit(8)
    assert repo.behind() == {"notes/c é “d”.zh.md": "05-08"}


def test_a_change_counts_from_when_it_was_merged(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.change(3, en="One. Two.")
    repo.git("checkout", "-q", "main")
    repo.change(5, zh="一！")
    assert repo.behind() == {}
    repo.git("merge", "-q", "--no-ff", "-m", "Merge", "side", day=6)
    assert repo.behind() == {CHINESE: "05-03"}
    repo.git("checkout", "-q", "-b", "other", "HEAD~1")
    repo.change(4, zh="一！二。")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge", "other", day=7)
    assert repo.behind() == {}


def test_a_shallow_clone(repo: Repo, tmp_path: Path) -> None:
    repo.change(5, en="One. Two.")
    shallow = tmp_path / "shallow"
    repo.git("clone", "-q", "--depth=1", f"file://{repo.folder}", str(shallow))
    assert repo.told(shallow) == ({}, ["shallow-history"])
    repo.git("clone", "-q", f"file://{repo.folder}", str(tmp_path / "whole"))
    assert repo.told(tmp_path / "whole") == ({CHINESE: "05-05"}, [])


def test_no_repository_and_no_program(tmp_path: Path, repo: Repo) -> None:
    alone = Project(tmp_path / "alone").configure("none")
    alone.write(ENGLISH, page_text("# A", date="2026-05-01"))
    alone.write(CHINESE, page_text("# A", date="2026-05-01"))
    with pytest.raises(NoRepositoryError):
        Repository.of(alone.docs)
    assert repo.told(alone.folder) == ({}, [])
    repo.change(5, en="One. Two.")
    with patch.dict(os.environ, {"PATH": str(tmp_path)}):
        assert repo.told(alone.folder) == ({}, [])
        assert repo.told() == ({}, ["history-unknown"])


def test_a_repository_without_commits(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.write(ENGLISH, "One.")
    repo.write(CHINESE, "一。")
    assert repo.told() == ({}, [])


def test_a_site_in_a_folder_of_a_repository_and_a_worktree(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo", "sites/notes ü\n")
    (repo.folder / "notes").mkdir()
    (repo.folder / "notes/a.md").write_text("Another file.")
    repo.change(1, en="One.")
    repo.change(2, zh="一。")
    (repo.folder / "notes/a.md").write_text("Another file that changes.")
    repo.commit(3)
    assert repo.behind() == {}
    repo.change(5, en="One. Two.")
    assert repo.behind() == {CHINESE: "05-05"}
    repo.git("worktree", "add", "-q", str(tmp_path / "tree"), "HEAD~1")
    assert repo.behind(tmp_path / "tree/sites/notes ü\n") == {}


def test_a_submodule(repo: Repo, tmp_path: Path) -> None:
    repo.change(5, en="One. Two.")
    above = Repo(tmp_path / "above")
    above.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repo.folder), "sub")
    above.commit(6)
    assert above.behind(above.folder / "sub") == {CHINESE: "05-05"}


def test_the_variables_and_settings_of_a_user(repo: Repo, tmp_path: Path) -> None:
    repo.change(5, en="One. Two.", message="Änderung")
    config = tmp_path / "config"
    config.write_text(
        "[color]\n ui = always\n[log]\n showSignature = true\n follow = true\n date = relative\n"
        "[diff]\n renames = copies\n noprefix = true\n external = false\n"
        "[i18n]\n logOutputEncoding = GB18030\n[core]\n quotePath = true\n pager = false\n"
    )
    given = {"GIT_DIR": str(tmp_path), "GIT_INDEX_FILE": "x", "LC_ALL": "zh_CN.UTF-8"}
    with patch.dict(os.environ, {**given, "GIT_CONFIG_GLOBAL": str(config)}):
        assert repo.behind() == {CHINESE: "05-05"}


# What notes say


@pytest.mark.parametrize(
    ("english", "chinese", "behind"),
    [
        ({"updated": "2026-05-05"}, {"updated": "2026-05-04"}, {CHINESE: "05-05"}),
        ({"updated": "2026-05-05"}, {"updated": "2026-05-05"}, {}),
        ({"updated": "2026-05-05"}, {}, {CHINESE: "05-05"}),
        ({"updated": "2026-05-01"}, {}, {}),
        ({}, {"updated": "2026-04-30"}, {}),
        ({"updated": "2026-05-05"}, {"source_revision": "2026-05-04"}, {CHINESE: "05-05"}),
        ({"updated": "2026-05-05"}, {"source_revision": "2026-05-06"}, {}),
        ({"updated": "2026-05-05"}, {"translation_current": True}, {}),
        ({"updated": "2026-05-05", "original": "zh"}, {}, {}),
        ({"original": "zh"}, {"updated": "2026-05-09"}, {ENGLISH: "05-09"}),
        ({"updated": "2026-05-05", "unlisted": True}, {}, {}),
    ],
)
def test_what_notes_say_comes_first(
    tmp_path: Path,
    english: dict[str, object],
    chinese: dict[str, object],
    behind: dict[str, str],
) -> None:
    repo = Repo(tmp_path)
    repo.write(ENGLISH, "One.", **english)
    repo.write(CHINESE, "一。", **chinese)
    repo.commit(1)
    assert repo.told() == (behind, [])


def test_the_commit_that_a_translation_is_of(repo: Repo) -> None:
    second = repo.change(5, en="One. Two.")
    elsewhere = repo.commit(6)
    third = repo.change(7, en="One. Three.")
    for commit, behind in ((second, {CHINESE: "05-07"}), (elsewhere, {CHINESE: "05-07"})):
        repo.write(CHINESE, "一。", source_revision=commit[:9])
        assert repo.told() == (behind, [])
    repo.write(CHINESE, "一。", source_revision=third)
    assert repo.told() == ({}, [])
    repo.write(CHINESE, "一。", source_revision="deadbeef")
    assert repo.told() == ({}, ["unknown-revision"])
    repo.write(CHINESE, "一。", source_revision="2026-05-06")
    assert repo.behind() == {CHINESE: "05-07"}
    repo.write(CHINESE, "一。", source_revision="2026-05-07")
    assert repo.behind() == {}


# Pages


def in_structure(layout: str, name: str, language: str) -> str:
    if layout == "folder":
        return f"{language}/notes/{name}.md"
    return f"notes/{name}.md" if language == "en" else f"notes/{name}.{language}.md"


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_pages_say_it_in_each_structure(tmp_path: Path, layout: str) -> None:
    """Of three languages, after renames; the original of one note is in the third of them."""
    languages = ("en", "zh", "ja")
    repo = Repo(tmp_path)
    options = {"locales": [*languages]} if layout == "none" else {}
    repo.project.configure(layout, languages=languages, papernotes=options)
    many = "Many words, of which most stay.\n" * 9

    def write(name: str, language: str, text: str) -> None:
        keys = {"original": "ja"} if (name, language) == ("b", "ja") else {}
        repo.write(in_structure(layout, name, language), text, translation_key=name[0], **keys)

    for name in ("a", "b"):
        for language in languages:
            write(name, language, f"{many}{language}")
    repo.commit(1)
    write("a", "en", f"{many}More.")
    write("b", "ja", f"{many}More.")
    repo.commit(3)
    write("a", "ja", f"{many}More in Japanese.")
    repo.commit(4)
    for language in languages:
        paths = [f"docs/{in_structure(layout, name, language)}" for name in ("a", "a2")]
        repo.git("mv", *paths)
    repo.commit(5)
    write("a2", "zh", f"{many}Not committed.")
    built = repo.project.build()
    behind = [page for page in built.pages if page.all(".pn-behind")]
    told = {page.path: page.one(".pn-behind a") for page in behind}
    found = {path: text_of(link.getparent()) for path, link in told.items()}
    page = {
        (name, language): file_of(layout, name, language)
        for name in ("a2", "b")
        for language in languages
    }
    assert found == {
        page["a2", "zh"]: "原文已于2026年5月3日更新",
        page["b", "zh"]: "原文已于2026年5月3日更新",
        page["b", "en"]: "the original was updated on May 3, 2026",
    }
    for path, original in (
        (page["a2", "zh"], page["a2", "en"]),
        (page["b", "zh"], page["b", "ja"]),
        (page["b", "en"], page["b", "ja"]),
    ):
        link = built.resolve(told[path].get("href", ""), path)
        assert link == (original, "")


def file_of(layout: str, name: str, language: str) -> str:
    if language == "en":
        return f"notes/{name}/index.html"
    is_plain = layout == "none"
    return (
        f"notes/{name}.{language}/index.html" if is_plain else f"{language}/notes/{name}/index.html"
    )


# What it costs


def test_git_is_asked_a_few_times_and_contents_once(repo: Repo, tmp_path: Path) -> None:
    for number in range(40):
        repo.write(f"notes/n{number}.md", "One.")
    repo.commit(3)
    for number in range(40):
        repo.write(f"notes/n{number}.zh.md", "一。")
    repo.commit(4)
    for number in range(40):
        repo.write(f"notes/n{number}.md", f"One {number}.")
    repo.commit(5)
    asked: list[str] = []
    start = repository._start

    def count(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
        asked.append(arguments[0])
        return start(folder, *arguments)

    site = open_site(repo.site, now=NOW)
    with patch.object(repository, "_start", count):
        repo.store = Store(tmp_path / "cache")
        assert len(repo.found(site)[0]) == 40
        assert asked == ["rev-parse", "log", "cat-file"]
        repo.store.close()
        repo.store = Store(tmp_path / "cache")
        asked.clear()
        assert len(repo.found(site)[0]) == 40
        assert asked == ["rev-parse", "log"]


def test_git_is_not_asked_for_ever(repo: Repo) -> None:
    repo.change(5, en="One. Two.")
    with patch.object(repository, "_SECONDS", 0.0):
        assert repo.told() == ({}, ["history-unknown"])
