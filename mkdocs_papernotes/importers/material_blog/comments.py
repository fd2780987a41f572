"""The comments of a site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs_papernotes.importers.material_blog.configuration import Configuration, is_inside

_GISCUS = re.compile(
    r"data-(repo|repo-id|category|category-id|mapping|strict)\s*=\s*\"([^\"{}]*)\""
)
_ENDING = re.compile(r"\.\w+$")


@dataclass(frozen=True)
class Comments:
    """giscus, if the site has it."""

    option: Mapping[str, object] = field(default_factory=dict)
    """The value of our option `comments`."""
    mapping: str = ""
    """What threads are named by."""

    def thread(self, address: str, url: str) -> str:
        """What giscus calls the thread of the page at an address
        (https://github.com/giscus/giscus/blob/main/client.ts)."""
        if not address or not self.option or self.mapping not in {"pathname", "url"}:
            return ""
        if self.mapping == "url":
            return url + address
        path = unquote(urlsplit(url).path or "/") + address
        return _ENDING.sub("", path[1:]) or "index"


def comments_of(root: Path, configuration: Configuration) -> Comments:
    """giscus, as it stands in `partials/comments.html` of the theme's changes.

    `root` is the site's folder.
    """
    folder = configuration.custom_dir
    path = root / folder / "partials" / "comments.html"
    if not folder or not path.is_file() or not is_inside(path, root):
        return Comments()
    found = dict(_GISCUS.findall(path.read_text(encoding="utf-8", errors="replace")[:20_000]))
    mapping = found.pop("mapping", "pathname")
    if not found.get("repo") or not found.get("repo-id"):
        return Comments()
    keys = {"repo": "repo", "repo-id": "repo_id", "category": "category"}
    keys["category-id"] = "category_id"
    option: dict[str, object] = {
        ours: found[theirs] for theirs, ours in keys.items() if found.get(theirs)
    }
    if found.get("strict") == "0":
        option["strict"] = False
    return Comments({"giscus": option}, mapping)
