"""Open Graph: the preview of a note in messengers and social networks (https://ogp.me)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel.core import get_global, parse_locale

from mkdocs_papernotes.languages.tags import is_known, locale_of
from mkdocs_papernotes.metadata.markup import meta
from mkdocs_papernotes.metadata.picture import Picture
from mkdocs_papernotes.metadata.record import NoteRecord, day


def open_graph(record: NoteRecord) -> list[str]:
    """`<meta>` elements that describe the note as an `article`.

    The prefix `og` is not declared with a `prefix` attribute, because Zotero would then lose title
    and date.
    """
    image = record.image
    own = locale_code(record.language)
    others = dict.fromkeys(locale_code(language) for language in record.versions)
    pairs = [
        ("og:type", "article"),
        ("og:title", record.title),
        ("og:description", record.description),
        ("og:url", record.url or ""),
        ("og:site_name", record.site_name),
        ("og:locale", own),
        *(("og:locale:alternate", code) for code in others if code != own),
        *_image(image),
        ("article:published_time", day(record.date)),
        ("article:modified_time", day(record.updated)),
        # Open Graph expects the address of a profile here, not a name
        *(("article:author", person.url) for person in record.authors),
        *(("article:tag", tag) for tag in record.tags),
    ]
    card = "summary_large_image" if image and image.is_wide else "summary"
    elements = [meta("property", key, value) for key, value in pairs]
    return [element for element in (*elements, meta("name", "twitter:card", card)) if element]


def _image(image: Picture | None) -> Iterator[tuple[str, str]]:
    if image:
        yield "og:image", image.url
        if image.width and image.height:
            yield "og:image:width", str(image.width)
            yield "og:image:height", str(image.height)


@cache
def locale_code(tag: str) -> str:
    """A language tag as Open Graph writes it: `en_US` for `en`, `zh_TW` for `zh-Hant`.

    Open Graph always names a territory. If the tag has none, the likely one is used (Unicode TR 35,
    "Likely Subtags"). The result is empty if no country is likely.
    """
    if not is_known(tag):
        return ""
    locale = locale_of(tag)
    territory = locale.territory
    if not territory:
        likely = get_global("likely_subtags")
        full = likely.get(str(locale)) or likely.get(locale.language) or locale.language
        territory = parse_locale(full)[1]
    return f"{locale.language}_{territory}" if territory and territory.isalpha() else ""
