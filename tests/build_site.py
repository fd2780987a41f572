"""Builds small note sites and reads what was built.

`Project` is the source of a site, `Built` the result of one build of it. Builds run in this process
(`Project.build`, and `Project.attempt` where a build may fail) or, where the test is about the
command itself, in a process of their own (`Project.run`), which takes three times as long.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import posixpath
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal, NoReturn
from unittest.mock import patch
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
import mkdocs.utils
import yaml
from jinja2 import Environment, FileSystemLoader
from lxml.html import HtmlElement
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from mkdocs_papernotes.adapter import garbage

OFFLINE = Path(__file__).parent / "offline"
_INSTALLED = Path(mkdocs.utils.__file__).parents[2]
SITE_URL = "https://example.org/lab/"
NAMES = {"en": "English", "zh": "中文", "zh-TW": "繁體中文", "ja": "日本語", "de": "Deutsch"}

# A picture of one transparent point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da636460f85f0f0002870180eb47ba92"
    "0000000049454e44ae426082"
)


def settings(
    layout: str = "suffix",
    languages: tuple[str, ...] = ("en", "zh"),
    *,
    default: str | None = None,
    fallback: bool = True,
    theme: str = "mkdocs",
    theme_options: Mapping[str, Any] | None = None,
    papernotes: Mapping[str, Any] | None = None,
    i18n: Mapping[str, Any] | None = None,
    **others: Any,
) -> dict[str, Any]:
    """An `mkdocs.yml`; `layout` is `suffix`, `folder` or `none`, `others` its own keys."""
    default = default or languages[0]
    look: dict[str, Any] = {"name": theme}
    if theme == "material":
        look |= {"font": False, "language": default}
    look |= theme_options or {}
    plugins: list[Any] = ["search"]
    if theme == "material":
        plugins.append("tags")
    if layout != "none":
        listed = [
            {"locale": tag, "name": NAMES[tag], "build": True, "default": tag == default}
            for tag in languages
        ]
        options = {"docs_structure": layout, "fallback_to_default": fallback, "languages": listed}
        plugins.append({"i18n": options | dict(i18n or {})})
    plugins.append({"papernotes": {"topics": False, **(papernotes or {})}})
    config = {"site_name": "Lab notes", "site_url": SITE_URL, "theme": look, "plugins": plugins}
    return {key: value for key, value in (config | others).items() if value is not None}


def page_text(body: str, **front_matter: Any) -> str:
    """A page with front matter; keys whose value is `None` are left out."""
    values = {key: value for key, value in front_matter.items() if value is not None}
    block = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{block}---\n\n{body}\n" if values else f"{body}\n"


@dataclass(frozen=True)
class Project:
    """The source of a site."""

    folder: Path

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    def write(self, source: str, text: str | bytes) -> Path:
        path = self.docs / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def note(self, source: str, body: str = "Some text.", **front_matter: Any) -> Path:
        """A note; dated like all others unless a `date` is given (`None` for none)."""
        values = {"date": "2026-04-16", **front_matter}
        return self.write(f"notes/{source}", page_text(body, **values))

    def configure(self, layout: str = "suffix", **options: Any) -> Project:
        """Write `mkdocs.yml`; see `settings`."""
        self.docs.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(settings(layout, **options), allow_unicode=True, sort_keys=False)
        (self.folder / "mkdocs.yml").write_text(text, "utf-8")
        return self

    def load(self, target: str = "site", *, again: bool = False, **options: object) -> MkDocsConfig:
        """The configuration as MkDocs reads it, with new plugins unless it is read `again`."""
        if not again:
            MkDocsConfig.plugins.plugin_cache.clear()
        path = str(self.folder / "mkdocs.yml")
        with _kept():
            return load_config(path, site_dir=str(self.folder / target), **options)

    def build(
        self,
        target: str = "site",
        *,
        strict: bool = True,
        change: Callable[[MkDocsConfig], object] | None = None,
        command: Literal["build", "serve"] = "build",
        dirty: bool = False,
    ) -> Built:
        """Build in this process; `strict` fails on warnings, `change` sees the configuration."""
        with _Listener() as records, _offline():
            config = self.load(target)
            if change is not None:
                change(config)
            _build(config, command, dirty=dirty)
        built = Built(self.folder / target, tuple(records))
        if strict:
            assert not built.warnings, "\n".join(built.warnings)
        return built

    def attempt(self, *, strict: bool = False, target: str = "site") -> Built:
        """Build in this process as `mkdocs build` does; the caller checks whether that succeeds.

        Errors that MkDocs tells its user are in the log; any other one is raised.
        """
        told, exit_code = "", 0
        with _Listener() as records, _offline():
            try:
                _build(self.load(target, strict=strict or None))
            except MkDocsException as error:
                told, exit_code = error.format_message(), error.exit_code
        lines = [f"{r.level:<8}-  {r.message}" for r in records if r.level != "DEBUG"]
        return Built(self.folder / target, tuple(records), "\n".join([*lines, told]), exit_code)

    def run(self, *arguments: str, tool: str = "mkdocs", target: str = "site") -> Built:
        """Build in a process of its own; whether that succeeds is the caller's to check."""
        site_dir = self.folder / target
        config = str(self.folder / "mkdocs.yml")
        command = ["-m", tool, "build", "-f", config, "-d", str(site_dir), *arguments]
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.folder,
            env={
                **os.environ,
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONUTF8": "1",
                "PYTHONPATH": str(OFFLINE),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        records = tuple(parse_log(done.stdout))
        return Built(site_dir, records, done.stdout, done.returncode)

    def digest(self) -> dict[str, str]:
        """Every file of the docs folder, with what is in it."""
        return {
            path.relative_to(self.docs).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.docs.rglob("*"))
            if path.is_file()
        }


