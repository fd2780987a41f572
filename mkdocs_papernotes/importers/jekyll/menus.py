"""The menu of a Jekyll site, wherever its theme keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mkdocs_papernotes.importers.jekyll.addresses import Place, path_below
from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.jekyll.items import Item
from mkdocs_papernotes.importers.jekyll.slugs import title_of_slug
from mkdocs_papernotes.importers.old_site import MenuEntry
from mkdocs_papernotes.importers.settings import Settings, read_data, settings_of

_FILES = ("navigation", "nav", "menu", "menus", "navbar", "header")
_LISTS = ("main", "header", "nav", "navigation", "menu", "items", "links", "navbar")
_SETTINGS = ("navigation", "nav", "menu", "navbar-links", "navbar", "links", "main_nav")
_ENDS = (".yml", ".yaml", ".json")


def menu_of(
    folder: Path, items: Sequence[Item], places: Mapping[str, Place], configuration: Configuration
) -> tuple[MenuEntry, ...]:
    """Entries of `_data/navigation.yml`, or of the configuration, or pages that ask for one."""
    for given in (*_data(folder, configuration), *_configured(configuration)):
        if entries := tuple(_entries(given, configuration)):
            return entries
    return tuple(_pages(items, places, configuration))


def _data(folder: Path, configuration: Configuration) -> Iterable[object]:
    place = folder / (configuration.settings.text("data_dir") or "_data")
    for name in _FILES:
        for end in _ENDS:
            path = place / f"{name}{end}"
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                yield read_data(path)


def _configured(configuration: Configuration) -> Iterable[object]:
    for key in _SETTINGS:
        yield configuration.settings.values.get(key)


def _entries(given: object, configuration: Configuration) -> Iterable[MenuEntry]:
    """Entries of a list of mappings, of a mapping of titles to addresses, or below `main`."""
    if isinstance(given, Mapping):
        table = settings_of(given)
        inner = next((table.values[name] for name in _LISTS if name in table), None)
        if isinstance(inner, (list, Mapping)):
            yield from _entries(inner, configuration)
            return
        for title, address in table.values.items():
            if isinstance(address, str):
                yield from _entry(title, address, configuration)
    elif isinstance(given, list):
        for each in given:
            table = settings_of(each)
            title = _text(table, ("title", "name", "text", "label", "titles"), configuration)
            address = _text(table, ("url", "link", "href", "path", "urls"), configuration)
            yield from _entry(title, address, configuration)
            yield from _entries(table.values.get("children") or None, configuration)


def _text(table: Settings, keys: tuple[str, ...], configuration: Configuration) -> str:
    """A text, or that of the first language in a mapping of languages to texts."""
    if found := table.text(*keys):
        return found
    inner = next((table.table(key) for key in keys if table.table(key).values), Settings())
    return inner.text(*configuration.languages, *inner)


def _entry(title: str, address: str, configuration: Configuration) -> Iterable[MenuEntry]:
    if not title or not address or address.startswith("#") or "{" in address:
        return
    path = path_below(address, configuration)
    if path is not None:
        yield MenuEntry(title, path)
    elif address.startswith(("https://", "http://", "mailto:")):
        yield MenuEntry(title, address)


def _pages(
    items: Sequence[Item], places: Mapping[str, Place], configuration: Configuration
) -> Iterable[MenuEntry]:
    """Pages with `nav: true` (al-folio), of `_tabs` (Chirpy), or with a title (minima)."""
    named = configuration.settings.texts("header_pages")
    found: list[tuple[int, MenuEntry]] = []
    for item in items:
        place = places[item.entry.path]
        title = item.front.text("title", "nav_title")
        if item.entry.kind == "tabs":
            title = title or title_of_slug(item.entry.slug)
        wants = (
            item.entry.path in named
            if named
            else item.flag("nav") or item.entry.kind == "tabs" or item.front.text("menu") == "main"
        )
        if wants and title and place.address and _is_default(item, configuration):
            order = item.front.number("nav_order", item.front.number("order", 999))
            order = named.index(item.entry.path) if named else order
            found.append((order, MenuEntry(title, place.address)))
    yield from (entry for _, entry in sorted(found, key=lambda each: each[0]))


def _is_default(item: Item, configuration: Configuration) -> bool:
    """Whether a page is in the language of the menu."""
    languages = configuration.languages
    return not languages or item.language_as_written.lower() in {"", languages[0].lower()}
