"""Keys of results: a digest of everything that a result depends on."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, tzinfo
from functools import cache, lru_cache, partial
from hashlib import sha256
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

_SIZE = 20

Unknown = Callable[[object], str]
"""Describes a value of a type that `described` does not know; raises `UnknownValueError`."""


_PLAIN = {str, type(None), bool, int, float, bytes}
_CONTAINERS = {list, tuple, dict}
_DATES = {date, datetime}


class UnknownValueError(TypeError):
    """A value that has no description from which it could be told from any other."""


def _unknown(value: object) -> str:
    raise UnknownValueError(f"{type(value).__module__}.{type(value).__qualname__}")


def digest(*parts: str | bytes) -> bytes:
    """The key of a result that depends on `parts`: 20 bytes."""
    data = [
        part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts
    ]
    sizes = ",".join([str(len(part)) for part in data])  # tell where each part ends
    # most processors have instructions for it; without them BLAKE2 would take less time
    return sha256(b"".join([sizes.encode(), b":", *data])).digest()[:_SIZE]


@lru_cache(maxsize=4)
def text_digest(text: str) -> bytes:
    """The digest of a long text, on which several results depend one after the other."""
    return digest(text)


def described(value: object, unknown: Unknown = _unknown) -> str:
    """A text that is the same for equal values, and differs for others, in every process.

    The order of a mapping counts, as that of a list does; that of a set does not. A class or a
    function is described by its name, a dataclass by its fields.
    """
    parts: list[str] = []
    _describe(value, parts.append, unknown, ())
    return "".join(parts)


def _describe(
    value: object, add: Callable[[str], None], unknown: Unknown, within: tuple[int, ...]
) -> None:
    kind: Any = type(value)
    if told := _plain(value, kind):
        add(told)
    elif isinstance(value, str):
        add(repr(str(value)))
    elif isinstance(value, (int, float, bytes)):
        add(repr(value))
    elif id(value) in within:  # an alias of YAML that contains itself
        add(f"^{len(within) - within.index(id(value))}")
    elif isinstance(value, (list, tuple)):
        _all("[" if isinstance(value, list) else "(", value, add, unknown, (*within, id(value)))
    elif (names := _field_names(kind)) is not None:
        add(kind.__qualname__)
        content = (getattr(value, name) for name in names)
        _all("(", content, add, unknown, (*within, id(value)))
    elif isinstance(value, (dict, Mapping)):
        items = ((key, value[key]) for key in value)
        _all("{", (part for item in items for part in item), add, unknown, (*within, id(value)))
    elif isinstance(value, partial):
        _all("%", (value.func, value.args, value.keywords), add, unknown, (*within, id(value)))
    elif isinstance(value, (set, frozenset)):
        add("<" + " ".join(sorted(described(item, unknown) for item in value)) + ">")
    else:
        add(_simple(value) or unknown(value))


def _plain(value: Any, kind: Any) -> str:
    """A plain value, or a container of such values and of dates only; empty for any other.

    Most values are plain, and described in a tenth of the time.
    """
    if kind in _PLAIN:
        return repr(value)
    if kind in _CONTAINERS:
        with suppress(ValueError):  # another value is in it
            return _marshalled(value)
        with suppress(ValueError, RecursionError):
            return _marshalled(_without_dates(value))
    return ""


def _marshalled(value: Any) -> str:
    # version 0 knows no references, which the same values may have or not; it sorts sets from
    # Python 3.11 on, and before that such a value is not found again
    return marshal.dumps(value, 0).decode("latin-1")


def _without_dates(value: Any) -> Any:
    """A value of front matter, with something in place of its dates that `marshal` can write."""
    kind = type(value)
    if kind is list:
        return [item if type(item) in _PLAIN else _without_dates(item) for item in value]
    if kind is dict:
        return {
            key: item if type(item) in _PLAIN else _without_dates(item)
            for key, item in value.items()
        }
    return (..., repr(value)) if kind in _DATES else value


def _all(
    opening: str,
    values: Iterable[object],
    add: Callable[[str], None],
    unknown: Unknown,
    within: tuple[int, ...],
) -> None:
    add(opening)
    for value in values:
        _describe(value, add, unknown, within)
        add(" ")
    add(opening)


@cache
def _field_names(kind: Any) -> tuple[str, ...] | None:
    """The names of the fields of a dataclass; `None` for any other type."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else None


def _simple(value: object) -> str:
    if isinstance(value, (date, time, tzinfo, PurePath)):
        return f"{type(value).__name__} {value!r}"
    if isinstance(value, (type, FunctionType, BuiltinFunctionType, MethodType)):
        name = f"{value.__module__}.{value.__qualname__}"
        return "" if "<" in name else name  # a lambda could be any
    return ""
