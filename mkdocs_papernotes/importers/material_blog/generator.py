"""Material's blog, as the command knows it."""

from __future__ import annotations

from mkdocs_papernotes.importers.generator import Generator
from mkdocs_papernotes.importers.material_blog.conversion import convert
from mkdocs_papernotes.importers.material_blog.reading import read

GENERATOR = Generator(
    "material-blog",
    "Material’s blog",
    read,
    convert,
    anchors="markdown",
    is_markdown_of_mkdocs=True,
)
