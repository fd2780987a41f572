"""What Python-Markdown looks up for every line and element of a text, found more quickly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor
from markdown.util import Registry


def quicken_lookups(md: Markdown) -> None:
    """Have a converter find its processors and the names of elements more quickly."""
    for registry in (md.inlinePatterns, md.parser.blockprocessors):
        if type(registry) is Registry:
            registry.__class__ = _QuickRegistry
    md.block_level_elements = _Names(md.block_level_elements)
    for processor in md.treeprocessors:
        if isinstance(processor, TocTreeprocessor):
            _quicken_marker(processor)


class _QuickRegistry(Registry[Any]):
    """A registry that makes the list of its items when they change, not whenever it is read."""

    _items: list[Any] | None = None

    def _listed(self) -> list[Any]:
        if self._items is None:
            self._items = [*super().__iter__()]
        return self._items

    def __iter__(self) -> Iterator[Any]:
        return iter(self._listed())

    def __getitem__(self, key: Any) -> Any:
        return self._listed()[key] if type(key) is int else super().__getitem__(key)

    def register(self, item: Any, name: str, priority: float) -> None:
        self._items = None
        super().register(item, name, priority)

    def deregister(self, name: str, strict: bool = True) -> None:
        self._items = None
        super().deregister(name, strict)


class _Names(list[str]):
    """A list in which names are looked up quickly. Nothing is added to it any more."""

    def __init__(self, names: Iterable[str]):
        super().__init__(names)
        self._known = frozenset(self)

    def __contains__(self, name: object) -> bool:
        return name in self._known


def _quicken_marker(toc: TocTreeprocessor) -> None:
    """Look for the place of a table of contents only in a text that has its marker."""
    replace: Any = toc.replace_marker

    def replace_marker(root: Element, elem: Element) -> None:
        if toc.marker in "".join(root.itertext()):
            replace(root, elem)

    quick: Any = toc
    quick.replace_marker = replace_marker
