"""Links in front matter, resolved: from a path among the source files to an address."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem

FindUrl = Callable[[str], "str | None"]
"""Gives the address of the file at a path below the docs folder, or `None`."""


class Links:
    """Resolves the links of a site's notes, and remembers those that lead nowhere."""

    def __init__(self, site: Site):
        self._site = site
        self.missing: dict[Link, Problem] = {}
        """The problem of each link that leads nowhere."""

    def resolver(self, note: Note, find_url: FindUrl | None = None) -> Callable[[Link], str | None]:
        """Gives addresses as they are written on a note's page.

        `find` is asked first: a program that builds the site may know of more files.
        """

        def resolve(link: Link) -> str | None:
            if link.kind != "site":
                return link.target if link.kind == "web" else None
            parts = urlsplit(link.target)
            folder = "" if parts.path.startswith("/") else posixpath.dirname(link.source)
            path = posixpath.normpath(posixpath.join(folder, unquote(parts.path).lstrip("/")))
            url = (find_url(path) if find_url else None) or self._find(path, note.language)
            if url is None:
                values = {"given": link.target}
                problem = Problem("missing-file", link.source, link.line, link.key, values)
                self.missing[link] = problem
                return None
            return urlunsplit(("", "", relative(url, note.url), parts.query, parts.fragment))

        return resolve

    def _find(self, path: str, language: str) -> str | None:
        """The address of a file, that of a page in `language` where it has such a version."""
        site = self._site
        if page := site.library.pages.get(path):
            note = self._notes.get(path)
            urls = site.versions.of_note(note) if note else site.versions.of_location(page.location)
            return urls.get(language, page.location.url)
        if path in site.library.assets:
            return site.structure.asset_url(path)
        return self._lists.get((path, language))

    @cached_property
    def _notes(self) -> Mapping[str, Note]:
        return {note.source: note for note in self._site.notes}

    @cached_property
    def _lists(self) -> Mapping[tuple[str, str], str]:
        """Addresses of lists by the path of their source and language."""
        return {
            (
                self._site.structure.list_source(page.language, page.list.path, page.number),
                page.language,
            ): page.url
            for page in self._site.pages
        }
