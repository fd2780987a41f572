"""Reads `mkdocs.yml` as MkDocs reads it, without MkDocs.

Parent files (`INHERIT`) and environment variables (`!ENV`) are read. Values with other tags, such
as `!!python/name`, become `None`: nothing that the file names is imported or called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify_unicode
from yaml_env_tag import construct_env_tag

from mkdocs_papernotes.languages.tags import usual
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.problems.problem import Problem

_EXTENSIONS = ("toc", "tables", "fenced_code")
"""Those that MkDocs adds to every site."""
_NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as MkDocs does; a value with any other unknown tag becomes `None`."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


@dataclass(frozen=True)
class Configuration:
    """The configuration of a site."""

    path: Path
    """The file; it may be missing."""
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def text(self, key: str, default: str = "") -> str:
        """The text under `key`, or `default` if there is none."""
        value = self.values.get(key)
        return value if isinstance(value, str) else default

    @property
    def docs(self) -> Path:
        """The docs folder."""
        return self.path.parent / self.text("docs_dir", "docs")

    @property
    def directory_urls(self) -> bool:
        return self.values.get("use_directory_urls") is not False

    @property
    def plugins(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The name and options of each plugin that is not turned off, in order."""
        given = self.values.get("plugins")
        items = given.items() if isinstance(given, dict) else _items(given)
        for name, options in items:
            options = options if isinstance(options, dict) else {}
            if options.get("enabled", True):
                yield str(name), {key: options[key] for key in options if key != "enabled"}

    def plugin(self, name: str) -> Mapping[str, Any] | None:
        """The options of a plugin, or `None` if the site does not use it."""
        return dict(self.plugins).get(name)

    @property
    def markdown(self) -> MarkdownOptions:
        """The Markdown extensions, those that MkDocs adds included."""
        given = self.values.get("markdown_extensions")
        items = given.items() if isinstance(given, dict) else _items(given)
        found = {**dict.fromkeys(_EXTENSIONS), **{str(name): options for name, options in items}}
        configs = {
            name: _without_code(options)
            for name, options in found.items()
            if isinstance(options, dict)
        }
        return MarkdownOptions(tuple(found), configs)

    @property
    def theme_language(self) -> str:
        """The language tag of the theme; `en` if it has none."""
        theme = self.values.get("theme")
        options = theme if isinstance(theme, dict) else {}
        found = options.get("language") or options.get("locale")
        return usual(found) if isinstance(found, str) and found else "en"


def _without_code(given: Any) -> Any:
    """Options of an extension without functions and objects, for which the extension has others.

    Another `slugify` than the usual one is written for letters of all languages.
    """
    if isinstance(given, dict):
        found = {key: _without_code(value) for key, value in given.items() if value is not None}
        if "slugify" in given and given["slugify"] is None:
            found["slugify"] = slugify_unicode
        return found
    return [*map(_without_code, given)] if isinstance(given, list) else given


def _items(given: object) -> Iterator[tuple[Any, Any]]:
    for item in given if isinstance(given, list) else ():
        if isinstance(item, dict):
            yield from item.items()
        else:
            yield item, {}


def read_configuration(path: Path) -> Configuration:
    """Read a configuration file, or the one in a folder.

    A missing or unreadable file does not raise: it gives an empty configuration with problems.
    """
    if not path.suffix or path.is_dir():
        path = next((path / name for name in _NAMES if (path / name).is_file()), path / _NAMES[0])
    problems: list[Problem] = []
    values = _read(path, path.parent, problems, ())
    return Configuration(path, values, tuple(problems))


def configuration_of(path: Path, text: str) -> Configuration:
    """The configuration that a file at `path` would have with this text, which is valid."""
    return Configuration(path, yaml.load(text, _Loader))


def _read(
    path: Path, root: Path, problems: list[Problem], children: tuple[Path, ...]
) -> dict[str, Any]:
    """The values of a file over those of its parents, adding to `problems`."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        found = yaml.load(path.read_bytes(), _Loader)
    except OSError:
        problems.append(Problem("configuration-missing", name))
        return {}
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, KeyError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        reason = getattr(error, "problem", None) or "a value that cannot be read"
        problems.append(Problem("configuration-unreadable", name, line, values={"reason": reason}))
        return {}
    values = found if isinstance(found, dict) else {}
    parent = values.pop("INHERIT", None)
    if not isinstance(parent, str):
        return values
    if len(children) > 20 or path.resolve() in children:
        problems.append(Problem("configuration-inherits-itself", name, key="INHERIT"))
        return values
    inherited = path.parent / parent
    return _merged(_read(inherited, root, problems, (*children, path.resolve())), values)


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """The values of both. Mappings are merged; other values of the child replace the parent's."""
    found = dict(parent)
    for key, value in child.items():
        own = found.get(key)
        if isinstance(value, dict) and isinstance(own, dict):
            value = _merged(own, value)
        found[key] = value
    return found
