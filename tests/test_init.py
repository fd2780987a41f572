"""`papernotes init`: the files of a new site, and the site that is built from them."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.options.table import OPTIONS
from mkdocs_papernotes.papers.keys import PAPER_KEYS
from mkdocs_papernotes.starter.new_site import NewSite
from mkdocs_papernotes.starter.pages_address import pages_address
from tests.build_site import Built

_DAY = date(2026, 4, 28)
AUTHOR = ("--author", "Lin Wei")
ADDRESS = ("--site-url", "https://example.org/lab/")


def init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *arguments])


def built(folder: Path, *arguments: str) -> Built:
    """The site made by `init` with these arguments, built with `--strict`."""
    made = init(folder, *AUTHOR, *ADDRESS, *arguments)
    assert made.exit_code == 0, made.output
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", "site"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Built(folder / "site")


def sources(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("structure", ["suffix", "folder", "none"])
def test_a_new_site_passes_a_strict_build(tmp_path: Path, structure: str) -> None:
    folder = tmp_path / "我的 notes"
    site = built(folder, "--structure", structure)
    home = site.page("index.html")
    assert len(home.all(".pn-entry")) == 2
    note = "notes/double-descent" if structure != "none" else "notes/double-descent.zh"
    start = "zh/" if structure != "none" else ""
    for path in ("notes/double-descent", f"{start}{note}"):
        page = site.page(f"{path}/index.html")
        assert page.one(".pn-header [data-field=authors]") is not None
        assert page.all(".arithmatex")
        assert page.all(".admonition")
        assert page.all("figcaption")
        assert page.all(".footnote")
        assert page.all("table")
        assert page.one("meta[property='og:image']").get("content") == f"{ADDRESS[1]}card.png"
        assert page.one("meta[property='og:image:width']").get("content") == "1200"
        assert page.one("meta[name='twitter:card']").get("content") == "summary_large_image"
    described = {"about/": "Notes on the papers that I read."}
    if start:
        described["zh/about/"] = "读论文时写下的笔记。"
    for path, words in described.items():
        about = site.page(f"{path}index.html")
        assert about.one("meta[name=description]").get("content") == words
    assert site.page("notes/writing-notes/index.html").all(".admonition, .task-list-item")
    for path in site.site_dir.rglob("*.html"):
        for other in _requested(path.read_text("utf-8")):
            assert other == "example.org", f"{path} asks {other}"


def _requested(html: str) -> set[str]:
    """The hosts that a browser asks when it shows a page."""
    elements = re.findall(r"<(?:script|img|iframe|link)\b[^>]*>", html)
    asked = [e for e in elements if not re.search(r'rel="(canonical|alternate|prev|next)', e)]
    addresses = (match for e in asked for match in re.findall(r'(?:src|href)="(http[^"]*)"', e))
    return {urlsplit(address).hostname or "" for address in addresses}


def test_every_paper_key_is_in_the_example_or_named_beside_it() -> None:
    site = NewSite(("en", "zh"), "suffix", "UTC", _DAY)
    text = site.files()["docs/notes/double-descent.md"]
    for key in PAPER_KEYS:
        assert re.search(rf"\b{re.escape(key.name)}\b", text), key.name


def test_every_option_of_the_lists_is_in_the_settings() -> None:
    text = NewSite(("en",), "none", "UTC", _DAY).files()["mkdocs.yml"]
    for option in OPTIONS:
        if option.name in {"stream", "archive", "papers"}:
            block = text[text.index(f"\n      {option.name}:") :]
            for inner in option.options:
                assert f"{inner.name}: " in block, f"{option.name}.{inner.name}"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n", "utf-8")
    (tmp_path / ".gitignore").write_text("mine\n", "utf-8")
    first = init(tmp_path)
    assert first.exit_code == 0
    assert "Kept mkdocs.yml" in first.output
    assert "Kept .gitignore" in first.output
    assert "`- papernotes`" in first.output
    assert (tmp_path / "mkdocs.yml").read_text("utf-8") == "site_name: Mine\n"
    before = {name: (tmp_path / name).read_bytes() for name in sources(tmp_path)}
    second = init(tmp_path)
    assert second.exit_code == 0
    assert "Wrote 0 files" in second.output
    assert before == {name: (tmp_path / name).read_bytes() for name in sources(tmp_path)}


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file", "utf-8")
    result = init(tmp_path)
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert "Traceback" not in result.output
    assert not [name for name in sources(tmp_path) if ".papernotes-" in name]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--locales", "en,xx yy"), "'xx yy' is not a language"),
        (("--locales", ""), "at least one language"),
        (("--structure", "flat"), "suffix"),
        (("--site-url", "example.org"), "not an address"),
    ],
)
def test_usage_errors_have_status_2(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    result = init(tmp_path, *arguments)
    assert result.exit_code == 2
    assert told in result.output
    assert sources(tmp_path) == set()


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", "utf-8")
    assert init(tmp_path / "a").exit_code == 2


def test_other_languages(tmp_path: Path) -> None:
    made = init(tmp_path, "--locales", "zh,en,ja", *AUTHOR, *ADDRESS)
    assert "no example texts in ja. papernotes has no words" in made.output
    names = sources(tmp_path)
    assert names >= {"docs/notes/double-descent.md", "docs/notes/double-descent.en.md"}
    assert not [name for name in names if ".ja." in name]
    assert "双下降" in (tmp_path / "docs/notes/double-descent.md").read_text("utf-8")
    site = built(tmp_path, "--locales", "zh,en,ja")
    assert site.page("index.html").lang == "zh"
    assert len(site.page("ja/index.html").all(".pn-entry")) == 2


def test_names_are_quoted(tmp_path: Path) -> None:
    name = 'A "name": # [1] 论文'
    built(tmp_path, "--name", name)
    text = (tmp_path / "mkdocs.yml").read_text("utf-8")
    (line,) = (line for line in text.splitlines() if line.startswith("site_name"))
    assert yaml.safe_load(line) == {"site_name": name}


def test_quiet_says_nothing(tmp_path: Path) -> None:
    assert init(tmp_path, "-q").output == ""


def test_the_next_command_is_the_last_line(tmp_path: Path) -> None:
    assert init(tmp_path / "my notes").output.splitlines()[-1].strip() == "mkdocs serve"


def test_git_tells_address_and_author(tmp_path: Path) -> None:
    for command in (
        ["init", "-q"],
        ["config", "user.name", "Ada"],
        ["remote", "add", "origin", "git@github.com:Ada-L/Notes.git"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert init(tmp_path).exit_code == 0
    assert "https://ada-l.github.io/Notes/" in (tmp_path / "mkdocs.yml").read_text("utf-8")
    assert '"Ada"' in (tmp_path / "docs/.authors.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("git@github.com:ada/notes.git", "https://ada.github.io/notes/"),
        ("https://github.com/Ada/notes", "https://ada.github.io/notes/"),
        ("https://token@github.com/ada/notes.git", "https://ada.github.io/notes/"),
        ("ssh://git@github.com/ada/ada.github.io.git", "https://ada.github.io/"),
        ("https://gitlab.com/ada/notes.git", ""),
        ("", ""),
    ],
)
def test_the_address_follows_from_the_origin(origin: str, address: str) -> None:
    assert pages_address(origin) == address


def test_the_workflow_is_that_of_the_guide_with_all_history() -> None:
    files = NewSite(("en",), "suffix", "UTC", _DAY).files()
    workflow = yaml.safe_load(files[".github/workflows/pages.yml"])
    checkout, *_ = workflow["jobs"]["build"]["steps"]
    assert checkout["with"] == {"fetch-depth": 0}
    guide = Path(__file__).parent.parent / "example_site" / "docs" / "guide" / "deployment.md"
    block = re.search(r"```yaml\n(name: pages.*?)```", guide.read_text("utf-8"), re.DOTALL)
    assert block is not None
    described = yaml.safe_load(block[1])
    del checkout["with"]
    assert workflow == described
