"""Jekyll, as the command knows it."""

from __future__ import annotations

from mkdocs_papernotes.importers.generator import Generator
from mkdocs_papernotes.importers.jekyll.conversion import convert
from mkdocs_papernotes.importers.jekyll.reading import read

GENERATOR = Generator("jekyll", "Jekyll", read, convert, anchors="kramdown")
