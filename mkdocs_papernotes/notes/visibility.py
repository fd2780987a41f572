"""Whether a note is to be published; where that is in doubt, it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from mkdocs_papernotes.dates import parse_moment
from mkdocs_papernotes.front_matter.foreign_keys import normal_key
from mkdocs_papernotes.front_matter.mentions import Mention, reads_as_flag_or_date
from mkdocs_papernotes.front_matter.reader import flag_of
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import edits, shortened

_NOT_PUBLIC = {"draft", "drafts", "hidden", "private", "secret", "trash", "unpublished", "草稿"}
"""Values of `status` and similar keys by which other tools keep a page back."""

_MERGED = ("seems-draft", "seems-unlisted", "seems-without-excerpt")
"""What follows from lines that cannot be read, from the strictest on."""


@dataclass(frozen=True)
class Visibility:
    """What a note says of its publication."""

    draft: bool = False
    unlisted: bool = False
    publish: datetime | None = None
    has_password: bool = False
    has_excerpt: bool = True
    """Whether lists may show the beginning of its text."""


@dataclass(frozen=True)
class _Verdict:
    """What follows from one mention."""

    holds: bool = False
    """Whether the note is a draft or unlisted, or has no excerpt."""
    publish: datetime | None = None
    unreadable: bool = False


def read_visibility(
    mentions: Iterable[Mention], source: str, zone: tzinfo, now: datetime | None = None
) -> tuple[Visibility, tuple[Problem, ...]]:
    """The visibility that a page's mentions come to, and problems.

    The strictest of several mentions counts. A date to come is a problem only where it was not
    written as the guide says; without `now`, every date is to come.
    """
    found: set[str] = set()
    dates: list[datetime] = []
    problems: list[Problem] = []
    for mention in mentions:
        verdict = _verdict(mention, zone)
        if verdict.publish is not None:
            dates.append(verdict.publish)
        if verdict.holds:
            found.add(_effect(mention))
        is_to_come = verdict.publish is not None and (now is None or verdict.publish > now)
        if verdict.unreadable or (mention.trust != "plain" and (verdict.holds or is_to_come)):
            problems.append(_problem(mention, source))
    visibility = Visibility(
        draft="draft" in found,
        unlisted="unlisted" in found,
        publish=max(dates, default=None),
        has_password="password" in found,
        has_excerpt="excerpt" not in found,
    )
    return visibility, tuple(problems)


def told_once(block: Problem, doubts: Sequence[Problem]) -> Problem:
    """The problem of a block that cannot be read, which also says what its lines seem to mean.

    `doubts` are among the problems of `read_visibility`.
    """
    (first, *_) = sorted(doubts, key=lambda doubt: _MERGED.index(doubt.name))
    values = {**block.values, "held": first.name, "held_line": first.line, **first.values}
    return replace(block, values=values)


def may_be_told_by_block(problem: Problem) -> bool:
    """Whether a problem has no other cause than a block that cannot be read."""
    return problem.name in _MERGED


def _effect(mention: Mention) -> str:
    """What a mention turns on. Only a password that is written as it should be is found by the
    plugin that encrypts; a note with any other is a draft.
    """
    if mention.subject == "password":
        return "password" if mention.trust == "plain" else "draft"
    return mention.subject if mention.subject in {"unlisted", "excerpt"} else "draft"


def _verdict(mention: Mention, zone: tzinfo) -> _Verdict:
    value = mention.value
    if mention.subject == "status":
        return _Verdict(holds=normal_key(value or "") in _NOT_PUBLIC)
    if value is not None and not value.strip():
        return _Verdict()
    if mention.subject == "password":
        return _Verdict(holds=mention.trust != "unsure" or _reads(value))
    flag = flag_of(value)
    if mention.subject == "excerpt":  # of Hexo and Jekyll it is a text
        is_meant = value is not None and flag is None and edits(value.lower(), "false") < 2
        return _Verdict(holds=flag is False or is_meant, unreadable=is_meant)
    if flag is not None:
        return _Verdict(holds=flag != (mention.subject == "publish"))
    if mention.subject == "publish" and (moment := _moment(value, zone)):
        return _Verdict(publish=moment)
    is_meant = mention.trust != "unsure" or _reads(value)
    return _Verdict(holds=is_meant, unreadable=is_meant)


def _reads(value: str | None) -> bool:
    return value is not None and reads_as_flag_or_date(value)


def _moment(value: str | None, zone: tzinfo) -> datetime | None:
    try:
        return parse_moment(value or "", zone)
    except (ValueError, OverflowError):
        return None


def _problem(mention: Mention, source: str) -> Problem:
    key, place = shortened(mention.key), (source, mention.line, shortened(mention.key))
    if mention.subject == "excerpt":
        return Problem("seems-without-excerpt", *place)
    if mention.trust != "plain":
        name = "seems-unlisted" if mention.subject == "unlisted" else "seems-draft"
        return Problem(name, *place, {"given": key, "meant": mention.meant})
    values = {"name": key, "given": "[…]" if mention.value is None else mention.value}
    if mention.subject == "publish":
        return Problem("unreadable-publish", *place, values)
    unlisted = mention.subject == "unlisted"
    return Problem("unreadable-unlisted" if unlisted else "unreadable-draft", *place, values)
