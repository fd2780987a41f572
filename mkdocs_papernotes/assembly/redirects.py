"""Redirects: pages at old addresses, which lead to where the text is now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote, unquote, urldefrag, urlsplit, urlunsplit

from mkdocs_papernotes.addresses import dest_of, encoded, normal
from mkdocs_papernotes.assembly.output import Output, folded
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.notes.old_addresses import old_addresses
from mkdocs_papernotes.notes.permalink import parse_permalink
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.permalink import permalink_url
from mkdocs_papernotes.site.source_file import MARKDOWN, SourceFile
from mkdocs_papernotes.site.structure import Structure
from mkdocs_papernotes.text import nearest

_OPTION = "papernotes.redirects"
_MOST_SUGGESTIONS = 20
"""For how many targets similar ones are looked for: each is compared with the whole site."""


@dataclass(frozen=True)
class Redirect:
    """A page at an old address."""

    address: str
    """The old address, below the site's root."""
    target: str
    """Where it leads: an address below the site's root, or a full one."""
    language: str
    """The language of those who are led there."""
    given: str
    """The old address as the author wrote it."""
    source: str
    """The file that asks for it."""
    line: int
    key: str
    spellings: tuple[str, ...] = ()
    """Other old addresses that lead there and differ from this one in case alone.

    On Windows and macOS they are one file with it.
    """

    @property
    def each(self) -> Iterator[Redirect]:
        """A redirect for every address."""
        for address in (self.address, *self.spellings):
            yield replace(self, address=address, spellings=())

    @property
    def is_outside(self) -> bool:
        """Whether it leads to another site."""
        return bool(Link(self.target, "").web_address)

    @property
    def output(self) -> Output:
        """The file that is written, without its content."""
        place = f"{self.source}:{self.line}" if self.line else self.source
        return Output(
            self.address,
            f"the redirect from {self.address} ({place})",
            overridable=True,
            replaced="redirect-taken",
            taken="redirect-in-place",
            is_page=False,
        )

    @property
    def place(self) -> tuple[str, int, str]:
        """Where the author asks for it: file, line and key."""
        return self.source, self.line, self.key


