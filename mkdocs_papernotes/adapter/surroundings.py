"""What the pages of a build depend on beside their own content: the surroundings of every page.

Other plugins may do what they like to files, navigation, texts and front matter, because all of
that is looked at when it is done. What happens later, while templates run, is known of a few only.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from pathspec.gitignore import GitIgnoreSpec

from mkdocs_papernotes.cache.digest import UnknownValueError, described, digest

_LATE_EVENTS = ("env", "page_context", "post_page", "post_build")
"""Events in which a plugin can change a page, or read it, when its text is finished."""
_KNOWN = {
    *("papernotes", "search", "material/search", "i18n", "offline", "material/offline"),
    *("info", "material/info", "redirects", "exclude-search"),
}
"""Plugins that do nothing in these events to a page that does not depend on what is described."""
_OF_THE_PLACE = ("config_file_path", "docs_dir", "site_dir", "plugins", "theme", "hooks")
"""Options that depend on where a site is built, and those that are described in their own way."""
_CHANGEABLE = re.compile(rb"\b(?:pages|build_date_utc|update_date|now|random)\b")
"""Names in a template that stand for something else in each build."""
_PACKAGE = Path(__file__).parent.parent
_KNOWN_THEMES = {"material", "mkdocs", "properdocs"}
"""Packages whose templates print the time of the build on the home page at most."""
_INSTALLED = {"site-packages", "dist-packages"}


class ChangeableError(Exception):
    """Something of which nobody can tell whether it stays the same from build to build."""


def surroundings(config: MkDocsConfig, nav: Navigation) -> bytes:
    """A digest of the surroundings of every page; raises `ChangeableError` with the reason."""
    late = _unknown_plugins(config)
    if late:
        raise ChangeableError(", ".join(f"`{name}`" for name in late))
    try:
        options = {key: value for key, value in config.items() if key not in _OF_THE_PLACE}
        plugins = [(name, plugin.config) for name, plugin in config.plugins.items()]
        parts = [
            _told(options),
            _told(plugins),
            _told([*_theme(config)]),
            _told([*_navigation(nav)]),
        ]
    except UnknownValueError as error:
        raise ChangeableError(f"`{error}` in mkdocs.yml") from error
    return digest(*parts, _templates(tuple(config.theme.dirs)), _programs())


def _told(value: object) -> str:
    return described(value, _of_mkdocs)


def _of_mkdocs(value: object) -> str:
    """Describes the types beside those of YAML that a configuration of MkDocs has."""
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    if isinstance(value, Locale):
        return f"{name} {value!s}"
    if isinstance(value, GitIgnoreSpec):
        return f"{name} {[pattern.regex and pattern.regex.pattern for pattern in value.patterns]}"
    raise UnknownValueError(name)


def _unknown_plugins(config: MkDocsConfig) -> list[str]:
    """The plugins and hooks that take part when pages are finished, and are not known."""
    found: dict[str, None] = {}
    events: Mapping[str, Iterable[Any]] = config.plugins.events
    origins = {
        id(getattr(plugin, "__self__", plugin)): name for name, plugin in config.plugins.items()
    }
    for event in _LATE_EVENTS:
        for method in events.get(event, ()):
            name = origins.get(id(getattr(method, "__self__", method)), "")
            if name not in _KNOWN:
                found[name or getattr(method, "__module__", "a hook")] = None
    return [*found]


def _theme(config: MkDocsConfig) -> Iterator[object]:
    theme = config.theme
    yield theme.name
    yield {key: theme[key] for key in theme}


def _navigation(nav: Navigation) -> Iterator[object]:
    """Everything that the navigation shows."""
    for item in nav:
        yield from _item(item)
    yield nav.homepage.url if nav.homepage else ""


def _item(item: Any) -> Iterator[object]:
    if isinstance(item, Section):
        yield "section"
        yield item.title
        for child in item.children:
            yield from _item(child)
        yield "end"
    elif isinstance(item, Page):
        yield [item.title, item.url, dict(item.meta), item.file.inclusion.name]
    elif isinstance(item, Link):
        yield [item.title, item.url]
    else:
        raise UnknownValueError(f"{type(item).__module__}.{type(item).__qualname__}")


@lru_cache(maxsize=1)
def _programs() -> str:
    """Every installed package and its version, and the plugin's own code."""
    folders = [Path(folder) for folder in sys.path if folder]
    names = {path.name for folder in folders for path in folder.glob("*.dist-info")}
    return described([sys.version, names, _content(_PACKAGE)])


def _templates(folders: Iterable[str]) -> bytes:
    """A digest of the templates and other files of a theme.

    Those of installed packages change with their versions only. Raises `ChangeableError` for
    templates that print something else each time.
    """
    parts: list[bytes] = []
    for folder in map(Path, folders):
        if folder.is_relative_to(_PACKAGE) or _KNOWN_THEMES.intersection(folder.parts[-2:]):
            continue
        for path in sorted(folder.rglob("*.html")):
            if path.is_file() and (name := _CHANGEABLE.search(path.read_bytes())):
                raise ChangeableError(f"`{name[0].decode()}` in {path.name}")
        if not _INSTALLED.intersection(folder.parts):
            parts.append(_content(folder))
    return digest(*parts)


def _content(folder: Path) -> bytes:
    """A digest of the files in a folder: their paths and what is in them."""
    parts: list[bytes] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            parts += [path.relative_to(folder).as_posix().encode(), path.read_bytes()]
    return digest(*parts)
