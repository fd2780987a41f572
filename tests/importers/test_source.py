"""Files of an old site: their encoding, and front matter in every shape that was seen."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.decoding import UndecodableError, decode
from mkdocs_papernotes.importers.source import Source, read_source, source_of, walk
from tests.timing import takes_less_than

pytestmark = pytest.mark.pure

EAST = timezone(timedelta(hours=8))


def read(text: str) -> Source:
    found = source_of(text.encode("utf-8"), "a.md")
    assert isinstance(found, Source)
    return found


def told(source: Source) -> list[str]:
    return [problem.name for problem in source.problems]


MENDED = ["import-front-matter-mended"]


@pytest.mark.parametrize(
    ("text", "values", "problems"),
    [
        ("---\ntitle: x\n---\nbody\n", {"title": "x"}, []),
        ("---\r\ntitle: x\r\n---\r\nbody\r\n", {"title": "x"}, []),
        ("\ufeff---\ntitle: x\n---\nbody\n", {"title": "x"}, []),
        # tabs, as Hexo takes them
        (
            "---\ntitle: x\ntags:\n\t- a\n\t- b\n---\nbody\n",
            {"title": "x", "tags": ["a", "b"]},
            MENDED,
        ),
        ("---\ntitle:\tx\n---\nbody\n", {"title": "x"}, None),
        # fences
        ("title: x\ntags: [a]\n---\nbody\n", {"title": "x", "tags": ["a"]}, MENDED),
        ("title: x\n\ndate: 2020-1-2\n---\nbody\n", {"title": "x", "date": "2020-1-2"}, MENDED),
        ("-----\ntitle: x\n-----\nbody\n", {"title": "x"}, []),
        (
            "---\ntitle: x\ndate: 2020-01-02\n\nbody\n",
            {"title": "x", "date": date(2020, 1, 2)},
            MENDED,
        ),
        # JSON
        (';;;\n"title": "x",\n"n": 1\n;;;\nbody\n', {"title": "x", "n": 1}, []),
        ('"title": "x",\n"n": 1\n;;;\nbody\n', {"title": "x", "n": 1}, MENDED),
        ('{\n"title": "x"\n}\nbody\n', {"title": "x"}, []),
        (';;;\n"title": "x",\n;;;\nbody\n', {"title": "x"}, MENDED),
        # TOML
        (
            '+++\ntitle = "x"\ndate = 2020-01-02T03:04:05+08:00\n[extra]\nmath = true\n+++\nbody\n',
            {
                "title": "x",
                "date": datetime(2020, 1, 2, 3, 4, 5, tzinfo=EAST),
                "extra": {"math": True},
            },
            [],
        ),
        ("+++\ntitle = Two words\nn = 1\n+++\nbody\n", {"title": "Two words", "n": 1}, MENDED),
        # YAML that is none
        ("---\ntitle: A: b\nn: 1\n---\nbody\n", {"title": "A: b", "n": 1}, MENDED),
        ("---\ntitle：标题\nn: 1\n---\nbody\n", {"title": "标题", "n": 1}, MENDED),
        ("---\ntitle: a\ntitle: b\n---\nbody\n", {"title": "b"}, MENDED),
        ("---\n@x: 1\ntitle: b\n---\nbody\n", None, None),
        ('---\ntitle: "A" b\nn: 1\n---\nbody\n', {"title": '"A" b', "n": 1}, MENDED),
        ("---\ntags: [a, b\nn: 1\n---\nbody\n", {"tags": ["a", "b"], "n": 1}, MENDED),
        ("---\nroot: {{ title }}\nn: 1\n---\nbody\n", {"root": "{{ title }}", "n": 1}, MENDED),
        (
            "---\ntitle: x\ndate: 2023-02-29 10:00:00\n---\nbody\n",
            {"title": "x", "date": "2023-02-29 10:00:00"},
            [],
        ),
    ],
)
def test_front_matter_in_every_shape(
    text: str, values: dict[str, object] | None, problems: list[str] | None
) -> None:
    source = read(text)

    if values is not None:
        assert source.values == values
        assert source.body == "body\n"
        lines = text.replace("\r\n", "\n").split("\n")
        assert lines[source.line - 1] == "body"
        assert all(key in lines[line - 1] for key, line in source.lines.items())
    if problems is not None:
        assert told(source) == problems


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("12", 12),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2604.15240", "2604.15240"),
        ("1.5", 1.5),
        (".nan", ".nan"),
        ("9" * 5000, "9" * 5000),
        ("[2019, on, 2020-01-02, 1.10]", [2019, "on", "2020-01-02", "1.10"]),
        ("[[a, b], [no]]", [["a", "b"], ["no"]]),
    ],
)
def test_values_stay_as_they_were_typed(written: str, read_as: object) -> None:
    assert read(f"---\nkey: {written}\n---\n").values == {"key": read_as}


def test_keys_are_no_truth_values() -> None:
    assert read("---\non: 1\n2019: 2\ntitle: No\n---\n").values == {
        "on": 1,
        "2019": 2,
        "title": "No",
    }


def test_what_cannot_be_read_is_shown_below_a_draft() -> None:
    source = read('---\npublished: "no\ntitle: [\n  @\nx: y\n---\nbody\n')

    assert source.values == {"x": "y", "draft": True}
    assert source.unread == 'published: "no\ntitle: [\n  @'
    assert source.body == 'body\n\n```yaml\npublished: "no\ntitle: [\n  @\n```\n'
    assert told(source) == ["import-front-matter-unread"]
    assert source.problems[0].line == 2


def test_a_draft_that_is_none_further_down_stays_a_draft() -> None:
    source = read("---\ndraft: true\ntitle: x\ndraft: false\n---\nbody\n")

    assert source.values["draft"] is True
    assert "import-held-back" in told(source)


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\ntext\n",
        "---\n\ntext\n\n---\n",
        "Note: a paragraph\n---\ntext\n",
        "Some words: more\n\ntext\n",
        "+++\n\ntext\n",
        "",
    ],
)
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    source = read(text)

    assert (source.values, source.body, source.problems) == ({}, text, ())


CHINESE = "标题：注意力机制\n\n我们提出了一个新的模型，它不用循环，也不用卷积。\n"
TRADITIONAL = "這是一篇關於機器學習的論文筆記，我們提出新的方法。\n"
JAPANESE = "これは論文のメモです。漢字とかなが混ざっています。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (CHINESE, "utf-8", ""),
        (CHINESE, "utf-8-sig", ""),
        (CHINESE, "utf-16", "UTF-16"),
        (CHINESE, "utf-16-be", "UTF-16"),
        (CHINESE, "utf-32", "UTF-32"),
        (CHINESE, "gbk", "GBK (GB18030)"),
        (CHINESE + "🙂\n", "gb18030", "GBK (GB18030)"),
        ("你好", "gbk", "GBK (GB18030)"),
        (TRADITIONAL, "big5", "Big5"),
        (JAPANESE, "cp932", "Shift JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        ("이것은 한국어 문서입니다. 논문 노트입니다.\n", "euc_kr", "EUC-KR"),
        ("Это русский текст о нейронных сетях и обучении.\n", "cp1251", "Windows-1251"),
        ("Voilà un texte français, déjà écrit à la main — “naïve”.\n", "cp1252", "Windows-1252"),
        ("plain\n", "ascii", ""),
    ],
)
def test_texts_in_any_encoding(text: str, encoding: str, said: str) -> None:
    decoded = decode(text.encode(encoding))

    assert (decoded.text, decoded.encoding) == (text, said)


def test_another_encoding_is_told() -> None:
    source = source_of("---\ntitle: 标题：笔记\n---\n正文在这里。\n".encode("gbk"), "a.md")

    assert isinstance(source, Source)
    assert source.values == {"title": "标题：笔记"}
    assert [str(problem) for problem in source.problems] == [
        "a.md: the file was read as GBK (GB18030) and is UTF-8 now. Look through its text [PN825]"
    ]


def test_a_text_that_was_cut_within_a_character_is_utf8_all_the_same() -> None:
    decoded = decode((CHINESE * 3).encode()[:-2])

    assert decoded.text.startswith(CHINESE)
    assert decoded.encoding == "UTF-8 with one character that is damaged"


def test_what_is_no_text_is_left_out() -> None:
    with pytest.raises(UndecodableError, match="no text"):
        decode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    found = source_of(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "a.md")
    assert not isinstance(found, Source)
    assert found.name == "import-not-decoded"


def test_walking_does_not_leave_the_folder_or_go_in_circles(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    site = tmp_path / "old site 旧"
    (site / "a" / "b").mkdir(parents=True)
    (site / ".git").mkdir()
    for path in ("a/x.md", "a/b/y.md", ".git/config", "z.md", "skipped.md"):
        (site / path).write_text("text", "utf-8")
    (site / "out.md").symlink_to(tmp_path / "secret.md")
    (site / "outside").symlink_to(tmp_path)
    (site / "a" / "up").symlink_to(site)
    (site / "inside.md").symlink_to(site / "z.md")
    os.mkfifo(site / "pipe.md")

    paths, problems = walk(site, skip={"skipped.md"})

    assert paths == ["a/b/y.md", "a/x.md", "inside.md", "z.md"]
    assert [(each.name, each.source) for each in problems] == [
        ("import-outside", "out.md"),
        ("import-outside", "outside"),
    ]
    assert read_source(site, "no.md") is None


PIECES = st.sampled_from(
    [
        *("---\n", "+++\n", ";;;\n", "----\n", "{\n", "}\n", "\n", "...\n", "[t]\n", "[[t.u]]\n"),
        *("title: a: b\n", 'title: "x\n', "date: 2020-01-01\n", "tags:\n", "\t- text\n", "- c\n"),
        *('key = "v"\n', "key = bare word\n", "k = 12:00:00\n", "x = [\n", "a.b.c = 1\n"),
        *('"k": "v",\n', "draft: ture\n", "draft: true\n", "a: &x [1]\n", "b: *x\n", "<<: *x\n"),
        *("? q\n", "? [a, b]\n: c\n", "!!int x\n", "k: !!binary aGk=\n", "k: !!set {a, b}\n"),
        *("`", "```\n", "%YAML 1.1\n", "x: |\n", "  more words\n", "键：值\n", "on: yes\n"),
        *("'q': 007\n", "\r", "\ufeff", "x: {a: b\n", "\x85", "\u2028", "k: .nan\n", "\ue000"),
        *("1: 2\n", "~: x\n", "text word\n", "k: 1e999\n", "k: 2020-99-99\n"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join)
WORD = re.compile("[a-z]{4,}")
KNOWN = {"text", "word", "words", "more", "bare"}


def words(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (*words(key), *words(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)
    else:
        yield from WORD.findall(str(value))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_no_text_is_lost_and_none_raises(text: str) -> None:
    source = source_of(text.encode("utf-8", "replace"), "a.md")

    assert isinstance(source, Source)
    values = dict(source.values)
    assert KNOWN & set(WORD.findall(text)) <= {*words(values), *words(source.body)}
    assert yaml.safe_load(yaml.safe_dump(values, allow_unicode=True)) == values
    assert all(str(problem) for problem in source.problems)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60))
def test_no_bytes_raise(content: bytes) -> None:
    found = source_of(content, "a.md")

    assert isinstance(found, Source) or found.name == "import-not-decoded"


@pytest.mark.parametrize("start", ["---\n", "+++\n", ";;;\n", "title: x\n", ""])
@pytest.mark.parametrize(
    "unit", ["a: b\n", 'a: "\n', "a = \n", '"a": 1,\n', "`", "[", "a.", "a:\n", "é"]
)
def test_no_file_takes_long(start: str, unit: str) -> None:
    text = start + unit * (200_000 // len(unit))
    for content in (text.encode("utf-8"), text.encode("gb18030")):
        assert takes_less_than(3, lambda content=content: source_of(content, "a.md"))
