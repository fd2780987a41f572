"""Setting and removing keys of front matter leaves every other byte as it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.front_matter.splicing import REMOVED, SpliceError, splice

pytestmark = pytest.mark.pure

PAPER = "paper: # c\n  # d\n  a: |+\n    x\n\nz: 1\n"


@pytest.mark.parametrize(
    ("block", "changes", "expected"),
    [
        ("a: 1\n", {"b": "x: y"}, "a: 1\nb: 'x: y'\n"),
        ("a: 1\nb: 'x'  # c\n", {"b": "2604.15240"}, "a: 1\nb: '2604.15240'  # c\n"),
        ("draft: true # until Monday\n", {"draft": False}, "draft: false # until Monday\n"),
        ("a: 1\nb: 2\n", {"a": REMOVED}, "b: 2\n"),
        ("a: 1\n", {"b": REMOVED}, "a: 1\n"),
        ("a: 0x10\n", {"a": 16}, "a: 0x10\n"),
        ("a:\nb: 1\n", {"a": "x"}, "a: x\nb: 1\n"),
        ("a:   # c\nb: 1\n", {"a": "x"}, "a: x   # c\nb: 1\n"),
        ('"a" : x\n', {"a": True}, '"a" : true\n'),
        ("  a: 1\n", {"b": 2}, "  a: 1\n  b: 2\n"),
        ("a: x\n  y # c\nb: 1\n", {"a": ["Z z"]}, "a: # c\n  - Z z\nb: 1\n"),
        ("a: >-\n  x\n  # y\n\n# z\nb: 1\n", {"a": "w"}, "a: w\n\n# z\nb: 1\n"),
        ("a: | # c\n  x\nb: 1\n", {"a": "w"}, "a: w # c\nb: 1\n"),
        ("a: &x 1\nb: *x\n", {"b": 2}, "a: &x 1\nb: 2\n"),
        ("tags: [a, b] # c\n", {"tags": ["x", "y"]}, "tags: [x, y] # c\n"),
        ("paper:\nz: 1\n", {("paper", "doi"): "10.1/x"}, "paper:\n  doi: 10.1/x\nz: 1\n"),
        (PAPER, {("paper", "b"): "y"}, PAPER.replace("z:", "  b: y\nz:")),
        (PAPER, {"paper": "key"}, "paper: key # c\nz: 1\n"),
        (PAPER, {("paper", "a"): REMOVED}, "z: 1\n"),
        (
            "paper: key # c\nz: 1\n",
            {"paper": {"arxiv": "2404.16710", "date": date(2024, 4, 25), "abstract": "x\ny"}},
            'paper: # c\n  arxiv: "2404.16710"\n  date: 2024-04-25\n'
            "  abstract: |-\n    x\n    y\nz: 1\n",
        ),
        ("paper: {}\n", {("paper", "doi"): "x, y"}, "paper: {doi: 'x, y'}\n"),
        (
            "paper: {arxiv: x, title: 'y'} # c\n",
            {("paper", "doi"): "z", ("paper", "arxiv"): REMOVED},
            "paper: {title: 'y', doi: z} # c\n",
        ),
        ("a: {b: 1, c: }\n", {("a", "d"): 2}, "a: {b: 1, c: , d: 2 }\n"),
        ("a: {b: , c: 1}\n", {("a", "c"): REMOVED}, "a: {b: }\n"),
        ("{a: 1, b: [1,\n 2]}\n", {"a": REMOVED, "c": "x"}, "{b: [1,\n 2], c: x}\n"),
        ("a: b\n", {"a": "x\u2028y\x85\t\ufeff"}, 'a: "x\\Ly\\N\\t\\uFEFF"\n'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_change(block: str, changes: Any, expected: str, end: str) -> None:
    def file(block: str) -> str:
        return f"\ufeff---\n{block}---\n\n# Title\n".replace("\n", end)

    assert splice(file(block), changes) == file(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "---\na: 1\n---\n"),
        ("# T\n", "---\na: 1\n---\n\n# T\n"),
        ("\ufeff# T\r\n", "\ufeff---\r\na: 1\r\n---\r\n\r\n# T\r\n"),
        ("\n# T", "---\na: 1\n---\n\n# T"),
        ("---\n---\n", "---\na: 1\n---\n"),
        ("title: T", "title: T\na: 1\n"),
    ],
)
def test_a_first_key(text: str, expected: str) -> None:
    assert splice(text, {"a": 1}) == expected


@pytest.mark.parametrize(
    ("text", "changes", "reason"),
    [
        ("---\na: [\n---\n", {"b": 1}, "cannot be read"),
        ("+++\na = 1\n+++\n", {"b": 1}, "cannot be read"),
        ("---\na: 1\n", {"b": 1}, "cannot be read"),
        ("---\n? a\n: 1\n---\n", {"b": 1}, "looks like front matter"),
        ("---\nb: 1\n? a\n: [1]\n---\n", {"a": {"b": 2}}, "does not begin its line"),
        ("---\na: 1\na: 2\n---\n", {"a": 3}, "written twice"),
        ("---\na: &x 1\nb: *x\n---\n", {"a": 2}, "the same as this one"),
        ("---\na: &x {k: 1}\nb: *x\n---\n", {("a", "k"): 2}, "changed alone"),
        ("---\na: &x {k: 1}\nb: *x\n---\n", {("b", "k"): 2}, r"same value as another one"),
        ("---\na: &x {k: 1}\nb: {<<: *x}\n---\n", {("b", "k"): REMOVED}, "taken over"),
        ("---\npaper: key\n---\n", {("paper", "doi"): "x"}, "`paper` is not a mapping"),
        ("---\na: {b: 1, # c\n c: 2}\n---\n", {("a", "b"): REMOVED}, "a comment beside"),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, changes: Any, reason: str) -> None:
    with pytest.raises(SpliceError, match=reason):
        splice(text, changes)


_WORDS = ["x", "论文", "2604.10", "true", "~", "it's", "a # b", "a: b", "- c", "", " y ", "é\u00a0"]
_PLAIN = ["x", "论文 笔记", "2604.10", "yes", "~", "2026-04-16", "x  y", "a#b", "1e3", "0o7"]
_SCALARS = st.one_of(
    st.sampled_from(_PLAIN),
    st.sampled_from(_WORDS).map(lambda word: "'" + word.replace("'", "''") + "'"),
    st.sampled_from(_WORDS).map(lambda word: '"' + word + '\\t\\u4e2d"'),
    st.sampled_from(["!!str 1", "&n x", "!!int '3'", "x # c", "'#' # c: d", "", " # c"]),
)
_FLOW = st.sampled_from(
    ["[a, 'b', {c: d}]", "[]", "{}", "{a: 1}", "{a: 'x, y', b: }", "{a: [1, 2], }", "{ a : 1 } # c"]
)
_TAIL = st.sampled_from(["", " ", "  # c", "\t# d"])
_INDENT = st.sampled_from(["  ", " ", "    "])
_GAP = st.sampled_from(["", "", "", "\n", "# c: d\n", "  # deep\n", "\n\n# e\n"])
_KINDS = ["plain", "quoted", "literal", "folded", "list", "dense", "mapping", "flow", "deep"]
_KEYS = ["title", "date", "paper", "标签", "a b", "x-y"]


@st.composite
def _below(draw: st.DrawFn) -> str:
    """The value of a key, over several lines, with what stands behind the colon."""
    indent, tail = draw(_INDENT), draw(_TAIL)
    chomp = draw(st.sampled_from(["", "-", "+"]))
    kind = draw(st.sampled_from(_KINDS))
    return {
        "plain": f" x\n{indent}y z\n{indent}w{tail}\n",
        "quoted": f' "x\n{indent}y\\\n{indent}z"{tail}\n',
        "literal": f" |{chomp}\n{indent}x\n\n{indent}  # y\n{indent}z\n" + "\n" * len(chomp),
        "folded": f" >{chomp}{tail}\n{indent}x\n{indent}y\n\n",
        "list": f"{tail}\n{indent}- x\n{indent}# c\n{indent}- k: 1\n{indent}  l: 2\n",
        "dense": f"{tail}\n- x{tail}\n- [y]\n",
        "mapping": f"{tail}\n{indent}a: 1{tail}\n\n{indent}# c\n{indent}b: 'x'\n",
        "flow": f" {{a: 1,\n{indent}b: [x,\n y]}}{tail}\n",
        "deep": f"\n{indent}a:\n{indent * 2}c: |{chomp}\n{indent * 3}x\n{indent}b: {{}}\n",
    }[kind]


@st.composite
def _entries(draw: st.DrawFn) -> list[tuple[str, str, str]]:
    """Keys with their lines, and the comments and blank lines above them."""
    found = []
    for key in draw(st.lists(st.sampled_from(_KEYS), min_size=1, max_size=5, unique=True)):
        written = draw(st.sampled_from([key, f'"{key}"', f"'{key}' "]))
        line = draw(st.tuples(_SCALARS | _FLOW, _TAIL).map(lambda two: f" {two[0]}{two[1]}\n"))
        is_text = bool(found) and found[-1][2].split(":", 1)[1].strip()[:1] in ("|", ">")
        gap = draw(_GAP) if found and not is_text else ""  # a comment below might belong to it
        found.append((key, gap, f"{written}:{draw(st.just(line) | _below())}"))
    return found


_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-5, 5000),
        st.dates(date(1000, 1, 1)),
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
        st.sampled_from([*_WORDS, *_PLAIN, "x\ny\n", "x\n\n  y", "\n", "a\r\nb"]),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "c d", "中"]), inner, max_size=3)
    ),
    max_leaves=5,
)


def _is_read_by_mkdocs(block: str) -> bool:
    """Whether PyYAML's loader in Python reads it, which refuses some tabs that the other reads."""
    try:
        yaml.safe_load(block)
    except yaml.YAMLError:
        return False
    return True


