"""What of a hand-written header may move to front matter, and which lines go then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.importers.handwritten.addresses import arxiv_id, doi_of, unwrapped
from mkdocs_papernotes.importers.handwritten.fields import AUTHOR, DAY
from mkdocs_papernotes.importers.handwritten.header import (
    NAMING_KEYS,
    HandwrittenHeader,
    WrittenField,
)
from mkdocs_papernotes.importers.handwritten.removal import removable

_PAGE_KEYS = ("authors", "date", "direction")
_PAPER_KEYS = (
    *("title", "authors", "date", "arxiv", "doi", "categories", "venue", "page", "pages"),
    *("focus", "contribution", "abstract", "url", "links"),
)
_IDENTIFIERS = ("paper.arxiv", "paper.doi")
_SAME = {"date": ("date", "issued", "year"), "authors": ("authors", "author")}
"""Keys of front matter that say the same."""


@dataclass(frozen=True)
class Proposal:
    """What to write into the front matter, and what to delete from the body."""

    values: Mapping[str, Any]
    """New keys of the page, `paper:` among them; nothing that front matter says already."""
    drop: tuple[int, ...]
    """Indices of the body's lines that say nothing more, with the blank ones that would double."""
    undecided: tuple[tuple[int, str], ...]
    """Lines of the header that stay, and why."""


def propose(
    front_matter_values: Mapping[str, Any],
    header: HandwrittenHeader,
    *,
    twin: HandwrittenHeader | None = None,
) -> Proposal:
    """What a header adds to front matter; `twin` is the one of the note's translation.

    What front matter says is never overridden: a line that says otherwise stays. Nothing is lost: a
    line goes only when front matter, with the new values, holds all of its words.
    """
    merging = _Merging(front_matter_values)
    stay = dict(header.left)
    disputed = merging.disputed(header)
    for field in header.fields:
        reason = field.reason
        for path, value in field.values:
            settled, doubt = _settled(path, value, field, header, twin, merging)
            if disputed and settled.startswith("paper."):
                doubt = disputed
            trouble = doubt or merging.add(settled, value)
            reason = reason or trouble
        if reason:
            for number in field.lines:
                stay.setdefault(number, reason)
    said = {number for field in header.fields for number in field.lines} - stay.keys()
    drop, kept = removable(header, said)
    stay.update(kept)
    return Proposal(merging.proposed(), drop, tuple(sorted(stay.items())))


def _settled(
    path: str,
    value: Any,
    field: WrittenField,
    header: HandwrittenHeader,
    twin: HandwrittenHeader | None,
    merging: _Merging,
) -> tuple[str, str]:
    """The key that a value belongs to, or why that cannot be told."""
    if path == DAY:
        return _settled_day(value, field, header, twin)
    if path == AUTHOR:
        return _settled_author(value, field, header, twin, merging)
    if path == "paper.authors" and _names(value) == merging.note_authors():
        return path, "front matter says that they wrote the note"
    if path == "date" and len(str(value)) < 10:
        return path, "the date of a note needs a day"
    return path, ""


def _settled_day(
    day: PartialDate, field: WrittenField, header: HandwrittenHeader, twin: HandwrittenHeader | None
) -> tuple[str, str]:
    """`Date` is the note's beside `Direction: Monday, …`, the paper's where the twin says so."""
    direction = next((field for field in header.fields if field.dated), None)
    if direction and direction.day in (None, (day.month, day.day)):
        return "date", "" if day.day else "the date of a note needs a day"
    if direction is None and twin is not None:
        for path in ("paper.date", "date"):
            if day in twin.values(path):
                return path, ""
    return "", f"“{field.label}” may be the date of the paper or of the note"


def _settled_author(
    people: list[Any],
    field: WrittenField,
    header: HandwrittenHeader,
    twin: HandwrittenHeader | None,
    merging: _Merging,
) -> tuple[str, str]:
    """`Author` wrote the note where the paper's authors are named elsewhere."""
    others = any(other.kind == "authors" or other.cites for other in header.fields)
    in_twin = twin is not None and people in twin.values("authors")
    if others or in_twin or _names(people) == merging.note_authors():
        return "authors", ""
    return "", f"“{field.label}” may have written the paper or the note"


