"""Reading a paper's authors and their affiliations."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_papernotes.front_matter.reader import Block, plain, shown
from mkdocs_papernotes.papers.identifiers import parse_ror
from mkdocs_papernotes.papers.paper import Affiliation, Author
from mkdocs_papernotes.people.enumeration import (
    is_inverted,
    is_only_et_al,
    is_several_people,
    omits_people,
)
from mkdocs_papernotes.people.orcid import Orcid
from mkdocs_papernotes.people.scripts import joined
from mkdocs_papernotes.text import nearest, one_line, shortened

_KEYS = ("authors", "affiliations")
_MOST_KNOWN = 10_000

_Authors = tuple[tuple[Author, ...], bool]

_known: dict[str, _Authors] = {}
"""What was read without a problem, by the values. A translation often repeats them."""


def read_authors(block: Block) -> _Authors:
    """The authors under `authors`, with the ids of affiliations resolved.

    Also whether a last entry such as “et al.” says that there are more of them.
    """
    before = block.reported
    try:
        values = repr([[block.listed(name) for name in block.names(key)] for key in _KEYS])
    except ValueError:  # a number with more digits than Python prints
        return _read(block)
    if values in _known:
        return _known[values]
    found = _read(block)
    if block.reported == before:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[values] = found
    return found


def _read(block: Block) -> _Authors:
    listed = _Affiliations(block)
    items = [
        _author_block(block, number, item) for number, item in enumerate(block.listed("authors"), 1)
    ]
    others = len(items) > 1 and is_only_et_al(_name(items[-1]))
    if others:
        items.pop()
    inverted = any(item.get("family") is None and is_inverted(_name(item)) for item in items)
    authors = [author for item in items if (author := _author(item, listed, inverted=inverted))]
    listed.report_unused()
    return tuple(authors), others and bool(authors)


def _author_block(block: Block, number: int, item: object) -> Block:
    """The block of an author; a text is the author's name."""
    values = item if isinstance(item, Mapping) else {"name": item}
    name = values.get("name")
    called = f" ({shortened(name)})" if isinstance(name, str) and name.strip() else ""
    return block.entry("authors", values, f"author {number}{called}")


def _name(item: Block) -> str:
    name = item.get("name")
    return one_line(name) if isinstance(name, str) else ""


def _author(item: Block, listed: _Affiliations, *, inverted: bool) -> Author | None:
    before = item.reported
    item.check_keys()
    family, given, suffix = item.text("family"), item.text("given"), item.text("suffix")
    literal = item.text("literal")
    name = _name(item) or joined(family, given) or literal
    if not name:
        if item.reported == before:
            item.problem("", "missing-name")
        return None
    if is_only_et_al(name):
        item.problem("", "unnamed-authors", given=name)
        return None
    if not family and not literal:
        _check_name(item, name, inverted=inverted)
    return Author(
        name,
        affiliations=tuple(listed.of(item)),
        orcid=item.parsed("orcid", Orcid.parse),
        corresponding=item.flag("corresponding"),
        equal=True in [item.flag(name) for name in item.names("equal_contributor")],
        family=family,
        given=given,
        suffix=suffix,
        organisation=bool(literal) and not family,
    )


def _check_name(item: Block, name: str, *, inverted: bool) -> None:
    if omits_people(name):
        item.problem("", "authors-left-out", given=name)
    elif is_several_people(name, inverted=inverted):
        item.problem("", "several-people", given=name)


class _Affiliations:
    """The list under `affiliations`, which authors refer to by id or name."""

    def __init__(self, block: Block):
        self._block = block
        self._known: dict[str, Affiliation] = {}
        """By id, and by name."""
        self._ids: list[str] = []
        self._unused: dict[Affiliation, None] = {}
        for number, item in enumerate(block.listed("affiliations"), 1):
            self._add(number, item)

    def _add(self, number: int, value: object) -> None:
        values = value if isinstance(value, Mapping) else {"name": value}
        item = self._block.entry("affiliations", values, f"affiliation {number}")
        short = item.text("id")
        found = _affiliation(item)
        if found is None:
            return
        if short in self._ids:
            item.problem("", "repeated-affiliation", given=short)
            return
        if short:
            self._ids.append(short)
            self._known[short] = found
        self._known.setdefault(found.name, found)
        self._unused[found] = None

    def of(self, author: Block) -> dict[Affiliation, None]:
        """The affiliations of an author, without duplicates (a dict used as an ordered set)."""
        found: dict[Affiliation, None] = {}
        for key in author.names("affiliations"):
            for value in author.listed(key):
                if isinstance(value, Mapping):
                    affiliation = _affiliation(author.entry(key, value, "affiliation"))
                else:
                    affiliation = self._referred(author, key, value)
                if affiliation:
                    self._unused.pop(affiliation, None)
                    found[affiliation] = None
        return found

    def _referred(self, author: Block, key: str, value: object) -> Affiliation | None:
        """The listed affiliation with `value` as id or name, or else a new one with that name."""
        text = one_line(plain(value) or "")
        if not text:
            if value is not None:
                author.problem(key, "expected-affiliation", given=shown(value))
            return None
        if text in self._known:
            return self._known[text]
        near = "" if " " in text else nearest(text, self._ids, 0.6)
        if near or (self._ids and _looks_like_id(text)):
            author.problem("", "unknown-affiliation", given=text, near=near)
            self._unused.clear()  # one of them was probably meant
        return Affiliation(text)

    def report_unused(self) -> None:
        for affiliation in self._unused:
            self._block.problem("affiliations", "unused-affiliation", given=affiliation.name)


def _affiliation(item: Block) -> Affiliation | None:
    before = item.reported
    item.check_keys()
    name = item.text("name") or item.text("id")
    if not name and item.reported == before:
        item.problem("", "missing-name")
    if not name:
        return None
    return Affiliation(name, item.parsed("ror", parse_ror) or "")


def _looks_like_id(text: str) -> bool:
    return text.isascii() and text == text.lower() and " " not in text
