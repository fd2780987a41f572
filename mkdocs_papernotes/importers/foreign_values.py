"""Keys of front matter that mean nothing to an importer, and values that several of them read."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.notes.keys import PAGE_KEYS

_OTHERWISE = "it would have another meaning here"


def rest_of(
    values: Mapping[str, object], used: Collection[str], lines: Mapping[str, int], tell: Tell
) -> dict[str, object]:
    """What stays in the front matter under its own name, told key by key.

    `used` are the keys that the importer has made something of, or that have no effect in the new
    site. A key that the new site would read for one of its own is left out; one without a value,
    too.
    """
    kept: dict[str, object] = {}
    for key, value in values.items():
        if key in used or value is None or value == "" or value == [] or value == {}:
            continue
        line = lines.get(key, 1)
        if key in PAGE_KEYS:
            tell("import-key-dropped", line, key, name=key, reason=_OTHERWISE)
        else:
            kept[key] = value
            tell("import-key-kept", line, key, name=key)
    return kept


_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


def flag_of(value: object) -> bool | None:
    """Whether a value means yes; `None` if it cannot be read as either."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def words_of(value: object, *, divide: str = "") -> list[str]:
    """The texts in a list (which may hold lists), or one text; each once and on one line.

    `divide` is what divides a text into several: `,`, or a space for all white space.
    """
    found: list[str] = []
    waiting = [value]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, (list, tuple, set)):
            waiting[:0] = list(each)
        elif isinstance(each, str):
            parts = each.split() if divide == " " else each.split(divide) if divide else [each]
            found += [" ".join(part.split()) for part in parts if part.strip()]
        elif each is not None and not isinstance(each, (bool, Mapping)):
            found.append(str(each))
    return list(dict.fromkeys(found))


def text_of(value: object) -> str:
    """A text or number on one line; empty for any other value."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return " ".join(str(value).split())
    return ""
