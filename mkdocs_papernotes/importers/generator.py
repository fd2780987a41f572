"""What the importer of one generator provides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.old_site import OldPage, OldSite
from mkdocs_papernotes.problems.problem import Problem


class UnreadableSiteError(Exception):
    """A folder does not hold a site of the generator; the message says what is missing."""


@dataclass(frozen=True)
class Request:
    """What the author asked for."""

    source: Path
    """The old site's folder."""
    language: str = ""
    """The language of all texts (`--lang`); empty if it is to be found out."""
    pairs: Mapping[str, str] = field(default_factory=dict)
    """Keys of pairs by the `source` of their pages (`--pairs`)."""
    now: datetime | None = None
    """For tests; by default the present."""


class Places(Protocol):
    """Where the parts of the old site are on the new one, seen from one of its pages."""

    def page(self, address: str) -> str | None:
        """The relative address of the new file of an old page, such as `../2019/adam.md#method`.

        `address` is one that stood in the page: `/2019/03/adam/#method`, `../adam.html`, a full
        one on the site's own host, or the path of a source file, `adam.md`. `None` if it is none
        of the site's pages.
        """

    def source(self, source: str) -> str | None:
        """The same for the `source` of an old page."""

    def named(self, name: str) -> str | None:
        """The same for a page by the last part of its name, `adam`, or else by its title; `None` if
        there is none or several.
        """

    def title(self, address: str) -> str:
        """The title of an old page by its address, as `page` takes it, or by its name or title;
        empty if there is none.
        """

    def file(self, address: str) -> str | None:
        """The relative address of a file, such as `adam/figure%201.png`, percent-encoded as
        Markdown needs it; `None` if there is none. `address` as it stood in the page, perhaps
        percent-encoded, absolute, or a path on a Windows disk.
        """

    def in_tag(self, address: str) -> str:
        """What `page` or `file` has found, as a tag of HTML needs it, which MkDocs leaves as it is:
        relative to the published page instead of its source, such as `../../2019/adam/#method`.
        """


Tell = Callable[..., None]
"""`tell(name, line, key="", **values)` tells a problem of the page by its name in the catalogue."""

Anchors = Literal["hexo", "github", "kramdown", "markdown"]
"""How a generator made the anchors of headings: as hexo-renderer-marked, as GitHub and Goldmark, as
kramdown, or as Python-Markdown without settings."""

Convert = Callable[[Body, OldPage, Places, Tell], None]
"""Rewrites what is particular to the generator; what every Markdown has comes after it."""


@dataclass(frozen=True)
class Generator:
    """A generator whose sites can be imported."""

    name: str
    """As the command has it: `hexo`."""
    label: str
    """As people write it: `Hexo`."""
    read: Callable[[Request], OldSite]
    """Raises `UnreadableSiteError`."""
    convert: Convert
    anchors: Anchors = "github"
    """How its anchors of headings were made."""
    is_markdown_of_mkdocs: bool = False
    """Whether its texts are written for Python-Markdown, so that lists and blocks stay as they are
    (Material's blog); others follow CommonMark."""


def teller(source: str, problems: list[Problem]) -> Tell:
    """Collects the problems of a page."""

    def tell(name: str, line: int, key: str = "", /, **values: object) -> None:
        problems.append(Problem(name, source, line, key, values))

    return tell
