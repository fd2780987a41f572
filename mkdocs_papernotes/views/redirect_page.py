"""The page at an old address, which leads to the new one."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.views.templating import Templates

_REFRESH = re.compile(
    r"""<meta\s[^>]*\bcontent=["']?\s*[0-9.]+\s*;\s*url=([^"'>]+)""", re.IGNORECASE
)


def redirect_page(
    address: str, target: str, language: str, languages: Languages, templates: Templates
) -> str:
    """The page at `address`. `target` is below the site's root, or a full address."""
    is_full = bool(urlsplit(target).scheme)
    full = target if is_full else languages.absolute(target, language) or ""
    return templates.render(
        "redirect",
        url=target if is_full else relative(target, address),
        canonical=full,
        shown=unquote(full or f"/{target}"),
        language=language,
        labels=languages.labels(language),
    )


def leads_to(html: str, address: str, target: str) -> bool:
    """Whether a page at `address` that another program wrote leads to `target` as well."""
    found = _REFRESH.search(html)
    base = f"https://site.invalid/{address}"
    if found is None:
        return False
    there = urljoin(base, unescape(found[1]))
    return _plain(there) == _plain(urljoin("https://site.invalid/", target))


def _plain(address: str) -> str:
    return unquote(address).removesuffix("index.html").rstrip("/")
