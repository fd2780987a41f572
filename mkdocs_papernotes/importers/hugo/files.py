"""The files of a Hugo site that were published as they are, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from mkdocs_papernotes.importers.hugo.content import ContentFile, Contents, files_below
from mkdocs_papernotes.importers.hugo.names import basic
from mkdocs_papernotes.importers.hugo.pages import Page
from mkdocs_papernotes.importers.hugo.settings import Mount, Settings
from mkdocs_papernotes.importers.hugo.values import said_texts
from mkdocs_papernotes.importers.old_site import OldFile
from mkdocs_papernotes.problems.problem import Problem

_ENDING = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif)", re.IGNORECASE)
_NOT_IN_PATHS = re.compile(r"[\s\"'()<>\[\]{}|=,;]")
_LONGEST_PATH = 300
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
"""Endings of pictures, in lower case."""


def files_of(
    root: Path,
    settings: Settings,
    contents: Contents,
    pages: tuple[Page, ...],
    problems: list[Problem],
) -> tuple[OldFile, ...]:
    """Resources of pages and static files; the pictures among the assets that a page names."""
    found: dict[str, OldFile] = {}
    for file in _resources(settings, contents, pages):
        found.setdefault(file.address, file)
    for mount in settings.statics:
        for file in _below(root, mount, problems):
            found.setdefault(file.address, file)
    assets = [
        file
        for mount in settings.assets
        for file in _below(root, mount, problems)
        if file.source.lower().endswith(PICTURES) and file.address not in found
    ]
    named = _named(pages) if assets else set()
    for file in assets:
        if file.address in named:
            found.setdefault(file.address, file)
    return tuple(sorted(found.values(), key=lambda file: file.source))


def _below(root: Path, mount: Mount, problems: list[Problem]) -> Iterator[OldFile]:
    for path in files_below(root, mount.source, problems):
        below = path.removeprefix(f"{mount.source}/")
        yield OldFile(path, f"{mount.target}/{below}" if mount.target else below)


def _resources(
    settings: Settings, contents: Contents, pages: tuple[Page, ...]
) -> Iterator[OldFile]:
    """Files among the contents, below the address of the page of their bundle or section."""
    by_place = {(page.file.key, page.file.language): page for page in pages}
    order = [language.key for language in settings.languages]
    for file in contents.resources:
        folder = file.name.folder
        while True:
            key = "/" + basic(folder)
            languages = (file.language, *order)
            page = next(
                (by_place[key, each] for each in languages if (key, each) in by_place), None
            )
            if page or not folder:
                break
            folder = folder.rpartition("/")[0]
        yield _resource(file, page, folder, settings)


def _resource(file: ContentFile, page: Page | None, folder: str, settings: Settings) -> OldFile:
    below = file.below.removeprefix(f"{folder}/") if folder else file.below
    if page is None:
        prefix = settings.language(file.language).prefix
        path = basic(file.name.folder) if settings.style.spelling.lower else file.name.folder
        name = file.below.rpartition("/")[2]
        return OldFile(file.source, "/".join(part for part in (prefix, path, name) if part))
    address = f"{page.address.folder}/{below}" if page.address.folder else below
    owner = page.file.source if page.kind == "page" else ""
    return OldFile(file.source, address, owner)


def _named(pages: tuple[Page, ...]) -> set[str]:
    """The paths of pictures that texts and front matter name."""
    texts = (text for page in pages for text in (page.source.body, *said_texts(page.front)))
    found = (path for text in texts for path in _pictures_in(text))
    return {unquote(path).removeprefix("./").lstrip("/") for path in found}


def _pictures_in(text: str) -> Iterator[str]:
    """What ends as the name of a picture does."""
    for ending in _ENDING.finditer(text):
        piece = text[max(0, ending.start() - _LONGEST_PATH) : ending.end()]
        yield _NOT_IN_PATHS.split(piece)[-1]
