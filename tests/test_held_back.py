"""What must not be published is not, however it is written; and it is told why."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.plugins import BasePlugin

from mkdocs_papernotes import Site, open_site
from mkdocs_papernotes.front_matter.foreign_keys import is_foreign, normal_key
from mkdocs_papernotes.front_matter.mentions import recognised
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.notes.keys import PAGE_KEYS
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.papers.keys import PAPER_KEYS
from mkdocs_papernotes.people.keys import PERSON_KEYS
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import edits
from tests.build_site import Built, Project
from tests.plain_site import PlainSite
from tests.timing import seconds

NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)
BODY = "\n\nSome MARKER of a text.\n"
D = "date: 2026-01-01\n"
GOOD = f"---\ntitle: Good\npin: true\n{D}---\n\nSHOWN to all.\n"


def read(text: str) -> tuple[Note, list[Problem]]:
    front_matter = read_front_matter(text, "notes/a.md")
    location = Location("notes/a.md", "en", "notes/a", "notes/a/")
    note, problems = read_note(location, front_matter, timezone.utc, None, NOW)
    return note, [*front_matter.problems, *problems]


# Every line of these tables is a kind of its own

DRAFTS = {
    "misspelt": f"---\n{D}draft: ture\n---",
    "letter": f"---\n{D}draft: y\n---",
    "chinese": f"---\n{D}draft: 是\n---",
    "words": f"---\n{D}draft: on hold\n---",
    "list": f"---\n{D}draft: [true]\n---",
    "mapping": f"---\n{D}draft: {{when: later}}\n---",
    "day": f"---\n{D}draft: 2026-01-01\n---",
    "publish-words": f"---\n{D}publish: next year\n---",
    "publish-number": f"---\n{D}publish: 20260101\n---",
    "publish-impossible": f"---\n{D}publish: 2026-02-30\n---",
    "publish-no": f"---\n{D}publish: no\n---",
    "published-no": f"---\n{D}published: false\n---",
    "published-words": f"---\n{D}published: not yet\n---",
    "published-later": f"---\n{D}published: 2030-01-01\n---",
    "hugo": f"---\n{D}publishDate: 2030-01-01\n---",
    "pelican": f"---\n{D}status: draft\n---",
    "case": f"---\n{D}Draft: true\n---",
    "upper": f"---\n{D}DRAFT: on hold\n---",
    "is-draft": f"---\n{D}is_draft: true\n---",
    "unfinished": f"---\n{D}WIP: true\n---",
    "encrypted": f"---\n{D}encrypted: true\n---",
    "unpublished": f"---\n{D}unpublished: yes\n---",
    "chinese-key": f"---\n{D}草稿: true\n---",
    "wide-letters": f"---\n{D}ｄｒａｆｔ: true\n---",
    "swapped": f"---\n{D}drfat: true\n---",
    "more": f"---\n{D}drafts: yes\n---",
    "cyrillic": f"---\n{D}dr\u0430ft: true\n---",
    "both-misspelt": f"---\n{D}darft: ture\n---",
    "less": f"---\n{D}publsh: 2030-01-01\n---",
    "twice": f"---\n{D}draft: on hold\ndraft: false\n---",
    "twice-in-case": f"---\n{D}Draft: true\ndraft: false\n---",
    "indented": f"---\ntitle: A\n draft: true\n{D}---",
    "tab": f"---\ntitle: A\n\tdraft: true\n{D}---",
    "below-paper": f"---\n{D}paper:\n  title: T\n  draft: on hold\n---",
    "in-a-text": f"---\n{D}abstract: |\n  x\n  draft: true\n---",
    "continued": f"---\ntitle: A\n  draft:true\n{D}---",
    "merged": f"---\n{D}base: &b {{draft: true}}\n<<: *b\n---",
    "escaped": f'---\n{D}"dr\\u0061ft": true\n---',
    "flow": "---\n{title: A, draft: ture}\n---",
    "no-space": f"---\ntitle: A\ndraft:true\n{D}---",
    "no-space-first": "---\ndraft:true\n---",
    "equals": f"---\n{D}draft = true\n---",
    "no-colon": f"---\n{D}draft true\n---",
    "wide-colon": f"---\ntitle: A\ndraft：true\n{D}---",
    "wide-colon-words": "---\ndraft：on hold\n---",
    "broken": f"---\n{D}title: [A\ndraft: on hold\n---",
    "broken-next-line": f"---\n{D}title: [A\ndraft:\n  ture\n---",
    "unclosed": f"---\n{D}draft: ture",
    "unclosed-below": f"---\n{D}\ndraft:true\n",
    "closed-late": f"---\n{D}\nSome text.\n\ndraft: true\n---",
    "second-block": f"---\n{D}---\n---\ndraft: true\n---",
    "below-block": f"---\n{D}---\ndraft: true\n---",
    "four": f"----\ntitle: A\n{D}draft: true\n----",
    "four-words": "----\ndraft: on hold\n----",
    "two": "--\ndraft: true\n--",
    "indented-fence": f" ---\n {D} draft: true\n ---",
    "dash": "—\ndraft: true\n—",
    "tildes": "~~~\ndraft: true\n~~~",
    "code": "```yaml\ndraft: true\n```",
    "equal-signs": "===\ndraft: on hold\n===",
    "list-of-keys": f"---\n- {D}- draft: true\n---",
    "toml": '+++\ntitle = "A"\ndraft = true\n+++',
    "toml-unclosed": '+++\ntitle = "A"\ndraft = "on hold"\n',
    "json": ';;;\n{"title": "A",\n"draft": true}\n;;;',
    "json-fenced": '---json\n{"title": "A", "draft": "on hold"}\n---',
    "json-bare": '{\n  "title": "A",\n\n  "draft": true\n}',
    "json-one-line": '{"title": "A", "draft": true}',
    "bom-twice": f"\ufeff\ufeff---\n{D}draft: true\n---",
    "bom-inside": "---\n\ufeffdraft: true\n---",
    "comment": f"<!-- mine -->\n---\n{D}draft: true\n---",
    "long-comment": f"<!--\nmine\n-->\n\n---\n{D}draft: true\n---",
    "in-comment": "<!--\ndraft: true\n-->",
    "heading": f"# c\n---\n{D}draft: true\n---",
    "no-fence": "draft: true\n",
    "password": f"---\n{D}password: secret\n---",
    "password-case": f"---\n{D}Password: secret\n---",
    "pasword": f"---\n{D}pasword: secret\n---",
    "password-broken": f"---\n{D}title: [A\npassword: secret\n---",
    "password-four": "----\npassword: secret\n----",
    "password-environment": f"---\n{D}use_secret: NAME\n---",
}
UNLISTED = {
    "words": f"---\n{D}unlisted: sometimes\n---",
    "list": f"---\n{D}unlisted: [true]\n---",
    "case": f"---\n{D}Unlisted: true\n---",
    "hyphen": f"---\n{D}un-listed: true\n---",
    "swapped": f"---\n{D}unlitsed: true\n---",
    "indented": f"---\ntitle: A\n unlisted: true\n{D}---",
    "broken": f"---\n{D}title: [A\nunlisted: soon\n---",
    "four": "----\nunlisted: on\n----",
    "toml": "+++\nunlisted = true\n+++",
    "comment": f"<!-- mine -->\n---\n{D}unlisted: true\n---",
    "hexo": f"---\n{D}hidden: true\n---",
}
WITHOUT_EXCERPT = {
    "plain": f"---\n{D}excerpt: false\n---",
    "case": f"---\n{D}Excerpt: no\n---",
    "misspelt": f"---\n{D}excerpt: flase\n---",
    "broken": f"---\n{D}title: [A\nexcerpt: false\n---",
    "four": "----\nexcerpt: false\n----",
}
PUBLIC = {
    "prose": f"---\ntitle: A\n{D}---\n\nDraft: this is one.",
    "code-below": f"---\n{D}---\n\n```yaml\ndraft: true\n```",
    "code-below-heading": "# How\n\n```yaml\ndraft: true\n```",
    "rule-and-header": "# T\n\n---\n\n**Published**: NeurIPS 2024\n**Authors**: X\n\n---",
    "handwritten": "Published: NeurIPS 2024\nAuthors: X",
    "no": f"---\n{D}draft: false\n---",
    "finished": f"---\n{D}wip: false\nencrypted: false\nunpublished: no\n---",
    "Off": f'---\n{D}draft: "Off"\n---',
    "nothing": f"---\n{D}draft:\npublish: ~\npassword: ''\nunlisted:\n---",
    "yes": f"---\n{D}publish: true\npublished: yes\n---",
    "past": f"---\n{D}publish: 2020-01-01\npublishDate: 2020-01-01\n---",
    "future-date": "---\ndate: 2030-01-01\n---",
    "comment": f"---\n{D}# draft: true\n---",
    "broken": f"---\n{D}title: [A\ndraft: false\n---",
    "toml": "+++\ndraft = false\n+++",
    "link": f"---\n{D}paper:\n  links: {{draft: https://example.org/a.pdf}}\n---",
    "paper": f"---\n{D}paper:\n  publisher: ACM\n  published: 2014\n---",
    "publisher": f"---\n{D}publisher: on\n---",
    "hexo-excerpt": f"---\n{D}excerpt: A sentence of mine.\n---",
    "status": f"---\n{D}status: new\nlayout: post\nstate: reading\n---",
    "craft": f"---\n{D}craft: knitting\n---",
}
SILENT = {"published-no", "publish-no", "published-later", "password", "bom-twice", "escaped"}
SILENT |= {"password-environment", "password-broken", "bom-inside"}
"""Read as they are written, or told by the library alone."""


@pytest.mark.pure
@pytest.mark.parametrize("name", DRAFTS)
def test_a_note_in_doubt_is_no_public_one(name: str) -> None:
    note, problems = read(DRAFTS[name] + BODY)
    assert not note.is_public(NOW) or note.has_password
    if name not in SILENT:
        told = [problem for problem in problems if problem.line and "publish" in problem.message]
        assert told, problems
        assert all(problem.severity == "warning" and problem.remedy for problem in told)


@pytest.mark.pure
@pytest.mark.parametrize("name", UNLISTED)
def test_a_note_that_may_be_unlisted_is(name: str) -> None:
    note, problems = read(UNLISTED[name] + BODY)
    assert note.unlisted
    assert [problem for problem in problems if problem.line and "no list" in problem.message]


@pytest.mark.pure
@pytest.mark.parametrize("name", WITHOUT_EXCERPT)
def test_a_note_may_refuse_an_excerpt(name: str) -> None:
    note, problems = read(WITHOUT_EXCERPT[name] + BODY)
    assert not note.has_excerpt
    assert note.is_public(NOW)
    told = [problem.name for problem in problems if problem.name == "seems-without-excerpt"]
    assert len(told) == (name not in {"plain", "broken"})


@pytest.mark.pure
@pytest.mark.parametrize("name", PUBLIC)
def test_what_is_not_in_doubt_is_public(name: str) -> None:
    note, problems = read(PUBLIC[name] + BODY)
    assert note.is_public(NOW)
    assert not note.unlisted
    assert note.has_excerpt
    assert not note.has_password
    assert not [p for p in problems if p.code in {"PN313", "PN314", "PN315", "PN316", "PN317"}]


@pytest.mark.pure
def test_the_line_of_the_doubt_is_named() -> None:
    _, (problem,) = read(f"---\ntitle: A\n{D}draft: ture\n---{BODY}")
    assert str(problem) == (
        "notes/a.md:4: draft: `draft` must be true or false, not “ture”; the note is not published."
        " Write “true” to keep the note back, or “false” to publish it [PN313]"
    )
    _, problems = read(f"<!-- c -->\n----\n{D}\ndraft:true\n----{BODY}")
    (told,) = [problem for problem in problems if problem.name == "seems-draft"]
    assert (told.line, told.key) == (5, "draft")
    _, problems = read(f"---\n{D}draft: false\ndraft: true\n---{BODY}")
    assert [(problem.name, problem.line) for problem in problems] == [("repeated-with-doubt", 4)]


@pytest.mark.pure
def test_no_key_of_ours_is_taken_for_another() -> None:
    meant = {"draft", "publish", "published", "unlisted", "password", "excerpt", "state", "status"}
    for table in (PAGE_KEYS, PAPER_KEYS, PERSON_KEYS):
        for key in table:
            for name in key.names:
                assert (recognised(name) is not None) == (name in meant), name


@pytest.mark.pure
@pytest.mark.parametrize(
    ("word", "other", "number"),
    [
        ("a", "a", 0),
        ("drfat", "draft", 1),
        ("drafts", "draft", 1),
        ("dreft", "draft", 1),
        ("", "abc", 3),
        ("ca", "abc", 3),
        ("autors", "authors", 1),
        ("titel", "title", 1),
    ],
)
def test_edits(word: str, other: str, number: int) -> None:
    assert edits(word, other) == edits(other, word) == number


# Nothing of the text stands where it must not

KEYS = ("draft", "publish", "published", "unlisted", "password", "excerpt")
MEANT = {
    "draft": ("true", "yes", "ture", "1", "on"),
    "publish": ("false", "no", "2999-01-01", "flase"),
    "published": ("false", "off", "2999-01-01 10:00"),
    "unlisted": ("true", "yes", "treu", "1"),
    "password": ("true", "1", "2026-01-01"),
    "excerpt": ("false", "no", "off", "0"),
}
UNREADABLE = {
    "draft": ("on hold", "是", "[true]", "soon", "maybe", "{a: b}"),
    "publish": ("next year", "20270101", "2026-02-30", "[2026-01-01]"),
    "published": ("not yet", "arXiv", "[]"),
    "unlisted": ("sometimes", "[true]", "2"),
    "password": ("secret", "[a, b]", "p: w"),
    "excerpt": ("flase", "fals"),
}
FENCES = (("---", "---"), ("----", "----"), ("~~~", "~~~"), ("+++", "+++"), (";;;", ";;;"))
FENCES += (("---", "..."), ("```yaml", "```"), ("---yaml", "---"), ("—", "—"), ("===", "==="))
ABOVE = ("", "\ufeff", "\ufeff\ufeff", "\n\n", "<!-- c -->\n", "\ufeff<!--\nc\n-->\n\n", "\u200b")
BREAKING = (
    "",
    "title: [A\n",
    "title: a: b\n",
    "x: 'y\n",
    "\ttab: 1\n",
    "title: A\n  b: c\n",
    "@: 1\n",
)


@st.composite
def spelt(draw: st.DrawFn, key: str) -> str:
    """A key in any case, or one letter away from it; never another word that is known."""
    at = draw(st.integers(0, len(key) - 2))
    letter = draw(st.sampled_from("abemnorstuxyz"))
    word = draw(
        st.sampled_from(
            [
                key[:at] + key[at + 1] + key[at] + key[at + 2 :],
                key[:at] + key[at + 1 :],
                key[:at] + letter + key[at:],
                key[:at] + letter + key[at + 1 :],
            ]
        )
    )
    known = {normal_key(name) for page_key in PAGE_KEYS for name in page_key.names}
    return key if normal_key(word) in known or is_foreign(word) else word


@st.composite
def blocks(draw: st.DrawFn, key: str) -> str:
    """The top of a file whose author wants to keep something back."""
    is_misspelt = draw(st.booleans())
    name = draw(spelt(key)) if is_misspelt else key
    name = draw(st.sampled_from([name, name.upper(), name.capitalize()]))
    is_indented = not is_misspelt and draw(st.booleans())
    values = MEANT[key] if is_misspelt or is_indented else MEANT[key] + UNREADABLE[key]
    value = draw(st.sampled_from(values))
    colon = draw(st.sampled_from([": ", ":  ", "：", "： ", ":", " : "]))
    line = f"{'  ' * is_indented}{name}{colon}{value}\n"
    opening, closing = draw(st.sampled_from(FENCES))
    if draw(st.integers(0, 3)) == 0 and not is_misspelt and opening == "---":
        closing = ""
    above = draw(st.sampled_from(ABOVE))
    first, last = draw(st.sampled_from(BREAKING)), draw(st.sampled_from(["", D, "# c\n", "z: ]\n"]))
    text = f"{opening}\n{first}{D}{line}{last}{closing}\n"
    return f"{above}{text}"


def opened(folder: Path, *tops: str, **options: Any) -> Site:
    """A site with a public note, and one for each of the other blocks: `a0.md`, `a1.md`…"""
    project = Project(folder).configure("none", languages=("en",), **options)
    project.write("notes/good.md", GOOD)
    for number, top in enumerate(tops):
        project.write(f"notes/a{number}.md", top + BODY.replace("MARKER", f"MARKER{number}X"))
    return open_site(folder, now=NOW)


@pytest.mark.pure
@pytest.mark.parametrize("key", KEYS)
@given(data=st.data())
def test_whatever_is_in_doubt_is_kept_back(key: str, data: st.DataObject) -> None:
    top = data.draw(blocks(key))
    note, problems = read(top + BODY)
    if key == "unlisted":
        assert note.unlisted, top
    elif key == "excerpt":
        assert not note.has_excerpt, top
    else:
        assert not note.is_public(NOW) or (key == "password" and note.has_password), top
    is_plain = re.search(rf"^\ufeff*{key} ?(: |：)\s*\S", top, re.MULTILINE)
    assert is_plain or [problem for problem in problems if problem.line], top


@pytest.mark.pure
@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=3)
@given(data=st.data())
def test_nothing_of_it_stands_where_it_must_not(key: str, data: st.DataObject) -> None:
    tops = data.draw(st.lists(blocks(key), min_size=25, max_size=25))
    with tempfile.TemporaryDirectory() as folder:
        site, target = opened(Path(folder), *tops), Path(folder) / "out"
        PlainSite(site).write(target)
        files = [path for path in target.rglob("*") if path.is_file()]
        texts = {path.relative_to(target).as_posix(): path.read_text("utf-8") for path in files}
    shown = {path for path, text in texts.items() if "SHOWN" in text}
    assert shown >= {"notes/good/index.html", "index.html"}
    for number, top in enumerate(tops):
        own = {f"notes/a{number}/index.html"} if key in {"unlisted", "excerpt"} else set()
        assert {path for path, text in texts.items() if f"MARKER{number}X" in text} == own, top


@pytest.mark.pure
@given(text=st.text(st.sampled_from("-+~:：#{}[]\"'\n\t =drafttueyon\ufeff<!>|&*@")))
def test_no_top_of_a_file_is_an_error(text: str) -> None:
    for page in (text, f"---\n{text}\n---\n{text}"):
        note, problems = read(page)
        assert note.location.source == "notes/a.md"
        assert all(problem.message and problem.source for problem in problems)


@pytest.mark.pure
@pytest.mark.parametrize(
    "piece", ["-", "- ", " ", "draft ", ":", "{", "_", "<!-- c -->\n", "a:\n", "*_"]
)
def test_the_top_of_a_file_is_read_in_linear_time(piece: str) -> None:
    def taken(times: int) -> float:
        return seconds(lambda: read_front_matter(f"{piece * times}!", "a.md"), times=5)

    assert taken(10_000) < max(4 * taken(5_000), 0.2)


# Real builds

CASES = {
    **{f"d-{name}": text for name, text in DRAFTS.items()},
    **{f"u-{name}": text for name, text in UNLISTED.items()},
    **{f"e-{name}": text for name, text in WITHOUT_EXCERPT.items()},
}


@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_a_site_keeps_it_back_everywhere(tmp_path: Path, layout: str) -> None:
    languages = ("en",) if layout == "none" else ("en", "zh")
    project = Project(tmp_path).configure(
        layout, languages=languages, theme="material", papernotes={"topics": True}
    )
    folder = "en/" if layout == "folder" else ""
    project.write(f"{folder}notes/good.md", GOOD)
    for number, (name, top) in enumerate(CASES.items()):
        body = BODY.replace("MARKER", f"MARKER{number}X")
        project.write(f"{folder}notes/{name}.md", f"{top}{body}")
    built = project.build(strict=False)
    texts = {path: content.decode("utf-8", "replace") for path, content in built.files.items()}
    assert "SHOWN" in texts["search/search_index.json"]
    for number, name in enumerate(CASES):
        word = f"MARKER{number}X"
        found = {path for path, text in texts.items() if word in text}
        own = {path for path in found if path.endswith(f"notes/{name}/index.html")}
        if name.startswith("d-"):
            assert not found, name
            assert f"notes/{name}/" not in texts["sitemap.xml"]
        elif name.startswith("u-"):
            assert own, name
            assert found == own, name
            assert f"notes/{name}/" not in texts["sitemap.xml"]
        else:
            assert own, name
            assert found - own == {"search/search_index.json"}, name


def test_a_preview_marks_what_is_kept_back(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",), draft_docs="sketch.md\n")
    project.note("good.md", "# Good")
    project.note("sketch.md", "# Sketch")
    project.write("notes/doubt.md", f"---\ntitle: Doubt\n{D}draft: ture\n---{BODY}")
    built = project.build(strict=False, command="serve")
    archive = built.page("archive/index.html")
    for title, is_marked in (("Good", False), ("Sketch", True), ("Doubt", True)):
        assert bool(archive.entry(title).cssselect(".pn-mark--draft")) == is_marked
        if title != "Sketch":  # which MkDocs writes only where it serves
            page = built.page(f"notes/{title.lower()}/index.html")
            assert bool(page.all(".pn-mark--draft")) == is_marked
    site = open_site(tmp_path, now=NOW, preview=True)
    assert {note.title: note.draft for note in site.notes}["Sketch"]
    plain = project.build("out", strict=False)
    assert plain.page("archive/index.html").titles == ["Good"]


# Passwords


class _Encrypting(BasePlugin):  # type: ignore[type-arg]
    """Stands for mkdocs-encryptcontent-plugin: pages with a password are not in clear."""

    def __init__(self, **options: Any) -> None:
        self.config: Any = options

    def on_page_context(self, context: Any, *, page: Any, **_: Any) -> Any:
        if page.meta.get("password") or self.config.get("global_password"):
            page.content = "encrypted"
        return context


def encrypted(project: Project, **options: Any) -> Built:
    def add(config: Any) -> None:
        config.plugins["encryptcontent"] = _Encrypting(**options)

    return project.build(strict=False, change=add)


@pytest.mark.parametrize("excerpt", ["description", "marker", "auto"])
def test_an_encrypted_note_has_no_excerpt(tmp_path: Path, excerpt: str) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    text = "---\ntitle: Locked\n{}date: 2026-01-01\npassword: secret\n---\n\nMARKER\n{}\nMARKER\n"
    described = "description: Told to all.\n" if excerpt == "description" else ""
    marker = "\n<!-- more -->\n" if excerpt == "marker" else ""
    project.write("notes/a.md", text.format(described, marker))
    built = encrypted(project)
    pages = [built.text(path) for path in ("index.html", "archive/index.html")]
    assert all("Locked" in page and "MARKER" not in page for page in pages)
    assert all(("Told to all." in page) == bool(described) for page in pages)
    assert "secret" not in "".join(pages)
    assert not [text for text in built.problems if "password" in text]


def test_a_password_for_all_pages_counts_for_all(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    project.note("a.md", "# Locked\n\nMARKER")
    assert "MARKER" not in encrypted(project, global_password="x").text("index.html")
    assert "MARKER" in encrypted(project).text("index.html")


def test_without_the_plugin_a_password_keeps_the_note_back(tmp_path: Path) -> None:
    top = f"---\ntitle: Locked\n{D}password: secret\n---"
    site = opened(tmp_path / "a", top)
    (problem,) = [p for p in site.problems if p.name == "password-without-plugin"]
    assert (problem.source, problem.line) == ("notes/a0.md", 4)
    assert [note.title for note in site.notes] == ["Good"]
    plugins = ["search", {"encryptcontent": {}}, "papernotes"]
    site = opened(tmp_path / "b", top, plugins=plugins)
    assert {note.title for note in site.notes} == {"Good", "Locked"}
    assert site.problems == ()
    # no plugin finds a password under another name
    site = opened(tmp_path / "c", top.replace("password", "Password"), plugins=plugins)
    assert [note.title for note in site.notes] == ["Good"]


def ordinary() -> Iterator[str]:
    yield from ("draft: true", "Draft: ture", "published: false", "password: x", "unlisted: y")


def test_ordinary_pages_are_left_to_mkdocs(tmp_path: Path) -> None:
    project = Project(tmp_path).configure("none", languages=("en",))
    project.note("a.md", "# A")
    for number, line in enumerate(ordinary()):
        project.write(f"page{number}.md", f"---\n{line}\n---\n\n# Page\n\nText.\n")
    built = project.build()
    assert all(built.has(f"page{number}/index.html") for number, _ in enumerate(ordinary()))


# Options


@pytest.mark.parametrize(
    ("options", "given", "near"),
    [
        ({"note_dir": "posts"}, "note_dir", "notes_dir"),
        ({"archive": {"perpage": 5}}, "archive.perpage", "archive.per_page"),
        ({"metadata": {"jsonld": True}}, "metadata.jsonld", "metadata.json_ld"),
        ({"per_page": 5}, "per_page", "archive.per_page"),
        ({"zzz": 1}, "zzz", ""),
    ],
)
def test_the_nearest_option_is_suggested(
    tmp_path: Path, options: dict[str, Any], given: str, near: str
) -> None:
    project = Project(tmp_path).configure("none", languages=("en",), papernotes=options)
    project.note("a.md", "# A")
    remedy = f"Did you mean “{near}”?" if near else "See “Options” in the guide"
    said = f"unknown option “{given}”. {remedy} [PN118]"
    (problem,) = [p for p in open_site(tmp_path).problems if p.name == "unknown-option"]
    assert str(problem).endswith(said)
    warnings = [text for text in project.attempt().warnings if given in text]
    assert len(warnings) == 1
    assert warnings[0].endswith(said)


@pytest.mark.pure
def test_a_folder_of_notes_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    def told(folder: str, notes_dir: Any, *sources: str) -> list[str]:
        options = {"notes_dir": notes_dir} if notes_dir else {}
        project = Project(tmp_path / folder).configure(
            "none", languages=("en",), papernotes=options
        )
        for source in sources:
            project.write(source, GOOD)
        problems = open_site(project.folder).problems
        others = {problem.name for problem in problems if problem.severity != "warning"}
        assert others <= {"no-notes"}
        return [problem.message for problem in problems if problem.severity == "warning"]

    assert told("a", "nope") == ["there are no pages below nope"]
    assert told("b", None) == []
    elsewhere = ["there are no pages below nope, but there are dated pages below posts, blog"]
    assert told("c", "nope", "blog/a.md", "posts/a.md", "posts/b.md") == elsewhere
    assert told("d", None, "posts/a.md")[0].endswith("dated pages below posts")
    assert told("e", ["notes", "reviws"], "notes/a.md") == ["there are no pages below reviws"]
    assert told("f", ["notes", "."], "notes/a.md", "posts/b.md") == []


@pytest.mark.pure
@pytest.mark.parametrize(
    ("line", "is_note", "is_told"),
    [("'no'", False, False), ("off", False, False), ("0", False, False), ("flase", True, True)],
)
def test_the_flag_for_notes_is_read_like_others(
    tmp_path: Path, line: str, is_note: bool, is_told: bool
) -> None:
    site = opened(tmp_path, f"---\n{D}papernotes: {line}\n---")
    assert (len(site.notes) == 2) == is_note
    assert [p.line for p in site.problems if p.name == "expected-flag"] == [3] * is_told