class _Merging:
    """Values for front matter, checked against what it says and against each other."""

    def __init__(self, front_matter: Mapping[str, Any]):
        self.front_matter = front_matter
        self.new: dict[str, Any] = {}

    def add(self, path: str, value: Any) -> str:
        """Propose a value; returns why its line must stay, or nothing."""
        said, key = self._said(path)
        if key:
            if said is None:
                return f"front matter has an empty “{key}”"
            same = _agrees(path, value, said)
            return "" if same else f"front matter says otherwise under “{key}”"
        old = self.new.get(path)
        if old is None or _agrees(path, old, value):
            self.new[path] = value
        elif not _agrees(path, value, old):
            return f"another line says otherwise of “{path}”"
        return ""

    def disputed(self, header: HandwrittenHeader) -> str:
        """Why the header may be about another paper than front matter, or about several."""
        named = {
            path: {_identity(value) for value in values}
            for path in NAMING_KEYS
            if (values := header.values(path))
        }
        known = {
            path: said
            for path in NAMING_KEYS
            if (said := self._said(path)[0]) and self._said(path)[1] == path
        }
        for path in [path for path in _IDENTIFIERS if path in named]:
            if len(named[path]) > 1:
                return "the lines of the header name several papers"
            if path in known and _identity(known[path]) not in named[path]:
                return f"front matter names another paper under “{path}”"
        unsure = bool(named and known) and named.keys().isdisjoint(known)
        return "front matter may be about another paper" if unsure else ""

    def _said(self, path: str) -> tuple[Any, str]:
        """What front matter says under a key or its like, and the key; else an empty key."""
        place: Any = self.front_matter
        parts = path.split(".")
        for depth, part in enumerate(parts):
            if not isinstance(place, Mapping):
                return (None, "") if place is None else (place, ".".join(parts[:depth]))
            names = _SAME.get(part, (part,))
            if len(parts) == 1 and part == "date":
                names = ("date",)
            found = next((name for name in names if name in place), None)
            if found is None:
                return None, ""
            place = place[found]
        return place, ".".join([*parts[:-1], found or parts[-1]])

    def note_authors(self) -> list[str]:
        """The names of those who wrote the note, as front matter has them."""
        said, _ = self._said("authors")
        return _names(said)

    def proposed(self) -> dict[str, Any]:
        values = {path: _written(path, self.new[path]) for path in self.new}
        page = {key: values[key] for key in _PAGE_KEYS if key in values}
        paper: dict[str, Any] = {}
        for key in _PAPER_KEYS:
            if f"paper.{key}" in values:
                paper[key] = values[f"paper.{key}"]
            links = {p.split(".")[2]: v for p, v in values.items() if p.startswith(f"paper.{key}.")}
            if links:
                paper[key] = links
        return {**page, "paper": paper} if paper else page


def _written(path: str, value: Any) -> Any:
    """A value as YAML has it: a day as a date, a year as a number."""
    if not isinstance(value, PartialDate):
        return value
    if value.month is None:
        return value.year
    return date(value.year, value.month, value.day) if value.day else str(value)


def _agrees(path: str, new: Any, said: Any) -> bool:
    """Whether `said` holds all that `new` says."""
    key = path.removeprefix("paper.")
    if key == "authors":
        return _names(new) == _names(said) and _affiliations(new) <= _affiliations(said)
    if key in ("date", "arxiv", "doi"):
        return _code(key, said).startswith(_code(key, new))
    if key == "categories":
        return {*new} <= {str(item) for item in _items(said)}
    if isinstance(said, Mapping):
        return _text(new) in {_text(item) for item in said.values()}
    return unwrapped(_text(new)) == unwrapped(_text(said))


def _identity(value: Any) -> str:
    """The same for every way to write an arXiv id, whatever the version, or a DOI."""
    text = _text(value)
    if arxiv := arxiv_id(text):
        return arxiv.id
    return doi.id.lower() if (doi := doi_of(text)) else text


def _code(key: str, value: Any) -> str:
    """An identifier or a date in its one form, so that the vaguer one begins the other."""
    text = _text(value)
    if key == "arxiv" and (arxiv := arxiv_id(text)):
        return str(arxiv)
    if key == "doi" and (doi := doi_of(text)):
        return doi.id.lower() + " "
    if key != "date":
        return text
    text = _text(value.get("created")) if isinstance(value, Mapping) else text
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        return text


def _text(value: Any) -> str:
    return " ".join(str(value).split())


def _items(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _names(value: Any) -> list[str]:
    people = [item.get("name") if isinstance(item, Mapping) else item for item in _items(value)]
    return [_text(name) for name in people if name]


def _affiliations(value: Any) -> set[str]:
    return {_text(place) for item in _items(value) for place in _places(item)}


def _places(item: Any) -> Iterator[Any]:
    if isinstance(item, Mapping):
        yield from _items(item.get("affiliations"))
        yield from _items(item.get("affiliation"))
