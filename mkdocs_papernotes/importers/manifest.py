"""The manifest of an import: which file came from where, and what it held then.

It is `papernotes-import.json` beside `mkdocs.yml`, and meant to be committed. By it a later run
knows which files the author has edited or deleted since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

NAME = "papernotes-import.json"
VERSION = 1
Decision = Literal["write", "same", "keep", "edited", "foreign", "deleted"]


class UnreadableManifestError(Exception):
    """The manifest is there, and cannot be read; the message says why."""


@dataclass(frozen=True)
class Entry:
    """A file that an import has written."""

    digest: str
    """Of its content, as it was written."""
    source: str = ""
    """The file of the old site that it comes from; empty for files of the new site alone."""
    source_digest: str = ""
    is_deleted: bool = False
    """Whether the author has deleted it since."""


@dataclass
class Manifest:
    """The files that imports have written, by their paths below the site's folder."""

    generator: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)

    def decision(self, path: str, digest: str, there: str | None) -> Decision:
        """What to do about a file.

        `digest` is that of the content that it should have, `there` that of the file that is there,
        `None` if there is none.
        """
        entry = self.entries.get(path)
        if there is None:
            return "deleted" if entry else "write"
        if there == digest:
            return "same"
        if entry is None or entry.is_deleted:
            return "foreign"
        if entry.digest == there:
            return "write"
        return "keep" if entry.digest == digest else "edited"

    def text(self) -> str:
        """The text of the file."""
        files = {path: _as_data(self.entries[path]) for path in sorted(self.entries)}
        found = {"version": VERSION, "generator": self.generator, "files": files}
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def read_manifest(text: str) -> Manifest:
    """Read a manifest; raises `UnreadableManifestError`."""
    try:
        found = json.loads(text)
        if found["version"] != VERSION:
            raise UnreadableManifestError("another version of papernotes has written it")
        entries = {str(path): _entry(data) for path, data in found["files"].items()}
        return Manifest(str(found["generator"]), entries)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise UnreadableManifestError("it is not what an import writes") from None


def digest_of(content: bytes) -> str:
    """The digest of a content."""
    return hashlib.sha256(content).hexdigest()[:32]


def _entry(data: Mapping[str, object]) -> Entry:
    source, source_digest = data.get("source", ""), data.get("source_hash", "")
    return Entry(str(data["hash"]), str(source), str(source_digest), data.get("deleted") is True)


def _as_data(entry: Entry) -> dict[str, object]:
    found: dict[str, object] = {"hash": entry.digest}
    if entry.source:
        found |= {"source": entry.source, "source_hash": entry.source_digest}
    if entry.is_deleted:
        found["deleted"] = True
    return found
