"""Checks of the values in a directive, which are read as texts and lists of texts.

Each returns the checked value, or raises `BadValueError`.
"""

from __future__ import annotations

import re
import unicodedata

from mkdocs_papernotes.options.option import Check
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.text import nearest

_NUMBER = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"[0-9]{4}")


def number(least: int) -> Check:
    """A check for a whole number, `least` or more."""

    def check(value: object) -> int:
        if isinstance(value, str) and _NUMBER.fullmatch(value) and int(value) >= least:
            return int(value)
        raise BadValueError("list-number", given=shown(value), least=least)

    return check


def limit(value: object) -> int | None:
    """A whole number, 1 or more; `None` for `all`."""
    return None if value == "all" else int(number(1)(value))


def one_of(*choices: str) -> Check:
    """A check for one of some words."""

    def check(value: object) -> str:
        word = value if isinstance(value, str) else ""
        if word not in choices:
            raise _not_known(shown(value), choices)
        return word

    return check


def names(value: object) -> tuple[str, ...]:
    """A text or a list of texts, without those that are empty."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) for item in items):
        raise BadValueError("list-names", given=shown(value))
    return tuple(item.strip() for item in items if item.strip())


def several_of(*choices: str) -> Check:
    """A check for one or several of some words, whatever their case, with spaces or hyphens."""

    def check(value: object) -> tuple[str, ...]:
        found = tuple("-".join(name.lower().replace("_", " ").split()) for name in names(value))
        for word, name in zip(found, names(value), strict=True):
            if word not in choices:
                raise _not_known(name, choices)
        return found

    return check


def years(value: object) -> tuple[str, ...]:
    """One or several years."""
    found = tuple(unicodedata.normalize("NFKC", name) for name in names(value))
    for year in found:
        if not _YEAR.fullmatch(year):
            raise BadValueError("list-year", given=year)
    return found


def _not_known(given: str, choices: tuple[str, ...]) -> BadValueError:
    near = nearest(given, choices)
    return BadValueError("list-choice", given=given, known=choices, near=near)


def shown(value: object) -> str:
    """A value as a message quotes it."""
    return value if isinstance(value, str) else str(value).replace("'", "")
