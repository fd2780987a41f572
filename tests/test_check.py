"""`papernotes check`: each fault is found where it is, and nothing else is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from markdown import Markdown

import mkdocs_papernotes
from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.inspection.emphasis import EmphasisReader
from mkdocs_papernotes.inspection.formulas import FormulaReader
from mkdocs_papernotes.inspection.headings import skipped_levels
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.inspection.targets import targets
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.problems.catalogue import message_of
from tests.build_site import PNG, Project

EXAMPLE = Path(__file__).parent.parent / "example_site"
SCHEMA = json.loads(
    Path(mkdocs_papernotes.__file__)
    .with_name("commands")
    .joinpath("output.schema.json")
    .read_text("utf-8")
)
PROGRAM = (
    "import sys; from mkdocs_papernotes.commands.main import main\n"
    "try: main()\n"
    "finally: assert 'mkdocs' not in sys.modules, 'MkDocs was imported'"
)


@dataclass(frozen=True)
class Done:
    """What the command has printed."""

    stdout: str
    stderr: str


def check(folder: Path, *arguments: str, status: int = 0, **environment: str) -> Done:
    """Run the command in the folder of a site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner(env=environment).invoke(main, ["check", *arguments])
    assert done.exit_code == status, done.output + repr(done.exception)
    return Done(done.stdout, done.stderr)


def check_apart(folder: Path, *arguments: str, status: int = 0) -> Done:
    """Run the command in a process of its own, into which MkDocs is not imported."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "check", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return Done(done.stdout, done.stderr)


def found(
    folder: Path, *arguments: str, status: int = 0, run: Callable[..., Done] = check
) -> list[dict[str, Any]]:
    """The problems in pages that the command finds."""
    document = json.loads(run(folder, *arguments, "--format", "json", status=status).stdout)
    jsonschema.validate(document, SCHEMA)
    return [each for each in document["problems"] if each["path"].endswith(".md")]


def places(problems: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    return [(each["code"], each["path"], each["line"]) for each in problems]


# A site in which each fault is planted once

ENGLISH = """\
# Adam

The step is 2.16× faster in 3 runs, see [the other](other.md) and ![a curve](curve.png).

$$
m_t = \\beta_1 m_{t-1}
$$

## Method

It takes 40 GB of memory.
"""
CHINESE = """\
# Adam 优化器

快 2.16 倍，共 3 次，见 [另一篇](other.md) 和 ![曲线](curve.png)。

$$
m_t = \\beta_1 m_{t-1}
$$

## 方法

