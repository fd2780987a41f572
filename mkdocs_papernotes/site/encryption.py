"""Pages that another plugin encrypts, of which no list may show the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_papernotes.notes.note import Note

PLUGIN = "encryptcontent"
"""The name of mkdocs-encryptcontent-plugin in `mkdocs.yml`."""
_KEYS = ("level", "obfuscate", "password", "use_secret")
"""The keys by which that plugin encrypts a page."""


@dataclass(frozen=True)
class Encryption:
    """Whether the site uses that plugin, and which pages it encrypts."""

    is_on: bool = False
    every_page: bool = False
    """Whether there is a password for pages that name none."""

    @classmethod
    def of(cls, options: Mapping[str, object] | None) -> Encryption:
        """From the options of the plugin; `None` where the site does not use it."""
        if options is None:
            return cls()
        inventory = options.get("password_inventory")
        is_global = isinstance(inventory, Mapping) and "_global" in inventory
        return cls(True, every_page=bool(options.get("global_password")) or is_global)

    def covers(self, note: Note) -> bool:
        """Whether the plugin encrypts the page of a note."""
        if not self.is_on:
            return False
        return self.every_page or any(note.values.get(key) not in (None, "") for key in _KEYS)
