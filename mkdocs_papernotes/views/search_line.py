"""What search finds a note by, apart from its text: the paper that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.paper import Paper


def search_line(note: Note, paper: Paper) -> str:
    """The paper's title, authors, arXiv id and DOI on one line, as plain text.

    Empty if nothing is known of the paper. The title is left out where it is that of the note.
    """
    return " · ".join(_parts(note, paper))


def _parts(note: Note, paper: Paper) -> Iterator[str]:
    if paper.title and paper.title != note.title:
        yield paper.title
    if paper.authors:
        yield ", ".join(author.name for author in paper.authors)
    # apart from what is before it: a separator of words need not have the colon
    if paper.arxiv:
        yield f"arXiv {paper.arxiv.id}"
    if paper.doi and not paper.doi.is_arxiv:
        yield f"DOI {paper.doi.id}"