需要 40 GB 显存。
"""
MARKDOWN = ["tables", {"pymdownx.arithmatex": {"generic": True}}, "pymdownx.betterem"]
PLANTED = {
    "[the other](other.md)": ("[the other](othr.md)", "PN720"),
    "![a curve](curve.png)": ("![a curve](curv.png)", "PN721"),
    "[the other]": ("[here](https://example.org/lab/notes/adam/) [the other]", "PN723"),
    "## Method": ("#### Method", "PN724"),
    "![a curve]": ("![]", "PN725"),
    "(curve.png)": ("(large.png)", "PN726"),
    "(curve.png).\n\n$$": ("(curve.png).\n$$", "PN730"),
    "It takes": ("- It takes\n\n  $$\n  x\n  $$\n\nIt takes", "PN731"),
    "It takes 40": ("It takes $ x_1 $ or 40", "PN732"),
    "\\beta_1 m_{t-1}": ("\\betta_1 m_{t-1}", "PN733"),
    "m_{t-1}\n": ("m_{t-1} \\label{eq:m}\n", "PN734"),
}
IN_PAIRS = {
    "2.16 倍": ("2.61 倍", "PN641"),
    "\\beta_1 m": ("\\beta_2 m", "PN641"),
    "需要": ("需要 712 步和", "PN642"),
    "![曲线](curve.png)": ("图", "PN644"),
    "## 方法": ("内容", "PN645"),
    "40 GB": ("40 TB", "PN641"),
}


STRUCTURES = ("suffix", "folder", "none")
CASES = [
    *((each, True) for each in PLANTED.items()),
    *((each, False) for each in IN_PAIRS.items()),
]


def source(layout: str, name: str, language: str) -> str:
    """The path of a note in one of the structures."""
    if layout == "folder":
        return f"{language}/notes/{name}.md"
    return f"notes/{name}{'.zh' if language == 'zh' else ''}.md"


def site(layout: str, folder: Path) -> Project:
    """A site with a pair of notes for each fault, and clean ones."""
    project = Project(folder).configure(
        layout, papernotes={"formulas": "katex"}, markdown_extensions=MARKDOWN
    )
    head = "---\ndate: 2026-04-16\n---\n\n"
    pairs = {"adam": (ENGLISH, CHINESE), "other": ("# Other\n\nText.", "# 另一篇\n\n文字。")}
    for number, ((text, (fault, _)), is_english) in enumerate(CASES):
        assert (ENGLISH if is_english else CHINESE).count(text) == 1, text
        pair = (ENGLISH, CHINESE.replace(text, fault))
        pairs[f"n{number}"] = (ENGLISH.replace(text, fault), CHINESE) if is_english else pair
    for name, texts in pairs.items():
        for language, text in zip(("en", "zh"), texts, strict=True):
            project.write(source(layout, name, language), head + text)
    for folder_of in ("en/notes", "zh/notes") if layout == "folder" else ("notes",):
        project.write(f"{folder_of}/curve.png", PNG)
        project.write(f"{folder_of}/large.png", PNG + bytes(1_100_000))
    return project


@pytest.fixture(scope="module", params=STRUCTURES)
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The structure of a site with faults, the site, and what is found there."""
    project = site(request.param, tmp_path_factory.mktemp("a site 笔记"))
    return request.param, project, found(project.folder, status=1, run=check_apart)


def test_each_planted_fault_is_found_and_nothing_else(planted: Any) -> None:
    layout, _, problems = planted
    for number, ((_, (fault, code)), is_english) in enumerate(CASES):
        files = {f"docs/{source(layout, f'n{number}', language)}" for language in ("en", "zh")}
        codes = {each["code"] for each in problems if each["path"] in files}
        assert code in codes, (fault, codes)
        # a fault may also be one of the pair, such as a picture with another file
        others = {"PN641", "PN642", "PN643", "PN644", "PN645"} if is_english else set()
        assert codes <= {code, *others}, (fault, codes)
    clean = {
        f"docs/{source(layout, name, each)}" for name in ("adam", "other") for each in ("en", "zh")
    }
    assert [each for each in problems if each["path"] in clean] == []


def test_problems_say_where_they_are(planted: Any) -> None:
    layout, _, problems = planted
    number = next(n for n, case in enumerate(CASES) if case[0][0] == "2.16 倍")
    english, chinese = (f"notes/{source(layout, f'n{number}', each)}" for each in ("en", "zh"))
    problem = next(each for each in problems if chinese.removeprefix("notes/") in each["path"])
    assert (problem["code"], problem["line"]) == ("PN641", 7)
    place = f"{english.removeprefix('notes/')}:7"
    assert problem["message"] == f"number: “2.61 倍” here, but “2.16×” in {place}"


def test_only_what_is_in_the_paths_is_told(planted: Any) -> None:
    layout, project, problems = planted
    number = next(n for n, case in enumerate(CASES) if case[0][0] == "2.16 倍")
    names = [f"docs/{source(layout, f'n{number}', each)}" for each in ("en", "zh")]
    for name in names:  # either of the pair tells what is wrong with it
        assert places(found(project.folder, name, status=1)) == [("PN641", names[1], 7)]
    clean = f"docs/{source(layout, 'adam', 'en')}"
    assert found(project.folder, clean) == []
    folder = f"docs/{source(layout, 'adam', 'zh')}".rpartition("/")[0]
    told = found(project.folder, folder, status=1)
    assert {each["path"] for each in told} <= {each["path"] for each in problems}
    assert ("PN641", names[1], 7) in places(told)


