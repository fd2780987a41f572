"""What all commands share: how they write files, and what they print."""

from __future__ import annotations

import json
import ntpath
import os
import stat
import subprocess
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

import mkdocs_papernotes
from mkdocs_papernotes.commands import output
from mkdocs_papernotes.commands.changes import (
    Change,
    NotWrittenError,
    diff_of,
    replace_file,
    write_changes,
)
from mkdocs_papernotes.commands.output import Form, Output
from mkdocs_papernotes.problems.problem import Problem

SCHEMA = json.loads(
    Path(mkdocs_papernotes.__file__)
    .with_name("commands")
    .joinpath("output.schema.json")
    .read_text()
)


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    old = tmp_path / "a.md"
    old.write_bytes(b"old")
    old.chmod(0o640)
    taken = tmp_path / "file"
    taken.write_bytes(b"")
    wrong = [
        Change(old, b"new", b"old"),
        Change(tmp_path / "new folder 笔记" / "b.md", b"b"),
        Change(taken / "c.md", b"c"),
    ]
    with pytest.raises(NotWrittenError, match=r"cannot be written.*Rename the file"):
        write_changes(wrong, [tmp_path])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "file"]
    assert old.read_bytes() == b"old"
    write_changes(wrong[:2], [tmp_path])
    assert (old.read_bytes(), wrong[1].path.read_bytes()) == (b"new", b"b")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert not list(tmp_path.rglob(".papernotes*"))


@pytest.mark.parametrize(
    ("before", "message"), [(None, "is there already"), (b"other", "has changed in the meantime")]
)
def test_nothing_is_overwritten_unasked(tmp_path: Path, before: bytes | None, message: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    with pytest.raises(NotWrittenError, match=message):
        write_changes([Change(path, b"new", before)], [tmp_path])
    assert path.read_bytes() == b"mine"


if os.name == "posix":

    def test_links_out_of_the_site_are_followed_only_when_asked(tmp_path: Path) -> None:
        site, vault = tmp_path / "site", tmp_path / "vault"
        site.mkdir()
        vault.mkdir()
        (vault / "a.md").write_bytes(b"a")
        (site / "notes").symlink_to(vault)
        (site / "b.md").symlink_to(vault / "a.md")
        changes = [Change(site / "notes" / "new.md", b"x"), Change(site / "b.md", b"b", b"a")]
        for change in changes:
            with pytest.raises(NotWrittenError, match=r"a link leads to .*--follow-links"):
                write_changes([change], [site])
        assert (vault / "a.md").read_bytes() == b"a"
        write_changes(changes, [site], follow_links=True)
        assert (vault / "a.md").read_bytes() == b"b"
        assert (vault / "new.md").read_bytes() == b"x"
        assert (site / "b.md").is_symlink()


def test_what_a_killed_command_left_is_removed(tmp_path: Path) -> None:
    left, recent = tmp_path / ".papernotes-x.tmp", tmp_path / ".papernotes-y.tmp"
    for path in (left, recent):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    replace_file(tmp_path / "a.md", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".papernotes-y.tmp", "a.md"]


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, b"a\nb\n"), (b"a\r\nb\r\n", b"a\r\nc\r\n"), (b"a", b"a\n"), (b"a\n", b"b")],
)
def test_a_diff_can_be_applied(tmp_path: Path, before: bytes | None, after: bytes) -> None:
    path = tmp_path / "x.md"
    if before is not None:
        path.write_bytes(before)
    diff = diff_of(Change(path, after, before), "x.md")
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], input=diff.encode(), cwd=tmp_path, check=True
    )
    assert path.read_bytes() == after


def printed(capsys: pytest.CaptureFixture[str], form: Form, **options: Any) -> tuple[int, str, str]:
    """The exit code and the output of a command that finds two problems."""
    output = Output("try", form, **options)
    output.say("Reading")
    output.problem(Problem("yaml-tab", "docs/a,b.md", 3, "front matter"))
    output.problem(Problem("handwritten-header", "docs/a.md", 3, values={"keys": ["arxiv"]}))
    with pytest.raises(SystemExit) as ended:
        output.end(checked=2)
    found = capsys.readouterr()
    return int(str(ended.value)), found.out, found.err


def test_what_is_printed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "text")
    first, second, third = out.splitlines()
    assert (code, first) == (1, "Reading")
    assert second.startswith("docs/a,b.md:3: front matter: ")
    assert third.startswith("docs/a.md:3: ")
    _, out, _ = printed(capsys, "text", quiet=True)
    assert out.splitlines() == [second]


def test_the_json_is_what_its_schema_says(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = printed(capsys, "json")
    document = json.loads(out)
    jsonschema.validate(document, SCHEMA)
    assert (code, document["exit_code"], document["checked"], err) == (1, 1, 2, "")
    assert [problem["line"] for problem in document["problems"]] == [3, 3]


def test_annotations_for_a_workflow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    _, out, _ = printed(capsys, "github")
    first, second = out.splitlines()
    assert first.startswith("::warning file=site/docs/a%2Cb.md,line=3,title=PN")
    assert second.startswith("::notice file=site/docs/a.md,line=3,title=PN801::")


def test_failing_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "json", "github"):
        with pytest.raises(SystemExit) as ended:
            Output("try", form).fail("no network\n100%")
        assert ended.value.code == 1
        found = capsys.readouterr()
        assert found.err == "papernotes: no network\n100%\n"
        if form == "json":
            assert json.loads(found.out)["errors"] == ["no network\n100%"]
        if form == "github":
            assert found.out == "::error::no network%0A100%25\n"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("C:\\site\\docs\\notes\\a.md", "docs/notes/a.md"),
        ("C:\\other site\\笔记.md", "../other site/笔记.md"),
        ("D:\\a.md", "D:/a.md"),
    ],
)
def test_paths_of_windows_have_forward_slashes(
    monkeypatch: pytest.MonkeyPatch, path: str, shown: str
) -> None:
    windows = SimpleNamespace(
        environ={"GITHUB_WORKSPACE": "C:\\site"},
        path=SimpleNamespace(relpath=lambda path: ntpath.relpath(path, "C:\\site")),
    )
    monkeypatch.setattr(output, "os", windows)
    monkeypatch.setattr(output, "Path", PureWindowsPath)
    assert output.from_here(PureWindowsPath(path)) == shown  # type: ignore[arg-type]
