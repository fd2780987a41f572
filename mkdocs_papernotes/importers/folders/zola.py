"""Sites of Zola: their configuration, and where it published their pages."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_papernotes.importers.folders.names import Name
from mkdocs_papernotes.importers.foreign_block import read_toml
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.source import Source
from mkdocs_papernotes.problems.problem import Problem

CONTENT, STATIC = "content", "static"
CONFIGURATIONS = ("config.toml", "zola.toml")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:]{5,8}(?:Z|[+-][0-9:]{5})?)?[-_](?=.)")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LEFT = {
    "theme": "the new site has a theme of its own",
    "extra": "it is for the templates of the old site",
    "taxonomies": "tags and categories are taken over; other taxonomies stay as keys",
    "search": "the new site has a search",
}


@dataclass(frozen=True)
class ZolaSettings:
    """What `config.toml` says (https://www.getzola.org/documentation/getting-started/configuration/)."""

    name: str = ""
    url: str = ""
    description: str = ""
    author: str = ""
    languages: tuple[str, ...] = ()
    """Tags, the default first."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """The codes of Zola by tag, which are in addresses."""
    feeds: tuple[str, ...] = ()
    slugs: str = "on"
    """`slugify.paths`: `on`, `safe` or `off`."""
    keeps_dates: bool = False


def read_zola(folder: Path) -> tuple[ZolaSettings, tuple[Problem, ...]] | None:
    """The settings of a site of Zola; `None` for another folder."""
    if not (folder / CONTENT).is_dir():
        return None
    for name in CONFIGURATIONS:
        try:
            lines = (folder / name).read_text("utf-8-sig").splitlines()
        except (OSError, ValueError):
            continue
        found = read_toml(lines, 0, name)
        if "base_url" in found.values:  # Hugo's is `baseURL`
            problems = (*found.problems, *_left(found.values, found.lines, name))
            return _settings(found.values), problems
    return None


def _left(values: Mapping[str, object], lines: Mapping[str, int], name: str) -> Iterator[Problem]:
    for key, reason in _LEFT.items():
        if key in values:
            told = {"name": key, "reason": reason}
            yield Problem("import-setting-left", name, lines.get(key, 0), key, told)


def _settings(values: Mapping[str, object]) -> ZolaSettings:
    others = values.get("languages")
    codes = [
        _text(values, "default_language") or "en",
        *(others if isinstance(others, dict) else ()),
    ]
    tags = {language_tag(code): str(code) for code in codes if language_tag(code)}
    slugify = values.get("slugify")
    table: Mapping[str, object] = slugify if isinstance(slugify, dict) else {}
    names = values.get("feed_filenames") or values.get("feed_filename") or "atom.xml"
    feeds = [str(each) for each in names] if isinstance(names, list) else [str(names)]
    has_feed = values.get("generate_feeds") is True or values.get("generate_feed") is True
    url = _text(values, "base_url").rstrip("/")
    return ZolaSettings(
        _text(values, "title"),
        f"{url}/" if url.startswith(("https://", "http://")) else "",
        _text(values, "description"),
        _text(values, "author"),
        tuple(tags),
        tags,
        tuple(feeds) if has_feed else (),
        str(table.get("paths") or "on"),
        table.get("paths_keep_dates") is True,
    )


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def address_of(settings: ZolaSettings, name: Name, source: Source) -> str:
    """Where a page or section was published
    (https://www.getzola.org/documentation/content/page/#path-from-filename), or an empty text if
    its name has letters that Zola spells out in Latin ones.
    """
    prefix = ""
    if name.language not in {"", *settings.languages[:1]}:
        prefix = f"{settings.codes.get(name.language, name.language)}/"
    if isinstance(path := source.values.get("path"), str) and path.strip("/ "):
        return f"{prefix}{path.strip('/ ')}/"
    folder, last = posixpath.split(name.path)
    if name.is_section:
        return f"{prefix}{folder}/" if folder else prefix
    if name.is_index:
        folder, last = posixpath.split(folder)
    slug = source.values.get("slug")
    if isinstance(slug, str) and slug.strip():
        last = slug.strip()
    elif not settings.keeps_dates:
        last = _DATE.sub("", last)
    slug = slug_of(last, settings.slugs)
    return f"{prefix}{posixpath.join(folder, slug)}/" if slug else ""


def slug_of(text: str, kind: str) -> str:
    """A name as Zola has it in addresses; empty if it has letters other than Latin ones."""
    if kind != "on":
        return text.strip()
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    if any(each.isalnum() and not each.isascii() for each in letters):
        return ""
    return _NOT_SLUG.sub("-", letters.lower()).strip("-")
