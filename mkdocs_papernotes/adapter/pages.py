"""MkDocs pages of notes and lists."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime
from functools import partial
from html import escape, unescape
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from mkdocs_papernotes.adapter.printing import Printing
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.markup.converter import NO_HEADING, Resolve, TopHeading
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.render import render
from mkdocs_papernotes.markup.texts import Texts
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.notices import Notice

_UNCHANGEABLE = {str, int, float, bool, type(None), date, datetime}
"""Types of values that need no copy."""
_HEADING_ID = "pn-heading"
"""The `id` of the heading of a list without a text by the author."""


def bind_note(page: Page, note: Note, printing: Printing, texts: Texts) -> None:
    """Have a page read and rendered from a note.

    The page itself stays the one that MkDocs or another plugin made: some plugins ask for its exact
    type, and others put pages of their own into the navigation.
    """
    bound: Any = page
    bound.read_source = partial(_read_note, page, note, printing)
    bound.render = partial(_render_note, page, note, texts)


def bind_list(
    page: Page, window_title: str, heading: str, printing: Printing, text: str = ""
) -> None:
    """Have a page show a heading above a list, where no page of the author's is there.

    `text` is Markdown that follows the heading; its links are relative to the docs folder.
    """
    bound: Any = page
    bound.read_source = partial(_read_list, page, window_title, printing)
    bound.render = partial(_render_list, page, heading, text)


def bind_notice(
    page: Page, notice: Notice, printing: Printing, texts: Texts, links: Resolve
) -> None:
    """Have a page show the text of a note that is not there in the language of the page."""
    bound: Any = page
    bound.read_source = partial(_read_notice, page, notice, printing)
    bound.render = partial(_render_notice, page, notice, texts, links)


def _read_notice(page: Page, notice: Notice, printing: Printing, config: MkDocsConfig) -> None:
    """Set the text of the note, and the front matter that the page needs."""
    page.markdown = notice.note.body if notice.has_text else ""
    page.meta = {"title": notice.note.title, "search": {"exclude": True}}
    printing.add(page, {}, {})


def _render_notice(
    page: Page, notice: Notice, texts: Texts, links: Resolve, config: MkDocsConfig, files: Files
) -> None:
    """Render the text. Links in it are those of the note; its own page reports broken ones."""
    rendered = texts.render(page.markdown or "", links, top_heading(notice.note))
    page.content = rendered.html
    page.toc = get_toc(list(rendered.toc_tokens))
    page.present_anchor_ids = set(rendered.anchors)
    page.links_to_anchors = {}


def _read_note(page: Page, note: Note, printing: Printing, config: MkDocsConfig) -> None:
    """Set text and front matter from the note, or from a plugin that replaces its source."""
    body, values = note.body, note.values
    text = config.plugins.on_page_read_source(page=page, config=config)
    if text is not None:
        changed = read_front_matter(text, note.source)
        body, values = changed.body, changed.values
    page.markdown = body
    page.meta = page_meta(values, note)
    printing.add(page, values, _head(note))


def _render_note(page: Page, note: Note, texts: Texts, config: MkDocsConfig, files: Files) -> None:
    """Render the text. MkDocs' own link processor resolves links and reports broken ones.

    A title that is not in front matter is that of the text as other plugins left it.
    """
    assert page.markdown is not None
    resolver = _RelativePathTreeprocessor(page.file, files, config)
    rendered = texts.render(page.markdown, resolver.path_to_url, top_heading(note))
    if page.markdown != note.body and note.title_source != "front matter":
        page.meta["title"] = unescape(rendered.opening_heading or "") or note.title
    page.content = rendered.html
    page.toc = get_toc(list(rendered.toc_tokens))
    page._title_from_render = rendered.opening_heading
    page.present_anchor_ids = set(rendered.anchors)
    page.links_to_anchors = resolver.links_to_anchors


def top_heading(note: Note) -> TopHeading:
    """The H1 that the page of a note gets."""
    if note.has_heading:
        return NO_HEADING
    return TopHeading(note.title, any_will_do=note.title_source == "name")


def render_words(page: Page, files: Files, config: MkDocsConfig) -> str:
    """The Markdown of a page as HTML. Links that lead nowhere stay as they are, without a word."""

    folder = posixpath.dirname(page.file.src_uri)
    return _render_text(page.markdown or "", folder, page, files, config)


def _render_text(text: str, folder: str, page: Page, files: Files, config: MkDocsConfig) -> str:
    """Markdown as HTML on a page; links are relative to a folder below the docs folder."""

    def resolve(link: str) -> str:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path:
            return link
        path = posixpath.join(folder, unquote(parts.path).lstrip("/"))
        file = files.get_file_from_path(posixpath.normpath(path))
        if file is None:
            return link
        return urlunsplit(("", "", file.url_relative_to(page.file), parts.query, parts.fragment))

    return render(text, markdown_options(config), resolve).html


def markdown_options(config: MkDocsConfig) -> MarkdownOptions:
    """The extensions with which MkDocs renders pages."""
    return MarkdownOptions(config.markdown_extensions, config.mdx_configs or {})


def _read_list(page: Page, window_title: str, printing: Printing, config: MkDocsConfig) -> None:
    """Set an empty text and the title."""
    page.markdown = ""
    page.meta = {"title": window_title, "search": {"exclude": True}}
    printing.add(page, {}, {})


def _render_list(page: Page, heading: str, text: str, config: MkDocsConfig, files: Files) -> None:
    """Set the heading as content, with an `id` as all headings have.

    Plugins that parse the HTML of pages fail on empty content.
    """
    page.content = f'<h1 id="{_HEADING_ID}">{escape(heading, quote=False)}</h1>'
    if text:
        page.content += f"\n{_render_text(text, '', page, files, config)}"
    page.toc = get_toc([])
    page.present_anchor_ids = {_HEADING_ID}
    page.links_to_anchors = {}


def page_meta(values: Mapping[str, Any], note: Note) -> dict[str, Any]:
    """The front matter of a note for plugins and themes: the author's values in a copy.

    Some have the types that themes expect, and the title is always there.
    """
    meta: dict[str, Any] = {str(key): _copied(value) for key, value in values.items()}
    meta["title"] = note.title
    for key in ("tags", "hide"):
        if key in meta:
            items = meta[key] if isinstance(meta[key], list) else [meta[key]]
            meta[key] = [str(item) for item in items if item not in (None, True, False)]
    if not isinstance(meta.get("search", {}), dict):
        meta["search"] = {"exclude": True} if meta["search"] is False else {}
    if not isinstance(meta.get("template", ""), str):
        del meta["template"]
    if note.unlisted:
        meta["search"] = {**meta.get("search", {}), "exclude": True}
    return meta


def _copied(value: Any) -> Any:
    """A copy of what YAML has read, in a fifth of the time that `deepcopy` takes."""
    kind = type(value)
    if kind in _UNCHANGEABLE:
        return value
    if kind is list:
        return [_copied(item) for item in value]
    if kind is dict:
        return {key: _copied(item) for key, item in value.items()}
    return deepcopy(value)


def _head(note: Note) -> dict[str, str]:
    """Description and author for the theme, which prints them in the head of the page."""
    authors = ", ".join(author.name for author in note.authors)
    return {"description": note.description, "author": authors}