def _build(
    config: MkDocsConfig, command: Literal["build", "serve"] = "build", *, dirty: bool = False
) -> None:
    if encrypting := sys.modules.get("encryptcontent.plugin"):
        # it keeps the passwords of a site in its class, for all builds of the process
        encrypting.encryptContentPlugin.setup.clear()
    with _kept():
        config.plugins.on_startup(command=command, dirty=dirty)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
            garbage.search_as_usual()  # this process does not end after a build


_entry_points = cache(entry_points)
_compile = Environment.compile
_compiled: dict[tuple[object, ...], object] = {}
_list_templates = FileSystemLoader.list_templates


def _compile_once(environment: Environment, source: object, *arguments: object) -> object:
    key = (source, *arguments, environment.autoescape, tuple(sorted(environment.extensions)))
    if key not in _compiled:
        _compiled[key] = _compile(environment, source, *arguments)  # type: ignore[call-overload]
    return _compiled[key]


@cache
def _files_of_theme(folder: str) -> list[str]:
    """What MkDocs may copy of an installed theme, without its thousands of icons."""
    found = _list_templates(FileSystemLoader(folder))
    return [path for path in found if not path.startswith(".")]


def _list_templates_once(loader: FileSystemLoader) -> list[str]:
    found: set[str] = set()
    for folder in loader.searchpath:
        if Path(folder).is_relative_to(_INSTALLED):
            found.update(_files_of_theme(folder))
        else:
            found.update(_list_templates(FileSystemLoader(folder)))
    return sorted(found)


@contextmanager
def _kept() -> Iterator[None]:
    """Finds once what stays the same while tests run, which is most of building a small site.

    That is the compiled templates, and what themes are installed with which files.
    """
    with (
        patch.object(Environment, "compile", _compile_once),
        patch.object(FileSystemLoader, "list_templates", _list_templates_once),
        patch.object(mkdocs.utils, "entry_points", _entry_points),
    ):
        yield


def _refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("a build asks nobody for anything")


@contextmanager
def _offline() -> Iterator[None]:
    """Keeps a build in this process from the network, as `offline/` does those in another."""
    with (
        patch.object(socket.socket, "connect", _refuse),
        patch.object(socket.socket, "connect_ex", _refuse),
        patch.object(socket, "getaddrinfo", _refuse),
    ):
        yield


@contextmanager
def listening() -> Iterator[list[Record]]:
    """Collects what builds in this process tell, and keeps them from the network."""
    with _Listener() as records, _offline(), _kept():
        yield records


@dataclass(frozen=True)
class Record:
    """One message of a build."""

    level: str
    message: str

    @property
    def is_warning(self) -> bool:
        return self.level in {"WARNING", "ERROR", "CRITICAL"}


_LOGGERS = ("mkdocs", "properdocs")
_OUR_LOGGERS = tuple(f"{name}.plugins.papernotes" for name in _LOGGERS)


