"""The words that people write before a colon, and what each of them announces."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple


class Proof(IntEnum):
    """How far a label tells that the lines around it describe a paper."""

    NONE = 0
    """Too common to be told apart from other lines: `Link`, `Title`, `Abstract`."""
    SOME = 1
    """One of the lines that such a header may have: `Date`, `Direction`."""
    SOFT = 2
    """Papers have it, and much else does: `Authors`, `Code`."""
    FIRM = 3
    """Hardly anything but a paper has it: `Paper`, `Venue`."""
    FULL = 4
    """Nothing but a paper has it: `论文标题`, `arXiv ID`."""
    CERTAIN = 5
    """There is an identifier; no label alone tells as much."""


class Label(NamedTuple):
    """What a label announces, and how far it is proof of a paper."""

    kind: str
    proof: Proof


_WORDS: tuple[tuple[str, Proof, str], ...] = (
    (
        "title",
        Proof.FULL,
        "paper title, title of paper, title of the paper, 论文标题, 论文题目, 论文名称, 论文名,"
        "论文原标题, 論文標題, 論文題目, 論文名稱",
    ),
    (
        "title",
        Proof.NONE,
        "title, original title, 标题, 题目, 题名, 原文标题, 原标题, 英文标题, 英文题目, 標題, 題目,"
        "題名, 原文標題, 英文標題",
    ),
    (
        "paper",
        Proof.FULL,
        "paper link, paper url, link to paper, link to the paper, original paper, 论文, 论文地址,"
        "论文链接, 论文网址, 论文下载, 论文原文, 论文页面, 原论文, 論文, 論文連結, 論文網址,"
        "論文鏈接, 論文地址, 論文頁面, 原論文",
    ),
    ("paper", Proof.FIRM, "paper"),
    ("link", Proof.SOFT, "openreview"),
    (
        "link",
        Proof.NONE,
        "link, links, url, source, original, 链接, 原文, 原文链接, 原文地址, 来源, 連結, 原文連結,"
        "來源, 下载地址, 下载链接, 下載連結",
    ),
    ("pdf", Proof.SOFT, "pdf, pdf link, paper pdf, 论文pdf, pdf链接, pdf地址, pdf下载, pdf連結"),
    (
        "arxiv",
        Proof.FULL,
        "arxiv, arxiv id, arxiv number, arxiv link, arxiv url, arxiv编号, arxiv号, arxiv链接,"
        "arxiv地址, arxiv編號, arxiv連結",
    ),
    ("doi", Proof.FULL, "doi"),
    ("summary", Proof.FULL, "paper info, paper information, 论文信息, 論文資訊"),
    ("authors", Proof.FULL, "paper authors, authors of the paper, 论文作者, 論文作者"),
    ("authors", Proof.SOFT, "authors, author(s), author list, 作者, 作者列表"),
    ("authors", Proof.NONE, "原文作者"),
    ("author", Proof.SOME, "author"),
    (
        "reviewer",
        Proof.SOME,
        "author of this review, author of the review, review author, review by, reviewed by,"
        "reviewer, notes by, note author, 本评审作者, 评审作者, 笔记作者, 本評審作者, 評審作者,"
        "筆記作者",
    ),
    ("date", Proof.SOME, "date, 日期, 发布日期, 发布时间, 發布日期, 發布時間"),
    (
        "published",
        Proof.SOME,
        "published, published on, publication date, date of publication, date published,"
        "submitted, submitted on, submission date, year, publication year, paper date, 发表日期,"
        "发表时间, 发表年份, 年份, 提交日期, 提交时间, 论文日期, 發表日期, 發表時間, 發表年份,"
        "提交時間, 論文日期",
    ),
    (
        "reviewed",
        Proof.SOME,
        "reviewed on, review date, date of review, date of this review, 撰写日期, 评审日期,"
        "笔记日期, 写作日期, 撰寫日期, 評審日期, 筆記日期, 寫作日期",
    ),
    ("direction", Proof.SOME, "direction, research direction, 研究方向, 方向"),
    (
        "venue",
        Proof.FULL,
        "发表会议, 发表期刊, 录用会议, 论文出处, 发表会议及年份, 发表会议期刊及年份, 發表會議,"
        "發表期刊, 論文出處",
    ),
    (
        "venue",
        Proof.FIRM,
        "venue, conference, journal, publication, published in, published at, 会议, 期刊, 刊物,"
        "会议名称, 期刊名称, 发表于, 发表, 发表平台, 收录, 收录会议, 录用, 出处, 會議, 發表於,"
        "發表, 收錄, 會議名稱, 期刊名稱, 出處",
    ),
    ("pages", Proof.SOME, "pages, page count, number of pages, 页数, 论文页数, 頁數, 論文頁數"),
    ("focus", Proof.SOME, "focus, research focus, 研究重点, 研究重點"),
    (
        "contribution",
        Proof.SOFT,
        "key contribution, key contributions, main contribution, main contributions, contribution,"
        "contributions, 主要贡献, 核心贡献, 关键贡献, 主要貢獻, 核心貢獻, 關鍵貢獻",
    ),
    (
        "categories",
        Proof.SOME,
        "category, categories, subject, subjects, arxiv category, arxiv categories, primary,"
        "primary category, 分类, 学科分类, 学科, 类别, 主分类, arxiv分类, 分類, 學科分類, 學科,"
        "類別",
    ),
    ("abstract", Proof.NONE, "abstract, paper abstract, 摘要, 论文摘要, 原文摘要, 論文摘要"),
    (
        "code",
        Proof.SOFT,
        "code, codes, source code, code link, code url, github, github link, github repo,"
        "github repository, repo, repository, code repository, implementation, official code,"
        "official implementation, 代码, 代码地址, 代码链接, 代码仓库, 源码, 源码地址, 源码链接,"
        "源代码, 开源代码, 开源地址, 论文代码, 论文源码, 论文实现, 官方代码, github地址,"
        "github链接, 论文github, 程式碼, 程式碼連結, 代碼, 代碼連結, 原始碼, 開源程式碼,"
        "論文程式碼",
    ),
    (
        "project",
        Proof.SOFT,
        "project, project page, project website, project homepage, project link, homepage,"
        "website, 项目, 项目地址, 项目主页, 项目链接, 项目页, 项目页面, 项目网站, 主页, 论文主页,"
        "專案首頁, 專案頁面, 專案連結, 項目主頁",
    ),
    (
        "dataset",
        Proof.SOME,
        "data, dataset, datasets, data link, 数据, 数据集, 数据地址, 数据集地址, 数据集链接,"
        "資料集, 數據集",
    ),
    ("slides", Proof.SOME, "slides, slide deck, ppt, 幻灯片, 投影片"),
    ("video", Proof.SOME, "video, talk, video link, 视频, 讲解视频, 论文视频, 影片, 視頻"),
    ("poster", Proof.SOME, "poster, 海报, 海報"),
    (
        "affiliations",
        Proof.SOME,
        "affiliation, affiliations, institution, institutions, institute, 作者单位, 单位, 机构,"
        "作者机构, 完成单位, 研究机构, 作者單位, 單位, 機構, 作者機構, 研究單位",
    ),
)

_BRACKETED = re.compile(r"\((?:原文|英文|original|in english)\)$")
"""What may stand behind a label without changing what it announces."""
_MARKS = re.compile(r"[\s*_`~#_-]+")
_PARTS = re.compile(r"[/&、与和及與]|\band\b")

_TOGETHER: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"venue", "published"}), "venue"),
    (frozenset({"venue", "link"}), "venue"),
    (frozenset({"paper", "link", "arxiv", "doi", "pdf"}), "link"),
    (frozenset({"authors", "affiliations"}), "authors"),
    (frozenset({"code", "dataset", "project"}), "code"),
)
"""Labels written as one (`作者/机构`, `DOI / arXiv / URL`), and what they announce then."""


def _plain(label: str) -> str:
    text = unicodedata.normalize("NFKC", label).casefold()
    return _BRACKETED.sub("", _MARKS.sub("", text))


_LABELS: dict[str, Label] = {
    _plain(word): Label(kind, proof) for kind, proof, words in _WORDS for word in words.split(",")
}


@lru_cache(maxsize=1024)
def known_label(text: str) -> Label | None:
    """What `text` announces as a label, with or without marks; `None` for any other word."""
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
        return max(found, key=lambda part: part.proof)
    kind = next((kind for group, kind in _TOGETHER if kinds <= group), None)
    if kind is None:
        return None
    of_kind = [part.proof for part in found if part.kind == kind]
    return Label(kind, max(of_kind, default=min(part.proof for part in found)))
