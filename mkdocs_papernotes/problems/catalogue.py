"""The catalogue of messages: `en.yml` beside this module, and a file for each other language.

An entry has a `code`, which never changes and is never reused, a `severity`, a `summary` (a few
words, in the plural), a `message`, and perhaps a `remedy`. Names in braces are placeholders. Four
values of a problem need no placeholder:

- `near`, a word that the author may have meant. If it is not empty, the question whether it was
  meant replaces the remedy.
- `item`, the parts of a place inside a list, such as `["author 2 (Jimmy Ba)", "orcid"]`. It is put
  before the message.
- `held`, the name of a message that says what a line of a block seems to mean, and `held_line`,
  the line. They are added to the message.
- `lost`, the keys that have no effect until the problem is fixed. They are added to the remedy, or
  to the place where several problems share a remedy.

A value is cut to 60 characters when it is printed, unless it is a file or an address of the site.
Control characters are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

from mkdocs_papernotes.text import LONGEST, shortened

# The loader in C takes a tenth of the time; not every installation of PyYAML has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ENTRY = re.compile("^([a-z0-9-]+):", re.MULTILINE)
"""The beginning of an entry in the catalogue."""

Severity = Literal["error", "warning", "info"]

_NEAR, _LOST, _LOST_SEVERAL = "did-you-mean", "left-out", "left-out-several"
_HELD, _HELD_SEVERAL = "held", "held-several"
_COMMON = (_NEAR, _LOST, _LOST_SEVERAL, _HELD, _HELD_SEVERAL)
_PATHS = ("file", "owner", "other", "others", "place", "output", "address", "first", "folders")
"""Placeholders for files and addresses of the site, which are of no use when they are cut."""
_LONGEST = {**dict.fromkeys(_PATHS, 300), "reason": 120, "mapping": 300}
"""How many characters are printed of values that are not cut to 60."""
_MOST_ITEMS = 20


@dataclass(frozen=True)
class Message:
    """The code, the severity and the texts of one kind of problem, in one language."""

    code: str
    severity: Severity
    summary: str
    message: str
    remedy: str
    near: str
    """The remedy for a problem that has a value `near`."""
    lost: str
    """The end of the remedy for a problem that has a value `lost`."""
    lost_several: str
    """The same, behind the place of one of several problems in one line."""
    held: Mapping[str, str]
    """The end of the message for a problem that has a value `held`, by that value."""
    held_several: Mapping[str, str]
    """The sentence for several such problems in one line."""

    def message_with(self, values: Mapping[str, object]) -> str:
        """The message with its placeholders filled in."""
        printed = _as_texts(values)
        message = self.message + self.held.get(printed.get("held", ""), "")
        message = message.format_map(printed)
        return f"{printed['item']}: {message}" if printed.get("item") else message

    def remedy_with(self, values: Mapping[str, object]) -> str:
        """The remedy with its placeholders filled in, or the question whether `near` was meant."""
        lost = self.lost.format_map(_as_texts(values)) if values.get("lost") else ""
        return self.advice_with(values) + lost

    def advice_with(self, values: Mapping[str, object]) -> str:
        """The same without the keys that are ignored."""
        remedy = self.near if values.get("near") else self.remedy
        return remedy.format_map(_as_texts(values))

    def ignored_with(self, values: Mapping[str, object]) -> str:
        """A few words on the keys of `lost`; empty if there are none."""
        return self.lost_several.format_map(_as_texts(values)) if values.get("lost") else ""


def message_of(name: str, language: str = "en") -> Message:
    """The message `name`; raises `KeyError` if the catalogue does not have it.

    Nothing but its own entry is parsed: most builds need few messages.
    """
    return _messages(language, name)[name]


@cache
def messages(language: str = "en") -> Mapping[str, Message]:
    """All messages of a language by name, in the order of the catalogue."""
    return _messages(language, *_texts(language))


@cache
def _messages(language: str, *names: str) -> Mapping[str, Message]:
    """Messages of a language by name."""
    texts = _texts(language)
    wanted = dict.fromkeys((*names, *_COMMON))
    entries = yaml.load("".join(texts[name] for name in wanted), _LOADER)
    common = {name: entries.pop(name) for name in _COMMON}
    return {
        name: Message(
            code=entry["code"],
            severity=entry["severity"],
            summary=entry["summary"],
            message=entry["message"],
            remedy=entry.get("remedy", ""),
            near=common[_NEAR],
            lost=common[_LOST],
            lost_several=common[_LOST_SEVERAL],
            held=common[_HELD],
            held_several=common[_HELD_SEVERAL],
        )
        for name, entry in entries.items()
    }


@cache
def _texts(language: str) -> dict[str, str]:
    """The entries of a language by name, as they are written."""
    text = (files("mkdocs_papernotes") / "problems" / f"{language}.yml").read_text("utf-8")
    _, *parts = _ENTRY.split(text)
    return {name: f"{name}:{rest}" for name, rest in zip(parts[::2], parts[1::2], strict=True)}


def item_of(values: Mapping[str, object]) -> tuple[str, ...]:
    """The parts of the value `item`; empty for a problem that is not in a list."""
    item = values.get("item") or ()
    return tuple(map(str, item)) if isinstance(item, (list, tuple)) else (str(item),)


def _as_texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: _text(value, _LONGEST.get(name, LONGEST)) for name, value in values.items()}


def _text(value: object, longest: int) -> str:
    """A value on one line. Long texts are cut, and so are lists, which are joined by commas."""
    if isinstance(value, (list, tuple)):
        shown = [shortened(str(item), longest) for item in value[:_MOST_ITEMS]]
        more = len(value) - len(shown)
        return ", ".join(shown) + (f" and {more} more" if more else "")
    try:
        return shortened(str(value), longest)
    except ValueError:  # a number with more digits than Python prints
        return "…"