class _Listener(logging.Handler):
    """Collects the messages of a build: what is logged, and what `--verbose` would show of ours."""

    def __init__(self) -> None:
        super().__init__()
        levels = dict.fromkeys(_LOGGERS, logging.INFO) | dict.fromkeys(_OUR_LOGGERS, logging.DEBUG)
        self.records: list[Record] = []
        self.levels = {logging.getLogger(name): level for name, level in levels.items()}

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(Record(record.levelname, record.getMessage()))

    def __enter__(self) -> list[Record]:
        self.before = {logger: logger.level for logger in self.levels}
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(self)
        for logger, level in self.levels.items():
            logger.setLevel(level)
        return self.records

    def __exit__(self, *_: object) -> None:
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(self)
        for logger, level in self.before.items():
            logger.setLevel(level)


def parse_log(output: str) -> Iterator[Record]:
    for line in output.splitlines():
        level, dash, message = line.partition("-")
        if dash and level.strip() in {"INFO", "WARNING", "ERROR", "CRITICAL"}:
            yield Record(level.strip(), message.strip())


# A line that stands for several problems, and a problem that is logged for `--verbose` only.
_GROUP = re.compile(r"^papernotes: .* shows each \[PN[PN\d, …]+\]$", re.DOTALL)
_SINGLE = re.compile(r"^papernotes: (info|warning|error): (.*)$", re.DOTALL)


def _singles(records: tuple[Record, ...]) -> Iterator[Record]:
    """What was logged, but in the place of each group the problems that it stands for."""
    for record in records:
        if record.level == "DEBUG":
            if single := _SINGLE.match(record.message):
                yield Record(single[1].upper(), f"papernotes: {single[2]}")
        elif not _GROUP.match(record.message):
            yield record


@dataclass(frozen=True)
class Built:
    """A built site."""

    site_dir: Path
    records: tuple[Record, ...] = ()
    log: str = ""
    exit_code: int = 0
    _pages: dict[str, Page] = field(default_factory=dict, repr=False)

    @property
    def messages(self) -> list[str]:
        return [record.message for record in self.records]

    @property
    def warnings(self) -> list[str]:
        """The warnings and errors of the log, several of a kind in one line."""
        return [record.message for record in self.records if record.is_warning]

    @cached_property
    def singles(self) -> list[Record]:
        """The messages of a build in this process, each problem by itself."""
        return list(_singles(self.records))

    @property
    def problems(self) -> list[str]:
        """The warnings and errors, each by itself: `papernotes: notes/a.md:3: …`."""
        return [record.message for record in self.singles if record.is_warning]

    def has(self, path: str) -> bool:
        return (self.site_dir / path).is_file()

    @cached_property
    def html_files(self) -> list[str]:
        return sorted(p.relative_to(self.site_dir).as_posix() for p in self._files if _is_html(p))

    @cached_property
    def _files(self) -> list[Path]:
        return [path for path in self.site_dir.rglob("*") if path.is_file()]

    @cached_property
    def files(self) -> dict[str, bytes]:
        return {p.relative_to(self.site_dir).as_posix(): p.read_bytes() for p in self._files}

    def text(self, path: str) -> str:
        return (self.site_dir / path).read_bytes().decode("utf-8")

    def page(self, path: str) -> Page:
        if path not in self._pages:
            assert self.has(path), f"{path} was not written; there is {self.html_files}"
            self._pages[path] = Page(path, self.text(path))
        return self._pages[path]

    @property
    def pages(self) -> Iterator[Page]:
        """Every page but the one for missing pages."""
        for path in self.html_files:
            if path != "404.html":
                yield self.page(path)

    @cached_property
    def sitemap(self) -> list[str]:
        return [loc.text.strip() for loc in self._sitemap.iter("loc")]

    @cached_property
    def sitemap_links(self) -> list[str]:
        return [link.get("href") for link in self._sitemap.iter("link")]

    @cached_property
    def _sitemap(self) -> HtmlElement:
        return lxml.html.fragment_fromstring(
            self.text("sitemap.xml").partition("?>")[2].replace("xhtml:link", "link"),
        )

    @cached_property
    def search_entries(self) -> list[dict[str, Any]]:
        """What is searched; Material marks the words of Chinese texts with spaces of no width."""
        text = self.text("search/search_index.json").replace("\\u200b", "").replace("\u200b", "")
        return json.loads(text)["docs"]

    def resolve(self, link: str, path: str) -> tuple[str, str] | None:
        """File and fragment that a link on the page at `path` leads to; `None` if elsewhere."""
        target, fragment = urldefrag(urljoin(urljoin(SITE_URL, path), link.strip()))
        if not (target + "/").startswith(SITE_URL):
            return None if urlsplit(link).scheme or urlsplit(link).netloc else (link, fragment)
        file = unquote(urlsplit(target).path)[len(urlsplit(SITE_URL).path) :]
        if not file or file.endswith("/"):
            file += "index.html"
        return file, unquote(fragment)


