"""The problems that a site and its files ignore."""

from __future__ import annotations

from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.problems.ignored import Ignored
from mkdocs_papernotes.site.folders import Folders


def ignored_problems(settings: Settings, folders: Folders) -> Ignored:
    """What a site ignores: by its option `ignore`, and by comments in its files."""

    def read(source: str) -> str | None:
        paths = (folders.docs / source, folders.config / source)
        path = next((path for path in paths if path.is_file()), None)
        return path.read_text("utf-8", "replace") if path else None

    return Ignored(settings.ignore, read)
