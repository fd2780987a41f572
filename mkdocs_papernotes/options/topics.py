"""The options of the pages of terms, `topics`."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

from mkdocs_papernotes.options import values
from mkdocs_papernotes.options.option import Option
from mkdocs_papernotes.options.settings import (
    BY_NAME,
    LEAST_NOTES,
    ON_BY_DEFAULT,
    TERM_KINDS,
    KindSettings,
    ListSettings,
    TopicSettings,
)

_LANGUAGES = values.one_of("all", "current", "paired")
_EXCERPT = values.several_of("marker", "description", "auto")
_LIST = ("per_page", "languages", "excerpt")
"""The options of lists that a kind has from `topics` unless it says otherwise."""


def _kind(name: str) -> Option:
    order = "name" if name in BY_NAME else "count"
    options = (
        Option("path", None, values.unless_missing(values.folder)),
        Option("title", {}, values.sentences),
        Option("order", order, values.one_of("count", "name")),
        Option("min_notes", LEAST_NOTES.get(name, 1), values.count),
        Option("per_page", None, values.unless_missing(values.count)),
        Option("languages", None, values.unless_missing(_LANGUAGES)),
        Option("excerpt", None, values.unless_missing(_EXCERPT)),
    )
    return Option(name, None, options=options)


TOPICS = Option(
    "topics",
    True,
    options=(
        Option("path", "topics", values.folder),
        Option("title", {}, values.sentences),
        Option("empty", False, values.boolean),
        Option("kinds", ON_BY_DEFAULT, values.several_of(*TERM_KINDS)),
        Option("per_page", 12, values.count),
        Option("languages", "paired", _LANGUAGES),
        Option("excerpt", ("description", "marker", "auto"), _EXCERPT),
        *map(_kind, TERM_KINDS),
    ),
)


def topics_of(checked: Mapping[str, Any]) -> TopicSettings:
    """The settings made from the checked values of `topics`.

    The kinds that are on are those in `kinds`, then those with options of their own.
    """
    named = checked["kinds"]
    also = (name for name in TERM_KINDS if checked[name] and name not in named)
    kinds = {
        name: _settings(name, checked[name], checked)
        for name in (*named, *also)
        if checked[name] is not None
    }
    return TopicSettings(checked["path"], checked["title"], kinds, checked["empty"])


def _settings(name: str, own: Mapping[str, Any], common: Mapping[str, Any]) -> KindSettings:
    shared = {key: own.get(key) or common[key] for key in _LIST}
    path = own.get("path")
    if path is None:
        path = posixpath.join(common["path"], name.replace("_", "-"))
    return KindSettings(
        ListSettings(path, **shared),
        own.get("title", {}),
        own.get("order", "name" if name in BY_NAME else "count"),
        own.get("min_notes", LEAST_NOTES.get(name, 1)),
    )
