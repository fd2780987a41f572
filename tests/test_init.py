"""`papernotes init`: the files of a new site, and the site that is built from them."""

from __future__ import annotations

import ctypes
import errno
import os
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
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.options.table import OPTIONS
from mkdocs_papernotes.papers.keys import PAPER_KEYS
from mkdocs_papernotes.starter.new_site import NewSite
from mkdocs_papernotes.starter.pages_address import pages_address
from tests.build_site import Built, Project
from tests.compatibility.test_workflow import check_cache

_DAY = date(2026, 4, 28)
AUTHOR = ("--author", "Lin Wei")
ADDRESS = ("--site-url", "https://example.org/lab/")


def init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *arguments])


def built(folder: Path, *arguments: str) -> Built:
    """The site made by `init` with these arguments, built with `--strict`."""
    made = init(folder, *AUTHOR, *ADDRESS, *arguments)
    assert made.exit_code == 0, made.output
    done = Project(folder).attempt(strict=True)
    assert done.exit_code == 0, done.log
    return done


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
    chinese = site.page(f"{start}{note}/index.html")
    anchors = [heading.get("id", "") for heading in chinese.all("h1, h2")]
    assert len(anchors) > 1
    assert not [anchor for anchor in anchors if re.fullmatch("_[0-9]+", anchor)]
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


def test_lines_of_chinese_are_joined_on_new_sites_only() -> None:
    site = NewSite(("en", "zh"), "suffix", "UTC", _DAY)
    assert "\n      cjk_line_breaks: join #" in site.files()["mkdocs.yml"]
    assert Settings().cjk_line_breaks == "keep"


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
    assert "papernotes (the last" in first.output
    assert (tmp_path / "mkdocs.yml").read_text("utf-8") == "site_name: Mine\n"
    before = {name: (tmp_path / name).read_bytes() for name in sources(tmp_path)}
    second = init(tmp_path)
    assert second.exit_code == 0
    assert "Wrote 0 files" in second.output
    assert before == {name: (tmp_path / name).read_bytes() for name in sources(tmp_path)}


def test_what_an_existing_configuration_lacks_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text("site_name: Mine\nmarkdown_extensions: [footnotes, pymdownx.quotes]\n", "utf-8")
    lines = [line.strip() for line in init(tmp_path).output.splitlines()]
    first = lines.index("For the example notes, mkdocs.yml lacks:")
    assert lines[first + 1 : first + 4] == [
        "theme: material",
        "plugins: i18n (with the languages en, zh), papernotes (the last, with formulas: katex)",
        "markdown_extensions: pymdownx.arithmatex (with generic: true), pymdownx.blocks.caption, "
        "pymdownx.quotes (with callouts: true), pymdownx.tasklist",
    ]


@pytest.mark.parametrize("structure", ["suffix", "folder", "none"])
def test_the_own_configuration_lacks_nothing(tmp_path: Path, structure: str) -> None:
    init(tmp_path, "--structure", structure)
    again = init(tmp_path, "--structure", structure)
    assert "Kept mkdocs.yml" in again.output
    assert "lacks" not in again.output


def test_an_existing_configuration_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    result = init(tmp_path)
    assert result.exit_code == 0
    assert "mkdocs.yml:2: " in result.output


def test_a_file_in_the_place_of_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file", "utf-8")
    result = init(tmp_path)
    assert result.exit_code == 1
    assert "docs/.authors.yml cannot be written: " in result.output.replace("\\", "/")
    assert "Rename the file" in result.output
    assert "Traceback" not in result.output
    assert sources(tmp_path) == {"docs"}, "what was written before is removed"


def test_a_disk_that_is_full_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    replace = Path.replace

    def until_full(self: Path, target: Path) -> Path:
        if len(written) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", until_full)
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    result = init(tmp_path)
    assert result.exit_code == 1
    assert "No space left on device. Free some space" in result.output
    assert list(tmp_path.iterdir()) == [tmp_path / "mine.txt"]


if os.name == "posix":

    def without_the_rights_of_root() -> None:
        """Drop root's right to write and read everywhere, which a new program then lacks."""
        if sys.platform == "linux" and os.geteuid() == 0:
            drop_from_bounding_set, override, read_search = 24, 1, 2
            for capability in (override, read_search):
                ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)

    @pytest.mark.parametrize(
        ("mode", "below"), [(0o555, "."), (0o555, "new"), (0o000, "."), (0o000, "a/b")]
    )
    def test_a_folder_without_permission_is_a_problem(
        tmp_path: Path, mode: int, below: str
    ) -> None:
        folder = tmp_path / "locked 只读"
        folder.mkdir()
        folder.chmod(mode)
        try:
            done = subprocess.run(
                [sys.executable, "-c", _MAIN, "init", str(folder / below)],
                cwd=tmp_path,
                capture_output=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONUTF8": "1"},
                preexec_fn=without_the_rights_of_root,
                check=False,
            )
        finally:
            folder.chmod(0o755)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "mkdocs.yml cannot be written: Permission denied. Choose a folder" in done.stderr
        assert "Traceback" not in done.stderr
        assert list(folder.iterdir()) == []


