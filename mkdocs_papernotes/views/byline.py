"""A paper in one line: first authors, then where it appeared."""

from __future__ import annotations

from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.views.author_line import first_authors


def byline(paper: Paper, labels: Labels) -> str:
    """`Kiran Purohit, Ramasuri Narayanam et al. · ICML 2026`; empty where nothing is known."""
    people = first_authors(paper.authors, labels)
    place = ""
    if paper.venue:
        place = paper.venue.short
    elif paper.arxiv:
        place = labels("arxiv_id", id=paper.arxiv)
    return " · ".join(part for part in (people, place) if part)
