"""What the name of a venue says: a conference, a journal, or a place for preprints."""

from __future__ import annotations

import re
from typing import Literal

from mkdocs_papernotes.papers.paper import Venue

_ARXIV = re.compile(r"arxiv(\.org|\b)|corr$|corr\W+abs/", re.IGNORECASE)
_SERVER = re.compile(
    r"\b\w{0,12}(?:arxiv|rxiv)\b|\b(?:ssrn|hal|openreview|research square|preprints(?:\.org)?)\b",
    re.IGNORECASE,
)
_UNPUBLISHED = re.compile(
    r"\b(?:(?:under|in|rolling) (?:peer )?review|in submission|submitted|submission"
    r"|in preparation|preprint|unpublished|manuscript)\b"
    "|在审|在審|审稿|審稿|投稿|评审中|評審中|预印本|預印本|未发表|未發表",
    re.IGNORECASE,
)
_JOURNAL_OF_PROCEEDINGS = re.compile(
    r"^(?:the )?proceedings of the (?:ieee$|vldb endowment|national academy|royal society"
    r"|acm on |london mathematical society|american mathematical society)",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:conference|proceedings|proc\.|symposium|workshop|congress|colloquium|meeting"
    r"|findings of|advances in neural|lecture notes in)|会议|會議|大会|大會|研讨会|研討會|论坛",
    re.IGNORECASE,
)
_DATED = re.compile(r"^[A-Z][A-Za-z/&@+-]{1,11} ?(?:['’]\d\d|(?:19|20)\d\d)\b")
"""`ICML 2026`, `SOSP ’23`: journals have no year in their names."""
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans(?=\.)|letters|magazine|review|reviews|annals|bulletin|quarterly"
    r"|archives|acta|surveys?|communications|nature|science|cell|lancet|plos|pnas|pvldb|elife"
    r"|tmlr|jmlr|jair|tpami|tacl|ijcv|jacm|cacm|tocs|tods|tog|toplas|tosem|tkde|tnnls|tip"
    r"|scientific reports|neural computation|neural networks|neurocomputing)\b"
    r"|^(?:IEEE|ACM) (?:access|micro|network|software|computer|spectrum|queue|computing)\b"
    r"|^(?:artificial intelligence|machine learning|pattern recognition|information sciences)$"
    r"|学报|學報|期刊|杂志|雜誌|学刊|學刊|通报|通報|中国科学|科学通报",
    re.IGNORECASE,
)


def names_arxiv(text: str) -> bool:
    """Whether the name of a journal or a publisher means arXiv, which is neither.

    So it is with `arXiv`, `arXiv preprint …`, `CoRR`, `CoRR abs/2604.15244`.
    """
    return bool(_ARXIV.match(text))


def is_unpublished(text: str) -> bool:
    """Whether a text in place of a venue says that there is none yet: `Under review`."""
    return bool(_UNPUBLISHED.search(text))


def kind_of_venue(
    venue: Venue, volume: str = ""
) -> Literal["article", "article-journal", "paper-conference"]:
    """What a paper with that venue is; in doubt a conference's, or a journal's with a volume."""
    names = (venue.title, venue.short_title)
    text = " ".join(filter(None, names))
    if names_arxiv(venue.title) or is_unpublished(text) or _SERVER.search(text):
        return "article"
    if any(map(_JOURNAL_OF_PROCEEDINGS.search, names)):
        return "article-journal"
    if _CONFERENCE.search(text) or any(map(_DATED.search, names)):
        return "paper-conference"
    return "article-journal" if volume or _JOURNAL.search(text) else "paper-conference"
