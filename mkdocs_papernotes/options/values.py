"""Checks of option values. Each returns the checked value, or raises `BadValueError`."""

from __future__ import annotations

import calendar
import re
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.languages.labels import check_label, flat_labels
from mkdocs_papernotes.languages.tags import looks_like_locale
from mkdocs_papernotes.notes.permalink import parse_permalink
from mkdocs_papernotes.options.option import Check
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.text import one_line

_MACRO = re.compile(r"\\(?:[A-Za-z]+|.)")
"""A macro of TeX: a backslash, then letters or one other character."""


def boolean(value: object) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise BadValueError("option-flag", given=repr(value))
    return value


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise BadValueError("option-text", given=repr(value))
    return value


def picture(value: object) -> str:
    """The path of a file below the docs folder, or an http or https address; may be empty."""
    target = text(value).strip()
    link = Link(target, "")
    if target and link.kind != "site" and not link.web_address:
        raise BadValueError("not-a-link", given=target)
    return target if link.web_address else target.removeprefix("./").lstrip("/")


def license_text(value: object) -> str:
    """A text on one line; `false` gives an empty one."""
    return "" if value is False else one_line(text(value))


def count(value: object) -> int:
    """A whole number, 1 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise BadValueError("option-count", given=repr(value))
    return value


def count_or_none(value: object) -> int:
    """A whole number, 1 or more; 0 for `false`."""
    if value is False:
        return 0
    try:
        return count(value)
    except BadValueError:
        raise BadValueError("option-count-or-none", given=repr(value)) from None


def workers(value: object) -> int:
    """A whole number, 1 or more; 0 for `auto`."""
    if value == "auto":
        return 0
    try:
        return count(value)
    except BadValueError:
        raise BadValueError("option-workers", given=repr(value)) from None


def texts(value: object) -> tuple[str, ...]:
    """A text or a list of texts."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not all(isinstance(i, str) for i in items):
        raise BadValueError("option-texts", given=repr(value))
    return tuple(items)


def locales(value: object) -> tuple[str, ...]:
    """A list of language tags."""
    tags = texts(value)
    for tag in tags:
        if not looks_like_locale(tag):
            raise BadValueError("option-language", given=tag)
    return tags


def language(value: object) -> str:
    """A language tag; may be empty."""
    tag = text(value).strip()
    if tag and not looks_like_locale(tag):
        raise BadValueError("option-language", given=tag)
    return tag


def timezone(value: object) -> ZoneInfo:
    """A name in the time zone database, such as `Asia/Shanghai`; returns the time zone."""
    name = text(value)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadValueError("option-timezone", given=name) from None


def one_of(*choices: str) -> Check:
    """A check for a value that is one of `choices`."""

    def check(value: object) -> str:
        if value not in choices:
            raise BadValueError("option-choice", given=value, known=choices)
        return str(value)

    return check


def one_of_or_false(*choices: str) -> Check:
    """A check for a value that is one of `choices`, or `false`, which gives an empty text."""

    def check(value: object) -> str:
        if value is False:
            return ""
        if value not in choices:
            raise BadValueError("option-choice", given=value, known=(*choices, "false"))
        return str(value)

    return check


def several_of(*choices: str) -> Check:
    """A check for a list of words from `choices`; the author's order is kept."""

    def check(value: object) -> tuple[str, ...]:
        found = texts(value)
        for word in found:
            if word not in choices:
                raise BadValueError("option-choice", given=word, known=choices)
        return found

    return check


def unless_missing(check: Check) -> Check:
    """A check for a value that may be missing (`None`), because it is that of another option."""
    return lambda value: None if value is None else check(value)


def mapping(value: object) -> dict[Any, Any]:
    """Any mapping; what is in it is checked elsewhere."""
    if not isinstance(value, dict):
        raise BadValueError("option-mapping", given=repr(value))
    return value


