"""Names in Chinese, Japanese and Korean script, and the order of their parts."""

from __future__ import annotations

from mkdocs_papernotes.text import character_test

HAN = "\u3007-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, for use in a character class of a regular expression."""
is_han_letter = character_test(HAN)
"""Whether a letter is a Chinese character."""
_is_cjk = character_test(f"{HAN}\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3006\u3040-\u30ff\uac00-\ud7af")
"""Whether it is one, or a radical, a repetition mark, kana or Hangul."""
_DOTS = "·・"
_SURNAMES = """
    欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 夏侯 皇甫 尉迟 公孙 公孫 慕容 令狐 长孙 宇文 端木 东方
    南宫 西门 独孤 轩辕 呼延
"""
_COMPOUND_SURNAMES = frozenset(_SURNAMES.split())


def is_han(name: str) -> bool:
    """Whether a name consists of Chinese characters and spaces."""
    return bool(name) and all(is_han_letter(letter) or letter.isspace() for letter in name)


def is_han_name(text: str) -> bool:
    """Whether a text can be the whole name of one person in Chinese: two to four characters."""
    return 2 <= len(text) <= 4 and all(map(is_han_letter, text))


def has_compound_surname(name: str) -> bool:
    """Whether a name begins with a Chinese family name of two characters."""
    return name[:2] in _COMPOUND_SURNAMES


def has_cjk(name: str) -> bool:
    """Whether a name contains a Chinese, Japanese or Korean character."""
    return not name.isascii() and any(map(_is_cjk, name))


def joined(family: str, given: str) -> str:
    """A name from its parts: `Ada Lovelace`, but `周忠柱`.

    If both parts are in Chinese, Japanese or Korean script, the family name comes first, without a
    space. One of the parts may be empty.
    """
    if family and given and all(map(_is_in_cjk_name, family + given)):
        return family + given
    return f"{given} {family}".strip()


def _is_in_cjk_name(letter: str) -> bool:
    return _is_cjk(letter) or letter in _DOTS or letter.isspace()
