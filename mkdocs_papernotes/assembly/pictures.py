"""The pictures of a site: their files, their sizes, and the one that stands for a note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from mkdocs_papernotes.addresses import normal
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.markup.image_size import RASTER, Size, image_size
from mkdocs_papernotes.markup.images import has_images, images, with_sizes
from mkdocs_papernotes.metadata.picture import Picture
from mkdocs_papernotes.notes.note import Note

FindFile = Callable[[str], "Path | None"]
"""Returns the file with an address below the site's root (not percent-encoded), or `None`."""
_SITE = "http://site/"
_SMALLEST = Size(300, 157)
"""What a picture must measure to be shown large where a note is shared."""


class Pictures:
    """The pictures of a site's notes. The size of each file is read once."""

    def __init__(self, site: Site, find_file: FindFile):
        self._site, self._find_file = site, find_file
        self._sizes: dict[Path, Size | None] = {}
        self._first: dict[Note, Picture] = {}

    def in_text(self, note: Note, html: str) -> str:
        """The text of a note, whose pictures say their size.

        The first one that can stand for the note is kept.
        """
        self._first.pop(note, None)
        if not has_images(html):
            return html
        self._add(note, html)
        return with_sizes(html, lambda src: self._size(_path(src, note.url)))

    def _add(self, note: Note, html: str) -> None:
        if not note.has_open_text or not self._site.languages.absolute("", note.language):
            return
        for image in images(html):
            path = _path(image.src, note.url)
            size = self._size(path) if path.lower().endswith(RASTER) else None
            if size and size.width >= _SMALLEST.width and size.height >= _SMALLEST.height:
                if found := self._picture(quote(path), note.language):
                    self._first[note] = found
                return

    def of(self, note: Note, address: str | None) -> Picture | None:
        """The picture that stands for a note; `None` without one, or without `site_url`.

        `address` is that of its own `image`: a full one, or one below the site's root.
        """
        own = self._picture(address, note.language) if address else None
        return own or self._first.get(note) or self._card(note.language)

    def _card(self, language: str) -> Picture | None:
        """The picture for all notes."""
        site, image = self._site, self._site.settings.image
        if not image:
            return None
        if Link(image, "").web_address:
            return Picture(image)
        is_there = image in site.library.assets
        return self._picture(site.structure.asset_url(image), language) if is_there else None

    def _picture(self, address: str, language: str) -> Picture | None:
        if Link(address, "").web_address:
            return Picture(address)
        full = self._site.languages.absolute(address, language)
        size = self._size(unquote(address)) if full else None
        return Picture(full, *(size or ())) if full else None

    def _size(self, path: str) -> Size | None:
        """The size of the picture at an address below the site's root."""
        file = self._find_file(path) if path else None
        if file is None:
            return None
        if file not in self._sizes:
            self._sizes[file] = image_size(file)
        return self._sizes[file]


def _path(src: str, url: str) -> str:
    """The address below the site's root, not percent-encoded, of an image on the page at `url`.

    Empty for an image of another site, and for one that is in the page itself.
    """
    try:
        parts = urlsplit(src)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return unquote(urljoin(_SITE + normal(url), parts.path).removeprefix(_SITE))
