"""Material's blog plugin, which has the pages below its folder of posts for itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

_NAMES = {"blog", "material/blog"}
"""Its names in `mkdocs.yml`."""


def post_folders(plugins: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[str, ...]:
    """The folders of posts, given the names and options of a site's plugins."""
    return tuple(
        _posts(options)
        for name, options in plugins
        if name.partition(" #")[0] in _NAMES and options.get("enabled") is not False
    )


def _posts(options: Mapping[str, Any]) -> str:
    blog = posixpath.normpath(str(options.get("blog_dir") or "blog"))
    posts = str(options.get("post_dir") or "{blog}/posts")
    return posixpath.normpath(posts.replace("{blog}", blog))


def is_post(path: str, folders: Iterable[str]) -> bool:
    """Whether a page lies in one of the folders of posts, at any depth."""
    return any(folder == "." or path.startswith(f"{folder}/") for folder in folders)
