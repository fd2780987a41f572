"""Material's blog plugin, which has the pages below its folder of posts for itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

NAMES = ("blog", "material/blog")
"""Its names in `mkdocs.yml`."""


def post_folders(plugins: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The folders of posts, given the options of each blog of a site."""
    return tuple(_posts(options) for options in plugins if options.get("enabled") is not False)


def _posts(options: Mapping[str, Any]) -> str:
    blog = posixpath.normpath(str(options.get("blog_dir") or "blog"))
    posts = str(options.get("post_dir") or "{blog}/posts")
    return posixpath.normpath(posts.replace("{blog}", blog))


def is_post(path: str, folders: Iterable[str]) -> bool:
    """Whether a page lies in one of the folders of posts, at any depth."""
    return any(folder == "." or path.startswith(f"{folder}/") for folder in folders)
