"""arXiv ids, DOIs and ROR ids, normalised from the forms that people paste."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, unquote

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.papers.category import parse_category
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.text import tidy, without_unseen

_FLAGS = re.VERBOSE | re.IGNORECASE | re.ASCII
_ARXIV_PREFIX = re.compile(
    r"""(?:https?://)?(?:[a-z0-9-]+\.)*arxiv\.org
            /(?:abs|pdf|html|format|e-print|src|ps)/(?:arxiv:)?
        |(?:https?://)?(?:www\.)?(?:ar5iv\.org/(?:abs|html)
            |alphaxiv\.org/(?:[a-z]{2}/)?(?:abs|pdf|html|overview)
            |(?:huggingface|hf)\.co/papers|papers\.cool/arxiv)/
        |(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\.
        |(?:CoRR[,\s]+)?abs/
        |(?:arxiv\s+preprint\s+)?arxiv(?:\s*:\s*|\s+)(?:abs/)?
        |""",
    _FLAGS,
)
_ARXIV = re.compile(
    r"""(?:(?P<month>[0-9]{4}|[7-9](?:0[1-9]|1[0-2]))\.(?P<number>[0-9]{1,7})
          |(?P<archive>[a-z-]+(?:\.[a-z-]+)?)/(?P<old>[0-9]{7}))
        (?:\s*(?P<version>v[1-9][0-9]*))?(?:\.pdf|\.ps(?:\.gz)?)?/?
        (?:\s*[\[(](?P<category>[a-z.-]+)[\])])?
        (?:\s+[0-9]{1,2}\s+[a-z]{3,4}\s+[0-9]{4})?  # the date in the stamp on a PDF
        \s*[.,;]?""",
    _FLAGS,
)
_DOI_ADDRESS = re.compile(
    r"""(?:https?://)?(?:dx\.|www\.)?doi\.(?:acm\.)?org/(?:doi:)?
        |https?://[^/?\#\s]+/(?:[a-z0-9._-]+/)*doi/(?:[a-z]+/)?""",
    _FLAGS,
)
_DOI_LABEL = re.compile(r"(?:info:)?doi(?:\s*[:：/]\s*|\s+)", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\x00-\x1f\x7f]+")
ARXIV_DOIS = "10.48550/arXiv."
"""The prefix of DOIs that arXiv registers; its case does not matter."""
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(?P<id>0[a-z0-9]{6}[0-9]{2})/?", _FLAGS)
_OPENING = {")": "(", "]": "[", "}": "{", ">": "<"}


@dataclass(frozen=True)
class ArxivId:
    """An arXiv identifier, such as `2604.15244` or `hep-th/9901001`.

    `id` identifies the paper and has no version. In an old id the archive is in lower case and
    without a subject class, as on arXiv (https://arxiv.org/help/arxiv_identifier).
    """

    id: str
    version: str = ""
    """The version that was given with the id, such as `v2`."""
    category: str = ""
    """The category that was given with the id, such as `cs.AI`."""

    @classmethod
    def parse(cls, text: str) -> ArxivId:
        """Parse an id, with or without `arXiv:`, a DataCite DOI, or an address (arXiv or a mirror).

        Raises `BadValueError`, a `ValueError`, also for ids that cannot exist: with month 13, a
        lost digit or an unknown archive.
        """
        plain = unquote(tidy(unicodedata.normalize("NFKC", text)).split("?")[0].split("#")[0])
        prefix = _ARXIV_PREFIX.match(plain)
        match = _ARXIV.fullmatch(plain, prefix.end() if prefix else 0)
        if match is None:
            raise BadValueError("not-an-arxiv-id", given=text)
        version = (match["version"] or "").lower()
        category = parse_category(match["category"]) if match["category"] else ""
        if match["number"]:
            return cls(_new_id(match["month"], match["number"]), version, category)
        subject = parse_category(match["archive"])
        found = _old_id(subject.partition(".")[0], match["old"])
        return cls(found, version, category or (subject if "." in subject else ""))

    def __str__(self) -> str:
        return self.id + self.version

    @property
    def key(self) -> str:
        """The same for all versions of a paper, for comparisons."""
        return self.id

    @property
    def month(self) -> PartialDate:
        """The month in which arXiv assigned the id."""
        digits = self.id.rpartition("/")[2]
        year = int(digits[:2])
        return PartialDate(
            (1900 if "/" in self.id and year > 90 else 2000) + year, int(digits[2:4])
        )

    @property
    def url(self) -> str:
        return f"https://arxiv.org/abs/{self}"

    @property
    def doi(self) -> Doi:
        """The paper's DOI at DataCite, which is the same for all versions."""
        return Doi(ARXIV_DOIS + self.id)


def _new_id(month: str, number: str) -> str:
    """An id such as `2604.15244`; raises `BadValueError` if it cannot exist."""
    given, month = f"{month}.{number}", month.zfill(4)
    digits = 5 if month >= "1501" else 4
    padded = f"{month}.{number.ljust(digits, '0')}"
    _check_month(given, month[2:])
    if month < "0704":
        raise BadValueError("arxiv-before-2007", given=given)
    if given.index(".") < 4:
        raise BadValueError("arxiv-leading-zero", given=given, padded=padded)
    if len(number) != digits:
        name = "arxiv-trailing-zero" if len(number) < digits else "arxiv-digits"
        raise BadValueError(name, given=given, count=len(number), digits=digits, padded=padded)
    return given


def _old_id(archive: str, digits: str) -> str:
    """An id such as `hep-th/9901001`; raises `BadValueError` if it cannot exist."""
    found = f"{archive}/{digits}"
    _check_month(found, digits[2:4])
    if "9001" <= digits[:4] < "9108":
        raise BadValueError("arxiv-before-1991", given=found)
    if "0703" < digits[:4] < "9108":
        raise BadValueError("arxiv-after-2007", given=found)
    return found


def _check_month(given: str, month: str) -> None:
    if not "01" <= month <= "12":
        raise BadValueError("arxiv-month", given=given, month=month)


@dataclass(frozen=True)
class Doi:
    """A digital object identifier without its resolver (`10.1145/3341301.3359646`).

    DOIs that differ only in case are equal (DOI Handbook, section 2.4).
    """

    id: str

    @classmethod
    def parse(cls, text: str) -> Doi:
        """Parse a DOI, with or without `doi:`, a doi.org address or a publisher's `…/doi/…`.

        Punctuation around it is dropped. Raises `BadValueError`, a `ValueError`.
        """
        plain = without_unseen(text).strip().lstrip("<([\"'“‘ ")
        if address := _DOI_ADDRESS.match(plain):
            rest = unquote(re.split(r"[?#]", plain[address.end() :], maxsplit=1)[0])
        elif label := _DOI_LABEL.match(plain):
            rest = unquote(plain[label.end() :])
        else:
            rest = plain
        rest = _without_punctuation(rest)
        if not _DOI.fullmatch(rest):
            raise BadValueError("not-a-doi", given=text)
        return cls(rest)

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, Doi) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)

    def __str__(self) -> str:
        return self.id

    @property
    def key(self) -> str:
        """The same for all spellings of the DOI, for comparisons."""
        return self.id.lower()

    @property
    def is_arxiv(self) -> bool:
        """Whether the DOI is one that arXiv registers."""
        return self.key.startswith(ARXIV_DOIS.lower())

    @property
    def url(self) -> str:
        return "https://doi.org/" + quote(self.id, safe="/:;()._-")


def _without_punctuation(text: str) -> str:
    """A DOI without trailing punctuation: full stops, quotes, unmatched closing brackets."""
    end = len(text)
    excess = {mark: text.count(mark) - text.count(_OPENING[mark]) for mark in _OPENING}
    while end and (text[end - 1] in ".,;:\"'”’。，；、）" or excess.get(text[end - 1], 0) > 0):
        end -= 1
        if text[end] in excess:
            excess[text[end]] -= 1
    return text[:end]


def parse_ror(text: str) -> str:
    """The address of an institution at ror.org, from its id or address; raises `BadValueError`."""
    match = _ROR.fullmatch(tidy(text))
    if match is None:
        raise BadValueError("not-a-ror-id", given=text)
    return f"https://ror.org/{match['id'].lower()}"
