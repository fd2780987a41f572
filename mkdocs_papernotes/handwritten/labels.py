"""The labels that people write before a colon, and their kinds."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple


class Evidence(IntEnum):
    """How strongly a label suggests that the lines around it describe a paper."""

    NONE = 0
    """Too common to suggest a paper: `Link`, `Title`, `Abstract`."""
    SOME = 1
    """Common in headers about papers, and elsewhere: `Date`, `Direction`."""
    SOFT = 2
    """Papers have it, and so do many other things: `Authors`, `Code`."""
    FIRM = 3
    """Little else than papers has it: `Paper`, `Venue`."""
    FULL = 4
    """Only papers have it: `论文标题`, `arXiv ID`."""
    CERTAIN = 5
    """The value is an identifier; no label alone has this level."""


class Label(NamedTuple):
    """The kind of value after a label, and how strongly it suggests a paper."""

    kind: str
    evidence: Evidence


_WORDS: tuple[tuple[str, Evidence, str], ...] = (
    (
        "title",
        Evidence.FULL,
        "paper title, title of paper, title of the paper, 论文标题, 论文题目, 论文名称, 论文名,"
        "论文原标题, 論文標題, 論文題目, 論文名稱",
    ),
    (
        "title",
        Evidence.NONE,
        "title, original title, 标题, 题目, 题名, 原文标题, 原标题, 英文标题, 英文题目, 標題, 題目,"
        "題名, 原文標題, 英文標題",
    ),
    (
        "paper",
        Evidence.FULL,
        "paper link, paper url, link to paper, link to the paper, original paper, 论文, 论文地址,"
        "论文链接, 论文网址, 论文下载, 论文原文, 论文页面, 原论文, 論文, 論文連結, 論文網址,"
        "論文鏈接, 論文地址, 論文頁面, 原論文",
    ),
    ("paper", Evidence.FIRM, "paper"),
    ("link", Evidence.SOFT, "openreview"),
    (
        "link",
        Evidence.NONE,
        "link, links, url, source, original, 链接, 原文, 原文链接, 原文地址, 来源, 連結, 原文連結,"
        "來源, 下载地址, 下载链接, 下載連結",
    ),
    ("pdf", Evidence.SOFT, "pdf, pdf link, paper pdf, 论文pdf, pdf链接, pdf地址, pdf下载, pdf連結"),
    (
        "arxiv",
        Evidence.FULL,
        "arxiv, arxiv id, arxiv number, arxiv link, arxiv url, arxiv编号, arxiv号, arxiv链接,"
        "arxiv地址, arxiv編號, arxiv連結",
    ),
    ("doi", Evidence.FULL, "doi"),
    ("summary", Evidence.FULL, "paper info, paper information, 论文信息, 論文資訊"),
    ("authors", Evidence.FULL, "paper authors, authors of the paper, 论文作者, 論文作者"),
    ("authors", Evidence.SOFT, "authors, author(s), author list, 作者, 作者列表"),
    ("authors", Evidence.NONE, "原文作者"),
    ("author", Evidence.SOME, "author"),
    (
        "reviewer",
        Evidence.SOME,
        "author of this review, author of the review, review author, review by, reviewed by,"
        "reviewer, notes by, note author, 本评审作者, 评审作者, 笔记作者, 本評審作者, 評審作者,"
        "筆記作者",
    ),
    ("date", Evidence.SOME, "date, 日期, 发布日期, 发布时间, 發布日期, 發布時間"),
    (
        "published",
        Evidence.SOME,
        "published, published on, publication date, date of publication, date published,"
        "submitted, submitted on, submission date, year, publication year, paper date, 发表日期,"
        "发表时间, 发表年份, 年份, 提交日期, 提交时间, 论文日期, 發表日期, 發表時間, 發表年份,"
        "提交時間, 論文日期",
    ),
    (
        "reviewed",
        Evidence.SOME,
        "reviewed on, review date, date of review, date of this review, 撰写日期, 评审日期,"
        "笔记日期, 写作日期, 撰寫日期, 評審日期, 筆記日期, 寫作日期",
    ),
    ("direction", Evidence.SOME, "direction, research direction, 研究方向, 方向"),
    (
        "venue",
        Evidence.FULL,
        "发表会议, 发表期刊, 录用会议, 论文出处, 发表会议及年份, 发表会议期刊及年份, 發表會議,"
        "發表期刊, 論文出處",
    ),
    (
        "venue",
        Evidence.FIRM,
        "venue, conference, journal, publication, published in, published at, 会议, 期刊, 刊物,"
        "会议名称, 期刊名称, 发表于, 发表, 发表平台, 收录, 收录会议, 录用, 出处, 會議, 發表於,"
        "發表, 收錄, 會議名稱, 期刊名稱, 出處",
    ),
    ("pages", Evidence.SOME, "pages, page count, number of pages, 页数, 论文页数, 頁數, 論文頁數"),
    ("focus", Evidence.SOME, "focus, research focus, 研究重点, 研究重點"),
    (
        "contribution",
        Evidence.SOFT,
        "key contribution, key contributions, main contribution, main contributions, contribution,"
        "contributions, 主要贡献, 核心贡献, 关键贡献, 主要貢獻, 核心貢獻, 關鍵貢獻",
    ),
    (
        "categories",
        Evidence.SOME,
        "category, categories, subject, subjects, arxiv category, arxiv categories, primary,"
        "primary category, 分类, 学科分类, 学科, 类别, 主分类, arxiv分类, 分類, 學科分類, 學科,"
        "類別",
    ),
    ("abstract", Evidence.NONE, "abstract, paper abstract, 摘要, 论文摘要, 原文摘要, 論文摘要"),
    (
        "code",
        Evidence.SOFT,
        "code, codes, source code, code link, code url, github, github link, github repo,"
        "github repository, repo, repository, code repository, implementation, official code,"
        "official implementation, 代码, 代码地址, 代码链接, 代码仓库, 源码, 源码地址, 源码链接,"
        "源代码, 开源代码, 开源地址, 论文代码, 论文源码, 论文实现, 官方代码, github地址,"
        "github链接, 论文github, 程式碼, 程式碼連結, 代碼, 代碼連結, 原始碼, 開源程式碼,"
        "論文程式碼",
    ),
    (
        "project",
        Evidence.SOFT,
        "project, project page, project website, project homepage, project link, homepage,"
        "website, 项目, 项目地址, 项目主页, 项目链接, 项目页, 项目页面, 项目网站, 主页, 论文主页,"
        "專案首頁, 專案頁面, 專案連結, 項目主頁",
    ),
    (
        "dataset",
        Evidence.SOME,
        "data, dataset, datasets, data link, 数据, 数据集, 数据地址, 数据集地址, 数据集链接,"
        "資料集, 數據集",
    ),
    ("slides", Evidence.SOME, "slides, slide deck, ppt, 幻灯片, 投影片"),
    ("video", Evidence.SOME, "video, talk, video link, 视频, 讲解视频, 论文视频, 影片, 視頻"),
    ("poster", Evidence.SOME, "poster, 海报, 海報"),
    (
        "affiliations",
        Evidence.SOME,
        "affiliation, affiliations, institution, institutions, institute, 作者单位, 单位, 机构,"
        "作者机构, 完成单位, 研究机构, 作者單位, 單位, 機構, 作者機構, 研究單位",
    ),
)

_BRACKETED = re.compile(r"\((?:原文|英文|original|in english)\)$")
"""What may follow a label without changing its kind."""
_MARKS = re.compile(r"[\s*_`~#_-]+")
_PARTS = re.compile(r"[/&、与和及與]|\band\b")

_TOGETHER: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"venue", "published"}), "venue"),
    (frozenset({"venue", "link"}), "venue"),
    (frozenset({"paper", "link", "arxiv", "doi", "pdf"}), "link"),
    (frozenset({"authors", "affiliations"}), "authors"),
    (frozenset({"code", "dataset", "project"}), "code"),
)
"""Combined labels (`作者/机构`, `DOI / arXiv / URL`) by their kinds, and the kind of the whole."""


def _plain(label: str) -> str:
    text = unicodedata.normalize("NFKC", label).casefold()
    return _BRACKETED.sub("", _MARKS.sub("", text))


_LABELS: dict[str, Label] = {
    _plain(word): Label(kind, evidence)
    for kind, evidence, words in _WORDS
    for word in words.split(",")
}


@lru_cache(maxsize=1024)
def known_label(text: str) -> Label | None:
    """The label `text`, whatever its markup; `None` for other words."""
    plain = _plain(text)
    label = _LABELS.get(plain)
    if label or len(plain) > 30:
        return label
    parts = [_LABELS.get(_plain(part)) for part in _PARTS.split(text)]
    found = [part for part in parts if part]
    if len(found) < max(2, len(parts)):
        return None
    kinds = {part.kind for part in found}
    if len(kinds) == 1:
        return max(found, key=lambda part: part.evidence)
    kind = next((kind for group, kind in _TOGETHER if kinds <= group), None)
    if kind is None:
        return None
    of_kind = [part.evidence for part in found if part.kind == kind]
    return Label(kind, max(of_kind, default=min(part.evidence for part in found)))
