"""Parts of addresses as Hexo makes them of names and titles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CONTROL = re.compile(r"[\x00-\x1f]")
_WHITE = r" \t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
"""White space of JavaScript's `\\s`."""
_SPECIAL = re.compile(rf"""[{_WHITE}~`!@#$%^&*()\-_+=\[\]{{}}|\\;:"'<>,.?/]+""")
_LETTER = re.compile(r"LATIN (CAPITAL|SMALL) LETTER ([A-Z]{1,2})(?: WITH .*)?")
_LATIN = ((0xC0, 0x24F), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0x24B6, 0x24E9), (0xFF21, 0xFF5A))
"""Letters with marks, in circles, and of full width."""
_OTHERS = {"ß": "s", "ẞ": "S", "ſ": "l", "ı": "i", "ŉ": "n", "ẚ": "a", "Œ": "OE", "œ": "oe"}
_KEPT = "Ĳĳⱼⱽ"


def slugize(text: str, case: int = 0) -> str:
    """A text as a part of an address. `case` is Hexo's `filename_case`: 1 for lower, 2 for upper.

    https://github.com/hexojs/hexo-util/blob/master/lib/slugize.ts
    """
    plain = "".join(map(_without_marks, text)) if not text.isascii() else text
    slug = _SPECIAL.sub("-", _CONTROL.sub("", plain)).strip("-")
    return {1: slug.lower(), 2: slug.upper()}.get(case, slug)


@lru_cache(maxsize=4096)
def _without_marks(letter: str) -> str:
    """A Latin letter without its marks: `o` for `ø`, `AE` for `Æ`; any other as it is."""
    code = ord(letter)
    if letter in _KEPT or not any(first <= code <= last for first, last in _LATIN):
        return letter
    if letter in _OTHERS:
        return _OTHERS[letter]
    parts = unicodedata.normalize("NFKD", letter)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    if bare.isascii() and bare.isalpha():
        return bare
    if match := _LETTER.fullmatch(unicodedata.name(letter, "")):
        return match[2] if match[1] == "CAPITAL" else match[2].lower()
    return letter
