"""Front matter that is kept for the next build: the same as if its YAML were parsed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_papernotes.cache.digest import digest
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.front_matter import source as source_module
from mkdocs_papernotes.front_matter.kept import from_json, page_of, record_of, to_json
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.front_matter.source import SourceCache

pytestmark = pytest.mark.pure

KEPT = (
    "",
    "No block.\n",
    "---\n---\n",
    "---\ntitle: A\ndate: 2024-02-29\n---\n\n\nText\n",
    "---\ndate: 2024-02-29 10:00:00\nupdated: 2024-02-29T10:00:00.25+08:00\n---\nText",
    "---\npublish: 2024-02-29T10:00:00Z\ndraft: false\n---\nText",
    "\ufeff---\r\ntitle: 中文\r\npaper: {arxiv: 2604.1520, a: [{b: B}]}\r\n---\r\nText\r\n",
    "---\nrating: 4\nx: 1.50\ny: .inf\nz: -0.0\nw: ~\nb: yes\n---\nText",
    '---\npaper: {"": 1}\nhidden: [true, no]\n---\nText \ud800',
)
PARSED_AGAIN = (
    "---\ntitle: [\n---\nText",
    "---\na: &x [1]\nb: *x\n---\nText",
    "---\na: {1: one}\n---\nText",
    "---\na: {2024-01-01: one}\n---\nText",
    "---\na: !!set {x}\n---\nText",
    "---\na: !!binary aGk=\n---\nText",
    '---\na: {"\\0date": "2024-01-01"}\n---\nText',
)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_kept_is_as_if_it_were_parsed_again(text: str) -> None:
    page = read_front_matter(text, "a.md")
    record = record_of(page, digest(text))
    assert record is not None
    known = page_of(from_json(to_json({"a.md": record}))["a.md"], text)
    assert (known, repr(known)) == (page, repr(page))


@pytest.mark.parametrize("text", PARSED_AGAIN)
def test_what_json_would_change_is_parsed_again(text: str) -> None:
    assert record_of(read_front_matter(text, "a.md"), b"") is None


def test_the_next_build_parses_only_what_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {name: f"---\ntitle: {name}\n---\nText".encode() for name in ("a.md", "b.md")}
    parsed: list[str] = []

    def read(text: str, source: str) -> object:
        parsed.append(source)
        return read_front_matter(text, source)

    monkeypatch.setattr(source_module, "read_front_matter", read)

    def build() -> list[str]:
        parsed.clear()
        store, cache = Store(tmp_path), SourceCache()
        cache.load(store, "docs")
        for name, content in files.items():
            assert cache.read(name, content) == read_front_matter(content.decode(), name)
        cache.keep_only({*files})
        cache.save(store, "docs")
        assert store.close() == []
        return [*parsed]

    assert build() == ["a.md", "b.md"]
    assert build() == []
    files["a.md"] += b", edited"
    assert build() == ["a.md"]
    del files["b.md"]
    assert build() == []

    files |= {f"{number}.md": files["a.md"] for number in range(99)}
    assert len(build()) == 99
    files["1.md"] += b"."
    assert build() == build() == ["1.md"], "one of a hundred is read again, and not kept"
    files["2.md"] += b"."
    files["3.md"] += b"."
    assert build() == ["1.md", "2.md", "3.md"]
    assert build() == []
