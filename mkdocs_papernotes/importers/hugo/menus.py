"""The menu, the comments and other settings of a Hugo site that have a counterpart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs_papernotes.importers.hugo.configuration import (
    Configuration,
    Values,
    mapping_of,
    text_of,
    texts_of,
)
from mkdocs_papernotes.importers.hugo.front import Front
from mkdocs_papernotes.importers.hugo.names import cleaned
from mkdocs_papernotes.importers.hugo.values import license_of, plain
from mkdocs_papernotes.importers.old_site import MenuEntry
from mkdocs_papernotes.problems.problem import Problem

_DEEPEST = 6
_LISTED = 10_000
_OTHER_COMMENTS = (
    "artalk",
    "cactus",
    "commento",
    "cusdis",
    "disqus",
    "facebook",
    "gitalk",
    "gitment",
    "hypercomments",
    "isso",
    "remark42",
    "twikoo",
    "utterances",
    "utteranc",
    "valine",
)
"""Systems of comments that the plugin does not know."""


@dataclass(frozen=True)
class _Entry:
    title: str
    target: str
    weight: int
    order: int
    parent: str
    name: str


def menu_of(
    configuration: Configuration,
    pages: Mapping[str, tuple[Front, str]],
    url: str,
    addresses: frozenset[str],
) -> tuple[MenuEntry, ...]:
    """The main menu; of entries below another one, those whose parent leads nowhere.

    `pages` has the front matter and address of pages by their paths, `addresses` all addresses.
    """
    menus = configuration.mapping("menus")
    name = "main" if "main" in menus or not menus else next(iter(menus))
    given = menus.get(name)
    entries = [
        _entry(mapping_of(each), order, pages, url, addresses)
        for order, each in enumerate(given if isinstance(given, list) else ())
    ]
    entries += _of_pages(name, pages, len(entries))
    entries.sort(key=lambda entry: (entry.weight or _LISTED, entry.order))
    leads = {entry.name for entry in entries if entry.target is not None and entry.target != "#"}
    return tuple(
        MenuEntry(entry.title, entry.target)
        for entry in entries
        if entry.title and entry.target != "#" and (not entry.parent or entry.parent not in leads)
    )


def _entry(
    given: Values,
    order: int,
    pages: Mapping[str, tuple[Front, str]],
    url: str,
    addresses: frozenset[str],
) -> _Entry:
    reference = "/" + cleaned(text_of(given.get("pageref"))).lower()
    front, address = pages.get(reference, (Front(), ""))
    title = text_of(given.get("name")) or text_of(given.get("title")) or front.text("title")
    title = plain(title) or plain(text_of(given.get("identifier")))
    target = address
    if not (given.get("pageref") and reference in pages):
        target = _target(text_of(given.get("url")) or text_of(given.get("pageref")), url, addresses)
    weight, name = _whole(given.get("weight")), text_of(given.get("identifier")) or title
    return _Entry(title, target, weight, order, text_of(given.get("parent")), name)


def _target(given: str, url: str, addresses: frozenset[str]) -> str:
    """An address below the root, or a full one; `#` for one that leads nowhere."""
    if url and given.startswith(url):
        given = "/" + given.removeprefix(url)
    try:
        parts = urlsplit(given)
    except ValueError:
        return "#"
    if parts.scheme or parts.netloc:
        return given if parts.scheme in {"http", "https", "mailto"} else "#"
    base = urlsplit(url).path
    path = unquote(parts.path)
    if base != "/" and path.startswith(base):
        path = path.removeprefix(base)
    path = cleaned(path)
    if not path:
        return "" if given.strip() else "#"
    has_slash = parts.path.endswith("/") or f"{path}/" in addresses or "." not in path
    return path if path in addresses or not has_slash else f"{path}/"


def _of_pages(name: str, pages: Mapping[str, tuple[Front, str]], order: int) -> Iterator[_Entry]:
    """Entries that pages make with `menu: main` or `menus: {main: {weight: 1}}`."""
    for front, address in pages.values():
        given = front.get("menus") if front.get("menus") is not None else front.get("menu")
        if isinstance(given, Mapping):
            if name not in given:
                continue
            own = mapping_of(given[name])
        elif name in texts_of(given):
            own = {}
        else:
            continue
        title = text_of(own.get("name")) or front.text("linktitle") or front.text("title")
        weight = _whole(own.get("weight")) or _whole(front.get("weight"))
        yield _Entry(plain(title), address, weight, order, text_of(own.get("parent")), title)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def author_of(configuration: Configuration) -> str:
    """The author of the site."""
    for given in (configuration.get("params", "author"), configuration.get("author")):
        given = given[0] if isinstance(given, list) and given else given
        if isinstance(given, Mapping):
            given = given.get("name")
        if name := plain(text_of(given)):
            return name
    return ""


def site_license(configuration: Configuration) -> str:
    """The licence that the site names, in `params.license` or in its copyright."""
    params = configuration.mapping("params")
    given: list[Any] = [configuration.get("copyright")]
    given += [value for key, value in params.items() if "license" in key or "copyright" in key]
    return next(filter(None, (license_of(text_of(each)) for each in given)), "")


def comments_of(configuration: Configuration) -> Mapping[str, Any]:
    """The option `comments` that follows from the parameters of the theme; empty if none does."""
    for name, settings in _mappings(configuration.mapping("params")):
        if settings.get("enable") is False or settings.get("enabled") is False:
            continue
        if name == "giscus":
            keys = {"repo": "repo", "repoid": "repo_id", "category": "category"}
            keys["categoryid"] = "category_id"
            named = {key.replace("_", "").replace("-", ""): each for key, each in settings.items()}
            found = {ours: text for key, ours in keys.items() if (text := text_of(named.get(key)))}
            if {"repo", "repo_id", "category_id"} <= set(found):
                return {"giscus": found}
        if name == "waline":
            given = (text_of(settings.get(key)) for key in ("serverurl", "server", "server_url"))
            if server := next(filter(None, given), ""):
                return {"waline": {"server": server}}
    return {}


def giscus_names_by(configuration: Configuration) -> str:
    """What giscus names threads by, such as `pathname`; empty without giscus."""
    for name, settings in _mappings(configuration.mapping("params")):
        if name == "giscus":
            return text_of(settings.get("mapping")) or "pathname"
    return ""


def _mappings(values: Values, depth: int = 0) -> Iterator[tuple[str, Values]]:
    """All mappings in nested ones, with their keys."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield key, value
            if depth < _DEEPEST:
                yield from _mappings(value, depth + 1)


def left_settings(configuration: Configuration) -> Iterator[Problem]:
    """Settings whose effect the new site does not have."""
    file = configuration.files[0] if configuration.files else ""
    said: dict[str, str] = {}
    params = configuration.mapping("params")
    for name, settings in _mappings({"params": params, **configuration.mapping("services")}):
        is_off = settings.get("enable") is False or settings.get("enabled") is False
        if name in _OTHER_COMMENTS and not is_off and any(map(text_of, settings.values())):
            said[name] = "comments are with giscus or Waline here"
    if configuration.text("disqusshortname") or configuration.text(
        "services", "disqus", "shortname"
    ):
        said["disqus"] = "comments are with giscus or Waline here"
    if configuration.text("googleanalytics") or configuration.text(
        "services", "googleanalytics", "id"
    ):
        said["googleAnalytics"] = "readers are not counted; Material has `extra.analytics`"
    if configuration.flag("markup", "highlight", "linenos"):
        said["markup.highlight.lineNos"] = "`linenums: true` of pymdownx.highlight does the same"
    for name, reason in said.items():
        yield Problem("import-setting-left", file, values={"name": name, "reason": reason})
