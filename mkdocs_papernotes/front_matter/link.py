"""Links in front matter: their targets, where they were written, and whether they are safe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

_WEB = {"http", "https", "mailto"}
_USUAL = re.compile(r"https?://[a-zA-Z0-9.-]+(?:[/?#]|\Z)")
"""How most links begin. Nothing behind that makes them lead elsewhere than to the web."""


@dataclass(frozen=True)
class Link:
    """A link as written, with its place: `source`, `line` and `key`.

    The place is kept because the other language of a note may inherit the link.
    """

    target: str
    source: str
    line: int = 0
    key: str = ""

    @property
    def kind(self) -> Literal["web", "site"] | None:
        """`web` for http(s) and mailto, `site` for a path to a file of the site, otherwise `None`.

        `None` stands for targets that must not be linked to: `javascript:`, `data:` and other
        schemes, and `//host/…`, which looks like a path.
        """
        target = self.target.strip(" \t\r\n\f\v\0")
        if _USUAL.match(target):
            return "web"
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
        """The target if it is an http or https address; otherwise an empty text."""
        target = self.target.strip() if self.kind == "web" else ""
        return target if target.lower().startswith(("http://", "https://")) else ""
