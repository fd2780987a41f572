"""Parses the text after a label into values for front matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from mkdocs_papernotes.importers.handwritten.addresses import (
    EMPTY_WORDS,
    addresses,
    adds_to_address,
    arxiv_id,
    destination,
    doi_of,
    is_code,
)
from mkdocs_papernotes.importers.handwritten.author_list import ListedAuthor, read_author_list
from mkdocs_papernotes.importers.handwritten.days import read_day, without_day
from mkdocs_papernotes.importers.handwritten.labels import known_label
from mkdocs_papernotes.markup.heading import plain_text
from mkdocs_papernotes.papers.identifiers import ArxivId
from mkdocs_papernotes.people.enumeration import SHORTENED_CITATION

DAY = "?day"
"""Placeholder for `date` or `paper.date`, for a label that is only “Date”."""
AUTHOR = "?author"
"""Placeholder for the authors of the note or the paper, for a label that is only “Author”."""

_ID = r"(?P<id>(?:\d{4}\.\d{4,5}|[a-z-]{1,16}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)(?![\w/]|\.\w)"
_ARXIV = re.compile(
    rf"\barXiv\s*(?:[:：]\s*)?{_ID}(?P<category>\s*\[[A-Za-z.-]+\])?", re.IGNORECASE
)
_BARE_ARXIV = re.compile(rf"(?<![\w./]){_ID}")
_DOI = re.compile(
    r"(?:\bdoi\s*[:：]\s*)?(?<![\w./])(?P<doi>10\.\d{4,9}/[^\s，。；、（）【】`*]+)", re.IGNORECASE
)
_CATEGORY = re.compile(
    r"\b(?:(?:cs|math|stat|eess|econ|nlin|q-bio|q-fin|astro-ph)\.[A-Z]{2}"
    r"|(?:cond-mat|physics)\.[a-z]+(?:-[a-z]+)?"
    r"|hep-(?:th|ph|ex|lat)|quant-ph|gr-qc|math-ph|nucl-(?:th|ex))\b"
)
_OTHER_MARKUP = re.compile(
    r"<(?!https?:|br\b)[A-Za-z/!][^\s<>]*>?|\[\^|\[\[[^\[\]]*\]\]|!\[|\]\[|\{[{%]|\[\d+\]|\\\("
)
"""HTML, footnotes, images, references, template tags, formulas: not allowed in a value."""
_BREAK = re.compile(r"<br[ ]?/?>", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:n/?a|none|null|nil|unknown|unavailable|tb[acd]|todo\w*|pending|coming soon"
    r"|not? (?:yet|open|public|code|link|repo|avail|releas|provid|found|specif|stated|applic).*"
    r"|[-—–/?]+|无|無|暂无.*|暫無.*|同上|没有|沒有|(?:没|沒|未)找到|找不到|未知|不详|不詳"
    r"|待(?:补|補|定|更新|确认|確認|核验|公开|公開).*"
    r"|(?:(?:摘要|论文|論文|原文|文)中?|目前)?(?:暂|暫|尚)?未(?:在|能)?.{0,6}"
    r"(?:公开|開源|开源|公開|找到|提供|发布|發布|释出|釋出|明确|明確|说明|說明|给出|給出|发现|查询).*)"
    r"(?:\s*[(（【\[].*)?",
    re.IGNORECASE,
)
_CITATION = re.compile(
    rf"{SHORTENED_CITATION}"
    r"|^[^\W\d_][\w'’-]+(?:\s*(?:&|and|和|与)\s*[^\W\d_][\w'’-]+)?(?:\s*[,，(（]\s*|\s+)(?:19|20)\d\d\b"
    r"|^[^\W\d_][\w'’-]+\s*(?:&|\band\b)\s*[^\W\d_][\w'’-]+\s*(?:[,，.(（]|$)"
    r"|\b[A-Z][\w'’-]{1,40}, (?:[A-Z]\.[ -]?)+(?:,|and\b|&|\()"
    r"|\((?:19|20)\d\d[a-z]?\)\."
)
_SENTENCE = re.compile(
    r"。|^(?:we|this|in this|the paper|本文|该文|这篇)\b|^(?=.*[.!?]$).*?[.!?] [A-Z]", re.IGNORECASE
)
_IN_TITLE = re.compile(
    r"(?P<title>.+?)(?:(?<!\s)\s+)?[(（]"
    r"(?P<venue>[A-Z][A-Za-z&/ -]{1,30}[ '’]?(?:(?:19|20)\d\d|['’]\d\d))[)）]$"
)
_QUOTED = re.compile(r"[\"“「『《](?P<inner>[^\"“”「」『』《》]+)[\"”」』》]\.?$")
_NO_VENUE = re.compile(
    r"\barxiv\b|\bpreprint\b|预印本|預印本|under review|submitted|投稿|\?$", re.IGNORECASE
)
_PAGE_COUNT = re.compile(r"(?P<count>[1-9]\d{0,3})\s*(?:pages?|pp?\.?|页|頁)?", re.IGNORECASE)
_PAGE_RANGE = re.compile(r"(?:pp?\.?\s*)?(?P<first>\d+)\s*[-–—]+\s*(?P<last>\d+)", re.IGNORECASE)
_SUMMARY_PARTS = re.compile(r"[，；·|]")
_SUBMITTED = re.compile(
    r"(?:提交|发表|發表)(?:于|於|日期|时间|時間)?|submitted(?: on)?", re.IGNORECASE
)
_TEXT_DIRECTIONS = {"rtl", "ltr", "auto"}

_EDGES = " .,;:，。；：、·|-–—&/"
_EMPTY_BRACKETS = re.compile(r"\([\s,;:.]*\)|（[\s，,；;：:]*）|\[\s*\]|【\s*】")
_ARXIV_PAGE = re.compile(
    r"\[\d{4}\.\d{4,5}(?:v\d+)?\]\s*(?P<title>\S.*?)(?:(?:(?<!\s)\s+)?\((?:www\.)?arxiv\.org\))?$"
)
"""The title of arXiv's pages, as browsers copy it."""

