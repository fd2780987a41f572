"""Outputs: everything that a site writes, each with an address and one owner."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs_papernotes.addresses import dest_of
from mkdocs_papernotes.problems.problem import Problem

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

Wrote = Callable[[str, bytes], None]
"""Told of a file that was written: its path below the folder of the site, and its content."""


@dataclass(frozen=True, eq=False)
class Output:
    """A file that the site writes."""

    address: str
    """Relative to the site's root, percent-encoded. The address of a folder ends in a slash."""
    owner: str
    """What the output belongs to, for messages: the source of a page, or a few words."""
    source: str = ""
    """The file in the docs folder that it is made from; empty if there is none."""
    content: Callable[[], str] | None = None
    """Returns the content, and is called when the file is written. `None` for what is made later:
    pages, feeds, and notes in Markdown."""
    overridable: bool = False
    """Whether an author's file at the same address replaces it, with a warning."""
    replaced: str = "file-at-output"
    """The name of that warning."""
    taken: str = "output-taken"
    """The name of the problem that another plugin wrote a file there."""

    is_same: Callable[[str], bool] | None = None
    """Whether a file there with this content does the same, so that it is no problem."""
    is_page: bool = True
    """Whether it is a page, which the program that builds the site renders and writes."""

    @cached_property
    def path(self) -> str:
        """The path of the file, relative to the site's folder."""
        return dest_of(self.address)


@dataclass(frozen=True)
class OutputRegister:
    """The outputs of a site, with one owner for each address."""

    outputs: tuple[Output, ...]
    """The outputs to write."""
    problems: tuple[Problem, ...]
    """One for each further claim to an address."""


def register_outputs(outputs: Iterable[Output], author_files: Iterable[Output]) -> OutputRegister:
    """Give each address to one owner, and report both owners of a contested address.

    `author_files` are the author's other pages and files, which MkDocs writes. Addresses that
    differ only in case or in the Unicode form of their accents count as the same, because on
    Windows and macOS they are one file.
    """
    claims: dict[str, list[Output]] = defaultdict(list)
    for output in outputs:
        claims[folded(output.path)].append(output)
    ours, theirs = [claimed[0] for claimed in claims.values()], tuple(author_files)
    problems = [*_files_in_place_of_folders(ours, theirs)]
    for other in theirs:
        if (path := folded(other.path)) in claims:
            claims[path].append(other)
    reported: set[tuple[str, str]] = set()
    left_out: set[Output] = set()
    for claimed in claims.values():
        if len(claimed) > 1:
            first, *rest = sorted(claimed, key=_precedence)
            # The citations of two pages at one address are there, too.
            new = [other for other in rest if (first.owner, other.owner) not in reported]
            reported |= {(first.owner, other.owner) for other in new}
            problems += (_contested(first, other) for other in new)
            left_out |= {other for other in rest if other.overridable and other.path == first.path}
    standing = (output for claimed in claims.values() for output in claimed[:1])
    return OutputRegister(
        tuple(output for output in standing if output not in left_out), tuple(problems)
    )


def _files_in_place_of_folders(
    ours: Iterable[Output], author_files: Iterable[Output]
) -> Iterator[Problem]:
    """A problem for each file that stands where another output needs a folder, if one is ours."""
    every = [*((output, True) for output in ours), *((output, False) for output in author_files)]
    files = {output.path: (output, is_ours) for output, is_ours in every}
    needed: dict[str, tuple[Output, bool]] = {}
    for claim in every:
        folder = posixpath.dirname(claim[0].path)
        while folder and folder not in needed:
            needed[folder] = claim
            folder = posixpath.dirname(folder)
    for path in sorted(files.keys() & needed.keys()):
        (file, is_own_file), (output, is_ours) = files[path], needed[path]
        if is_own_file or is_ours:
            values = {"file": file.owner, "address": file.address, "other": output.owner}
            yield Problem("file-at-folder", file.source or output.source, values=values)


def _precedence(output: Output) -> tuple[bool, bool, str]:
    """The sort key of the claims to an address; the first one gets it."""
    return output.overridable, not output.source, output.owner


def _contested(first: Output, other: Output) -> Problem:
    values = {"address": other.address, "first": first.address, "other": other.owner}
    values["owner"] = first.owner
    if other.path != first.path:
        return Problem("address-differs-in-case", first.source, values=values)
    name = other.replaced if other.overridable else "same-address"
    return Problem(name, first.source, values=values)


def folded(path: str) -> str:
    """The same for all paths that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", path).casefold()


def write_outputs(
    outputs: Iterable[Output], site_dir: Path, wrote: Wrote = lambda path, content: None
) -> Iterator[Problem]:
    """Write all outputs that have content, and call `wrote` for each file.

    A file that exists already, such as one that another plugin wrote, is kept and reported.
    """
    for output in outputs:
        if output.content is None:
            continue
        path = os.path.join(site_dir, output.path)
        try:
            file = _new_file(path)
        except FileExistsError:
            if output.is_same and output.is_same(Path(path).read_text("utf-8", "replace")):
                continue
            values = {"output": output.address, "owner": output.owner}
            yield Problem(output.taken, output.path, values=values)
            continue
        with os.fdopen(file, "wb") as opened:
            content = output.content().encode("utf-8")
            opened.write(content)
        wrote(output.path, content)


def _new_file(path: str) -> int:
    """Open a file that does not exist. Its folder mostly does: it is that of a page."""
    try:
        return os.open(path, _NEW_FILE, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, _NEW_FILE, 0o666)


def find_missing(outputs: Iterable[Output], site_dir: Path) -> Iterator[Problem]:
    """One problem for each page that should have been written but is missing."""
    for output in outputs:
        if output.is_page and not (site_dir / output.path).is_file():
            values = {"address": output.address, "owner": output.owner}
            yield Problem("page-not-written", output.source, values=values)
