"""The importer of folders of Markdown."""

from __future__ import annotations

from mkdocs_papernotes.importers.folders.conversion import convert
from mkdocs_papernotes.importers.folders.reading import read
from mkdocs_papernotes.importers.generator import Generator

GENERATOR = Generator("markdown", "Markdown", read, convert)
