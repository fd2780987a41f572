"""Our addresses are those that MkDocs and mkdocs-static-i18n give to the same files."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.files import File
from mkdocs_static_i18n import folder, suffix

from mkdocs_papernotes.addresses import dest_of
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.site.source_file import SourceFile
from mkdocs_papernotes.site.structure import (
    FolderStructure,
    PlainStructure,
    Structure,
    SuffixStructure,
)

pytestmark = pytest.mark.pure

TAGS = ("en", "zh", "zh-TW", "pt_BR")
STEMS = (
    "index",
    "README",
    "adam",
    "Adam Optimizer",
    "adam-2.0",
    "v1.2.3",
    "100%",
    "a+b&c",
    "笔记",
    "é",
    "e\u0301",
    "(x)",
    "what#is?this",
    "index.old",
    "readme",
    "Index",
    "a.b.c",
    "~tilde",
    "it's",
    "x=y;z",
)
FOLDERS = ("", "notes/", "notes/2026/", "a.b/", "notes/index/", "my notes/", "中文/")
SUFFIXES = ("", ".en", ".zh", ".zh-TW", ".pt_BR", ".tr")


def names() -> Iterator[str]:
    """Paths of pages, some 800."""
    for place, stem, tail in itertools.product(FOLDERS, STEMS, SUFFIXES):
        yield f"{place}{stem}{tail}.md"


def by_folder() -> Iterator[str]:
    for tag, place, stem in itertools.product(("", "en/", "zh/", "pt_BR/", "tr/"), FOLDERS, STEMS):
        yield f"{tag}{place}{stem}.md"


def configured(directory_urls: bool) -> Languages:
    return Languages(TAGS, "en", directory_urls)


def mkdocs_file(path: str, directory_urls: bool) -> File:
    return File(path, "/docs", "/site", directory_urls)


def ours(structure: Structure, path: str) -> str:
    return structure.location(SourceFile(path, bytes), "").url


def localized(create: Any, path: str, directory_urls: bool, language: str) -> File:
    """The file as static-i18n makes it in the build of its language."""
    config = SimpleNamespace(
        docs_dir="/docs", site_dir="/site", use_directory_urls=directory_urls, plugins={}
    )
    return create(mkdocs_file(path, directory_urls), language, "en", list(TAGS), config)


both_forms = pytest.mark.parametrize("directory_urls", [True, False])


@both_forms
def test_a_plain_site_has_the_addresses_of_mkdocs(directory_urls: bool) -> None:
    structure = PlainStructure("en", TAGS, directory_urls)
    paths = list(names())
    found = {path: ours(structure, path) for path in paths}
    assert found == {path: mkdocs_file(path, directory_urls).url for path in paths}
    assert len(found) > 500


@both_forms
@pytest.mark.parametrize(
    ("kind", "create", "paths"),
    [
        (SuffixStructure, suffix.create_i18n_file, list(names())),
        (FolderStructure, folder.create_i18n_file, list(by_folder())),
    ],
    ids=["suffix", "folder"],
)
def test_a_localized_site_has_the_addresses_of_static_i18n(
    kind: Any, create: Any, paths: list[str], directory_urls: bool
) -> None:
    structure = kind(configured(directory_urls), TAGS)
    expected, found = {}, {}
    for path in paths:
        location = structure.location(SourceFile(path, bytes), "")
        found[path] = location.url
        expected[path] = localized(create, path, directory_urls, location.language).url
    different = {
        path: (url, expected[path]) for path, url in found.items() if url != expected[path]
    }
    assert not different
    assert len(found) > 500


@both_forms
def test_an_address_leads_back_to_the_file_that_is_written(directory_urls: bool) -> None:
    for path in names():
        file = mkdocs_file(path, directory_urls)
        assert dest_of(file.url) == file.dest_uri, path