def test_annotations_name_files_of_the_repository(planted: Any) -> None:
    _, project, problems = planted
    docs = str(project.folder / "docs")
    done = check(
        project.folder, "--format", "github", status=1, GITHUB_WORKSPACE=str(project.folder.parent)
    )
    lines = [line for line in done.stdout.splitlines() if ".md" in line.split("::")[1]]
    assert len(lines) == len(problems)
    assert {line.split(" ")[0] for line in lines} == {"::warning", "::notice"}
    assert all(f"file={project.folder.name}/docs/" in line for line in lines)
    assert docs not in done.stdout


def test_text_ends_with_a_count(planted: Any) -> None:
    _, project, problems = planted
    lines = check(project.folder, status=1).stdout.splitlines()
    warnings = sum(each["severity"] == "warning" for each in problems)
    assert f"{warnings} warnings" in lines[-1]
    quiet = check(project.folder, "-q", status=1).stdout.splitlines()
    assert len(quiet) == warnings, "neither infos nor the count"


def test_usage(tmp_path: Path) -> None:
    project = site("suffix", tmp_path)
    done = check(project.folder, "--require", "fr", status=2)
    assert "'fr' is not a language of this site, which has en, zh" in done.stderr
    done = check(project.folder, "--require", ",", status=2)
    assert "name at least one language" in done.stderr
    assert "does not exist" in check(project.folder, "nowhere.md", status=2).stderr
    (tmp_path / "empty").mkdir()
    assert "PN1" in check(tmp_path / "empty", status=1).stdout


# Translations


