"""Papers on built sites: citations, the table, metadata for machines, people, bibliographies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy

from tests.build_site import SITE_URL, Built, Page, Project, page_text, text_of
from tests.shared import Shared

ATTENTION = {
    "title": "Attention Is All You Need",
    "authors": ["Ashish Vaswani", "Noam Shazeer"],
    "arxiv": "1706.03762",
    "date": "2017-06-12",
}
KEY = "vaswani2017attention"
AWKWARD = "Tags <b> & \"quotes\" in '</script>', 注意力 $a<b$"


def build_papers(project: Project) -> Built:
    project.note("a.md", "# First look", paper=ATTENTION, authors=["Lin Wei"], date="2026-01-01")
    project.note("a.zh.md", "# 初读", translator="王一", date="2026-01-01", state="read", rating=4)
    project.note("b.md", "# Second look", paper={"arxiv": "1706.03762v7"}, date="2026-02-01")
    project.note(
        "c.zh.md", "文字。", title=AWKWARD, paper={"title": AWKWARD, "arxiv": "2604.15244"}
    )
    project.note("d.md", "# No paper")
    project.note("e.md", "# Hidden", paper={"title": "Of nobody's business"}, unlisted=True)
    return project.configure(theme="material").build()


@pytest.fixture(scope="module")
def site(shared: Shared) -> Built:
    """Two pairs of notes on one paper, one on another, one without a paper."""
    return shared.built("papers", build_papers)


# Citations


def test_the_files_of_a_note_hold_its_paper(site: Built) -> None:
    for folder in ("notes/a/", "notes/b/"):
        (entry,) = bibtexparser.parse_string(site.text(f"{folder}cite.bib")).entries
        assert entry.key == KEY
        assert entry["eprint"] == "1706.03762"
        (record,) = rispy.loads(site.text(f"{folder}cite.ris"))
        assert record["title"] == ATTENTION["title"]
        (item,) = json.loads(site.text(f"{folder}cite.json"))
        assert item["number"] == "arXiv:1706.03762"


def test_the_files_of_a_paper_are_written_once_for_a_pair(site: Built) -> None:
    found = sorted(path for path in site.files if path.startswith(("notes/a/c", "zh/notes/a/c")))
    assert found == ["notes/a/cite.bib", "notes/a/cite.json", "notes/a/cite.ris"]
    links = site.page("zh/notes/a/index.html").all(".pn-cite a[download]")
    assert [link.get("href") for link in links][:3] == [
        "../../../notes/a/cite.bib",
        "../../../notes/a/cite.ris",
        "../../../notes/a/cite.json",
    ]


@pytest.mark.parametrize(("hidden", "folder"), [("en", "zh/notes/a"), ("zh", "notes/a")])
def test_a_listed_note_does_not_link_to_files_beside_an_unlisted_one(
    tmp_path: Path, hidden: str, folder: str
) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", "# A", paper=ATTENTION, unlisted=hidden == "en" or None)
    project.note("a.zh.md", "# 甲", unlisted=hidden == "zh" or None)
    built = project.build()
    assert built.has(f"{folder}/cite.bib")
    assert len([path for path in built.files if path.endswith("/cite.bib")]) == 1


def test_a_note_is_cited_by_its_own_address(site: Built) -> None:
    (entry,) = bibtexparser.parse_string(site.text("zh/notes/a/note.bib")).entries
    assert entry["url"] == f"{SITE_URL}zh/notes/a/"
    assert entry["title"] == "初读"
    assert not site.has("notes/d/cite.bib")
    assert site.has("notes/d/note.bib")


def test_links_of_a_page_lead_to_the_files(site: Built) -> None:
    page = site.page("zh/notes/a/index.html")
    links = page.all(".pn-cite a")
    names = [link.get("download") for link in links]
    assert names[:3] == [f"{KEY}.bib", f"{KEY}.ris", f"{KEY}.json"]
    assert len(set(names)) == 4
    for link, code in zip(links, page.all(".pn-cite code"), strict=True):
        target = site.resolve(link.get("href"), page.path)
        assert target is not None
        assert site.text(target[0]) == code.text_content()


def test_exports_hold_every_listed_paper_once(site: Built) -> None:
    library = bibtexparser.parse_string(site.text("papers.bib"))
    assert not library.failed_blocks
    keys = [entry.key for entry in library.entries]
    assert KEY in keys
    assert len(keys) == 2
    assert [item["id"] for item in json.loads(site.text("papers.json"))] == keys
    assert [record["id"] for record in rispy.loads(site.text("papers.ris"))] == keys
    assert "business" not in site.text("papers.bib")


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_files_stand_beside_notes_in_every_layout(
    tmp_path: Path, layout: str, directory_urls: bool
) -> None:
    project = Project(tmp_path).configure(layout, use_directory_urls=directory_urls)
    prefix = "en/" if layout == "folder" else ""
    project.write(f"{prefix}notes/a.md", "---\ndate: 2026-01-01\npaper: {title: T}\n---\n\n# A\n")
    built = project.build()
    (page,) = (page for page in built.pages if page.all(".pn-cite"))
    for link in page.all(".pn-cite a"):
        target = built.resolve(link.get("href"), page.path)
        assert target is not None
        assert built.has(target[0])
    table = next(page for page in built.pages if page.all(".pn-papers"))
    for link in table.all(".pn-papers__files a"):
        target = built.resolve(link.get("href"), table.path)
        assert target is not None
        assert target[0] in {"papers.bib", "papers.ris", "papers.json"}
        assert built.has(target[0])


def test_no_citations_on_demand(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"cite": False})
    project.note("a.md", "# A", paper=ATTENTION)
    built = project.build()
    assert not [file for file in built.files if file.endswith((".bib", ".ris"))]
    assert not built.page("notes/a/index.html").all(".pn-cite")
    assert not built.page("papers/index.html").all(".pn-papers__files")


def test_a_file_of_the_author_is_not_overwritten(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A", paper=ATTENTION)
    project.write("papers.bib", "% mine")
    built = project.build(strict=False)
    assert built.text("papers.bib") == "% mine"
    assert built.has("papers.ris")
    (warning,) = built.warnings
    assert warning.startswith("papernotes: papers.bib: citations or notes in Markdown would")


def test_cite_goes_by_the_notes_own_values(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    older = {"title": "First", "arxiv": "2101.00001", "doi": "10.1234/aaa", "authors": ["Ann Bee"]}
    project.note("m.md", "# M", paper=older, date="2026-01-01")
    newer = {**older, "title": "Second", "doi": "10.1234/bbb"}
    project.note("n.md", "# N", paper=newer, date="2026-02-01")
    project.note("o.md", "# O", paper={"arxiv": "2101.00001"}, date="2025-01-01")
    built = project.build(strict=False)
    found = {}
    for name in "mno":
        (entry,) = bibtexparser.parse_string(built.text(f"notes/{name}/cite.bib")).entries
        found[name] = (entry["title"], entry["doi"])
    assert found == {
        "m": ("First", "10.1234/aaa"),
        "n": ("Second", "10.1234/bbb"),
        "o": ("Second", "10.1234/bbb"),
    }
    (warning,) = built.warnings
    assert "notes/m.md:" in warning
    assert "“10.1234/aaa” contradicts “10.1234/bbb” in notes/n.md, a note on the same" in warning


@pytest.mark.parametrize(("layout", "folder"), [("none", ""), ("suffix", ""), ("folder", "en/")])
def test_a_file_beside_a_note_is_not_overwritten(tmp_path: Path, layout: str, folder: str) -> None:
    project = Project(tmp_path).configure(layout)
    project.note(f"../{folder}notes/a.md", "# A", paper=ATTENTION)
    project.write(f"{folder}notes/a/cite.bib", "mine")
    built = project.build(strict=False)
    assert built.text("notes/a/cite.bib") == "mine"
    (warning,) = built.warnings
    place = f"{folder}notes/a/cite.bib"
    assert f"{place}: citations or notes in Markdown would be written" in warning


@pytest.mark.parametrize(("default", "home"), [("en", "zh"), ("zh", "en"), ("en", "en")])
def test_a_file_of_the_other_language_is_inherited(tmp_path: Path, default: str, home: str) -> None:
    project = Project(tmp_path).configure("folder", default=default)
    other = {"en": "zh", "zh": "en"}[home]
    paper = {"title": "T", "links": {"pdf": "files/p.pdf"}}
    project.write(f"{home}/notes/a.md", page_text("# A", date="2026-01-01", paper=paper))
    project.write(f"{other}/notes/a.md", page_text("# B", date="2026-01-01"))
    project.write(f"{home}/notes/files/p.pdf", b"%PDF-1.4")
    built = project.build()
    for page in (page for page in built.pages if page.all(".pn-header")):
        (link,) = page.all("a[data-link=pdf]")
        target = built.resolve(link.get("href"), page.path)
        assert target is not None
        assert built.has(target[0]), page.path


def test_several_people_in_one_string_are_not_taken_apart(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A", paper={"title": "T", "authors": ["Chu et al.", "A Bee; C Dee"]})
    text = project.build(strict=False).text("notes/a/cite.bib")
    assert "author = {{Chu et al.} and {A Bee; C Dee}}" in text


# The table


def rows(page: Page) -> list[dict[str, Any]]:
    found = []
    for row in page.all(".pn-papers tbody tr"):
        cells = row.cssselect("td")
        found.append(
            {
                "title": text_of(cells[0].cssselect(".pn-papers__title")[0]),
                "year": text_of(cells[2]),
                "notes": [link.get("href") for link in cells[4].cssselect("a")],
            }
        )
    return found


def test_the_table_has_a_row_for_each_paper(site: Built) -> None:
    assert rows(site.page("papers/index.html")) == [
        {
            "title": ATTENTION["title"],
            "year": "2017",
            "notes": ["../notes/b/", "../notes/a/", "../zh/notes/a/"],
        },
        {"title": AWKWARD, "year": "", "notes": ["../zh/notes/c/"]},
    ]
    chinese = site.page("zh/papers/index.html")
    assert len(rows(chinese)) == 2
    assert chinese.one("h1").text_content().startswith("论文索引")
    assert chinese.one(".pn-papers").get("data-total") == "2"


def test_papers_of_one_day_are_in_the_order_of_their_titles(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    for name, title, year in (("a", "beta", 2020), ("b", "Alpha", 2020), ("c", "Zeta", 2021)):
        project.note(f"{name}.md", "# X", paper={"title": title, "date": year})
    found = rows(project.build().page("papers/index.html"))
    assert [row["title"] for row in found] == ["Zeta", "Alpha", "beta"]


def test_the_table_is_filtered_by_what_differs_and_by_what_only_some_papers_have(
    tmp_path: Path,
) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A", paper={"title": "A", "venue": "ICML"}, state="read", rating=4)
    project.note("b.md", "# B", paper={"title": "B", "venue": "ICML"}, direction="x")
    page = project.build().page("papers/index.html")
    assert [select.get("name") for select in page.all(".pn-filter select")] == ["state", "rating"]


def test_what_all_papers_have_is_no_filter(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    for name in "ab":
        project.note(f"{name}.md", "# N", paper={"title": name}, state="read", rating=4)
    assert not project.build().page("papers/index.html").all(".pn-filter select")


def test_a_title_leads_to_the_note_and_the_paper_stands_beside_it(site: Built) -> None:
    for path, notes, address in (
        ("papers/index.html", ["../notes/b/", "../zh/notes/c/"], "1706.03762"),
        ("zh/papers/index.html", ["../../zh/notes/a/", "../../zh/notes/c/"], "1706.03762"),
    ):
        page = site.page(path)
        assert [link.get("href") for link in page.all("a.pn-papers__title")] == notes
        first = page.all(".pn-papers__ids a")[0]
        assert (first.get("href"), text_of(first)) == (
            f"https://arxiv.org/abs/{address}",
            f"arXiv:{address}",
        )


def test_a_paper_without_an_identifier_has_its_address_beside_it(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    links = {"pdf": "https://example.org/p.pdf"}
    project.note("a.md", "# A", paper={"title": "T", "links": links})
    project.note("b.md", "# B", paper={"title": "U"})
    page = project.build().page("papers/index.html")
    beside = [(link.get("href"), text_of(link)) for link in page.all(".pn-papers__ids a")]
    assert beside == [("https://example.org/p.pdf", "Paper")]
    assert [link.get("href") for link in page.all("a.pn-papers__title")] == [
        "../notes/a/",
        "../notes/b/",
    ]


def test_notes_on_one_paper_say_which_is_which(site: Built) -> None:
    """With their titles; a note that is alone has only the names of its languages."""
    for path, expected in (
        (
            "papers/index.html",
            ["Second look English", "First look English 中文 Read ★★★★☆", "中文"],
        ),
        (
            "zh/papers/index.html",
            ["Second look English", "初读 English 中文 已读 ★★★★☆", "中文"],
        ),
    ):
        assert site.page(path).texts(".pn-papers__note") == expected


def test_notes_of_one_title_on_one_paper_differ_by_their_dates(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    for name, day in (("a", "2026-01-02"), ("b", "2026-03-04")):
        project.note(f"{name}.md", "# Attention", paper=ATTENTION, date=day)
    page = project.build().page("papers/index.html")
    assert page.texts(".pn-papers__name") == [
        "Attention (March 4, 2026)",
        "Attention (January 2, 2026)",
    ]


def build_directions(project: Project) -> Built:
    """Notes whose directions are stated in both languages, in one, and in either."""
    stated = [
        ({"en": "Agents", "zh": "智能体"}, "a"),
        ({"en": "agents "}, "b"),
        ({"zh": "智能体"}, "c"),
        ({"en": "Inference", "zh": "推理"}, "d"),
        ({"en": "Reasoning", "zh": "推理"}, "e"),
        ({"zh": "推理"}, "f"),
        ({"en": "Alignment"}, "g"),
        ({"en": "", "zh": "对齐"}, "h"),
        ({"en": "RLHF"}, "i"),
        ({"zh": "rlhf"}, "j"),
        ({"en": "RLHF"}, "k"),
    ]
    for number, (directions, name) in enumerate(stated):
        paper = {"title": f"Paper {name}", "arxiv": f"2401.{number:05}"}
        for language, direction in directions.items():
            suffix = ".zh" if language == "zh" else ""
            project.note(
                f"{name}{suffix}.md", f"# Note {name}", paper=paper, direction=direction or None
            )
    return project.configure().build(strict=False)


def test_a_direction_stands_once_in_the_filter(tmp_path: Path) -> None:
    built = build_directions(Project(tmp_path))
    found = {}
    for path in ("papers/index.html", "zh/papers/index.html"):
        options = built.page(path).all(".pn-filter [name=direction] option")[1:]
        found[path] = [(text_of(option), option.get("lang")) for option in options]
    assert found == {
        "papers/index.html": [
            ("Agents", None),
            ("Alignment", None),
            ("Inference", None),
            ("Reasoning", None),
            ("RLHF", None),
            ("对齐 (中文)", "zh"),
            ("推理 (中文)", "zh"),
        ],
        "zh/papers/index.html": [
            ("rlhf", None),
            ("对齐", None),
            ("推理", None),
            ("智能体", None),
            ("Alignment（English）", "en"),
        ],
    }
    # each option finds rows
    for path in found:
        page = built.page(path)
        stated = {row.get("data-direction") for row in page.all(".pn-papers tbody tr")}
        options = page.all(".pn-filter [name=direction] option")[1:]
        assert {option.get("value") for option in options} == stated


def test_a_site_without_papers_has_no_table(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A")
    assert not [file for file in project.build().files if "papers" in file]


def test_a_paper_without_a_title_goes_by_its_address(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A", paper={"arxiv": "1706.03762"})
    project.note("b.md", "# B", paper={"focus": "Nothing that names it"})
    (row,) = rows(project.build().page("papers/index.html"))
    assert row["title"] == "https://arxiv.org/abs/1706.03762"


@pytest.mark.parametrize(("option", "file"), [(False, None), ({"path": "read"}, "read/index.html")])
def test_the_table_moves_and_goes(tmp_path: Path, option: object, file: str | None) -> None:
    project = Project(tmp_path).configure("none", papernotes={"papers": option})
    project.note("a.md", "# A", paper=ATTENTION)
    built = project.build()
    tables = [page.path for page in built.pages if page.all(".pn-papers")]
    assert tables == ([file] if file else [])


def test_the_authors_own_text_stands_above_the_table(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(theme="material")
    project.note("a.md", "# A", paper=ATTENTION)
    project.write("papers.md", "# What I read\n\nAll of it.")
    built = project.build()
    page = built.page("papers/index.html")
    assert "All of it." in page.html
    assert page.html.index("All of it.") < page.html.index('class="pn-papers"')
    assert "All of it." not in built.page("zh/papers/index.html").html


def test_notes_on_one_paper_know_each_other(site: Built) -> None:
    for path, others in (
        ("notes/a/index.html", {"Second look": "notes/b/index.html"}),
        ("zh/notes/a/index.html", {"Second look": "notes/b/index.html"}),
        ("notes/b/index.html", {"First look": "notes/a/index.html"}),
        ("zh/notes/c/index.html", {}),
    ):
        found = {}
        for link in site.page(path).all("[data-field=also] a"):
            target = site.resolve(link.get("href"), path)
            found[text_of(link)] = target and target[0]
        assert found == others


def test_notes_of_many_on_one_paper_stay_small(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    for number in range(12):
        project.note(f"n{number}.md", f"# Note {number}", paper=ATTENTION)
    page = project.build().page("notes/n0/index.html")
    assert len(page.all("[data-field=also] a")) == 5


# Metadata for machines


def graph(page: Page) -> list[dict[str, Any]]:
    (script,) = page.all("script[type='application/ld+json']")
    found: list[dict[str, Any]] = json.loads(script.text or "")["@graph"]
    return found


def metas(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.all("head meta"):
        name = meta.get("property") or meta.get("name")
        if name:
            found.setdefault(name, []).append(meta.get("content"))
    return found


def test_a_pair_tells_machines_of_each_other(site: Built) -> None:
    original, translation = f"{SITE_URL}notes/a/", f"{SITE_URL}zh/notes/a/"
    english, paper = graph(site.page("notes/a/index.html"))
    chinese, _ = graph(site.page("zh/notes/a/index.html"))
    assert (english["@id"], chinese["@id"]) == (original, translation)
    assert chinese["translationOfWork"]["@id"] == original
    assert chinese["translator"] == [{"@type": "Person", "name": "王一"}]
    works = english["workTranslation"]
    assert [work["@id"] for work in (works if isinstance(works, list) else [works])] == [
        translation
    ]
    assert paper["@id"] == "https://arxiv.org/abs/1706.03762"
    assert english["about"]["@id"] == paper["@id"]
    assert metas(site.page("zh/notes/a/index.html"))["og:locale:alternate"] == ["en_US"]


def test_awkward_titles_stay_titles(site: Built) -> None:
    page = site.page("zh/notes/c/index.html")
    note, paper = graph(page)
    shown = AWKWARD.replace("$a<b$", "a<b")
    assert (note["headline"], paper["name"]) == (shown, AWKWARD)
    assert metas(page)["og:title"] == [shown]
    assert metas(page)["DC.title"] == [shown]
    assert len(page.all("span.Z3988")) == 2


def test_only_notes_carry_metadata(site: Built) -> None:
    for page in site.pages:
        is_note = "/notes/" in f"/{page.path}"
        found = metas(page)
        assert ("z:itemType" in found, "og:type" in found) == (is_note, is_note), page.path
        assert bool(page.all("script[type='application/ld+json']")) == is_note, page.path
        assert bool(page.all("span.Z3988")) == is_note, page.path
        assert not [name for name in found if "citation_" in name], page.path
    assert len(site.page("notes/d/index.html").all("span.Z3988")) == 1


def test_a_list_says_where_it_is_and_no_more(site: Built) -> None:
    golden = Path(__file__).parent / "data" / "metadata" / "list.html"
    head, _, _ = site.text("archive/index.html").partition("</head>")
    ours = head[head.index('<link rel="canonical"') :].split("\n")
    assert [line.strip() for line in ours if line.strip()] == golden.read_text("utf-8").splitlines()


FORMATS = {
    "dublin_core": "meta[name^='DC.'], meta[name='z:itemType']",
    "open_graph": "meta[property^='og:']",
    "coins": "span.Z3988",
    "json_ld": "script[type='application/ld+json']",
}


@pytest.mark.parametrize("name", FORMATS)
def test_an_option_turns_each_format_off(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path).configure("none", papernotes={"metadata": {name: False}})
    project.note("a.md", "# A", paper=ATTENTION)
    page = project.build().page("notes/a/index.html")
    found = {name for name, selector in FORMATS.items() if page.all(selector)}
    assert found == FORMATS.keys() - {name}


def test_a_note_opts_out(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A", paper=ATTENTION, metadata=False)
    project.note("b.md", "# B", paper=ATTENTION)
    built = project.build()
    for file, carries in (("notes/a/index.html", False), ("notes/b/index.html", True)):
        page = built.page(file)
        assert {bool(page.all(selector)) for selector in FORMATS.values()} == {carries}


def test_without_an_address_of_the_site_nothing_is_absolute(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", site_url=None)
    project.note("a.md", "# A", paper=ATTENTION)
    note, paper = graph(project.build().page("notes/a/index.html"))
    assert "@id" not in note or note["@id"].startswith("_:")
    assert paper["@id"] == "https://arxiv.org/abs/1706.03762"


# People


PEOPLE = """
authors:
  linwei:
    name: Lin Wei
    url: https://example.org/lin
    avatar: https://example.org/lin.png
    orcid: 0000-0002-1825-0097
    description: Reads papers
