"""The pages of a folder: which are notes, what they are called, and when they were written."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.dates import date_in_name
from mkdocs_papernotes.importers.folders.addresses import Addresses
from mkdocs_papernotes.importers.folders.days import Days
from mkdocs_papernotes.importers.folders.keys import Taken, take
from mkdocs_papernotes.importers.folders.layout import Layout
from mkdocs_papernotes.importers.folders.names import Name
from mkdocs_papernotes.importers.folders.vault import dynamic_blocks, tags_in, without_private_marks
from mkdocs_papernotes.importers.folders.zola import address_of
from mkdocs_papernotes.importers.generator import Tell, teller
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.importers.source import Source
from mkdocs_papernotes.notes.file_name import title_of
from mkdocs_papernotes.problems.problem import Problem

_NOTE_FOLDERS = {"notes", "note", "posts", "post", "blog", "papers", "paper-notes", "reading"}
"""Folders of a site of MkDocs whose pages are notes."""
_NOTE_KEYS = {
    *("date", "paper", "authors", "translator", "state", "rating", "series", "direction"),
    *("pin", "origin", "translation", "original_url"),
}
"""Keys that make a note of an index, and of a page of MkDocs."""
_PAGES = {"about", "links", "friends", "404"}
"""Names at the top of a folder that are no notes."""
_RESOURCES = {"resources", "resource", "assets", "attachments", "files", "raw", "sources"}
"""Folders with what belongs to a note; a text in one is no note of its own, if it has no key."""
_DRAFTS = {"draft", "drafts", "_drafts", "草稿", "草稿箱"}
_HEADING = re.compile(r"^#[ \t]{1,9}\S|^[^\s#>|-][^\n]{0,200}\n={1,200}[ \t]{0,9}$", re.MULTILINE)


def has_note_key(values: Mapping[str, object]) -> bool:
    """Whether front matter, by our keys, has one that only notes have."""
    return bool(_NOTE_KEYS & set(values))


def _has_heading(source: Source) -> bool:
    return bool(_HEADING.search(Body(source.body).text))


def _in_note_folder(name: Name) -> bool:
    folder, slash, _ = name.path.partition("/")
    return bool(slash) and folder.lower() in _NOTE_FOLDERS


@dataclass
class Pages:
    """Makes pages of sources."""

    layout: Layout
    addresses: Addresses
    names: Mapping[str, Name]
    """By the paths of the sources."""
    days: Days
    problems: list[Problem]
    has_keys: bool = False
    """Whether the front matter of some page has a key that only notes have."""

    def page(self, source: Source) -> OldPage:
        """The page that a text becomes; what was found on the way is told."""
        name = self.names[source.path]
        tell = teller(source.path, self.problems)
        self.problems += source.problems
        taken = take(source, tell, zone="", kind=self.layout.kind)
        is_note = self.is_note(name, taken)
        values, body = taken.values, source.body
        if self.layout.kind == "vault":
            body = without_private_marks(body)
            values = self._with_tags(values, tags_in(source.body))
            for line, construct in dynamic_blocks(source.body):
                tell("import-left", source.line + line, construct=construct)
        if is_note:
            values = self._completed(values, source, name, tell)
        elif (title := self._menu_title(source)) and "title" not in values:
            values = values if _has_heading(source) else {"title": title, **values}
        elif not name.is_index and not self._is_site and "/" in name.path:
            values = {**values, "papernotes": False}
        return OldPage(
            source.path,
            self._new_name(name, is_note),
            body,
            source.line,
            values,
            is_note,
            taken.language or name.language,
            taken.pair,
            self._address(source, name, taken, tell),
            (*taken.aliases, *self._aliases(source.path, name, is_note)),
            # Obsidian looks for a path from the root of the vault, too
            resources=tuple(dict.fromkeys((self.layout.attachments.removeprefix("./"), "")))
            if self.layout.kind == "vault"
            else (),
        )

    def _address(self, source: Source, name: Name, taken: Taken, tell: Tell) -> str:
        if self.layout.kind in {"mkdocs", "mdbook"}:
            return self.addresses.of(name)
        if self.layout.kind != "zola":
            return taken.address
        address = address_of(self.layout.zola, name, source)
        if not address and not name.is_section:
            tell("import-address-unknown", 0, reason="Zola spells its name in Latin letters")
        return address

    @property
    def _is_site(self) -> bool:
        """Whether the folder was published with pages beside the notes."""
        return self.layout.kind in {"mkdocs", "zola"}

    def is_note(self, name: Name, taken: Taken) -> bool:
        """As in the plugin, an index is a note if it has a key of one, or is alone in its folder.

        A page of a site of MkDocs also is one if it lies in a folder for notes, and if nothing
        tells the notes of the site from other pages.
        """
        has_key = has_note_key(taken.values)
        if name.is_index:
            folder = posixpath.dirname(name.path)
            has_key = has_key or date_in_name(name.path) is not None
            if name.is_section:
                return False
            is_alone = self.layout.kind != "mkdocs" and self._in_folder[folder] == 1
            return bool(folder) and (has_key or is_alone)
        folders = posixpath.dirname(name.path).lower().split("/")
        if not has_key and _RESOURCES & set(folders):
            return False
        if self._is_site:
            return has_key or not self._has_notes or _in_note_folder(name)
        return has_key or name.path.lower() not in _PAGES

    @cached_property
    def _has_notes(self) -> bool:
        """Whether some page of a site of MkDocs is a note by its folder or its keys."""
        return any(map(_in_note_folder, self.names.values())) or self.has_keys

    @cached_property
    def _in_folder(self) -> Counter[str]:
        """How many pages are in a folder, and below it; versions in other languages are one."""
        counts: Counter[str] = Counter()
        for path in {name.path for name in self.names.values()}:
            folder = posixpath.dirname(path)
            while folder:
                counts[folder] += 1
                folder = posixpath.dirname(folder)
        return counts

    def _completed(
        self, values: dict[str, object], source: Source, name: Name, tell: Tell
    ) -> dict[str, object]:
        """The keys of a note with its date and its title, wherever they come from."""
        first: dict[str, object] = {}
        if "title" in values:
            first["title"] = values["title"]
        elif not _has_heading(source):
            first["title"] = self._menu_title(source) or title_of(self._note_name(name))
        if "date" not in values:
            if found := self.days.day_of(source.path):
                first["date"], origin = found
                tell("import-date-found", 0, date=found[0], origin=origin)
            else:
                tell("import-undated", 0)
        folders = {part.lower() for part in posixpath.dirname(name.path).split("/")}
        if folders & _DRAFTS and "draft" not in values:
            first["draft"] = True
            reason = f"it lies in a folder called {min(folders & _DRAFTS)}"
            tell("import-held-back", 0, reason=reason)
        return first | {key: value for key, value in values.items() if key not in first}

    @staticmethod
    def _with_tags(values: dict[str, object], tags: tuple[str, ...]) -> dict[str, object]:
        """The keys of a note with the tags that stand in its text."""
        given = values.get("tags")
        own = given if isinstance(given, list) else []
        together = list(dict.fromkeys((*own, *tags)))
        return {**values, "tags": together} if tags else values

    def _menu_title(self, source: Source) -> str:
        """The title that the menu of a site of MkDocs gives to a page."""
        return self.layout.mkdocs.titles.get(self.layout.below(source.path), "")

    @staticmethod
    def _note_name(name: Name) -> str:
        return posixpath.dirname(name.path) if name.is_index else name.path

    def _new_name(self, name: Name, is_note: bool) -> str:
        if is_note:
            path = self._note_name(name)
            folder, slash, rest = path.partition("/")
            return rest if self._is_site and slash and folder.lower() in _NOTE_FOLDERS else path
        folder = posixpath.dirname(name.path)
        if name.is_section:
            return posixpath.join(folder, "index") if folder else "overview"
        if self._is_site or not folder:
            return "overview" if name.is_index and not self._is_site else name.path
        return f"notes/{folder}/index" if name.is_index else f"notes/{name.path}"

    def _aliases(self, path: str, name: Name, is_note: bool) -> Iterator[str]:
        """Old paths that redirected to a page, and its copies among pages in other languages."""
        if self.layout.kind != "mkdocs":
            return
        below = self.layout.below(path)
        for old, new in self.layout.mkdocs.redirects.items():
            if posixpath.normpath(new) == below:
                yield self.addresses.of_path(posixpath.splitext(old)[0])
        default = self.addresses.default
        if is_note and self.addresses.locales and name.language in {"", default}:
            for language in self.addresses.locales:
                if language not in {*self._languages[name.path], default}:
                    yield self.addresses.of_path(name.path, language)

    @cached_property
    def _languages(self) -> Mapping[str, set[str]]:
        """The languages that a page is there in, by its path without language."""
        found: dict[str, set[str]] = {}
        for name in self.names.values():
            found.setdefault(name.path, set()).add(name.language)
        return found
