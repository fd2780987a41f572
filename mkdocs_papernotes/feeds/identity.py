"""Ids of feeds and entries: the same for ever, whatever becomes of addresses, titles and dates.

They are `tag:` URIs (RFC 4151) with the host and the path of the site, or what the author wrote.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_SAFE = "/~!$&'()*+,;=@"
_SAFE_IN_IRI = f":?#[]%{_SAFE}"
_DAY = "2026"
"""RFC 4151 asks for a date on which the host belonged to the author. This one must never change."""


def site_tag(site_url: str) -> str:
    """The beginning of the ids of a site: `tag:example.org,2026:/lab/`."""
    parts = urlsplit(site_url)
    host = _ascii(parts.hostname or "")
    path = quote(parts.path.strip("/"), safe=f"{_SAFE}%")
    return f"tag:{host},{_DAY}:/{path}/" if path else f"tag:{host},{_DAY}:/"


def feed_id(site_url: str, name: str) -> str:
    """The id of a feed; `name` is the tag of its language, or another word."""
    return f"{site_tag(site_url)}feed/{quote(name, safe=_SAFE)}"


def entry_id(site_url: str, given: str, key: str, language: str) -> str:
    """The id of a note.

    `given` is its `feed_id`, an IRI or a name that stands in place of `key`, the translation key.
    """
    if _IRI.match(given):
        return quote(given, safe=_SAFE_IN_IRI)
    return f"{site_tag(site_url)}{quote(given or key, safe=_SAFE)}:{quote(language)}"


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(host)
