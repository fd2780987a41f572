"""Front matter for all pages of a folder, in the files of Material's plugin `meta`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs_papernotes.importers.material_blog.configuration import Configuration
from mkdocs_papernotes.importers.settings import read_data, settings_of


class Defaults:
    """What the files called `.meta.yml` say, by their folder.

    https://squidfunk.github.io/mkdocs-material/plugins/meta/
    """

    def __init__(self, folder: Path, paths: Iterable[str], configuration: Configuration):
        """`paths` are those of all files below the docs folder `folder`."""
        options = configuration.plugin("meta")
        self.name = options.text("meta_file") or ".meta.yml" if options is not None else ""
        is_on = options is not None and options.flag("enabled", default=True)
        self._by_folder = [
            (posixpath.dirname(path), settings_of(read_data(folder / path)).values)
            for path in sorted(paths, key=lambda path: path.count("/"))
            if is_on and posixpath.basename(path) == self.name
        ]

    def with_own(self, path: str, values: Mapping[str, object]) -> Mapping[str, object]:
        """The values of a page over those for its folder; lists are added, mappings merged."""
        merged: Mapping[str, object] = {}
        for folder, given in self._by_folder:
            if path.startswith(folder):
                merged = _merged(merged, given)
        return _merged(merged, values) if merged else values


def _merged(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    result = dict(first)
    for key, value in second.items():
        before = result.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            result[key] = _merged(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            result[key] = [*before, *value]
        else:
            result[key] = value
    return result
