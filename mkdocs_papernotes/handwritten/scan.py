"""Addresses and identifiers in a text, and the words that remain beside them."""

from __future__ import annotations

import re
from typing import Any

from mkdocs_papernotes.handwritten.addresses import (
    EMPTY_WORDS,
    addresses,
    arxiv_id,
    destination,
    doi_of,
)
from mkdocs_papernotes.handwritten.reading import Reading
from mkdocs_papernotes.markup.heading import plain_text
from mkdocs_papernotes.papers.identifiers import ArxivId

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
_EDGES = " .,;:，。；：、·|-–—&/"
_EMPTY_BRACKETS = re.compile(r"\([\s,;:.]*\)|（[\s，,；;：:]*）|\[\s*\]|【\s*】")


def words(text: str) -> str:
    """The text on one line, without Markdown's marks."""
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


class Scan:
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
        plain = _balanced(words(self.rest).strip(_EDGES))
        bare = re.sub(r"[\W_]+", " ", plain).strip().lower()
        parts = [part for part in bare.split(" ") if part]
        return "" if EMPTY_WORDS.issuperset(parts) else plain

    def reading(self, reason: str) -> Reading:
        values = tuple(self.values.items())
        return Reading(values, self.remaining() if values else "", "" if values else reason)
