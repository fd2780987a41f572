"""A site of another generator, as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_papernotes.problems.problem import Problem


@dataclass(frozen=True)
class OldPage:
    """A post or another page, with what its generator made of it."""

    source: str
    """Its file, as a path below the old site's folder with forward slashes."""
    name: str
    """The path that it should have below the folder of notes, or for a page that is no note below
    the docs folder: without extension and language, such as `2019/adam`. It is made safe later."""
    body: str
    """Its Markdown as it was written, without front matter."""
    line: int = 1
    """The line of the file that the body begins on, from 1."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Front matter of the new page, by our keys and in the order to write it; what the old one had
    and we have no key for stays under its own name. Addresses, feed id, thread, language and pair
    are not in it: they stand below, and are added by the plan."""
    is_note: bool = True
    language: str = ""
    """Its tag, such as `zh`; empty if neither the page nor the site says it."""
    pair: str = ""
    """Pages with the same text here are translations of each other; empty if nothing says so."""
    address: str = ""
    """Where it was published: a path below the site's root without a leading slash, not
    percent-encoded, such as `2019/03/adam/` or `about.html`; empty for what was not published."""
    aliases: tuple[str, ...] = ()
    """Other addresses that led to it, written in the same way."""
    feed_id: str = ""
    """What the old feed called it."""
    thread: str = ""
    """What the comments' system called its thread, if the site had one."""
    resources: tuple[str, ...] = ()
    """Folders, below the old site's folder, whose files belong to it: relative addresses in
    its text are looked for there, then beside its file."""
    lines: tuple[int, ...] = ()
    """The line of each line of the body, where they do not stand below each other in the file."""
    has_plain_formulas: bool = False
    """Whether its renderer of Markdown knew formulas and left their backslashes alone."""


@dataclass(frozen=True)
class OldFile:
    """A file that was published as it is: a picture, a PDF, `CNAME`."""

    source: str
    """Its path below the old site's folder, with forward slashes."""
    address: str
    """Where it was published, written as `OldPage.address`."""
    owner: str = ""
    """The `source` of the page that it belongs to, beside which it goes; else it keeps its address
    below the docs folder."""


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the old site's menu."""

    title: str
    target: str
    """An address below the root as in `OldPage.address`, or a full one on another host."""


@dataclass(frozen=True)
class OldTerm:
    """A page that listed the notes of a term."""

    kind: str
    """`tags` or `directions`, as in the option `topics.kinds`."""
    name: str
    """Empty for the page that listed all terms of its kind."""
    address: str
    """As in `OldPage.address`."""


@dataclass(frozen=True)
class OldSite:
    """All that is taken over."""

    pages: tuple[OldPage, ...]
    """Posts and other pages, in the order of their sources."""
    files: tuple[OldFile, ...] = ()
    name: str = ""
    description: str = ""
    author: str = ""
    url: str = ""
    """The address of the site's root, with a slash at the end: `https://example.org/blog/`."""
    languages: tuple[str, ...] = ()
    """Tags of the languages that its configuration names, the default first; may be empty."""
    timezone: str = ""
    """A name such as `Asia/Shanghai`; empty if the configuration has none."""
    license: str = ""
    """As the option `license` takes it."""
    menu: tuple[MenuEntry, ...] = ()
    feeds: tuple[str, ...] = ()
    """Where its feeds were published, the main one first, as in `OldPage.address`."""
    terms: tuple[OldTerm, ...] = ()
    lists: tuple[str, ...] = ()
    """Addresses of its lists of notes, such as `archives/`, which lead to the archive."""
    breaks: bool = False
    """Whether a line break in a paragraph was one on the page, too."""
    is_markdown_of_mkdocs: bool = False
    """Whether its texts are written for Python-Markdown, as with all sites of some generators."""
    options: Mapping[str, object] = field(default_factory=dict)
    """Options of this plugin that follow from the old configuration, such as `comments`."""
    problems: tuple[Problem, ...] = ()
    """What was found while reading; `source` is a path below the old site's folder."""
