"""Python-Markdown's extensions and their settings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import markdown


@dataclass(frozen=True)
class MarkdownOptions:
    """Python-Markdown's extensions and their settings."""

    extensions: Sequence[Any] = ()
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def new_markdown(options: MarkdownOptions) -> markdown.Markdown:
    """A converter with the extensions of a site."""
    return markdown.Markdown(
        extensions=list(options.extensions),
        extension_configs={name: dict(value) for name, value in options.extension_configs.items()},
    )


def options_key(options: MarkdownOptions) -> str:
    """Options as JSON, the same in every process; functions and classes stand by their names.

    Objects of other types stand by the names of their types, so two that differ may have one key:
    a cache may use it for options that `purity` knows.
    """
    plain = [list(map(_plain, options.extensions)), _plain(options.extension_configs)]
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def _plain(value: object) -> object:
    """A value as JSON can hold it."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return list(map(_plain, value))
    if isinstance(value, partial):
        parts = qualified_name(value.func), _plain(value.args), _plain(value.keywords)
        return dict(zip(("partial", "args", "keywords"), parts, strict=True))
    return {"python" if hasattr(value, "__qualname__") else "object": qualified_name(value)}


def qualified_name(value: object) -> str:
    """The module and name of a function or class, or of the class of any other object."""
    named = value if hasattr(value, "__qualname__") else type(value)
    return f"{named.__module__}.{named.__qualname__}"