def _is_html(path: Path) -> bool:
    return path.suffix == ".html"


@dataclass(frozen=True)
class Page:
    """A page of a built site."""

    path: str
    html: str

    @cached_property
    def root(self) -> HtmlElement:
        return lxml.html.document_fromstring(self.html.encode(), parser=_PARSER)

    def all(self, selector: str) -> list[HtmlElement]:
        return self.root.cssselect(selector)

    def one(self, selector: str) -> HtmlElement:
        found = self.all(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} times {selector}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return [text_of(element) for element in self.all(selector)]

    def text(self, selector: str) -> str:
        return text_of(self.one(selector))

    @property
    def lang(self) -> str | None:
        return self.root.get("lang")

    @cached_property
    def canonical(self) -> str | None:
        found = self.all("link[rel=canonical]")
        assert len(found) <= 1, f"{self.path}: {len(found)} canonical links"
        return found[0].get("href") if found else None

    @cached_property
    def hreflang(self) -> dict[str, str]:
        links = self.all("head link[rel=alternate][hreflang]")
        found = {link.get("hreflang"): link.get("href") for link in links}
        assert len(found) == len(links), f"{self.path}: a language twice among its hreflang links"
        return found

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Key and language of each entry of the list on the page."""
        return [(e.get("data-key"), e.get("lang")) for e in self.all("article.pn-entry")]

    @property
    def titles(self) -> list[str]:
        return self.texts(".pn-entry__title")

    def entry(self, title: str) -> HtmlElement:
        """The entry of the note with that title."""
        found = [e for e in self.all("article.pn-entry") if entry_title(e) == title]
        assert len(found) == 1, f"{self.path}: {len(found)} entries with the title {title!r}"
        return found[0]

    @property
    def links(self) -> Iterator[tuple[HtmlElement, str]]:
        """Every element that names another file, and that name."""
        for element, attribute, link, _ in self.root.iterlinks():
            if attribute and attribute not in {"codebase", "srcset"}:
                yield element, link
        for element in self.all("[srcset]"):
            for part in element.get("srcset").split(","):
                yield element, part.split()[0]

    @cached_property
    def ids(self) -> set[str]:
        return {e.get(name) for name in ("id", "name") for e in self.all(f"[{name}]")}


_PARSER = lxml.html.HTMLParser(encoding="utf-8")


def text_of(element: HtmlElement) -> str:
    """The text of an element, white space folded, without the theme's marks at headings."""
    for mark in element.cssselect("a.headerlink"):
        mark.drop_tree()
    return " ".join(element.text_content().split())


def entry_title(entry: HtmlElement) -> str:
    return text_of(entry.cssselect(".pn-entry__title")[0])


def excerpt_of(entry: HtmlElement) -> str:
    """The HTML inside an entry's excerpt; empty without one."""
    found = entry.cssselect(".pn-entry__excerpt")
    if not found:
        return ""
    inside = [lxml.html.tostring(child, encoding="unicode") for child in found[0]]
    return ((found[0].text or "") + "".join(inside)).strip()


def list_file(prefix: str, path: str, number: int = 1, *, directory_urls: bool = True) -> str:
    """The file that page `number` of a list is written to."""
    folder = posixpath.join(prefix, path)
    if number == 1:
        return posixpath.join(folder, "index.html")
    tail = f"page/{number}/index.html" if directory_urls else f"page/{number}.html"
    return posixpath.join(folder, tail)


def page_file(stem: str, *, directory_urls: bool = True) -> str:
    """The file that a page is written to."""
    if posixpath.basename(stem) == "index" or not directory_urls:
        return f"{stem}.html"
    return f"{stem}/index.html"
