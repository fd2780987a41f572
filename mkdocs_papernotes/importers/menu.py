"""The menu of the new site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_papernotes.importers.old_site import MenuEntry
from mkdocs_papernotes.importers.places import key_of
from mkdocs_papernotes.importers.plan import Plan
from mkdocs_papernotes.languages.tags import primary
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.starter.new_site import MENU, words_of
from mkdocs_papernotes.text import shortened

_WEB = re.compile(r"https?://", re.IGNORECASE)
_THEME_WORDS = {
    "home": "notes",
    "archive": "archive",
    "archives": "archive",
    "tags": "topics",
    "categories": "topics",
    "about": "about",
}
"""Keys that themes translate in menus, and those of our words for them."""


@dataclass(frozen=True)
class NewMenu:
    """What of an old menu leads somewhere."""

    plan: Plan

    def entries(self) -> Iterator[tuple[str, str]]:
        """Titles and targets: the old entries that lead somewhere, then those of ours that lack."""
        words = words_of(self.plan.languages[0])
        shown: set[str] = set()
        for entry in self.plan.site.menu:
            target = self._target(entry)
            title = self._title(entry, words)
            if target and title and target not in shown:
                shown.add(target)
                yield title, target
        for key, target in MENU.items():
            is_there = key != "about" or self._has_page("about.md")
            if target not in shown and is_there:
                yield words[key], target

    def dead(self) -> Iterator[Problem]:
        """The old entries that lead to nothing, unless the reader of the site has told them."""
        told = {problem.values.get("name") for problem in self.plan.site.problems}
        for entry in self.plan.site.menu:
            name = f"menu.{shortened(entry.title)}"
            if name not in told and not self._target(entry):
                values = {"name": name, "reason": self._reason(entry.target)}
                yield Problem("import-setting-left", values=values)

    def _reason(self, target: str) -> str:
        """Why an entry is not in the new menu."""
        if target.strip("/") in self.plan.site.feeds:
            return "readers find the feed without a link to it"
        address = target if ":" in target else f"/{target.lstrip('/')}"
        return f"there is no page or file at {address}"

    def _title(self, entry: MenuEntry, words: Mapping[str, str]) -> str:
        key = _THEME_WORDS.get(entry.title.strip().lower())
        if key and primary(self.plan.languages[0]) != "en":
            return words[key]
        return " ".join(entry.title.split())

    def _target(self, entry: MenuEntry) -> str:
        if _WEB.match(entry.target):
            return self._own(entry.target) or entry.target
        return self._own(f"/{entry.target.lstrip('/')}")

    def _own(self, address: str) -> str:
        """The file of the new site that an address leads to; empty if it has none."""
        plan = self.plan
        split = plan.places.path_of(address)
        if split is None:
            return ""
        path = split[0]
        if not key_of(path):
            return "index.md"
        page = plan.places.page_at(path)
        if page and (plan.structure == "none" or page.language == plan.languages[0]):
            return f"{page.stem}.md"
        listed = plan.places.list_at(path)
        if listed:
            return "" if _WEB.match(listed) else listed
        if file := plan.places.file_at(path):
            return file.path
        return "topics/index.md" if self._is_above_terms(path) else ""

    def _is_above_terms(self, path: str) -> bool:
        """Whether an address is that of the index of tags or categories."""
        folders = {posixpath.dirname(key_of(term.address)) for term in self.plan.site.terms}
        return key_of(path) in folders

    def _has_page(self, name: str) -> bool:
        return any(f"{page.placed.stem}.md" == name for page in self.plan.pages)
