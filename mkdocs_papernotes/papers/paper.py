"""The paper that a note is about, as stated under `paper:` in front matter; immutable values.

Facts derived from them (kind, address, publisher) are in `facts`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.people.orcid import Orcid

PaperType = Literal[
    "article",
    "paper-conference",
    "article-journal",
    "thesis",
    "report",
    "chapter",
    "book",
    "dataset",
    "software",
    "patent",
    "webpage",
]
"""CSL's names; `article` is a preprint."""
PAPER_TYPES: tuple[PaperType, ...] = get_args(PaperType)
LINK_KINDS = ("pdf", "code", "dataset", "data", "slides", "video", "poster", "project")
"""Kinds of links that have a label in each language; authors may use others."""


@dataclass(frozen=True)
class Affiliation:
    """An institution; `ror` is its address at ror.org or empty."""

    name: str
    ror: str = ""


@dataclass(frozen=True)
class Author:
    """An author, with the name as the paper spells it.

    `family`, `given` and `suffix` are filled only if stated; `facts.author_name` splits other
    names.
    """

    name: str
    affiliations: tuple[Affiliation, ...] = ()
    orcid: Orcid | None = None
    corresponding: bool = False
    equal: bool = False
    family: str = ""
    given: str = ""
    suffix: str = ""
    """`Jr.`, `III`."""
    organisation: bool = False
    """Whether the name is an organisation's, which is not split."""


@dataclass(frozen=True)
class Venue:
    """The journal, conference or the like in which a paper appeared."""

    title: str
    short_title: str = ""
    link: Link | None = None

    @property
    def short(self) -> str:
        return self.short_title or self.title


@dataclass(frozen=True)
class Paper:
    """A paper's metadata. Empty values mean “not stated”."""

    type: PaperType | Literal[""] = ""
    """As stated; `facts.kind` derives it otherwise."""
    title: str = ""
    protected: tuple[str, ...] = ()
    """Words of the title that a bibliography has in braces: their capitals must stay."""
    authors: tuple[Author, ...] = ()
    others: bool = False
    """Whether there are more authors, which are not named (“et al.”)."""
    date: PartialDate | None = None
    arxiv: ArxivId | None = None
    doi: Doi | None = None
    categories: tuple[str, ...] = ()
    venue: Venue | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    """A range of pages, such as `1–15`."""
    pages: str = ""
    """The number of pages."""
    eid: str = ""
    """The number of an article in a journal that does not number its pages, `e0123`."""
    number: str = ""
    """The number of a report or a patent, `TR-2026-07`."""
    genre: str = ""
    """What kind of thesis, report or other work it is, in words: `Master's thesis`."""
    publisher: str = ""
    language: str = ""
    """The tag of the language in which it is written, `zh`."""
    focus: str = ""
    contribution: str = ""
    abstract: str = ""
    url: Link | None = None
    """The address of a paper that has neither an arXiv id nor a DOI."""
    links: tuple[tuple[str, Link], ...] = ()
    """By kind: `pdf`, `code`, `dataset`, `slides`, `video`, `poster`, `project`, or any other."""
    citation_key: str = ""
    read_version: str = ""
    """The arXiv version that the note is about, such as `v2`."""

    def inherit(self, others: Iterable[Paper]) -> Paper:
        """This paper with each empty field taken from the first of `others` that states it."""
        found = self
        for other in others:
            missing = {
                name: value
                for name in _FIELDS
                if not getattr(found, name) and (value := getattr(other, name))
            }
            if found.authors:
                missing.pop("others", None)  # said of the other list of authors
            if missing:
                found = dataclasses.replace(found, **missing)
        return found


def agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can be the same day, where either may be less exact."""
    return all(
        here == there or here is None or there is None
        for here, there in ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    )


_FIELDS = tuple(field.name for field in dataclasses.fields(Paper))
