"""Resolves links in front matter from source paths to addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem

FindUrl = Callable[[str], "str | None"]
"""Returns the address of the file at a path below the docs folder, or `None`."""
_WITHOUT_SCHEME = re.compile(r"www\.|[\w-]{1,60}\.(?:com|org|net|io|edu|dev|ai|cn)/", re.IGNORECASE)


class Links:
    """Resolves the links of a site's notes, and collects broken ones."""

    def __init__(self, site: Site):
        self._site = site
        self.missing: dict[Link, Problem] = {}
        """Each broken link and its problem."""

    def resolver(self, note: Note, find_url: FindUrl | None = None) -> Callable[[Link], str | None]:
        """A function that returns the address of a link as written on the page of `note`.

        It returns `None` for a link that is unsafe or broken. `find_url` is called first, because
        the program that builds the site may know more files.
        """

        def resolve(link: Link) -> str | None:
            if link.kind != "site":
                return link.target if link.kind == "web" else None
            url = self.address(link, note, find_url)
            if url is None:
                return None
            parts = urlsplit(link.target)
            return urlunsplit(("", "", relative(url, note.url), parts.query, parts.fragment))

        return resolve

    def address(self, link: Link, note: Note, find_url: FindUrl | None = None) -> str | None:
        """The address, below the site's root, of the file that a link of kind `site` names."""
        url = self.find(link, note, find_url)
        if url is None:
            values = {"given": link.target, "near": _address(link.target)}
            problem = Problem("missing-file", link.source, link.line, link.key, values)
            self.missing[link] = problem
        return url

    def find(self, link: Link, note: Note, find_url: FindUrl | None = None) -> str | None:
        """The same as `address`, but a broken link is no problem."""
        target = urlsplit(link.target).path
        folder = "" if target.startswith("/") else posixpath.dirname(link.source)
        path = posixpath.normpath(posixpath.join(folder, unquote(target).lstrip("/")))
        return (find_url(path) if find_url else None) or self._find(path, note.language)

    def _find(self, path: str, language: str) -> str | None:
        """The address of a file; for a page, of its version in `language` if there is one."""
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
        """The addresses of list pages, by source path and language."""
        return {
            (
                self._site.structure.list_source(page.language, page.version.path, page.number),
                page.language,
            ): page.url
            for page in self._site.pages
        }


def _address(target: str) -> str:
    """The address on the web that is probably meant by one without `https://`; otherwise empty."""
    return f"https://{target}" if _WITHOUT_SCHEME.match(target) else ""
