"""What has become of papers at arXiv since somebody read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.lookups.arxiv import ArxivEntry
from mkdocs_papernotes.papers.identifiers import ArxivId
from mkdocs_papernotes.papers.paper import Paper

BATCH = 100
"""Papers that are asked for at once, see https://info.arxiv.org/help/api/user-manual.html."""

_PREPRINT = re.compile(r"\barxiv\b|\bpreprint\b|\bCoRR\b|预印本|預印本", re.IGNORECASE)
"""A venue that is none."""


@dataclass(frozen=True)
class News:
    """What somebody who read a paper may not know."""

    arxiv: ArxivId
    """Without a version."""
    read: str
    """The version that was read, such as `v2`; empty if nobody said."""
    latest: str
    """The latest version; empty if arXiv does not have the paper."""
    updated: PartialDate | None = None
    """When that version appeared."""
    is_withdrawn: bool = False
    published: str = ""
    """The journal or conference in which it appeared, or its DOI; empty if that is no news."""

    @property
    def is_newer(self) -> bool:
        return _number(self.latest) > _number(self.read) > 0

    @property
    def is_known(self) -> bool:
        """Whether arXiv has the paper."""
        return bool(self.latest)

    @property
    def is_news(self) -> bool:
        return self.is_newer or self.is_withdrawn or bool(self.published) or not self.is_known

    def __str__(self) -> str:
        """Such as `read as v2, now v4 (2024-10-18); published: ACL 2024`."""
        if not self.is_known:
            return "arXiv does not have it"
        when = f" ({self.updated})" if self.updated else ""
        parts = [
            f"read as {self.read}, now {self.latest}{when}" if self.is_newer else "",
            "withdrawn" if self.is_withdrawn else "",
            f"published: {self.published}" if self.published else "",
        ]
        return "; ".join(filter(None, parts))


def batches(ids: Iterable[ArxivId]) -> Iterator[Sequence[ArxivId]]:
    """The ids without versions, each once, in lists that arXiv takes."""
    wanted = [*dict.fromkeys(ArxivId(each.id) for each in ids)]
    for start in range(0, len(wanted), BATCH):
        yield wanted[start : start + BATCH]


def news(paper: Paper, entries: Mapping[str, ArxivEntry]) -> News | None:
    """What is new of a paper as a note describes it; `None` if nothing is, or it has no arXiv id.

    `entries` are arXiv's answers by the key of their ids.
    """
    if paper.arxiv is None:
        return None
    arxiv, read = ArxivId(paper.arxiv.id), paper.read_version or paper.arxiv.version
    entry = entries.get(arxiv.key)
    if entry is None:
        return News(arxiv, read, "")
    found = News(
        arxiv, read, entry.version, entry.updated, entry.is_withdrawn, _published(paper, entry)
    )
    return found if found.is_news else None


def _published(paper: Paper, entry: ArxivEntry) -> str:
    """Where a paper has appeared, if the note does not know that it has."""
    venue = paper.venue.title if paper.venue else ""
    if (venue and not _PREPRINT.search(venue)) or (paper.doi and not paper.doi.is_arxiv):
        return ""
    return entry.journal_ref or (str(entry.paper.doi) if entry.paper.doi else "")


def _number(version: str) -> int:
    digits = version.lstrip("vV")
    return int(digits) if digits.isdecimal() else 0
