"""Units and scales of numbers as English and Chinese texts write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

_K = Decimal(1000)
_BINARY = Decimal(1024)

SCALES: Mapping[str, Decimal] = {
    "thousand": _K,
    "million": _K**2,
    "billion": _K**3,
    "trillion": _K**4,
    "k": _K,
    "K": _K,
    "M": _K**2,
    "B": _K**3,
    "G": _K**3,
    "T": _K**4,
}
"""By what a number is multiplied, by the word or the letter behind it."""
CHINESE: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
"""The same for Chinese characters, of which several may follow each other: 万亿."""


def _units() -> Iterator[tuple[str, str, Decimal]]:
    one = Decimal(1)
    for written, unit, factor in (
        ("% ％ percent per\u00a0cent pct", "percent", one),
        ("× x X times fold 倍", "times", one),
        ("points pts 个百分点 百分点 percentage\u00a0points", "point", one),
        ("ns nanoseconds 纳秒", "second", Decimal("1e-9")),
        ("μs µs us microseconds 微秒", "second", Decimal("1e-6")),
        ("ms milliseconds 毫秒", "second", Decimal("1e-3")),
        ("s sec secs second seconds 秒钟 秒", "second", one),
        ("min mins minute minutes 分钟", "second", Decimal(60)),
        ("h hr hrs hour hours 个小时 小时", "second", Decimal(3600)),
        ("day days 天", "second", Decimal(86400)),
        ("week weeks 周 个星期 星期", "second", Decimal(604800)),
        ("month months 个月", "month", one),
        ("year years", "year", one),
        ("bit bits 比特 位", "bit", one),
        ("byte bytes 个字节 字节", "byte", one),
        ("mm 毫米", "metre", Decimal("1e-3")),
        ("cm 厘米", "metre", Decimal("1e-2")),
        ("km 公里 千米", "metre", _K),
        ("W watts 瓦", "watt", one),
        ("kW 千瓦", "watt", _K),
        ("MW 兆瓦", "watt", _K**2),
        ("Hz 赫兹", "hertz", one),
        ("°C ℃ 摄氏度", "degree", one),
    ):
        for spelling in written.split(" "):
            yield spelling.replace("\u00a0", " "), unit, factor
    for power, (letter, name) in enumerate(
        (("", ""), ("K", "kilo"), ("M", "mega"), ("G", "giga"), ("T", "tera"), ("P", "peta")), 0
    ):
        for prefix in {letter, name} if power else {""}:
            for flop in ("FLOP", "FLOPs", "FLOPS"):
                yield f"{prefix}{flop}", "flop", _K**power
        if power:
            for spelling, unit in ((f"{letter}B", "byte"), (f"{letter}b", "bit")):
                yield spelling, unit, _K**power
            yield f"{letter}iB", "byte", _BINARY**power
            yield f"{letter}Hz", "hertz", _K**power
    yield "kB", "byte", _K
    yield "EFLOPs", "flop", _K**6
    yield "EFLOP", "flop", _K**6


UNITS: Mapping[str, tuple[str, Decimal]] = {
    written: (unit, factor) for written, unit, factor in _units()
}
"""What is measured and in which size, by each spelling of a unit."""


def _either(spellings: Mapping[str, object]) -> str:
    """A pattern for any of some spellings; behind one in Latin letters, no letter follows."""
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    latin = "|".join(re.escape(each) for each in longest_first if each[-1].isascii())
    others = "|".join(re.escape(each) for each in longest_first if not each[-1].isascii())
    return (
        rf"(?:(?:{latin})(?![A-Za-z0-9_])|{others})" if others else rf"(?:{latin})(?![A-Za-z0-9])"
    )


UNIT = _either(UNITS)
WORD_SCALE = r"(?:thousand|million|billion|trillion)(?![A-Za-z])"
LETTER_SCALE = r"[kKMBGT](?![A-Za-z0-9])"
CHINESE_SCALE = r"[十百千万亿]{1,3}(?![十百千万亿])"
