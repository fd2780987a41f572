"""Other plugins that list pages, and what keeps a note out of their lists.

Each is recognized by the name of its module, so that none has to be installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_papernotes.notes.note import Note

_TAGS, _FEEDS = "material.plugins.tags.", "mkdocs_rss_plugin."
_BLOG, _META = "material.plugins.blog.", "material.plugins.meta."
_WHOLE_TEXT = -1
"""The value of `abstract_chars_count` with which a feed has the whole text of pages."""


@dataclass(frozen=True)
class Listings:
    """What the plugins of a site read from front matter."""

    tag_keys: tuple[str, ...] = ("tags",)
    """The keys with tags, by which Material lists pages."""
    tag_variables: tuple[str, ...] = ()
    """The names under which Material's templates get the tags of a page."""
    has_feeds: bool = False
    has_full_feeds: bool = False
    """Whether a feed has the whole text of pages."""

    @classmethod
    def of(cls, config: MkDocsConfig) -> Listings:
        """Of a site; both plugins may be there several times."""
        keys = {getattr(tags, "tags_name_property", "tags") for tags in _options(config, _TAGS)}
        shown = [tags for tags in _options(config, _TAGS) if getattr(tags, "tags", True)]
        names = {getattr(tags, "tags_name_variable", "tags") for tags in shown}
        counts = [feed.abstract_chars_count for feed in _options(config, _FEEDS)]
        return cls(
            tuple(sorted({"tags", *keys})),
            tuple(sorted(names)),
            bool(counts),
            _WHOLE_TEXT in counts,
        )

    @property
    def hidden_meta(self) -> dict[str, Any]:
        """The front matter for which mkdocs-rss-plugin leaves a page out."""
        return {"draft": True} if self.has_feeds else {}

    def feed_meta(self, note: Note) -> dict[str, Any]:
        """The front matter that mkdocs-rss-plugin is to see in place of the author's.

        It leaves out what is a draft, and shows a description in place of the text.
        """
        if not self.has_feeds:
            return {}
        if note.unlisted or note.draft or (self.has_full_feeds and not note.has_excerpt):
            return self.hidden_meta
        return {} if note.has_excerpt else {"description": note.description or note.title}


def has_tags_plugin(config: MkDocsConfig) -> bool:
    """Whether a site has Material's tags plugin."""
    return next(_options(config, _TAGS), None) is not None


def blogs(config: MkDocsConfig) -> Iterator[dict[str, Any]]:
    """The options of each blog of Material that a site has."""
    for options in _options(config, _BLOG):
        yield dict(options)


def blog_files(config: MkDocsConfig) -> Iterator[File]:
    """The files of the posts and lists of these blogs, which are not in the site's navigation."""
    for plugin in config.plugins.values():
        if type(plugin).__module__.startswith(_BLOG):
            blog = getattr(plugin, "blog", None)
            views = list(getattr(blog, "views", ()))
            pages = [page for view in (blog, *views) for page in getattr(view, "pages", ())]
            for page in (*getattr(blog, "posts", ()), *views, *pages):
                yield page.file


def metas(config: MkDocsConfig) -> Iterator[dict[str, Any]]:
    """The options of Material's meta plugin."""
    for options in _options(config, _META):
        yield dict(options)


def _options(config: MkDocsConfig, module: str) -> Iterator[Any]:
    """The options of each plugin from a module."""
    for plugin in config.plugins.values():
        if type(plugin).__module__.startswith(module):
            yield plugin.config
