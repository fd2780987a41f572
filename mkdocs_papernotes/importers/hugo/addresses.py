"""The addresses that Hugo gave to pages, as `resources/page/page_paths.go` makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import unquote

from mkdocs_papernotes.importers.globs import matches
from mkdocs_papernotes.importers.hugo.names import (
    Spelling,
    basic,
    cleaned,
    encoded,
    path_part,
)

Kind = Literal["page", "home", "section", "taxonomy", "term"]
_TOKEN = re.compile(r":\w+(?:\[[^\[\]]{1,60}\])?")
_SLICE = re.compile(r"\[(?P<low>\w*)(?P<colon>:?)(?P<high>\w*)\]")
_EXTENSION = re.compile(r"\.[^./]+$")
_ESCAPED_COLON = "\0"


@dataclass(frozen=True)
class Rule:
    """A pattern of addresses and the pages that it is for."""

    kind: str
    """Empty for all kinds."""
    is_meant: Callable[[str], bool]
    """Tells by the path of a page, such as `/posts/adam`."""
    pattern: str


@dataclass(frozen=True)
class Style:
    """The settings of a site that addresses depend on."""

    spelling: Spelling = field(default_factory=Spelling)
    rules: tuple[Rule, ...] = ()
    """The first that is for a page gives its address."""
    ugly: bool | frozenset[str] = False
    """`uglyURLs`: for all sections, or for those named."""
    paginate: str = "page"

    def is_ugly(self, section: str) -> bool:
        """Whether pages of a section end in `.html`."""
        return self.ugly if isinstance(self.ugly, bool) else section in self.ugly


@dataclass(frozen=True)
class Addressed:
    """What the address of a page depends on."""

    path: str
    """Below the folder of contents, as it was written, without language and extension; for a term
    `tags/Deep Learning`."""
    kind: Kind = "page"
    title: str = ""
    slug: str = ""
    url: str = ""
    """`url` of its front matter."""
    day: date | None = None
    """Of its date as it was written, without regard to time zones."""
    prefix: str = ""
    """The folder of its language; may be empty."""
    file_name: str = ""
    """Of its file without language and extension, or of its folder if that is `index`."""
    sections: tuple[str, ...] = ()
    """The sections that it is in, from the top."""
    section_titles: Mapping[str, str] = field(default_factory=dict)
    """`slug` or title of sections by their paths."""
    section_slugs: Mapping[str, str] = field(default_factory=dict)
    """`slug` of sections by their paths in lower case. The newest Hugo puts them into addresses;
    earlier ones gave `slug` of a section no effect."""


@dataclass(frozen=True)
class Address:
    """Where a page was."""

    path: str
    """Below the root, as `OldPage.address`."""
    folder: str
    """Below which its files are."""
    link: str
    """The address, percent-encoded as Hugo wrote it."""


def address_of(page: Addressed, style: Style) -> Address:
    """Where Hugo publishes a page (`CreateTargetPaths`)."""
    if page.url and page.kind != "home":
        return _by_url(page, style)
    expanded = _expanded(page, style)
    parts = _parts(page, style, expanded)
    section = page.path.partition("/")[0] if "/" in page.path or page.kind != "page" else ""
    is_ugly = style.is_ugly(basic(section)) and page.kind in {"page", "term"}
    parts = [path_part(part, style.spelling) for part in parts]
    path = "/".join(part.strip("/") for part in parts if part.strip("/"))
    prefix = f"{page.prefix}/" if page.prefix else ""
    if page.kind == "page" and not expanded and path.rpartition("/")[2] == "index":
        is_ugly = True  # a page that is called like the file that it would be
        path = path.rpartition("/")[0]
        return _address(f"{prefix}{path}/" if path else prefix, f"{prefix}{path}/index")
    if is_ugly and path:
        return _address(f"{prefix}{path}.html", prefix + path)
    return _address(f"{prefix}{path}/" if path else prefix, prefix + path)


def _address(path: str, folder: str) -> Address:
    return Address(path, folder.strip("/"), encoded(path))


def _parts(page: Addressed, style: Style, expanded: str) -> list[str]:
    """The parts of an address before they are cleaned."""
    if expanded:
        return [expanded]
    path = basic(page.path) if style.spelling.lower else page.path
    if page.kind not in {"page", "section"}:
        return [path]
    folder, _, name = path.rpartition("/")
    if page.section_slugs:
        parts = folder.split("/")
        paths = (basic("/".join(parts[: count + 1])) for count in range(len(parts)))
        slugs = [page.section_slugs.get(each) for each in paths]
        folder = "/".join(slug or part for slug, part in zip(slugs, parts, strict=True))
    return [folder, page.slug or name]


def _by_url(page: Addressed, style: Style) -> Address:
    """Where a page is that names its address itself; nothing in it is cleaned but `..`."""
    url = page.url.replace("\\:", _ESCAPED_COLON) if "\\:" in page.url else page.url
    if ":" in url:
        url = unquote(filled(url, page, style).replace("+", " "))
    url = url.replace(_ESCAPED_COLON, ":").replace("\\", "/")
    is_relative = not url.startswith("/")
    has_slash = url.endswith("/")
    if ".." in url:
        url = cleaned(url)
    path = "/".join(part for part in url.split("/") if part)
    if page.prefix and is_relative and not f"/{url}".startswith(f"/{page.prefix}/"):
        path = f"{page.prefix}/{path}" if path else page.prefix
    if path.endswith("/index.html") or path == "index.html":
        path, has_slash = path[: -len("index.html")].rstrip("/"), True
    if has_slash or "." not in path:
        return Address(f"{path}/" if path else "", path, encoded(f"{path}/"))
    return Address(path, _EXTENSION.sub("", path), encoded(path))


def _expanded(page: Addressed, style: Style) -> str:
    """What the first rule for a page makes of it; empty if there is none."""
    path = "/" + basic(page.path)
    for rule in style.rules:
        if rule.kind in {page.kind, ""} and rule.is_meant(path):
            text = filled(rule.pattern.replace("\\:", _ESCAPED_COLON), page, style)
            return cleaned(unquote(text.replace("+", " "))).replace(_ESCAPED_COLON, ":")
    return ""


def filled(pattern: str, page: Addressed, style: Style) -> str:
    """A pattern such as `/:year/:slug/` with the values of a page; unknown tokens stay."""
    return _TOKEN.sub(lambda token: _value(token[0][1:], page, style, token[0]), pattern)


def _value(name: str, page: Addressed, style: Style, unknown: str) -> str:
    if name in _OF_DATE:
        return _OF_DATE[name](page.day or date(1, 1, 1))
    name, _, cut = name.partition("[")
    spelling = style.spelling
    if name in {"sections", "sectionslugs"}:
        parts = list(page.sections)
        if name == "sectionslugs":
            parts = _slugs(page, spelling)
        return "/".join(_cut(parts, f"[{cut}") if cut else parts)
    found = _OF_NAME.get(name)
    return found(page, spelling) if found and not cut else unknown


def _slugs(page: Addressed, spelling: Spelling) -> list[str]:
    """The sections of a page, each by its `slug` or title."""
    paths = ["/".join(page.sections[: count + 1]) for count in range(len(page.sections))]
    return [
        path_part(page.section_titles.get(path) or path.rpartition("/")[2], spelling)
        for path in paths
    ]


def _cut(parts: list[str], cut: str) -> list[str]:
    """The parts that `[1:]`, `[last]` and the like choose (`toSliceFunc`)."""
    match = _SLICE.fullmatch(cut)
    if not match or not parts:
        return []
    low = _index(match["low"], parts, default=0)
    if not match["colon"]:
        return parts[low : low + 1]
    return parts[low : _index(match["high"], parts, default=len(parts))]


def _index(text: str, parts: list[str], default: int) -> int:
    if not text:
        return default
    if text == "last":
        return len(parts) - 1
    return min(int(text), len(parts)) if text.isascii() and text.isdigit() else 0


def _slug_or_title(page: Addressed, spelling: Spelling) -> str:
    return path_part(page.slug or page.title, spelling)


def _file(page: Addressed, spelling: Spelling) -> str:
    return path_part(page.file_name, spelling) if page.kind == "page" else ""


def _base(page: Addressed, spelling: Spelling) -> str:
    return path_part(page.path.rpartition("/")[2], spelling)


_MONTHS = """
    January February March April May June July August September October November December
