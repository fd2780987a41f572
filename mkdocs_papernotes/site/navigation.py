"""The titles that `nav:` gives to pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any


def nav_titles(nav: Any) -> dict[str, str]:
    """The titles of pages in `nav:`, by the path that names the page."""
    found: dict[str, str] = {}
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, dict):
            for title, value in item.items():
                if not isinstance(value, str):
                    found |= nav_titles(value)
                elif title is not None:
                    found[PurePosixPath(value).as_posix()] = str(title)
    return found


def titles_of_language(common: Any, language: Mapping[str, Any]) -> dict[str, str]:
    """The titles in one language of static-i18n: it may have a `nav:` of its own, or translate it.

    `common` is the `nav:` of the site, and `language` are the options of the language.
    """
    translations = language.get("nav_translations") or {}
    titles = nav_titles(language.get("nav") or common)
    return {path: str(translations.get(title, title)) for path, title in titles.items()}
