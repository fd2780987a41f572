"""Values as YAML, in the style of front matter that people write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

_SPECIAL = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\xa0\\u2028\\u2029\\ufeff]")
"""Characters that are written as escapes, so that no program takes them for something else."""
_KEY = re.compile(r"[a-z0-9_-]{1,20}")
"""A short name, such as that of an author; lists of few of them stand in brackets, too."""
_INLINE = ("affiliations", "categories", "tags")
"""Keys whose lists are short and stand in brackets."""


class _Quoted(str):
    """A text in double quotes."""


class _Inline(list[Any]):
    """A list in brackets."""


class _Dumper(yaml.SafeDumper):
    """Indents lists, writes short lists in brackets, and quotes arXiv ids."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_quoted = isinstance(text, _Quoted) or _SPECIAL.search(text)
    style = '"' if is_quoted else "|" if "\n" in text.strip("\n") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Quoted, _text)
_Dumper.add_representer(
    _Inline,
    lambda dumper, items: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", items, flow_style=True
    ),
)


def dumped(values: Mapping[str, Any]) -> list[str]:
    """A mapping as lines of YAML, with one key after the other."""
    return _dump(_marked(values), flow=False).rstrip("\n").split("\n")


def dumped_value(key: str, value: object) -> tuple[str, list[str]]:
    """What stands behind the colon of `key`, and the lines below it, without indentation.

    The first is a text such as ` 2026-04-16`, empty for a list or a mapping on lines of its own.
    """
    first, *others = _dump({"k": _marked(value, key)}, flow=False).rstrip("\n").split("\n")
    return first.removeprefix("k:"), others


def dumped_key(key: str) -> str:
    """A key as YAML, quoted where it has to be."""
    return _dump({key: 0}, flow=False).rstrip("\n").removesuffix(": 0")


def dumped_inline(key: str, value: object) -> str:
    """A value within braces or brackets."""
    return _dump([_marked(value, key)], flow=True).strip("\n")[1:-1]


def _dump(value: object, *, flow: bool) -> str:
    found: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=flow,
        width=float("inf"),
    )
    return found


def _marked(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {name: _marked(item, name) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        items = [_marked(item) for item in value]
        is_plain = not any(isinstance(item, (dict, list)) for item in items)
        are_keys = len(items) < 4 and all(_KEY.fullmatch(str(item)) for item in items)
        return _Inline(items) if is_plain and (key in _INLINE or are_keys) else items
    return _Quoted(value) if key == "arxiv" and isinstance(value, str) else value
