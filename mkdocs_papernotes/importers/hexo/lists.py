"""The lists that Hexo's generators make of posts: of the home page, by time, by term."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mkdocs_papernotes.importers.hexo.addresses import normal
from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.posts import Post
from mkdocs_papernotes.importers.hexo.script import is_set, text_of
from mkdocs_papernotes.importers.hexo.terms import (
    Categories,
    Hierarchy,
    ancestors,
    direction_and_tags,
    pages_of,
    tag_address,
)
from mkdocs_papernotes.importers.old_site import OldTerm
from mkdocs_papernotes.text import one_line


def lists_of(posts: Sequence[Post], configuration: Configuration) -> Iterator[str]:
    """The addresses of the home page's other pages, and of the lists by time."""
    per_page, folder = configuration.page_size, configuration.pagination_dir
    prefix = configuration.prefix
    index = configuration.mapping("index_generator").get("path")
    start = normal(f"{text_of(index)}/") if is_set(index) else ""
    home = pages_of(start, len(posts), per_page("index_generator"), folder)
    yield from (prefix + each for each in home if each)
    archive = configuration.folder("archive_dir", "archives")
    for address, count in _archives(archive, posts, configuration):
        every = pages_of(address, count, per_page("archive_generator"), folder)
        yield from (prefix + each for each in every if each)


def terms_of(
    posts: Sequence[Post], categories: Categories, configuration: Configuration
) -> Iterator[OldTerm]:
    """The pages of tags and categories, with those that list them all."""
    tags = Counter(tag for post in posts for tag in post.tags)
    found: Counter[Hierarchy] = Counter()
    directions = set()
    for post in posts:
        found.update(ancestors(post.hierarchies))
        directions.add(direction_and_tags(post.hierarchies, post.tags)[0])
    folder, prefix = configuration.pagination_dir, configuration.prefix
    for kind, name, used in (("tags", "tag", tags), ("directions", "category", found)):
        index = configuration.folder(f"{name}_dir", "tags" if name == "tag" else "categories")
        if used and index:  # some themes make a page of them all
            yield OldTerm(kind, "", prefix + index)
    size = configuration.page_size("tag_generator")
    for tag, count in tags.items():
        for address in pages_of(tag_address(tag, configuration), count, size, folder):
            yield OldTerm("tags", one_line(tag), prefix + address)
    size = configuration.page_size("category_generator")
    for category, count in found.items():
        kind = "directions" if category[-1] in directions else "tags"
        for address in pages_of(categories.address(category), count, size, folder):
            yield OldTerm(kind, one_line(category[-1]), prefix + address)


def _archives(
    folder: str, posts: Iterable[Post], configuration: Configuration
) -> Iterator[tuple[str, int]]:
    """Lists by time, each with the number of its posts.

    https://github.com/hexojs/hexo-generator-archive/blob/master/lib/generator.js
    """
    settings = configuration.mapping("archive_generator")
    if settings.get("enabled") is False:
        return
    counts: dict[str, int] = defaultdict(int)
    for post in posts:
        counts[folder] += 1
        day = post.hexo_date
        if day is None or settings.get("yearly") is False:
            continue
        counts[f"{folder}{day.year}/"] += 1
        if settings.get("monthly") is not False:
            counts[f"{folder}{day.year}/{day.month:02}/"] += 1
        if settings.get("daily"):
            counts[f"{folder}{day.year}/{day.month:02}/{day.day:02}/"] += 1
    yield from counts.items()
