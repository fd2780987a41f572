"""One option of `mkdocs.yml`: its name, its default, and what it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mkdocs_papernotes.problems.bad_value import BadValueError

Check = Callable[[object], Any]
"""Takes a value as YAML gives it and returns the one that counts; raises `BadValueError`."""


@dataclass(frozen=True)
class Option:
    """An option, or a group of options that `false` turns off."""

    name: str
    default: object
    check: Check | None = None
    """`None` for a group."""
    options: tuple[Option, ...] = ()
    """The options of a group."""


@dataclass(frozen=True)
class ReadOptions:
    """Options as read; each is named by its dotted name, such as `archive.per_page`."""

    values: dict[str, Any] = field(default_factory=dict)
    """The values that count; of a group a mapping, or `None` for one that is turned off. An option
    that is wrong has its default."""
    errors: list[tuple[str, BadValueError]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Names that are given and are not options."""


def read_options(
    options: Sequence[Option], given: Mapping[Any, object], prefix: str = ""
) -> ReadOptions:
    """Read what a mapping says of `options`."""
    read = ReadOptions()
    known = {option.name for option in options}
    read.unknown.extend(f"{prefix}{name}" for name in given if name not in known)
    for option in options:
        value = given.get(option.name)
        try:
            if option.check is None:
                _read_group(option, value, prefix, read)
            else:
                read.values[option.name] = option.check(option.default if value is None else value)
        except BadValueError as error:
            read.errors.append((f"{prefix}{option.name}", error))
            read.values[option.name] = default_of(option)
    return read


def default_of(option: Option) -> Any:
    """The value that counts where nothing is given."""
    if option.check is not None:
        return option.check(option.default)
    return {inner.name: default_of(inner) for inner in option.options}


def _read_group(option: Option, value: object, prefix: str, read: ReadOptions) -> None:
    if value is False:
        read.values[option.name] = None
        return
    if value is True or value is None:
        value = {}
    if not isinstance(value, dict):
        raise BadValueError("option-switch", given=repr(value))
    inner = read_options(option.options, value, f"{prefix}{option.name}.")
    read.values[option.name] = inner.values
    read.errors.extend(inner.errors)
    read.unknown.extend(inner.unknown)
