"""What a site of MkDocs has in its `mkdocs.yml`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_papernotes.importers.extensions import KNOWN_EXTENSIONS
from mkdocs_papernotes.importers.generator import UnreadableSiteError
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.mkdocs_file import read_mkdocs_file
from mkdocs_papernotes.importers.navigation import DEEPEST, first_page
from mkdocs_papernotes.importers.old_site import MenuEntry
from mkdocs_papernotes.problems.problem import Problem

_TAKEN = frozenset(
    {
        *(
            "site_name",
            "site_url",
            "site_description",
            "site_author",
            "docs_dir",
            "site_dir",
            "nav",
        ),
        *("use_directory_urls", "markdown_extensions", "plugins", "theme", "strict", "validation"),
        *("dev_addr", "edit_uri", "repo_name", "copyright", "not_in_nav", "exclude_docs", "watch"),
    }
)
_KNOWN_PLUGINS = frozenset(
    {"search", "i18n", "tags", "papernotes", "redirects", "rss", "blog", "git-revision-date"}
)


@dataclass(frozen=True)
class MkDocsSettings:
    """The settings of an old site that the import reads."""

    name: str = ""
    url: str = ""
    description: str = ""
    author: str = ""
    docs: str = ""
    directory_urls: bool = True
    languages: tuple[str, ...] = ()
    """Of mkdocs-static-i18n, the default first; else the theme's."""
    locales: Mapping[str, str] = field(default_factory=dict)
    """How the addresses of mkdocs-static-i18n have them, by tag."""
    has_i18n: bool = False
    menu: tuple[MenuEntry, ...] = ()
    """The first level of `nav`; targets are paths of sources."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles that `nav` gives to pages, by the paths of their sources."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Sources of pages by the old paths that led to them (mkdocs-redirects)."""
    feeds: tuple[str, ...] = ()
    breaks: bool = False


def read_mkdocs(folder: Path, name: str) -> tuple[MkDocsSettings, tuple[Problem, ...]]:
    """Read a configuration file; raises `UnreadableSiteError`."""
    values = read_mkdocs_file(folder, name)
    plugins, extensions = _named(values.get("plugins")), _named(values.get("markdown_extensions"))
    docs = _text(values, "docs_dir") or "docs"
    if docs.startswith("/") or ".." in docs.split("/") or not (folder / docs).is_dir():
        raise UnreadableSiteError(
            f"{folder / name}: the folder {docs}, which `docs_dir` names, is not there"
        )
    i18n = plugins.get("i18n")
    locales = dict(_languages(i18n)) if i18n is not None else {}
    theme = _table(values.get("theme")).get("language")
    languages = [*locales] or [language_tag(theme)]
    redirects = _table(_table(plugins.get("redirects")).get("redirect_maps"))
    settings = MkDocsSettings(
        _text(values, "site_name"),
        _url(_text(values, "site_url")),
        _text(values, "site_description"),
        _text(values, "site_author"),
        "" if docs in {".", "./"} else docs.strip("/"),
        values.get("use_directory_urls") is not False,
        tuple(dict.fromkeys(filter(None, languages))),
        locales,
        i18n is not None,
        tuple(_menu(values.get("nav"))),
        dict(_titles(values.get("nav"))),
        {str(old): str(new) for old, new in redirects.items()},
        ("feed_rss_created.xml", "feed_rss_updated.xml") if "rss" in plugins else (),
        "nl2br" in extensions,
    )
    return settings, tuple(_left(values, plugins, extensions, name))


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    is_text = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return " ".join(str(value).split()) if is_text else ""


def _url(text: str) -> str:
    return f"{text.rstrip('/')}/" if text.startswith(("https://", "http://")) else ""


def _table(value: object) -> Mapping[str, object]:
    return {str(key): inner for key, inner in value.items()} if isinstance(value, Mapping) else {}


def _named(value: object) -> dict[str, object]:
    """Plugins or extensions with their options, from a list or a mapping."""
    if isinstance(value, Mapping):
        return dict(_table(value))
    found: dict[str, object] = {}
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, Mapping):
            found |= _table(entry)
        elif isinstance(entry, str):
            found[entry] = None
    return {name.rpartition("/")[2]: options for name, options in found.items()}


def _languages(options: object) -> Iterator[tuple[str, str]]:
    """The languages of mkdocs-static-i18n and their locales, the default first
    (https://ultrabug.github.io/mkdocs-static-i18n/getting-started/quick-start/).
    """
    entries = _table(options).get("languages")
    tables = [_table(entry) for entry in entries] if isinstance(entries, list) else []
    for table in sorted(tables, key=lambda table: table.get("default") is not True):
        if table.get("locale") != "null" and table.get("build") is not False:
            yield language_tag(table.get("locale")), str(table.get("locale"))


def _menu(nav: object) -> Iterator[MenuEntry]:
    """The first level of a menu; a section leads to its first page."""
    for entry in nav if isinstance(nav, list) else []:
        if isinstance(entry, Mapping):
            for title, target in entry.items():
                if page := first_page(target):
                    yield MenuEntry(" ".join(str(title).split()), page)


def _titles(nav: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Paths of pages with the titles that stand before them, at any level of a menu."""
    entries = nav if isinstance(nav, list) and depth < DEEPEST else []
    for entry in entries:
        for title, target in _table(entry).items():
            if isinstance(target, str):
                yield posixpath.normpath(target), " ".join(title.split())
            else:
                yield from _titles(target, depth + 1)


def _left(
    values: Mapping[str, object],
    plugins: Mapping[str, object],
    extensions: Mapping[str, object],
    name: str,
) -> Iterator[Problem]:
    """What the new site does not have."""
    if "blog" in plugins:
        reason = "`papernotes import material-blog` takes a blog over"
        told = {"name": "plugins.blog", "reason": reason}
        yield Problem("import-setting-left", name, key="plugins", values=told)
    settings = {key: "the new site has no such setting yet" for key in values if key not in _TAKEN}
    settings |= {
        f"plugins.{key}": "add the plugin if the texts need it"
        for key in plugins
        if key not in _KNOWN_PLUGINS
    }
    settings |= {
        f"markdown_extensions.{key}": "add the extension if the texts need it"
        for key in extensions
        if key not in KNOWN_EXTENSIONS
    }
    for key, value in _table(values.get("theme")).items():
        if key in {"custom_dir", "logo", "favicon"} and value:
            settings[f"theme.{key}"] = "copy what you need by hand"
    nav = values.get("nav")
    if isinstance(nav, list) and any(_is_nested(entry) for entry in nav):
        settings["nav"] = "its sections are one entry each, which leads to their first page"
    for key, reason in settings.items():
        yield Problem("import-setting-left", name, 0, key, {"name": key, "reason": reason})


def _is_nested(entry: object) -> bool:
    return isinstance(entry, Mapping) and any(isinstance(value, list) for value in entry.values())