"""
_ENGLISH = _MONTHS.split()
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_OF_DATE: Mapping[str, Callable[[date], str]] = {
    "year": lambda day: str(day.year),
    "month": lambda day: f"{day.month:02d}",
    "monthname": lambda day: _ENGLISH[day.month - 1],
    "day": lambda day: f"{day.day:02d}",
    "weekday": lambda day: str(day.isoweekday() % 7),
    "weekdayname": lambda day: _DAYS[day.weekday()],
    "yearday": lambda day: str(day.timetuple().tm_yday),
    # layouts of Go's dates, which are tokens, too
    "2006": lambda day: f"{day.year:04d}",
    "06": lambda day: f"{day.year % 100:02d}",
    "01": lambda day: f"{day.month:02d}",
    "1": lambda day: str(day.month),
    "02": lambda day: f"{day.day:02d}",
    "2": lambda day: str(day.day),
    "Jan": lambda day: _ENGLISH[day.month - 1][:3],
    "January": lambda day: _ENGLISH[day.month - 1],
}
_OF_NAME: Mapping[str, Callable[[Addressed, Spelling], str]] = {
    "section": lambda page, spelling: page.sections[0] if page.sections else "",
    "sectionslug": lambda page, spelling: (_slugs(page, spelling) or [""])[0],
    "title": lambda page, spelling: path_part(page.title, spelling),
    "slug": _slug_or_title,
    "slugorfilename": lambda page, spelling: (
        path_part(page.slug, spelling) if page.slug else _file(page, spelling)
    ),
    "filename": _file,
    "contentbasename": _base,
    "slugorcontentbasename": lambda page, spelling: (
        path_part(page.slug, spelling) if page.slug else _base(page, spelling)
    ),
}


def alias_of(alias: str, address: Address, prefix: str, *, ugly: bool) -> tuple[str, ...]:
    """The addresses that led to a page by an entry of `aliases`.

    One without a slash at its beginning is beside the page. Hugo puts the folder of the language
    before the others since 0.151; an author whose alias has it already means what earlier ones did.
    See `Aliases` in `hugolib/page__output.go` and `targetPathAlias` in `hugolib/alias.go`.
    """
    alias = alias.strip().replace("\\", "/")
    if not alias or alias.startswith(("http://", "https://")):
        return ()
    if not alias.startswith("/"):
        candidates = [f"{address.folder}/../{alias}"]
    else:
        candidates = [f"{prefix}/{alias}", alias] if prefix else [alias]
    found = (cleaned(each) for each in candidates)
    return tuple(dict.fromkeys(_file_of(path, ugly=ugly) for path in found if path))


def _file_of(path: str, *, ugly: bool) -> str:
    if path.lower().endswith((".html", ".htm")):
        return path.removesuffix("/index.html") + "/" if path.endswith("/index.html") else path
    return f"{path}.html" if ugly else f"{path}/"


def glob(pattern: str) -> Callable[[str], bool]:
    """Tells whether a path matches a pattern of Hugo: `/posts/**`, `/{posts,posts/**}`."""
    return lambda path: matches(path, pattern.lower())


def section_rule(section: str) -> Callable[[str], bool]:
    """Tells whether a page is in a section that `permalinks` names (`sectionToPathGlob`)."""
    section = section.strip(" /").lower()
    if not section:
        return lambda path: "/" not in path[1:]
    if "*" in section or "{" in section:
        return glob(f"/{{{section},{section}/**}}")
    top = f"/{section}"
    return lambda path: path == top or path.startswith(f"{top}/")
