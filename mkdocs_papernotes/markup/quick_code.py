"""Blocks of code are highlighted with less ado for each of them.

pymdownx makes a formatter and a lexer for every block. The formatter derives CSS rules from a style
of Pygments, which only HTML without classes needs; and the lexer's class is looked for among all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from markdown import Markdown

_NAME = "get_pymdownx_highlighter"


def quicken_code(md: Markdown) -> None:
    """Have a converter with `pymdownx.highlight` or `superfences` highlight code quickly."""
    for extension in md.registeredExtensions:
        if get := getattr(extension, _NAME, None):
            quick = _quick(get())
            setattr(extension, _NAME, lambda quick=quick: quick)


class _WithoutRules:
    """A style of Pygments with the same attributes, but no rules."""

    def __init__(self, style: Any):
        self._style = style

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._style, name)


@cache
def _without_rules(name: str) -> _WithoutRules | None:
    """A style by its name; `None` if there is no such style, or no Pygments."""
    try:
        return _WithoutRules(import_module("pygments.styles").get_style_by_name(name))
    except (ImportError, ValueError):  # Pygments' error is a `ValueError`
        return None


@cache
def _quick(highlighter: type[Any]) -> type[Any]:
    lexers: dict[tuple[Any, ...], tuple[type[Any], str]] = {}

    class Quick(highlighter):  # type: ignore[misc]
        """A `Highlight` of pymdownx."""

        def __init__(self, *args: Any, **settings: Any):
            super().__init__(*args, **settings)
            style: object = self.pygments_style
            if not self.noclasses and isinstance(style, str):
                self.pygments_style: object = _without_rules(style) or style

        def get_lexer(
            self,
            src: str,
            language: str,
            inline: bool,
            stripnl: bool,
        ) -> tuple[Any, str]:
            """A new lexer and its name. Guesses and options of languages are left to pymdownx."""
            if self.guess_lang or self.extend_pygments_lang:
                return super().get_lexer(src, language, inline, stripnl)  # type: ignore[no-any-return]
            key = language, self.default_lang
            if key not in lexers:
                lexer, name = super().get_lexer(src, language, inline, stripnl)
                lexers[key] = type(lexer), name
            kind, name = lexers[key]
            return kind(stripnl=stripnl), name

    return Quick
