"""Comments below the page of a note, or below an ordinary page that asks for them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from mkdocs_papernotes import comments
from mkdocs_papernotes.addresses import normal, to_root
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.front_matter.reader import flag_of, plain
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.tags import matching
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import CommentSettings, GiscusSettings, WalineSettings
from mkdocs_papernotes.site.notices import Notice
from mkdocs_papernotes.text import one_line
from mkdocs_papernotes.views.templating import Templates

_TEMPLATE = "comments"
_ENDING = re.compile(r"\.\w+$")


@dataclass(frozen=True)
class CommentBox:
    """A place for comments, as the template gets it."""

    provider: str
    host: str
    """The host that is asked for the comments."""
    data: Mapping[str, str]
    """What the script needs to know, by the names of `data-` attributes."""
    link: str = ""
    """Where the comments are to be read without scripts; empty if nowhere."""


class CommentView:
    """Renders the partial `comments`: nothing, unless an option or a template asks for it."""

    def __init__(
        self,
        catalog: Catalog,
        languages: Languages,
        templates: Templates,
        settings: CommentSettings | None,
    ):
        self._catalog, self._languages = catalog, languages
        self._templates, self._settings = templates, settings
        self._is_empty = settings is None and not templates.has_own(_TEMPLATE)

    def of_note(self, note: Note) -> str:
        """The comments of a note; none of a draft, or of one that is encrypted."""
        if self._is_empty or not note.has_comments or note.draft or note.has_password:
            return ""
        return self._render(self._thread(note), note.language, note.url, note)

    def of_notice(self, notice: Notice) -> str:
        """The comments below the text of a note that does not exist in the reader's language.

        They are those of the note, in the system of the reader's language.
        """
        note = notice.note
        if self._is_empty or not note.has_comments or not notice.has_text:
            return ""
        return self._render(self._thread(note), notice.language, notice.url, note)

    def of_page(self, given: object, path: str, language: str, url: str) -> str:
        """The comments of an ordinary page, if its front matter asks for them.

        `given` is its value of `comments`, `path` its path without language and extension.
        """
        asked = isinstance(given, Mapping) or flag_of(given)
        if self._is_empty or not asked:
            return ""
        own = plain(given.get("id")) if isinstance(given, Mapping) else None
        by_page = self._settings is not None and self._settings.thread == "note"
        thread = _Thread(own or "", self._site_path(url, language) if by_page else path or "index")
        return self._render(thread, language, url, None)

    def _render(self, thread: _Thread, language: str, url: str, note: Note | None) -> str:
        box = self._box(thread, language, url)
        if box is None and not self._templates.has_own(_TEMPLATE):
            return ""
        html = self._templates.render(
            _TEMPLATE,
            comments=box,
            consent=self._settings is not None and self._settings.consent,
            thread=thread.name(box.provider if box else ""),
            labels=self._languages.labels(language),
            language=language,
            url=self._languages.absolute(url, language),
            root=to_root(url),
            note=note,
        )
        return f"\n{html.strip()}" if html.strip() else ""

    def _box(self, thread: _Thread, language: str, url: str) -> CommentBox | None:
        settings = self._settings
        provider = _provider(settings, language) if settings else ""
        if settings and provider == "giscus" and settings.giscus:
            return _giscus(settings.giscus, thread.name("giscus"), language)
        if settings and provider == "waline" and settings.waline:
            return _waline(settings.waline, thread.name("waline"), language, to_root(url))
        return None

    def _thread(self, note: Note) -> _Thread:
        kind = self._settings.thread if self._settings else "pair"
        if kind == "note":
            return _Thread(note.thread, self._site_path(note.url, note.language))
        original = self._catalog.original(note)
        versions = [note, *([original] if original else []), *self._catalog.versions(note).values()]
        own = next((each.thread for each in versions if each.thread), "")
        before = [_old_path(each) for each in versions if kind == "pathname"]
        path = next(filter(None, before), "") or self._catalog.key(note)
        return _Thread(own, path)

    def _site_path(self, url: str, language: str) -> str:
        """The path of a page as a browser knows it, from the root of the host on."""
        full = self._languages.absolute(url, language)
        return urlsplit(full).path if full else f"/{normal(url)}"


@dataclass(frozen=True)
class _Thread:
    """What names a thread: the author, or else a key or a path."""

    own: str
    key: str

    def name(self, provider: str) -> str:
        """Its name. Of a path, giscus leaves out the slash before it and the ending of a file."""
        if self.own:
            return one_line(self.own)
        if provider == "giscus" and self.key.startswith("/"):
            return _ENDING.sub("", self.key[1:]) or "index"
        return self.key


def _old_path(note: Note) -> str:
    """The path of the address at which a note was published before."""
    address = note.original.web_address if note.original else ""
    return (urlsplit(address).path or "/") if address else ""


def _provider(settings: CommentSettings, language: str) -> str:
    providers = settings.providers
    tags = [tag for tag in providers if tag]
    return providers.get(matching(language, tags) or "", "")


def _giscus(settings: GiscusSettings, thread: str, language: str) -> CommentBox:
    data = {
        "host": settings.host,
        "repo": settings.repo,
        "repo-id": settings.repo_id,
        "category": settings.category,
        "category-id": settings.category_id,
        "strict": "1" if settings.strict else "0",
        "reactions": "1" if settings.reactions else "0",
        "input": settings.input,
        "light": settings.light,
        "dark": settings.dark,
        "thread": thread,
        "lang": comments.language_of("giscus", language),
    }
    query = quote(f'"{thread}"', safe="")
    link = f"https://github.com/{settings.repo}/discussions?discussions_q={query}"
    return CommentBox("giscus", urlsplit(settings.host).netloc, data, link)


def _waline(settings: WalineSettings, thread: str, language: str, root: str) -> CommentBox:
    def address(path: str, ours: str) -> str:
        link = Link(path, "")
        return link.web_address or f"{root}{quote(path) if path else ours}"

    options: Mapping[str, Any] = settings.options
    data = {
        "server": settings.server,
        "script": address(settings.script, f"{comments.WALINE}.js"),
        "styles": address(settings.styles, f"{comments.WALINE}.css"),
        "options": json.dumps(options, ensure_ascii=False, default=str) if options else "",
        "thread": thread,
        "lang": comments.language_of("waline", language),
    }
    return CommentBox("waline", urlsplit(settings.server).netloc, data)
