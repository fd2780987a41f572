"""Whether Hugo published a page, and whether it is to be published here."""

from __future__ import annotations

from datetime import datetime

from mkdocs_papernotes.importers.hugo.configuration import Configuration, mapping_of, text_of
from mkdocs_papernotes.importers.hugo.dating import Dates, is_after
from mkdocs_papernotes.importers.hugo.front import Front
from mkdocs_papernotes.text import shortened

_TRUE = {"1", "t", "true"}
_FALSE = {"0", "f", "false", ""}

Held = tuple[str, str]
"""Why a page is held back, as the rest of a sentence, and the key that says so; empty if not."""


def publication(
    front: Front, dates: Dates, configuration: Configuration, now: datetime
) -> tuple[bool, Held]:
    """Whether the old site had a page, and why it is a draft here."""
    for found in (_by_draft(front, configuration), _by_keys(front)):
        if found[1][0]:
            return found
    return _by_dates(dates, configuration, now)


_PUBLISHED: tuple[bool, Held] = (True, ("", ""))


def _by_draft(front: Front, configuration: Configuration) -> tuple[bool, Held]:
    draft, published = front.get("draft"), front.get("published")
    if draft is None and isinstance(published, bool):
        draft = not published
    if is_true(draft):
        return configuration.flag("builddrafts"), ("the old site did not publish it", "draft")
    if not is_false(draft):
        return True, (f"`draft` must be true or false, not '{shortened(str(draft))}'", "draft")
    return _PUBLISHED


def _by_keys(front: Front) -> tuple[bool, Held]:
    if is_true(front.get("headless")):
        return False, ("`headless` kept it from being a page", "headless")
    for key in ("build", "_build"):
        render = mapping_of(front.get(key)).get("render")
        if render is False or text_of(render).lower() in {"never", "link"}:
            return False, (f"`{key}` kept it from being a page", key)
    if front.get("publish") is False:
        return True, ("`publish` is false", "publish")
    if front.text("password"):
        return True, ("it has a password", "password")
    return _PUBLISHED


def _by_dates(dates: Dates, configuration: Configuration, now: datetime) -> tuple[bool, Held]:
    """As `shouldBuild` in `hugolib/site.go`: neither before its date nor after its expiry."""
    zone = configuration.text("timezone")
    begins = dates.published or dates.date
    if begins and is_after(begins, now, zone) and not configuration.flag("buildfuture"):
        return False, (f"the old site did not publish it before {begins}", "date")
    is_over = dates.expired and not is_after(dates.expired, now, zone)
    if is_over and not configuration.flag("buildexpired"):
        return False, (f"the old site did not publish it after {dates.expired}", "expirydate")
    return _PUBLISHED


def is_true(value: object) -> bool:
    """Whether Hugo takes a value for true: `true`, 1, `"T"`."""
    if isinstance(value, str):
        return value.strip().lower() in _TRUE
    return value is True or value == 1


def is_false(value: object) -> bool:
    """Whether a value says no, or nothing."""
    if isinstance(value, str):
        return value.strip().lower() in _FALSE
    return value is None or value is False or value == 0
