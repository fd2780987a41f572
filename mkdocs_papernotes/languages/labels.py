"""Labels: the words that the plugin shows to readers, in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml

from mkdocs_papernotes.languages.tags import best_match, same_language
from mkdocs_papernotes.problems.bad_value import BadValueError

_NUMBERS: dict[object, str] = {0: "zero", 1: "one"}
_FOLDER = files("mkdocs_papernotes") / "locales"


class Labels:
    """The words of one language: `labels("total", count=116)`, `labels("field.arxiv")`.

    Unknown keys raise `KeyError`.
    """

    def __init__(self, language: str, words: Mapping[str, Any], spoken: str = ""):
        self.language = language
        self.spoken = spoken or language
        """The language of the words, in which dates and names within a sentence are written."""
        self._words = words

    def __call__(self, key: str, /, **values: object) -> str:
        word = self._words[key]
        if isinstance(word, dict):
            word = word.get(_NUMBERS.get(values.get("count"), "other"), word["other"])
        return word.format(**values) if values else str(word)

    def has(self, key: str) -> bool:
        """Whether there is a word for `key`."""
        return key in self._words

    def choice(self, key: str) -> list[dict[str, Any]]:
        """A list of alternatives, such as the words of `cheer` with their thresholds."""
        found: list[dict[str, Any]] = self._words[key]
        return found


Renamed = Mapping[str, Mapping[str, str]]
"""Labels that the author of a site replaced, by language and key."""


def labels_for(language: str, renamed: Renamed | None = None) -> Labels:
    """The labels for a language tag, with those of `renamed` for the same language.

    `zh-TW` gets `locales/zh-Hant.yml`. A language without a file, and a label that a file lacks,
    get the English words.
    """
    own: dict[str, Any] = {}
    for tag in sorted(renamed or {}, key=lambda tag: tag == language):
        if renamed and same_language(tag, language):
            own |= renamed[tag]
    found = _file_for(language)
    return Labels(language, _words_for(found) | own, language if found or own else "en")


@cache
def _file_for(language: str) -> str:
    """The name of the file with the words of a language; empty if there is none."""
    names = [entry.name[:-4] for entry in _FOLDER.iterdir() if entry.name.endswith(".yml")]
    return best_match(language, names) or ""


@cache
def _words_for(found: str) -> dict[str, Any]:
    return _words("en") | _words(found or "en")


def flat_labels(words: Mapping[str, Any]) -> dict[str, Any]:
    """Labels, perhaps nested in a file or in options, by dotted key (`field.arxiv`)."""
    return dict(_flat(words))


def check_label(key: str, word: object) -> None:
    """Raise `BadValueError` if an author's `word` cannot replace the label `key`."""
    known = _words("en")
    if key not in known or isinstance(known[key], list):
        near = next(iter(get_close_matches(key, known, 1)), "")
        raise BadValueError("unknown-label", label=key, near=near)
    variants = word.values() if isinstance(word, Mapping) else [word]
    usual = known[key].values() if isinstance(known[key], Mapping) else [known[key]]
    allowed = {name for text in usual for name in _placeholders(text)}
    for text in variants:
        if not isinstance(text, str):
            raise BadValueError("label-not-text", label=key, given=repr(text))
        try:
            unknown = _placeholders(text) - allowed
        except ValueError as error:
            raise BadValueError("label-braces", label=key, reason=error) from None
        if unknown:
            placeholder = f"{{{min(unknown)}}}"
            if not allowed:
                raise BadValueError(
                    "label-without-placeholders", label=key, placeholder=placeholder
                )
            names = [f"{{{name}}}" for name in sorted(allowed)]
            raise BadValueError(
                "label-placeholder", label=key, placeholder=placeholder, known=names
            )


def _placeholders(text: str) -> set[str]:
    """The names in braces; raises `ValueError` for unclosed braces and for format specifiers."""
    found = set()
    for _, name, form, conversion in Formatter().parse(text):
        if form or conversion:
            raise ValueError(f"{{{name}}} cannot be written in another form")
        if name is not None:
            found.add(name)
    return found


@cache
def _words(name: str) -> dict[str, Any]:
    text = (_FOLDER / f"{name}.yml").read_text("utf-8")
    return dict(_flat(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))))


def _flat(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Labels by dotted key; a mapping with `other` is one label with plural forms."""
    for key, word in words.items():
        if isinstance(word, dict) and "other" not in word:
            yield from _flat(word, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", word
