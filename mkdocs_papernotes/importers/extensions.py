"""Markdown extensions that a new site needs beyond those of every new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module

_EXTENSION_NAMES = """
    abbr admonition attr_list def_list fenced_code footnotes md_in_html meta nl2br tables toc extra
    mdx_math sane_lists smarty codehilite pymdownx.arithmatex pymdownx.betterem
    pymdownx.blocks.caption
    pymdownx.caret pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.inlinehilite
    pymdownx.keys pymdownx.magiclink pymdownx.mark pymdownx.quotes pymdownx.superfences
    pymdownx.tabbed pymdownx.tasklist pymdownx.tilde pymdownx.extra
"""
KNOWN_EXTENSIONS = frozenset(_EXTENSION_NAMES.split())
"""Extensions that the new site has, or gets if a text needs them."""
_EMOJI = re.compile(r"(?<![\w:]):(?P<name>[a-z+-][a-z0-9_+-]*):(?![\w:])")
_ADDRESS = re.compile(r"(?<![\w(\[<\"'=/:])https?://[\w.-]+\.\w")
_TABS = re.compile(r"^[ \t>]*===[!+]{0,2} \"", re.MULTILINE)
_ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\]\n]+\]:", re.MULTILINE)
_NEEDED: tuple[tuple[re.Pattern[str], str], ...] = (
    (_ABBREVIATION, "- abbr"),
    (re.compile(r"~~[^\s~]"), "- pymdownx.tilde"),
    (re.compile(r"(?<!=)==[^\s=](?:[^=\n]{0,200}[^\s=])?==(?!=)"), "- pymdownx.mark"),
    (re.compile(r"\^\^[^\s^]"), "- pymdownx.caret"),
    (re.compile(r"(?<!\+)\+\+[a-z][a-z0-9+-]{0,40}\+\+(?!\+)"), "- pymdownx.keys"),
    (_TABS, "- pymdownx.tabbed: {alternate_style: true}"),
    (_ADDRESS, "- pymdownx.magiclink # addresses without brackets are links"),
)
_EMOJI_LINES = (
    "- pymdownx.emoji: # as characters, without pictures of another host",
    "    emoji_index: !!python/name:pymdownx.emoji.gemoji",
    "    emoji_generator: !!python/name:pymdownx.emoji.to_alt",
)
_ICON = re.compile(r":(?:material|octicons|fontawesome|simple)-[a-z0-9-]{1,80}:")
_ICON_LINES = (
    "- pymdownx.emoji: # icons and emoji as Material has them, without pictures of another host",
    "    emoji_index: !!python/name:material.extensions.emoji.twemoji",
    "    emoji_generator: !!python/name:material.extensions.emoji.to_svg",
)


def extension_lines(
    texts: Iterable[str], needed: Iterable[str] = (), *, breaks: bool
) -> tuple[str, ...]:
    """Lines for `markdown_extensions`, for what occurs in the texts, which are without code.

    `needed` are the names of extensions that are needed in any case.
    """
    names = set(needed)
    found = {f"- {name}": None for name in names}
    if breaks:
        found["- nl2br # line breaks are shown"] = None
    left = {pattern: line for pattern, line in _NEEDED if line.split()[1].rstrip(":") not in names}
    is_emoji = _known_emoji()
    has_emoji = has_icon = False
    for text in texts:
        if not left and has_icon:
            break
        has_icon = has_icon or bool(_ICON.search(text))
        for pattern in [pattern for pattern in left if pattern.search(text)]:
            found[left.pop(pattern)] = None
        if not has_emoji:
            has_emoji = any(is_emoji(match["name"]) for match in _EMOJI.finditer(text))
    emoji = _ICON_LINES if has_icon else _EMOJI_LINES if has_emoji else ()
    return (*sorted(found), *emoji)


def _known_emoji() -> Callable[[str], bool]:
    """Whether a name is one of GitHub's for a character."""
    gemoji = import_module("pymdownx.gemoji_db")
    names = {*gemoji.emoji, *gemoji.aliases}
    return lambda name: f":{name}:" in names
