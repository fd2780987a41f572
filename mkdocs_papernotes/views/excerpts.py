"""The excerpts of all notes, cut from their rendered texts."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from mkdocs_papernotes.markup.excerpt import MARKER, Excerpt, cut_at_marker, cut_automatically
from mkdocs_papernotes.markup.images import with_lazy_images
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import ExcerptSource

Order = tuple[ExcerptSource, ...]
_BEGINNING: Order = ("description", "marker", "auto")


class Excerpts:
    """The excerpts of a site's notes, one for each order in which lists look for them.

    `length` is that of automatic excerpts, in words or in characters of Chinese and Japanese.
    """

    def __init__(self, length: int, orders: Iterable[Order]):
        self._length = length
        self._orders = tuple(dict.fromkeys((*orders, _BEGINNING)))
        self._texts: dict[str, tuple[Note, str]] = {}
        self._found: dict[tuple[str, Order], Excerpt] = {}

    def add(self, note: Note, html: str) -> None:
        """Keep the rendered text of a note. Its excerpts are cut when the first is looked for.

        `note` says whether there may be any: on its page it may turn out to be encrypted.
        """
        self._texts[note.source] = note, html

    def _cut_all(self, source: str) -> None:
        """Cut the excerpts of the note at `source`, if its text was added."""
        if source not in self._texts:
            return
        note, html = self._texts.pop(source)
        if not note.has_excerpt:
            self._found |= {(note.source, order): _told(note, order) for order in self._orders}
            return
        cuts: dict[ExcerptSource, Excerpt | None] = {}
        html = with_lazy_images(html)
        for order in self._orders:
            excerpt = None
            for source in order:
                if source not in cuts:
                    cuts[source] = self._cut(note, source, html)
                if excerpt := cuts[source]:
                    break
            self._found[note.source, order] = excerpt or _none(note)

    def all(self, note: Note) -> tuple[Excerpt | None, ...]:
        """The excerpts of a note, one for each order."""
        return tuple(self.find(note, order) for order in self._orders)

    def beginning(self, note: Note) -> str:
        """The beginning of the text of a note that was added, as in `Excerpt.paragraph`.

        It is the description of a note that has one, and empty if lists may show no text.
        """
        self._cut_all(note.source)
        found = self._found.get((note.source, _BEGINNING))
        return found.paragraph if found else ""

    def find(self, note: Note, order: Order) -> Excerpt | None:
        """The excerpt of a note, or `None` if the note must be rendered first.

        A description needs no rendering. An excerpt is empty if no source in `order` has one.
        """
        self._cut_all(note.source)
        if (note.source, order) in self._found:
            return self._found[note.source, order]
        if not note.has_excerpt:
            return _told(note, order)
        for source in order:
            if source == "description" and note.description:
                return _description(note)
            if source == "auto" or (source == "marker" and MARKER.search(note.body)):
                return None
        return _none(note)

    def _cut(self, note: Note, source: ExcerptSource, html: str) -> Excerpt | None:
        if source == "marker":
            return cut_at_marker(html, note.url, note.title)
        if source == "auto":
            # as large as all of the excerpts, and not needed where they come from the cache
            from mkdocs_papernotes.handwritten.rendered import drop_header

            return cut_automatically(html, note.url, self._length, note.title, drop_header)
        return _description(note)


def _told(note: Note, order: Order) -> Excerpt:
    """The excerpt of a note of which lists may not show the text."""
    return (_description(note) if "description" in order else None) or _none(note)


def _none(note: Note) -> Excerpt:
    return Excerpt("", "", complete=not note.has_text)


def _description(note: Note) -> Excerpt | None:
    if not note.description:
        return None
    text = escape(note.description, quote=False)
    return Excerpt(f"<p>{text}</p>", text, complete=not note.has_text)
