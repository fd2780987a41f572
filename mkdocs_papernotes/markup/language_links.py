"""Links in rendered text to pages in another language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from mkdocs_papernotes.addresses import normal

_LINK = re.compile(r"<a\s")
_HREF = re.compile(r"""\bhref=["']([^"'#?:]*)(["'#?:])""")


def mark_language_links(html: str, url: str, language: str, languages: Mapping[str, str]) -> str:
    """Add `target="_self"` to the links of the page at `url` that lead to another language.

    `languages` maps the addresses of pages to their languages. Without the attribute, Material's
    script treats such a link as its language switcher and opens that language's home page.
    """

    is_elsewhere = languages.get(normal(url), language) != language

    def leads_elsewhere(link: str) -> bool:
        href = _HREF.search(link)
        if href is None or href[2] == ":":  # no link, or one to another site
            return False
        if not href[1]:  # a place on the page itself, as of each heading
            return is_elsewhere
        target = urljoin("/" + normal(url), href[1]).lstrip("/")
        return languages.get(target, language) != language

    parts, start = [], 0
    for match in _LINK.finditer(html):
        end = html.find(">", match.end())
        if end < 0:
            break
        attributes = html[match.end() : end]
        if "target=" not in attributes and leads_elsewhere(attributes):
            parts += [html[start : match.start()], '<a target="_self" ', attributes]
            start = end
    return "".join((*parts, html[start:]))
