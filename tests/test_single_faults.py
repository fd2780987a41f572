"""One fault, one message: with the right file, line and key, and for the cause itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_papernotes import Problem, open_site
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from tests.build_site import Project

D = "date: 2026-04-16\n"


def block(lines: str) -> str:
    return f"---\n{D}{lines}\n---\n\nText.\n"


def paper(line: str) -> str:
    return block(f"paper:\n  {line}")


FRONT = "front matter"
AUTHORS = "paper.authors"
ID = '"2604.15244"'

CASES: dict[str, tuple[str, int, str, str]] = {
    # Blocks: the text, and the line, key and code of the one problem
    "toml": ('+++\ntitle = "A"\ndate = 2026-04-16\n+++\n\nText.\n', 1, FRONT, "PN202"),
    "toml-draft": ('+++\ntitle = "A"\ndraft = true\n+++\n\nText.\n', 1, FRONT, "PN202"),
    "toml-unclosed": ('+++\ntitle = "A"\n\nText.\n', 1, FRONT, "PN202"),
    "toml-in-dashes": ('---\ntitle = "A"\ndraft = true\n---\n\nText.\n', 1, FRONT, "PN202"),
    "toml-named": ('---toml\ntitle = "A"\n---\n\nText.\n', 1, FRONT, "PN202"),
    "json": (';;;\n{"title": "A", "unlisted": true}\n;;;\n\nText.\n', 1, FRONT, "PN202"),
    "json-alone": ('{"title": "A", "date": "2026-04-16"}\n\nText.\n', 1, FRONT, "PN202"),
    "json-lines": ('{\n  "title": "A",\n  "draft": true\n}\n\nText.\n', 1, FRONT, "PN202"),
    "json-named": ('---json\n{"title": "A"}\n---\n\nText.\n', 1, FRONT, "PN202"),
    "yaml-named": (f"---yaml\ntitle: A\n{D}---\n\nText.\n", 1, FRONT, "PN220"),
    "four-dashes": (f"----\ntitle: A\n{D}draft: true\n----\n\nText.\n", 1, FRONT, "PN220"),
    "long-dash": (f"—\ntitle: A\n{D}—\n\nText.\n", 1, FRONT, "PN220"),
    "indented": (f" ---\n title: A\n {D} ---\n\nText.\n", 1, FRONT, "PN220"),
    "below-comment": (f"<!-- c -->\n---\n{D}---\n\nText.\n", 2, FRONT, "PN221"),
    "draft-below-comment": ("<!-- c -->\n---\ndraft: true\n---\n\nText.\n", 2, FRONT, "PN221"),
    "unclosed": (f"---\ntitle: A\n{D}\n# T\n\nText.\n", 1, FRONT, "PN201"),
    "unclosed-at-the-end": (f"---\ntitle: A\n{D}", 1, FRONT, "PN201"),
    "unclosed-draft": (f"---\n{D}draft: true\n\nText.\n", 1, FRONT, "PN201"),
    "tab": (block("paper:\n\ttitle: A"), 4, FRONT, "PN203"),
    "tab-in-a-list": (block("tags:\n\t- a\n\t- b"), 4, FRONT, "PN203"),
    "tab-at-the-date": ("---\n\tdate: 2026-04-16\n---\n\nText.\n", 2, FRONT, "PN203"),
    "wide-colon": (block("title：A"), 3, FRONT, "PN204"),
    "wide-colon-first": ("---\ndate：2026-04-16\ntitle: A\n---\n\nText.\n", 2, FRONT, "PN204"),
    "colon": (block("title: A: b"), 3, FRONT, "PN205"),
    "colon-between": (block("title: A: b\ntags: [a]"), 3, FRONT, "PN205"),
    "uneven": (block(f"paper:\n  title: A\n arxiv: {ID}"), 5, FRONT, "PN206"),
    "list-of-keys": ("---\n- date: 2026-04-16\n- title: A\n---\n\nText.\n", 0, "date", "PN301"),
    "control-character": (block('title: "a\x00b"'), 3, FRONT, "PN208"),
    "deep": (block(f"x: {'[' * 120}{']' * 120}"), 3, FRONT, "PN209"),
    "tag": (block("pin: !!int x"), 3, FRONT, "PN210"),
    "no-space": (block("title:A"), 3, FRONT, "PN216"),
    "no-space-at-the-date": ("---\ntitle: A\ndate:2026-04-16\n---\n\nText.\n", 3, FRONT, "PN216"),
    "at": (block("title: @a"), 3, FRONT, "PN217"),
    "percent": (block("title: 50%\ndescription: % of it"), 4, FRONT, "PN217"),
    "star": (block("title: *A* study"), 3, FRONT, "PN217"),
    "code": (block("title: `a` b"), 3, FRONT, "PN217"),
    "unknown-tag": (block("title: !important A"), 3, FRONT, "PN217"),
    "quotation": (block('title: "A\ntags: [a]'), 3, FRONT, "PN218"),
    "bracket": (block("tags: [a, b\nauthors: Ada"), 3, FRONT, "PN219"),
    "no-comma": (block('tags: ["a" "b"]'), 3, FRONT, "PN219"),
    "apostrophe": (block("title: 'It's me'"), 3, FRONT, "PN222"),
    "text-after": (block('title: "A" study\ntags: [a]'), 3, FRONT, "PN222"),
    "colon-after": (block("title: 'A': B"), 3, FRONT, "PN222"),
    "bracket-after": (block("tags: [a, b]]"), 3, FRONT, "PN222"),
    "no-colon": (block("title A"), 3, FRONT, "PN223"),
    "not-indented": (block("description: |\nA study."), 4, FRONT, "PN223"),
    "tab-at-the-key": (block("\ttitle: A"), 3, FRONT, "PN203"),
    "tab-below-spaces": (block("paper:\n  title: A\n\tvolume: 1"), 5, FRONT, "PN203"),
    "twice": (block("title: A\ntitle: B"), 4, "title", "PN211"),
    "date-twice": (block("date: 2026-04-17"), 3, "date", "PN211"),
    "twice-below-paper": (paper("title: A\n  title: B"), 5, "paper.title", "PN211"),
    "draft-twice": (block("draft: false\ndraft: false"), 4, "draft", "PN212"),
    # Keys of a note
    "undated": ("---\ntitle: A\n---\n\nText.\n", 0, "date", "PN301"),
    "no-block": ("Text.\n", 0, "date", "PN301"),
    "empty-date": ("---\ndate:\n---\n\nText.\n", 2, "date", "PN301"),
    "only-updated": ("---\ndate:\n  updated: 2026-04-16\n---\n\nText.\n", 2, "date", "PN301"),
    "misspelt": (block("autors: [A]"), 3, "autors", "PN302"),
    "misspelt-long": (block("transation_key: a"), 3, "transation_key", "PN302"),
    "misspelt-paper": (block(f"papper: {{arxiv: {ID}}}"), 3, "papper", "PN302"),
    "misspelt-name": (block("authors: [{nme: A}]"), 3, "authors", "PN302"),
    "title": (block("title: [A]"), 3, "title", "PN303"),
    "description": (block("description: {a: b}"), 3, "description", "PN303"),
    "lang": (block("lang: [en, zh]"), 3, "lang", "PN303"),
    "author": (block("authors: [[A]]"), 3, "authors", "PN303"),
    "translator": (block("translator: [[A]]"), 3, "translator", "PN303"),
    "author-name": (block("authors: [{name: [A]}]"), 3, "authors", "PN303"),
    "date": ("---\ndate: April 2026\n---\n\nText.\n", 2, "date", "PN304"),
    "year": ("---\ndate: 2026\n---\n\nText.\n", 2, "date", "PN304"),
    "list-of-dates": ("---\ndate: [2026]\n---\n\nText.\n", 2, "date", "PN304"),
    "created": ("---\ndate:\n  created: soon\n---\n\nText.\n", 3, "date.created", "PN304"),
    "updated": (block("updated: soon"), 3, "updated", "PN304"),
    "no-such-day": ("---\ndate: 2026-02-30\n---\n\nText.\n", 2, "date", "PN305"),
    "no-such-hour": ("---\ndate: 2026-02-03 25:00\n---\n\nText.\n", 2, "date", "PN305"),
    "pin": (block("pin: maybe"), 3, "pin", "PN306"),
    "metadata": (block("metadata: [a]"), 3, "metadata", "PN306"),
    "papernotes": (block("papernotes: maybe"), 3, "papernotes", "PN306"),
    "original": (block("original_url: 'javascript:x'"), 3, "original_url", "PN307"),
    "author-url": (block("authors: [{name: A, url: 'javascript:x'}]"), 3, "authors", "PN307"),
    "state": (block("state: someday"), 3, "state", "PN308"),
    "state-misspelt": (block("state: raed"), 3, "state", "PN308"),
    "rating": (block("rating: 9"), 3, "rating", "PN309"),
    "stars": (block("rating: ★★★"), 3, "rating", "PN309"),
    "nameless": (block("authors: [{url: https://example.org}]"), 3, "authors", "PN312"),
    "draft": (block("draft: ture"), 3, "draft", "PN313"),
    "publish": (block("publish: soon"), 3, "publish", "PN314"),
    "published": (block("published: soon"), 3, "published", "PN314"),
    "unlisted": (block("unlisted: ture"), 3, "unlisted", "PN315"),
    "draft-in-case": (block("Draft: true"), 3, "Draft", "PN316"),
    "draft-misspelt": (block("drfat: true"), 3, "drfat", "PN316"),
    "status-draft": (block("status: draft"), 3, "status", "PN316"),
    "unlisted-in-case": (block("Unlisted: true"), 3, "Unlisted", "PN317"),
    "excerpt": (block("excerpt: flase"), 3, "excerpt", "PN318"),
    "password": (block("password: x"), 3, "password", "PN319"),
    "status": (block("status: read"), 3, "status", "PN320"),
    "address": (block("url: https://example.org/a"), 3, "url", "PN321"),
    "address-query": (block("url: /a?b"), 3, "url", "PN321"),
    "address-dots": (block("url: /a/../b"), 3, "url", "PN322"),
    "address-php": (block("url: /a.php"), 3, "url", "PN323"),
    "address-long": (block(f"url: /{'a' * 300}"), 3, "url", "PN324"),
    "address-encoding": (block("url: /a%zz"), 3, "url", "PN325"),
    # Keys of a paper
    "list-of-papers": (block("paper: [a]"), 3, "paper", "PN401"),
    "paper-title": (block("paper: Deep Learning of something"), 3, "paper", "PN401"),
    "paper-id": (block("paper: 2604.15244"), 3, "paper", "PN401"),
    "paper-true": (block("paper: true"), 3, "paper", "PN401"),
    "no-bibliography": (block("paper: nokey2020"), 3, "paper", "PN612"),
    "no-bibliography-2": (paper("citation_key: nokey2020"), 4, "paper.citation_key", "PN612"),
    "paper-misspelt": (paper("venu: ICLR"), 4, "paper.venu", "PN302"),
    "paper-unknown": (paper("foo: ICLR"), 4, "paper.foo", "PN302"),
    "type": (paper("type: essay"), 4, "paper.type", "PN402"),
    "paper-list": (paper("title: [A]"), 4, "paper.title", "PN303"),
    "arxiv": (paper("arxiv: abc"), 4, "paper.arxiv", "PN403"),
    "arxiv-list": (paper("arxiv: [a]"), 4, "paper.arxiv", "PN303"),
    "arxiv-month": (paper('arxiv: "2613.00001"'), 4, "paper.arxiv", "PN404"),
    "arxiv-zero": (paper("arxiv: 0704.0001"), 4, "paper.arxiv", ""),
    "arxiv-digits": (paper("arxiv: 2604.1524"), 4, "paper.arxiv", "PN406"),
    "arxiv-future": (paper('arxiv: "9012.00001"'), 4, "paper.arxiv", "PN411"),
    "doi": (paper("doi: abc"), 4, "paper.doi", "PN412"),
    "doi-list": (paper("doi: [a]"), 4, "paper.doi", "PN303"),
    "doi-of-another": (
        paper(f"arxiv: {ID}\n  doi: 10.48550/arXiv.2604.15245"), 5, "paper.doi", "PN413"
    ),
    "doi-of-no-month": (paper("doi: 10.48550/arXiv.2613.15244"), 4, "paper.doi", "PN404"),
    "category": (paper("categories: cs."), 4, "paper.categories", "PN414"),
    "archive": (paper("categories: foo.AI"), 4, "paper.categories", "PN415"),
    "list-of-lists": (paper("categories: [[a]]"), 4, "paper.categories", "PN416"),
    "author-without-name": (paper("authors: [{given: ''}]"), 4, AUTHORS, "PN421"),
    "author-number": (paper("authors: [1]"), 4, AUTHORS, "PN421"),
    "author-list": (paper("authors: [[A]]"), 4, AUTHORS, "PN421"),
    "author-misspelt": (paper("authors: [{nme: A}]"), 4, AUTHORS, "PN302"),
    "author-mapping": (paper("authors: {first: A}"), 4, AUTHORS, "PN302"),
    "author-family": (paper("authors: [{family: [A]}]"), 4, AUTHORS, "PN303"),
    "et-al": (paper("authors: [et al.]"), 4, AUTHORS, "PN422"),
    "and-et-al": (paper("authors: [Jane Doe et al.]"), 4, AUTHORS, "PN423"),
    "and": (paper("authors: [Jane Doe and John Roe]"), 4, AUTHORS, "PN424"),
    "orcid": (paper("authors: [{name: A B, orcid: x}]"), 4, AUTHORS, "PN417"),
    "orcid-digit": (
        paper('authors: [{name: A B, orcid: "0000-0002-1825-0098"}]'), 4, AUTHORS, "PN418"
    ),
    "corresponding": (paper("authors: [{name: A B, corresponding: mabye}]"), 4, AUTHORS, "PN306"),
    "ror": (
        paper("authors: [{name: A B, affiliations: [{name: C, ror: x}]}]"), 4, AUTHORS, "PN419"
    ),
    "affiliation": (
        paper("authors: [{name: A B, affiliations: x}]\n  affiliations: [{id: a, name: C}]"),
        4,
        AUTHORS,
        "PN425",
    ),
    "affiliation-list": (
        paper("authors: [{name: A B, affiliations: [[a]]}]"), 4, AUTHORS, "PN426"
    ),
    "affiliation-unused": (
        paper("authors: [A B]\n  affiliations: [{id: a, name: C}]"),
        5,
        "paper.affiliations",
        "PN427",
    ),
    "affiliation-twice": (
        paper(
            "authors: [{name: A B, affiliations: a}]\n"
            "  affiliations: [{id: a, name: C}, {id: a, name: D}]"
        ),
        5,
        "paper.affiliations",
        "PN428",
    ),
    "affiliation-misspelt": (
        paper("authors: [{name: A B, affiliations: [{nme: C}]}]"), 4, AUTHORS, "PN302"
    ),
    "paper-date": (paper("date: soon"), 4, "paper.date", "PN431"),
    "paper-day": (paper("date: 2026-02-30"), 4, "paper.date", "PN431"),
    "paper-dates": (paper("date: 2024\n  year: 2023"), 5, "paper.year", "PN432"),
    "venue": (paper("venue: {url: https://example.org}"), 4, "paper.venue", "PN433"),
    "venue-list": (paper("venue: [ICLR]"), 4, "paper.venue", "PN303"),
    "venue-misspelt": (paper("venue: {titel: ICLR}"), 4, "paper.venue.titel", "PN302"),
    "venue-title": (paper("venue: {title: [ICLR]}"), 4, "paper.venue.title", "PN303"),
    "venue-url": (paper("venue: {title: A, url: 'data:x'}"), 4, "paper.venue.url", "PN307"),
    "range": (paper("pages: 1-15"), 4, "paper.pages", "PN434"),
    "pages": (paper("pages: many"), 4, "paper.pages", "PN435"),
    "links": (paper("links: [a]"), 4, "paper.links", "PN436"),
    "links-text": (paper("links: https://example.org"), 4, "paper.links", "PN436"),
    "link-kind": (paper("links: {'': https://example.org}"), 4, "paper.links", "PN437"),
    "link-kind-misspelt": (
        paper("links: {vido: https://example.org}"), 4, "paper.links.vido", "PN438"
    ),
    "link": (paper("links: {pdf: 'javascript:x'}"), 4, "paper.links.pdf", "PN307"),
    "citation-key": (paper("title: A\n  citation_key: a b"), 5, "paper.citation_key", "PN439"),
    "version": (paper("read_version: two"), 4, "paper.read_version", "PN440"),
    "language": (paper("language: klingonish"), 4, "paper.language", "PN441"),
    "abstract": (paper("abstract: [a]"), 4, "paper.abstract", "PN303"),
}  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """The problems of one site with a note for each case, by the source of the note."""
    project = Project(tmp_path_factory.mktemp("faults")).configure("none")
    for name, (text, *_) in CASES.items():
        project.write(f"notes/{name}.md", text)
    problems: dict[str, list[Problem]] = {}
    for problem in open_site(project.folder).problems:
        problems.setdefault(problem.source, []).append(problem)
    return problems


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_once(found: dict[str, list[Problem]], name: str) -> None:
    _, line, key, code = CASES[name]
    told = [(each.line, each.key, each.code) for each in found.get(f"notes/{name}.md", [])]
    assert told == ([(line, key, code)] if code else [])


def test_nothing_else_is_told(found: dict[str, list[Problem]]) -> None:
    assert found.keys() == {f"notes/{name}.md" for name, case in CASES.items() if case[3]}


@pytest.mark.parametrize(
    ("name", "consequence"),
    [
        ("toml-draft", "TOML is not supported; line 3 seems to mean `draft`, so the note is not p"),
        ("toml-in-dashes", "line 3 seems to mean `draft`, so the note is not published"),
        ("json", "line 2 seems to mean `unlisted`, so the note is in no list, search or sitemap"),
        ("json-lines", "line 3 seems to mean `draft`, so the note is not published"),
        ("four-dashes", "line 4 seems to mean `draft`, so the note is not published"),
        ("draft-below-comment", "line 3 seems to mean `draft`, so the note is not published"),
    ],
)
def test_a_block_says_what_its_lines_seem_to_mean(
    found: dict[str, list[Problem]], name: str, consequence: str
) -> None:
    (problem,) = found[f"notes/{name}.md"]
    assert consequence in problem.message


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, {"PN612"}),
        ({"bibliography": "papers.json"}, {"PN606"}),
        ({"bibliography": "missing.json"}, {"PN102"}),
        ({"bibliography": "broken.json"}, {"PN541"}),
        ({"bibliography": "papers.txt"}, {"PN502"}),
    ],
)
def test_keys_are_not_missed_in_a_bibliography_that_cannot_be_read(
    tmp_path: Path, options: dict[str, str], said: set[str]
) -> None:
    project = Project(tmp_path).configure("none", papernotes=options)
    project.note("a.md", paper="doe2020")
    project.note("b.md", paper="roe2020")
    (tmp_path / "papers.json").write_text('[{"id": "other", "title": "T"}]', "utf-8")
    (tmp_path / "broken.json").write_text('[{"id": "other", "title": "T"', "utf-8")
    (tmp_path / "papers.txt").write_text("", "utf-8")
    assert {problem.code for problem in open_site(tmp_path).problems} == said


@pytest.mark.parametrize(
    "text",
    [
        f"title: A\n{D}...\n\nText.\n",
        f"title: A\n{D}---\n\nText.\n",
        f"title: A\n{D}\nText.\n",
        f"---\n\ntitle: A\n{D}---\n\nText.\n",
        f"---\ntitle: A\n{D}...\n\nText.\n",
        f"---\n{{title: A, {D.strip()}}}\n---\n\nText.\n",
        f'---\ntitle: "A" # of two\n{D}---\n\nText.\n',
    ],
)
def test_a_block_in_another_form_is_no_fault(text: str) -> None:
    found = read_front_matter(text, "a.md")
    assert found.problems == ()
    assert (found.values["title"], found.body.strip()) == ("A", "Text.")


@pytest.mark.parametrize(
    "text",
    [
        "----\n\nText.\n",
        "<!-- licence -->\n\n---\n\nText.\n",
        "—\nText: so it begins.\n",
        "{: .lead }\nText.\n",
        "{% set a = 1 %}\nText.\n",
        "{\nText.\n",
        "+++\n",
        "---\nx = 5\n\nText.\n---\n",
    ],
)
def test_a_text_is_not_taken_for_a_block(text: str) -> None:
    found = read_front_matter(text, "a.md")
    assert found.problems == ()
    assert found.body == text
