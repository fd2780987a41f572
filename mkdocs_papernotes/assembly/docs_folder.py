"""Finds the files of a docs folder as MkDocs does."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from pathspec.gitignore import GitIgnoreSpec

from mkdocs_papernotes.assembly.configuration import Configuration
from mkdocs_papernotes.front_matter.notebook import is_notebook
from mkdocs_papernotes.site.source_file import MARKDOWN, SourceFile

_NOTEBOOKS = "mkdocs-jupyter"
"""The plugin that makes pages of notebooks."""
_EXCLUDED = (".*", "/templates/")


def docs_files(configuration: Configuration, *, preview: bool) -> list[SourceFile]:
    """The files below the docs folder, sorted by path.

    Pages that `exclude_docs` or, without `preview`, `draft_docs` matches are not included; other
    files that they match are left out. A `README.md` beside an `index.md` is left out.
    """
    excluded = GitIgnoreSpec.from_lines([*_EXCLUDED, *_patterns(configuration, "exclude_docs")])
    drafts = GitIgnoreSpec.from_lines(_patterns(configuration, "draft_docs"))
    has_notebooks = configuration.plugin(_NOTEBOOKS) is not None
    found = {}
    for path, file in _walk(configuration.docs):
        is_page = path.endswith(MARKDOWN) or (has_notebooks and is_notebook(path))
        is_draft = bool(drafts.match_file(path))
        hidden = excluded.match_file(path) or (is_draft and not preview)
        if not is_page and hidden:
            continue
        found[path] = SourceFile(
            path, file.read_bytes, is_page, is_included=not hidden, is_draft=is_draft
        )
    return [file for path, file in sorted(found.items()) if not _is_hidden_readme(path, found)]


def _patterns(configuration: Configuration, key: str) -> list[str]:
    return configuration.text(key).splitlines()


def _walk(docs: Path) -> Iterator[tuple[str, Path]]:
    """The path below `docs` of every file, and the file. Symbolic links are followed once."""
    seen: set[str] = set()
    for folder, names, files in os.walk(docs, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:
            names.clear()
            continue
        seen.add(real)
        for name in files:
            path = Path(folder) / name
            yield path.relative_to(docs).as_posix(), path


def _is_hidden_readme(path: str, found: dict[str, SourceFile]) -> bool:
    folder, name = posixpath.split(path)
    stem, extension = posixpath.splitext(name)
    if stem != "README" or extension not in MARKDOWN:
        return False
    indexes = (posixpath.join(folder, f"index{ending}") for ending in MARKDOWN)
    return any(index in found and found[index].is_included for index in indexes)
