"""Pictures of other hosts that are on the new site: those of earlier runs, and new ones."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from mkdocs_papernotes.importers.picture_names import picture_name
from mkdocs_papernotes.importers.pictures import Fetched

_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
Key = tuple[str, str]
"""The stem of a page and the address of a picture that it shows."""


@dataclass(frozen=True)
class FetchedPictures:
    """Pictures by the pages that show them. A page and its translations share theirs."""

    paths: Mapping[Key, str] = field(default_factory=dict)
    """Where they are below the docs folder, in the structure `folder` below that of a language."""
    contents: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    """The new ones by path: content and address."""
    failures: Mapping[str, str] = field(default_factory=dict)
    """Why others could not be fetched, by address."""


def known_pictures(
    sources: Iterable[tuple[str, str]], is_there: Callable[[str], bool]
) -> FetchedPictures:
    """Those of earlier runs, of which a manifest has the path and the address."""
    paths = {
        (posixpath.dirname(path), address): path
        for path, address in sources
        if _WEB.match(address) and is_there(path)
    }
    return FetchedPictures(paths)


def with_fetched(
    known: FetchedPictures,
    wanted: Mapping[str, Iterable[str]],
    taken: Iterable[str],
    fetch: Callable[[list[str]], Mapping[str, Fetched]],
) -> FetchedPictures:
    """The known pictures and those that pages want besides, by the stems of the pages.

    `taken` are the paths of all other files.
    """
    keys = [(stem, address) for stem, every in wanted.items() for address in every]
    keys = [key for key in keys if key not in known.paths and _WEB.match(key[1])]
    found = fetch(list(dict.fromkeys(address for _, address in keys)))
    names: dict[str, list[str]] = defaultdict(list)
    for path in (*taken, *known.paths.values()):
        names[posixpath.dirname(path)].append(posixpath.basename(path))
    paths, contents = dict(known.paths), {}
    for stem, address in keys:
        picture = found[address]
        if not picture.failure:
            name = picture_name(address, picture.suffix, names[stem])
            names[stem].append(name)
            path = paths[stem, address] = f"{stem}/{name}"
            contents[path] = (picture.content, address)
    failures = {address: each.failure for address, each in found.items() if each.failure}
    return FetchedPictures(paths, contents, failures)
