"""Languages in the names of files and folders: `en/adam.md`, `adam.en.md`, `adam-en.md`."""

from __future__ import annotations

import re
from collections.abc import Collection

from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.languages import language_tag

_TAG = r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?"
_FOLDER = re.compile(rf"(?P<tag>{_TAG})/(?P<name>.+)")
_END = re.compile(rf"(?P<name>.+)(?P<mark>[._-])(?P<tag>{_TAG})\Z", re.DOTALL)
_COMMON = frozenset({"en", "zh", "zh-Hant", "ja"})


def language_in(
    path: str, configuration: Configuration, others: Collection[str]
) -> tuple[str, str]:
    """The tag of the language that a path without extension names, and the path without it.

    It is the first folder (the setting `i18n_dir`), or stands at the end behind a dot, or behind a
    hyphen if there is a file without that ending among `others`. Without one, the tag is that of
    the configuration's file, or empty.
    """
    known = {language_tag(each) for each in configuration.languages} | _COMMON
    folder, end = _FOLDER.fullmatch(path), _END.fullmatch(path)
    if end and end["mark"] != "." and end["name"] not in others:
        end = None
    for match in filter(None, (folder, end)):
        if (tag := language_tag(match["tag"])) in known:
            return tag, match["name"]
    return configuration.lang, path
