"""What lists are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.terms.term import Term
from mkdocs_papernotes.terms.terms import Terms

if TYPE_CHECKING:
    from mkdocs_papernotes.site.term_pages import TermPage


@dataclass(frozen=True, eq=False)
class Content:
    """The notes, papers and languages of a site, and its options."""

    catalog: Catalog
    works: Works
    languages: Languages
    settings: Settings
    terms: Terms
    term_pages: dict[tuple[Term, str], TermPage] = field(default_factory=dict)
    """Those that `site.term_pages` has made, by term and language."""
