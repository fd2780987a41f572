"""Finds the labelled lines that open a text, whatever they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_papernotes.importers.handwritten.header import WINDOW
from mkdocs_papernotes.importers.handwritten.lines import (
    Line,
    Piece,
    classified,
    pieces,
    with_tables,
)

_OTHER_WORDS = """
tag tags keyword keywords topic topics status state rating score difficulty level updated
translator translators translation editor reading read time series type language languages
标签 標籤 关键词 关键字 關鍵詞 状态 狀態 评分 評分 推荐 推荐指数 难度 更新 更新时间 更新日期
最后更新 译者 譯者 翻译 编辑 阅读时间 阅读日期 阅读时长 字数 系列 类型 语言 領域 领域 版本
"""
_OTHER = frozenset(_OTHER_WORDS.split())
"""Other labels of a page that are no text."""
_NOT_IN_WORDS = re.compile(r"[\W_]+")
_SENTENCE_END = re.compile(r"[。！？!?]|[a-z]{2}\.(?:\s|$)")
_LONGEST = {"authors": 1000, "affiliations": 1000}
_LONGEST_OTHERWISE = 250
"""Characters."""


def labelled_opening(lines: Sequence[str]) -> int:
    """How many lines at the top of a text belong to short labelled ones; 0 if it opens otherwise.

    Unlike `find_header`, it asks for no paper and takes a single line, too. Headings and rules may
    be above, but what repeats below the next heading is the text itself.
    """
    opening = with_tables(list(classified(lines[:WINDOW], 0)))
    end = _end(opening)
    below = next((n for n in range(end, len(opening)) if opening[n].shape != "blank"), len(opening))
    repeats = end and below < len(opening) and _is_heading(opening[below]) and _end(opening[below:])
    return 0 if repeats else end


def _end(lines: Sequence[Line]) -> int:
    end = 0
    item: Line | None = None
    in_chunk = False
    for line in lines:
        if line.shape == "blank" or (_is_heading(line) and not end):
            in_chunk = False
            continue
        found = pieces(line)
        if line.shape == "rule" or (found and all(_is_short(piece, in_chunk) for piece in found)):
            item = line if line.shape == "item" else None
        elif found or item is None or line.shape != "text" or line.indent <= item.indent:
            break
        if line.shape != "rule":
            in_chunk, end = True, line.number + 1
    return end


def _is_heading(line: Line) -> bool:
    return line.shape == "stop" and line.content.startswith(("#", "---", "***", "___", "==="))


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
