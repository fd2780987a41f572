"""Parses the text after a label into values for front matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mkdocs_papernotes.handwritten.addresses import (
    addresses,
    adds_to_address,
    destination,
    is_code,
)
from mkdocs_papernotes.handwritten.author_list import ListedAuthor, read_author_list
from mkdocs_papernotes.handwritten.days import read_day, without_day
from mkdocs_papernotes.handwritten.labels import known_label
from mkdocs_papernotes.handwritten.reading import Reading
from mkdocs_papernotes.handwritten.scan import Scan, words
from mkdocs_papernotes.handwritten.titles import SENTENCE, read_paper_title, read_title

DAY = "?day"
"""Placeholder for `date` or `paper.date`, for a label that is only “Date”."""
AUTHOR = "?author"
"""Placeholder for the authors of the note or the paper, for a label that is only “Author”."""
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


def read_field(kind: str, text: str) -> Reading:
    """Parse the text after a label of a kind (see `labels`). Nothing is guessed."""
    said, comment = _without_comment(text)
    if comment:
        reading = read_field(kind, said)
        return replace(reading, rest=f"{reading.rest} {comment}".strip())
    text = _BREAK.sub(" ", text)
    plain = words(text)
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


def _link(text: str) -> Reading:
    """Addresses and identifiers without words."""
    scan = Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    return scan.reading("there is no link")


def _arxiv(text: str) -> Reading:
    scan = Scan(text)
    scan.take_urls()
    scan.take_identifiers(bare=True)
    scan.take_categories()
    if "paper.arxiv" not in scan.values:
        return Reading(reason="there is no arXiv id")
    return scan.reading("there is no arXiv id")


def _doi(text: str) -> Reading:
    scan = Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    return scan.reading("there is no DOI")


def _venue(text: str) -> Reading:
    scan = Scan(text)
    scan.take_urls()
    if {"paper.url", "paper.links.pdf", "paper.links.code"} & scan.values.keys():
        return Reading(reason="a link in it has no place in front matter")
    scan.take_identifiers()
    left = scan.remaining()
    if not left or _NO_VENUE.search(left) or len(left) > 160 or SENTENCE.search(left):
        return scan.reading("it names no conference or journal")
    day = read_day(left)
    if not re.search(r"[^\W\d_]{2}", left) or known_label(left) or (day and not day[1]):
        return scan.reading("it names no conference or journal")
    return Reading((("paper.venue", left), *scan.values.items()))


def _authors(text: str) -> Reading:
    urls, _ = addresses(text)
    if urls:
        return Reading(reason="a link beside an author’s name has no place in front matter")
    found = read_author_list(words(text.replace(r"\*", "")))
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
        names = [name for name in re.split(" ?[,，、;；&] ?| and ", words(rest)) if name]
        if not names and len(urls) == 1:
            names = [words(re.sub(r"\]\(.*", "", text).lstrip("["))]
        if not names or len(urls) > 1 or (urls and len(names) > 1) or max(map(len, names)) > 60:
            return Reading(reason="it does not name one or several people")
        people = [{"name": names[0], "url": urls[0]}] if urls else names
        return Reading(((path, people),))

    return read


def _day(path: str) -> Callable[[str], Reading]:
    def read(text: str) -> Reading:
        found = read_day(words(text))
        if found is None:
            return Reading(reason="it is not one date")
        return Reading(((path, found[0]),), found[1])

    return read


def _direction(text: str) -> Reading:
    plain = words(text)
    dated = without_day(plain)
    direction = dated[0] if dated else plain
    if direction.lower() in _TEXT_DIRECTIONS:
        return Reading(reason="it is a direction of writing")
    if len(direction) > 120 or addresses(text)[0]:
        return Reading(reason="it is hardly the name of a direction")
    return Reading((("direction", direction),))


def _pages(text: str) -> Reading:
    plain = words(text)
    if match := _PAGE_COUNT.fullmatch(plain):
        return Reading((("paper.pages", int(match["count"])),))
    if match := _PAGE_RANGE.fullmatch(plain):
        return Reading((("paper.page", f"{match['first']}–{match['last']}"),))
    return Reading(reason="it is neither a number of pages nor a range")


def _prose(path: str) -> Callable[[str], Reading]:
    def read(text: str) -> Reading:
        if addresses(text)[0]:
            return Reading(reason="a link in it has no place in front matter")
        return Reading(((path, words(text)),))

    return read


def _categories(text: str) -> Reading:
    scan = Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    scan.take_categories()
    if "paper.categories" not in scan.values:
        return Reading(reason="it names no arXiv category")
    return scan.reading("")


def _target(kind: str) -> Callable[[str], Reading]:
    """One link of a kind; an arXiv address under `pdf` gives the paper's arXiv id."""

    def read(text: str) -> Reading:
        scan = Scan(text)
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
    scan = Scan(text)
    scan.take_urls()
    scan.take_identifiers()
    scan.take_categories()
    rest = []
    for part in _SUMMARY_PARTS.split(scan.rest):
        plain = words(part).strip(" ,")
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
    "paper": read_paper_title,
    "title": read_title,
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