def sentences(value: object) -> dict[str, str]:
    """One text for all languages, under the key `""`, or one for each (`{en: …, zh: …}`)."""
    if isinstance(value, str):
        return {"": value}
    if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
        return {str(language): item for language, item in value.items()}
    raise BadValueError("option-sentences", given=repr(value))


def formulas(value: object) -> bool:
    """`katex` or `false`."""
    if value is not False and value != "katex":
        given = str(value).lower() if isinstance(value, bool) else value
        raise BadValueError("option-choice", given=given, known=("katex", "false"))
    return value is not False


def macros(value: object) -> dict[str, str]:
    r"""TeX by the name of the macro, such as `{'\R': '\mathbb{R}'}`."""
    if isinstance(value, dict) and all(
        isinstance(name, str) and _MACRO.fullmatch(name) and isinstance(tex, str)
        for name, tex in value.items()
    ):
        return dict(value)
    raise BadValueError("option-macros", given=repr(value))


def folder(value: object) -> str:
    """A folder below the site's root; empty for the root."""
    path = text(value).strip("/")
    try:
        if path:
            parse_permalink(f"/{quote(path)}/")
    except BadValueError:
        raise BadValueError("option-folder", given=value) from None
    return path


def attachments(value: object) -> str:
    """A folder below the docs folder, or one beside each page if it begins with `./`."""
    path = text(value).strip().replace("\\", "/").rstrip("/")
    if ".." in path.split("/"):
        raise BadValueError("option-folder", given=value)
    return path if path.startswith(".") else path.lstrip("/")


def folders(value: object) -> tuple[str, ...]:
    """One or several folders below the docs folder; the empty path or `.` is the docs folder."""
    return tuple(path.strip("/").removeprefix("./") for path in texts(value))


_CODE = re.compile(r"PN[0-9]{3}")


def codes(value: object) -> frozenset[str]:
    """Codes of messages; one that does not exist has no effect."""
    given = [value] if isinstance(value, str) else value
    items = given if isinstance(given, (list, tuple, set, frozenset)) else [given]
    found = [str(item).strip().upper() for item in items]
    if not all(_CODE.fullmatch(code) for code in found):
        raise BadValueError("option-codes", given=repr(value))
    return frozenset(found)


def redirects(value: object) -> dict[str, str]:
    """Targets by old address."""
    if isinstance(value, dict) and all(
        isinstance(each, str) and each.strip() for pair in value.items() for each in pair
    ):
        return {old.strip(): target.strip() for old, target in value.items()}
    raise BadValueError("option-redirects", given=repr(value))


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def schedule(value: object) -> dict[str, str]:
    """A direction by the day of the week, `mon` to `sun`, in the order of the week.

    Days may be written out, such as `Monday`; a day without a direction may be left out.
    """
    given = value if isinstance(value, dict) else {}
    found = {str(day).lower()[:3]: one_line(str(name)) for day, name in given.items() if name}
    names = [calendar.day_name[number].lower() for number in range(7)]
    is_day = all(str(day).lower() in (*WEEKDAYS, *names) for day in given)
    are_texts = all(name is None or isinstance(name, str) for name in given.values())
    if not isinstance(value, dict) or not is_day or not are_texts:
        raise BadValueError("option-schedule", given=repr(value))
    return {day: found[day] for day in WEEKDAYS if day in found}


def labels(value: object) -> dict[str, dict[str, Any]]:
    """Labels by language and key; keys may be dotted or nested."""
    if not isinstance(value, dict):
        raise BadValueError("labels-by-language", given=repr(value))
    found = {}
    for language, words in value.items():
        if not isinstance(language, str) or not looks_like_locale(language):
            raise BadValueError("option-language", given=language)
        if not isinstance(words, dict):
            raise BadValueError("labels-by-key", language=language, given=repr(words))
        found[language] = flat_labels(words)
        for key, word in found[language].items():
            check_label(key, word)
    return found
