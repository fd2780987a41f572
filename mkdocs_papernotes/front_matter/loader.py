"""The loader for YAML: PyYAML's safe one, in C if it is installed, which raises less often."""

from __future__ import annotations

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # pragma: no cover
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_LONGEST_NUMBER = 400
"""Digits of a number; what is longer is kept as text, for Python prints no more than 4,300."""


class Loader(_SafeLoader):
    """A safe loader that keeps impossible dates and numbers as text, to be reported later."""


def _timestamp(loader: Any, node: yaml.ScalarNode) -> Any:
    try:
        return yaml.SafeLoader.construct_yaml_timestamp(loader, node)
    except (ValueError, OverflowError):
        return node.value


def _integer(loader: Any, node: yaml.ScalarNode) -> Any:
    if len(node.value) > _LONGEST_NUMBER:
        return node.value
    return yaml.SafeLoader.construct_yaml_int(loader, node)


Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)
Loader.add_constructor("tag:yaml.org,2002:int", _integer)
