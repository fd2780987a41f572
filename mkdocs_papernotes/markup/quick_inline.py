"""Emphasis, links and so on in paragraphs, without a call for each pattern that cannot match.

Python-Markdown tries some fifteen patterns on every piece of text. It asks for each one anew, and
most are expressions of `quick_patterns`, which know which characters they need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from mkdocs_papernotes.markup.quick_patterns import needed_characters

_HANDLE, _APPLY = "_InlineProcessor__handleInline", "_InlineProcessor__applyPattern"
_OWN = (_HANDLE, _APPLY, "inlinePatterns")
_REGEX = "compiled_re"


def quicken_inline(md: Markdown) -> None:
    """Have a converter pass over the patterns that cannot match.

    Nothing is done where its processors are others, or have other methods.
    """
    for processor in md.treeprocessors:
        if type(processor) is InlineProcessor and all(hasattr(processor, name) for name in _OWN):
            quick = _Quick(processor)
            processor.run = quick.run  # type: ignore[method-assign]
            setattr(processor, _HANDLE, quick.handle)


class _Quick:
    """The patterns of a processor, and which characters a text must have for each."""

    def __init__(self, processor: InlineProcessor):
        self._processor, self._run = processor, processor.run
        self._apply: Callable[..., tuple[str, bool, int]] = getattr(processor, _APPLY)
        self._patterns: list[tuple[Any, tuple[str, ...]]] = []

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to the elements of a text; they may have changed since the last."""
        patterns: Iterable[Any] = self._processor.inlinePatterns
        self._patterns = [
            (each, needed_characters(getattr(each, _REGEX, None))) for each in patterns
        ]
        return self._run(tree, ancestors)

    def handle(self, data: str, index: int = 0) -> str:
        """As the method of Python-Markdown: the text with placeholders where patterns match.

        `index` is that of the first pattern.
        """
        start, count = 0, 0 if isinstance(data, AtomicString) else len(self._patterns)
        while index < count:
            pattern, characters = self._patterns[index]
            for character in characters:
                if character in data:
                    data, matched, start = self._apply(pattern, data, index, start)
                    break
            else:
                matched, start = False, 0
            index += not matched
        return data