Values = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Reading:
    """The values of a piece of a line, by dotted front matter key, and its remaining words."""

    values: Values = ()
    rest: str = ""
    """Words that are in none of the values."""
    reason: str = ""
    """Why there are no values, or why they are not all."""
    says_nothing: bool = False
    """Whether the piece only states that there is no value, as in `代码：没找到`."""
    cites: bool = False
    """Whether the piece cites the paper instead of giving its title: `Chu et al., 2026`."""


def read_field(kind: str, text: str) -> Reading:
    """Parse the text after a label of a kind (see `labels`). Nothing is guessed."""
    said, comment = _without_comment(text)
    if comment:
        reading = read_field(kind, said)
        return replace(reading, rest=f"{reading.rest} {comment}".strip())
    text = _BREAK.sub(" ", text)
    plain = _words(text)
    if not plain and "](" not in text and "<http" not in text:
        return Reading(reason="there is nothing behind the label", says_nothing=True)
    if _NOTHING.fullmatch(plain):
        return Reading(reason="it says that there is nothing", says_nothing=True)
    if match := _OTHER_MARKUP.search(text):
        return Reading(reason=f"“{match[0]}” is more than text")
    if "](" in addresses(text)[1]:
        return Reading(reason="a link in it is not a web address")
    return _READERS[kind](text)


def _without_comment(text: str) -> tuple[str, str]:
    """A text and the comment at its end, such as the marker of an excerpt."""
    start = text.find("<!--")
    if start < 0 or not text[start + len("<!--") :].rstrip().endswith("-->"):
        return text, ""
    said = text[:start].rstrip()
    return said, text[len(said) :]


def _words(text: str) -> str:
    return " ".join(plain_text(text).split())


def _balanced(text: str) -> str:
    """The text without empty brackets, and without unmatched ones at its ends."""
    text = _EMPTY_BRACKETS.sub(" ", text)
    for opening, closing in ("()", "（）", "[]", "【】"):
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1]
        if text.count(closing) > text.count(opening):
            text = text.removesuffix(closing)
        if text.count(opening) > text.count(closing):
            text = text.removeprefix(opening).removesuffix(opening)
    return " ".join(text.split()).strip(_EDGES)


