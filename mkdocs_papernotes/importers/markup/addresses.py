"""Addresses in an old text, and what they are on the new site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.text import one_line

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DISK = re.compile(r"[A-Za-z]:[\\/]")
_HOST = re.compile(r"(?:[Hh][Tt][Tt][Pp][Ss]?:)?//")
_SCRIPT = re.compile(r"\s*(?:javascript|vbscript)\s*:", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
_END = re.compile(r"[?#]")
_TEMPLATE = ("{{", "{%", "${", "<%")
_PICTURE = re.compile(
    r"\.(?:apng|avif|bmp|gif|ico|jfif|jpe?g|png|svgz?|tiff?|webp)(?:[?#].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_UNSAFE = re.compile(r"[\s()<>\"\\]")


@dataclass(frozen=True)
class Addresses:
    """Finds where the addresses of a page lead to on the new site, and tells what leads nowhere."""

    places: Places
    tell: Tell
    anchors: Mapping[str, str] = field(default_factory=dict)
    """The new anchors of the page's headings by their old ones, where they have changed."""

    def of_picture(self, address: str, line: int) -> str | None:
        """The new address of a picture, a film or a sound; `None` if it stays as it is."""
        if self._is_left(address, line):
            return None
        if found := self._file(address):
            return found
        if _HOST.match(address):
            self.tell("import-picture-elsewhere", line, address=one_line(address))
        elif is_local(address):
            self.tell("import-picture-missing", line, file=one_line(unquote(plain(address))))
        return None

    def of_link(self, address: str, line: int) -> str | None:
        """The new address of a link; `None` if it stays as it is."""
        if address.startswith("#"):
            new = self.anchors.get(unquote(address[1:]))
            return f"#{new}" if new else None
        if self._is_left(address, line):
            return None
        if found := self._page(address) or self._file(address):
            return found
        if is_local(address):
            self.tell("import-link-missing", line, address=one_line(address))
        return None

    def of_own_host(self, address: str) -> str | None:
        """The new address of one that is written out in the text; `None` for other hosts."""
        return self._page(address) or self._file(address)

    def _is_left(self, address: str, line: int) -> bool:
        """Whether an address is none, or one of a script, which is told."""
        if _SCRIPT.match(_CONTROL.sub("", address)):
            self.tell("import-markup-left", line, construct=one_line(address))
            return True
        return not address.strip() or any(mark in address for mark in _TEMPLATE)

    def _page(self, address: str) -> str | None:
        found = self.places.page(address)
        if found is None and "?" in address:
            path, _, rest = address.partition("?")
            fragment = rest.partition("#")[2]
            found = self.places.page(f"{path}#{fragment}" if fragment else path)
        return None if found is None else written(found)

    def _file(self, address: str) -> str | None:
        tried = plain(address)
        found = self.places.file(tried)
        if found is None and (end := _END.search(tried)):
            found = self.places.file(tried[: end.start()])
            fragment = tried.partition("#")[2]
            if found is not None and fragment:
                found = f"{found}#{fragment}"
        return None if found is None else written(found)


def is_local(address: str) -> bool:
    """Whether an address should lead to something of the site: it has no host and no scheme."""
    if address.startswith("#"):
        return False
    is_file = bool(_DISK.match(address)) or address.lower().startswith("file:")
    return is_file or not (_HOST.match(address) or _SCHEME.match(address))


def is_picture(address: str) -> bool:
    """Whether an address ends as that of a picture."""
    return bool(_PICTURE.search(address))


def plain(address: str) -> str:
    """The address without `file://`, with forward slashes if it is a path on a Windows disk."""
    path = address
    if path.lower().startswith("file:"):
        path = path[5:].lstrip("/")
        path = path if _DISK.match(path) else f"/{path}"
    if _DISK.match(path) or ("\\" in path and not _HOST.match(path)):
        path = path.replace("\\", "/")
    return path


def written(address: str) -> str:
    """An address as it may stand between the brackets of a link."""
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", address)
