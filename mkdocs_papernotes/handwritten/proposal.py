"""Proposes what to move from a handwritten header to front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mkdocs_papernotes.dates import PartialDate
from mkdocs_papernotes.handwritten.addresses import arxiv_id, doi_of, unwrapped
from mkdocs_papernotes.handwritten.fields import AUTHOR, DAY
from mkdocs_papernotes.handwritten.header import (
    NAMING_KEYS,
    HandwrittenHeader,
    WrittenField,
)
from mkdocs_papernotes.handwritten.removal import removable

_PAGE_KEYS = ("authors", "date", "direction")
_PAPER_KEYS = (
    *("title", "authors", "date", "arxiv", "doi", "categories", "venue", "page", "pages"),
    *("focus", "contribution", "abstract", "url", "links"),
)
_IDENTIFIERS = ("paper.arxiv", "paper.doi")
_TRANSLATED = ("title", "authors", "venue", "focus", "contribution", "abstract")
"""Keys of a paper that each language may have in its own words."""
SYNONYMS = {"date": ("date", "issued", "year"), "authors": ("authors", "author")}
"""Keys of front matter with the same meaning."""


@dataclass(frozen=True)
class Proposal:
    """What to add to front matter, and which lines of the body to delete."""

    values: Mapping[str, Any]
    """New keys of the page, including `paper`; without what front matter has already."""
    drop: tuple[int, ...]
    """Indices of lines of the body to delete, including surplus blank ones."""
    undecided: tuple[tuple[int, str], ...]
    """Lines of the header that stay, with the reasons."""
    contested: frozenset[int] = frozenset()
    """Those of them that say something else than what is stated elsewhere."""

    def with_facts(self, facts: Mapping[str, Any]) -> Proposal:
        """The same with more keys of the paper, in the order of the guide."""
        paper = self.values.get("paper", {})
        found = {**facts, **paper}
        if "links" in facts:
            found["links"] = {**paper.get("links", {}), **facts["links"]}
        ordered = {key: found[key] for key in sorted(found, key=_PAPER_KEYS.index)}
        return replace(self, values={**self.values, "paper": ordered}) if facts else self


@dataclass(frozen=True)
class Stated:
    """What is said of a note's paper outside its file."""

    place: str
    """Where, for a message."""
    paper: Mapping[str, Any]
    """As below `paper:` in front matter."""


def propose(
    front_matter_values: Mapping[str, Any],
    header: HandwrittenHeader,
    *,
    twin: HandwrittenHeader | None = None,
    elsewhere: Sequence[Stated] = (),
) -> Proposal:
    """Propose what to move to front matter; `twin` is the header of the note's translation.

    Front matter is never overridden: a line that contradicts it stays. Nothing is lost: a line is
    deleted only if front matter, with the new values, contains all of its information, or if it is
    stated `elsewhere`, from where the note takes it over.
    """
    merging = _Merging(front_matter_values, elsewhere)
    stay = dict(header.left)
    other_paper = merging.other_paper(header)
    for field in header.fields:
        reason = field.reason
        for path, value in field.values:
            key, doubt = _resolved(path, value, field, header, twin, merging)
            if other_paper and key.startswith("paper."):
                doubt = other_paper
            conflict = doubt or merging.add(key, value)
            reason = reason or conflict
        if reason:
            for number in field.lines:
                stay.setdefault(number, reason)
    moved = {number for field in header.fields for number in field.lines} - stay.keys()
    drop, kept = removable(header, moved)
    stay.update(kept)
    contested = frozenset(number for number in stay if stay[number] in merging.contradictions)
    return Proposal(merging.proposed(), drop, tuple(sorted(stay.items())), contested)


def _resolved(
    path: str,
    value: Any,
    field: WrittenField,
    header: HandwrittenHeader,
    twin: HandwrittenHeader | None,
    merging: _Merging,
) -> tuple[str, str]:
    """The key that a value belongs under, and a reason if it must not be moved."""
    if path == DAY:
        return _resolved_day(value, field, header, twin)
    if path == AUTHOR:
        return _resolved_author(value, field, header, twin, merging)
    if path == "paper.authors" and _names(value) == merging.note_authors():
        return path, "front matter says that they wrote the note"
    if path == "date" and len(str(value)) < 10:
        return path, "the date of a note needs a day"
    return path, ""


def _resolved_day(
    day: PartialDate, field: WrittenField, header: HandwrittenHeader, twin: HandwrittenHeader | None
) -> tuple[str, str]:
    """Resolve `Date`: the note's date beside `Direction: Monday, …`, else as in the twin."""
    direction = next((field for field in header.fields if field.dated), None)
    if direction and direction.day in (None, (day.month, day.day)):
        return "date", "" if day.day else "the date of a note needs a day"
    if direction is None and twin is not None:
        for path in ("paper.date", "date"):
            if day in twin.values(path):
                return path, ""
    return "", f"“{field.label}” may be the date of the paper or of the note"


def _resolved_author(
    people: list[Any],
    field: WrittenField,
    header: HandwrittenHeader,
    twin: HandwrittenHeader | None,
    merging: _Merging,
) -> tuple[str, str]:
    """Resolve `Author`: the note's author if the paper's authors are named elsewhere."""
    others = any(other.kind == "authors" or other.cites for other in header.fields)
    in_twin = twin is not None and people in twin.values("authors")
    if others or in_twin or _names(people) == merging.note_authors():
        return "authors", ""
    return "", f"“{field.label}” may have written the paper or the note"


