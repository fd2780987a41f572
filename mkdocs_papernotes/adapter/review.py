"""The pages for the author: `serve` makes each when it is asked for, and `build` writes all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes import formulas
from mkdocs_papernotes.addresses import dest_of
from mkdocs_papernotes.assembly.review import ReviewPages, is_of_review
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.views.templating import Templates

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from mkdocs.livereload import LiveReloadServer

_FORMULAS = re.compile("mathjax|katex|arithmatex", re.IGNORECASE)
"""What is in the names of scripts and style sheets that typeset formulas."""


def review_pages(
    site: Site, config: MkDocsConfig, problems: Iterable[Problem], *, public: bool
) -> ReviewPages:
    """The pages of a site; `public` is whether everyone is going to see them."""
    scripts = [str(each) for each in config.extra_javascript if _is_for_formulas(str(each))]
    styles = [each for each in config.extra_css if _is_for_formulas(each)]
    if site.settings.formulas:
        scripts = [formulas.SCRIPT]

    def head(root: str) -> str:
        return "\n".join(
            (
                *(f'<link rel="stylesheet" href="{_from(root, each)}">' for each in styles),
                *(f'<script defer src="{_from(root, each)}"></script>' for each in scripts),
            )
        )

    return ReviewPages(site, Templates(config.theme.dirs), problems, head, public=public)


def _is_for_formulas(path: str) -> bool:
    return bool(_FORMULAS.search(path))


def _from(root: str, path: str) -> str:
    is_elsewhere = urlsplit(path).scheme or path.startswith("/")
    return escape(path if is_elsewhere else f"{root}{path}")


class ReviewServer:
    """Answers `serve`: a page for the author is made anew each time, then sent as any other."""

    def __init__(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        latest: Callable[[], ReviewPages | None],
    ):
        """`latest` returns the pages of the last build, or `None` if there are to be none."""
        self._app: WSGIApplication = server.serve_request
        self._site, self._latest = Path(config.site_dir), latest
        self._mount = f"/{urlsplit(config.site_url or '').path.strip('/')}/".replace("//", "/")
        self._lock = Lock()
        build = server.builder

        def build_alone(*args: Any, **values: Any) -> None:
            with self._lock:
                build(*args, **values)

        server.builder = build_alone
        server.set_app(self)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(self._mount) and is_of_review(path.removeprefix(self._mount)):
            with self._lock:
                self._write(quote(path.removeprefix(self._mount)))
        return self._app(environ, start)

    def _write(self, address: str) -> None:
        """Write a page of ours into the folder of the preview, from where the server sends it."""
        pages = self._latest()
        known = pages.pages if pages else {}
        address = next((each for each in _spellings(address) if each in known), "")
        if address:
            path = self._site / dest_of(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(known[address]().encode("utf-8"))


def _spellings(address: str) -> tuple[str, ...]:
    return address, f"{address}/", f"{address}index.html"
