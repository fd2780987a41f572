"""MkDocs pages of notes and lists."""

from __future__ import annotations

import html
from collections.abc import Mapping, MutableMapping
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.markup.render import MarkdownOptions, render
from mkdocs_papernotes.notes.note import Note


class NotePage(Page):
    """The page of a note. The catalogue has read its text, and `markup.render` renders it."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, note: Note):
        super().__init__(title, file, config)
        self.note = note

    def read_source(self, config: MkDocsConfig) -> None:
        """Set text and front matter from the note, or from a plugin that replaces its source.

        Front matter is escaped, because themes print it raw.
        """
        body, values = self.note.body, self.note.values
        text = config.plugins.on_page_read_source(page=self, config=config)
        if text is not None:
            changed = read_front_matter(text, self.note.source)
            body, values = changed.body, changed.values
        self.markdown = body
        self.meta = safe_meta(values, self.note)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text. MkDocs' own link processor resolves links and reports broken ones."""
        assert self.markdown is not None
        resolver = _RelativePathTreeprocessor(self.file, files, config)
        options = MarkdownOptions(config.markdown_extensions, config.mdx_configs or {})
        rendered = render(self.markdown, options, resolver.path_to_url)
        self.content = rendered.html
        self.toc = get_toc(list(rendered.toc_tokens))
        self._title_from_render = rendered.opening_heading
        self.present_anchor_ids = set(rendered.anchors)
        self.links_to_anchors = resolver.links_to_anchors


class GeneratedPage(Page):
    """A page of a list without text by the author. `Build.decorate_page` adds the list later."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, heading: str):
        super().__init__(title, file, config)
        self._heading = heading

    def read_source(self, config: MkDocsConfig) -> None:
        """Set an empty text. The title is escaped, because themes print it raw."""
        self.markdown = ""
        self.meta = {"title": escape(self._heading, quote=False), "search": {"exclude": True}}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set empty content; there is nothing to render."""
        self.content = ""
        self.toc = get_toc([])
        self.present_anchor_ids = set()
        self.links_to_anchors = {}


def safe_meta(values: Mapping[str, Any], note: Note) -> dict[str, Any]:
    """Front matter that is safe for themes to print: texts escaped, types as themes expect them."""
    known: dict[int, Any] = {}
    meta: dict[str, Any] = {str(key): _escaped(value, known) for key, value in values.items()}
    meta["title"] = escape(note.title, quote=False)
    for key, text in (
        ("description", note.description),
        ("author", ", ".join(author.name for author in note.authors)),
    ):
        meta.pop(key, None)
        if text:
            meta[key] = escape(text)
    for key in ("tags", "hide"):
        if key in meta:
            items = meta[key] if isinstance(meta[key], list) else [meta[key]]
            meta[key] = [str(item) for item in items if item not in (None, True, False)]
    if not isinstance(meta.get("search", {}), dict):
        meta["search"] = {"exclude": True} if meta["search"] is False else {}
    if not isinstance(meta.get("template", ""), str):
        del meta["template"]
    if note.unlisted:
        meta.pop("tags", None)
        meta["search"] = {**meta.get("search", {}), "exclude": True}
    return meta


def escape_head(meta: MutableMapping[str, Any]) -> None:
    """Escape title, description and author in the front matter of any page, in place."""
    for key in ("title", "description", "author"):
        if isinstance(meta.get(key), str):
            meta[key] = escape(html.unescape(meta[key]), quote=key != "title")


def _escaped(value: Any, known: dict[int, Any]) -> Any:
    """A copy with all texts escaped. Values that occur several times (YAML aliases) are shared."""
    if isinstance(value, str):
        return escape(value)
    if not isinstance(value, (dict, list)):
        return value
    if id(value) not in known:
        copy: Any = type(value)()
        known[id(value)] = copy
        if isinstance(value, dict):
            for key, item in value.items():
                copy[_escaped(key, known)] = _escaped(item, known)
        else:
            copy.extend(_escaped(item, known) for item in value)
    return known[id(value)]
