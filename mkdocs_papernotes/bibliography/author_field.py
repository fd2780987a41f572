"""Parses the authors of an entry, with names as BibTeX and BibLaTeX write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from mkdocs_papernotes.bibliography.latex import closing_brace, decode
from mkdocs_papernotes.bibliography.markup import plain
from mkdocs_papernotes.papers.paper import Author
from mkdocs_papernotes.people.enumeration import is_only_et_al, omits_people
from mkdocs_papernotes.people.scripts import has_compound_surname, is_han, is_han_name, joined
from mkdocs_papernotes.people.suffixes import is_middle_part

_AND, _COMMA, _SEMICOLON, _SPACE = (
    re.compile(rf"\\.|[{{}}]|{separator}", re.DOTALL | re.IGNORECASE)
    for separator in (r"(?<!\s)\s+and(?=\s)", "[,，]", "[;；、]", r"\s+|~")
)
"""Separators of names and of their parts, which are ignored inside braces."""
_CHINESE_SEPARATOR = re.compile("[,，;；、]")
_EXTENDED = re.compile(r'\s*"?(family|given|prefix|suffix)(-i)?\s*=')


class AuthorField(NamedTuple):
    """What a field of authors says."""

    authors: tuple[Author, ...]
    others: bool
    """Whether it ends in `and others`, so that there are more."""
    doubtful: tuple[str, ...]
    """The names that look like several people's."""


def read_author_field(text: str) -> AuthorField:
    """The authors of a BibTeX field, and those names that seem to be several people.

    Accepts `Family, Given`, `Family, Jr, Given`, `Given Family`, `{As It Stands}` and BibLaTeX's
    `family=…, given=…` (its manual, 3.14).
    """
    authors: list[Author] = []
    doubtful: list[str] = []
    others = False
    for name in _split(f" {' '.join(text.split())} ", _AND):
        printed = plain(decode(name))
        if not printed or is_only_et_al(printed):
            others = others or bool(printed)
            continue
        if several := _chinese_names(printed):
            authors += map(Author, several)
            continue
        author = _author(name.strip())
        if author is None:
            author = Author(printed)
            doubtful.append(printed)
        authors.append(author)
    named = tuple(author for author in authors if author.name)
    return AuthorField(named, others and bool(named), tuple(doubtful))


def _chinese_names(text: str) -> list[str]:
    """The names in a Chinese list such as `张三,李四`; empty for any other text.

    `欧阳, 明远` is one name, as is `周, 忠柱`.
    """
    names = [part.strip() for part in _CHINESE_SEPARATOR.split(text)]
    if len(names) < 2 or not all(map(is_han_name, names)):
        return []
    inverted = len(names) == 2 and has_compound_surname(names[0]) and len(names[0]) == 2
    return [] if inverted else names


def named(given: str, family: str, suffix: str = "") -> Author:
    """An author with given and family name; in Chinese, Japanese and Korean the latter is first.

    With only one of them, the name is not split.
    """
    if not (given and family):
        return whole(given or family, suffix)
    name = joined(family, given)
    printed = f"{name}, {suffix}" if suffix else name
    return Author(printed, family=family, given=given, suffix=suffix)


def whole(name: str, suffix: str = "") -> Author:
    """An author whose name must not be split."""
    if is_han(name):
        name = "".join(name.split())
    if suffix:
        return Author(f"{name}, {suffix}", suffix=suffix)
    return Author(name, family=name if " " in name else "")


def literal(name: str) -> Author:
    """An author whose name the file marks as not to be split: an organisation's."""
    return whole(name) if is_han(name) else Author(name, organisation=True)


def _author(name: str) -> Author | None:
    """The author of a single name; `None` if the text seems to be several names."""
    if _EXTENDED.match(name):
        return _extended(name)
    if name.startswith("{") and closing_brace(name, 0) == len(name) - 1 and name[1:2] != "\\":
        return literal(plain(decode(name)))
    parts = [plain(decode(part)) for part in _split(name, _COMMA)]
    if len(_split(name, _SEMICOLON)) > 1 or len(parts) > 3 or omits_people(parts[-1]):
        return None
    if len(parts) == 1:
        return _unsplit(name, parts[0])
    if len(parts) == 3 and parts[1] and not is_middle_part(parts[1]):
        return None
    return named(parts[-1], parts[0], parts[1] if len(parts) == 3 else "")


def _unsplit(name: str, printed: str) -> Author:
    """A name without commas, split only at a family name in braces (`Simon {Peyton Jones}`)."""
    if is_han(printed):
        return whole(printed)
    words = _split(name, _SPACE)
    last = words[-1]
    if len(words) > 1 and last.startswith("{") and " " in last:
        return named(plain(decode(" ".join(words[:-1]))), plain(decode(last)))
    return Author(printed)


def _extended(name: str) -> Author:
    parts: dict[str, str] = {}
    for part in _split(name, _COMMA):
        key, _, value = part.strip().strip('"').partition("=")
        parts[key.strip()] = plain(decode(value)).strip('"')
    family = f"{parts.get('prefix', '')} {parts.get('family', '')}".strip()
    return named(parts.get("given", ""), family, parts.get("suffix", ""))


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in separator.finditer(text):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and not mark.startswith("\\"):
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]