class Redirects:
    """The redirects of a site: those of its pages, in their order, then those of the option."""

    def __init__(
        self,
        library: Library,
        structure: Structure,
        option: Mapping[str, str],
        outputs: Iterable[Output],
        others: Mapping[str, str],
    ):
        """`outputs` are all files of the site, those of the author included.

        `others` are the addresses of files that only the program that builds the site knows, by
        source.
        """
        self._library, self._structure, self._option = library, structure, option
        self._languages = library.languages
        self._outputs, self._others = outputs, others
        self._left_suggestions = _MOST_SUGGESTIONS
        self._found: dict[str, Redirect] = {}
        self.problems: list[Problem] = []
        for redirect in self._of_pages():
            self._add(redirect)
        if option:
            self._add_option()

    @property
    def all(self) -> tuple[Redirect, ...]:
        return tuple(self._found.values())

    # The old addresses

    def _of_pages(self) -> Iterator[Redirect]:
        """Those in front matter, of pages that a list may show."""
        for source, page in self._library.pages.items():
            given = [*old_addresses(page.front_matter.values)]
            if not given or source in self._hidden:
                continue
            here, language = self._by_source.get(source), page.location.language
            for text, key in given if here else ():
                place = (source, page.front_matter.lines.get(key, 0), key)
                url = normal(here.address) if here else ""
                if address := self._old_address(text, language, url, place):
                    yield Redirect(address, url, language, text, *place)

    def _add_option(self) -> None:
        place = (self._library.file, 0, _OPTION)
        default = self._languages.default
        olds = {
            address: (old, target)
            for old, target in self._option.items()
            if (address := self._old_address(self._as_path(old), default, "", place, old))
        }
        targets = {dest_of(address): target for address, (_, target) in olds.items()}
        for address, (old, target) in olds.items():
            found = self._followed(target, targets)
            redirect = Redirect(address, found or "", default, old, *place)
            if found is None:
                self.problems.append(self._without_target(redirect, target))
            else:
                language = self._language(address if redirect.is_outside else found)
                self._add(replace(redirect, language=language))

    def _as_path(self, old: str) -> str:
        """An old address in the option, which may be the path of a file, from the site's root."""
        if old.lower().endswith(MARKDOWN):
            file = SourceFile(old.lstrip("/"), lambda: b"")
            old = normal(self._structure.location(file, "").url)
        is_whole = old.startswith("/") or Link(old, "").web_address
        return old if is_whole else f"/{old}"

    def _old_address(
        self, text: str, language: str, url: str, place: tuple[str, int, str], given: str = ""
    ) -> str:
        """The address below the site's root; empty, with a problem, if there can be none.

        `url` is that of the page, in whose folder `./x` is, as in Hugo.
        """
        path = self._from_root(text)
        if path.startswith(("./", "../")):
            folder = posixpath.dirname(normal(url).rstrip("/"))
            end = "/" if path.endswith("/") else ""
            path = posixpath.normpath(posixpath.join("/", folder, path)) + end
        try:
            return permalink_url(parse_permalink(path), language, self._languages)
        except BadValueError:
            values = {"given": given or text}
            self.problems.append(Problem("not-an-old-address", *place, values))
            return ""

    def _from_root(self, text: str) -> str:
        """A full address of this site as a path from its root; any other text as it is."""
        for site in (self._languages.site_urls or {}).values():
            root = f"{site.rstrip('/')}/"
            if site and text.startswith(root):
                return f"/{text.removeprefix(root)}"
        return text

    def _add(self, redirect: Redirect) -> None:
        """Add a redirect unless its address is taken, or leads to the same page anyway."""
        path = dest_of(redirect.address)
        owner, other = self._taken.get(folded(path)), self._found.get(folded(path))
        if owner:
            if path != dest_of(urldefrag(redirect.target)[0]):
                values = {"given": redirect.given, "owner": owner.owner, "address": owner.address}
                self.problems.append(Problem("redirect-taken", *redirect.place, values))
        elif other and other.target != redirect.target:
            values = {"given": redirect.given, "other": other.source, "address": other.address}
            self.problems.append(Problem("redirect-twice", *redirect.place, values))
        elif other:
            spellings = dict.fromkeys((other.address, *other.spellings, redirect.address))
            self._found[folded(path)] = replace(other, spellings=tuple(spellings)[1:])
        else:
            self._found[folded(path)] = redirect

    # The targets

    def _followed(self, target: str, targets: Mapping[str, str]) -> str | None:
        """What a target of the option leads to in the end; `None` if it does not exist.

        `targets` are those of the option by the paths of old addresses.
        """
        seen: set[str] = set()
        while (found := self._target(target)) is None:
            path = dest_of(quote(self._path(target)))
            for candidate in (path, posixpath.join(path, "index.html")):
                redirect = self._found.get(folded(candidate))
                if redirect and candidate in {dest_of(each.address) for each in redirect.each}:
                    return redirect.target
            if path not in targets or path in seen:
                return None
            seen.add(path)
            target = targets[path]
        return found

    def _target(self, target: str) -> str | None:
        """The address of what a target of the option names; `None` if the site does not have it."""
        target = self._from_root(target)
        link = Link(target, "")
        if link.web_address:
            return encoded(link.web_address)
        output = self._output_of(self._path(target))
        if output is None or (output.source in self._hidden and output.source):
            return None
        parts = urlsplit(target)
        return encoded(urlunsplit(("", "", normal(output.address), parts.query, parts.fragment)))

    @staticmethod
    def _path(target: str) -> str:
        """The path of a target, decoded; a name that no file can have for another kind of link."""
        try:
            parts = urlsplit(target)
        except ValueError:
            return "\0"
        return "\0" if parts.scheme or parts.netloc else unquote(parts.path).lstrip("/")

    def _output_of(self, path: str) -> Output | None:
        if found := self._by_source.get(path):
            return found
        dest = dest_of(quote(path))
        return self._by_path.get(dest) or self._by_path.get(posixpath.join(dest, "index.html"))

    def _without_target(self, redirect: Redirect, target: str) -> Problem:
        """The problem of a redirect whose target does not exist, or is not for everybody."""
        path = self._path(target)
        if {path, dest_of(quote(path)), posixpath.join(path, "index.html")} & self._hidden_names:
            values = {"given": redirect.given, "target": target}
            return Problem("redirect-to-hidden", *redirect.place, values)
        near = ""
        if self._left_suggestions:
            self._left_suggestions -= 1
            is_file = path in self._by_source or path.lower().endswith(MARKDOWN)
            near = nearest(path, self._by_source if is_file else self._addresses)
        values = {"given": redirect.given, "target": target, "near": near}
        return Problem("redirect-target-missing", *redirect.place, values)

    def _language(self, address: str) -> str:
        """The language in which the page at an address is read."""
        languages = self._languages
        first = address.partition("/")[0]
        if first in languages.tags and first != languages.default:
            return first
        output = self._by_path.get(dest_of(urldefrag(address)[0]))
        page = self._library.pages.get(output.source) if output else None
        return page.location.language if page else languages.default

    # What the site has

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """The sources of pages to which no redirect leads: drafts, and those that no list has."""
        library = self._library
        notes = (note.source for note in library.catalog.notes if note.draft or note.unlisted)
        others = (
            source
            for source, page in library.pages.items()
            if page.is_draft or page.location.language not in self._languages.tags
        )
        return frozenset({*library.held_back, *notes, *others})

    @cached_property
    def _hidden_names(self) -> frozenset[str]:
        """What a target may call these pages: the paths of their files, here and in the site."""
        hidden = [self._library.pages[source].location for source in self._hidden]
        return frozenset(name for place in hidden for name in (place.source, dest_of(place.url)))

    @cached_property
    def _taken(self) -> Mapping[str, Output]:
        return {folded(output.path): output for output in self._by_path.values()}

    @cached_property
    def _by_path(self) -> Mapping[str, Output]:
        others = [Output(url, source, source) for source, url in self._others.items()]
        return {output.path: output for output in (*others, *self._outputs)}

    @cached_property
    def _by_source(self) -> Mapping[str, Output]:
        """The first page of each file."""
        found: dict[str, Output] = {}
        for output in self._by_path.values():
            if output.source:
                found.setdefault(output.source, output)
        return found

    @cached_property
    def _addresses(self) -> tuple[str, ...]:
        """What a misspelt address may have meant."""
        pages = (output for output in self._by_path.values() if output.source not in self._hidden)
        return tuple(normal(output.address) for output in pages if output.is_page)
