"""The configuration of a site: `_config.yml`, those of its theme, and the plugins it has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from mkdocs_papernotes.front_matter.bounds import check_depth, check_size
from mkdocs_papernotes.front_matter.loader import Loader
from mkdocs_papernotes.importers.decoding import UndecodableError, decode
from mkdocs_papernotes.importers.generator import UnreadableSiteError
from mkdocs_papernotes.importers.hexo.machine import machine_zone
from mkdocs_papernotes.importers.hexo.script import is_set, items_of, names_of, text_of
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.settings import UnreadableSettingsError, read_settings
from mkdocs_papernotes.languages.tags import canonical
from mkdocs_papernotes.problems.problem import Problem

_ENDINGS = (".yml", ".yaml", ".json")
_TABS = re.compile(r"^\t+", re.MULTILINE)
_OF_LANGUAGE = re.compile(r"_config[.-](?P<name>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\.ya?ml")
_AT_HOME = {"zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ko": "Asia/Seoul"}
"""Where the computer of an author most likely is."""
_THEME_NAME = re.compile(r"[\w.@-]+")


@dataclass(frozen=True)
class Configuration:
    """What a site is configured with. Values that are missing are Hexo's own
    (https://github.com/hexojs/hexo/blob/master/lib/hexo/default_config.ts).
    """

    values: Mapping[str, Any]
    theme: Mapping[str, Any] = field(default_factory=dict)
    """The settings of its theme, from all files that have some."""
    plugins: frozenset[str] | None = None
    """The packages that the site depends on; `None` if no file says so."""
    file: str = "_config.yml"
    prefix: str = ""
    """Where its pages are below the root of the whole site, such as `en/`."""
    lang: str = ""
    """The language that its file is named by."""
    machine: str = ""
    """The time zone of the computer that built the site; empty if nothing says so."""

    def text(self, key: str, default: str = "") -> str:
        """A setting as a text; a list or a mapping is none."""
        value = self.values.get(key)
        if value is None or isinstance(value, (list, Mapping)):
            return default
        return text_of(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Whether a setting is on, as JavaScript sees its value."""
        value = self.values.get(key)
        return default if value is None else is_set(value)

    def number(self, key: str, default: int) -> int:
        """A setting that is a whole number."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def mapping(self, key: str) -> Mapping[str, Any]:
        """A setting with settings of its own."""
        return _texted(self.values.get(key))

    def folder(self, key: str, default: str) -> str:
        """The name of a folder, with a slash at its end; empty for the root."""
        name = self.text(key, default).strip("/")
        return f"{name}/" if name else ""

    def has_plugin(self, *names: str, unknown: bool = False) -> bool:
        """Whether the site depends on one of these packages; `unknown` if no file says so."""
        return unknown if self.plugins is None else not self.plugins.isdisjoint(names)

    def has_plugin_for(self, name: str) -> bool:
        """Whether a plugin may give posts the key `name`; also if the plugins are not known."""
        return self.plugins is None or any(name in plugin for plugin in self.plugins)

    @property
    def has_plain_formulas(self) -> bool:
        """Whether the renderer of Markdown leaves `\\_` in a formula as it is: Pandoc does, and
        hexo-renderer-markdown-it-plus with its KaTeX."""
        return self.has_plugin("hexo-renderer-pandoc", "hexo-renderer-markdown-it-plus")

    @cached_property
    def source_dir(self) -> str:
        """The folder with the texts, below the site's folder."""
        return _path(self.text("source_dir", "source")) or "source"

    @cached_property
    def url(self) -> str:
        """The address that Hexo puts before the paths of pages, without a slash at its end."""
        return self.text("url", "http://example.com").strip().rstrip("/")

    @cached_property
    def root(self) -> str:
        """The path of the site on its host, decoded, with slashes around it."""
        path = self.text("root") or _path_of(self.url)
        return f"/{unquote(path).strip('/')}/".replace("//", "/")

    @cached_property
    def site_url(self) -> str:
        """The address of the root, with a slash at its end; empty if it was never configured."""
        if "://example.com" in self.url or not self.url.startswith(("http://", "https://")):
            return ""
        if _path_of(self.url).strip("/") or self.root == "/":
            return f"{self.url}/"
        return f"{self.url}{self.root}"

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Tags of the languages it names, the default first."""
        named = names_of(self.values.get("language")) or ([self.lang] if self.lang else [])
        tags = (canonical(name.strip().replace("_", "-")) or language_tag(name) for name in named)
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    @cached_property
    def zones(self) -> tuple[str, ...]:
        """The time zones that dates in addresses may be of, the most likely first.

        Hexo reads dates in its setting `timezone`, but writes them into addresses in the zone of
        the computer (https://github.com/hexojs/hexo/issues/3663). Empty if they stay as they are
        written, which they do without the setting.
        """
        own = self.text("timezone")
        if not own:
            return ()
        machine = self.machine
        if not machine and own.upper() in {"UTC", "GMT", "ETC/UTC"}:
            machine = _AT_HOME.get((self.languages or ("",))[0].partition("-")[0], "")
        return tuple(dict.fromkeys((machine, own) if machine else (own, "UTC")))

    @cached_property
    def theme_name(self) -> str:
        """The name of its theme; empty if it cannot be that of a folder."""
        name = self.text("theme")
        return name if _THEME_NAME.fullmatch(name) and name.strip(".") else ""

    @cached_property
    def per_page(self) -> int:
        """How many posts a page of a list has, unless its generator says otherwise."""
        return self.number("per_page", 10)

    def page_size(self, generator: str) -> int:
        """How many posts a page of a list has; 0 for all."""
        size = self.mapping(generator).get("per_page")
        return size if isinstance(size, int) and not isinstance(size, bool) else self.per_page

    @cached_property
    def pagination_dir(self) -> str:
        """The folder of the other pages of a list."""
        return self.text("pagination_dir", "page").strip("/") or "page"


def configurations(folder: Path) -> tuple[list[Configuration], list[Problem]]:
    """The main configuration of a site, and those of its other languages.

    Sites in several languages are often several configurations, `_config.en.yml` with its own
    `source_dir` (https://hexo.io/docs/configuration#Using-an-Alternate-Config).
    Raises `UnreadableSiteError`.
    """
    file = next((f"_config{end}" for end in _ENDINGS if (folder / f"_config{end}").is_file()), "")
    if not file:
        raise UnreadableSiteError("there is no _config.yml in the folder")
    problems: list[Problem] = []
    values = _read(folder, file)
    if values is None:
        reason = _mistake(folder, file)
        raise UnreadableSiteError(f"{file}: {reason}. Correct it, and run the command again")
    plugins = _plugins(folder)
    theme = _theme(folder, values, problems)
    main = Configuration(values, theme, plugins, file, machine=machine_zone(folder))
    if not (folder / main.source_dir).is_dir():
        raise UnreadableSiteError(f"there is no folder {main.source_dir}")
    return [main, *_others(folder, main, problems)], problems


def _others(folder: Path, main: Configuration, problems: list[Problem]) -> Iterator[Configuration]:
    for path in sorted(folder.glob("_config[.-]*.y*ml")):
        match = _OF_LANGUAGE.fullmatch(path.name)
        if match is None or not canonical(match["name"].replace("_", "-")):
            continue
        own = _read(folder, path.name)
        source = own.get("source_dir") if own else None
        if own is None or not isinstance(source, str) or _path(source) == main.source_dir:
            continue
        values = _merged(main.values, own)
        if "root" not in own and "url" in own:
            values["root"] = _path_of(text_of(own["url"]))
        theme = _theme(folder, values, problems)
        lang = canonical(match["name"].replace("_", "-"))
        found = replace(main, values=values, theme=theme, file=path.name, lang=lang)
        prefix = found.root.removeprefix(main.root) if found.root.startswith(main.root) else ""
        if (folder / found.source_dir).is_dir():
            yield replace(found, prefix=prefix)


def _theme(folder: Path, values: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """The settings of the theme; a later file comes before an earlier one.

    https://hexo.io/docs/configuration#Using-an-Alternate-Theme-Config
    """
    name = text_of(values.get("theme") or "")
    found: dict[str, Any] = {}
    if not _THEME_NAME.fullmatch(name):
        return dict(_texted(values.get("theme_config")))
    files = [
        f"node_modules/hexo-theme-{name}/_config.yml",
        f"themes/{name}/_config.yml",
        f"source/_data/{name}.yml",
        "source/_data/theme_config.yml",
        *(f"_config.{name}{end}" for end in _ENDINGS),
    ]
    for file in files:
        if (folder / file).is_file():
            read = _read(folder, file)
            if read is None:
                told = {"name": file, "reason": "it cannot be read"}
                problems.append(Problem("import-setting-left", file, values=told))
            found = _merged(found, read or {})
    return _merged(found, _texted(values.get("theme_config")))


def _read(folder: Path, file: str) -> dict[str, Any] | None:
    """The mapping in a file of YAML or JSON; `None` if it cannot be read."""
    try:
        text = decode((folder / file).read_bytes()).text
        text = _TABS.sub(lambda match: "  " * len(match[0]), text.lstrip("\ufeff"))
        check_depth(text)
        node = yaml.compose(text, Loader)
        if isinstance(node, yaml.MappingNode):
            check_size(node)
        read = yaml.load(text, Loader)
    except (OSError, UndecodableError, yaml.YAMLError, ValueError, RecursionError, TypeError):
        return None
    return dict(_texted(read or {})) if isinstance(read or {}, Mapping) else None


def _mistake(folder: Path, file: str) -> str:
    """Why a file cannot be read, with the line if there is one."""
    try:
        text = decode((folder / file).read_bytes()).text
        read_settings(_TABS.sub(lambda match: "  " * len(match[0]), text.lstrip("\ufeff")))
    except UnreadableSettingsError as error:
        return str(error)
    except (OSError, UndecodableError):
        return "it cannot be read"
    return "it holds no settings"


def _plugins(folder: Path) -> frozenset[str] | None:
    try:
        package = json.loads(decode((folder / "package.json").read_bytes()).text)
    except (OSError, UndecodableError, ValueError, RecursionError):
        return None
    if not isinstance(package, Mapping):
        return None
    kinds = (package.get(key) for key in ("dependencies", "devDependencies"))
    return frozenset(name for kind in kinds for name in _texted(kind))


def _merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Both mappings in one; where both have a value, that of the second counts."""
    found = dict(first)
    for key, value in second.items():
        below = found.get(key)
        if isinstance(value, Mapping) and isinstance(below, Mapping):
            found[key] = _merged(_texted(below), _texted(value))
        else:
            found[key] = value
    return found


def _texted(value: object) -> Mapping[str, Any]:
    """A mapping with texts for its keys; an empty one for anything else."""
    if not isinstance(value, Mapping):
        return {}
    return {text_of(key): inner for key, inner in value.items()}


def _path(folder: str) -> str:
    """A path below the site's folder without what leads out of it."""
    parts = folder.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."})


def _path_of(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def patterns_of(value: object) -> tuple[str, ...]:
    """Patterns for paths below `source`."""
    return tuple(text_of(item).lstrip("/") for item in items_of(value))
