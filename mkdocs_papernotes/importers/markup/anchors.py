"""Anchors of headings: as the old generator made them, and as the new site has them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from markdown.extensions.toc import slugify as ascii_anchor
from markdown.extensions.toc import unique

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.commonmark.blocks import leaves
from mkdocs_papernotes.importers.commonmark.parsing import parse
from mkdocs_papernotes.importers.generator import Anchors, Tell
from mkdocs_papernotes.markup.heading import plain_text

_new_anchor: Callable[[str, str], str] = import_module("pymdownx.slugs").slugify(case="lower")
"""As `papernotes init` sets it in `mkdocs.yml`."""
_OWN = re.compile(r"\{:?\s?(?:[^{}]*\s)?#[^\s{}]+[^{}]*\}$|<(?:a|h[1-6])\s[^<>]*\b(?:id|name)=")
_CONTROL = re.compile(r"[\x00-\x1f]")
_SPECIAL = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
_NOT_A_WORD = re.compile(r"[^\w\- \t]")


def changed_anchors(body: Body, anchors: Anchors, tell: Tell) -> dict[str, str]:
    """The new anchors of headings by their old ones, where they differ; these are told."""
    if "#" not in body.text and "\n-" not in body.text and "\n=" not in body.text:
        return {}
    changed = {}
    for line, old, new in _both(body, anchors):
        if old and old != new and old not in changed:
            tell("import-anchor-changed", line, old=old, new=new)
            changed[old] = new
    return changed


def _both(body: Body, anchors: Anchors) -> Iterator[tuple[int, str, str]]:
    """The line of each heading without an anchor of its own, its old anchor and its new one."""
    rows = list(body.rows())
    counts: Counter[str] = Counter()
    used: set[str] = set()
    olds: set[str] = set()
    for block in leaves(parse(text for text, _ in rows)):
        if block.kind != "heading":
            continue
        written = body.restored(" ".join(row.text.strip() for row in block.rows))
        if _OWN.search(written):
            continue
        words = plain_text(written)
        new = unique(_new_anchor(words, "-"), used)
        old = _OLD[anchors](words)
        counts[old] += 1
        if anchors == "markdown":
            old = unique(old, olds)  # `_1` for one without a letter that it keeps
        elif counts[old] > 1:
            old += f"-{counts[old] - 1}"
        yield rows[block.number][1], old, new


def hexo_anchor(words: str) -> str:
    """`slugize` of hexo-util (lib/slugize.ts), which hexo-renderer-marked calls."""
    plain = _CONTROL.sub("", "".join(map(_without_accent, words)))
    return _SPECIAL.sub("-", plain).strip("-")


def github_anchor(words: str) -> str:
    """As GitHub, Goldmark in Hugo, and kramdown's parser for GitHub's Markdown, which Jekyll uses
    (`generate_gfm_header_id` in kramdown-parser-gfm)."""
    return _NOT_A_WORD.sub("", words.lower()).replace(" ", "-").replace("\t", "-")


def _without_accent(char: str) -> str:
    """`escapeDiacritic` of hexo-util."""
    if char.isascii() or not unicodedata.name(char, "").startswith("LATIN"):
        return char
    decomposed = unicodedata.normalize("NFD", char)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


_OLD: Mapping[Anchors, Callable[[str], str]] = {
    "hexo": hexo_anchor,
    "github": github_anchor,
    "kramdown": github_anchor,
    "markdown": lambda words: ascii_anchor(words, "-"),
}
