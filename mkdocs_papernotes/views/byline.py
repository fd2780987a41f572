"""A paper in one line: its first authors and its venue."""

from __future__ import annotations

from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.views.author_line import first_authors


def byline(paper: Paper, labels: Labels) -> str:
    """First authors and venue, such as `Ashish Vaswani, Noam Shazeer et al. · NeurIPS 2017`.

    A preprint has its arXiv id in place of the venue. The result is empty if neither is known.
    """
    people = first_authors(paper, labels)
    place = ""
    if paper.venue:
        place = paper.venue.short
    elif paper.arxiv:
        place = labels("arxiv_id", id=paper.arxiv)
    return " · ".join(part for part in (people, place) if part)
