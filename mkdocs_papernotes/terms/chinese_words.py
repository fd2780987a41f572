"""The Chinese words that the terms of a site bring along, and texts that are divided into words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from mkdocs_papernotes.people.scripts import HAN
from mkdocs_papernotes.terms.kinds import KINDS
from mkdocs_papernotes.terms.terms import Terms

NO_WIDTH = "\u200b"
"""Stands between the words of a text that is searched, as Material's search plugin has it."""
_WORD = re.compile(f"[{HAN}]{{2,}}")
_RUN = re.compile(f"[{HAN}]+")
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")


def chinese_words(terms: Terms) -> frozenset[str]:
    """The Chinese in the names and spellings of terms: `专家并行`, or `缓存` of `KV 缓存`.

    Those of the table of terms, and those that listed notes have for any kind of terms, whether or
    not there are pages for that kind. A single character is no word.
    """
    return frozenset(word for spelling in _spellings(terms) for word in _WORD.findall(spelling))


def _spellings(terms: Terms) -> Iterator[str]:
    for entry in terms.table.entries.values():
        yield from entry.spellings
    catalog = terms.catalog
    for note in catalog.notes:
        if not note.unlisted:
            paper = catalog.paper(note)
            for kind in KINDS:
                yield from kind.values(note, paper)


def words_in(html: str, words: Collection[str]) -> tuple[str, ...]:
    """Which of some Chinese words stand in HTML, in a fixed order; elements may divide them."""
    # single characters are found far more quickly, and few words have both in a text without them
    near = [word for word in words if word[0] in html and word[-1] in html]
    text = _TAG.sub("", html) if near else ""
    return tuple(sorted(word for word in near if word in text))


def by_character(text: str) -> str:
    """The text with each Chinese character as a word of its own."""
    if text.isascii():  # seen at once, while the expression tries every character
        return text
    found = _RUN.sub(_divided, text)
    return found.replace(NO_WIDTH * 2, NO_WIDTH).strip(NO_WIDTH)


def _divided(run: re.Match[str]) -> str:
    return run[0].replace("", NO_WIDTH)  # before, after and between all characters