_MAIN = "from mkdocs_papernotes.commands.main import main; main()"


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


@pytest.mark.parametrize("tag", ["zh-TW", "zh-Hant", "zh-HK", "zh-tw"])
def test_traditional_chinese(tmp_path: Path, tag: str) -> None:
    made = init(tmp_path, "--locales", f"en,{tag}")
    assert "no example texts" not in made.output
    tag = {"zh-tw": "zh-TW"}.get(tag, tag)
    note = (tmp_path / f"docs/notes/double-descent.{tag}.md").read_text("utf-8")
    assert "title: 雙重下降" in note
    assert "doi:" not in note
    assert "# 關於" in (tmp_path / f"docs/about.{tag}.md").read_text("utf-8")
    settings = (tmp_path / "mkdocs.yml").read_text("utf-8")
    menu = settings[settings.index("nav_translations:") :]
    assert re.findall(r"^ +(\w+): (\w+)$", menu, re.MULTILINE)[:5] == [
        ("Notes", "筆記"),
        ("Archive", "文章彙整"),
        ("Papers", "論文"),
        ("Topics", "主題"),
        ("About", "關於"),
    ]


@pytest.mark.parametrize("locales", ["zh-TW", "zh,ja", "zh,zh-HK", "en,en-GB", "ja,zh"])
def test_one_note_holds_the_paper_whatever_the_languages(locales: str) -> None:
    files = NewSite(tuple(locales.split(",")), "suffix", "UTC", _DAY).files()
    notes = [text for name, text in files.items() if "/double-descent" in name]
    assert sum("doi: 10.1073/" in text for text in notes) == 1
    for key in PAPER_KEYS:
        assert re.search(rf"\b{re.escape(key.name)}\b", files["docs/notes/double-descent.md"])


def test_a_site_in_traditional_chinese(tmp_path: Path) -> None:
    site = built(tmp_path, "--locales", "zh-TW")
    page = site.page("notes/double-descent/index.html")
    assert page.lang == "zh-TW"
    assert page.one("[data-field=doi]") is not None


def test_traditional_and_simplified_texts_do_not_mix() -> None:
    files = NewSite(("zh", "zh-TW"), "suffix", "UTC", _DAY).files()
    assert "數" not in files["docs/notes/double-descent.md"]
    for name, text in files.items():
        if name.endswith(".zh-TW.md"):
            assert not set(text) & set("数据笔记论训练资关为这时内门图见录"), name


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


def test_git_leaves_the_cache_alone() -> None:
    files = NewSite(("en",), "suffix", "UTC", _DAY).files()
    assert f"/{Settings().cache_dir.split('/')[0]}/" in files[".gitignore"].splitlines()


def test_the_workflow_keeps_what_a_run_has_rendered() -> None:
    files = NewSite(("en",), "suffix", "UTC", _DAY).files()
    steps = yaml.safe_load(files[".github/workflows/pages.yml"])["jobs"]["build"]["steps"]
    check_cache(steps, Settings().cache_dir)
    (python,) = (step for step in steps if "setup-python" in step.get("uses", ""))
    assert python["with"]["cache"] == "pip"
    assert python["with"]["cache-dependency-path"] in files


def test_the_workflow_is_that_of_the_guide() -> None:
    files = NewSite(("en",), "suffix", "UTC", _DAY).files()
    workflow = yaml.safe_load(files[".github/workflows/pages.yml"])
    checkout, *_ = workflow["jobs"]["build"]["steps"]
    assert checkout["with"] == {"fetch-depth": 0}
    guide = Path(__file__).parent.parent / "example_site" / "docs" / "guide" / "deployment.md"
    block = re.search(r"```yaml\n(name: pages.*?)```", guide.read_text("utf-8"), re.DOTALL)
    assert block is not None
    described = yaml.safe_load(block[1])
    assert workflow == described


def test_workflows_have_the_history_that_dates_and_translations_need() -> None:
    ours = (Path(__file__).parent.parent / ".github/workflows/pages.yml").read_text("utf-8")
    theirs = NewSite(("en",), "suffix", "UTC", _DAY).files()[".github/workflows/pages.yml"]
    for text in (ours, theirs):
        steps = yaml.safe_load(text)["jobs"]["build"]["steps"]
        (checkout,) = (step for step in steps if "actions/checkout" in step.get("uses", ""))
        assert checkout["with"]["fetch-depth"] == 0
