"""The languages that the paths of texts name."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.material_blog.configuration import Configuration
from mkdocs_papernotes.importers.material_blog.texts import Text


class PathLanguages:
    """Languages by mkdocs-static-i18n, or by folders that are named for them."""

    def __init__(self, configuration: Configuration, texts: Sequence[Text]):
        self._configuration = configuration
        self._texts = texts

    def of(self, path: str) -> tuple[str, str]:
        """The language that a path names, by a folder or a suffix, and the path without it."""
        configuration = self._configuration
        first, _, rest = path.partition("/")
        i18n = configuration.i18n
        if i18n.values:
            tags = {locale: language_tag(locale) for locale in configuration.locales}
            if i18n.text("docs_structure") == "folder":
                return (tags[first], rest) if first in tags else ("", path)
            stem, extension = posixpath.splitext(path)
            name, dot, locale = stem.rpartition(".")
            if dot and locale in tags:
                return tags[locale], name + extension
            return tags[configuration.locales[0]], path
        return self._language_of_blog(path), path

    def _language_of_blog(self, path: str) -> str:
        """The language of a blog in a folder such as `en/blog`, beside one in another language."""
        named = self.named
        return next((named[part] for part in path.split("/") if part in named), "")

    @cached_property
    def named(self) -> Mapping[str, str]:
        """Languages by folders that are named for them; empty unless there are two."""
        folders = [blog.folder.split("/") for blog in self._configuration.blogs]
        named = {part: tag for parts in folders for part in parts if (tag := _short_tag(part))}
        if len(set(named.values())) > 1:
            return named
        return self._named_in_posts

    @cached_property
    def _named_in_posts(self) -> Mapping[str, str]:
        """Languages by the folders of posts, if one of them is that of the site.

        `ml` and `cv` name languages, too: only a folder counts that has a file of the same name as
        that of the site's language.
        """
        inner = [
            text.path[len(text.blog.posts) :].strip("/").split("/")
            for text in self._texts
            if text.blog
        ]
        names: defaultdict[str, set[str]] = defaultdict(set)
        for parts in inner:
            if len(parts) > 1:
                names[parts[0]].add(parts[-1])
        own = next(iter(self._configuration.languages), "")
        known = set().union(*(names[part] for part in names if _short_tag(part) == own))
        named = {part: tag for part in names if known & names[part] and (tag := _short_tag(part))}
        return named if len(set(named.values())) > 1 else {}


def _short_tag(part: str) -> str:
    """The language that a folder is named for; empty for a longer name."""
    return language_tag(part) if len(part) < 8 else ""
