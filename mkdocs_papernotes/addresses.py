"""Addresses of pages below the site's root, and the way from one to another."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote


def list_dest(prefix: str, path: str, number: int, *, directory_urls: bool) -> str:
    """The file that page `number` of a list is written to, such as `zh/archive/page/2/index.html`.

    `prefix` is the language's folder (`zh` or empty), `path` the list's below it.
    """
    folder = posixpath.join(prefix, path)
    if number == 1:
        return posixpath.join(folder, "index.html")
    tail = f"{number}/index.html" if directory_urls else f"{number}.html"
    return posixpath.join(folder, "page", tail)


def page_dest(stem: str, *, directory_urls: bool) -> str:
    """The file that a page is written to, by its path without extension, as MkDocs has it.

    `notes/adam` gives `notes/adam/index.html`, an `index` or a `README` the index of its folder.
    """
    folder, name = posixpath.split(stem)
    name = "index" if name == "README" else name
    if name == "index" or not directory_urls:
        return posixpath.join(folder, f"{name}.html")
    return posixpath.join(folder, name, "index.html")


def dest_of(url: str) -> str:
    """The file that the page or file at an address is written to."""
    path = unquote(normal(url))
    return f"{path}index.html" if not path or path.endswith("/") else path


def url_of(dest: str, *, directory_urls: bool) -> str:
    """The address of a written file, percent-encoded; `./` for the root, as MkDocs has it."""
    if directory_urls and posixpath.basename(dest) == "index.html":
        return quote((posixpath.dirname(dest) or ".") + "/")
    return quote(dest)


def to_root(url: str) -> str:
    """The relative way from the page at `url` to the site's root; ends in a slash."""
    return "../" * normal(url).count("/") or "./"


def relative(target: str, base: str) -> str:
    """The relative link from the page at `base` to the page at `target`."""
    return to_root(base) + normal(target)


def normal(url: str) -> str:
    """An address with the root written as the empty string."""
    return "" if url in {".", "./"} else url


def absolute(url: str, site_url: str) -> str:
    """The full address of a page of the site at `site_url`."""
    return f"{site_url.rstrip('/')}/{normal(url)}"


def beside(url: str, name: str) -> str:
    """The address of a file that belongs to a page: below its folder, whatever the page's form."""
    folder = normal(url).removesuffix(".html")
    return posixpath.join(folder, name)
