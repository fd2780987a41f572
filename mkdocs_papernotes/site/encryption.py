"""Pages that another plugin encrypts, of which no list may show the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_papernotes.notes.note import Note

PLUGIN = "encryptcontent"
"""The name of mkdocs-encryptcontent-plugin in `mkdocs.yml`."""
_KEYS = ("level", "obfuscate", "password", "use_secret")
"""The keys by which that plugin encrypts a page."""
_GLOBAL = "_global"
"""The level of passwords for pages that name none."""


@dataclass(frozen=True)
class Encryption:
    """Whether the site uses that plugin, and which pages it encrypts."""

    is_on: bool = False
    every_page: bool = False
    """Whether there is a password for pages that name none."""

    @classmethod
    def of(cls, options: Mapping[str, object] | None, folder: Path) -> Encryption:
        """From the options of the plugin; `None` where the site does not use it.

        `folder` is that of `mkdocs.yml`.
        """
        if options is None:
            return cls()
        inventory, file = options.get("password_inventory"), options.get("password_file")
        every_page = (
            bool(options.get("global_password"))
            or (isinstance(inventory, Mapping) and _GLOBAL in inventory)
            or (isinstance(file, str) and bool(file) and _is_global(folder / file))
        )
        return cls(True, every_page)

    def covers(self, note: Note) -> bool:
        """Whether the plugin encrypts the page of a note."""
        if not self.is_on:
            return False
        if self.every_page or note.has_password:
            return True
        return any(note.values.get(key) not in (None, "") for key in _KEYS)


def _is_global(password_file: Path) -> bool:
    """Whether a file of passwords may have one for all pages, as one that cannot be read may."""
    try:
        return _GLOBAL in password_file.read_text("utf-8")
    except (OSError, ValueError):
        return True
