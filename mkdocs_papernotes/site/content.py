"""What lists are made from."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.terms.terms import Terms


@dataclass(frozen=True, eq=False)
class Content:
    """The notes, papers and languages of a site, and its options."""

    catalog: Catalog
    works: Works
    languages: Languages
    settings: Settings
    terms: Terms
