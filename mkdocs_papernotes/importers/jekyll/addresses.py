"""Where the pages of a Jekyll site were published, in all its languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, quote, unquote, urlsplit

from mkdocs_papernotes.importers.foreign_values import words_of
from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.jekyll.items import Item
from mkdocs_papernotes.importers.jekyll.permalinks import (
    UnknownPlaceholderError,
    addresses_of,
    is_plain,
    joined,
)
from mkdocs_papernotes.importers.jekyll.tree import DRAFTS
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import shortened

_SEPARATOR = re.compile(r"([/.])")
_URL_KEY = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?_url")


@dataclass(frozen=True)
class Place:
    """Where an item was."""

    address: str = ""
    aliases: tuple[str, ...] = ()
    url: str = ""
    """As it was linked, with a slash at the front, below `baseurl`; empty if unpublished."""
    feed_name: str = ""
    """What jekyll-feed calls it, in the same way."""
    pair: str = ""
    """What the versions of one text have in common; empty if nothing says so."""
    problems: tuple[Problem, ...] = ()


def places_of(items: Sequence[Item], configuration: Configuration) -> Mapping[str, Place]:
    """The places of items by the path of their files."""
    found = {item.entry.path: _place(item, configuration) for item in items}
    _add_linked(items, found)
    if configuration.is_polyglot:
        _add_fallbacks(items, found, configuration)
    return found


def _place(item: Item, configuration: Configuration) -> Place:
    pair = _pair(item)
    if not item.is_published:
        return Place(pair=pair)
    try:
        url, feed_name = item.url, item.feed_name if item.is_document else ""
    except UnknownPlaceholderError as error:
        reason = f"its permalink has `:{error}`, which is not known"
        problem = Problem("import-address-unknown", item.entry.path, values={"reason": reason})
        return Place(pair=pair, problems=(problem,))
    if configuration.is_polyglot:
        url, feed_name = (_localised(each, item, configuration) for each in (url, feed_name))
        pair = pair or _without_language(item.url, configuration)
    extension = ".html" if item.is_html else item.entry.extension
    written, *linked = addresses_of(url, extension)
    if not is_plain(written):
        values = {"reason": f"{shortened(written)} cannot be one"}
        problem = Problem("import-address-unknown", item.entry.path, values=values)
        return Place(pair=pair, problems=(problem,))
    aliases = [each for each in (*linked, *_redirects(item, configuration)) if is_plain(each)]
    return Place(written, tuple(dict.fromkeys(aliases)), url, feed_name, pair)


def _pair(item: Item) -> str:
    """What front matter says of a pair, in the ways of usual plugins and tutorials."""
    for key in (
        "page_id",
        "ref",
        "translation_key",
        "translationKey",
        "translation_id",
        "lang-ref",
    ):
        if found := item.front.text(key) or item.front.text(key.replace("-", "_")):
            return f"{item.entry.kind}: {found}"
    return ""


def _add_linked(items: Sequence[Item], places: dict[str, Place]) -> None:
    """Pairs whose pages name the address of the other one, in `en_url` and `zh_url`."""
    owners = {place.url.rstrip("/"): path for path, place in places.items() if place.url}
    for item in items:
        own = item.entry.path
        for key in item.front:
            given = item.front.text(key) if _URL_KEY.fullmatch(key) else ""
            path = path_below(given, item.configuration) if given else None
            other = None if path is None else owners.get(f"/{path}".rstrip("/"))
            if other is None or other == own:
                continue
            pair = places[own].pair or places[other].pair or f"url: {min(own, other)}"
            places[own] = replace(places[own], pair=pair)
            places[other] = replace(places[other], pair=pair)


def _localised(url: str, item: Item, configuration: Configuration) -> str:
    """An address as polyglot writes it: below a folder, except in the default language.

    https://github.com/untra/polyglot/blob/master/lib/jekyll/polyglot/patches/jekyll/site.rb
    """
    if not url:
        return ""
    language = item.language_as_written
    url = _without_language(url, configuration)
    is_default = not language or language.lower() == configuration.languages[0].lower()
    return url if is_default else f"/{language}{url}"


def _without_language(url: str, configuration: Configuration) -> str:
    """An address without what names a language, `/zh/` and `.zh.` (`document_url_regex`)."""
    parts = _SEPARATOR.split(url)
    found = parts[:1]
    number = 1
    while number + 1 < len(parts):
        separator, name = parts[number : number + 2]
        is_language = name in configuration.languages and number + 2 < len(parts)
        found += ["/", parts[number + 3]] if is_language else [separator, name]
        number += 4 if is_language else 2
    return "".join(found)


def _add_fallbacks(
    items: Sequence[Item], places: dict[str, Place], configuration: Configuration
) -> None:
    """Pages that are there in the default language are below the folders of the others, too."""
    default, *others = configuration.languages
    known: dict[str, set[str]] = defaultdict(set)
    for item in items:
        known[places[item.entry.path].pair].add(item.language_as_written.lower())
    for item in items:
        place = places[item.entry.path]
        is_default = item.language_as_written.lower() in {"", default.lower()}
        if not place.address or not is_default or item.front.entries("lang-exclusive"):
            continue
        missing = [each for each in others if each.lower() not in known[place.pair]]
        aliases = tuple(f"{language}/{place.address}" for language in missing)
        places[item.entry.path] = replace(place, aliases=(*place.aliases, *aliases))


def _redirects(item: Item, configuration: Configuration) -> Iterable[str]:
    """Old addresses: those of jekyll-redirect-from, and those of `aliases`."""
    for key in ("redirect_from", "aliases", "alias"):
        for given in words_of(item.front.values.get(key)):
            if key == "redirect_from" or given.startswith("/"):
                path = path_below(given, configuration)
                if path is not None:
                    yield addresses_of(f"/{path}")[0]


def path_below(address: str, configuration: Configuration) -> str | None:
    """A path below the root, from an address on the site; `None` for one on another host.

    `baseurl` may be there or not.
    """
    parts = urlsplit_or_none(address)
    if parts is None:
        return None
    if parts.scheme or parts.netloc:
        own = urlsplit_or_none(configuration.url)
        if own is None or parts.netloc.lower() != own.netloc.lower() or not own.netloc:
            return None
    path = unquote(parts.path)
    base = configuration.base
    if base and (path == base or path.startswith(f"{base}/")):
        path = path[len(base) :]
    path = joined([path])
    return path if is_plain(path) else None


def urlsplit_or_none(address: str) -> SplitResult | None:
    """The parts of an address; `None` for one that is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def feed_id_of(place: Place, item: Item, configuration: Configuration, by_url: bool) -> str:
    """What the old feed called a post: its full address, without or with what ends it."""
    name = place.url if by_url else place.feed_name
    if not name or not configuration.url or item.entry.kind == DRAFTS:
        return ""
    return configuration.url.rstrip("/") + quote(name, safe="/:@!$&'()*+,;=~-._")
