"""Numbers that are written as words: they are never wrong, but may be what digits stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

_UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred"
_WRITTEN: Mapping[str, str] = {
    **{word: str(number) for number, word in enumerate(_UP_TO_TWENTY.split(" "))},
    **{word: str(10 * number) for number, word in enumerate(_TENS.split(" "), 3)},
    "thousand": "1000",
    "million": "1000000",
    "billion": "1000000000",
    "once": "1",
    **dict.fromkeys(("twice", "double", "doubles", "doubled"), "2"),
    **dict.fromkeys(("thrice", "triple", "triples", "tripled"), "3"),
    **dict.fromkeys(("half", "halves"), "0.5 50"),
    "third": "3 33 33.3",
    "thirds": "67 66.7",
    "quarter": "0.25 25 4",
    "quarters": "0.75 75",
    "fifth": "0.2 20 5",
    "tenth": "0.1 10",
    "dozen": "12",
}
"""What may be meant by each word."""
_ENGLISH = {word: [Decimal(value) for value in values.split()] for word, values in _WRITTEN.items()}
_WORD = re.compile("[A-Za-z]+")
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万亿半]{1,9}(?P<tenths>成半?)?")
_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "亿": 10**8}


def number_words(text: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """Where words for numbers begin and end, with a value that each may have, and its unit."""
    for match in _WORD.finditer(text):
        for value in _ENGLISH.get(match[0].lower(), ()):
            yield (*match.span(), value, "")
    for match in _CHINESE.finditer(text):
        written = match[0].removesuffix(match["tenths"] or "")
        if match["tenths"]:
            half = Decimal(5 if match["tenths"].endswith("半") else 0)
            yield (*match.span(), _chinese(written) * 10 + half, "percent")
        elif written == "半":
            yield (*match.span(), Decimal("0.5"), "")
            yield (*match.span(), Decimal(50), "percent")
        else:
            yield (*match.span(), _chinese(written), "")


def _chinese(written: str) -> Decimal:
    """The value of a number in Chinese characters: 三百二十 is 320, and 二〇二四 is 2024."""
    if all(character in _DIGITS for character in written):
        return Decimal("".join(str(_DIGITS[character]) for character in written) or 0)
    total = part = digit = 0
    for character in written:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _POWERS:
            part += (digit or 1) * _POWERS[character]
            digit = 0
        elif character in _GREAT:
            total = ((total + part + digit) or 1) * _GREAT[character]
            part = digit = 0
    half = Decimal("0.5") if written.endswith("半") else Decimal(0)
    return Decimal(total + part + digit) + half
