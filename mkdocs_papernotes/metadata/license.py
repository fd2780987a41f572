"""Licences: the name and the address of one that is well known."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CREATIVE_COMMONS = re.compile(
    r"CC[- ]?(?P<kind>BY(?:-NC)?(?:-SA|-ND)?)[- ](?P<version>[1-4]\.0|2\.5)", re.IGNORECASE
)
_CC_ZERO = re.compile(r"CC[- ]?0(?:[- ]1\.0)?", re.IGNORECASE)
_OTHERS = """
Apache-2.0 BSD-2-Clause BSD-3-Clause EPL-2.0 GFDL-1.3-only GFDL-1.3-or-later GPL-2.0-only
GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later LGPL-3.0-only LGPL-3.0-or-later MIT MPL-2.0 ODbL-1.0
Unlicense
"""
_BY_ID = {name.lower(): name for name in _OTHERS.split()}


@dataclass(frozen=True)
class License:
    """A licence as a reader sees it; `url` is empty for one that is only a text."""

    name: str
    url: str = ""


def license_of(text: str) -> License | None:
    """The licence that an author named by its SPDX identifier, its address, or in other words.

    Spaces may stand for the hyphens of an identifier (`CC BY-SA 4.0`). `None` for an empty text.
    """
    words = "-".join(text.split())
    if match := _CREATIVE_COMMONS.fullmatch(words):
        kind, version = match["kind"].upper(), match["version"]
        address = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
        return License(f"CC {kind} {version}", address)
    if _CC_ZERO.fullmatch(words):
        return License("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    if name := _BY_ID.get(words.lower()):
        return License(name, f"https://spdx.org/licenses/{name}.html")
    is_address = text.lower().startswith(("https://", "http://")) and " " not in text
    return License(text, text if is_address else "") if text else None
