"""Names of people and organisations, split into the parts that BibTeX, CSL and RIS use."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import lru_cache

from mkdocs_papernotes.people.enumeration import is_only_et_al, is_several_people, omits_people
from mkdocs_papernotes.people.organisations import is_organisation
from mkdocs_papernotes.people.particles import article, is_particle
from mkdocs_papernotes.people.scripts import has_cjk, joined
from mkdocs_papernotes.people.suffixes import is_degree, is_suffix
from mkdocs_papernotes.text import one_line

_BETWEEN_FAMILY_NAMES = frozenset(("y", "i", "e"))
"""As in `José Ortega y Gasset`."""
_WORD = re.compile(r"(?:\{[^{}]*\}|[^\s{}])+")
_PIECE = re.compile(r"(?:\{[^{}]*\}|[^,，])+")


@dataclass(frozen=True)
class Name:
    """A name in parts; a name that is not split has only `literal`."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """The particle before the family name: `van der`, `al-`."""
    suffix: str = ""
    """`Jr.`, `III`."""
    literal: str = ""

    @property
    def surname(self) -> str:
        """The family name with its particle, or `literal`."""
        joint = "" if not self.particle or self.particle[-1] in "-'’" else " "
        return self.literal or f"{self.particle}{joint}{self.family}"

    @property
    def readable(self) -> str:
        """`Laurens van der Maaten`, `Martin Luther King Jr.`, `周忠柱`."""
        if self.literal:
            return self.literal
        return f"{joined(self.surname, self.given)} {self.suffix}".strip()

    @property
    def inverted(self) -> str:
        """`van der Maaten, Laurens`, `King, Martin Luther, Jr.`, `OpenAI`."""
        return ", ".join(part for part in (self.surname, self.given, self.suffix) if part)


@lru_cache(maxsize=4096)
def stated_name(name: str, family: str = "", given: str = "", suffix: str = "") -> Name:
    """A name in its stated parts; if only one is stated, the rest of `name` is the other.

    If neither is stated, `name` is split, see `split_name`. The name of an organisation that is
    stated as a family name is not.
    """
    name, family, given, suffix = map(one_line, (name, family, given, suffix))
    if suffix:
        name = name.removesuffix(suffix).rstrip(" ,，")
    family = family or _rest(name, given)
    if not _bare(family):
        # several people have no single family name; a warning reports them
        several = not is_only_et_al(name) and (omits_people(name) or is_several_people(name))
        found = Name(literal=_bare(name)) if several else split_name(name)
        return _with_suffix(found, suffix) if suffix else found
    given = given or _rest(name, family)
    if not given and is_organisation(family):
        return Name(literal=_bare(family))
    return _parts(_WORD.findall(family), given, suffix)


@lru_cache(maxsize=4096)
def split_name(text: str) -> Name:
    """Split a name into its parts.

    Known forms: `Given von Family Jr.`, `von Family, Given`, `von Family, Jr., Given`. Not
    split are organisations, single words, names in braces, and names in Chinese, Japanese or Korean
    script, which begin with the family name. A particle begins with a small letter (BibTeX's rule),
    so `Vincent Van Gogh` has the family name Gogh, unless his family name is stated.
    """
    text = one_line(text)
    pieces = [piece.strip() for piece in _PIECE.findall(text) if piece.strip()]
    braced = text.startswith("{") and _WORD.fullmatch(text) and text.count("{") == 1
    whole = braced or len(pieces) > 3 or is_only_et_al(text) or is_organisation(text)
    if whole or not pieces:
        return Name(literal=_bare(text))
    if len(pieces) == 1:
        return _in_reading_order(pieces[0])
    if len(pieces) == 2 and (is_suffix(pieces[1]) or is_degree(pieces[1])):
        return _in_reading_order(pieces[0], pieces[1])
    return _family_first(pieces)


def _family_first(pieces: list[str]) -> Name:
    """Parse a name with commas: family name, given name, and perhaps a suffix between them."""
    family, *rest = pieces
    words = _WORD.findall(family)
    if not words:
        return Name(literal=_bare(" ".join(rest)))
    if len(rest) == 1:
        return _parts(words, rest[0])
    suffix, given = rest[::-1] if is_suffix(rest[1]) or is_degree(rest[1]) else rest
    return _parts(words, given, suffix)


def _in_reading_order(text: str, suffix: str = "") -> Name:
    """Parse a name without commas, in which the given name comes first."""
    words = _WORD.findall(text)
    if len(words) > 2 and not suffix and (is_suffix(words[-1]) or is_degree(words[-1])):
        suffix = words.pop()
    if len(words) < 2 or has_cjk(text):
        return Name(literal=_bare(f"{' '.join(words)} {suffix}" if suffix else text))
    last = len(words) - 1
    start = next((at for at in range(last) if is_particle(words, at)), last)
    if last > 2 and words[-2] in _BETWEEN_FAMILY_NAMES:
        start = min(start, last - 2)
    return _parts(words[start:], " ".join(words[:start]), suffix)


def _parts(words: list[str], given: str, suffix: str = "") -> Name:
    """A name with the family name `words`, which may begin with particles."""
    particles = 0
    while particles < len(words) - 1 and is_particle(words, particles):
        particles += 1
    particle, family = " ".join(words[:particles]), " ".join(words[particles:])
    if not particle:
        particle = article(family)
        family = family.removeprefix(particle)
    family, given, suffix = _bare(family), _bare(given), _bare(suffix)
    if not given:
        given, suffix = suffix, ""
    return Name(family, given, particle, suffix) if family else Name(literal=given)


def _with_suffix(name: Name, suffix: str) -> Name:
    """A name with a stated suffix; one that is not split has it behind the whole."""
    if name.literal:
        return Name(literal=f"{name.literal} {_bare(suffix)}")
    return dataclasses.replace(name, suffix=_bare(suffix))


def _rest(name: str, part: str) -> str:
    """The name without `part`; empty if the part is not at its beginning or end."""
    if part and name.startswith(part):
        return name[len(part) :].strip(" ,，")
    return name[: -len(part)].strip(" ,，") if part and name.endswith(part) else ""


def _bare(text: str) -> str:
    """The text without BibTeX's grouping braces."""
    return text.replace("{", "").replace("}", "").strip(" ,，")