"""


def test_people_are_known_by_short_names(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.write(".authors.yml", PEOPLE)
    project.note("a.md", "# A", authors=["linwei", "Ada Novak", {"name": "Eva", "orcid": "x"}])
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert "notes/a.md:3: authors: author 3, orcid: “x” is not an ORCID iD" in warning
    page = built.page("notes/a/index.html")
    field = page.one("[data-field=note_authors] dd")
    assert text_of(field) == "Lin WeiiD, Ada Novak, Eva"
    assert [link.get("href") for link in field.cssselect("a")] == [
        "https://example.org/lin",
        "https://orcid.org/0000-0002-1825-0097",
    ]
    assert [image.get("src") for image in field.cssselect("img")] == ["https://example.org/lin.png"]
    (note,) = graph(page)
    assert note["author"][0]["url"] == "https://example.org/lin"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("authors: []", ".authors.yml:1: authors: there are no authors"),
        ("authors:\n  lin: {}", ".authors.yml:2: authors.lin: this person has no name"),
        ("authors:\n  lin: Lin", ".authors.yml:2: authors.lin: this person has no name"),
        (
            "authors:\n  lin: {nme: L}",
            ".authors.yml:2: authors.lin.nme: unknown key. Did you mean “name”?",
        ),
        (
            "authors:\n  lin: {name: L, ulr: x}",
            ".authors.yml:2: authors.lin.ulr: unknown key. Did you mean “url”?",
        ),
        (
            "authors:\n  lin:\n    name: L\n    url: javascript:alert(1)",
            ".authors.yml:4: authors.lin.url: “javascript:alert(1)” cannot be linked to",
        ),
        (
            "authors:\n  lin:\n    name: L\n    orcid: 0000-0002-1825-0098",
            ".authors.yml:4: authors.lin.orcid: “0000-0002-1825-0098” has the check digit",
        ),
        (
            "authors:\n\tlin: {name: L}",
            ".authors.yml:2: front matter: a line is indented with a",
        ),
        (b"authors:\n  lin: {name: \xff}", ".authors.yml:2: the file is not UTF-8"),
    ],
)
def test_what_is_wrong_with_the_file_of_authors(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    project = Project(tmp_path).configure("none")
    project.write(".authors.yml", text)
    project.note("a.md", "# A")
    built = project.build(strict=False)
    assert [warning for warning in built.warnings if message in warning], built.warnings


def test_a_name_that_was_mistyped(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.write(".authors.yml", PEOPLE)
    project.note("a.md", "# A", authors=["linwie"])
    (warning,) = project.build(strict=False).warnings
    assert ".authors.yml has no author “linwie”. Did you mean “linwei”?" in warning


def test_a_file_of_authors_that_is_not_there(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"authors_file": "people.yml"})
    project.note("a.md", "# A")
    (warning,) = project.build(strict=False).warnings
    assert "mkdocs.yml: papernotes.authors_file: there is no file people.yml" in warning


# States and ratings


def test_states_and_ratings_are_quiet_marks(site: Built) -> None:
    page = site.page("zh/notes/a/index.html")
    assert text_of(page.one("[data-field=state] dd")) == "已读"
    assert page.one("[data-field=rating] .pn-stars").get("aria-label") == "评分 4 分（满分 5 分）"
    assert not site.page("notes/a/index.html").all("[data-field=state], [data-field=rating]")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"state": "skimmed"},
            "state: “skimmed” is not a reading state. Write one of to-read, reading, read",
        ),
        ({"rating": 7}, "rating: “7” is not a rating. Write a number from 1 to 5"),
        ({"rating": "good"}, "rating: “good” is not a rating"),
        ({"rating": [5]}, "rating: must be text"),
    ],
)
def test_states_and_ratings_that_are_none(
    tmp_path: Path, values: Mapping[str, Any], message: str
) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A", **values)
    (warning,) = project.build(strict=False).warnings
    assert message in warning


# Bibliographies


BROKEN = "@article{broken, title = {Never closed"
BIB = """
@inproceedings{vaswani,
  title = {Attention Is All You Need},
  author = {Vaswani, Ashish and Shazeer, Noam},
  year = {2017},
  eprint = {1706.03762}, archiveprefix = {arXiv},
}
@article{broken, title = {Never closed
@misc{good, title = {Good}}
"""


def test_a_bibliography_fills_fields(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(papernotes={"bibliography": "papers.bib"})
    (tmp_path / "papers.bib").write_text(BIB.replace(BROKEN, ""))
    project.note("a.md", "# A", paper="vaswani")
    project.note("a.zh.md", "# 甲", paper={"title": "你只需要注意力"})
    project.note("b.md", "# B", paper={"citation_key": "good", "title": "Better"})
    built = project.build()
    page = built.page("notes/a/index.html")
    assert text_of(page.one("[data-field=title] dd")) == "Attention Is All You Need"
    assert text_of(page.one("[data-field=arxiv] dd")) == "1706.03762"
    chinese = built.page("zh/notes/a/index.html")
    assert text_of(chinese.one("[data-field=title] dd")) == "你只需要注意力"
    assert len(chinese.all("[data-field=authors] .pn-author")) == 2
    assert text_of(built.page("notes/b/index.html").one("[data-field=title] dd")) == "Better"
    assert "@inproceedings{vaswani," in built.text("notes/a/cite.bib")


def test_serve_looks_at_the_bibliography_too(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"bibliography": "papers.bib"})
    path = tmp_path / "papers.bib"
    path.write_text("@misc{good, title = {Good}}")
    config = project.load()
    config.plugins.on_startup(command="serve", dirty=False)
    for _ in range(2):  # a rebuild of `serve` configures the same plugins again
        config = config.plugins.on_config(config)
    assert config.watch.count(str(path)) == 1


def test_a_broken_entry_costs_itself(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"bibliography": ["papers.bib"]})
    (tmp_path / "papers.bib").write_text(BIB)
    project.note("a.md", "# A", paper="vaswani")
    project.note("b.md", "# B", paper={"citation_key": "broken", "title": "B"})
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert "papers.bib:8: broken" in warning
    assert text_of(built.page("notes/a/index.html").one("[data-field=title] dd"))


def test_entries_that_no_note_uses_are_counted_in_one_line(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"bibliography": ["papers.bib"]})
    faulty = "".join(f"@misc{{k{n}, title = {{T}}, year = {{soon}}}}\n" for n in range(9))
    (tmp_path / "papers.bib").write_text(f"@misc{{k, title = {{A}}, doi = {{x}}}}\n{faulty}")
    project.note("a.md", "# A", paper="k")
    built = project.build(strict=False)
    (warning,) = built.warnings
    assert "papers.bib:1: k.doi" in warning
    (line,) = [line for line in built.messages if "PN506" in line]
    assert "papers.bib:2: entries that no note uses have problems (9, the first on" in line


@pytest.mark.parametrize(
    ("paper", "message"),
    [
        ("vaswanj", "paper: no bibliography has the key “vaswanj”. Did you mean “vaswani”?"),
        (
            {"citation_key": "other"},
            "paper.citation_key: no bibliography has the key “other”. Add the entry",
        ),
    ],
)
def test_a_key_that_no_bibliography_has(tmp_path: Path, paper: object, message: str) -> None:
    project = Project(tmp_path).configure("none", papernotes={"bibliography": "papers.bib"})
    project.write("papers.bib", "@misc{vaswani, title = {A}}")
    project.note("a.md", "# A", paper=paper)
    built = project.build(strict=False)
    assert [warning for warning in built.warnings if message in warning], built.warnings


def test_an_unknown_key_of_a_pair_is_told_once(tmp_path: Path) -> None:
    project = Project(tmp_path).configure()
    project.note("a.md", "# A", paper="nothing")
    project.note("a.zh.md", "# 甲", paper="nothing")
    (warning,) = project.build(strict=False).warnings
    assert "notes/a.md" in warning
    assert "“nothing”" in warning


def test_a_key_beside_a_title_is_the_papers_own(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    project.note("a.md", "# A", paper={**ATTENTION, "citation_key": "mine"})
    assert "@misc{mine," in project.build().text("notes/a/cite.bib")


def test_a_bibliography_that_is_not_there(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", papernotes={"bibliography": "nowhere.bib"})
    project.note("a.md", "# A")
    (warning,) = project.build(strict=False).warnings
    assert "mkdocs.yml: papernotes.bibliography: there is no file nowhere.bib" in warning


# Hand-written headers


def test_a_hand_written_header_is_reported_and_left_alone(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none")
    header = "Paper: Attention Is All You Need\n\narXiv ID: 1706.03762\n\nDate: June 12, 2017"
    project.note("a.md", f"\n\n# A\n\n{header}\n\nText.")
    project.note("b.md", f"# B\n\n{header}\n\nText.", paper=ATTENTION)
    project.note("c.md", "# C\n\nNote: Date: none of this is a header.")
    built = project.build()
    told = [record for record in built.records if "hand-written header" in record.message]
    assert [record.level for record in told] == ["INFO"]
    assert told[0].message.startswith("papernotes: notes/a.md:9: this note has")
    assert "title, arxiv" in told[0].message
    assert "arXiv ID: 1706.03762" in built.page("notes/a/index.html").html


# Labels


def test_labels_are_renamed_by_language(tmp_path: Path) -> None:
    labels = {
        "en": {"field": {"arxiv": "Preprint"}, "archive": "All notes"},
        "zh": {"field.arxiv": "预印本", "total": "共 {count} 篇"},
    }
    project = Project(tmp_path).configure(papernotes={"labels": labels})
    project.note("a.md", "# A", paper=ATTENTION)
    project.note("a.zh.md", "# 甲")
    built = project.build()
    assert text_of(built.page("notes/a/index.html").one("[data-field=arxiv] dt")) == "Preprint"
    assert text_of(built.page("zh/notes/a/index.html").one("[data-field=arxiv] dt")) == "预印本"
    assert "All notes" in text_of(built.page("archive/index.html").one("h1"))
    assert text_of(built.page("zh/archive/index.html").one(".pn-list__total")) == "共 2 篇"


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (
            {"en": {"field.arxvi": "x"}},
            "there is no label “field.arxvi”. Did you mean “field.arxiv”?",
        ),
        ({"en": {"archive": 1}}, "the label “archive” must be text, not 1"),
        (
            {"en": {"total": "{number} posts"}},
            "the label “total” contains {number}, but only {count}",
        ),
        ({"en": {"archive": "{"}}, "the label “archive” cannot be filled in"),
        ({"english": {"archive": "x"}}, "“english” is not a language"),
        ({"en": ["archive"]}, "must be a mapping of labels to texts for en"),
        (["archive"], "must be a mapping of languages to labels"),
    ],
)
def test_labels_that_will_not_do(tmp_path: Path, labels: object, message: str) -> None:
    project = Project(tmp_path).configure("none", papernotes={"labels": labels})
    project.note("a.md", "# A")
    built = project.attempt()
    assert built.exit_code != 0
    assert message in built.log
    assert "Traceback" not in built.log
