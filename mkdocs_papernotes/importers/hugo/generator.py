"""The importer of Hugo."""

from __future__ import annotations

from mkdocs_papernotes.importers.generator import Generator
from mkdocs_papernotes.importers.hugo.converting import convert
from mkdocs_papernotes.importers.hugo.reading import read

GENERATOR = Generator("hugo", "Hugo", read, convert)