_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
_BODIES = st.sampled_from(["", "\n# T\n", "text\n---\nmore", "\n\n---\na: 1\n---\n"])


@settings(max_examples=250, deadline=None)
@given(_entries(), st.data(), _ENDS, st.sampled_from(["", "\ufeff"]), _BODIES)
def test_all_other_bytes_stay_and_the_change_is_read(
    entries: list[tuple[str, str, str]], data: st.DataObject, end: str, mark: str, body: str
) -> None:
    head = f"{mark}---\n"
    blocks = [gap + lines for _, gap, lines in entries]
    tail = f"---\n{body}"
    text = (head + "".join(blocks) + tail).replace("\n", end)
    before = read_front_matter(text, "")
    if before.is_broken or not _is_read_by_mkdocs("".join(blocks)):
        return
    key = data.draw(st.sampled_from(_KEYS))
    value = data.draw(_VALUES | st.just(REMOVED))
    after = splice(text, {key: value})  # never refused: each key has lines of its own
    kept = {name: each for name, each in before.values.items() if name != key}
    found = read_front_matter(after, "")
    if value is REMOVED:
        assert found.values == kept
    else:
        assert found.values == {**kept, key: value}
    assert found.body == before.body
    number = next((n for n, entry in enumerate(entries) if entry[0] == key), len(entries))
    gap = entries[number][1] if number < len(entries) else ""
    above = (head + "".join(blocks[:number]) + gap).replace("\n", end)
    below = ("".join(blocks[number + 1 :]) + tail).replace("\n", end)
    assert after.startswith(above)
    assert after.endswith(below)
    assert splice(after, {key: value}) == after


@settings(max_examples=120, deadline=None)
@given(_entries(), st.data(), _ENDS)
def test_a_key_within_another(
    entries: list[tuple[str, str, str]], data: st.DataObject, end: str
) -> None:
    block = "".join(gap + lines for _, gap, lines in entries)
    text = f"---\n{block}---\n".replace("\n", end)
    before = read_front_matter(text, "")
    if before.is_broken or not _is_read_by_mkdocs(block):
        return
    key, inner = data.draw(st.sampled_from(_KEYS)), data.draw(st.sampled_from(["a", "b", "c"]))
    value = data.draw(_VALUES)
    old = before.values.get(key)
    if old is not None and not isinstance(old, dict):
        with pytest.raises(SpliceError):
            splice(text, {(key, inner): value})
        return
    after = splice(text, {(key, inner): value})
    assert read_front_matter(after, "").values == {
        **before.values,
        key: {**(old or {}), inner: value},
    }
    kept = {name: each for name, each in (old or {}).items() if name != inner}
    rest = {name: each for name, each in before.values.items() if name != key}
    without = splice(after, {(key, inner): REMOVED})
    assert read_front_matter(without, "").values == {**rest, **({key: kept} if kept else {})}
