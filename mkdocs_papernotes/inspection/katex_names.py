"""What KaTeX knows of TeX, by the version that comes with the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class KatexNames:
    """The names that one version of KaTeX knows."""

    version: str
    environments: frozenset[str]
    commands: frozenset[str]
    """Without the backslash."""


@cache
def katex_names() -> KatexNames:
    """The names known to the KaTeX that comes with the package."""
    text = files(__package__).joinpath("katex_names.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    version, environments, commands = lines
    return KatexNames(
        version.removeprefix("KaTeX "),
        frozenset(environments.split()),
        frozenset((*commands.split(), " ", "\n")),
    )
