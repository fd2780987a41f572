"""One option of `mkdocs.yml`: its name, its default, and what it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class OptionError(ValueError):
    """Says what is wrong with the value of an option."""


Check = Callable[[object], Any]
"""Takes a value as YAML gives it and returns the one that counts; raises `OptionError`."""


@dataclass(frozen=True)
class Option:
    """An option, or a group of options that `false` turns off."""

    name: str
    default: object
    check: Check | None = None
    options: tuple[Option, ...] = ()
    """The options of a group."""

    def read(self, value: object) -> Any:
        """The value that counts: of a group a mapping, or `None` for one that is turned off.

        Raises `OptionError`.
        """
        if self.check is not None:
            return self.check(self.default if value is None else value)
        if value is False:
            return None
        if value is True or value is None:
            value = {}
        if not isinstance(value, dict):
            raise OptionError(f"expected options or false, got {value!r}")
        found = read_options(self.options, value)
        for name, message in found.errors:
            raise OptionError(f"{name}: {message}")
        return found.values

    def unknown(self, value: object) -> Iterator[str]:
        """Names that stand in a group and are not options of it."""
        if self.options and isinstance(value, dict):
            known = {option.name for option in self.options}
            yield from (str(name) for name in value if name not in known)


@dataclass(frozen=True)
class Read:
    """Options as read: the values that count, and what is wrong, by the option's dotted name."""

    values: Mapping[str, Any]
    errors: Sequence[tuple[str, str]]
    """An option that is wrong has its default in `values`."""
    unknown: Sequence[str]
    """Dotted names of options that do not exist."""


def read_options(options: Sequence[Option], given: Mapping[Any, object]) -> Read:
    """Read what a mapping says of `options`."""
    values: dict[str, Any] = {}
    errors: list[tuple[str, str]] = []
    known = {option.name for option in options}
    unknown = [str(name) for name in given if name not in known]
    for option in options:
        value = given.get(option.name)
        try:
            values[option.name] = option.read(value)
        except OptionError as error:
            errors.append((option.name, str(error)))
            values[option.name] = option.read(None)
        unknown += [f"{option.name}.{name}" for name in option.unknown(value)]
    return Read(values, errors, unknown)
