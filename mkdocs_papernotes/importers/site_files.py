"""The files of the new site that are no pages: `mkdocs.yml`, authors, terms, the workflow."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mkdocs_papernotes.importers.extensions import extension_lines
from mkdocs_papernotes.importers.names import AUTHORS, WELL_KNOWN
from mkdocs_papernotes.importers.old_site import MenuEntry
from mkdocs_papernotes.importers.places import key_of
from mkdocs_papernotes.importers.plan import Plan
from mkdocs_papernotes.importers.terms import is_listed
from mkdocs_papernotes.languages.tags import primary
from mkdocs_papernotes.starter.new_site import MENU, NewSite, words_of

_TEMPLATES = "templates/"
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
_TERMS_HEAD = (
    "# The names of tags and directions in each language of the site, as pairs of notes suggest\n"
    "# them. Look through them: what stands in the same place need not mean the same.\n"
)


@dataclass(frozen=True)
class SiteFiles:
    """What the files of a new site follow from."""

    plan: Plan
    now: datetime
    texts: tuple[str, ...]
    """The Markdown of the new pages, without code."""
    needed: frozenset[str] = frozenset()
    """Markdown extensions that they were found to need."""

    def contents(self) -> dict[str, bytes]:
        """The content of each file by its path below the site's folder."""
        found = self._new_site().contents()
        if any(file.path == AUTHORS for file in self.plan.files):
            del found["docs/.authors.yml"]
        if self.plan.terms.entries:
            lines = "".join(f"{line}\n" for line in self.plan.terms.entries)
            found["terms.yml"] = f"{_TERMS_HEAD}{lines}".encode()
        return found

    def _new_site(self) -> NewSite:
        plan, site = self.plan, self.plan.site
        return NewSite(
            locales=plan.languages,
            structure=plan.structure,
            timezone=site.timezone or "UTC",
            today=self._newest(),
            name=site.name,
            author=site.author,
            url=site.url,
            description=site.description,
            license=site.license,
            menu=tuple(self._menu()),
            options=self._options(),
            extensions=extension_lines(self.texts, self.needed, breaks=site.breaks),
            breaks=site.breaks,
            shown_files=tuple(self._shown_files()),
            has_examples=False,
        )

    def _newest(self) -> date:
        """The day of the newest note that is not of the future, or the present."""
        today = self.now.date()
        days = (_day(page.values.get("date")) for page in self.plan.pages if is_listed(page.placed))
        return max((day for day in days if day and day <= today), default=today)

    def _options(self) -> Mapping[str, object]:
        options = dict(self.plan.site.options)
        if self.plan.also_at:
            feeds = options.get("feeds")
            also_at = list(self.plan.also_at)
            options["feeds"] = {**(feeds if isinstance(feeds, Mapping) else {}), "also_at": also_at}
        if self.plan.redirects:
            options["redirects"] = dict(self.plan.redirects)
        return options

    def _shown_files(self) -> Iterator[str]:
        """Patterns of files that MkDocs leaves out by default."""
        paths = [file.path for file in self.plan.files]
        paths += [f"{page.placed.stem}.md" for page in self.plan.pages]
        for folder in (WELL_KNOWN, _TEMPLATES):
            if any(path.startswith(folder) for path in paths):
                yield f"/{self.plan.path_of(folder)}"

    def _menu(self) -> Iterator[tuple[str, str]]:
        """The entries of the old menu that lead somewhere, then those of ours that it lacks."""
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
        return "topics/index.md" if self._is_above_terms(path) else ""

    def _is_above_terms(self, path: str) -> bool:
        """Whether an address is that of the index of tags or categories."""
        folders = {posixpath.dirname(key_of(term.address)) for term in self.plan.site.terms}
        return key_of(path) in folders

    def _has_page(self, name: str) -> bool:
        return any(f"{page.placed.stem}.md" == name for page in self.plan.pages)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
