"""A preprint together with its publication in a journal or at a conference."""

from __future__ import annotations

import dataclasses
import re
from difflib import SequenceMatcher
from typing import Any

from mkdocs_papernotes.papers.paper import Paper

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ALIKE = 0.7
_WHERE = ("type", "venue", "volume", "issue", "page", "eid", "publisher")


def with_publication(preprint: Paper, publication: Paper | None) -> Paper:
    """A preprint with the place and the year of its publication, which must have its title.

    The day of the preprint stays where the year is the same. Without a publication, what the
    authors wrote at arXiv as the place is kept only if it names no other year: a place and a year
    that do not belong together would be cited.
    """
    if publication and publication.venue and _same_title(preprint, publication):
        where: dict[str, Any] = {name: getattr(publication, name) for name in _WHERE}
        is_other_year = bool(
            publication.date and preprint.date and publication.date.year != preprint.date.year
        )
        date = publication.date if is_other_year or not preprint.date else preprint.date
        return dataclasses.replace(preprint, **where, date=date)
    years = _YEAR.findall(preprint.venue.title) if preprint.venue else []
    year = str(preprint.date.year) if preprint.date else ""
    return dataclasses.replace(preprint, venue=None) if {*years} - {year} else preprint


def _same_title(one: Paper, other: Paper) -> bool:
    first, second = (re.findall(r"\w+", paper.title.casefold()) for paper in (one, other))
    return SequenceMatcher(None, first, second).ratio() > _ALIKE
