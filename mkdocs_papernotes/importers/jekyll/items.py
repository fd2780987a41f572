"""The posts, documents and pages of a Jekyll site, with what their addresses are made of."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mkdocs_papernotes.importers.foreign_values import flag_of, words_of
from mkdocs_papernotes.importers.jekyll.configuration import Configuration, merged
from mkdocs_papernotes.importers.jekyll.moments import Moment, moment_named, moment_of
from mkdocs_papernotes.importers.jekyll.permalinks import (
    Document,
    UnknownPlaceholderError,
    page_url,
    url_of,
    with_suffix_of,
)
from mkdocs_papernotes.importers.jekyll.tree import DRAFTS, PAGES, POSTS, Entry
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.settings import Settings, settings_of
from mkdocs_papernotes.importers.source import Source

_ENDING = re.compile(r"(?P<stem>.+)[-_.](?P<language>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)")


@dataclass(frozen=True)
class Item:
    """A file with text, and what the configuration says of it."""

    entry: Entry
    source: Source
    configuration: Configuration

    @cached_property
    def front(self) -> Settings:
        """Its front matter, with the defaults of the configuration."""
        return settings_of(merged(self._defaults, self.source.values))

    @cached_property
    def _defaults(self) -> Mapping[str, object]:
        return self.configuration.defaults(self.entry.path, self.entry.kind)

    @property
    def is_document(self) -> bool:
        """Whether it belongs to a collection, as posts and drafts do."""
        return self.entry.kind != PAGES

    @cached_property
    def moment(self) -> Moment | None:
        """When it was written, by front matter or else by its name; `None` if neither says so."""
        zone = self.configuration.timezone
        given = self.front.values.get("date")
        found = None if given is None else moment_of(given, zone)
        return found or (moment_named(self.entry.day) if self.entry.day else None)

    @cached_property
    def is_published(self) -> bool:
        """Whether Jekyll built it, its date apart (`Publisher#can_be_published?`)."""
        settings = self.configuration.settings
        if self.entry.kind == DRAFTS:
            return settings.flag("show_drafts")
        if self.entry.kind == POSTS and not self.entry.day:
            return False
        is_hidden = self.front.values.get("published") is False and not settings.flag("unpublished")
        return not is_hidden

    @cached_property
    def categories(self) -> Sequence[str]:
        """Its categories in the order of Jekyll: those of folders and defaults first.

        `category` comes last, and is one however many words it has
        (`Document#populate_categories`, `Utils.pluralized_array_from_hash`).
        """
        if not self.is_document:
            return words_of(self.front.values.get("categories"), divide="")
        folders = [part for part in self.entry.above.split("/") if part]
        defaults = words_of(_divided(self._defaults.get("categories")))
        given = words_of(_divided(self.source.values.get("categories")))
        single = words_of(self.front.values.get("category"))
        return list(dict.fromkeys([*folders, *defaults, *given, *single]))

    @cached_property
    def tags(self) -> Sequence[str]:
        """Its tags; `tag` counts before `tags`, which may be words in one text."""
        values = self.front.values
        single = words_of(values.get("tag"))
        return single or words_of(_divided(values.get("tags")))

    @cached_property
    def language_as_written(self) -> str:
        """What says its language in the configuration's spelling; empty if nothing does."""
        given = self.front.text("lang", "locale", "language") or self.entry.language
        if given:
            return self._configured(given) or given
        return self._language_of_path

    @cached_property
    def language(self) -> str:
        """Its tag; empty if nothing says it."""
        return language_tag(self.language_as_written)

    @cached_property
    def _language_of_path(self) -> str:
        """A folder, or the ending of its name, that is one of the site's languages."""
        parts = [*posixpath.dirname(self.entry.path).split("/"), *self.entry.slug.split(".")[1:]]
        return next((found for part in parts if (found := self._configured(part))), "")

    def _configured(self, text: str) -> str:
        for language in self.configuration.languages:
            if language.lower().replace("_", "-") == text.lower().replace("_", "-"):
                return language
        return ""

    @cached_property
    def name(self) -> str:
        """Its path below the folder of notes or, for a page, the docs folder, without language.

        Folders that only say the language or that Jekyll needs, such as `_pages`, are no part.
        """
        inner = self.entry.inner or self.entry.path
        folders = [*self.entry.above.split("/"), *posixpath.dirname(inner).split("/")]
        if self.entry.kind not in {POSTS, DRAFTS, PAGES}:
            folders.insert(0, self.entry.kind)
        kept = [
            part.lstrip("_")
            for part in folders
            if part and part not in {"_pages", "_tabs"} and not self._says_language(part)
        ]
        return posixpath.join(*kept, self.stem)

    def _says_language(self, part: str) -> bool:
        return bool(self.language) and language_tag(part) == self.language

    @cached_property
    def stem(self) -> str:
        """Its name without extension and without what says the language at its end."""
        stem = posixpath.splitext(self.entry.name)[0]
        match = _ENDING.fullmatch(stem)
        if match and self._says_language(match["language"]):
            return match["stem"]
        return stem

    @cached_property
    def url(self) -> str:
        """Its address as it was linked, with a slash at the front, below `baseurl`.

        The folder of its language is not in it. Raises `UnknownPlaceholderError`.
        """
        permalink = self.front.text("permalink")
        if self.is_document:
            return self._document_url(permalink)
        folder, name = posixpath.split(self.entry.path)
        stem = posixpath.splitext(name)[0].rstrip(".")
        is_html = self.is_html
        template = permalink or (
            "/:path/:basename:output_ext"
            if not is_html
            else "/:path/"
            if stem == "index"
            else with_suffix_of("/:path/:basename", self.configuration.style)
        )
        extension = ".html" if is_html else self.entry.extension
        return page_url(template, {"path": folder, "basename": stem, "output_ext": extension})

    @property
    def is_html(self) -> bool:
        """Whether it becomes a page."""
        pages = {".html", ".htm", ".xhtml"}
        return (
            self.entry.extension in pages or self.entry.extension in self.configuration.extensions
        )

    def _document_url(self, permalink: str) -> str:
        kind = POSTS if self.entry.kind == DRAFTS else self.entry.kind
        collection = self.configuration.collections[kind]
        moment = self.moment
        if moment is None:
            if any(
                part in (permalink or collection.template) for part in (":y", ":m", ":d", ":i_")
            ):
                raise UnknownPlaceholderError("date")
            moment = moment_named("2000-01-01")
        assert moment is not None
        document = Document(
            collection.label,
            f"/{posixpath.splitext(posixpath.join(self.entry.above, self.entry.inner))[0]}",
            self.front.text("slug") or self.entry.slug,
            moment.local,
            self.categories,
        )
        return url_of(permalink or collection.template, document.placeholders())

    @property
    def feed_name(self) -> str:
        """`Document#id`: what jekyll-feed calls a post, below the root."""
        folder = posixpath.dirname(self.url.rstrip("/")) or "/"
        return posixpath.join(folder, self.front.text("slug") or self.entry.slug)

    def flag(self, key: str) -> bool | None:
        """What a key says; `None` if it is there and cannot be read, `False` without it."""
        value: object = self.front.values.get(key)
        return False if value is None else flag_of(value)


def _divided(value: object) -> object:
    """A text is a list of words there, while texts in a list stay whole."""
    return value.split() if isinstance(value, str) else value
