"""Bilingual research-note sites with MkDocs, with one catalogue for all languages.

`open_site` reads a site for other programs and returns its notes, lists, papers, outputs and
problems. MkDocs itself finds the plugin by its entry point.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_MODULES = {
    "ListPage": "site.lists",
    "ListVersion": "site.lists",
    "Note": "notes.note",
    "Output": "assembly.output",
    "Problem": "problems.problem",
    "Site": "assembly.site",
    "Work": "catalog.works",
    "open_site": "assembly.open_site",
}
"""Where the names are. They are imported when they are asked for: a build needs few of them."""


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
