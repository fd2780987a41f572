"""The table of formats in which papers and notes can be cited.

It decides which files are written for each paper (`cite.bib`), each note (`note.bib`) and all
papers (`papers.bib`), and what a note's page and the table of papers offer.
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
    """A file format for references."""

    name: str
    """The name that readers see, the same in all languages."""
    extension: str
    """The file extension without the dot; unique among the formats."""
    write: Callable[[Iterable[Reference]], str]
    """Returns the text of a file with the given references. Their keys are unique."""

    def file_name(self, stem: str) -> str:
        """The file name for a stem: `cite.bib` for `cite`."""
        return f"{stem}.{self.extension}"


FORMATS = (
    CitationFormat("BibTeX", "bib", write_bibtex),
    CitationFormat("RIS", "ris", write_ris),
    CitationFormat("CSL-JSON", "json", write_csl),
)
"""The formats in the order in which readers see them. Notes themselves use the first one only."""
