"""The languages that the search of a site can be set up for."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_papernotes.languages.tags import best_match

_SEARCHED = (
    "ar", "da", "de", "el", "en", "es", "fi", "fr", "hi", "hu", "hy", "it", "ja", "kn", "ko", "nl",
    "no", "pt", "ro", "ru", "sa", "sv", "ta", "te", "th", "tr", "vi", "zh",
)  # fmt: skip
"""The languages that Material's search knows."""


def searched_languages(tags: Iterable[str]) -> list[str]:
    """The languages for Material's search of a site, in its order and each once.

    Not Chinese: all that the search has for it is a list of common characters that it leaves out,
    so that it cannot divide a query such as 自注意力. The words of Chinese come from elsewhere. The
    texts have English words in them.
    """
    known = (best_match(tag, _SEARCHED) for tag in tags)
    named = ["en" if tag == "zh" else tag for tag in known if tag]
    return list(dict.fromkeys(named)) or ["en"]
