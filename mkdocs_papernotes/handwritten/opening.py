"""Finds the labelled lines that open a text, whatever they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_papernotes.handwritten.beginning import WINDOW
from mkdocs_papernotes.handwritten.days import read_day
from mkdocs_papernotes.handwritten.lines import (
    Line,
    Piece,
    classified,
    pieces,
    with_tables,
)
from mkdocs_papernotes.markup.measure import measure

_OTHER_WORDS = """
tag tags keyword keywords topic topics status state rating score difficulty level updated
translator translators translation editor reading read time series type language languages
标签 標籤 关键词 关键字 關鍵詞 状态 狀態 评分 評分 推荐 推荐指数 难度 更新 更新时间 更新日期
最后更新 译者 譯者 翻译 校对 编辑 阅读时间 阅读日期 阅读时长 字数 系列 类型 语言 領域 领域 版本
readingtime readtime lastupdated updatedon translatedby editedby
"""
_OTHER = frozenset(_OTHER_WORDS.split())
"""Other labels of a page that are no text."""
_TITLES = {"论文信息", "論文資訊", "基本信息", "文章信息", "paper info", "metadata"}
"""Words above labelled lines, in a paragraph of their own."""
_LANGUAGE_NAMES = "en zh ja ko cn english chinese japanese 中文 简体中文 繁體中文 日本語 한국어"
_LANGUAGES = frozenset(_LANGUAGE_NAMES.split())
_LINK_TARGET = re.compile(r"\]\([^()]*\)")
_SEPARATOR = re.compile(r"[|｜·•/]")
_NOT_IN_WORDS = re.compile(r"[\W_]+")
_SENTENCE_END = re.compile(r"[。！？!?]|[a-z]{2}\.(?:\s|$)")
_LONGEST = {"authors": 1000, "affiliations": 1000}
_LONGEST_OTHERWISE = 250
"""Characters."""
_LONGEST_BYLINE, _MOST_WORDS_BESIDE = 100, 5


def labelled_opening(lines: Sequence[str], *, is_below: bool = False) -> int:
    """How many lines at the top of a text belong to short labelled ones; 0 if it opens otherwise.

    Unlike `find_header`, it asks for no paper and takes a single line, too. Headings and rules may
    be above, but what repeats below the next heading is the text itself. `is_below` says that the
    lines are directly below a header.
    """
    if not _may_open(lines, is_below):
        return 0
    opening = with_tables(list(classified(lines[:WINDOW], 0)))
    end = _end(opening, is_below)
    below = next((n for n in range(end, len(opening)) if opening[n].shape != "blank"), len(opening))
    rest = opening[below:]
    repeats = end and rest and _is_heading(rest[0]) and _end(rest, False) > rest[0].number
    return 0 if repeats else end


def _may_open(lines: Sequence[str], is_below: bool) -> bool:
    """Whether the first line that is no heading may be labelled; spares most texts the rest."""
    for line in classified(lines[:WINDOW], 0):
        if line.shape != "blank" and not _is_heading(line):
            return "|" in line.content or _is_short_line(line, pieces(line), is_below)
    return False


def _end(lines: Sequence[Line], in_chunk: bool) -> int:
    """The number of the line below the last labelled one; 0 without any."""
    end = 0
    item: Line | None = None
    for line in lines:
        if line.shape == "blank" or (_is_heading(line) and not (end or in_chunk)):
            in_chunk = False
            continue
        found = pieces(line)
        if line.shape == "rule" or _is_short_line(line, found, in_chunk):
            item = line if line.shape == "item" else None
        elif found or item is None or line.shape != "text" or line.indent <= item.indent:
            break
        if line.shape != "rule":
            in_chunk, end = True, line.number + 1
    return end


def _is_short_line(line: Line, found: Sequence[Piece], in_chunk: bool) -> bool:
    if found:
        return all(_is_short(piece, in_chunk) for piece in found)
    return line.shape in ("text", "item") and _is_byline(line.text)


def _is_byline(text: str) -> bool:
    """Whether a line without labels has a date and little else, or the names of languages."""
    shown = _LINK_TARGET.sub("", text).strip(" *_[]")
    if len(shown) > _LONGEST_BYLINE or _SENTENCE_END.search(shown):
        return False
    parts = [part.strip(" *_[]()") for part in _SEPARATOR.split(shown)]
    if len(parts) > 1 and _LANGUAGES.issuperset(part.lower() for part in parts if part):
        return True
    days = [read_day(part) for part in parts]
    words = [day[1] if day else part for day, part in zip(days, parts, strict=True)]
    return any(days) and all(measure(part).units <= _MOST_WORDS_BESIDE for part in words)


def _is_heading(line: Line) -> bool:
    if line.shape == "stop":
        return line.content.startswith(("#", "---", "***", "___", "==="))
    return line.shape == "text" and line.text.strip(" *_:：").lower() in _TITLES


def _is_short(piece: Piece, in_chunk: bool) -> bool:
    """Whether a labelled piece says a thing about a page or a paper, and is not a text.

    `in_chunk` says that it is directly below another one; then its label may be any.
    """
    kind = piece.label.kind if piece.label else ""
    if len(piece.value) > _LONGEST.get(kind, _LONGEST_OTHERWISE):
        return False
    if not kind and not in_chunk and _NOT_IN_WORDS.sub("", piece.name).lower() not in _OTHER:
        return False
    return kind in _LONGEST or not _SENTENCE_END.search(piece.value)
