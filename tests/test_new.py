"""`papernotes new`: the notes that it makes, and what it leaves alone."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import jsonschema
import lxml.html
import markdown
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.bibliography.appending import AppendError, with_entry
from mkdocs_papernotes.bibliography.bibliography import read_bibliography
from mkdocs_papernotes.commands.main import main
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.site.note_files import is_note_path
from mkdocs_papernotes.starter.new_note import plain, slug_for
from tests.build_site import Project, page_text, settings
from tests.services import Answer, Service, recorded, serving
from tests.test_commands import SCHEMA

ID = "2404.16710"
TITLE = "LayerSkip: Enabling Early Exit Inference and Self-Speculative Decoding"
NAMES = ("ARXIV", "CROSSREF", "DATACITE", "ZOTERO")
_MAIN = """
import sys
from mkdocs_papernotes.commands.main import main
try:
    main()
finally:
    assert not {"mkdocs", "material"} & set(sys.modules), "MkDocs was imported"
"""


def answer(path: str) -> Answer:
    """What all services answer."""
    if path.startswith("/api/query"):
        return recorded("arxiv.xml") if ID in path else Answer(b"<feed/>")
    if path.startswith("/works/"):
        return recorded("crossref-layerskip.json" if "acl-long" in path else "crossref.json")
    if "PDFA2345" in path:
        return recorded("zotero-annotations.json")
    return recorded(f"zotero-{'children' if 'children' in path else 'item'}.json")


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with serving(answer) as service:
        yield service


def variables(service: Service, folder: Path) -> dict[str, str]:
    """The environment in which all services are `service`."""
    names = {f"PAPERNOTES_{name}_URL": service.address for name in NAMES}
    return {**names, "PAPERNOTES_PACE": "0.01", "XDG_CACHE_HOME": str(folder / "cache")}


@dataclasses.dataclass
class Site:
    """A site with an environment in which services are on this machine."""

    project: Project
    environment: Mapping[str, str]

    @property
    def folder(self) -> Path:
        return self.project.folder

    def new(self, *arguments: str, **options: Any) -> Result:
        return CliRunner().invoke(
            main, ["new", "-f", str(self.folder), *arguments], env=self.environment, **options
        )

    def made(self, *arguments: str) -> Result:
        result = self.new(*arguments)
        assert result.exit_code == 0, result.output
        return result

    def run(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """The command in a process of its own."""
        return subprocess.run(
            [sys.executable, "-c", options.pop("code", _MAIN), "new", *arguments],
            cwd=self.folder,
            env={**os.environ, **self.environment, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
            **options,
        )

    def values(self, source: str) -> dict[str, Any]:
        text = (self.project.docs / source).read_text("utf-8")
        return read_front_matter(text, source).values

    @property
    def sources(self) -> set[str]:
        docs = self.project.docs
        return {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}

    @property
    def contents(self) -> dict[str, bytes]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}


def site_in(folder: Path, service: Service, layout: str = "suffix", **papernotes: Any) -> Site:
    project = Project(folder)
    if layout == "none":
        papernotes.setdefault("locales", ["en", "zh"])
    project.docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        yaml.safe_dump(settings(layout, papernotes=papernotes)), "utf-8"
    )
    return Site(project, variables(service, folder.parent))


def printed_json(result: Result) -> dict[str, Any]:
    """The document that a command printed, below what it said on the error channel."""
    document: dict[str, Any] = json.loads(result.output[result.output.index("{\n") :])
    jsonschema.validate(document, SCHEMA)
    return document


@pytest.fixture
def site(tmp_path: Path, service: Service) -> Site:
    return site_in(tmp_path / "site", service)


FILES = {
    "suffix": ("notes/layerskip.md", "notes/layerskip.zh.md"),
    "folder": ("en/notes/layerskip.md", "zh/notes/layerskip.md"),
    "none": ("notes/layerskip.md", "notes/layerskip.zh.md"),
}


@pytest.mark.parametrize("layout", FILES)
def test_a_new_note_is_shown_by_a_strict_build(
    tmp_path: Path, service: Service, layout: str
) -> None:
    site = site_in(tmp_path / "我的 notes", service, layout)
    first, second = FILES[layout]
    done = site.run(ID)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"Wrote docs/{first}", f"Wrote docs/{second}"]
    assert done.stderr == f"Looking up {ID} …\n"
    assert site.sources == {first, second}
    today = datetime.now(ZoneInfo("UTC")).date()
    values, stub = site.values(first), site.values(second)
    assert stub == {"title": TITLE, "date": today, "draft": True}
    assert values.keys() == {"title", "date", "paper"}
    assert values["paper"]["arxiv"] == ID
    assert values["paper"]["read_version"] == "v4"
    checked = CliRunner().invoke(main, ["check", "-f", str(site.folder)])
    assert checked.exit_code == 0, checked.output
    built = site.project.build(strict=True)
    page = built.page("notes/layerskip/index.html")
    assert TITLE in page.texts("h1")[0]
    (header,) = page.texts(".pn-header")
    for words in ("Mostafa Elhoushi", "April 25, 2024", f"{ID}", "v4"):
        assert words in header
    assert "在这里写" not in "".join(built.text(path) for path in built.html_files)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_entry_is_added_to_the_bibliography(tmp_path: Path, service: Service, end: str) -> None:
    site = site_in(tmp_path / "site", service, bibliography="papers.bib")
    before = f"% mine{end}@misc{{elhoushi2024layerskip, title = {{Another}}, }}  {end}".encode()
    bib = site.folder / "papers.bib"
    bib.write_bytes(before)
    site.made(ID)
    after = bib.read_bytes()
    assert after.startswith(before)
    added = after.removeprefix(before).decode()
    key = "elhoushi2024layerskiparxiv240416710"
    assert added.startswith(f"{end}@")
    assert f"{{{key},{end}" in added
    assert added.count(end) == added.count("\n")
    for source in FILES["suffix"]:
        assert site.values(source)["paper"] == key
    found = open_site(site.folder, preview=True)
    assert [found.catalog.paper(note).title for note in found.notes] == [TITLE, TITLE]
    paper = found.catalog.paper(found.notes[0])
    assert str(paper.arxiv) == f"{ID}v4", "the version that was read"
    assert "up to 2.16x on summarization for CNN/DM documents" in paper.abstract
    again = site.new(ID)
    assert again.exit_code == 1
    assert bib.read_bytes() == after


def test_an_entry_is_added_to_csl_json(tmp_path: Path, service: Service) -> None:
    site = site_in(tmp_path / "site", service, bibliography="papers.json")
    path = site.folder / "papers.json"
    before = '[\n {"id": "a", "title":   "A"}\n ]\n'
    path.write_text(before, "utf-8")
    site.made(ID)
    after = path.read_text("utf-8")
    assert after.startswith(before[: before.index("\n ]")] + ",\n")
    assert [item["id"] for item in json.loads(after)] == ["a", "elhoushi2024layerskip"]
    assert site.values(FILES["suffix"][0])["paper"] == "elhoushi2024layerskip"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("papers.bib", b"% \xff\n", "it is not UTF-8"),
        ("papers.json", b'{"id": "a", "title": "A"}', "it is not a list of items"),
        ("papers.json", b'{"items": [{"id": "a"}]}', "it is not a list of items"),
    ],
)
def test_a_bibliography_that_cannot_take_the_entry_is_left_alone(
    tmp_path: Path, service: Service, name: str, content: bytes, reason: str
) -> None:
    site = site_in(tmp_path / "site", service, bibliography=name)
    (site.folder / name).write_bytes(content)
    before = site.contents
    result = site.new(ID)
    assert result.exit_code == 1
    assert f"nothing can be added to {name}" in result.output
    assert reason in result.output
    assert site.contents == before


def test_an_entry_that_is_in_the_bibliography_is_used(tmp_path: Path, service: Service) -> None:
    site = site_in(tmp_path / "site", service, bibliography="papers.bib")
    bib = site.folder / "papers.bib"
    bib.write_text("@misc{mine, title = {LayerSkip}, eprint = {2404.16710}}\n", "utf-8")
    before = bib.read_bytes()
    site.made(ID, "--slug", "2024/skip")
    assert site.values("notes/2024/skip.md")["paper"] == "mine"
    assert bib.read_bytes() == before
    assert "is a note on this paper already" in site.new("--bib", f"{bib}:mine").output


def test_a_paper_from_another_bibliography(site: Site, tmp_path: Path) -> None:
    other = tmp_path / "C: other.bib"
    other.write_text("@book{knuth, title = {The Art}, author = {Knuth, Donald}}\n", "utf-8")
    site.made("--bib", f"{other}:knuth")
    paper = site.values("notes/the-art.md")["paper"]
    assert (paper["authors"], paper["citation_key"]) == (["Donald Knuth"], "knuth")
    wrong = site.new("--bib", f"{other}:knut")
    assert wrong.exit_code == 1
    assert "has no entry knut. Did you mean knuth?" in wrong.output
    assert "cannot be read" in site.new("--bib", "none.bib:x").output


def test_a_key_may_have_colons(site: Site, tmp_path: Path) -> None:
    bib = tmp_path / "C: dblp.bib"
    key = "DBLP:conf/nips/V17"
    bib.write_text(f"@misc{{{key}, title = {{Attention}}}}\n", "utf-8")
    site.made("--bib", f"{bib}:{key}")
    assert site.values("notes/attention.md")["paper"]["citation_key"] == key


NOTED = [
    {"arxiv": f"{ID}v1"},
    {"doi": f"10.48550/arXiv.{ID}"},
    {"doi": "10.18653/V1/2024.acl-long.681"},
]


@pytest.mark.parametrize("paper", NOTED)
@pytest.mark.parametrize("asked", [f"{ID}v3", f"https://doi.org/10.48550/arXiv.{ID}"])
def test_a_note_that_is_there_is_named(site: Site, paper: dict[str, str], asked: str) -> None:
    site.project.note("old/x.md", title="Mine", paper=paper)
    site.project.note("old/x.zh.md", title="我的")
    before = site.contents
    result = site.new(asked, "--format", "json")
    document = printed_json(result)
    assert (result.exit_code, document["files"]) == (1, [])
    assert [Path(each["path"]).name for each in document["existing"]] == ["x.md", "x.zh.md"]
    assert site.contents == before


@pytest.mark.parametrize("layout", FILES)
def test_only_the_missing_language_is_offered(
    tmp_path: Path, service: Service, layout: str
) -> None:
    site = site_in(tmp_path / "site", service, layout)
    start = "en/" if layout == "folder" else ""
    text = page_text("Text.", title="Mine", date="2026-01-02", paper={"arxiv": ID})
    site.project.write(f"{start}notes/old/x.md", text)
    before = site.contents
    refused = site.new(ID)
    assert refused.exit_code == 1
    assert f"{start}notes/old/x.md. To add the missing language, use --lang zh" in refused.output
    assert site.contents == before
    site.made(ID, "--lang", "en,zh")
    twin = "zh/notes/old/x.md" if layout == "folder" else "notes/old/x.zh.md"
    assert site.contents.keys() - before.keys() == {f"docs/{twin}"}
    assert site.values(twin) == {
        "title": "Mine",
        "date": datetime(2026, 1, 2).date(),
        "draft": True,
    }


def test_offline_the_author_fills_the_paper_in(site: Site, service: Service) -> None:
    asked = len(service.asked)
    result = site.made("hep-th/9901001v2", "--offline", "--lang", "zh,en")
    assert "Fill in the title" in result.output
    assert len(service.asked) == asked
    assert site.sources == {"notes/hep-th-9901001.md", "notes/hep-th-9901001.zh.md"}
    chinese = site.values("notes/hep-th-9901001.zh.md")
    assert chinese["title"] == "待填：arXiv:hep-th/9901001 的标题"
    assert chinese["paper"] == {"arxiv": "hep-th/9901001", "read_version": "v2"}
    english = site.values("notes/hep-th-9901001.md")
    assert (english["draft"], english["title"]) == (True, "TODO: the title of arXiv:hep-th/9901001")
    assert site.made(ID, "--offline", "-q").output == ""
    assert f"notes/{ID}.md" in site.sources


def test_a_title_that_is_taken_gets_a_number(site: Site) -> None:
    site.project.write("notes/layerskip.zh.md", "# 别的\n")
    site.made(ID)
    assert "notes/layerskip-2.md" in site.sources
    taken = site.new("10.1145/3600006.3613165", "--slug", "layerskip", "--lang", "zh")
    assert taken.exit_code == 1
    assert "layerskip.zh.md is there already. Nothing was written." in taken.output
    assert (site.project.docs / "notes/layerskip.zh.md").read_text("utf-8") == "# 别的\n"


def test_a_dry_run_shows_a_diff(tmp_path: Path, service: Service) -> None:
    site = site_in(tmp_path / "site", service, bibliography="papers.bib")
    (site.folder / "papers.bib").write_text("@misc{a, title = {A}}\n", "utf-8")
    before = site.contents
    done = site.run(ID, "--dry-run")
    assert done.returncode == 0
    assert site.contents == before
    subprocess.run(["git", "apply", "-"], input=done.stdout, text=True, cwd=site.folder, check=True)
    assert site.sources == set(FILES["suffix"])


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (Answer(status=500), "arXiv is overloaded. Try it later."),
        (Answer(status=429, headers={"Retry-After": "600"}), "arXiv is overloaded."),
        (Answer(b"<feed"), "not valid XML"),
        (Answer(b"<feed xmlns='http://www.w3.org/2005/Atom'/>"), f"arXiv has no paper {ID}."),
        (Answer(status=302, headers={"Location": "http://example.org/"}), "another place"),
        (Answer(b"<feed>", seconds=20), "does not answer in time"),
    ],
)
def test_what_goes_wrong_on_the_network_is_told(
    tmp_path: Path, found: Answer, message: str
) -> None:
    with serving(lambda path: found) as service:
        site = site_in(tmp_path / "site", service)
        patience = "0.01" if found.seconds else "1"
        site.environment = {**site.environment, "PAPERNOTES_PATIENCE": patience}
        result = site.new(ID, "-q")
    assert result.exit_code == 1
    assert result.output.startswith("papernotes: ")
    assert message in result.output
    assert site.sources == set()


def test_without_a_network(site: Site) -> None:
    site.environment = {**site.environment, "PAPERNOTES_ARXIV_URL": "http://127.0.0.1:1"}
    result = site.new(ID)
    assert result.exit_code == 1
    assert "cannot be reached" in result.output
    assert "With --offline, the note is made without looking up." in result.output


def test_highlights_from_zotero_are_quoted(site: Site) -> None:
    site.made("--zotero", "zotero://select/library/items/ABCD2345", "--highlights")
    text = (site.project.docs / "notes/layerskip.md").read_text("utf-8")
    assert "## Passages\n\n> \\# the &lt;b&gt;first&lt;/b&gt; passage (p. 3)\n\n> the" in text
    assert "two lines (p. 7)\n\nIs that so?\n" in text
    paper = site.values("notes/layerskip.md")["paper"]
    assert paper["citation_key"] == "elhoushi2024layerskip"
    assert paper["authors"] == ["Mostafa Elhoushi", {"literal": "Meta AI"}]
    stub = (site.project.docs / "notes/layerskip.zh.md").read_text("utf-8")
    assert "passage" not in stub


def test_a_template_of_the_authors_own(site: Site) -> None:
    folder = site.folder / "note-templates"
    folder.mkdir()
    (folder / "note.md").write_text("# {{ title }} ({{ language }}, {{ id }})\n", "utf-8")
    (folder / "deep.zh.md").write_text("深读 {{ paper.authors[0] }} {{ url }}\n", "utf-8")
    (folder / "wrong.md").write_text("x\n{% if %}\n", "utf-8")
    (folder / "missing.md").write_text("{{ nothing }}\n", "utf-8")
    site.made(ID, "--lang", "en")
    text = (site.project.docs / "notes/layerskip.md").read_text("utf-8")
    assert text.endswith(f"---\n\n# {TITLE} (en, arXiv:{ID})\n")
    doi = "10.1145/3600006.3613165"
    site.made(doi, "--lang", "zh", "--template", "deep", "--slug", "paged")
    text = (site.project.docs / "notes/paged.zh.md").read_text("utf-8")
    assert text.endswith(f"https://doi.org/{doi}\n")
    for name, message in (
        ("wrong", "the template wrong:2 is wrong"),
        ("missing", "the template missing is wrong: 'nothing' is undefined"),
        ("none", "there is no template none"),
        ("../mkdocs", "there is no template ../mkdocs"),
    ):
        result = site.new("1706.03762", "--offline", "--template", name)
        assert result.exit_code == 1
        assert message in result.output
        assert "Traceback" not in result.output


def test_the_direction_of_the_day(tmp_path: Path, service: Service) -> None:
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    site = site_in(
        tmp_path / "site",
        service,
        schedule=dict.fromkeys(days, "agents"),
        terms={"agents": {"en": "Agents", "zh": "智能体"}},
    )
    site.project.write(".authors.yml", "authors:\n  lin: {name: Lin Wei}\n")
    site.made(ID)
    first, second = map(site.values, FILES["suffix"])
    assert (first["direction"], second["direction"]) == ("Agents", "智能体")
    assert (first["authors"], second["authors"]) == (["lin"], ["lin"])
    site.made("1706.03762", "--offline", "--direction", "theory")
    assert site.values("notes/1706.03762.md")["direction"] == "theory"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name one paper"),
        ([ID, "--zotero", "ABCD2345"], "Name one paper"),
        (["nonsense"], "neither an arXiv id nor a DOI"),
        ([ID, "--lang", "fr"], "not a language of this site"),
        ([ID, "--lang", ","], "at least one language"),
        ([ID, "--slug", "../x"], "not a file name"),
        ([ID, "--slug", "x.zh"], "not a file name"),
        ([ID, "--highlights"], "needs --zotero"),
        (["--bib", "papers.bib"], "a colon and the key"),
        (["--zotero", "x"], "not the key of an item"),
        ([ID, "--format", "xml"], "is not one of"),
    ],
)
def test_what_cannot_be_understood(site: Site, arguments: list[str], message: str) -> None:
    result = site.new(*arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_what_is_printed_for_programs(site: Site) -> None:
    document = printed_json(site.made(ID, "-q", "--format", "json", "--dry-run"))
    assert document["paper"]["title"] == TITLE
    assert document["paper"]["date"] == "2024-04-25"
    assert [file["action"] for file in document["files"]] == ["created", "created"]
    failed = site.new("1706.03762", "-q", "--format", "github")
    assert failed.exit_code == 1
    told = "arXiv cannot be understood: the answer is not an Atom feed."
    assert f"::error::{told}\n" in failed.output


def test_without_a_site(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", ID, "-f", str(tmp_path)])
    assert result.exit_code == 1
    assert "[PN111]" in result.output


if os.name == "posix":
    import pty

    from tests.test_init import without_the_rights_of_root

    _KILLED = (
        "import os, signal\n"
        "left, real = [{number}], os.fsync\n"
        "def fsync(handle):\n"
        "    left[0] -= 1\n"
        "    if left[0] == 0:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    real(handle)\n"
        "os.fsync = fsync\n" + _MAIN
    )

    @pytest.mark.parametrize("number", [1, 3])
    def test_a_command_that_is_killed_leaves_no_half_written_file(
        tmp_path: Path, service: Service, number: int
    ) -> None:
        site = site_in(tmp_path / "site", service, bibliography="papers.bib")
        before = b"@misc{a, title = {A}}\n"
        (site.folder / "papers.bib").write_bytes(before)
        done = site.run(ID, code=_KILLED.replace("{number}", str(number)))
        assert done.returncode == -signal.SIGKILL
        after = (site.folder / "papers.bib").read_bytes()
        assert after == before or after.endswith(b"},\n}\n")
        notes = [path for path in site.sources if path.endswith(".md")]
        assert all(site.values(path)["paper"] for path in notes)
        (site.folder / "papers.bib").write_bytes(before)
        for path in notes:
            (site.project.docs / path).unlink()
        site.made(ID)

    def test_the_author_is_asked_on_a_terminal(site: Site) -> None:
        """What the terminal's answer leads to: nothing, or the missing language."""
        site.project.note("x.md", title="Mine", paper={"arxiv": ID})
        for reply, code, made in ((b"n\n", 1, False), (b"\n", 0, True)):
            ours, theirs = pty.openpty()
            os.write(ours, reply)
            done = site.run(ID, stdin=theirs)
            os.close(ours)
            os.close(theirs)
            assert "docs/notes/x.md. Add it in zh? [Y/n]" in done.stdout
            assert done.returncode == code
            assert (site.project.docs / "notes/x.zh.md").exists() is made

    def test_a_folder_that_may_not_be_written_to(tmp_path: Path, service: Service) -> None:
        site = site_in(tmp_path / "只读 site", service, bibliography="papers.bib")
        before = b"@misc{a, title = {A}}\n"
        (site.folder / "papers.bib").write_bytes(before)
        notes = site.project.docs / "notes"
        notes.mkdir()
        notes.chmod(0o555)
        try:
            done = site.run(ID, "-q", preexec_fn=without_the_rights_of_root)
        finally:
            notes.chmod(0o755)
        assert done.returncode == 1
        assert "docs/notes/layerskip.md cannot be written: Permission denied" in done.stderr
        assert "Traceback" not in done.stderr
        assert (site.folder / "papers.bib").read_bytes() == before
        assert site.sources == set()

    def test_a_link_out_of_the_site_is_followed_only_when_asked(site: Site, tmp_path: Path) -> None:
        vault = tmp_path / "vault"
        vault.mkdir()
        (site.project.docs / "notes").symlink_to(vault)
        refused = site.new(ID)
        assert refused.exit_code == 1
        assert "is outside the site's folder: a link leads to" in refused.output
        assert list(vault.iterdir()) == []
        site.made(ID, "--follow-links")
        assert sorted(path.name for path in vault.iterdir()) == ["layerskip.md", "layerskip.zh.md"]


