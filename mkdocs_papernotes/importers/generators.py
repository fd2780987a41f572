"""The generators whose sites can be imported, by name."""

from __future__ import annotations

from importlib import import_module

from mkdocs_papernotes.importers.generator import Generator

MODULES = {
    "hexo": "mkdocs_papernotes.importers.hexo.generator",
    "hugo": "mkdocs_papernotes.importers.hugo.generator",
    "jekyll": "mkdocs_papernotes.importers.jekyll.generator",
    "material-blog": "mkdocs_papernotes.importers.material_blog.generator",
    "markdown": "mkdocs_papernotes.importers.folders.generator",
}
"""Modules with a `GENERATOR`, which are imported when they are needed."""


def generator_named(name: str) -> Generator:
    """The generator of that name; raises `KeyError` for another name."""
    found: Generator = import_module(MODULES[name]).GENERATOR
    return found
