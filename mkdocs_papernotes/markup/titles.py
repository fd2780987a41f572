"""The titles of callouts that have none of their own, in the language of the page.

Python-Markdown and its extensions make such a title of the English name of the kind: `Tip`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension

NAME = __name__
"""The name under which a site has the extension."""
KINDS = (
    "note", "abstract", "summary", "info", "todo", "tip", "hint", "important", "success", "check",
    "done", "question", "help", "faq", "warning", "caution", "attention", "failure", "fail",
    "missing", "danger", "error", "bug", "example", "quote", "cite",
)  # fmt: skip
"""The kinds of callouts that Material, GitHub and Obsidian know."""

_Words = Mapping[str, str]


class CalloutTitles(Extension):
    """Writes titles into the first lines of callouts, before the extension for them reads these.

    It comes after the extensions `admonition`, `pymdownx.details` and `pymdownx.quotes`.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {"words": [{}, "the title for each kind of callout"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        for name, titled in _TITLED.items():
            if name in md.parser.blockprocessors:
                processor: Any = md.parser.blockprocessors[name]
                processor.run = partial(_run, processor, processor.run, titled, self._words)

    @property
    def _words(self) -> _Words:
        words: _Words = self.getConfig("words")
        return words


def makeExtension(**options: Any) -> Extension:  # noqa: N802
    """The extension, as Python-Markdown asks for it."""
    return CalloutTitles(**options)


def _run(
    processor: Any,
    run: Callable[[Element, list[str]], bool | None],
    titled: Callable[[Any, str, _Words], str],
    words: _Words,
    parent: Element,
    blocks: list[str],
) -> bool | None:
    blocks[0] = titled(processor, blocks[0], words)
    return run(parent, blocks)


def _admonition(processor: Any, block: str, words: _Words) -> str:
    """A block with a title after `!!! tip`."""
    match = processor.RE.search(block)
    return _with_title(block, match, 1, words) if match and match[2] is None else block


def _details(processor: Any, block: str, words: _Words) -> str:
    """A block with a title after `??? tip`."""
    match = processor.START.search(block)
    return _with_title(block, match, 4, words) if match and match[4] else block


def _with_title(block: str, match: re.Match[str], kind: int, words: _Words) -> str:
    title = words.get(match[kind].split()[0].lower())
    end = match.end(kind)
    return f'{block[:end]} "{title}"{block[end:]}' if title else block


def _quote(processor: Any, block: str, words: _Words) -> str:
    """A block with a title after `> [!tip]`."""
    quote = processor.RE.search(block)
    # Python-Markdown's own quotes, which `pymdownx.quotes` replaces, know no callouts
    if not getattr(processor, "callouts", False) or quote is None:
        return block
    lines = block[quote.start() :].split("\n")
    first = next((n for n, line in enumerate(lines) if line and line.strip() != ">"), 0)
    match = processor.RE_CALLOUT.match(lines[first])
    title = words.get(match[1].split("|")[0].strip().lower()) if match else None
    if match is None or match[3].strip() or not title:
        return block
    lines[first] = f"{lines[first].rstrip()} {title}"
    return block[: quote.start()] + "\n".join(lines)


_TITLED = {"admonition": _admonition, "details": _details, "quote": _quote}
"""By the name of the block processor."""
