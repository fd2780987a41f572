"""What spellings of a term have in common."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s_\-\u00ad\u2010-\u2015\u2212\u200b-\u200d\ufeff]+")
"""Space, underscores and hyphens of any kind."""


def folded(text: str) -> str:
    """The text without what tells spellings of one term apart: case, width, space and hyphens.

    `LLM serving`, `llm-serving` and `ＬＬＭ Serving` give `llmserving`. Only an empty text gives an
    empty one.
    """
    return _plain(text, "") or _plain(text)


def folded_name(text: str) -> str:
    """The same for a person: a space or a hyphen remains, as a space.

    `Li Na` is not `Lina`.
    """
    return _plain(text, " ") or _plain(text)


def _plain(text: str, separator: str | None = None) -> str:
    found = unicodedata.normalize("NFKC", text).casefold()
    # casefolding may undo the normal form
    found = unicodedata.normalize("NFKC", found)
    if separator is not None:
        found = _SEPARATORS.sub(separator, found)
    return found.strip()
