"""Which pages of an old site are translations of each other, and which may be."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.likeness import likely_pairs
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.problems.problem import Problem

KEYS = (
    "translation_key",
    "translationKey",
    "translationkey",
    "lang-ref",
    "lang_ref",
    "ref",
    "page_id",
)
"""Front matter in which pages of a pair have the same text: Hugo's, and those of Jekyll's plugins
and recipes (https://github.com/untra/polyglot, https://www.sylvaindurand.org/making-jekyll-multilingual/)."""
_URL_KEY = re.compile(r"(?P<tag>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)[-_](?:url|link|permalink)$")
_END = re.compile(r"(?P<name>.+?)[-_.](?P<tag>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?|chinese|english)$")
_SEPARATOR = re.compile(r"\t{1,9}|\s{1,9}=\s{1,9}|,\s{1,9}|(?<=\.md)\s{1,9}")


class PairsError(Exception):
    """A file of pairs cannot be used; the message has the line and says why."""


@dataclass(frozen=True)
class Pairs:
    """What belongs together."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """A key by the `source` of each page that has a translation: the same for both."""
    problems: tuple[Problem, ...] = ()
    """Proposals: pages that may be translations of each other."""


def read_pairs(text: str) -> dict[str, str]:
    """A file of pairs: on each line the paths of two files or more, as the report has them.

    Between them is a tab, or ` = `, or a comma with a space; or else a space, where names with
    spaces are in quotation marks. Raises `PairsError`.
    """
    keys: dict[str, str] = {}
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        names = [name.strip().strip("\"'`") for name in _names_in(line.strip())]
        names = [name.replace("\\", "/").removeprefix("./") for name in names if name]
        if len(names) < 2:
            raise PairsError(f"line {number} does not name two files")
        known = next((keys[name] for name in names if name in keys), names[0])
        keys |= dict.fromkeys(names, known)
    return keys


def _names_in(line: str) -> list[str]:
    names = _SEPARATOR.split(line)
    try:
        return names if len(names) > 1 else shlex.split(line)
    except ValueError:  # a quotation mark is not closed
        return names


def pairs_of(
    pages: Sequence[OldPage], languages: Mapping[str, str], given: Mapping[str, str]
) -> Pairs:
    """Find the pairs among pages, whose `languages` are known by their `source`.

    In this order: what was `given`, keys of front matter, addresses of translations in it
    (`en_url`), and names that differ in the language alone. Of what is left, pairs are proposed.
    Raises `PairsError` if a page that was given is not there.
    """
    sources = {page.source for page in pages}
    if missing := sorted(set(given) - sources):
        raise PairsError(f"there is no page {missing[0]} in the old site")
    groups = _Groups(pages, languages)
    groups.join_equal(lambda page: given.get(page.source, ""))
    groups.join_equal(lambda page: page.pair)
    groups.join_equal(_key)
    groups.join_links()
    groups.join_equal(lambda page: _plain_name(page, languages[page.source]))
    groups.join_equal(lambda page: _base_name(page, languages[page.source]))
    keys = groups.keys()
    left = [page for page in pages if page.source not in keys and page.is_note]
    return Pairs(keys, tuple(_proposals(left, languages)))


def _proposals(pages: Sequence[OldPage], languages: Mapping[str, str]) -> Iterator[Problem]:
    for one, other, reason in likely_pairs(pages, languages):
        values = {"other": other.source, "reason": reason}
        yield Problem("import-pair-proposed", one.source, values=values)


def _key(page: OldPage) -> str:
    for key in KEYS:
        value = page.values.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return f"{key.lower().replace('_', '')} {str(value).strip()}"
    return ""


def _plain_name(page: OldPage, language: str) -> str:
    """The name of a page without folders that name its language: `posts/x` of `en/posts/x`."""
    parts = [part for part in page.name.split("/") if not _names(part, language)]
    return f"{page.is_note} {'/'.join(parts)}" if parts else ""


def _base_name(page: OldPage, language: str) -> str:
    """The same without a language at its end: `posts/x` of `posts/x-en`, too."""
    plain = _plain_name(page, language)
    match = _END.match(plain)
    return match["name"] if match and _names(match["tag"], language) else plain


def _names(text: str, language: str) -> bool:
    """Whether a part of a name names a language, such as `en`, `cn`, `zh_CN` and `english`."""
    return 1 < len(text) < 9 and language_tag(text) == (language_tag(language) or language)


class _Groups:
    """Pages that belong together; no two of a group are in the same language."""

    def __init__(self, pages: Sequence[OldPage], languages: Mapping[str, str]):
        self.pages, self.languages = pages, languages
        self._group = {page.source: [page.source] for page in pages}

    def join(self, one: str, other: str) -> None:
        first, second = self._group[one], self._group[other]
        tags = [self.languages[source] for source in (*first, *second)]
        if first is second or len(set(tags)) < len(tags):
            return
        first += second
        self._group |= dict.fromkeys(second, first)

    def join_equal(self, key: Callable[[OldPage], str]) -> None:
        """Join the pages with the same key, unless there are several in a language."""
        found: dict[str, list[str]] = defaultdict(list)
        for page in self.pages:
            if text := key(page):
                found[text].append(page.source)
        for sources in found.values():
            tags = [self.languages[source] for source in sources]
            if len(set(tags)) == len(tags):
                for other in sources[1:]:
                    self.join(sources[0], other)

    def join_links(self) -> None:
        """Join pages with those whose addresses stand in their front matter."""
        owners: dict[str, str] = {}
        for page in self.pages:
            for address in filter(None, (page.address, *page.aliases)):
                owners.setdefault(_path(address), page.source)
        for page in self.pages:
            for key, value in page.values.items():
                match = _URL_KEY.match(key)
                if match and isinstance(value, str) and (target := owners.get(_path(value))):
                    self.join(page.source, target)

    def keys(self) -> dict[str, str]:
        return {
            source: group[0]
            for page in self.pages
            if len(group := self._group[page.source]) > 1
            for source in [page.source]
        }


def _path(address: str) -> str:
    """An address as it can be compared: its path, without slashes and `index.html`."""
    try:
        path = unquote(urlsplit(address.strip()).path)
    except ValueError:
        return address
    return posixpath.normpath(f"/{path}").strip("/").removesuffix("index.html").strip("/")
