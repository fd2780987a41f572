"""Answers of Zotero's local API, whose items are those of
https://www.zotero.org/support/dev/web_api/v3/basics.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_papernotes.lookups.answer import AnswerError, json_answer, mapping_in, paper_of_csl
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.text import one_line

_TYPES = {
    "journalArticle": "article-journal",
    "magazineArticle": "article-journal",
    "conferencePaper": "paper-conference",
    "preprint": "article",
    "manuscript": "article",
    "thesis": "thesis",
    "report": "report",
    "book": "book",
    "bookSection": "chapter",
    "dataset": "dataset",
    "computerProgram": "software",
    "patent": "patent",
    "webpage": "webpage",
    "blogPost": "webpage",
}
_NO_PAPERS = {"attachment", "note", "annotation"}
_FIELDS = {
    "title": ("title",),
    "container-title": ("publicationTitle", "proceedingsTitle", "bookTitle"),
    "event-title": ("conferenceName",),
    "container-title-short": ("journalAbbreviation",),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("pages",),
    "number-of-pages": ("numPages",),
    "publisher": ("publisher", "university", "institution", "repository"),
    "genre": ("thesisType", "reportType"),
    "number": ("archiveID", "reportNumber", "patentNumber", "number"),
    "language": ("language",),
    "abstract": ("abstractNote",),
    "DOI": ("DOI",),
    "URL": ("url",),
}
"""Zotero's fields by the variable of CSL; the first that is not empty."""
_EXTRA = re.compile(r"^\s*(arxiv|doi|citation key)\s*:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_ITEM = re.compile(r"(?:(?:zotero|https?)://\S{1,200}/items/)?(?P<key>[A-Z0-9]{8})/?")
_GROUP = re.compile(r"/(groups/[0-9]+)/")
_CITATION_KEY = re.compile(r"[\w:.+/-]+")


@dataclasses.dataclass(frozen=True)
class Highlight:
    """A passage that the reader marked, in the order of the document."""

    text: str
    comment: str = ""
    page: str = ""
    """The page as it is printed in the document; may be empty."""


@dataclasses.dataclass(frozen=True)
class ItemAddress:
    """An item of Zotero's: its library, such as `users/0` (one's own), and its key."""

    library: str
    key: str

    @classmethod
    def parse(cls, text: str) -> ItemAddress | None:
        """The address in a key, or in a link to the item; `None` for other texts."""
        match, group = _ITEM.fullmatch(text.strip()), _GROUP.search(text)
        return cls(group[1] if group else "users/0", match["key"]) if match else None

    @property
    def path(self) -> str:
        """Its path in Zotero's local API."""
        return f"/api/{self.library}/items/{self.key}"


def read_item(content: bytes) -> Paper:
    """The paper of an answer to `/items/KEY`, with its citation key; raises `AnswerError`."""
    data = mapping_in(json_answer(content), "data")
    kind = str(data.get("itemType"))
    if kind in _NO_PAPERS:
        raise AnswerError(f"the item is a {kind}, not a paper")
    extra = {name.lower(): value for name, value in _EXTRA.findall(str(data.get("extra") or ""))}
    item: dict[str, object] = {
        name: next((data[each] for each in names if data.get(each)), None)
        for name, names in _FIELDS.items()
    }
    item |= {
        "type": _TYPES.get(kind, ""),
        "author": list(_authors(data)),
        "issued": {"raw": str(data.get("date") or "")},
        "DOI": item["DOI"] or extra.get("doi"),
        "note": f"arXiv: {extra['arxiv']}" if "arxiv" in extra else None,
    }
    key = str(data.get("citationKey") or extra.get("citation key") or "")
    paper = paper_of_csl(item)
    return dataclasses.replace(paper, citation_key=key if _CITATION_KEY.fullmatch(key) else "")


def read_attachments(content: bytes) -> list[str]:
    """The keys of the documents among the children of an item, which have the highlights."""
    found = (mapping_in(child, "data") for child in _children(content))
    return [
        key
        for data in found
        if data.get("itemType") == "attachment" and _is_key(key := str(data.get("key")))
    ]


def read_highlights(content: bytes) -> list[Highlight]:
    """The highlights among the children of a document, in its order."""
    found = [mapping_in(child, "data") for child in _children(content)]
    marked = [data for data in found if data.get("annotationType") in ("highlight", "underline")]
    marked.sort(key=lambda data: str(data.get("annotationSortIndex") or ""))
    return [
        Highlight(text, _text(data, "annotationComment"), _text(data, "annotationPageLabel"))
        for data in marked
        if (text := _text(data, "annotationText"))
    ]


def _children(content: bytes) -> list[Any]:
    found = json_answer(content)
    if not isinstance(found, list):
        raise AnswerError("the answer is not a list of items")
    return found


def _is_key(text: str) -> bool:
    return re.fullmatch("[A-Z0-9]{8}", text) is not None


def _text(data: Mapping[str, Any], key: str) -> str:
    return one_line(str(data.get(key) or ""))


def _authors(data: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    creators = data.get("creators")
    for creator in creators if isinstance(creators, list) else ():
        if not isinstance(creator, Mapping):
            continue
        if creator.get("creatorType") in ("author", "programmer", "inventor", "contributor", None):
            if name := creator.get("name"):
                yield {"literal": name}
            else:
                yield {"family": creator.get("lastName"), "given": creator.get("firstName")}