class _Scan:
    """Extracts addresses and identifiers from a text, and keeps the remaining words."""

    def __init__(self, text: str):
        self.urls, self.rest = addresses(text)
        self.values: dict[str, Any] = {}

    def put(self, path: str, value: Any) -> bool:
        """Set a value; returns `False` if it contradicts one that is set already."""
        old = self.values.get(path)
        if old is None or str(value).startswith(str(old)):
            self.values[path] = value
            return True
        return str(old).startswith(str(value))

    def take_urls(self) -> None:
        for url in self.urls:
            path, value = destination(url)
            arxiv = arxiv_id(url)
            if not (self._put_arxiv(arxiv) if arxiv else self.put(f"paper.{path}", value)):
                self.rest += f" {url}"

    def take_identifiers(self, *, bare: bool = False) -> None:
        for pattern in (_ARXIV, _BARE_ARXIV) if bare else (_ARXIV,):
            self.rest = pattern.sub(self._arxiv, self.rest)
        self.rest = _DOI.sub(self._doi, self.rest)

    def take_categories(self) -> None:
        found = list(dict.fromkeys(_CATEGORY.findall(self.rest)))
        if found:
            self.rest = _CATEGORY.sub(" ", self.rest)
            known = self.values.get("paper.categories", [])
            self.values["paper.categories"] = [*known, *(c for c in found if c not in known)]

    def _put_arxiv(self, arxiv: ArxivId) -> bool:
        if not self.put("paper.arxiv", str(arxiv)):
            return False
        if arxiv.category:
            self.values.setdefault("paper.categories", [arxiv.category])
        return True

    def _arxiv(self, match: re.Match[str]) -> str:
        arxiv = arxiv_id(match["id"] + (match.groupdict().get("category") or ""))
        return " " if arxiv and self._put_arxiv(arxiv) else match[0]

    def _doi(self, match: re.Match[str]) -> str:
        text = match["doi"].rstrip(".,;:)]")
        arxiv, doi = arxiv_id(text), doi_of(text)
        if (arxiv and self._put_arxiv(arxiv)) or (doi and self.put("paper.doi", str(doi))):
            return match["doi"][len(text) :]
        return match[0]

    def remaining(self) -> str:
        """The remaining words, without those that only say “link”."""
        plain = _balanced(_words(self.rest).strip(_EDGES))
        bare = re.sub(r"[\W_]+", " ", plain).strip().lower()
        parts = [part for part in bare.split(" ") if part]
        return "" if EMPTY_WORDS.issuperset(parts) else plain

    def reading(self, reason: str) -> Reading:
        values = tuple(self.values.items())
        return Reading(values, self.remaining() if values else "", "" if values else reason)


def _paper(text: str) -> Reading:
    return _title(text, fewest_words=2)


def _title(text: str, fewest_words: int = 1) -> Reading:
    """A title, perhaps linked, with identifiers; for a citation, only the identifiers."""
    scan = _Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    title = scan.remaining()
    if match := _ARXIV_PAGE.match(title):
        title = match["title"]
    if not title:
        return scan.reading("it names no paper")
    if _CITATION.search(title) or _is_list_of_names(title):
        reason = f"“{title}” cites the paper and is not its title"
        return Reading(tuple(scan.values.items()), title, reason, cites=True)
    venue = ""
    if match := _IN_TITLE.match(title):
        title, venue = match["title"], match["venue"]
    if match := _QUOTED.match(title):
        title = match["inner"].strip()
    if not _is_title(title, fewest_words):
        return scan.reading(f"“{title}” is hardly a title")
    values = {"paper.title": title, **scan.values}
    if venue:
        values.setdefault("paper.venue", venue)
    return Reading(tuple(values.items()))


def _is_list_of_names(text: str) -> bool:
    found = read_author_list(text)
    return found is not None and len(found.authors) > 1


def _is_title(text: str, fewest_words: int) -> bool:
    if not 2 <= len(text) <= 300 or _SENTENCE.search(text) or text.count("，") > 1:
        return False
    if known_label(text) or (text[0].islower() and len(text.split()) < 4):
        return False  # an empty form, or a glossary
    if re.search(r"\.(?:pdf|md|docx?)$", text, re.IGNORECASE) or "://" in text:
        return False
    han = len(re.findall(r"[㐀-鿿]", text))
    return len(text.split()) + han // 2 >= fewest_words


def _link(text: str) -> Reading:
    """Addresses and identifiers without words."""
    scan = _Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    return scan.reading("there is no link")


def _arxiv(text: str) -> Reading:
    scan = _Scan(text)
    scan.take_urls()
    scan.take_identifiers(bare=True)
    scan.take_categories()
    if "paper.arxiv" not in scan.values:
        return Reading(reason="there is no arXiv id")
    return scan.reading("there is no arXiv id")


def _doi(text: str) -> Reading:
    scan = _Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    return scan.reading("there is no DOI")


def _venue(text: str) -> Reading:
    scan = _Scan(text)
    scan.take_urls()
    if {"paper.url", "paper.links.pdf", "paper.links.code"} & scan.values.keys():
        return Reading(reason="a link in it has no place in front matter")
    scan.take_identifiers()
    left = scan.remaining()
    if not left or _NO_VENUE.search(left) or len(left) > 160 or _SENTENCE.search(left):
        return scan.reading("it names no conference or journal")
    day = read_day(left)
    if not re.search(r"[^\W\d_]{2}", left) or known_label(left) or (day and not day[1]):
        return scan.reading("it names no conference or journal")
    return Reading((("paper.venue", left), *scan.values.items()))


def _authors(text: str) -> Reading:
    urls, _ = addresses(text)
    if urls:
        return Reading(reason="a link beside an author’s name has no place in front matter")
    found = read_author_list(_words(text.replace(r"\*", "")))
    if found is None:
        return Reading(reason="it is not a complete list of names")
    return Reading((("paper.authors", list(map(_author, found.authors))),), found.rest)


def _author(author: ListedAuthor) -> str | dict[str, Any]:
    if not author.affiliation:
        return author.name
    return {"name": author.name, "affiliations": [author.affiliation]}


