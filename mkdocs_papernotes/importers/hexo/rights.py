"""The licence that a theme shows below posts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.script import is_set, text_of
from mkdocs_papernotes.text import one_line

_ADDRESS = re.compile(
    r"creativecommons\.org/licenses/(?P<kind>[a-z-]{2,9})/(?P<version>[0-9]\.[0-9])"
)
_ZERO = re.compile(r"creativecommons\.org/publicdomain/zero")
_KIND = re.compile(r"(?:cc[ -]?)?(?P<kind>by(?:-nc)?(?:-sa|-nd)?)", re.IGNORECASE)


def license_of(configuration: Configuration) -> str:
    """The licence as the option `license` takes it; empty if posts show none.

    NexT has `creative_commons` (older: `post_copyright`), Butterfly `post_copyright`, Fluid
    `post.copyright`, Icarus `article.licenses`.
    """
    theme = configuration.theme
    for found in (_next(theme), _butterfly(theme), _fluid(theme), _icarus(theme)):
        if found:
            return found
    return ""


def _next(theme: Mapping[str, Any]) -> str:
    given = theme.get("creative_commons")
    if not isinstance(given, Mapping) or not (given.get("post") or given.get("sidebar")):
        return ""
    return _named(given.get("license"), "")


def _butterfly(theme: Mapping[str, Any]) -> str:
    given = theme.get("post_copyright")
    if not isinstance(given, Mapping) or not given.get("enable"):
        return ""
    return _named(given.get("license"), text_of(given.get("license_url") or ""))


def _fluid(theme: Mapping[str, Any]) -> str:
    post = theme.get("post")
    given = post.get("copyright") if isinstance(post, Mapping) else None
    if not isinstance(given, Mapping) or not given.get("enable"):
        return ""
    return _named(given.get("license"), "")


def _icarus(theme: Mapping[str, Any]) -> str:
    article = theme.get("article")
    given = article.get("licenses") if isinstance(article, Mapping) else None
    for value in given.values() if isinstance(given, Mapping) else ():
        address = value.get("url") if isinstance(value, Mapping) else value
        if isinstance(address, str) and (found := _addressed(address)):
            return found
    return ""


def _named(given: object, address: str) -> str:
    """A licence by NexT's short name (`by-nc-sa`, `zero`), its address, or another text."""
    if not is_set(given) or isinstance(given, (list, Mapping)):
        return ""
    text = one_line(text_of(given))
    if text.lower() in {"zero", "cc0"}:
        return "CC0-1.0"
    if match := _KIND.fullmatch(text):
        return f"CC-{match['kind'].upper()}-4.0"
    return _addressed(address) or _addressed(text) or text


def _addressed(address: str) -> str:
    if match := _ADDRESS.search(address):
        return f"CC-{match['kind'].upper()}-{match['version']}"
    return "CC0-1.0" if _ZERO.search(address) else ""
