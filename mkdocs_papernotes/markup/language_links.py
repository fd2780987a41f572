"""Links in rendered text to pages in another language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from mkdocs_papernotes.addresses import normal

_LINK = re.compile(r'<a\s(?P<rest>[^>]*?\bhref="(?P<href>[^"#?:]*)[^"]*"[^>]*)>')


def mark_language_links(html: str, url: str, language: str, languages: Mapping[str, str]) -> str:
    """Add `target="_self"` to the links of the page at `url` that lead to another language.

    `languages` maps the addresses of pages to their languages. Without the attribute, Material's
    script treats such a link as its language switcher and opens that language's home page.
    """

    def mark(match: re.Match[str]) -> str:
        target = urljoin("/" + normal(url), match["href"]).lstrip("/")
        leads_elsewhere = languages.get(target, language) != language
        if not leads_elsewhere or "target=" in match["rest"]:
            return match[0]
        return f'<a target="_self" {match["rest"]}>'

    return _LINK.sub(mark, html) if "<a" in html else html
