"""The catalogue of messages: `en.yml` beside this module, and other languages where there are any.

An entry has the message's `code`, which never changes or passes to another message, its
`severity`, a `summary` of a few words for several problems of the kind, the `message` and the
`remedy`, which may be missing. Names in braces are filled in. Three values need no braces:

- `near`, a word that the author may have meant: the remedy is to ask for it. If it is empty, the
  entry's own remedy is given.
- `item`, the parts of a place inside a list, such as `["author 2 (Jimmy Ba)", "orcid"]`: stands
  before the message.
- `lost`, keys that have no effect until then: the remedy ends with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from mkdocs_papernotes.text import one_line, shortened

Severity = Literal["error", "warning", "info"]

_NEAR, _LOST = "did-you-mean", "left-out"


@dataclass(frozen=True)
class Message:
    """What there is to say of one kind of problem, in one language."""

    code: str
    severity: Severity
    summary: str
    message: str
    remedy: str
    near: str
    """The remedy where `near` says what may have been meant."""
    lost: str
    """The end of the remedy where `lost` says which keys have no effect."""

    def message_with(self, values: Mapping[str, object]) -> str:
        """The message, filled in."""
        printed = _printed(values)
        message = self.message.format_map(printed)
        return f"{printed['item']}: {message}" if printed.get("item") else message

    def remedy_with(self, values: Mapping[str, object]) -> str:
        """The remedy, filled in; what to write instead where that is known."""
        remedy = self.near if values.get("near") else self.remedy
        remedy += self.lost if values.get("lost") else ""
        return remedy.format_map(_printed(values))


def message_of(name: str, language: str = "en") -> Message:
    """The message of that name; raises `KeyError` for names that the catalogue lacks."""
    return messages(language)[name]


@cache
def messages(language: str = "en") -> Mapping[str, Message]:
    """All messages of a language by name, in the order of the catalogue."""
    entries = _entries(language)
    near, lost = entries.pop(_NEAR), entries.pop(_LOST)
    return {
        name: Message(
            code=entry["code"],
            severity=entry["severity"],
            summary=entry["summary"],
            message=entry["message"],
            remedy=entry.get("remedy", ""),
            near=near,
            lost=lost,
        )
        for name, entry in entries.items()
    }


def _entries(language: str) -> dict[str, Any]:
    text = (files("mkdocs_papernotes") / "problems" / f"{language}.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def _printed(values: Mapping[str, object]) -> dict[str, str]:
    return {name: _text(value) for name, value in values.items()}


def _text(value: object) -> str:
    """A value on one line: a long text is cut; a list of names is joined by commas, uncut."""
    if isinstance(value, (list, tuple)):
        return ", ".join(one_line(str(item)) for item in value)
    try:
        return shortened(one_line(str(value)))
    except ValueError:  # a number with more digits than Python writes
        return "…"
