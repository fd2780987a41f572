"""What the pages of a build depend on beside their own content: the surroundings of every page.

Other plugins may do what they like to files, navigation, texts and front matter, because all of
that is looked at when it is done. What happens later, while templates run, is known of a few only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel import Locale
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from pathspec.gitignore import GitIgnoreSpec

from mkdocs_papernotes.adapter.pages import markdown_options
from mkdocs_papernotes.cache.digest import UnknownValueError, described, digest
from mkdocs_papernotes.cache.programs import content
from mkdocs_papernotes.markup.purity import known_pure

_EARLY_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content")
"""Events in which a plugin can change the text of a page."""
_LATE_EVENTS = ("env", "page_context", "post_page", "post_build")
"""Events in which a plugin can change a page, or read it, when its text is finished."""
_TEMPLATE_EVENTS = ("pre_template", "template_context")
"""Events in which a plugin can change a page without a source, such as that for errors."""
_KNOWN = {
    *("papernotes", "search", "material/search", "i18n", "offline", "material/offline"),
    *("info", "material/info", "meta", "material/meta", "tags", "material/tags"),
    *("redirects", "exclude-search"),
}
"""Plugins that do nothing in these events to a page that does not depend on what is described."""
_OF_THE_PLACE = ("config_file_path", "docs_dir", "site_dir", "plugins", "theme", "hooks", "watch")
"""Options that depend on where a site is built, and those that are described in their own way."""
_CHANGEABLE = re.compile(r"\b(?:pages|build_date_utc|update_date|now|random|i18n_alternates)\b")
"""Names in a template that stand for something else in each build."""
_TIME = re.compile(r"\b(?:build_date_utc|now|random)\b")
"""Those of them that differ between two builds of the same site on one day."""
_BEGIN, _END = re.compile(r"\{[{%]"), re.compile(r"[%}]\}")
"""The marks between which a template has code."""
_PACKAGE = Path(__file__).parent.parent
_KNOWN_THEMES = ("material", "mkdocs", "properdocs")
"""Packages whose templates print the time of the build on the home page at most."""
INSTALLED = {"site-packages", "dist-packages"}


class ChangeableError(Exception):
    """Something of which nobody can tell whether it stays the same from build to build."""


def surroundings(config: MkDocsConfig, nav: Navigation) -> bytes:
    """A digest of the surroundings of every page; raises `ChangeableError` with the reason."""
    _refuse(config, _LATE_EVENTS)
    try:
        options = {key: value for key, value in config.items() if key not in _OF_THE_PLACE}
        # a hook is a module without options
        plugins = [(name, getattr(each, "config", None)) for name, each in config.plugins.items()]
        parts = [options, plugins, [*_theme(config)], [*_navigation(nav)]]
        told = [described(part, of_mkdocs) for part in parts]
    except UnknownValueError as error:
        raise ChangeableError(f"`{error}` in mkdocs.yml") from error
    return digest(*told, _templates(config.theme.dirs))


def of_mkdocs(value: object) -> str:
    """Describes the types beside those of YAML that a configuration of MkDocs has."""
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    if isinstance(value, Locale):
        return f"{name} {value!s}"
    if isinstance(value, GitIgnoreSpec):
        return f"{name} {[pattern.regex and pattern.regex.pattern for pattern in value.patterns]}"
    raise UnknownValueError(name)


def check_texts(config: MkDocsConfig) -> None:
    """Raise `ChangeableError` if texts of pages may depend on more than what their authors wrote.

    Lists show texts of notes before these are rendered.
    """
    _refuse(config, _EARLY_EVENTS)
    if extension := known_pure(markdown_options(config)):
        raise ChangeableError(f"`{extension}`")


def check_plugins(config: MkDocsConfig) -> None:
    """Raise `ChangeableError` if any plugin or hook is not known."""
    _refuse(config, config.plugins.events)


def check_templates(config: MkDocsConfig) -> None:
    """Raise `ChangeableError` if a template of the author that is no page prints the time."""
    own = [folder for folder in map(Path, config.theme.dirs) if not _is_known(folder)]
    paths = [Path(config.docs_dir, name) for name in config.extra_templates]
    paths += [folder / name for folder in own for name in config.theme.static_templates]
    for path in filter(Path.is_file, paths):
        if name := _TIME.search(_code(path.read_text("utf-8", "replace"))):
            raise ChangeableError(f"`{name[0]}` in {path.name}")


def keeps_error_page(config: MkDocsConfig) -> bool:
    """Whether the page for errors depends on the surroundings alone."""
    try:
        _refuse(config, _TEMPLATE_EVENTS)
    except ChangeableError:
        return False
    return True


def dates_home(config: MkDocsConfig) -> bool:
    """Whether the theme says on the home page when it was built: those of MkDocs itself do."""
    packages = [package for package in _known_packages() if package.name != "material"]
    own = [package / "themes" for package in packages]
    return any(Path(folder).is_relative_to(theme) for folder in config.theme.dirs for theme in own)


def _refuse(config: MkDocsConfig, names: Iterable[str]) -> None:
    """Raise `ChangeableError` with the plugins and hooks that take part in events, if unknown."""
    found: dict[str, None] = {}
    origins = {id(plugin): name for name, plugin in config.plugins.items()}
    events: Mapping[str, Iterable[Any]] = config.plugins.events
    for method in (method for name in names for method in events.get(name, ())):
        plugin = origins.get(id(getattr(method, "__self__", method)), "").partition(" #")[0]
        if plugin not in _KNOWN:
            found[plugin or str(getattr(method, "__module__", "hooks"))] = None
    if found:
        raise ChangeableError(", ".join(f"`{name}`" for name in found))


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


def _templates(folders: Iterable[str]) -> bytes:
    """A digest of the templates and other files of a theme.

    Those of installed packages change with their versions only. Raises `ChangeableError` for
    templates that print something else each time.
    """
    parts: list[bytes] = []
    for folder in map(Path, folders):
        if _is_known(folder):
            continue
        for path in sorted(folder.rglob("*.html")):
            text = path.read_text("utf-8", "replace") if path.is_file() else ""
            if name := _CHANGEABLE.search(_code(text)):
                raise ChangeableError(f"`{name[0]}` in {path.name}")
        if not INSTALLED.intersection(folder.parts):
            parts.append(content(folder))
    return digest(*parts)


def _is_known(folder: Path) -> bool:
    return any(folder.is_relative_to(package) for package in _known_packages())


def _code(template: str) -> str:
    """The code of a template, without the HTML around it."""
    _, *parts = _BEGIN.split(template)
    return "\n".join(_END.split(part, maxsplit=1)[0] for part in parts)


@cache
def _known_packages() -> tuple[Path, ...]:
    """The folders of this package and of `_KNOWN_THEMES`; an author's may have the same names."""
    found = (find_spec(name) for name in _KNOWN_THEMES)
    places = (place for spec in found if spec for place in spec.submodule_search_locations or ())
    return (_PACKAGE, *map(Path, places))
