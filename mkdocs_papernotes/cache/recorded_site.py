"""What a build has written and told, so that the next one can do the same without building."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mkdocs_papernotes.cache.store import checksum


@dataclass(frozen=True)
class Part:
    """A part of a large file, or several small files, whose content is in the store."""

    key: bytes
    checksum: bytes
    """That of the store."""
    size: int

    @classmethod
    def of(cls, key: bytes, content: bytes) -> Part:
        return cls(key, checksum(key, content), len(content))


@dataclass(frozen=True)
class RecordedFile:
    """One file of a site: where its content is, or the path of the file of which it is a copy."""

    path: str
    """Below the folder of the site, with slashes."""
    parts: Sequence[int] = ()
    """The places of its parts in those of the site."""
    span: tuple[int, int] | None = None
    """From where to where it is in its only part, if that has other files as well."""
    original: str = ""

    def content(self, parts: Sequence[bytes]) -> Sequence[bytes]:
        """What the file holds, if the parts of the site hold this."""
        found = [parts[at] for at in self.parts]
        return [found[0][slice(*self.span)]] if self.span else found


@dataclass(frozen=True)
class RecordedMessage:
    """One message of the log."""

    logger: str
    level: int
    text: str


@dataclass(frozen=True)
class RecordedSite:
    """The result of one build."""

    parts: Sequence[Part]
    files: Sequence[RecordedFile]
    messages: Sequence[RecordedMessage]
    early: int
    """How many of the messages came before the folder of the site was emptied."""
    level: int
    """Messages below this level were not recorded."""
    made: datetime
    """The time of the build."""
    until: datetime | None
    """When the first note is to be published that was held back; `None` if there is none."""
    dated: Sequence[str] = ()
    """The paths of pages that say when they were built."""
    is_told: bool = True
    """Whether `messages` are those of the site as it is, and not of a build before some saves."""
    own: Sequence[bytes] = ()
    """The keys of parts that were kept for this record alone, as those of pages are not."""

    def holds(self, now: datetime, level: int) -> bool:
        """Whether a build at `now`, which tells messages from `level` on, has the same result."""
        is_then = self.made <= now and (self.until is None or now < self.until)
        return is_then and self.level <= level

    def tells(self, now: datetime) -> bool:
        """Whether a build at `now` would tell the same: it may tell of dates in the future."""
        return self.is_told and self.made.date() == now.date()

    def to_json(self) -> bytes:
        """The record as JSON in UTF-8, which `from_json` reads."""
        parts = [[part.key.hex(), part.checksum.hex(), part.size] for part in self.parts]
        files = [[file.path, [*file.parts], file.span, file.original] for file in self.files]
        told = [[message.logger, message.level, message.text] for message in self.messages]
        own = [key.hex() for key in self.own]
        values = [
            parts,
            files,
            told,
            self.early,
            self.level,
            self.made.isoformat(),
            self.until and self.until.isoformat(),
            [*self.dated],
            self.is_told,
            own,
        ]
        return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def from_json(cls, data: bytes) -> RecordedSite | None:
        """The site that `to_json` has written; `None` if anything is not as it writes it."""
        try:
            parts, files, messages, early, level, made, until, dated, is_told, own = json.loads(
                data.decode("utf-8", "surrogatepass")
            )
            known = [
                Part(bytes.fromhex(key), bytes.fromhex(told), int(size))
                for key, told, size in parts
            ]
            return cls(
                known,
                [*_files(files, len(known))],
                [RecordedMessage(str(name), int(rank), str(text)) for name, rank, text in messages],
                int(early),
                int(level),
                datetime.fromisoformat(made),
                None if until is None else datetime.fromisoformat(until),
                [*map(str, dated)],
                bool(is_told),
                [*map(bytes.fromhex, own)],
            )
        except (TypeError, ValueError, RecursionError):
            return None


def own_parts(data: bytes) -> list[bytes]:
    """The keys `own` of a site that `to_json` has written; none if anything is not as it writes."""
    try:
        *_, own = json.loads(data.decode("utf-8", "surrogatepass"))
        return [*map(bytes.fromhex, own)]
    except (TypeError, ValueError, RecursionError):
        return []


def _files(found: Any, count: int) -> Iterator[RecordedFile]:
    """The files of a site with `count` parts."""
    for path, parts, span, original in found:
        if not (_is_below(path) and all(0 <= at < count for at in parts)):
            raise ValueError(path)
        if span is not None:
            start, end = map(int, span)
            (part,) = parts
            yield RecordedFile(path, (int(part),), (start, end), str(original))
        else:
            yield RecordedFile(path, tuple(map(int, parts)), None, str(original))


def _is_below(path: str) -> bool:
    """Whether a path stays in the folder of the site, wherever the record comes from."""
    is_told = bool(path.strip("./")) and not path.startswith("/") and "\\" not in path
    return is_told and ".." not in path.split("/")
