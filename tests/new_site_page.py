"""Texts as a new site shows them, with the extensions that an import may add."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from mkdocs_papernotes.assembly.configuration import configuration_of
from mkdocs_papernotes.markup.extensions import MarkdownOptions, new_markdown
from mkdocs_papernotes.starter.new_site import NewSite


@cache
def options() -> MarkdownOptions:
    """The extensions of a new site, and the one for tabs, which an import adds."""
    site = NewSite(("en", "zh"), "suffix", "UTC", date(2026, 1, 1))
    written = configuration_of(Path("mkdocs.yml"), site.files()["mkdocs.yml"]).markdown
    tabbed = "pymdownx.tabbed"
    return MarkdownOptions(
        (*written.extensions, tabbed),
        {**written.extension_configs, tabbed: {"alternate_style": True}},
    )


def page_of(markdown: str) -> BeautifulSoup:
    return BeautifulSoup(new_markdown(options()).convert(markdown), "html.parser")


def words(element: Any) -> str:
    return " ".join(element.get_text(" ").split())