def test_required_languages(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("both.md", "# Both\n\nText.")
    project.note("both.zh.md", "# 两种\n\n文字。")
    project.note("english.md", "# English\n\nText.")
    project.note("stub.zh.md", "# 摘要\n\n文字。")
    project.note("stub.md", "# Stub", draft=True)
    project.note("old.md", "# Old\n\nText.", updated="2026-05-01")
    project.note("old.zh.md", "# 旧\n\n文字。", source_revision="2026-04-20")
    project.note("idea.md", "# Idea", draft=True)
    assert places(found(tmp_path)) == [("PN632", "docs/notes/old.zh.md", 0)]
    assert places(found(tmp_path, "--require", "en,zh", status=1)) == [
        ("PN630", "docs/notes/english.md", 0),
        ("PN633", "docs/notes/old.zh.md", 0),
        ("PN631", "docs/notes/stub.md", 3),
    ]
    assert [each[0] for each in places(found(tmp_path, "--require", "EN", status=1))] == [
        "PN632",
        "PN631",
    ]


# Links


def test_links_in_tags_are_addresses(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.write("notes/img/a.png", PNG)
    tags = [
        '<img src="../img/a.png" alt="A">',
        '<img src="img/a.png" alt="A">',
        '<a href="../b/">B</a>',
        '<a href="b.md">B</a>',
    ]
    project.note("a.md", "# A\n\n" + "\n\n".join(tags))
    project.write("notes/img/a b.png", PNG)
    project.note("c.md", "# C\n\n![A](<img/a b.png>) [a](img/a%20b.png 'A') [b]\n\n[b]: a.md")
    project.note("b.md", "# B\n\n![A](img/a.png) [A](../notes/a.md#x) [a](a/) [b](../a/)")
    assert places(found(tmp_path, status=1)) == [
        ("PN721", "docs/notes/a.md", 9),
        ("PN720", "docs/notes/a.md", 13),
        ("PN720", "docs/notes/b.md", 7),
    ]


# Papers


def test_papers(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    papers: dict[str, dict[str, Any]] = {
        "early": {"title": "A", "arxiv": "2404.16710", "date": "2024-03"},
        "same": {"title": "B", "arxiv": "2404.16711", "date": "2024-04-01"},
        "year": {"title": "C", "arxiv": "2404.16712", "date": "2024"},
        "venue": {"title": "D", "arxiv": "2404.16713", "date": "2023", "venue": "ICML 2023"},
        "again": {"title": "B", "arxiv": "2404.16711", "date": "2024-04-01"},
    }
    for name, paper in papers.items():
        day = "2026-04-17" if name == "again" else "2026-04-16"
        project.note(f"{name}.md", f"# {name}\n\nText.", paper=paper, date=day)
    assert places(found(tmp_path, status=1)) == [
        ("PN634", "docs/notes/again.md", 3),
        ("PN442", "docs/notes/early.md", 6),
    ]


# Codes to be ignored


def test_ignored_codes(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    body = "# {}\n\n[a](gone.md)\n\n#### Deep"
    project.note("told.md", body.format("Told"))
    project.write(
        "notes/front.md", f"---\n# papernotes: ignore PN720\ndate: 2026-04-16\n---\n{body}"
    )
    project.note("text.md", f"<!-- papernotes: ignore PN720, PN724 -->\n{body}")
    project.note("code.md", f"```\n<!-- papernotes: ignore PN720 -->\n```\n\n{body}")
    project.note("wrong.md", "<!-- papernotes: ignore PN998 -->\n\nText.")
    told = {(code, Path(path).stem) for code, path, _ in places(found(tmp_path, status=1))}
    assert told == {
        *(("PN720", "told"), ("PN724", "told")),
        ("PN724", "front"),
        *(("PN720", "code"), ("PN724", "code")),
        ("PN173", "wrong"),
    }
    project.configure(papernotes={"ignore": ["PN720", "pn724"]})
    assert [each["code"] for each in found(tmp_path, status=1)] == ["PN173"]


def test_a_build_ignores_what_files_and_the_site_ignore(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"ignore": ["PN711"]})
    project.write("notes/a.md", "---\n# papernotes: ignore PN301\ntitle: A\n---\n\nText.")
    project.write("notes/b.md", "---\ntitle: B\n---\n<!-- papernotes: ignore pn301 -->\n\n## 方法")
    project.write("notes/c.md", "---\ntitle: C\ndate: 2026-04-16\ndraft: ture\n---\n")
    warnings = project.build(strict=False).warnings
    assert len(warnings) == 1, "and not that two notes have no date"
    assert "PN313" in warnings[0]
    project.write(
        "notes/c.md", "---\ndate: 2026-04-16\ndraft: ture # papernotes: ignore PN313\n---\n"
    )
    assert project.build(strict=False).warnings, "a comment has a line of its own"
    project.write(
        "notes/c.md", "---\n# papernotes: ignore PN313, PN301\ndraft: ture\n---\n\nSecret."
    )
    built = project.build()
    assert not built.has("notes/c/"), "it stays held back"


def test_the_guide_lists_what_only_a_build_tells() -> None:
    """Messages that the plugin itself makes, or the rendering of pages."""
    package = Path(mkdocs_papernotes.__file__).parent
    files = [*package.glob("adapter/*.py"), package / "assembly" / "renderer.py"]
    told = {
        name for path in files for name in re.findall(r'Problem\(\s*"([a-z-]+)"', path.read_text())
    }
    told -= {"build-stopped", "last-site-kept", "note-rendered", "unknown-option"}
    guide = (EXAMPLE / "docs" / "guide" / "check.md").read_text("utf-8")
    of_builds = guide.partition("{#build}")[2]
    missing = {name for name in told if message_of(name).code not in of_builds}
    assert missing <= {"unread-emphasis", "missing-file"}, missing


@pytest.mark.full
def test_two_thousand_notes_take_four_times_the_time_of_reading_them(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "tests.generate", str(tmp_path / "site"), "--pairs", "1000"],
        cwd=EXAMPLE.parent,
        check=True,
        capture_output=True,
    )
    start = time.process_time()
    open_site(tmp_path / "site", preview=True)
    read = time.process_time() - start
    check(tmp_path / "site", "-q", status=1)
    assert time.process_time() - start - read <= 5 * read, "4, and what chance adds"


# Formulas

FORMULAS = [
    ("text\n\n$$\nx\n$$\n\ntext", ""),
    ("$$x$$", ""),
    ("# T\n$$\nx\n$$\n", ""),
    ("text\n$$\nx\n$$\n", "PN730"),
    ("text $$x$$ text", "PN730"),
    ("$$\nx\n$$\ntext", "PN730"),
    ("- a\n- b\n  $$\n  x\n  $$\n", "PN730"),
    ("- a\n\n    $$\n    x\n    $$\n", ""),
    ("- a\n\n  $$\n  x\n  $$\n", "PN731"),
    ("- $$x$$\n- b", ""),
    ("> text\n>\n> $$\n> x\n> $$", ""),
    ("> text\n> $$\n> x\n> $$", "PN730"),
    ("text\n\n\\[\nx\n\\]\n", ""),
    ("text\n\\[\nx_1\n\\]\n", "PN730"),
    ("- a\n\n    $$\n    x\n    $$\n- b", "PN730"),
    ("- a\n\n    - b\n\n        $$\n        x\n        $$\n    - c", "PN730"),
    ("$$\nx\n$$\n- a", "PN730"),
    ("!!! note\n    - a\n\n        $$\n        x\n        $$\n    - b", ""),
    ("as in \\[Fox 1994\\] and cost \\[2\\]", ""),
    ("- a\n    - b\n    !!! note\n        $$\n        x_1\n        $$\n- c", ""),
    ("it is $x_1$ and $y$", ""),
    ("it is $ x_1 $ and", "PN732"),
    ("it is $x_1 and", "PN732"),
    ("costs $5 and $6", ""),
    ("costs \\$5 and a_b", ""),
    ("`$x_1` and ``$y^2``", ""),
    ("```\n$x_1\n```", ""),
    ("| a |\n| --- |\n| $x_1$ |", ""),
]


@pytest.mark.parametrize(("text", "code"), FORMULAS)
def test_formulas_that_the_page_shows_as_tex(text: str, code: str) -> None:
    page = PageText("a.md", "en", "a/", text, 1)
    assert [problem.code for problem in FormulaReader().check(page)] == ([code] if code else [])
    html = Markdown(
        extensions=["tables", "fenced_code", "admonition", "pymdownx.arithmatex"],
        extension_configs={"pymdownx.arithmatex": {"generic": True}},
    ).convert(text)
    is_shown = "x" in html and "arithmatex" not in html
    is_shown |= bool(code) and ("$" in html or "[" in html)
    assert is_shown == bool(code) or "cost" in text or "`" in text


@pytest.mark.parametrize(
    ("formula", "given"),
    [
        ("\\alpha + \\mathbb{R} \\operatorname*{argmax}_x", []),
        ("\\begin{aligned} a &= b \\\\ c \\end{aligned}", []),
        ("\\begin{multline} a \\end{multline}", ["\\begin{multline}"]),
        ("\\newcommand{\\R}{\\mathbb{R}} \\R", []),
        ("\\R^n \\own", []),
        ("\\Rn + \\Rn", ["\\Rn"]),
        ("x \\label{a} \\eqref{a}", ["\\label", "\\eqref"]),
        ("a \\, b \\; c \\! \\{d\\} \\% 1 \\ 2", []),
    ],
)
def test_commands_that_katex_does_not_know(formula: str, given: list[str]) -> None:
    page = PageText("a.md", "en", "a/", f"$$\n{formula}\n$$", 1)
    problems = [*FormulaReader({"own"}).check(page)]
    assert [problem.values["given"] for problem in problems] == given
    assert not [*FormulaReader(is_katex=False).check(page)]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("**重点。**后文", ["**重点。**"]),
        ("前文** 重点 **后文", ["** 重点 **"]),
        ("* 前文**（重点）**后文\n* **重点**", ["**（重点）**"]),
        ("| 甲 |\n| - |\n| **重点。**后文 |", ["**重点。**"]),
        ("- 价值 Q*。\n- *重点。*后文", ["*重点。*"]),
        ("**重点**。后文 **甲** 与 **乙** 和`**重点。**后文`", []),
        ("Q*（s，a）与V*（s）的关系", []),
    ],
)
def test_emphasis_that_stays_as_asterisks(text: str, given: list[str]) -> None:
    page = PageText("a.md", "zh", "a/", f"# 题\n\n前文。\n\n{text}\n\n后文。", 1)
    reader = EmphasisReader(MarkdownOptions(["tables", "pymdownx.betterem"]))
    assert [problem.values["given"] for problem in reader.check(page)] == given


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("# A\n\n## B\n\n### C\n\n## D", []),
        ("# A\n\n### C {: #c }\n\n#### D", ["C"]),
        ("### C ###", ["C"]),
        ("A\n===\n\nB\n---\n\n### C", []),
        ("# A\n\n```\n#### D\n```\n\n<!--\n#### D\n-->", []),
        ("# A\n\n<h2>B</h2>\n\n### C", []),
        ("# A\n\n- item\n---\n\n### C", ["C"]),
    ],
)
def test_headings_that_skip_a_level(text: str, given: list[str]) -> None:
    page = PageText("a.md", "en", "a/", text, 1)
    assert [problem.values["given"] for problem in skipped_levels(page)] == given


