"""Who or what wrote or translated a note, and whether a person has reviewed the result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import lru_cache
from typing import Literal, cast

from mkdocs_papernotes.front_matter.foreign_keys import normal_key
from mkdocs_papernotes.front_matter.keys import Key, Table
from mkdocs_papernotes.front_matter.parsing import BLOCK, FrontMatter
from mkdocs_papernotes.front_matter.reader import Block, flag_of, shown
from mkdocs_papernotes.text import edits

Maker = Literal["model", "person"]
MAKERS: tuple[Maker, ...] = ("model", "person")
KEYS = ("origin", "translation")
PROVENANCE_KEYS = Table(
    (
        Key("by", "choice", "who wrote or translated the text", choices=MAKERS),
        Key(
            "reviewed",
            "flag or moment",
            "whether a person has reviewed the text, or when; `false` without it",
        ),
    )
)


@dataclass(frozen=True)
class Provenance:
    """What a note says of how its text was written or translated."""

    by: Maker | None = None
    """`None` if nothing that can be read is said."""
    reviewed: bool = False
    reviewed_on: date | None = None
    is_open: bool = True
    """Whether the text waits for a review, or may wait for one: in doubt it does."""

    @property
    def is_of_model(self) -> bool:
        """Whether a model wrote or translated the text, as far as it is known."""
        return self.by != "person"


def read_provenance(block: Block, key: str, zone: tzinfo) -> Provenance | None:
    """What a note says under `origin` or `translation`; `None` without it.

    A word stands for `by`. What cannot be read is reported, and counts as not reviewed.
    """
    value = block.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, Mapping):
        inner = block.inner(key, value)
        inner.check_keys()
        return _read(inner, zone)
    if not isinstance(value, str):
        block.problem(key, "expected-provenance", given=shown(value))
        return Provenance()
    return _read(block.inner(key, {"by": value}), zone)


def _read(block: Block, zone: tzinfo) -> Provenance:
    by = cast("Maker | None", block.choice("by", "not-a-maker", {"human": "person", "ai": "model"}))
    value = block.get("reviewed")
    flag, moment = flag_of(value), None
    is_said = value is not None and (not isinstance(value, str) or bool(value.strip()))
    if flag is None and is_said:
        moment = block.moment("reviewed", zone)
    reviewed = flag is True or moment is not None
    is_open = not reviewed and (by != "person" or is_said)
    return Provenance(by, reviewed, moment.date() if moment else None, is_open)


def may_wait_for_review(block: Iterable[str], front_matter: FrontMatter) -> bool:
    """Whether keys of a note that are misspelt, or lost in a block with errors, may say that.

    `block` are the names of its keys.
    """
    if any(_is_meant(name) for name in block if name not in KEYS):
        return True
    broken = [problem for problem in front_matter.problems if problem.key == BLOCK]
    if broken and not front_matter.values:
        return True
    lost = [str(name) for problem in broken for name in _names(problem.values.get("lost"))]
    return any(name in KEYS or _is_meant(name) for name in lost)


def _names(value: object) -> Iterable[object]:
    return value if isinstance(value, (list, tuple)) else ()


@lru_cache(maxsize=1024)
def _is_meant(name: str) -> bool:
    """Whether a key is one or two letters away from one of `KEYS`.

    Remembered, because all notes of a site have much the same keys.
    """
    text = normal_key(name)
    near = {"origin": 1, "translation": 2}
    return (
        len(text) < 20
        and text not in {"original", "translator", "translators"}
        and any(edits(text, key) <= distance for key, distance in near.items())
    )
