"""Whether mkdocs-encryptcontent-plugin encrypts pages of the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.encryption import PLUGIN, Encryption


def without_text(note: Note, page: Page) -> Note:
    """The note, without an excerpt if the plugin has found a password for its page anywhere."""
    return replace(note, has_excerpt=False) if is_encrypted(page) else note


def is_encrypted(page: Page) -> bool:
    """Whether the plugin has found a password for a page anywhere."""
    return hasattr(page, "encryptcontent")


def encryption(config: MkDocsConfig) -> Encryption:
    """What the plugin's options say, before it has read any page."""
    plugin: Any = config.plugins.get(PLUGIN)
    folder = Path(config.config_file_path or config.docs_dir).parent
    return Encryption.of(None if plugin is None else dict(plugin.config), folder)