class _Merging:
    """New values for front matter, checked against the existing ones and each other."""

    def __init__(self, front_matter: Mapping[str, Any], elsewhere: Sequence[Stated] = ()):
        self.front_matter, self.elsewhere = front_matter, elsewhere
        self.new: dict[str, Any] = {}
        self.contradictions: set[str] = set()
        """The reasons that lines contradict what is stated elsewhere."""

    def add(self, path: str, value: Any) -> str:
        """Add a value; returns the reason if its line must stay, otherwise an empty text."""
        existing, key = self._existing(path)
        is_entry = key == "paper" and isinstance(existing, str)
        if key and not is_entry:
            if existing is None:
                return f"front matter has an empty “{key}”"
            same = _is_included(path, value, existing)
            return "" if same else f"front matter has another value under “{key}”"
        there = self._stated(path, value)
        if there is not None:
            return there
        if is_entry:
            return "“paper” is the key of an entry in the bibliography, which does not say it"
        old = self.new.get(path)
        if old is None or _is_included(path, old, value):
            self.new[path] = value
        elif not _is_included(path, value, old):
            return f"another line has another value for “{path}”"
        return ""

    def _stated(self, path: str, value: Any) -> str | None:
        """An empty text if a value is stated elsewhere, else the reason if another one is."""
        found = [(each.place, *_value_at({"paper": each.paper}, path)) for each in self.elsewhere]
        said = [(place, there) for place, there, key in found if key and there is not None]
        if any(_is_included(path, value, there) for _, there in said):
            return ""
        is_more_exact = any(_is_included(path, there, value) for _, there in said)
        if not said or is_more_exact or path.removeprefix("paper.") in _TRANSLATED:
            return None
        return self._contradicts(said[0][0], "has another value", path)

    def _contradicts(self, place: str, what: str, path: str) -> str:
        reason = f"{place} {what} under “{path}”"
        self.contradictions.add(reason)
        return reason

    def other_paper(self, header: HandwrittenHeader) -> str:
        """The reason if the header may be about another paper or several, otherwise empty."""
        named = {
            path: {_identity(value) for value in values}
            for path in NAMING_KEYS
            if (values := header.values(path))
        }
        known = {
            path: existing
            for path in NAMING_KEYS
            if (existing := self._existing(path)[0]) and self._existing(path)[1] == path
        }
        for path in [path for path in _IDENTIFIERS if path in named]:
            if len(named[path]) > 1:
                return "the lines of the header name several papers"
            if path in known and _identity(known[path]) not in named[path]:
                return f"front matter names another paper under “{path}”"
            for each in self.elsewhere:
                there, _ = _value_at({"paper": each.paper}, path)
                if there and _identity(there) not in named[path]:
                    return self._contradicts(each.place, "names another paper", path)
        unsure = bool(named and known) and named.keys().isdisjoint(known)
        return "front matter may be about another paper" if unsure else ""

    def _existing(self, path: str) -> tuple[Any, str]:
        return _value_at(self.front_matter, path)

    def note_authors(self) -> list[str]:
        """The names of the note's authors in front matter."""
        existing, _ = self._existing("authors")
        return _names(existing)

    def proposed(self) -> dict[str, Any]:
        """The front matter that is proposed, with the keys of the paper below `paper`."""
        values = {path: _yaml_value(path, self.new[path]) for path in self.new}
        page = {key: values[key] for key in _PAGE_KEYS if key in values}
        paper: dict[str, Any] = {}
        for key in _PAPER_KEYS:
            if f"paper.{key}" in values:
                paper[key] = values[f"paper.{key}"]
            links = {p.split(".")[2]: v for p, v in values.items() if p.startswith(f"paper.{key}.")}
            if links:
                paper[key] = links
        return {**page, "paper": paper} if paper else page


def _value_at(values: Mapping[str, Any], path: str) -> tuple[Any, str]:
    """The value under a key or its synonym in front matter, and that key; else an empty key."""
    place: Any = values
    parts = path.split(".")
    for depth, part in enumerate(parts):
        if not isinstance(place, Mapping):
            return (None, "") if place is None else (place, ".".join(parts[:depth]))
        names = SYNONYMS.get(part, (part,))
        if len(parts) == 1 and part == "date":
            names = ("date",)
        found = next((name for name in names if name in place), None)
        if found is None:
            return None, ""
        place = place[found]
    return place, ".".join([*parts[:-1], found or parts[-1]])


def _yaml_value(path: str, value: Any) -> Any:
    """A value for YAML: a day as a date, a year as a number."""
    if not isinstance(value, PartialDate):
        return value
    if value.month is None:
        return value.year
    return date(value.year, value.month, value.day) if value.day else str(value)


def _is_included(path: str, new: Any, existing: Any) -> bool:
    """Whether the value `existing` contains all of the value `new`."""
    key = path.removeprefix("paper.")
    if key == "authors":
        return _names(new) == _names(existing) and _affiliations(new) <= _affiliations(existing)
    if key in ("date", "arxiv", "doi"):
        return _normal_form(key, existing).startswith(_normal_form(key, new))
    if key == "categories":
        return {*new} <= {str(item) for item in _items(existing)}
    if isinstance(existing, Mapping):
        return _text(new) in {_text(item) for item in existing.values()}
    return unwrapped(_text(new)) == unwrapped(_text(existing))


def _identity(value: Any) -> str:
    """A normal form that is equal for all spellings and versions of an identifier."""
    text = _text(value)
    if arxiv := arxiv_id(text):
        return arxiv.id
    return doi.id.lower() if (doi := doi_of(text)) else text


def _normal_form(key: str, value: Any) -> str:
    """A normal form of an identifier or date; a less exact value is a prefix of the other."""
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
