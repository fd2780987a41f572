"""The files below the folder of contents of a Hugo site, and which pages they make.

A folder with `index.md` is a leaf bundle: what else it holds belongs to that page. `_index.md` is
the page of a section. See `common/paths/pathparser.go` in https://github.com/gohugoio/hugo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mkdocs_papernotes.importers.hugo.configuration import is_inside
from mkdocs_papernotes.importers.hugo.names import ContentName, basic, content_name
from mkdocs_papernotes.importers.hugo.settings import Mount, Settings
from mkdocs_papernotes.importers.source import walk
from mkdocs_papernotes.problems.problem import Problem

MARKDOWN = frozenset({"md", "markdown", "mdown", "mdx"})
_OTHER_TEXTS = {
    "org": "Org mode",
    "html": "HTML",
    "htm": "HTML",
    "adoc": "AsciiDoc",
    "asciidoc": "AsciiDoc",
    "ad": "AsciiDoc",
    "rst": "reStructuredText",
    "pdc": "Pandoc's Markdown",
    "pandoc": "Pandoc's Markdown",
}
"""Files that Hugo makes pages of and that are not Markdown, by their endings."""
_SKIPPED = frozenset({"thumbs.db", ".ds_store"})


@dataclass(frozen=True)
class ContentFile:
    """A file of contents, a page's text or what belongs to a page."""

    source: str
    """Below the site's folder."""
    below: str
    """Below the folder of contents, as Hugo sees it."""
    name: ContentName
    language: str
    """The key of its language."""

    @cached_property
    def key(self) -> str:
        """The path by which Hugo keeps its page, the same for its translations."""
        return "/" + basic(self.name.path)


@dataclass(frozen=True)
class Contents:
    """All files of contents."""

    texts: tuple[ContentFile, ...] = ()
    """Those that are pages."""
    resources: tuple[ContentFile, ...] = ()
    """Those that are published as they are."""
    bundles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The folders of each leaf bundle, below the site's folder, by the `key` of its page."""
    problems: tuple[Problem, ...] = ()


def find_contents(root: Path, settings: Settings) -> Contents:
    """The contents of a site, in the order of their paths."""
    found: list[ContentFile] = []
    problems: list[Problem] = []
    inner = {mount.source for mount in settings.contents}
    for mount in settings.contents:
        others = tuple(f"{each}/" for each in inner if each.startswith(f"{mount.source}/"))
        paths = files_below(root, mount.source, problems)
        kept = (path for path in paths if not path.startswith(others))
        found += (_file(path, mount, settings) for path in kept)
    return _sorted_out(_first_of_each(found), settings, problems)


def files_below(root: Path, folder: str, problems: list[Problem]) -> list[str]:
    """The files below a folder of the site; one that leads out of it is told."""
    path = root / folder
    if not path.is_dir():
        return []
    if not is_inside(path, root):
        problems.append(Problem("import-outside", folder, values={"file": folder}))
        return []
    paths, told = walk(root, folder)
    problems += told
    return paths


def _file(path: str, mount: Mount, settings: Settings) -> ContentFile:
    below = path.removeprefix(f"{mount.source}/")
    below = f"{mount.target}/{below}" if mount.target else below
    keys = {each.key for each in settings.languages} | set(settings.ignored)
    name = content_name(below, keys)
    language = mount.language or settings.default.key
    return ContentFile(path, below, name, name.language or language)


def _first_of_each(files: Iterable[ContentFile]) -> list[ContentFile]:
    """The files without those that an earlier mount has at the same place."""
    found: dict[tuple[str, str], ContentFile] = {}
    for file in files:
        found.setdefault((file.below, file.language), file)
    return sorted(found.values(), key=lambda file: file.source)


def _sorted_out(files: list[ContentFile], settings: Settings, problems: list[Problem]) -> Contents:
    texts: list[ContentFile] = []
    resources: list[ContentFile] = []
    leaves = {file.name.folder for file in files if file.name.is_leaf and _is_page(file)}
    bundles: dict[str, list[str]] = {}
    for file in files:
        owner = _leaf_of(file, leaves)
        if file.name.is_leaf and owner == file.name.folder and _is_page(file):
            bundles.setdefault(file.key, []).append(file.source.rpartition("/")[0])
        if file.language in settings.ignored:
            problems.append(_left(file, f"the language {file.language} is switched off"))
        elif not _is_page(file):
            resources += [file] if file.below.rpartition("/")[2].lower() not in _SKIPPED else []
        elif owner is not None and not (file.name.is_leaf and owner == file.name.folder):
            problems.append(_left(file, "it is a part of another page, and was none itself"))
        elif file.name.extension in MARKDOWN:
            texts.append(file)
        else:
            problems.append(_left(file, f"it is {_OTHER_TEXTS[file.name.extension]}, no Markdown"))
    folders = {key: tuple(dict.fromkeys(each)) for key, each in bundles.items()}
    return Contents(tuple(texts), tuple(resources), folders, tuple(problems))


def _is_page(file: ContentFile) -> bool:
    return file.name.extension in MARKDOWN or file.name.extension in _OTHER_TEXTS


def _leaf_of(file: ContentFile, leaves: set[str]) -> str | None:
    """The outermost folder around a file that is a leaf bundle."""
    parts = file.name.folder.split("/")
    folders = ("/".join(parts[: count + 1]) for count in range(len(parts)))
    return next((folder for folder in folders if folder in leaves), None)


def _left(file: ContentFile, reason: str) -> Problem:
    values = {"file": file.source, "reason": reason}
    return Problem("import-file-left", file.source, values=values)
