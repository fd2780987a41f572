"""The pages for the author: `serve` makes each when it is asked for, and `build` writes all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes import formulas
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.views.templating import Templates

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from mkdocs.livereload import LiveReloadServer

    from mkdocs_papernotes.assembly.review import ReviewPages

_OURS = re.compile(r"(?:[^/]+/)?(?:status|review)(?:/|$)")
"""How the addresses of these pages begin, perhaps below the folder of a language."""
_FORMULAS = re.compile("mathjax|katex|arithmatex", re.IGNORECASE)
"""What is in the names of scripts and style sheets that typeset formulas."""


def review_pages(
    site: Site, config: MkDocsConfig, problems: Iterable[Problem], *, public: bool
) -> ReviewPages:
    """The pages of a site; `public` is whether everyone is going to see them."""
    from mkdocs_papernotes.assembly.review import ReviewPages  # most builds need none

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
    """Answers `serve`: a page for the author is made anew each time somebody asks for it."""

    def __init__(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        latest: Callable[[], ReviewPages | None],
    ):
        """`latest` returns the pages of the last build, or `None` if there are to be none."""
        self._server, self._latest = server, latest
        self._others: WSGIApplication = server.serve_request
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
        if path.startswith(self._mount) and _OURS.match(path.removeprefix(self._mount)):
            asked = quote(path.removeprefix(self._mount))
            with self._lock:
                pages = self._latest()
                known = pages.pages if pages else {}
                if f"{asked}/" in known:
                    start("302 Found", [("Location", f"{quote(path)}/")])
                    return []
                address = asked if asked in known else f"{asked}index.html"
                if address in known:
                    return self._send(known[address](), start)
        return self._others(environ, start)

    def _send(self, html: str, start: StartResponse) -> Iterable[bytes]:
        """Send a page, with the script that loads it again when something has changed."""
        server, content = self._server, html.encode("utf-8")
        if server._watched_paths:
            content = server._inject_js_into_html(content, server._visible_epoch)
        length = str(len(content))
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", length)])
        return [content]
