"""Slugs: the last part of a term's address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_LONGEST = 150
"""Bytes of UTF-8; file systems have 255 for a name."""
_SIGNS = {"+": "-plus", "#": "-sharp", "&": "-and-"}
_LOOSE_DOT = re.compile(r"\.(?!\w)|(?<!\w)\.")
"""A dot that is not inside a word, as it is in `cs.LG`."""


def slug_of(text: str) -> str:
    """A slug for a name: letters and digits of any language in lower case, joined by hyphens.

    It is never empty; a name without letters or digits gives the numbers of its characters.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFC", "".join(_SIGNS.get(sign, sign) for sign in plain))
    plain = _LOOSE_DOT.sub(" ", plain)
    words = "".join(sign if _is_kept(sign) else " " for sign in plain)
    found = _cut("-".join(words.split()).strip("._-"))
    return found or _cut("-".join(f"u{ord(sign):x}" for sign in text)) or "u0"


def unique_slugs(wanted: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """A slug for each key of `wanted`, no two of them the same.

    `given` are the author's own, which come first. Where several keys want one slug, a number tells
    them apart, in the order of the keys, so that the same terms always get the same slugs.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for key in sorted(wanted, key=lambda key: (key not in given, key)):
        slug = free = given.get(key) or wanted[key]
        while free in taken:
            numbers[slug] = numbers.get(slug, 1) + 1
            free = f"{slug}-{numbers[slug]}"
        found[key] = free
        taken.add(free)
    return found


def _is_kept(sign: str) -> bool:
    # the vowels of Indic scripts and accents that have no letter of their own are marks
    return sign.isalnum() or sign in "._" or unicodedata.category(sign).startswith("M")


def _cut(slug: str) -> str:
    cut = slug.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")
    return cut.strip("._-")
