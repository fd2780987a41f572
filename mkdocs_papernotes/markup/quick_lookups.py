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
        if type(processor) is TocTreeprocessor:
            processor.__class__ = _QuickToc


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


class _QuickToc(TocTreeprocessor):
    """Makes the list of headings only for a text that has its marker.

    Otherwise only `Markdown.toc` has it, which nobody reads: `toc_tokens` is what MkDocs wants.
    """

    _has_marker = True

    def run(self, doc: Element) -> None:
        self._has_marker = bool(self.marker) and self.marker in "".join(doc.itertext())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list) if self._has_marker else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self._has_marker:
            super().replace_marker(root, elem)
