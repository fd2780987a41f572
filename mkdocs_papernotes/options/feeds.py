"""The options of feeds, `feeds`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from mkdocs_papernotes.options import values
from mkdocs_papernotes.options.option import Option
from mkdocs_papernotes.options.settings import TERM_KINDS, FeedSettings
from mkdocs_papernotes.problems.bad_value import BadValueError

_XML = (".xml", ".atom", ".rss")
_NAME = re.compile(r"""[^\s.\\/:*?"<>|#%][^\\/:*?"<>|#%\x00-\x1f]{0,100}""")
_ANY = (*_XML, ".json")


def _path(value: object, endings: tuple[str, ...] = _XML) -> str:
    """The path of a file below the folder of each language."""
    path = values.text(value).strip().removeprefix("/")
    folder, name = posixpath.split(path)
    try:
        is_path = values.folder(folder) == folder and bool(_NAME.fullmatch(name))
    except BadValueError:
        is_path = False
    if not is_path or not name.lower().endswith(endings):
        raise BadValueError("option-feed-path", given=value, known=endings)
    return path


def _path_or_false(value: object) -> str:
    return "" if value is False else _path(value)


def _paths(value: object) -> tuple[str, ...]:
    return tuple(_path(item, _ANY) for item in values.texts(value))


FEEDS = Option(
    "feeds",
    True,
    options=(
        Option("path", FeedSettings.path, _path),
        Option("all", FeedSettings.all_path, _path_or_false),
        Option("content", FeedSettings.content, values.one_of("full", "excerpt")),
        Option("count", FeedSettings.count, values.count),
        Option("json", FeedSettings.json, values.boolean),
        Option("terms", FeedSettings.terms, values.several_of(*TERM_KINDS)),
        Option("also_at", FeedSettings.also_at, _paths),
    ),
)


def feeds_of(checked: Mapping[str, Any]) -> FeedSettings:
    """The settings made from the checked values of `feeds`."""
    found = {"all_path" if name == "all" else name: value for name, value in checked.items()}
    return FeedSettings(**found)