@pytest.mark.pure
@pytest.mark.parametrize(
    ("paper", "slug"),
    [
        (Paper(title=TITLE), "layerskip"),
        (Paper(title="Attention Is All You Need"), "attention-is-all-you-need"),
        (Paper(title="Poincaré maps in Node.js: a study"), "poincare-maps-in-node-js"),
        (Paper(title="深度森林：探索"), "深度森林-探索"),
        (Paper(title="???", arxiv=ArxivId(ID)), "u3f-u3f-u3f"),
        (Paper(arxiv=ArxivId("hep-th/9901001")), "hep-th-9901001"),
        (Paper(doi=Doi("10.1145/3600006.3613165")), "10-1145-3600006-3613165"),
    ],
)
def test_file_names(paper: Paper, slug: str) -> None:
    assert slug_for(paper) == slug
    assert is_note_path(slug)


@pytest.mark.pure
@given(st.text(st.sampled_from("ab 1.)-+#*_`[]()<>{}$~^=|!\\&:/x\"'中")))
def test_a_quoted_passage_is_printed_as_it_is(text: str) -> None:
    html = markdown.markdown(
        f"> x {plain(text)}\n\ny",
        extensions=["attr_list", "footnotes", "tables", "pymdownx.tilde", "pymdownx.caret",
                    "pymdownx.arithmatex", "pymdownx.mark"],
    )  # fmt: skip
    found = lxml.html.fromstring(f"<div>{html}</div>").xpath("string(//blockquote)")
    assert " ".join(str(found).split()) == " ".join(f"x {text}".split())


