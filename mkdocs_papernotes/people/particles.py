"""Particles, which stand before a family name: `van der`, `de la`, `al-`."""

from __future__ import annotations

import re

_ALWAYS = "al bin da de del della den der di do dos du el ibn la le ten ter van von zu"
_IN_NAMES = "af av ben das dello les lo te vom zum zur 't ’t"
"""Also words of sentences in German, French and Spanish, so only where a name is known to stand."""
_IN_LISTS = "dal san y"
"""Written small within a name, but part of the family name in BibTeX's eyes."""

_PARTICLES = frozenset(f"{_ALWAYS} {_IN_NAMES}".split())
_WRITTEN = frozenset(f"{_ALWAYS} {_IN_LISTS}".split())
_CAPITALISED = frozenset(("Van", "Von", "De"))
_ARTICLE = re.compile(r"(?:al|el|as|ad|ar|an|at|ash|az)-(?=[^\W\d_])")


def is_particle(words: list[str], at: int) -> bool:
    """Whether the word at a place of a name is a particle, which begins with a small letter.

    `Van`, `Von` and `De` are one where a small particle follows: `Laurens Van der Maaten`.
    """
    if words[at] in _CAPITALISED:
        return words[at + 1] in _PARTICLES
    return words[at] in _PARTICLES


def article(family: str) -> str:
    """The Arabic article that is written as one word with a family name (`al-`); or empty."""
    found = _ARTICLE.match(family)
    return found[0] if found else ""


def may_be_particle(word: str) -> bool:
    """Whether a word of a line that may be a list of authors is a particle, small or not."""
    return word.lower() in _WRITTEN
