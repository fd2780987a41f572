"""Keys of a page that are probably misspelt."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_papernotes.front_matter.foreign_keys import is_foreign, normal_key
from mkdocs_papernotes.front_matter.mentions import recognised
from mkdocs_papernotes.front_matter.reader import Block
from mkdocs_papernotes.notes.keys import PAGE_KEYS, STATES
from mkdocs_papernotes.text import edits

_LONGEST = 40


def report_misspelt(block: Block) -> None:
    """Report keys that are one or two letters away from a key of this plugin.

    Keys of other tools are passed over, and so are short words, of which many are alike.
    """
    for name in block:
        if near := nearest_key(name):
            block.problem(name, "unknown-key", near=near)
    if state := _state(block.typed("status")):
        block.problem("status", "state-under-status", given=state)


@lru_cache(maxsize=4096)
def nearest_key(name: str) -> str:
    """The key that was probably meant by an unknown one; empty if none is near."""
    if name in PAGE_KEYS or len(name) > _LONGEST or is_foreign(name) or recognised(name):
        return ""
    key = normal_key(name)
    if key[-1:].isdigit() and key.rstrip("0123456789") in PAGE_KEYS:
        return ""  # `title2`
    known = [known for page_key in PAGE_KEYS for known in page_key.names]
    near = [(edits(key, normal_key(word)), word) for word in known if _is_as_long(key, word)]
    near = [(n, word) for n, word in near if n <= _tolerance(word)]
    return min(near, key=lambda found: found[0], default=(0, ""))[1]


def _is_as_long(key: str, word: str) -> bool:
    return abs(len(key) - len(normal_key(word))) <= 2


def _tolerance(word: str) -> int:
    """How many letters of a key may be wrong."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def _state(text: str) -> str:
    given = text.strip().lower().replace(" ", "-")
    return next((state for state in STATES if state == given), "")
