"""The text of a file in whatever encoding it is written."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = "gb18030"
_CANDIDATES = (
    _CHINESE,
    "big5hkscs",
    "cp932",
    "euc_jp",
    "cp949",
    "cp1252",
    "cp1251",
    "koi8_r",
)
"""Encodings of texts that people write notes in. Detection is not asked about others: in a short
text it would find one of the dozens that nobody uses."""
_NAMES = {
    "gb18030": "GBK (GB18030)",
    "big5hkscs": "Big5",
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
    "koi8_r": "KOI8-R",
}
_LONGEST = 16_000_000
"""Bytes of a text; a larger file is none that was written by hand."""
_SAMPLE = 4_000
"""Bytes by which the parts of a text are judged."""
_FEW = 0.1
"""Of the bytes outside ASCII, how many may be wrong in a text that is UTF-8 all the same."""


class UndecodableError(Exception):
    """The bytes are no text; the message says why, as the rest of a sentence."""


@dataclass(frozen=True)
class Decoded:
    """A text, and what it was written in."""

    text: str
    encoding: str = ""
    """As people write it, such as `GBK (GB18030)`; empty for UTF-8."""


def decode(content: bytes) -> Decoded:
    """The text of a file, without the mark that UTF-8 may begin with.

    Raises `UndecodableError`.
    """
    if len(content) > _LONGEST:
        raise UndecodableError(f"it has more than {_LONGEST // 1_000_000} MB")
    if marked := _marked(content):
        return marked
    content = content.removeprefix(codecs.BOM_UTF8)
    if b"\0" in content:
        return _with_zeros(content)
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _damaged(content) or _detected(content)


def _marked(content: bytes) -> Decoded | None:
    """A text in UTF-16 or UTF-32 that says so with its first bytes."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                text = content.removeprefix(mark).decode(encoding)
            except UnicodeDecodeError:
                continue
            return Decoded(text, encoding.upper().removesuffix("-LE").removesuffix("-BE"))
    return None


def _with_zeros(content: bytes) -> Decoded:
    """A text in UTF-16 without a mark, or one in UTF-8 with a few stray zeros."""
    if content.count(0) * 10 < len(content):
        with suppress(UnicodeDecodeError):
            return Decoded(content.decode("utf-8"))
    encoding = "utf-16-be" if content[::2].count(0) > content[1::2].count(0) else "utf-16-le"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UndecodableError("it is no text") from None
    if not _is_text(text):
        raise UndecodableError("it is no text")
    return Decoded(text, "UTF-16")


def _is_text(text: str) -> bool:
    """Whether all but a few characters can be printed."""
    sample = text[:_SAMPLE]
    strange = sum(not (each.isprintable() or each in "\n\r\t\f") for each in sample)
    return strange * 50 <= len(sample)


def _damaged(content: bytes) -> Decoded | None:
    """A text in UTF-8 with a few wrong bytes, such as one that was cut within a character."""
    text = content.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for each in text if each > "\x7f") - wrong
    if right < 1 or wrong > max(_FEW * right, right > 2):
        return None
    characters = "one character that is" if wrong == 1 else f"{wrong} characters that are"
    return Decoded(text, f"UTF-8 with {characters} damaged")


def _detected(content: bytes) -> Decoded:
    """A text in one of the encodings before Unicode."""
    found = _plausible(content)
    for encoding in (*found, *(("cp1252", "latin-1") if not found else ())):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return Decoded(text, _NAMES.get(encoding, encoding.replace("cp", "Windows-")))
    raise UndecodableError("it is no text in an encoding that is known here")


def _plausible(content: bytes) -> Sequence[str]:
    """Encodings that the bytes may be in, the most likely first."""
    if _is_common_chinese(content):
        return [_CHINESE]
    from charset_normalizer import from_bytes

    matches = from_bytes(content, cp_isolation=list(_CANDIDATES), preemptive_behaviour=False)
    return [match.encoding for match in matches]


def _is_common_chinese(content: bytes) -> bool:
    """Whether the bytes outside ASCII are pairs in the part of GB2312 with the common characters.

    That part (rows 16 to 55) has the 3,755 that make up more than 99 in 100 of a Chinese text, in
    the order of their sounds; a text in another encoding hardly ever stays within it and the
    punctuation (rows 1 to 3). Only Korean does, within rows 16 to 40.
    """
    try:
        text = content.decode(_CHINESE)
    except UnicodeDecodeError:
        return False
    pairs = [each.encode(_CHINESE, "replace") for each in text[: 16 * _SAMPLE] if each > "\x7f"]
    rows = [pair[0] - 0xA0 for pair in pairs if len(pair) == 2 and pair[1] > 0xA0]
    common = [row for row in rows if 16 <= row <= 55]
    marks = sum(1 <= row <= 3 for row in rows)
    is_korean = len(common) > 7 and max(common) <= 40
    return bool(common) and not is_korean and len(common) + marks >= 0.95 * len(pairs)
