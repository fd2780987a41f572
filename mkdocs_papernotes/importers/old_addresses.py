"""What becomes of the addresses that pages, lists and feeds had."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_papernotes.importers.claims import Claims, dest
from mkdocs_papernotes.importers.names import folded
from mkdocs_papernotes.importers.old_site import OldPage, OldSite
from mkdocs_papernotes.importers.places import PlacedPage
from mkdocs_papernotes.importers.terms import NewTerms
from mkdocs_papernotes.notes.permalink import parse_permalink
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem

_HOME = re.compile(r"/?page[/:]?[0-9]{1,6}/?(?:index\.html)?")
"""What other pages of the home page are called."""
_FEEDS = (".xml", ".atom", ".rss", ".json")
_OWN_FEEDS = ("feed.xml", "feed-all.xml")


@dataclass
class OldAddresses:
    """Who gets which old address: each is given once, to the first that asks for it."""

    claims: Claims
    languages: Sequence[str]
    """Of the new site, the default first."""
    problems: list[Problem] = field(default_factory=list)
    _led: dict[str, dict[str, str]] = field(default_factory=dict)
    """What the redirects lead to, by the file at the old address.

    Files whose names differ in case alone are together: in some systems they are one file.
    """

    def url(self, page: OldPage) -> str:
        """A note's old address as `url`; empty, with a problem, if it cannot stay its own."""
        path = self._written(page.address, page.source)
        if not path:
            return ""
        if owner := self.claims.owner(dest(path)):
            self._taken(page.source, page.address, owner)
            return ""
        self.claims.add(dest(path), page.source)
        return _encoded(path)

    def of_page(self, page: OldPage, own: str) -> list[str]:
        """The redirects to a page, whose new address is `own`; each begins with a slash."""
        found = []
        for address in dict.fromkeys((page.address, *page.aliases)):
            path = self._written(address, page.source) if address else ""
            if not path or dest(path) == dest(own):
                continue
            if folded(dest(path)) == folded(dest(own)):
                self._tell_lost(address, page.source, own)
            elif self._is_free(path, page.source, address):
                self._lead(path, page.source)
                found.append(_encoded(path))
        return found

    def of_lists(self, site: OldSite, terms: NewTerms) -> Iterator[tuple[str, str]]:
        """The redirects from lists and pages of terms: old and new addresses."""
        targets = [
            (address, self._prefix(address) + self._list(address, terms)) for address in site.lists
        ]
        targets += (
            (term.address, self._prefix(term.address) + path)
            for term in site.terms
            if (path := terms.path(term.kind, term.name))
        )
        for address, target in targets:
            path = self._written(address, "", quietly=True) if address.strip("/") else ""
            key = dest(path)
            led = self._led.get(folded(key), {})
            if not path or key == dest(target) or key in led:
                continue
            if self.claims.owner(key) and target not in led.values():
                if led:
                    self._tell_lost(address, "", next(iter(led)))
                continue
            self._lead(path, target)
            yield _encoded(path).lstrip("/"), target or "/"

    def _tell_lost(self, address: str, source: str, other: str) -> None:
        """Tell of an address that differs in case alone from another one."""
        reason = f"it differs from {other.removesuffix('index.html')} only in upper and lower case"
        values = {"address": address, "reason": reason}
        self.problems.append(Problem("import-address-lost", source, values=values))

    def _list(self, address: str, terms: NewTerms) -> str:
        """The new list for the address of an old one: the home page, a year's, or the archive."""
        if _HOME.fullmatch(address.removeprefix(self._prefix(address))):
            return ""
        return terms.path_of_year(address) or "archive/"

    def feeds(self, site: OldSite) -> Iterator[str]:
        """The paths for `feeds.also_at`."""
        for address in site.feeds:
            path = address.strip("/").removeprefix(self._prefix(address.lstrip("/")))
            if not path.lower().endswith(_FEEDS) or any(mark in path for mark in '\\:*?"<>|#%'):
                reason = "a feed is a file that ends in .xml, .atom, .rss or .json"
                values = {"name": address, "reason": reason}
                self.problems.append(Problem("import-setting-left", values=values))
            elif path not in _OWN_FEEDS and not self.claims.owner(path):
                self._lead(path, "the feed")
                yield path

    def _prefix(self, address: str) -> str:
        """The folder of the language that an address is in; empty for the default one."""
        first = address.partition("/")[0]
        return f"{first}/" if first in self.languages[1:] else ""

    def _written(self, address: str, source: str, *, quietly: bool = False) -> str:
        """An address as redirects have it, below the root; empty, with a problem, if none can."""
        if not address.strip("/"):
            return ""
        try:
            path = parse_permalink("/" + address.lstrip("/").replace("%", "%25"))
        except BadValueError as error:
            if not quietly:
                reason = str(error).partition(", so the note")[0]  # it has its redirects
                values = {"address": address, "reason": reason}
                self.problems.append(Problem("import-address-lost", source, values=values))
            return ""
        return unicodedata.normalize("NFC", path.lstrip("/"))

    def _is_free(self, path: str, source: str, address: str) -> bool:
        """Whether a page may have the address, which may differ in case from one that it has."""
        key = dest(path)
        led = self._led.get(folded(key), {})
        if source in led.values():
            return key not in led
        owner = self.claims.owner(key)
        if owner and owner != source:
            self._taken(source, address, owner)
        return not owner

    def _taken(self, source: str, address: str, owner: str) -> None:
        values = {"address": address, "other": owner}
        self.problems.append(Problem("import-address-taken", source, values=values))

    def _lead(self, path: str, owner: str) -> None:
        self._led.setdefault(folded(dest(path)), {})[dest(path)] = owner
        self.claims.add(dest(path), owner)


def page_values(
    placed: PlacedPage, author: str, url: str, redirects: Sequence[str], original: str
) -> Mapping[str, object]:
    """The front matter of a new page, with its addresses, its id in feeds and its thread.

    `author` is the site's, who writes the notes that name nobody.
    """
    page = placed.old
    values = {key: value for key, value in page.values.items() if value is not None}
    added: dict[str, object] = {}
    if author and page.is_note and "authors" not in values:
        added["authors"] = author
    if url:
        added["url"] = url
    if redirects:
        added["redirect_from"] = redirects[0] if len(redirects) == 1 else list(redirects)
    if page.feed_id:
        added["feed_id"] = page.feed_id
    if page.thread and "comments" not in values:
        added["comments"] = {"id": page.thread}
    if original and "original_url" not in values:
        added["original_url"] = original
    return {**values, **added}


def _encoded(path: str) -> str:
    """A path as `url` and `redirect_from` take it."""
    return "/" + path.replace("%", "%25")
