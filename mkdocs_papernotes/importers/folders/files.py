"""The files of a folder that are no texts: which of them are taken over."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from mkdocs_papernotes.importers.folders.layout import Layout
from mkdocs_papernotes.importers.folders.names import is_markdown
from mkdocs_papernotes.importers.folders.zola import STATIC
from mkdocs_papernotes.importers.old_site import OldFile
from mkdocs_papernotes.problems.problem import Problem

_MEDIA = (
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico"),
    *(".pdf", ".mp3", ".mp4", ".webm", ".ogg", ".wav", ".m4a", ".mov"),
)
_REFERENCE = re.compile(
    r"""\]\([ \t]{0,9}<?([^()<>\n]{1,300}) | \b(?:src|href)=["']?([^"'<>\n]{1,300})
      | \[\[([^\[\]|\#\n]{1,300}) | ^[ ]{0,3}\[[^\]\n]{1,100}\]:[ \t]{0,9}(\S{1,300})""",
    re.VERBOSE | re.MULTILINE,
)
_FEW = 3
"""How many files of a kind are told one by one."""


def files_of(
    layout: Layout, paths: Sequence[str], bodies: Iterable[str], problems: list[Problem]
) -> Iterator[OldFile]:
    """Pictures and the like, and what the texts link to; of a site of MkDocs all files.

    They lie among the notes as they did before, so that relative links stay; those of a book have
    the addresses that they were published at.
    """
    others = [path for path in paths if not is_markdown(path)]
    if layout.kind == "zola":
        yield from (OldFile(path, layout.below(path).removeprefix(f"{STATIC}/")) for path in others)
        return
    if layout.kind == "mkdocs":
        yield from (OldFile(path, layout.below(path)) for path in others)
        return
    wanted = _referenced(bodies)
    left: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in others:
        below, name = layout.below(path), posixpath.basename(path).lower()
        if name.endswith(_MEDIA) or name in wanted:
            yield OldFile(path, below if layout.kind == "mdbook" else f"notes/{below}")
        else:
            folder, slash, _ = below.partition("/")
            left[folder if slash else "", posixpath.splitext(name)[1]].append(path)
    for (folder, extension), group in left.items():
        if folder and len(group) > _FEW:
            reason = f"no text links to any of its {len(group)} files {extension}"
            problems.append(file_left(folder, reason))
        else:
            problems += (file_left(path, "no text links to it") for path in group)


def file_left(path: str, reason: str) -> Problem:
    """The problem of a file, or a folder with files, that is not taken over."""
    return Problem("import-file-left", path, values={"file": path, "reason": reason})


def _referenced(bodies: Iterable[str]) -> set[str]:
    """The names of files that texts link to, in lower case."""
    found = set()
    for body in bodies:
        for groups in _REFERENCE.findall(body):
            target = "".join(groups).strip().split(' "')[0].partition("#")[0]
            found.add(posixpath.basename(unquote(target)).lower())
    return found
