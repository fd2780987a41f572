"""The `<head>` of a page: its language, canonical address, alternates and metadata."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.site.alternates import Alternates

_META = re.compile(r"""<meta\b[^"'<>]*(?:(?:"[^"]*"|'[^']*')[^"'<>]*)*>\s*""")
_PLAIN_META = re.compile(r'<meta (?:name|property)="([^"]+)" content="[^"]*" ?/?>\s*')
"""A `<meta>` as most are written."""
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'<>/=])([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
_LINK = re.compile(r"<link\b[^<>]*>\s*")
_REL = re.compile(r"""\brel=["']?(canonical|alternate)\b""")
_IMAGE, _CARD = "og:image", "twitter:card"
_HTML_TAG = re.compile(r"<html\b[^<>]*>", re.IGNORECASE)
_LANG = re.compile(r"""\slang=(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)


def rewrite_head(
    html: str, alternates: Alternates, markup: str = "", *, keep_card: bool = True
) -> str:
    """Set the language of a page and replace the theme's canonical and `hreflang` links.

    `markup` has more elements for the head, one on each line. They replace each `<meta>` of the
    same name or property, such as those of Material's social plugin. But with `keep_card`, an
    `og:image` that is there already stays, because it may be a card which that plugin drew.

    Themes write relative `hreflang` links, which search engines do not accept, and links to
    translations that do not exist. Google requires full addresses that link to each other ("Tell
    Google about localized versions of your page").
    """
    head, end, rest = html.partition("</head>")
    if not end:
        return html
    head = _LINK.sub(_without_own_address, head)
    head = _HTML_TAG.sub(lambda match: _with_lang(match[0], alternates.language), head, count=1)
    added = _links(alternates)
    if markup:
        head, lines = _with_metas(head, markup.split("\n"), keep_card=keep_card)
        added += lines
    elements = "".join(f"    {element}\n" for element in added)
    return f"{head.rstrip()}\n{elements}  {end}{rest}"


def _with_metas(head: str, lines: list[str], *, keep_card: bool) -> tuple[str, list[str]]:
    """The head without the `<meta>` elements that `lines` replace, and the lines to add."""
    there = [_meta_key(meta[0]) for meta in _META.finditer(head)]
    if keep_card and _IMAGE in there:
        lines = [line for line in lines if not _is_of_card(_meta_key(line), there)]
    replaced = {_meta_key(line) for line in lines} - {""}
    if "og:description" in replaced:
        replaced.add("twitter:description")  # the site's, where a note has none of its own
    if _IMAGE in replaced:
        replaced |= {key for key in there if key.startswith((f"{_IMAGE}:", "twitter:image"))}
    keys = iter(there)
    return _META.sub(lambda meta: "" if next(keys) in replaced else meta[0], head), lines


def _is_of_card(key: str, there: Collection[str]) -> bool:
    """Whether a `<meta>` describes a picture in place of which the page has a card already."""
    return key == _IMAGE or key.startswith(f"{_IMAGE}:") or (key == _CARD and key in there)


def _meta_key(element: str) -> str:
    """The name or property of a `<meta>` element; empty for any other."""
    if not element.startswith("<meta"):
        return ""
    if plain := _PLAIN_META.fullmatch(element):
        return plain[1].lower()
    attributes = {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(element)
    }
    return (attributes.get("property") or attributes.get("name") or "").lower()


def _without_own_address(link: re.Match[str]) -> str:
    """An empty text for a canonical or `hreflang` link; any other link unchanged."""
    rel = _REL.search(link[0])
    ours = rel is not None and (rel[1] == "canonical" or "hreflang=" in link[0])
    return "" if ours else link[0]


def _with_lang(tag: str, language: str) -> str:
    attribute = f' lang="{escape(bcp47(language))}"'
    if _LANG.search(tag):
        return _LANG.sub(attribute, tag, count=1)
    return tag[:-1] + attribute + ">"


def _links(alternates: Alternates) -> list[str]:
    links = []
    if alternates.canonical:
        links.append(f'<link rel="canonical" href="{escape(alternates.canonical)}">')
    links += [
        f'<link rel="alternate" hreflang="{escape(bcp47(language))}" href="{escape(url)}">'
        for language, url in alternates.links.items()
    ]
    return links
