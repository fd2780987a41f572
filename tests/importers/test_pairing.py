"""Which pages of an old site are paired, and which are proposed as a pair."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.importers.pairing import Pairs, PairsError, pairs_of, read_pairs

pytestmark = pytest.mark.pure

Entry = tuple[str, OldPage]
"""A language and a page."""


def entry(language: str, source: str, name: str = "", **fields: object) -> Entry:
    page = OldPage(source, name or source.removesuffix(".md"), str(fields.pop("body", "")))
    for key, value in fields.items():
        object.__setattr__(page, key, value)
    return language, page


def pairs(*entries: Entry, given: str = "") -> Pairs:
    languages = {page.source: language for language, page in entries}
    return pairs_of([page for _, page in entries], languages, read_pairs(given))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry("en", "a.md"), entry("zh", "a.zh.md", "a")),
        (entry("en", "en/a.md"), entry("zh", "zh/a.md")),
        (entry("en", "x/en/a.md"), entry("zh", "x/zh-cn/a.md")),
        (entry("en", "a-en.md"), entry("zh", "a-zh.md")),
        (entry("zh", "a.md"), entry("en", "a_en.md")),
        (entry("en", "a.md", pair="k"), entry("zh", "b.md", pair="k")),
        (
            entry("en", "a.md", values={"translationKey": "k"}),
            entry("zh", "b.md", values={"translationKey": "k"}),
        ),
        (
            entry("en", "a.md", values={"zh_url": "https://example.org/2020/b/index.html"}),
            entry("zh", "b.md", address="2020/b/"),
        ),
    ],
)
def test_what_says_that_pages_are_a_pair(one: Entry, other: Entry) -> None:
    found = pairs(one, other, entry("en", "z.md"), entry("zh", "y.md"))

    assert found.keys.keys() == {one[1].source, other[1].source}
    assert len(set(found.keys.values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry("en", "x/a.md"), entry("zh", "y/a.md")),
        (entry("en", "a.md"), entry("en", "a-en.md")),
        (entry("en", "a.md", is_note=False), entry("zh", "a.zh.md", "a")),
        (entry("en", "gpt-4.md"), entry("zh", "gpt-3.md")),
    ],
)
def test_what_does_not(one: Entry, other: Entry) -> None:
    assert pairs(one, other).keys == {}


@pytest.mark.parametrize("separator", [" ", "\t", " = ", ", ", "  "])
def test_a_file_of_pairs_comes_first(separator: str) -> None:
    entries = (entry("en", "a.md"), entry("zh", "a.zh.md", "a"), entry("zh", "b c.md"))
    found = pairs(*entries, given=f"# comment\n./a.md{separator}b c.md\n\n")

    assert found.keys == {"a.md": "a.md", "b c.md": "a.md"}


@pytest.mark.parametrize(
    ("text", "message"),
    [("a.md\n", "line 1 does not name two files"), ("a.md, x.md", "there is no page x.md")],
)
def test_a_file_of_pairs_with_mistakes(text: str, message: str) -> None:
    with pytest.raises(PairsError, match=message):
        pairs(entry("en", "a.md"), entry("zh", "b.md"), given=text)


DAY = {"date": date(2020, 1, 2)}
MANY = " ".join(f"$\\alpha_{n} + \\beta_{n}$" for n in range(5))


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (
            {"values": DAY, "body": "![](x/net.png) words"},
            {"values": DAY, "body": "字 ![](/y/net.png)"},
            "both have the same date and 1 picture",
        ),
        (
            {"body": f"{MANY} 28.4 41.8 93.2 512 4096 ![](a.png) ![](b.png)"},
            {"body": f"{MANY} 28.4 41.8 93.2 512 4096 ![](a.png) ![](b.png)"},
            "both have 2 pictures, 5 formulas and 5 numbers",
        ),
        (
            {"values": {"title": "Attention is all you need"}},
            {"name": "posts/attention-is-all-you-need"},
            "both have the name “attention is all you need”",
        ),
    ],
)
def test_proposals(one: dict[str, object], other: dict[str, object], reason: str) -> None:
    found = pairs(
        entry("en", "a.md", **one),  # type: ignore[arg-type]
        entry("zh", "b.md", **other),  # type: ignore[arg-type]
        entry("zh", "c.md", body="another text"),
    )

    assert found.keys == {}
    (problem,) = found.problems
    assert (problem.source, problem.values) == ("a.md", {"other": "b.md", "reason": reason})


def test_pages_in_one_language_or_of_one_day_alone_are_not_proposed() -> None:
    same_body = f"{MANY} ![](a.png) ![](b.png)"

    assert (
        pairs(entry("en", "a.md", body=same_body), entry("en", "b.md", body=same_body)) == Pairs()
    )
    assert pairs(entry("en", "a.md", values=DAY), entry("zh", "b.md", values=DAY)) == Pairs()


@settings(deadline=None, max_examples=200)
@given(
    st.dictionaries(
        st.text("ab-./zhen", min_size=1, max_size=8),
        st.tuples(st.sampled_from(["en", "zh", "ja"]), st.text("a$1.2 ![](x", max_size=30)),
        max_size=8,
    )
)
def test_a_pair_never_has_a_language_twice(texts: dict[str, tuple[str, str]]) -> None:
    entries = [entry(tag, source, body=body) for source, (tag, body) in texts.items()]
    keys = pairs(*entries).keys

    seen = [(key, texts[source][0]) for source, key in keys.items()]
    assert len(seen) == len(set(seen))
