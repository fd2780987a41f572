"""Bilingual research-note sites with MkDocs: one catalogue over all languages.

`open_site` gives programs everything that is known of a site: notes, lists, papers, what is written
where, and what is wrong. MkDocs itself finds the plugin by its entry point.
"""

from mkdocs_papernotes.assembly.open_site import open_site
from mkdocs_papernotes.assembly.output import Output
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.catalog.works import Work
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.lists import ListPage, ListVersion

__version__ = "0.1.0"

__all__ = [
    "ListPage",
    "ListVersion",
    "Note",
    "Output",
    "Problem",
    "Site",
    "Work",
    "__version__",
    "open_site",
]
