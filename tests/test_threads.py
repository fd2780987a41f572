"""What a note shows of others: its series, related notes, backlinks, and its neighbours."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_papernotes.assembly.mentions import Mentions
from mkdocs_papernotes.assembly.related import RelatedNotes
from mkdocs_papernotes.assembly.site import Site, assemble
from mkdocs_papernotes.assembly.threads import Threads
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.table import OPTIONS, settings_of
from mkdocs_papernotes.site.encryption import Encryption
from mkdocs_papernotes.site.folders import Folders
from mkdocs_papernotes.site.library import LibraryReader
from mkdocs_papernotes.site.source_file import SourceFile
from mkdocs_papernotes.site.structure import FolderStructure, PlainStructure, SuffixStructure
from mkdocs_papernotes.views.note_threads import NoteThreads
from tests.build_site import SITE_URL
from tests.timing import seconds

pytestmark = pytest.mark.pure

NOWHERE = Path("/nowhere")
LAYOUTS = ("suffix", "folder", "none")


def source(name: str, language: str = "en", layout: str = "suffix") -> str:
    if layout == "folder":
        return f"{language}/notes/{name}.md"
    return f"notes/{name}.md" if language == "en" else f"notes/{name}.{language}.md"


def note(body: str = "Text.", **front_matter: Any) -> str:
    return f"---\n{yaml.safe_dump(front_matter, allow_unicode=True)}---\n\n{body}\n"


def site_of(
    files: Mapping[str, str],
    layout: str = "suffix",
    languages: tuple[str, ...] = ("en", "zh"),
    *,
    preview: bool = False,
    encryption: Encryption = Encryption(),  # noqa: B008
    **options: Any,
) -> Site:
    """A site of these sources, without a folder."""
    built = Languages(languages, "en", site_urls=dict.fromkeys(languages, SITE_URL))
    structure: Any = {
        "suffix": SuffixStructure(built, languages),
        "folder": FolderStructure(built, languages),
        "none": PlainStructure("en", languages, site_url=SITE_URL),
    }[layout]
    read = read_options(OPTIONS, options)
    assert not read.errors, read.errors
    settings = settings_of(read.values)
    folders = Folders(NOWHERE / "docs", NOWHERE, "mkdocs.yml")
    now = datetime(2026, 1, 1, tzinfo=timezone.utc)
    reader = LibraryReader(
        structure, settings, folders, now, preview=preview, encryption=encryption
    )
    sources = [
        SourceFile(path, lambda text=text: text.encode(), is_page=True)
        for path, text in files.items()
    ]
    return assemble(reader.read(sources), structure, settings)


class Read:
    """The threads of a site, by the sources of its notes."""

    def __init__(self, files: Mapping[str, str], *arguments: Any, **options: Any):
        self.site = site_of(files, *arguments, **options)
        self.notes = {each.source: each for each in self.site.notes}
        self.threads = Threads(self.site)

    def of(self, path: str) -> NoteThreads:
        return self.threads.of(self.notes[path])

    def related(self, path: str) -> dict[str, list[tuple[str, ...]]]:
        """The titles of related notes and the reasons, each with its names."""
        return {
            each.note.title: [(reason.name, *reason.names) for reason in each.reasons]
            for each in self.of(path).related
        }

    def backlinks(self, path: str) -> dict[str, str]:
        """The titles of the notes that mention a note, with the sentences."""
        return {each.note.title: each.sentence for each in self.of(path).backlinks}

    def neighbours(self, path: str) -> tuple[str, str]:
        found = self.of(path)
        return (
            found.previous.title if found.previous else "",
            found.next.title if found.next else "",
        )


# Notes that mention this one


@pytest.mark.parametrize("layout", LAYOUTS)
def test_links_between_notes_are_followed_as_authors_write_them(layout: str) -> None:
    """By the source, the source in the other language, a name that only a translation has, …"""
    end = ".zh.md" if layout == "none" else ".md"
    targets = {
        "source": source("target", "en", layout).rpartition("/")[2],
        "place": source("target", "en", layout).rpartition("/")[2] + "#part",
        "docs": "/" + source("target", "en", layout),
        "address": "../target/",
        "path": "/lab/notes/target/",
        "full": f"{SITE_URL}notes/target/#part",
        "file": "../target/index.html",
    }
    files = {
        source(name, "en", layout): note(f"See [it]({target}).", title=name)
        for name, target in targets.items()
    }
    files[source("target", "en", layout)] = note(title="Target")
    files[source("target", "zh", layout)] = note(title="目标")
    files[source("twin", "zh", layout)] = note(f"见[它](target{end})。", title="twin")
    files[source("no", "en", layout)] = note("See [it](nowhere.md).", title="no")
    read = Read(files, layout)
    expected = dict.fromkeys(targets, "See it.") | {"twin": "见它。"}
    assert read.backlinks(source("target", "en", layout)) == expected
    assert read.backlinks(source("target", "zh", layout)) == expected


@pytest.mark.parametrize("layout", LAYOUTS)
def test_wikilinks_are_followed_as_well(layout: str) -> None:
    files = {
        source("target", "en", layout): note(title="Target"),
        source("target", "zh", layout): note(title="目标"),
        source("one", "en", layout): note(
            "Before it. See [[target|this]], which is so.", title="One"
        ),
        source("two", "zh", layout): note("参见[[目标]]。", title="二"),
        source("three", "en", layout): note("See `[[target]]`.", title="Three"),
    }
    expected = {"One": "See this, which is so.", "二": "参见目标。"}
    read = Read(files, layout, wikilinks=True)
    for language in ("en", "zh"):
        assert read.backlinks(source("target", language, layout)) == expected
    assert Read(files, layout).backlinks(source("target", "en", layout)) == {}


@pytest.mark.parametrize("layout", ["suffix", "folder"])
def test_a_note_that_has_only_a_translation_is_found_by_the_name_of_the_other(layout: str) -> None:
    read = Read(
        {
            source("only", "zh", layout): note(title="仅有"),
            source("a", "en", layout): note("See [it](only.md).", title="A"),
        },
        layout,
    )
    assert read.backlinks(source("only", "zh", layout)) == {"A": "See it."}


def test_a_mention_counts_for_the_pair_and_stands_in_the_language_of_the_reader() -> None:
    read = Read(
        {
            source("target"): note(title="Target"),
            source("target", "zh"): note(title="目标"),
            source("both"): note("In [both](target.md).", title="Both"),
            source("both", "zh"): note("两者[都](target.md)有。", title="都有"),
            source("twin"): note("Nothing.", title="Twin"),
            source("twin", "zh"): note("只在[这里](target.zh.md)。", title="孪生"),
            source("alone", "zh"): note("独自[一篇](target.md)。", title="独自"),
        }
    )
    english = {
        each.note.title: (each.note.language, each.language)
        for each in read.of(source("target")).backlinks
    }
    assert english == {"Both": ("en", "en"), "Twin": ("en", "zh"), "独自": ("zh", "zh")}
    assert read.backlinks(source("target", "zh")) == {
        "都有": "两者都有。",
        "孪生": "只在这里。",
        "独自": "独自一篇。",
    }


def test_pairs_by_key_and_notes_in_three_languages() -> None:
    languages = ("en", "zh", "ja")
    read = Read(
        {
            source("target"): note(title="Target", translation_key="t"),
            source("ziel", "ja"): note(title="目標", translation_key="t"),
            source("a", "ja"): note("[これ](ziel.ja.md)を見る。", title="あ"),
            source("a", "zh"): note(title="甲"),
        },
        "suffix",
        languages,
    )
    assert read.backlinks(source("target")) == {"甲": "これを見る。"}
    assert read.backlinks(source("ziel", "ja")) == {"あ": "これを見る。"}


def test_each_note_is_named_once_and_never_itself() -> None:
    read = Read(
        {
            source("a"): note(
                "First [one](b.md). Then [two](b.md#x). And [me](a.zh.md).", title="A"
            ),
            source("a", "zh"): note("[我](a.md)", title="甲"),
            source("b"): note("[A](a.md) and [A](a.zh.md).", title="B"),
        }
    )
    assert read.backlinks(source("b")) == {"A": "First one."}
    assert read.backlinks(source("a")) == {"B": "A and A."}


def test_what_must_not_be_told_is_not_told() -> None:
    files = {
        source("target"): note(title="Target", tags=["x"]),
        source("hidden"): note(
            "A secret [link](target.md).", title="Hidden", unlisted=True, tags=["x"]
        ),
        source("draft"): note("A secret [link](target.md).", title="Draft", draft=True, tags=["x"]),
        source("later"): note("A secret [link](target.md).", title="Later", publish="2027-01-01"),
        source("closed"): note("A secret [link](target.md).", title="Closed", excerpt=False),
        source("open"): note("To [it](hidden.md) and [that](draft.md).", title="Open"),
        source("half"): note("A public [link](target.md).", title="Half", tags=["x"]),
        source("half", "zh"): note("秘密[链接](target.md)。", title="一半", unlisted=True),
    }
    read = Read(files)
    assert read.backlinks(source("target")) == {"Half": "A public link.", "Closed": ""}
    assert {*read.related(source("target"))} == {"Half"}
    assert read.of(source("hidden")) == NoteThreads()
    assert read.related(source("open")) == {}
    locked = files | {source("half"): note("[It](target.md).", title="Locked", password="x")}
    found = Read(locked, encryption=Encryption(is_on=True)).backlinks(source("target"))
    assert found == {"Locked": "", "Closed": ""}
    previewed = Read(files, preview=True)
    assert previewed.backlinks(source("target"))["Draft"] == ""


def test_backlinks_and_related_notes_can_be_turned_off() -> None:
    files = {
        source("a"): note("[B](b.md).", title="A"),
        source("b"): note(title="B"),
        source("c"): note(title="C"),
    }
    read = Read(files, backlinks=False)
    assert read.of(source("b")).backlinks == ()
    assert read.related(source("b")) == {"A": [("mentions",)]}
    read = Read(files, related=False)
    assert read.backlinks(source("b")) == {"A": "B."}
    assert read.of(source("b")).related == ()


# Related notes


def many(count: int, **front_matter: Any) -> dict[str, str]:
    return {source(f"other-{n:04}"): note(title=f"Other {n}", **front_matter) for n in range(count)}


def test_rarer_terms_count_more_and_the_reasons_are_told() -> None:
    files = many(20) | {
        source("a"): note(title="A", tags=["rare", "less rare", "common"]),
        source("b"): note(title="B", tags=["rare"]),
        source("c"): note(title="C", tags=["less rare"]),
        source("d"): note(title="D", tags=["less rare", "common"]),
        source("e"): note(title="E", tags=["rare", "less rare"], direction="Rare"),
    }
    assert read_related(files, "a") == {
        "E": [("topics", "rare", "less rare")],
        "D": [("topics", "common", "less rare")],
        "B": [("topics", "rare")],
        "C": [("topics", "less rare")],
    }


def read_related(files: Mapping[str, str], name: str, **options: Any) -> dict[str, Any]:
    return Read(files, **options).related(source(name))


def test_of_terms_on_more_than_a_tenth_of_the_notes_only_those_of_five_count() -> None:
    def with_term(total: int, carriers: int) -> int:
        files = many(total - carriers)
        files |= {source(f"x{n}"): note(title=f"X {n}", tags=["x"]) for n in range(carriers)}
        return len(read_related(files, "x0", related=99))

    assert with_term(10, 5) == 4
    assert with_term(10, 6) == 0
    assert with_term(80, 8) == 7
    assert with_term(80, 9) == 0
    assert with_term(2, 2) == 0  # what all have tells nothing


def test_authors_series_and_links_relate_notes() -> None:
    paper = {"title": "P", "authors": ["Ada Novak", "Bruno Kim"]}
    files = many(20) | {
        source("a"): note(
            "To [it](linked.md).", title="A", series="S", authors=["Lin Wei"], paper=paper
        ),
        source("s"): note(title="In series", series="S"),
        source("p"): note(title="Same authors", paper={**paper, "title": "Q"}),
        source("w"): note(title="Same writer", authors=["Lin Wei"]),
        source("linked"): note(title="Linked"),
        source("linking"): note("[A](a.md)", title="Linking"),
    }
    assert read_related(files, "a") == {
        "Same authors": [("authors", "Ada Novak", "Bruno Kim")],
        "In series": [("series",)],
        "Linked": [("mentioned",)],
        "Same writer": [("note_authors", "Lin Wei")],
    }
    # what only mentions a note stands among the backlinks, unless there are none
    assert read_related(files, "a", backlinks=False)["Linking"] == [("mentions",)]
    assert [*read_related(files, "a", related=2)] == ["Same authors", "Linked"]


def test_notes_on_the_same_paper_are_left_to_the_header() -> None:
    paper = {"title": "P", "arxiv": "2404.16710"}
    files = many(5) | {
        source("a"): note(title="A", tags=["x"], paper=paper),
        source("b"): note("[A](a.md)", title="B", tags=["x"], paper=paper),
    }
    assert read_related(files, "a") == {}


def test_reasons_are_in_the_language_of_the_reader() -> None:
    files = many(5) | {
        source("a"): note(title="A", tags=["experts"], direction="Serving"),
        source("a", "zh"): note(title="甲", tags=["专家"], direction="推理"),
        source("b"): note(title="B", tags=["experts"], direction="Serving"),
        source("b", "zh"): note(title="乙", tags=["专家"], direction="推理"),
        source("c", "zh"): note(title="丙", tags=["专家"]),
    }
    read = Read(
        files, terms={"llm": {"en": "LLM serving", "zh": "大模型", "also": ["Serving", "推理"]}}
    )
    assert read.related(source("a")) == {
        "B": [("topics", "experts", "LLM serving")],
        "丙": [("topics", "专家")],
    }
    assert read.related(source("a", "zh")) == {
        "乙": [("topics", "大模型", "专家")],
        "丙": [("topics", "专家")],
    }


TAGS = st.lists(st.sampled_from(["p", "q", "r", "s"]), max_size=3, unique=True)
NAMES = [f"n{number}" for number in range(8)]


@st.composite
def sites(draw: st.DrawFn) -> dict[str, str]:
    """Notes with tags, series and links, some of them unlisted or in one language only."""
    files: dict[str, str] = {}
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=2, unique=True)):
        for language in draw(st.sets(st.sampled_from(["en", "zh"]), min_size=1)):
            links = draw(st.lists(st.sampled_from(NAMES), max_size=2))
            body = " ".join(f"See [{link}]({link}.md)." for link in links) or "Text."
            files[source(name, language)] = note(
                body,
                title=f"{name} {language}",
                tags=draw(TAGS),
                series=draw(st.sampled_from([None, "one", "two"])),
                unlisted=draw(st.sampled_from([False, False, True])),
            )
    return files


@given(sites())
def test_relations_go_both_ways(files: dict[str, str]) -> None:
    site = site_of(files)
    catalog = site.catalog
    related = RelatedNotes(catalog, site.works, site.terms, Mentions(site), 99)
    for key in catalog.keys:
        for relation in related.of(key):
            assert relation.key != key
            assert any(not each.unlisted for each in catalog.by_key[relation.key].values())
            (back,) = [each for each in related.of(relation.key) if each.key == key]
            assert {*back.terms} == {*relation.terms}
            assert (back.mentions, back.is_mentioned) == (relation.is_mentioned, relation.mentions)
            assert relation.terms or relation.mentions or relation.is_mentioned


@given(sites())
def test_a_mention_is_a_backlink_and_a_backlink_a_mention(files: dict[str, str]) -> None:
    read = Read(files)
    catalog = read.site.catalog
    expected = {
        (catalog.key(each), link)
        for each in catalog.notes
        for link in NAMES
        if f"]({link}.md)" in each.body and not each.unlisted
    }
    by_url = {each.url: catalog.key(each) for each in catalog.notes}
    keys = {
        name: catalog.key(each) for each in catalog.notes for name in NAMES if name in each.source
    }
    for each in catalog.notes:
        found = [by_url[other.note.url] for other in read.threads.of(each).backlinks]
        assert len({*found}) == len(found)
        own = catalog.key(each)
        mentioning = {key for key, link in expected if keys.get(link) == own and key != own}
        assert {*found} == (set() if each.unlisted else mentioning)


@given(sites(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(files: dict[str, str], rng: random.Random) -> None:
    shuffled = list(files.items())
    rng.shuffle(shuffled)
    one, other = Read(files), Read(dict(shuffled))
    for path in one.notes:
        assert one.of(path) == other.of(path)


@given(sites(), st.data())
def test_after_a_new_text_all_is_as_if_it_had_always_been_there(
    files: dict[str, str], data: st.DataObject
) -> None:
    """And the notes that are said to be others now are all that are."""
    read = Read(files)
    before = {path: read.of(path) for path in read.notes}
    changed = data.draw(st.sampled_from(sorted(files)))
    links = data.draw(st.lists(st.sampled_from(NAMES), max_size=2))
    body = " ".join(f"Look at [{link}]({link}.md)." for link in links) + "\n"
    head = files[changed].rpartition("---\n")[0]
    named = read.threads.replace_text(read.notes[changed], f"\n{body}")
    clean = Read(files | {changed: f"{head}---\n\n{body}"})
    for path, found in before.items():
        assert read.of(path) == clean.of(path)
        if clean.of(path) != found:
            assert named[read.notes[path]] == found


def test_related_notes_are_found_in_linear_time() -> None:
    def site_of_size(count: int) -> Site:
        rng = random.Random(count)
        tags = [f"tag {number}" for number in range(12)]
        files = {
            source(f"n{number}"): note(
                f"[x](n{rng.randrange(count)}.md)", title=str(number), tags=rng.sample(tags, 1)
            )
            for number in range(count)
        }
        return site_of(files)

    def find(site: Site) -> None:
        threads = Threads(site)
        for each in site.notes:
            threads.of(each)

    small, large = (partial(find, site_of_size(count)) for count in (800, 2400))
    # another process may have taken the time
    assert any(seconds(large) < 6 * seconds(small) for _ in range(5))


# Series and neighbours


def test_the_box_of_a_series() -> None:
    files = {
        source("c"): note(title="Three", series={"name": "Serving", "part": 3}, date="2025-01-01"),
        source("a"): note(title="One", series={"name": "Serving", "part": 1}, date="2025-03-01"),
        source("b"): note(title="Two", series={"name": "serving", "part": 2}, date="2025-02-01"),
        source("b", "zh"): note(title="之二", date="2025-02-01"),
        source("d", "zh"): note(
            title="之四", series={"name": "推理", "part": 4}, date="2025-01-01"
        ),
        source("x"): note(title="Hidden", series={"name": "Serving", "part": 5}, unlisted=True),
    }
    read = Read(files, terms={"serving": {"en": "Serving", "zh": "推理"}})
    box = read.of(source("b")).series
    assert box is not None
    assert (box.name, box.number, box.total) == ("Serving", 2, 4)
    assert [(part.number, part.note.title, part.is_this) for part in box.parts] == [
        (1, "One", False),
        (2, "Two", True),
        (3, "Three", False),
        (4, "之四", False),
    ]
    assert box.url == "topics/series/serving/"
    chinese = read.of(source("b", "zh")).series
    assert chinese is not None
    assert (chinese.name, chinese.number) == ("推理", 2)
    assert [part.note.title for part in chinese.parts] == ["One", "之二", "Three", "之四"]
    assert chinese.url == "zh/topics/series/serving/"
    assert read.of(source("x")).series is None


def test_the_numbers_of_parts_are_the_authors_if_all_are_told_apart() -> None:
    def parts(*stated: int | None) -> list[int]:
        files = {
            source(f"n{place}"): note(
                title=str(place), series={"name": "S", "part": part}, date=f"2025-01-0{place + 1}"
            )
            for place, part in enumerate(stated)
        }
        box = Read(files).of(source("n0")).series
        return [part.number for part in box.parts] + [box.total] if box else []

    assert parts(1, 2, 4) == [1, 2, 4, 4]
    assert parts(1, 2, 2) == [1, 2, 3, 3]
    assert parts(1, None, 2) == [1, 2, 3, 3]
    assert parts(1) == []


def test_neighbours_are_those_of_the_language_unless_asked_for_others() -> None:
    files = {
        source("a"): note(
            title="A", series={"name": "S", "part": 2}, date="2025-01-01", tags=["x"]
        ),
        source("b"): note(title="B", date="2025-01-02", tags=["y"]),
        source("c"): note(
            title="C", series={"name": "S", "part": 1}, date="2025-01-03", tags=["x"]
        ),
        source("d", "zh"): note(title="丁", series={"name": "S", "part": 3}, date="2025-01-04"),
        source("e"): note(title="E", date="2025-01-05", tags=["x", "y"]),
    }
    read = Read(files)
    assert read.neighbours(source("b")) == ("A", "C")
    read = Read(files, neighbours="series")
    assert read.neighbours(source("a")) == ("C", "丁")
    assert read.neighbours(source("d", "zh")) == ("A", "")
    assert read.neighbours(source("b")) == ("A", "C")
    read = Read(files, neighbours="tags")
    assert read.neighbours(source("c")) == ("A", "E")
    assert read.neighbours(source("b")) == ("", "E")
