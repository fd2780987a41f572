"""Names in Chinese, Japanese and Korean script, and the order in which their parts are joined."""

from __future__ import annotations

import re

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, for a character class of a regular expression."""
_CJK = f"{HAN}\u1100-\u11ff\u2e80-\u2fdf\u3005\u3006\u3040-\u30ff\uac00-\ud7af"
"""With radicals, repetition marks, kana and Hangul."""

_HAN_NAME = re.compile(rf"[{HAN}\s]+")
_CJK_NAME = re.compile(rf"[{_CJK}·・\s]+")
_CJK_CHARACTER = re.compile(f"[{_CJK}]")


def is_han(name: str) -> bool:
    """Whether a name is in Chinese characters only; there may be spaces between them."""
    return bool(_HAN_NAME.fullmatch(name))


def has_cjk(name: str) -> bool:
    """Whether a name has a Chinese, Japanese or Korean character anywhere."""
    return bool(_CJK_CHARACTER.search(name))


def joined(family: str, given: str) -> str:
    """A name from its parts: `Ada Lovelace`, but `周忠柱`.

    What is in Chinese, Japanese or Korean script only has the family name first, and no space. One
    of the parts may be empty.
    """
    if family and given and _CJK_NAME.fullmatch(family + given):
        return family + given
    return f"{given} {family}".strip()
