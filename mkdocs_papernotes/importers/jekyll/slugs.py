"""How Jekyll makes slugs of names and titles."""

from __future__ import annotations

import unicodedata
from itertools import groupby

_PRETTY = frozenset("._~!$&'()+,;=@")
_LATIN = {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "đ": "d"}
_MODES = {"raw", "default", "pretty", "ascii", "latin"}


def slugify(text: str, mode: str = "default", *, cased: bool = False) -> str:
    """A slug, as `Jekyll::Utils.slugify` makes it.

    https://github.com/jekyll/jekyll/blob/v4.3.3/lib/jekyll/utils.rb: a row of characters that may
    not stay becomes one hyphen, and one at either end goes. Modes that Jekyll does not know change
    nothing but the case.
    """
    if mode not in _MODES:
        return text if cased else text.lower()
    if mode == "latin":
        text = _transliterated(text)
    parts = (
        "".join(row) if stays else "-"
        for stays, row in groupby(text, lambda each: _stays(each, mode))
    )
    slug = "".join(parts).removeprefix("-").removesuffix("-")
    return slug if cased else slug.lower()


def _stays(character: str, mode: str) -> bool:
    if mode == "raw":
        return not character.isspace()
    if mode == "ascii":
        return character.isascii() and character.isalnum()
    category = unicodedata.category(character)
    is_word = category[0] in "LM" or category == "Nd"
    return is_word or (mode == "pretty" and character in _PRETTY)


def _transliterated(text: str) -> str:
    """Latin letters without accents; all that is not ASCII then is `?`, as in Ruby's I18n."""
    plain = (_LATIN.get(character, character) for character in text)
    decomposed = unicodedata.normalize("NFKD", "".join(plain))
    kept = (letter for letter in decomposed if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() else "?" for letter in kept)


def title_of_slug(slug: str) -> str:
    """The title of a post that has none, as `Jekyll::Utils.titleize_slug` makes it."""
    return " ".join(word.capitalize() for word in slug.split("-"))
