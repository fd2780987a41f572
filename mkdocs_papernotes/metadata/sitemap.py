"""The sitemap: its links to the versions of each page, the same as those in the heads of pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape

from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.site.alternates import Alternates

_ENTRY = re.compile(r"([ \t]*)<url>(.*?)</url>", re.DOTALL)
_ADDRESS = re.compile(r"<loc>\s*(.*?)\s*</loc>", re.DOTALL)
_LINK = re.compile(r"\s*<xhtml:link\b[^>]*\bhreflang=[^>]*?(?:/>|>\s*</xhtml:link>)")
_NAMESPACE = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def rewrite_sitemap(xml: str, alternates: Mapping[str, Alternates]) -> str:
    """Replace the `hreflang` links of a sitemap.

    `alternates` has those of each page by its full address; a page that it lacks gets none. Links
    must name every version, the page itself included ("Tell Google about localized versions of your
    page").
    """

    def entry(match: re.Match[str]) -> str:
        indent, content = match[1], _LINK.sub("", match[2])
        address = _ADDRESS.search(content)
        found = alternates.get(unescape(address[1])) if address else None
        lines = _lines(indent, found.links) if found else ""
        return f"{indent}<url>{content.rstrip()}\n{lines}{indent}</url>"

    found = _ENTRY.sub(entry, xml)
    if "<xhtml:link" in found and _NAMESPACE not in found:
        found = found.replace("<urlset ", f"<urlset {_NAMESPACE} ", 1)
    return found


def _lines(indent: str, links: Mapping[str, str]) -> str:
    begin = f'{indent}    <xhtml:link rel="alternate" hreflang="'
    return "".join(
        f'{begin}{_tag(language)}" href="{escape(url)}"/>\n' for language, url in links.items()
    )


@cache
def _tag(language: str) -> str:
    return escape(bcp47(language))
