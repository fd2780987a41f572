"""Languages by their English names, as BibLaTeX's `langid` and library catalogues write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from mkdocs_papernotes.languages.tags import bcp47, is_known, primary, script

_OTHER_NAMES = {
    "american": "en-US",
    "usenglish": "en-US",
    "british": "en-GB",
    "ukenglish": "en-GB",
    "ngerman": "de",
    "naustrian": "de-AT",
    "austrian": "de-AT",
    "nswissgerman": "de-CH",
    "francais": "fr",
    "brazil": "pt-BR",
    "brazilian": "pt-BR",
    "portuges": "pt",
    "chinese-simplified": "zh-Hans",
    "chinese-traditional": "zh-Hant",
    "中文": "zh",
    "英文": "en",
}
_LANGIDS = {"en-US": "american", "en-GB": "british", "de": "ngerman", "pt-BR": "brazilian"}
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")


def language_tag(text: str) -> str:
    """The tag of a language from its tag or its English name; empty for any other text."""
    text = text.strip()
    if _TAG.fullmatch(text) and is_known(text):
        return bcp47(text)
    name = text.lower()
    return _OTHER_NAMES.get(name) or _by_name().get(name, "")


@cache
def langid(tag: str) -> str:
    """The name that babel, and so BibLaTeX, has for a language; empty for one without a name."""
    if primary(tag) == "zh":
        return "chinese-traditional" if script(tag) == "Hant" else "chinese"
    if bcp47(tag) in _LANGIDS:
        return _LANGIDS[bcp47(tag)]
    return next((name for name, code in _by_name().items() if code == primary(tag)), "")


@cache
def _by_name() -> Mapping[str, str]:
    names = Locale("en").languages
    return {str(names[code]).lower(): str(code) for code in names if len(str(code)) < 4}
