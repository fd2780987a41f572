"""`_config.yml`: what Jekyll and the plugins that many sites have read from it."""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from mkdocs_papernotes.importers.dates import zone_of
from mkdocs_papernotes.importers.generator import UnreadableSiteError
from mkdocs_papernotes.importers.jekyll.permalinks import STYLES, joined, with_suffix_of
from mkdocs_papernotes.importers.settings import (
    Settings,
    UnreadableSettingsError,
    read_settings,
    settings_of,
)

NAMES = ("_config.yml", "_config.yaml")
_EXCLUDED = [
    ".sass-cache",
    ".jekyll-cache",
    ".ruby-lsp",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
]
"""`Configuration::DEFAULT_EXCLUDES`."""
_DOMAIN = re.compile(r"[A-Za-z0-9.-]{3,253}")
_LABEL = re.compile(r"[^A-Za-z0-9_\-.]")


@dataclass(frozen=True)
class Collection:
    """A collection of documents in a folder such as `_notes`."""

    label: str
    template: str
    """Of the permalinks of its documents."""
    is_published: bool
    allows_future: bool = False


@dataclass(frozen=True)
class Configuration:
    """The settings of a site."""

    settings: Settings = field(default_factory=Settings)
    name: str = NAMES[0]
    """The file that they stand in."""
    domain: str = ""
    """The name in the file `CNAME`."""

    @cached_property
    def root(self) -> str:
        """The folder with the site's sources below the given one; empty for that itself."""
        return plain_folder(self.settings.text("source"))

    @cached_property
    def style(self) -> str:
        """The style or template of permalinks, as pages follow it."""
        return self.settings.text("permalink") or "date"

    @cached_property
    def base(self) -> str:
        """`baseurl` with a slash at the front and none at the end; empty for the root."""
        base = joined([self.settings.text("baseurl")]).rstrip("/")
        return f"/{base}" if base else ""

    @cached_property
    def url(self) -> str:
        """The full address of the site's root; empty if neither `url` nor `CNAME` has it."""
        host = self.settings.text("url").rstrip("/")
        if not host and self.domain:
            host = f"https://{self.domain}"
        if host and "://" not in host:
            host = f"https://{host.lstrip('/')}"
        return f"{host}{self.base}/" if host else ""

    @cached_property
    def timezone(self) -> str:
        """The name of its time zone; empty if there is none, or none that is known."""
        name = self.settings.text("timezone")
        return name if zone_of(name) else ""

    @cached_property
    def extensions(self) -> frozenset[str]:
        """Extensions of files with Markdown, such as `.md`."""
        given = self.settings.text("markdown_ext") or "markdown,mkdown,mkdn,mkd,md"
        return frozenset(f".{each.strip().lower()}" for each in given.split(","))

    @cached_property
    def collections_dir(self) -> str:
        """The folder that holds `_posts` and the other collections; empty for the root."""
        return plain_folder(self.settings.text("collections_dir"))

    @cached_property
    def collections(self) -> Mapping[str, Collection]:
        """The collections by label, that of the posts among them."""
        given = self.settings.table("collections")
        labels = [*given] or self.settings.texts("collections")
        found = {
            _LABEL.sub("", label): self._collection(label, given.table(label)) for label in labels
        }
        posts = given.table("posts")
        template = posts.text("permalink") or STYLES.get(self.style, self.style)
        return {**found, "posts": Collection("posts", template, True, posts.flag("future"))}

    def _collection(self, label: str, given: Settings) -> Collection:
        template = given.text("permalink") or with_suffix_of("/:collection/:path", self.style)
        label = _LABEL.sub("", label)
        return Collection(label, template, given.flag("output"), given.flag("future"))

    @cached_property
    def plugins(self) -> frozenset[str]:
        """Names of the plugins; older sites call them gems."""
        return frozenset([*self.settings.texts("plugins"), *self.settings.texts("gems")])

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages as they are written there, the default first; may be empty."""
        given = self.settings.texts("languages")
        default = self.settings.text("default_lang", "default_locale", "lang", "locale", "language")
        return tuple(dict.fromkeys([default, *given])) if default else tuple(given)

    @cached_property
    def is_polyglot(self) -> bool:
        """Whether each language is built below its own folder, the default at the root.

        https://github.com/untra/polyglot and jekyll-multiple-languages-plugin do so.
        """
        return len(self.settings.texts("languages")) > 1

    def is_left_out(self, path: str) -> bool:
        """Whether a file or folder is excluded, or hidden by a character such as `_` or `.`.

        `path` is below the source folder; what a folder above it says does not count
        (`EntryFilter#filter`).
        """
        name = posixpath.basename(path)
        if name.endswith("."):
            return True
        if path in self._include or _matches(self._include, name):
            return False
        return _matches(self._exclude, path) or name[:1] in "._#~" or name.endswith("~")

    @cached_property
    def _include(self) -> Sequence[str]:
        return [".htaccess", *self.settings.texts("include")]

    @cached_property
    def _exclude(self) -> Sequence[str]:
        included = set(self._include)
        given = [*self.settings.texts("exclude"), *_EXCLUDED]
        return [pattern for pattern in given if pattern not in included]

    @cached_property
    def destination(self) -> str:
        """The folder that the site was built into."""
        return plain_folder(self.settings.text("destination")) or "_site"

    def defaults(self, path: str, kind: str) -> Mapping[str, object]:
        """Default front matter for a file of a kind: `posts`, `pages`, `drafts`, a collection.

        Of two scopes, that with the longer path counts, then that with a type
        (https://github.com/jekyll/jekyll/blob/v4.3.3/lib/jekyll/frontmatter_defaults.rb).
        """
        if self.collections_dir:
            path = path.removeprefix(f"{self.collections_dir}/")
        fitting = [each for each in self._defaults if _applies(each.table("scope"), path, kind)]
        fitting.sort(key=lambda each: _weight(each.table("scope")))
        values: dict[str, object] = {}
        for each in fitting:
            values = merged(values, each.table("values").values)
        return values

    @cached_property
    def _defaults(self) -> Sequence[Settings]:
        return self.settings.tables("defaults")


def plain_folder(given: str) -> str:
    """A folder below another one as a plain path; empty if it leads out, or is the same."""
    path = posixpath.normpath(given.replace("\\", "/") or ".")
    return "" if path == "." or path.startswith(("/", "..")) else path


def _matches(patterns: Sequence[str], path: str) -> bool:
    """`EntryFilter#glob_include?`: a glob, or the beginning of the path."""
    for pattern in patterns:
        pattern = pattern.lstrip("/")
        if pattern and (
            path.startswith(pattern)
            or pattern == f"{path}/"
            or (any(mark in pattern for mark in "*?[") and fnmatch.fnmatchcase(path, pattern))
        ):
            return True
    return False


_OLD_KINDS = {"post": "posts", "page": "pages", "draft": "drafts"}


def _applies(scope: Settings, path: str, kind: str) -> bool:
    wanted = scope.text("type")
    if wanted and _OLD_KINDS.get(wanted, wanted) != kind:
        return False
    pattern = scope.text("path").lstrip("/")
    if "*" in pattern:
        parts = path.split("/")
        heads = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
        return any(fnmatch.fnmatchcase(head, pattern) for head in heads)
    return path.startswith(pattern)


def _weight(scope: Settings) -> tuple[int, bool]:
    return len(scope.text("path").lstrip("/")), "type" in scope


def merged(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    """Two mappings, of which the second counts; `null` counts as not there, as in Jekyll."""
    result = dict(first)
    for key, value in second.items():
        before = result.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            result[key] = merged(before, settings_of(value).values)
        elif value is not None or key not in result:
            result[key] = value
    return result


def read_configuration(folder: Path) -> Configuration:
    """The configuration of the site in a folder.

    Raises `UnreadableSiteError` if it has none and no posts either, or one that cannot be read.
    """
    for name in NAMES:
        path = folder / name
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace")
            return Configuration(read_settings(text), name, _domain(folder))
        except (OSError, UnreadableSettingsError) as error:
            raise UnreadableSiteError(f"{name} cannot be read: {error}") from error
    if (folder / "_posts").is_dir():
        return Configuration(domain=_domain(folder))
    found = sorted(folder.glob(f"*/{NAMES[0]}"))
    hint = f"; name the folder {found[0].parent.name}, which has one" if found else ""
    raise UnreadableSiteError(f"there is no _config.yml and no folder _posts{hint}")


def _domain(folder: Path) -> str:
    """The host in `CNAME`, by which GitHub serves a site."""
    try:
        name = (folder / "CNAME").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
    return name if _DOMAIN.fullmatch(name) else ""
