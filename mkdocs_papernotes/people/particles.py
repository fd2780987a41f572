"""Particles before a family name: `van der`, `de la`, `al-`."""

from __future__ import annotations

import re

_ALWAYS = "al bin da de del della den der di do dos du el ibn la le ten ter van von zu"
_IN_NAMES = "af av ben das dello les lo te vom zum zur 't ’t"
"""Also ordinary words of German, French and Spanish, so used only for texts known to be names."""
_IN_LISTS = "dal san y"
"""In small letters within a name, but for BibTeX part of the family name."""

_PARTICLES = frozenset(f"{_ALWAYS} {_IN_NAMES}".split())
_WRITTEN = frozenset(f"{_ALWAYS} {_IN_LISTS}".split())
_CAPITALISED = frozenset(("Van", "Von", "De"))
_ARTICLE = re.compile(r"(?:al|el|as|ad|ar|an|at|ash|az)-(?=[^\W\d_])")


def is_particle(words: list[str], at: int) -> bool:
    """Whether the word at index `at` is a particle, which begins with a small letter.

    `Van`, `Von` and `De` are particles before a small one, as in `Laurens Van der Maaten`.
    """
    if words[at] in _CAPITALISED:
        return words[at + 1] in _PARTICLES
    return words[at] in _PARTICLES


def article(family: str) -> str:
    """The Arabic article at the beginning of a family name, such as `al-`; otherwise empty."""
    found = _ARTICLE.match(family)
    return found[0] if found else ""


def may_be_particle(word: str) -> bool:
    """Whether a word in a possible list of authors is a particle, whatever its case."""
    return word.lower() in _WRITTEN