def _people(path: str) -> Callable[[str], Reading]:
    """The people who wrote the note, by any names; a single one may have a link."""

    def read(text: str) -> Reading:
        urls, rest = addresses(text)
        names = [name for name in re.split(" ?[,，、;；&] ?| and ", _words(rest)) if name]
        if not names and len(urls) == 1:
            names = [_words(re.sub(r"\]\(.*", "", text).lstrip("["))]
        if not names or len(urls) > 1 or (urls and len(names) > 1) or max(map(len, names)) > 60:
            return Reading(reason="it does not name one or several people")
        people = [{"name": names[0], "url": urls[0]}] if urls else names
        return Reading(((path, people),))

    return read


def _day(path: str) -> Callable[[str], Reading]:
    def read(text: str) -> Reading:
        found = read_day(_words(text))
        if found is None:
            return Reading(reason="it is not one date")
        return Reading(((path, found[0]),), found[1])

    return read


def _direction(text: str) -> Reading:
    plain = _words(text)
    dated = without_day(plain)
    direction = dated[0] if dated else plain
    if direction.lower() in _TEXT_DIRECTIONS:
        return Reading(reason="it is a direction of writing")
    if len(direction) > 120 or addresses(text)[0]:
        return Reading(reason="it is hardly the name of a direction")
    return Reading((("direction", direction),))


def _pages(text: str) -> Reading:
    plain = _words(text)
    if match := _PAGE_COUNT.fullmatch(plain):
        return Reading((("paper.pages", int(match["count"])),))
    if match := _PAGE_RANGE.fullmatch(plain):
        return Reading((("paper.page", f"{match['first']}–{match['last']}"),))
    return Reading(reason="it is neither a number of pages nor a range")


def _prose(path: str) -> Callable[[str], Reading]:
    def read(text: str) -> Reading:
        if addresses(text)[0]:
            return Reading(reason="a link in it has no place in front matter")
        return Reading(((path, _words(text)),))

    return read


def _categories(text: str) -> Reading:
    scan = _Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    scan.take_categories()
    if "paper.categories" not in scan.values:
        return Reading(reason="it names no arXiv category")
    return scan.reading("")


def _target(kind: str) -> Callable[[str], Reading]:
    """One link of a kind; an arXiv address under `pdf` gives the paper's arXiv id."""

    def read(text: str) -> Reading:
        scan = _Scan(text)
        urls = list(dict.fromkeys(scan.urls))
        if len(urls) != 1:
            return Reading(reason="there is more than one link" if urls else "there is no link")
        path, value = destination(urls[0])
        if kind == "project" and is_code(urls[0]):
            path, value = "links.code", urls[0]
        elif kind != "pdf" or path not in {"arxiv", "doi"}:
            path, value = f"links.{kind}", urls[0]
        rest = scan.remaining()
        return Reading(((f"paper.{path}", value),), rest if adds_to_address(rest, urls[0]) else "")

    return read


def _affiliations(_: str) -> Reading:
    return Reading(reason="whose affiliation it is must be said under “paper.authors”")


def _summary(text: str) -> Reading:
    """A whole header on one line: `arXiv:2604.15244，A B, C D，提交于 2026-04-16`."""
    scan = _Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    scan.take_categories()
    rest = []
    for part in _SUMMARY_PARTS.split(scan.rest):
        plain = _words(part).strip(" ,")
        day = read_day(_SUBMITTED.sub("", plain))
        found = read_author_list(plain) if plain else None
        if day and not day[1]:
            if not scan.put("paper.date", day[0]):
                rest.append(plain)
        elif found and not found.rest and "paper.authors" not in scan.values:
            scan.values["paper.authors"] = list(map(_author, found.authors))
        elif plain:
            rest.append(plain)
    scan.rest = "，".join(rest)
    return scan.reading("it contains nothing known")


_READERS: dict[str, Callable[[str], Reading]] = {
    "paper": _paper,
    "title": _title,
    "link": _link,
    "pdf": _target("pdf"),
    "arxiv": _arxiv,
    "doi": _doi,
    "summary": _summary,
    "authors": _authors,
    "author": _people(AUTHOR),
    "reviewer": _people("authors"),
    "date": _day(DAY),
    "published": _day("paper.date"),
    "reviewed": _day("date"),
    "direction": _direction,
    "venue": _venue,
    "pages": _pages,
    "focus": _prose("paper.focus"),
    "contribution": _prose("paper.contribution"),
    "categories": _categories,
    "abstract": _prose("paper.abstract"),
    "code": _target("code"),
    "project": _target("project"),
    "dataset": _target("dataset"),
    "slides": _target("slides"),
    "video": _target("video"),
    "poster": _target("poster"),
    "affiliations": _affiliations,
}