def test_escaped_brackets_are_no_formula() -> None:
    page = PageText("a.md", "en", "a/", r"With the \[\[double bracket\]\], or $x$", 1)
    assert not [*FormulaReader().check(page)]


def test_paths_outside_of_the_site_are_named(tmp_path: Path) -> None:
    project = Project(tmp_path / "site").configure()
    project.note("a.md", "# A")
    (tmp_path / "b.md").write_text("# B", "utf-8")
    told = check(tmp_path / "site", str(tmp_path / "b.md"), status=0).stdout
    assert "b.md is not in this site, so it is not checked." in told


@pytest.mark.parametrize(
    ("given", "told"),
    [(None, "mkdocs.yml: the file"), ("INHERIT: none.yml\n", "none.yml: the file")],
)
def test_a_file_of_the_configuration_that_is_missing_is_named_with_its_path(
    tmp_path: Path, given: str | None, told: str
) -> None:
    if given:
        (tmp_path / "mkdocs.yml").write_text(given, "utf-8")
    assert check(tmp_path, status=1).stdout.startswith(told)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (
            "[a](<https://a.org>), [b](<my note.md>) ![c](<d e.png>)",
            "d e.png,https://a.org,my note.md",
        ),
        ("[a](x.md) f[0](y.md) [![p](p.png)](z.md) [a [b] c](w.md)", "p.png,x.md,y.md,z.md,w.md"),
        ("| lb rd, delta\\[11:0](rd) |\n\n[a \\[1\\]](b.md)", "b.md"),
        ("`[`](a.md)\n\n[b](b.md)", "b.md"),
    ],
)
def test_targets(text: str, given: str) -> None:
    page = PageText("a.md", "en", "a/", text, 1)
    assert ",".join(target.written for target in targets(page)) == given


