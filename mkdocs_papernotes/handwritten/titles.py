"""The title of a paper in a handwritten header, and what is not one."""

from __future__ import annotations

import re

from mkdocs_papernotes.handwritten.author_list import read_author_list
from mkdocs_papernotes.handwritten.labels import known_label
from mkdocs_papernotes.handwritten.reading import Reading
from mkdocs_papernotes.handwritten.scan import Scan
from mkdocs_papernotes.people.enumeration import SHORTENED_CITATION

_CITATION = re.compile(
    rf"{SHORTENED_CITATION}"
    r"|^[^\W\d_][\w'’-]+(?:\s*(?:&|and|和|与)\s*[^\W\d_][\w'’-]+)?(?:\s*[,，(（]\s*|\s+)(?:19|20)\d\d\b"
    r"|^[^\W\d_][\w'’-]+\s*(?:&|\band\b)\s*[^\W\d_][\w'’-]+\s*(?:[,，.(（]|$)"
    r"|\b[A-Z][\w'’-]{1,40}, (?:[A-Z]\.[ -]?)+(?:,|and\b|&|\()"
    r"|\((?:19|20)\d\d[a-z]?\)\."
)
SENTENCE = re.compile(
    r"。|^(?:we|this|in this|the paper|本文|该文|这篇)\b|^(?=.*[.!?]$).*?[.!?] [A-Z]", re.IGNORECASE
)
_IN_TITLE = re.compile(
    r"(?P<title>.+?)(?:(?<!\s)\s+)?[(（]"
    r"(?P<venue>[A-Z][A-Za-z&/ -]{1,30}[ '’]?(?:(?:19|20)\d\d|['’]\d\d))[)）]$"
)
_QUOTED = re.compile(r"[\"“「『《](?P<inner>[^\"“”「」『』《》]+)[\"”」』》]\.?$")
_ARXIV_PAGE = re.compile(
    r"\[\d{4}\.\d{4,5}(?:v\d+)?\]\s*(?P<title>\S.*?)(?:(?:(?<!\s)\s+)?\((?:www\.)?arxiv\.org\))?$"
)
"""The title of arXiv's pages, as browsers copy it."""


def read_title(text: str, fewest_words: int = 1) -> Reading:
    """A title, perhaps linked, with identifiers; for a citation, only the identifiers."""
    scan = Scan(text)
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


def read_paper_title(text: str) -> Reading:
    """The same for a label such as “Paper”, behind which one word is hardly a title."""
    return read_title(text, fewest_words=2)


def _is_list_of_names(text: str) -> bool:
    found = read_author_list(text)
    return found is not None and len(found.authors) > 1


def _is_title(text: str, fewest_words: int) -> bool:
    if not 2 <= len(text) <= 300 or SENTENCE.search(text) or text.count("，") > 1:
        return False
    if known_label(text) or (text[0].islower() and len(text.split()) < 4):
        return False  # an empty form, or a glossary
    if re.search(r"\.(?:pdf|md|docx?)$", text, re.IGNORECASE) or "://" in text:
        return False
    han = len(re.findall(r"[㐀-鿿]", text))
    return len(text.split()) + han // 2 >= fewest_words
