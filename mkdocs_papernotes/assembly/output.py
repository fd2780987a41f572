"""Outputs: everything that a site writes, each at an address of its own and with one owner."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_papernotes.addresses import dest_of
from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True, eq=False)
class Output:
    """A file of the site.

    Its content is computed when it is written. That of a page needs rendered text, which the
    program that builds the site provides, so a page has none here.
    """

    address: str
    """Below the site's root, percent-encoded; that of a folder ends in a slash."""
    owner: str
    """What it belongs to, for a message: the source of a page, or a few words."""
    source: str = ""
    """The file of the docs folder that it comes from, if it comes from one."""
    content: Callable[[], str] | None = None
    overridable: bool = False
    """Whether a file of the author's at its address takes its place, with a warning."""

    @property
    def path(self) -> str:
        """The file that it is written to, below the site's folder."""
        return dest_of(self.address)


@dataclass(frozen=True)
class OutputRegister:
    """Who writes to which address: each has one owner, known before anything is written."""

    outputs: tuple[Output, ...]
    """Those that are to be written."""
    problems: tuple[Problem, ...]


def register_outputs(outputs: Iterable[Output], author_files: Iterable[Output]) -> OutputRegister:
    """Give each address to one owner, and name both where two of them claim it.

    `others` are the author's other pages and files, which are not ours to write. Addresses that
    differ only in case or in the form of their accents are one file on Windows and macOS.
    """
    claims: dict[str, list[Output]] = defaultdict(list)
    for output in outputs:
        claims[_folded(output.path)].append(output)
    for other in author_files:
        if (folded := _folded(other.path)) in claims:
            claims[folded].append(other)
    problems: list[Problem] = []
    left_out: set[Output] = set()
    for claimed in claims.values():
        if len(claimed) > 1:
            first, *rest = sorted(claimed, key=_precedence)
            problems += (_contested(first, other) for other in rest)
            left_out |= {other for other in rest if other.overridable and other.path == first.path}
    standing = (output for claimed in claims.values() for output in claimed[:1])
    return OutputRegister(
        tuple(output for output in standing if output not in left_out), tuple(problems)
    )


def _precedence(output: Output) -> tuple[bool, bool, str]:
    return output.overridable, not output.source, output.owner


def _contested(first: Output, other: Output) -> Problem:
    values = {"address": other.address, "first": first.address, "other": other.owner}
    values["owner"] = first.owner
    if other.path != first.path:
        return Problem("address-differs-in-case", first.source, values=values)
    name = "file-at-output" if other.overridable else "same-address"
    return Problem(name, first.source, values=values)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def write_outputs(outputs: Iterable[Output], site_dir: Path) -> Iterator[Problem]:
    """Write all outputs that have content; where a file is by then, it stays, with a problem."""
    made: set[Path] = set()
    for output in outputs:
        if output.content is None:
            continue
        path = site_dir / output.path
        if path.exists():
            values = {"output": output.address, "owner": output.owner}
            yield Problem("output-taken", output.path, values=values)
            continue
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(output.content().encode("utf-8"))


def find_missing(outputs: Iterable[Output], site_dir: Path) -> Iterator[Problem]:
    """One problem for each page that should have been written and was not."""
    for output in outputs:
        if output.content is None and not (site_dir / output.path).is_file():
            values = {"address": output.address, "owner": output.owner}
            yield Problem("page-not-written", output.source, values=values)
