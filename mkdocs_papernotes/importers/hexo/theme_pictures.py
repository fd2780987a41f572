"""Pictures that authors put into the folder of their theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.old_site import OldFile, OldPage
from mkdocs_papernotes.importers.source import walk

_WORD = re.compile(r"[^\s\"'()<>\[\]]+")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp")


def theme_pictures(
    folder: Path, configuration: Configuration, pages: Iterable[OldPage]
) -> Iterator[OldFile]:
    """The pictures of the theme that pages show; Hexo publishes what is in its folder `source`
    at the root of the site.
    """
    start = f"themes/{configuration.theme_name}/source"
    if not configuration.theme_name or not (folder / start).is_dir():
        return
    found = {path.removeprefix(f"{start}/"): path for path in walk(folder, start)[0]}
    shown = {name for page in pages for name in _shown(page, configuration)}
    for name in sorted(shown & set(found)):
        yield OldFile(found[name], configuration.prefix + name)


def _shown(page: OldPage, configuration: Configuration) -> Iterator[str]:
    """The paths below the root of pictures that a page names."""
    image = page.values.get("image")
    words = _WORD.findall(page.body) if any(end in page.body for end in _PICTURES) else []
    for word in (*words, *([image] if isinstance(image, str) else [])):
        path = unquote(word.partition("?")[0])
        if path.lower().endswith(_PICTURES):
            for start in (configuration.site_url, configuration.root):
                path = path.removeprefix(start) if start else path
            yield path.lstrip("/")