@pytest.mark.pure
@pytest.mark.parametrize("text", ["# a", "- a", "+ a", "1. a", "1) a", "=== a", "> a", "    a"])
def test_a_passage_begins_no_list_or_heading(text: str) -> None:
    html = markdown.markdown(f"> {plain(text)}")
    assert "<p>" in html
    assert "<li>" not in html
    assert "<h1>" not in html


@pytest.mark.pure
@pytest.mark.parametrize(
    "path", ["", "..", "a/../b", "/a", "a/", ".a", r"a\b", r"..\b", "a:b", "x.zh", "index", "a."]
)
def test_names_that_lead_elsewhere_are_refused(path: str) -> None:
    assert not is_note_path(path)


@pytest.mark.pure
@pytest.mark.parametrize("ending", ["md", "zh.md"])
def test_the_guide_names_every_option(ending: str) -> None:
    guide = Path(__file__).parents[1] / "example_site/docs/guide"
    text = "".join((guide / f"{name}.{ending}").read_text("utf-8") for name in ("new", "commands"))
    for option in main.commands["new"].params:
        if isinstance(option, click.Option):
            assert any(re.search(f"[` ]{name}[` ]", text) for name in option.opts), option


@pytest.mark.pure
@given(st.text('ab{}@\n\r"%, =é'), st.sampled_from(["papers.bib", "papers.json"]))
def test_all_that_is_in_a_bibliography_stays(text: str, name: str) -> None:
    is_bibtex = name.endswith("bib")
    entry = "@misc{new, title = {New}}\n" if is_bibtex else '{"id": "new", "title": "N"}'
    try:
        after = with_entry(text.encode(), name, "new", entry)
    except AppendError:
        return
    assert after.startswith((text if is_bibtex else text.rstrip("\r\n ]")).encode())
    before = read_bibliography(text.encode(), name).papers
    assert read_bibliography(after, name).papers.keys() == {*before, "new"}
