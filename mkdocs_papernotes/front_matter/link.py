"""Links in front matter: where each was written, and which may be followed at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

_WEB = {"http", "https", "mailto"}


@dataclass(frozen=True)
class Link:
    """A link as written; `source`, `line` and `key` say where, for a translation may inherit it."""

    target: str
    source: str
    line: int = 0
    key: str = ""

    @property
    def kind(self) -> Literal["web", "site"] | None:
        """`web` for http(s) and mailto, `site` for a path to a file of the site, else `None`.

        `javascript:`, `data:` and other schemes are `None`, and so are addresses without a scheme
        (`//host/…`), which look like paths.
        """
        target = self.target.strip(" \t\r\n\f\v\0")
        try:
            parts = urlsplit(target)
        except ValueError:
            return None
        if parts.scheme:
            return "web" if parts.scheme in _WEB and (parts.netloc or parts.path) else None
        if parts.netloc or not parts.path or "\\" in target or any(ord(c) < 32 for c in target):
            return None
        return "site"

    @property
    def web_address(self) -> str:
        """The target of a link to another site; empty for files of this one, and for mail."""
        target = self.target.strip() if self.kind == "web" else ""
        return target if target.lower().startswith(("http://", "https://")) else ""
