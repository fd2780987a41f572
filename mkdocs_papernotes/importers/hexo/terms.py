"""Categories and tags: what a post has, and the addresses of their lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.script import is_set, items_of, names_of, text_of
from mkdocs_papernotes.importers.hexo.slugs import slugize

_DEEPEST = 40
"""Levels of a hierarchy; what a list has beyond them counts as categories of their own."""
Hierarchy = tuple[str, ...]
"""A category below those that it belongs to, from the outermost on."""


def hierarchies_of(values: Mapping[str, object]) -> tuple[Hierarchy, ...]:
    """The categories in front matter: a flat list is one hierarchy, nested lists are several.

    https://github.com/hexojs/hexo/blob/master/lib/models/post.ts
    """
    items = items_of(_first_set(values, "categories", "category"))
    if not any(isinstance(item, list) for item in items):
        items = [items]
    found = (names_of(item if isinstance(item, list) else [item]) for item in items)
    return tuple(each for names in found for each in _bounded(names))


def _bounded(names: Sequence[str]) -> Iterator[Hierarchy]:
    if names:
        yield tuple(names[:_DEEPEST])
    yield from ((name,) for name in names[_DEEPEST:])


def tags_of(values: Mapping[str, object]) -> tuple[str, ...]:
    """The tags in front matter, each once."""
    return tuple(dict.fromkeys(names_of(_first_set(values, "tags", "tag"))))


def _first_set(values: Mapping[str, object], key: str, other: str) -> object:
    return values.get(key) if is_set(values.get(key)) else values.get(other)


class Categories:
    """The categories of a site in the order in which Hexo gets to know them."""

    def __init__(self, configuration: Configuration):
        self._map = configuration.mapping("category_map")
        self._case = configuration.number("filename_case", 0)
        self._dir = configuration.folder("category_dir", "categories")
        self._order: dict[Hierarchy, int] = {}

    def add(self, hierarchies: Iterable[Hierarchy]) -> None:
        """Get to know those of a post."""
        for each in ancestors(hierarchies):
            self._order.setdefault(each, len(self._order))

    def slug(self, category: Hierarchy) -> str:
        """The slug of a category below those of its parents."""
        names = (self._map.get(name) or name for name in category)
        return "/".join(slugize(text_of(name), self._case) for name in names)

    def slug_of(self, hierarchies: Iterable[Hierarchy]) -> str:
        """What `:category` means for a post: the one that Hexo got to know last; empty for none.

        https://github.com/hexojs/hexo/blob/master/lib/plugins/filter/post_permalink.ts
        """
        found = [each for each in ancestors(hierarchies) if each in self._order]
        return self.slug(max(found, key=self._order.__getitem__)) if found else ""

    def address(self, category: Hierarchy) -> str:
        """Where the list of its posts was."""
        return f"{self._dir}{self.slug(category)}/"


def ancestors(hierarchies: Iterable[Hierarchy]) -> list[Hierarchy]:
    """All categories that a post is in, each once, parents before their children."""
    every = (each[:end] for each in hierarchies for end in range(1, len(each) + 1))
    return list(dict.fromkeys(every))


def tag_address(tag: str, configuration: Configuration) -> str:
    """Where the list of the posts with a tag was."""
    name = configuration.mapping("tag_map").get(tag) or tag
    slug = slugize(text_of(name), configuration.number("filename_case", 0))
    return f"{configuration.folder('tag_dir', 'tags')}{slug}/"


def pages_of(address: str, posts: int, size: int, folder: str) -> list[str]:
    """The addresses of a list's pages; `size` is 0 if it has one for all posts.

    https://github.com/hexojs/hexo-pagination
    """
    count = -(-posts // size) if size > 0 else 1
    return [address, *(f"{address}{folder}/{number}/" for number in range(2, count + 1))]


def direction_and_tags(
    hierarchies: Sequence[Hierarchy], tags: Sequence[str]
) -> tuple[str, list[str]]:
    """The direction of the new note, which is the first category, and its tags: the old ones, and
    the further categories.
    """
    direction = hierarchies[0][0] if hierarchies else ""
    names = [*tags, *(name for hierarchy in hierarchies for name in hierarchy)]
    own, known = set(tags), {direction.casefold()}
    found: dict[str, None] = {}
    for name in names:
        if name in own or name.casefold() not in known:
            found[name] = None
        known.add(name.casefold())
    return direction, list(found)
