"""Turns the wikilinks of a site's texts into ordinary links and pictures."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from mkdocs_papernotes.assembly.wiki_names import Key, Match, Target, WikiNames
from mkdocs_papernotes.markup.anchors import Anchor, AnchorReader, find_anchor
from mkdocs_papernotes.markup.image_size import RASTER
from mkdocs_papernotes.markup.prose import line_of
from mkdocs_papernotes.markup.wikilinks import Wikilink, link, picture, plain, with_links
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.text import nearest

_PICTURES = (*RASTER, ".svg", ".avif", ".bmp")
_FILES = (
    *_PICTURES,
    *(".pdf", ".mp4", ".webm", ".ogv", ".mov", ".mkv", ".mp3", ".wav", ".m4a", ".ogg", ".flac"),
    *(".3gp", ".zip", ".csv", ".bib"),
)
"""Extensions of files that are no pages."""
_BETWEEN = " › "
"""Between the title of a page and a heading on it."""


@dataclass(frozen=True)
class Linked:
    """A text with ordinary links."""

    text: str
    problems: tuple[Problem, ...] = ()


class Wikilinks:
    """Reads the wikilinks of the texts of one site.

    What has been read is kept: a text, and what it becomes, is asked for at several places.
    """

    def __init__(self, library: Library, names: WikiNames, settings: Settings):
        self._library, self.names = library, names
        self._is_on, self.attachments = settings.wikilinks, settings.attachments
        self._reader = AnchorReader(library.headings.options)
        self._wanted: defaultdict[str, set[str]] = defaultdict(set)
        """The headings to which wikilinks lead, by the source of their page."""
        self._anchors: dict[str, tuple[str, list[Anchor]]] = {}
        self._linked: dict[tuple[str, str], tuple[str, Linked]] = {}

    def of_note(self, note: Note) -> str:
        """The text of a note with ordinary links."""
        return self.linked(note.body, note.source, note.language).text

    def linked(self, text: str, source: str, language: str) -> Linked:
        """The text of the page `source` with ordinary links, for readers of `language`.

        Other plugins may have changed the text.
        """
        if not self._is_on or "[[" not in text:
            return Linked(text)
        key = source, language
        if key not in self._linked or self._linked[key][0] != text:
            page = _Page(self, text, source, language)
            found = with_links(text, page.markdown_of)
            self._linked[key] = text, Linked(found, tuple(page.problems))
        return self._linked[key][1]

    def anchors(self, text: str, source: str) -> list[Anchor]:
        """The headings of a text with their anchors; links in headings count by what they show."""
        known = self._anchors.get(source)
        if known is None or known[0] != text:
            shown = with_links(text, lambda found: found.shown) if self._is_on else text
            known = self._anchors[source] = text, self._reader.anchors(shown)
        return known[1]

    def anchor(self, heading: str, text: str, source: str) -> str | None:
        """The anchor of a heading of a page, for a link to it; `None` if there is none."""
        self._wanted[source].add(heading)
        return find_anchor(self.anchors(text, source), heading)

    def depend_on(self, note: Note, text: str) -> bool:
        """Whether links to headings of a note lead elsewhere when it gets another text."""
        wanted = self._wanted.get(note.source, ())
        before, after = (
            [find_anchor(self.anchors(body, note.source), heading) for heading in wanted]
            for body in (note.body, text)
        )
        return before != after

    def line(self, text: str, source: str, found: Wikilink) -> int:
        """The line of a wikilink of a text in its file; 0 if another plugin put it there."""
        page = self._library.pages.get(source)
        if page is None:
            return 0
        body = self.names.body(source)
        place = -1
        for _ in range(text.count(found.written, 0, found.place) + 1):
            place = body.find(found.written, place + 1)
        return page.front_matter.body_line + line_of(body, place) if place >= 0 else 0


class _Page:
    """Turns the wikilinks of one text into Markdown, and collects their problems."""

    def __init__(self, links: Wikilinks, text: str, source: str, language: str):
        self._links, self._text, self._source, self._language = links, text, source, language
        self.problems: list[Problem] = []

    def markdown_of(self, found: Wikilink) -> str:
        """A link, a picture, or the text of a wikilink that leads nowhere.

        In the text of an ordinary link, which leads elsewhere, it is text, too.
        """
        if found.is_in_link and not found.is_embed:
            return found.shown
        if not found.name:
            address = self._anchor(found, self._text, self._source)
            return link(found.text or plain(found.heading), address) if address else found.shown
        if "." in found.name and (markdown := self._file(found)):
            return markdown
        if found.name.lower().endswith(_FILES):
            return self._lost(found, "missing-attachment")
        name = self._from_root(found.name)
        match = self._links.names.find(name)
        if match is None:
            is_held_back = self._links.names.is_held_back(name)
            return self._lost(found, "unpublished-wikilink" if is_held_back else "missing-wikilink")
        keys = self._nearest(match.keys)
        if len(keys) > 1:
            versions = map(self._links.names.versions, keys)
            return self._lost(found, "ambiguous-wikilink", [pages[0].source for pages in versions])
        return self._page(found, replace(match, keys=keys))

    def _from_root(self, name: str) -> str:
        """A name with a path from this page, `../adam`, as one with the whole path."""
        if not name.startswith(("./", "../")):
            return name
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._source), name))

    def _nearest(self, keys: tuple[Key, ...]) -> tuple[Key, ...]:
        """Of several pages with one name, the one in this page's folder, or in its language."""
        folder, versions = posixpath.dirname(self._source), self._links.names.versions
        for fits in (
            lambda one: posixpath.dirname(one.source) == folder,
            lambda one: one.language == self._language,
        ):
            fitting = tuple(key for key in keys if any(map(fits, versions(key))))
            if len(fitting) == 1:
                return fitting
            keys = fitting or keys
        return keys

    def _page(self, found: Wikilink, match: Match) -> str:
        """A link to a page."""
        if found.is_embed:
            self._report(found, "embedded-page")
        target = self._version(match)
        anchor = self._anchor(found, self._links.names.body(target.source), target.source)
        return link(self._text_of(found, match, target), self._relative(target.source) + anchor)

    def _text_of(self, found: Wikilink, match: Match, target: Target) -> str:
        """What a link to a page shows.

        In a heading, only what is written: titles and anchors are read without other pages.
        """
        if found.text or found.is_in_heading:
            return found.shown
        heading = _BETWEEN + found.heading if found.heading else ""
        return plain((found.name if match.is_title else target.title) + heading)

    def _version(self, match: Match) -> Target:
        """The version of a page for the reader: listed, and in the language of the text."""
        versions = self._links.names.versions(match.keys[0])
        if match.source:
            return next(version for version in versions if version.source == match.source)
        return min(versions, key=lambda one: (one.unlisted, one.language != self._language))

    def _anchor(self, found: Wikilink, text: str, source: str) -> str:
        """`#` and the anchor of the heading that a wikilink names; empty if there is none."""
        if not found.heading:
            return ""
        if found.heading.startswith("^"):
            if not found.is_embed:
                self._report(found, "link-to-paragraph")
            return ""
        if anchor := self._links.anchor(found.heading, text, source):
            return "#" + quote(anchor)
        anchors = self._links.anchors(text, source)
        near = nearest(found.heading, [heading.heading for heading in anchors])
        self._report(found, "missing-heading", other=source, near=near)
        return ""

    def _file(self, found: Wikilink) -> str:
        """A picture, or a link to a file; empty if there is no such file."""
        names = self._links.names
        paths = names.file(found.name, self._source, self._links.attachments)
        if len(paths) > 1:
            return self._lost(found, "ambiguous-wikilink", paths)
        if not paths:
            return ""
        target, name = self._relative(paths[0]), posixpath.basename(paths[0])
        if found.is_embed and name.lower().endswith(_PICTURES):
            alt = found.text or plain(posixpath.splitext(name)[0])
            return picture(alt, target, found.width, found.height)
        return link(found.text or plain(name), target)

    def _relative(self, source: str) -> str:
        """The path of another file from this page, as links in Markdown have it."""
        path = posixpath.relpath(source, posixpath.dirname(self._source) or ".")
        return quote(path)

    def _lost(self, found: Wikilink, name: str, files: Sequence[str] = ()) -> str:
        """The text of a wikilink that leads nowhere, which is reported."""
        near = self._links.names.suggestion(found.name) if name == "missing-wikilink" else ""
        self._report(found, name, files=files, near=near)
        return found.shown

    def _report(self, found: Wikilink, name: str, **values: object) -> None:
        line = self._links.line(self._text, self._source, found)
        self.problems.append(
            Problem(name, self._source, line, values=values | {"item": (found.written,)})
        )
