"""`papernotes status`: which notes there are, the week, and what arXiv has new of papers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.commands.table import cut, table, width
from mkdocs_papernotes.lookups.arxiv import read_atom
from mkdocs_papernotes.lookups.news import batches, news
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Paper, Venue
from tests.build_site import Project, page_text, settings
from tests.services import Answer, Service, serving
from tests.test_commands import SCHEMA
from tests.test_new import _MAIN

TODAY = datetime.now(timezone.utc).date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PLACES = {
    "suffix": ("notes/{}.md", "notes/{}.zh.md"),
    "folder": ("en/notes/{}.md", "zh/notes/{}.md"),
    "none": ("notes/{}.md", "notes/{}.zh.md"),
}
ENTRY = """<entry><id>http://arxiv.org/abs/{id}v{version}</id><title>A paper</title>
<updated>2024-10-18T19:49:13Z</updated><published>2024-04-25T16:20:23Z</published>{more}</entry>"""
MORE = {
    "2401.00001": (4, ""),
    "2401.00002": (2, "<arxiv:journal_ref>ACL 2024</arxiv:journal_ref>"),
    "2401.00003": (3, "<arxiv:comment>This paper has been withdrawn by the author</arxiv:comment>"),
    "2401.00004": (1, ""),
}


def atom(path: str) -> Answer:
    """What arXiv answers, in its documented format; it does not have 2401.00005."""
    ids = parse_qs(urlsplit(path).query)["id_list"][0].split(",")
    entries = "".join(
        ENTRY.format(id=each, version=MORE[each][0], more=MORE[each][1])
        for each in ids
        if each in MORE
    )
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    return Answer(f"<feed {names}>{entries}</feed>".encode())


@pytest.fixture(scope="module")
def arxiv() -> Iterator[Service]:
    with serving(atom) as service:
        yield service


def environment(address: str, folder: Path) -> dict[str, str]:
    cache = str(folder.parent / "cache")
    return {
        "PAPERNOTES_ARXIV_URL": address,
        "PAPERNOTES_PACE": "0.01",
        "XDG_CACHE_HOME": cache,
    }


def site_in(folder: Path, layout: str = "suffix") -> Path:
    """A site with a pair, one that is behind, a draft and a note in Chinese only."""
    english, chinese = PLACES[layout]
    project = Project(folder)
    project.docs.mkdir(parents=True)
    options: dict[str, Any] = {"schedule": {day: f"Plan for {day}" for day in WEEKDAYS[:5]}}
    if layout == "none":
        options["locales"] = ["en", "zh"]
    text = yaml.safe_dump(settings(layout, papernotes=options), allow_unicode=True)
    (folder / "mkdocs.yml").write_text(text, "utf-8")

    def note(place: str, name: str, **values: Any) -> None:
        project.write(place.format(name), page_text("Text.", **values))

    note(english, "a", title="Both", date=MONDAY, paper={"arxiv": "2401.00001v2"})
    note(chinese, "a", title="都有", date=MONDAY)
    note(english, "b", title="Changed", date="2024-03-01", updated="2024-05-01")
    note(chinese, "b", title="落后", date="2024-03-01", source_revision="2024-04-01")
    paper = {"arxiv": "2401.00002", "read_version": "v2"}
    note(english, "c", title="Begun", date="2024-02-01", paper=paper)
    note(chinese, "c", title="草稿", date="2024-02-01", draft=True)
    note(chinese, "d", title="只有中文的一篇笔记" * 8, paper={"arxiv": "2401.00003v3"})
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_in(tmp_path_factory.mktemp("status") / "site")


def status(site: Path, address: str, *arguments: str) -> Result:
    return CliRunner().invoke(
        main, ["status", "-f", str(site), *arguments], env=environment(address, site)
    )


STATES = {
    "Both": ["original", "current"],
    "Changed": ["original", "behind"],
    "Begun": ["original", "draft"],
    "只有中文的一篇笔记" * 8: ["missing", "original"],
}


@pytest.mark.parametrize("layout", PLACES)
def test_the_notes_the_week_and_the_news(tmp_path: Path, arxiv: Service, layout: str) -> None:
    site = site_in(tmp_path / "我的 notes", layout)
    arguments = ["status", "--online", "--format", "json", "--fail-on", "missing,behind"]
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, *arguments],
        cwd=site,
        env={**os.environ, **environment(arxiv.address, site), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout)
    jsonschema.validate(document, SCHEMA)
    found = {
        note["title"]: [version["state"] for version in note["versions"].values()]
        for note in document["notes"]
    }
    assert found == STATES
    english, chinese = (f"docs/{place}" for place in PLACES[layout])
    behind = document["notes"][1]["versions"]["zh"]
    assert behind == {
        "state": "behind",
        "path": chinese.format("b"),
        "behind_since": "2024-05-01",
    }
    counts = {each["language"]: [*each.values()][2:] for each in document["coverage"]}
    assert counts == {"en": [3, 1, 0, 0], "zh": [4, 0, 1, 1]}
    days = document["week"]
    assert [day["date"] for day in days] == [str(MONDAY + timedelta(days=n)) for n in range(7)]
    assert days[0] == {
        "date": str(MONDAY),
        "direction": "Plan for mon",
        "notes": [english.format("a")],
        "empty": False,
    }
    today = datetime.now(timezone.utc).date()  # it may be another day than when this was imported
    assert [day["empty"] for day in days[1:]] == [
        date.fromisoformat(day["date"]) <= today and bool(day["direction"]) for day in days[1:]
    ]
    told = {each["path"]: each for each in document["news"]}
    assert told.keys() == {english.format("a"), english.format("c"), chinese.format("d")}
    newer = told[english.format("a")]
    assert (newer["read"], newer["latest"], newer["updated"]) == ("v2", "v4", "2024-10-18")
    assert told[english.format("c")]["published"] == "ACL 2024"
    assert told[chinese.format("d")]["withdrawn"]
    assert {problem["code"] for problem in document["problems"]} == {
        "PN448",
        "PN630",
        "PN631",
        "PN633",
    }


def test_a_terminal_of_80_columns(site: Path, arxiv: Service) -> None:
    result = status(site, arxiv.address, "--online")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["date", "en", "zh", "note"]
    assert max(map(width, lines[:5])) <= 80
    rows = {line.split()[-1]: line for line in lines[1:5]}
    assert rows["Changed"] == "2024-03-01  original  behind    Changed"
    (long,) = (line for line in lines[1:5] if line.endswith("…"))
    assert long.startswith("            missing   original  只有中文的一篇笔记")
    assert "中文 (zh): 4 notes, 1 behind, 1 draft" in lines
    assert f"The week of {MONDAY}" in lines
    assert any(line.endswith("Plan for mon  Both") for line in lines)
    news = "paper.arxiv: arXiv:2401.00001: read as v2, now v4 (2024-10-18). Bring"
    assert any(news in line for line in lines)
    assert "Asking arXiv about 3 papers" in result.stderr


def test_quiet_and_annotations(site: Path) -> None:
    quiet = status(site, "", "-q", "--fail-on", "behind")
    assert quiet.exit_code == 1
    (line,) = quiet.output.splitlines()
    assert "b.zh.md" in line
    assert status(site, "", "-q").output == ""
    annotated = status(site, "", "--format", "github", "--fail-on", "missing")
    assert annotated.exit_code == 1
    assert all(line.startswith("::warning file=") for line in annotated.output.splitlines())
    wrong = status(site, "", "--fail-on", "late")
    assert wrong.exit_code == 2
    assert "'late' is not one of missing, behind." in wrong.output


ANSWERS: dict[str, tuple[Callable[[str], Answer], str]] = {
    "an error": (lambda path: Answer(status=500), "arXiv is overloaded. Try it later."),
    "broken": (lambda path: Answer(b"<feed>"), "arXiv cannot be understood"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_arxiv_cannot_be_asked(site: Path, name: str) -> None:
    answer, message = ANSWERS[name]
    with serving(answer) as service:
        result = status(site, service.address, "--online")
    assert result.exit_code == 1
    assert message in result.stderr
    assert "original  behind    Changed" in result.stdout


def test_without_a_network(site: Path) -> None:
    result = status(site, "http://127.0.0.1:9", "--online", "--format", "json")
    document = json.loads(result.stdout)
    jsonschema.validate(document, SCHEMA)
    (message,) = document["errors"]
    assert (result.exit_code, document["news"]) == (1, [])
    assert "cannot be reached" in message
    assert message.endswith("Is the network there? Without --online, nothing is looked up.")


def test_a_site_without_notes(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [papernotes]\n", "utf-8")
    result = status(tmp_path, "http://127.0.0.1:9", "--online")
    assert result.exit_code == 0
    assert "no notes" in result.output
    (tmp_path / "docs" / "a.md").write_bytes(b"# \xff\n")
    result = status(tmp_path, "")
    assert "The site has 1 problem: run papernotes check." in result.output, "not UTF-8"


# Parts


def entries(*ids: str) -> dict[str, Any]:
    content = atom(f"/?id_list={','.join(ids)}").body
    return {entry.paper.arxiv.key: entry for entry in read_atom(content) if entry.paper.arxiv}


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (Paper(arxiv=ArxivId("2401.00001", "v2")), "read as v2, now v4 (2024-10-18)"),
        (Paper(arxiv=ArxivId("2401.00001"), read_version="v4"), None),
        (Paper(arxiv=ArxivId("2401.00001")), None),
        (Paper(arxiv=ArxivId("2401.00002")), "published: ACL 2024"),
        (Paper(arxiv=ArxivId("2401.00002"), venue=Venue("arXiv")), "published: ACL 2024"),
        (Paper(arxiv=ArxivId("2401.00002"), venue=Venue("ACL")), None),
        (Paper(arxiv=ArxivId("2401.00002"), doi=Doi("10.1/x")), None),
        (Paper(arxiv=ArxivId("2401.00003", "v1")), "read as v1, now v3 (2024-10-18); withdrawn"),
        (Paper(arxiv=ArxivId("2401.00005", "v1")), "arXiv does not have it"),
        (Paper(title="None"), None),
    ],
)
def test_news(paper: Paper, told: str | None) -> None:
    found = news(paper, entries(*MORE))
    assert (str(found) if found else None) == told


def test_arxiv_is_asked_about_a_hundred_papers_at_once() -> None:
    ids = [ArxivId(f"2401.{number:05}", "v2") for number in [*range(1, 251), 7]]
    found = [*batches(ids)]
    assert [len(each) for each in found] == [100, 100, 50]
    assert [each for part in found for each in part] == [ArxivId(each.id) for each in ids[:250]]


def test_tables() -> None:
    lines = [*table([("中文", "x", "标题" * 30), ("a", "yy", "short")], 40)]
    assert lines[1] == "a     yy  short"
    assert width(lines[0]) <= 40
    assert lines[0].endswith("题…")
    assert [*table([], 40)] == []
    assert cut("e\u0301te\u0301", 3) == "e\u0301te\u0301"
