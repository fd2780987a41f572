"""A paper in the words of its own language, where notes in several languages describe it.

Notes may translate a paper's title or venue. Their pages show the translation; citations and
metadata have the words under which others find the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.languages.tags import same_language
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.people.scripts import has_cjk
from mkdocs_papernotes.text import one_line


@dataclass(frozen=True)
class Wording:
    """What one note or one entry of a bibliography says of a paper."""

    language: str
    """The language of the note; of an entry that of the paper, or empty."""
    paper: Paper


def wordings(language: str, stated: Paper, entry: Paper | None) -> Iterator[Wording]:
    """What a note in `language` says, and the entry that it names.

    The two are one, unless the note translates the title of the entry.
    """
    if entry is None:
        yield Wording(language, stated)
    elif _is_translated(stated.title, entry.title):
        yield Wording(language, stated)
        yield Wording(entry.language, entry)
    else:
        yield Wording(language, stated.inherit([entry]))


def in_own_words(said: Sequence[Wording]) -> Paper:
    """The paper in the words of its own language; what is missing comes from the others.

    Its language is as stated, or else that of the first one that names the authors.
    """
    language = next((each.paper.language for each in said if each.paper.language), "")

    def rank(each: Wording) -> tuple[bool, bool]:
        own = bool(language and each.language and same_language(each.language, language))
        return not own, not each.paper.authors

    first, *others = sorted(said, key=rank)
    return first.paper.inherit(each.paper for each in others)


def other_title(paper: Paper, said: Iterable[Wording]) -> str:
    """The first title that is not the one of `paper`; empty if there is none."""
    own = _comparable(paper.title)
    titles = (each.paper.title for each in said)
    return next((title for title in titles if title and _comparable(title) != own), "")


def _is_translated(title: str, original: str) -> bool:
    return bool(title and original) and has_cjk(title) != has_cjk(original)


def _comparable(title: str) -> str:
    return "".join(filter(str.isalnum, one_line(title).casefold()))
