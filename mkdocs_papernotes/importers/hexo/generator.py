"""The importer of Hexo."""

from __future__ import annotations

from mkdocs_papernotes.importers.generator import Generator
from mkdocs_papernotes.importers.hexo.reading import read
from mkdocs_papernotes.importers.hexo.tags import convert

GENERATOR = Generator("hexo", "Hexo", read, convert, anchors="hexo")
