"""Addresses of pages and files below the site's root, and relative links between them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote

from mkdocs_papernotes.text import one_line

_NOT_IN_URLS = re.compile(r'[\s"<>\\^`{|}]')


def list_dest(prefix: str, path: str, number: int, *, directory_urls: bool) -> str:
    """The file that page `number` of a list is written to, such as `zh/archive/page/2/index.html`.

    `prefix` is the folder of the language (`zh` or empty), `path` the list's folder below it.
    """
    folder = posixpath.join(prefix, path)
    if number == 1:
        return posixpath.join(folder, "index.html")
    tail = f"{number}/index.html" if directory_urls else f"{number}.html"
    return posixpath.join(folder, "page", tail)


def page_dest(stem: str, *, directory_urls: bool) -> str:
    """The file that MkDocs writes for a page with the path `stem`, which has no extension.

    `notes/adam` gives `notes/adam/index.html`; `index` and `README` give their folder's index.
    """
    folder, name = posixpath.split(stem)
    name = "index" if name == "README" else name
    if name == "index" or not directory_urls:
        return posixpath.join(folder, f"{name}.html")
    return posixpath.join(folder, name, "index.html")


def dest_of(url: str) -> str:
    """The path of the written file that has the address `url`."""
    path = unquote(normal(url))
    return f"{path}index.html" if not path or path.endswith("/") else path


def url_of(dest: str, *, directory_urls: bool) -> str:
    """The address of a written file, percent-encoded; `./` for the root, as in MkDocs."""
    if directory_urls and posixpath.basename(dest) == "index.html":
        return quote((posixpath.dirname(dest) or ".") + "/")
    return quote(dest)


def to_root(url: str) -> str:
    """The relative link from the page at `url` to the site's root; ends in a slash."""
    return "../" * normal(url).count("/") or "./"


def relative(target: str, base: str) -> str:
    """The relative link from the page at `base` to the page at `target`."""
    return to_root(base) + normal(target)


def relative_all(targets: Iterable[str], base: str) -> list[str]:
    """The relative links from one page to several, as `relative` makes them."""
    root = to_root(base)
    return [root + normal(target) for target in targets]


def normal(url: str) -> str:
    """The address, with the root (`.` or `./`) as the empty string."""
    return "" if url in {".", "./"} else url


def absolute(url: str, site_url: str) -> str:
    """The full address of a page of the site at `site_url`."""
    return f"{site_url.rstrip('/')}/{normal(url)}"


def encoded(address: str) -> str:
    """An address on one line, with spaces, quotes, braces and similar characters encoded."""
    return _NOT_IN_URLS.sub(lambda match: quote(match[0], safe=""), one_line(address))


def beside(url: str, name: str) -> str:
    """The address of a file `name` that belongs to the page at `url`.

    It is the same for `adam/` and `adam.html`: below `adam/`.
    """
    folder = normal(url).removesuffix(".html")
    return posixpath.join(folder, name)
