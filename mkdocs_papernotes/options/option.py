"""Options of `mkdocs.yml`: name, default and check of each, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mkdocs_papernotes.languages.tags import canonical
from mkdocs_papernotes.problems.bad_value import BadValueError

Check = Callable[[object], Any]
"""Takes a value as YAML gives it and returns the checked value, or raises `BadValueError`."""


@dataclass(frozen=True)
class Option:
    """One option, or a group of options that `false` turns off as a whole."""

    name: str
    default: object
    check: Check | None = None
    """`None` for a group. A group with the default `None` is read only if it is given, and is an
    empty mapping otherwise; one with the default `False` is off otherwise."""
    options: tuple[Option, ...] = ()
    """The options of a group."""
    by_language: Check | None = None
    """The check of what a group says under the tags of languages. The checked values by tag are
    the value `""` of the group; a text in place of the group is the one under the tag `""`."""
    whole: Callable[[Mapping[str, Any]], Iterator[tuple[str, BadValueError]]] | None = None
    """What is wrong with the values of a group as a whole, if each is right: errors by the dotted
    names of its options, `""` for the group itself."""


@dataclass(frozen=True)
class ReadOptions:
    """The result of reading options. Names are dotted, such as `archive.per_page`."""

    values: dict[str, Any] = field(default_factory=dict)
    """Checked values by name. A group's value is a mapping, or `None` if the group is turned off.
    An option with a wrong value gets its default."""
    errors: list[tuple[str, BadValueError]] = field(default_factory=list)
    """The dotted name of each option with a wrong value, and the error."""
    unknown: list[str] = field(default_factory=list)
    """Dotted names in the configuration that are not options."""


def read_options(
    options: Sequence[Option], given: Mapping[Any, object], prefix: str = ""
) -> ReadOptions:
    """Read `options` from a mapping; `prefix` is put before their names in errors."""
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
    """The checked default of an option or of a group."""
    if option.check is not None:
        return option.check(option.default)
    if option.default is None or option.default is False:
        return {} if option.default is None else None
    return {inner.name: default_of(inner) for inner in option.options}


def _read_group(option: Option, value: object, prefix: str, read: ReadOptions) -> None:
    if value is False or (value is None and option.default is False):
        read.values[option.name] = None
        return
    if value is None and option.default is None:
        read.values[option.name] = {}
        return
    if value is True or value is None:
        value = {}
    if isinstance(value, str) and option.by_language:
        value = {"": value}
    if not isinstance(value, dict):
        raise BadValueError("option-switch", given=repr(value))
    name = f"{prefix}{option.name}"
    inner = _read_by_language(option, value, f"{name}.")
    if option.whole and not inner.errors:
        wrong = option.whole(inner.values)
        inner.errors.extend((f"{name}.{key}" if key else name, error) for key, error in wrong)
    is_wrong = option.whole is not None and bool(inner.errors)
    read.values[option.name] = default_of(option) if is_wrong else inner.values
    read.errors.extend(inner.errors)
    read.unknown.extend(inner.unknown)


def _read_by_language(option: Option, given: Mapping[Any, object], prefix: str) -> ReadOptions:
    """The options of a group, with what it says under the tags of languages."""
    known = {each.name for each in option.options}
    tags = [name for name in given if option.by_language and _is_tag(name) and name not in known]
    others = {name: value for name, value in given.items() if name not in tags}
    inner = read_options(option.options, others, prefix)
    if option.by_language:
        one = Option("", False, option.by_language)
        found = {tag: read_options((one,), {"": given[tag]}, f"{prefix}{tag}") for tag in tags}
        inner.values[""] = {tag: each.values[""] for tag, each in found.items() if not each.errors}
        for each in found.values():
            inner.errors.extend((name.rstrip("."), error) for name, error in each.errors)
    return inner


def _is_tag(name: object) -> bool:
    return isinstance(name, str) and (not name or bool(canonical(name)))