EXTENSIONS = {
    "toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {}}": "PN710",
    "pymdownx.emoji: {emoji_index: !!python/name:no.such.index }": "PN710",
    "no_such_extension: {}": "PN712",
    "toc: {no_such_option: 1}": "PN712",
}


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_emphasis_with_extensions_of_all_kinds(extension: str, tmp_path: Path) -> None:
    """Code that `mkdocs.yml` names is not run, and what cannot be used gives a message."""
    project = Project(tmp_path).configure()
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"\nmarkdown_extensions:\n  - {extension}\n")
    project.note("a.zh.md", "# 甲\n\n## 乙\n\n前文** 重点 **后文。")
    document = json.loads(check(tmp_path, "--format", "json", status=1).stdout)
    codes = {each["code"] for each in document["problems"]}
    assert codes - {"PN711"} == {EXTENSIONS[extension]}


def test_the_example_site_has_no_faults() -> None:
    """Its infos are true: what one version leaves out, and a note that is behind."""
    problems = found(EXAMPLE)
    assert {each["severity"] for each in problems} <= {"info"}
    codes = [each["code"] for each in problems]
    assert len(codes) <= 14
    assert {*codes} <= {"PN632", "PN634", "PN642", "PN643"}


# What is corrected

FAULTY = """\
\ufeff---\r
date: 2026-04-16   # kept as it is
---\r

# Adam\r
See [other](https://example.org/lab/notes/other/#method) and [its list](/lab/archive/).\r
So we get
$$\r
x_1\r
$$
and **重点。**后文。\r
`**重点。**后文 [a](https://example.org/lab/notes/other/)`
"""
CORRECTED = """\
\ufeff---\r
date: 2026-04-16   # kept as it is
---\r

# Adam\r
See [other](other.md#method) and [its list](/lab/archive/).\r
So we get
\r
$$\r
x_1\r
$$
\r
and **重点**。后文。\r
`**重点。**后文 [a](https://example.org/lab/notes/other/)`
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Project:
    project = Project(tmp_path).configure(markdown_extensions=MARKDOWN)
    project.note("other.md", "# Other\n\nText.")
    project.write("notes/adam.md", FAULTY.encode())
    return project


def test_what_is_safe_is_corrected_and_the_rest_stays(faulty: Project) -> None:
    note = faulty.docs / "notes" / "adam.md"
    assert {each["code"] for each in found(faulty.folder, status=1)} == {"PN710", "PN723", "PN730"}
    diff = check(faulty.folder, "--fix", "--dry-run").stdout
    assert "-See [other](https://example.org" in diff
    assert note.read_bytes() == FAULTY.encode()
    done = check(faulty.folder, "--fix")
    assert "Changed docs/notes/adam.md" in done.stdout
    assert note.read_bytes() == CORRECTED.encode()
    assert found(faulty.folder) == []
    assert "Changed" not in check(faulty.folder, "--fix").stdout, "twice changes nothing"
    assert "needs it" in check(faulty.folder, "--dry-run", status=2).stderr


def test_what_a_file_ignores_is_not_corrected(faulty: Project) -> None:
    text = FAULTY.replace("# Adam", "<!-- papernotes: ignore PN723, PN730, PN710 -->\r\n# Adam")
    note = faulty.write("notes/adam.md", text.encode())
    assert found(faulty.folder, "--fix") == []
    assert note.read_bytes() == text.encode()


# What stops a workflow

HARM = {
    "draft: ture": ("PN313", 1),
    "password: secret": ("PN319", 1),
    "tags: 3\nautors: [A]": ("PN302", 0),
}


@pytest.mark.parametrize("line", HARM)
def test_workflows_stop_only_for_harm(line: str, tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.write("notes/a.md", f"---\ndate: 2026-04-16\n{line}\n---\n\n# A\n\n[a](gone.md)")
    code, status = HARM[line]
    told = found(tmp_path, "--fail-on", "harm", status=status)
    assert {each["code"] for each in told} == {code, "PN720"}


def test_two_notes_with_one_key_stop_a_workflow(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", "# A", translation_key="x")
    project.note("b.md", "# B", translation_key="x")
    check(tmp_path, "--fail-on", "harm", status=1)


@pytest.mark.parametrize("layout", STRUCTURES)
def test_a_new_site_has_nothing_to_report(layout: str, tmp_path: Path) -> None:
    made = ["init", "-q", "--structure", layout, "--name", "Lab", "--author", "A", str(tmp_path)]
    address = ["--site-url", "https://example.org/notes/"]
    result = CliRunner().invoke(main, [*made, *address])
    assert result.exit_code == 0, result.output
    document = json.loads(check(tmp_path, "--format", "json").stdout)
    assert document["problems"] == []
