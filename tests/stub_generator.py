"""A generator of tests, whose sites say in front matter what an importer would find out.

`site.yml` has the fields of `OldSite`. Each `.md` file is a page; keys with an underscore are
fields of `OldPage`. A file in a folder with the name of a page belongs to it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import yaml

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import (
    Generator,
    Places,
    Request,
    Tell,
    UnreadableSiteError,
)
from mkdocs_papernotes.importers.old_site import (
    MenuEntry,
    OldFile,
    OldPage,
    OldSite,
    OldTerm,
)

_TAG = re.compile(r"\{%[^%\n]*%\}")
_TUPLES = ("languages", "feeds", "lists", "aliases")


def read(request: Request) -> OldSite:
    root = request.source
    if not (root / "site.yml").is_file():
        raise UnreadableSiteError("There is no site.yml.")
    given = yaml.safe_load((root / "site.yml").read_text("utf-8")) or {}
    paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    pages = [_page(path, (root / path).read_text("utf-8")) for path in paths if _is_page(path)]
    stems = {posixpath.splitext(page.source)[0]: page.source for page in pages}
    files = [
        OldFile(path, path.removeprefix("static/"), _owner(path, stems))
        for path in paths
        if not _is_page(path) and path != "site.yml"
    ]
    given["menu"] = tuple(MenuEntry(*each) for each in given.get("menu", ()))
    given["terms"] = tuple(OldTerm(*each) for each in given.get("terms", ()))
    for key in _TUPLES:
        if key in given:
            given[key] = tuple(given[key])
    return OldSite(tuple(pages), tuple(files), **given)


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    def left(match: re.Match[str], line: int) -> None:
        tell("import-left", line, construct=match[0])

    body.sub(_TAG, left)


GENERATOR = Generator("stub", "Stub", read, convert)


def _is_page(path: str) -> bool:
    return path.endswith(".md") and not path.startswith("static/")


def _owner(path: str, stems: dict[str, str]) -> str:
    return next(_owners(path, stems), "")


def _owners(path: str, stems: dict[str, str]) -> Iterator[str]:
    while path := posixpath.dirname(path):
        if path in stems:
            yield stems[path]


def _page(path: str, text: str) -> OldPage:
    values: dict[str, Any] = {}
    line, body = 1, text
    if text.startswith("---\n"):
        block, _, body = text[4:].partition("\n---\n")
        values = yaml.safe_load(block) or {}
        line = text[: len(text) - len(body)].count("\n") + 1
    known = {field.name for field in fields(OldPage)}
    own = {key[1:]: value for key, value in values.items() if key[1:] in known and key[0] == "_"}
    for key in _TUPLES:
        if key in own:
            own[key] = tuple(own[key])
    values = {key: value for key, value in values.items() if key[0] != "_"}
    name = posixpath.splitext(path)[0].removeprefix("posts/")
    stem = posixpath.splitext(path)[0]
    given = {
        "name": name,
        "is_note": path.startswith("posts/"),
        "address": f"{name}/",
        "resources": (stem,),
        **own,
    }
    return OldPage(path, body=body, line=line, values=values, **given)
