"""The programs that make the pages of a site: what they make may change with every version."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from mkdocs_papernotes.cache.digest import described, digest

_PACKAGE = Path(__file__).parent.parent


@lru_cache(maxsize=1)
def programs() -> bytes:
    """A digest of Python, of every installed package and its version, and of this package."""
    folders = [Path(folder) for folder in sys.path if folder]
    names = {path.name for folder in folders for path in folder.glob("*.*-info")}
    return digest(described([sys.version, names]), content(_PACKAGE))


def content(folder: Path) -> bytes:
    """A digest of the files in a folder: their paths and what is in them."""
    parts: list[bytes] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            parts += [path.relative_to(folder).as_posix().encode(), path.read_bytes()]
    return digest(*parts)
