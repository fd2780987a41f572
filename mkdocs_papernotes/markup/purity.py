"""Which Markdown extensions give the same HTML for the same text, whenever and wherever it is.

Extensions that are not in the lists here may do so, too, but nobody has looked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from types import FunctionType

from markdown.util import get_installed_extensions

from mkdocs_papernotes.markup import line_breaks, titles
from mkdocs_papernotes.markup.extensions import MarkdownOptions, qualified_name

_MARKDOWN = (
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
    "smarty", "tables", "toc", "wikilinks",
)  # fmt: skip
_PYMDOWNX = (
    "arithmatex", "betterem", "blocks.admonition", "blocks.caption", "blocks.definition",
    "blocks.details", "blocks.html", "blocks.tab", "bracketspan", "caret", "critic", "details",
    "emoji", "escapeall", "extra", "fancylists", "highlight", "inlinehilite", "keys", "magiclink",
    "mark", "progressbar", "quotes", "saneheaders", "smartsymbols", "striphtml", "superfences",
    "tabbed", "tasklist", "tilde",
)  # fmt: skip
_PURE = frozenset(
    (
        *(f"markdown.extensions.{name}" for name in _MARKDOWN),
        *(f"pymdownx.{name}" for name in _PYMDOWNX),
        titles.NAME,
        line_breaks.NAME,
    )
)
_REUSABLE = _PURE | {"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"}
"""They read files, or the addresses of links; but nothing of one text is left for the next one."""
_KNOWN_CODE = ("markdown.", "pymdownx.", "material.extensions.emoji.")
_READS_FILES = "custom_icons"
_COUNTS_TEXTS = "UNIQUE_IDS"
"""With this option of `footnotes`, ids contain how many texts have been converted."""


def known_pure(options: MarkdownOptions) -> str:
    """The first extension or option whose HTML may depend on more than the text; empty if none."""
    return next(_unknown(options, _PURE, _READS_FILES), "")


def survives_reset(options: MarkdownOptions) -> bool:
    """Whether a `Markdown` object can be used for one text after another."""
    return not any(_unknown(options, _REUSABLE, _COUNTS_TEXTS))


def _unknown(options: MarkdownOptions, known: frozenset[str], unwanted: str) -> Iterator[str]:
    """Extensions that are not in `known`, and options that are `unwanted` or not plain values."""
    for extension in options.extensions:
        if not isinstance(extension, str):
            yield qualified_name(extension)
        elif _module(extension) not in known:
            yield extension
    for name, settings in options.extension_configs.items():
        yield from (f"{name}: {path}" for path in _odd_settings(settings, unwanted))


@cache
def _module(extension: str) -> str:
    """The module of an extension, which may be called by the name of an entry point."""
    installed = (point.value for point in get_installed_extensions() if point.name == extension)
    return str(next(installed, extension)).split(":")[0]


def _odd_settings(settings: Mapping[str, object], unwanted: str) -> Iterator[str]:
    for name, value in settings.items():
        if (name == unwanted and value) or not _is_plain(value, unwanted):
            yield str(name)


def _is_plain(value: object, unwanted: str) -> bool:
    """Whether a setting consists of texts, numbers and functions that are known."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return True
    if isinstance(value, Mapping):
        return not any(_odd_settings(value, unwanted))
    if isinstance(value, (list, tuple)):
        return all(_is_plain(item, unwanted) for item in value)
    if isinstance(value, partial):
        return _is_plain([value.func, value.args, value.keywords], unwanted)
    return _is_known_code(value)


def _is_known_code(value: object) -> bool:
    """Whether a value is a function or class that its name alone tells from all others."""
    if not isinstance(value, (FunctionType, type)) or "<" in value.__qualname__:
        return False
    return qualified_name(value).startswith(_KNOWN_CODE)
