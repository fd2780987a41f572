"""The menu of a site, as its theme has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from mkdocs_papernotes.importers.hexo.addresses import normal
from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.script import is_set, text_of
from mkdocs_papernotes.importers.old_site import MenuEntry
from mkdocs_papernotes.text import one_line

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_DEEPEST = 3
_TITLES = {
    "home": ("Home", "首页"),
    "archives": ("Archives", "归档"),
    "archive": ("Archives", "归档"),
    "categories": ("Categories", "分类"),
    "category": ("Categories", "分类"),
    "tags": ("Tags", "标签"),
    "tag": ("Tags", "标签"),
    "about": ("About", "关于"),
    "links": ("Links", "友链"),
    "schedule": ("Schedule", "日程表"),
    "sitemap": ("Sitemap", "站点地图"),
    "commonweal": ("Commonweal 404", "公益 404"),
}
"""What NexT and Fluid write for the keys of their menus."""


def menu_of(configuration: Configuration) -> tuple[MenuEntry, ...]:
    """The entries of the menu, without those that only hold others."""
    theme = configuration.theme
    navbar = theme.get("navbar")
    given = theme.get("menu")
    if not is_set(given) and isinstance(navbar, Mapping):
        given = navbar.get("menu")
    found: dict[str, MenuEntry] = {}
    for entry in _entries(given, configuration, "", 0):
        found.setdefault(entry.target, entry)
    return tuple(found.values())


def _entries(
    given: object, configuration: Configuration, parent: str, depth: int
) -> Iterator[MenuEntry]:
    """The entries in a mapping of titles (NexT, Butterfly, Icarus), or a list (Fluid)."""
    if depth > _DEEPEST:
        return
    if isinstance(given, Mapping):
        for title, value in given.items():
            name = text_of(title).partition("||")[0].strip()
            if isinstance(value, (Mapping, list)):
                yield from _nested(name, value, configuration, parent, depth)
            elif is_set(value):
                yield from _entry(name, text_of(value), configuration, parent)
    elif isinstance(given, list):
        for item in given:
            yield from _listed(item, configuration, depth)


def _nested(
    name: str, given: object, configuration: Configuration, parent: str, depth: int
) -> Iterator[MenuEntry]:
    """An entry with entries below it, whose own address NexT has as `default`."""
    own = given.get("default") if isinstance(given, Mapping) else None
    if isinstance(given, Mapping) and isinstance(own, str):
        yield from _entry(name, own, configuration, parent)
        parent = _address(own)
        given = {key: each for key, each in given.items() if key != "default"}
    yield from _entries(given, configuration, parent, depth + 1)


def _listed(item: object, configuration: Configuration, depth: int) -> Iterator[MenuEntry]:
    """An entry of Fluid, `{key: home, link: /}`, or of older Butterfly, `Music || /music/`."""
    if isinstance(item, str):
        name, _, address = item.partition("||")
        yield from _entry(name.strip(), address, configuration, "")
    elif isinstance(item, Mapping):
        if {"link", "submenu", "url"}.isdisjoint(item):
            yield from _entries(item, configuration, "", depth + 1)
            return
        named = text_of(item.get("name") or item.get("title") or item.get("key") or "")
        link = item.get("link") or item.get("url")
        if is_set(link):
            yield from _entry(named, text_of(link), configuration, "")
        yield from _entries(item.get("submenu"), configuration, "", depth + 1)


def _address(value: str) -> str:
    address = "%20".join(value.partition("||")[0].split())
    return f"https:{address}" if address.startswith("//") else address


def _entry(name: str, value: str, configuration: Configuration, parent: str) -> Iterator[MenuEntry]:
    address = _address(value)
    if _WEB.match(address):
        target = _below_root(address, configuration) if configuration.site_url else None
        yield MenuEntry(_title(name, configuration), address if target is None else target)
        return
    if not address or address.startswith(("#", "javascript:")):
        return
    if _SCHEME.match(address):
        yield MenuEntry(_title(name, configuration), address)
        return
    path = unquote(address.partition("#")[0])
    root = configuration.root
    if path.startswith(root) and root != "/":
        path = path.removeprefix(root)
    elif not path.startswith("/") and parent:
        path = f"{parent.rstrip('/')}/{path}"
    yield MenuEntry(_title(name, configuration), configuration.prefix + normal(path))


def _below_root(address: str, configuration: Configuration) -> str | None:
    """The path of a full address on the site's own host."""
    if not f"{address}/".startswith(configuration.site_url):
        return None
    return normal(unquote(address.removeprefix(configuration.site_url.rstrip("/"))))


def _title(name: str, configuration: Configuration) -> str:
    titles = _TITLES.get(name)
    language = (configuration.languages or ("en",))[0]
    if titles is None:
        return one_line(name)
    return titles[1] if language.startswith("zh") else titles[0]
