"""The files and templates of a theme, without what plugins and MkDocs do with them several times.

MkDocs asks the theme's templates for all files of the theme, in each language, and leaves out what
is in hidden folders. Material has more than 10,000 icons in one. Its search plugin compiles the
words of a language anew for each word that it takes of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes.views.templating import CompiledTemplates

_FILTER = "Files.add_files_from_theme.<locals>.filter"
"""The function with which MkDocs chooses the files."""
_HIDDEN = (".x/x", "x/.x/x")


def quicken(config: MkDocsConfig) -> None:
    """Have the environments that the theme makes list their files quickly for MkDocs.

    They share what they compile until the build gives its own another cache: plugins may change it.
    """
    patched: Any = config.theme
    if "get_env" in vars(patched):
        return
    make = patched.get_env
    compiled = CompiledTemplates()

    def get_env() -> Environment:
        env: Environment = make()
        env.bytecode_cache = env.bytecode_cache or compiled
        if type(env.loader) is FileSystemLoader:
            _list_quickly(env, env.loader)
        return env

    patched.get_env = get_env


def _list_quickly(env: Environment, loader: FileSystemLoader) -> None:
    patched: Any = env
    list_all = env.list_templates

    def list_templates(
        extensions: Any = None, filter_func: Callable[[str], bool] | None = None
    ) -> list[str]:
        if extensions is not None or filter_func is None or not _leaves_out_hidden(filter_func):
            return list_all(extensions, filter_func)
        found = {name for folder in loader.searchpath for name in _visible(folder, loader)}
        return sorted(filter(filter_func, found))

    patched.list_templates = list_templates


def _leaves_out_hidden(wanted: Callable[[str], bool]) -> bool:
    return getattr(wanted, "__qualname__", "") == _FILTER and not any(map(wanted, _HIDDEN))


def _visible(folder: str, loader: FileSystemLoader) -> Iterator[str]:
    """The names of templates in a folder, without those in folders that are hidden in it."""
    for path, folders, files in os.walk(folder, followlinks=loader.followlinks):
        folders[:] = [name for name in folders if not name.startswith(".")]
        prefix = path[len(folder) :].strip(os.path.sep).replace(os.path.sep, "/")
        for name in files:
            yield f"{prefix}/{name}" if prefix else name
