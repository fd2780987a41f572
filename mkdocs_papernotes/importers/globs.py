"""Patterns for paths, as the settings `skip_render`, `include` and `exclude` have them."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 400
"""Letters of a pattern; a longer one matches nothing."""


def matches_any(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path matches one of the patterns."""
    return any(matches(path, pattern) for pattern in patterns)


def matches(path: str, pattern: str) -> bool:
    """Whether a path matches a pattern: `*` and `?` stay in a folder, `**` does not.

    Braces hold alternatives without commas in them, `!` turns the pattern round
    (https://github.com/micromatch/micromatch).
    """
    if len(pattern) > _MOST:
        return False
    if pattern.startswith("!"):
        return not matches(path, pattern[1:])
    options = _alternatives(pattern)
    return any(_fits(path.split("/"), option.split("/")) for option in options)


def _alternatives(pattern: str) -> list[str]:
    """The patterns that one with braces stands for."""
    found, rest = [""], pattern
    while "{" in rest and "}" in rest[rest.index("{") :] and len(found) < 64:
        before, _, rest = rest.partition("{")
        inner, _, rest = rest.partition("}")
        found = [f"{each}{before}{option}" for each in found for option in inner.split(",")]
    return [f"{each}{rest}" for each in found]


def _fits(names: list[str], pattern: list[str]) -> bool:
    """Whether the parts of a path fit those of a pattern: each row says after how many they do."""
    row = [True] + [False] * len(names)
    for part in pattern:
        if part == "**":
            first = row.index(True) if True in row else len(row)
            row = [place >= first for place in range(len(row))]
        else:
            row = [False] + [
                fit and _name_fits(name, part) for fit, name in zip(row, names, strict=False)
            ]
    return row[-1]


def _name_fits(name: str, pattern: str) -> bool:
    row = [True] + [False] * len(name)
    for mark in pattern:
        if mark == "*":
            first = row.index(True) if True in row else len(row)
            row = [place >= first for place in range(len(row))]
        else:
            row = [False] + [
                fit and mark in {letter, "?"} for fit, letter in zip(row, name, strict=False)
            ]
    return row[-1]
