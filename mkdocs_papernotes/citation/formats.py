"""The formats in which papers and notes can be cited: the one table of them.

All else follows from it: the files of each paper (`cite.bib`) and of each note (`note.bib`), those
with all papers (`papers.bib`), what a note's page offers, and the links below the table of papers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs_papernotes.citation.bibtex import write_bibtex
from mkdocs_papernotes.citation.csl import write_csl
from mkdocs_papernotes.citation.reference import Reference
from mkdocs_papernotes.citation.ris import write_ris


@dataclass(frozen=True)
class CitationFormat:
    """A format of files with references."""

    name: str
    """As readers know it, the same in all languages."""
    extension: str
    """What its files end in, without the dot; no two formats have the same."""
    write: Callable[[Iterable[Reference]], str]
    """The text of a file with some references, each of which has a key of its own."""

    def file_name(self, stem: str) -> str:
        """`cite.bib` for `cite`."""
        return f"{stem}.{self.extension}"


FORMATS = (
    CitationFormat("BibTeX", "bib", write_bibtex),
    CitationFormat("RIS", "ris", write_ris),
    CitationFormat("CSL-JSON", "json", write_csl),
)
"""In the order in which readers find them. A note itself is offered in the first one."""
