"""What the value of an option may be: each function returns the value, or raises `OptionError`."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mkdocs_papernotes.languages.labels import flat_labels, wrong_label
from mkdocs_papernotes.languages.tags import looks_like_locale
from mkdocs_papernotes.options.option import Check, OptionError


def boolean(value: object) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise OptionError(f"expected true or false, got {value!r}")
    return value


def text(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise OptionError(f"expected text, got {value!r}")
    return value


def count(value: object) -> int:
    """A whole number from 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise OptionError(f"expected a whole number from 1, got {value!r}")
    return value


def texts(value: object) -> tuple[str, ...]:
    """A text or a list of texts."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, (list, tuple)) or not all(isinstance(i, str) for i in items):
        raise OptionError(f"expected text or a list of texts, got {value!r}")
    return tuple(items)


def locales(value: object) -> tuple[str, ...]:
    """A list of language tags."""
    tags = texts(value)
    for tag in tags:
        if not looks_like_locale(tag):
            raise OptionError(f"{tag!r} is not a language such as en, zh or zh-TW")
    return tags


def timezone(value: object) -> ZoneInfo:
    """A name of the time zone database, such as `Asia/Shanghai`."""
    name = text(value)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise OptionError(
            f"{name!r} is not a time zone; write it as Asia/Shanghai or Europe/Berlin"
        ) from None


def one_of(*choices: str) -> Check:
    """One of several words."""

    def check(value: object) -> str:
        if value not in choices:
            raise OptionError(f"expected one of {', '.join(choices)}, got {value!r}")
        return str(value)

    return check


def several_of(*choices: str) -> Check:
    """Some of several words, in an order."""

    def check(value: object) -> tuple[str, ...]:
        found = texts(value)
        for word in found:
            if word not in choices:
                raise OptionError(f"{word!r} is none of {', '.join(choices)}")
        return found

    return check


def sentences(value: object) -> dict[str, str]:
    """One text for all languages, under the key `""`, or one for each (`{en: …, zh: …}`)."""
    if isinstance(value, str):
        return {"": value}
    if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
        return {str(language): item for language, item in value.items()}
    raise OptionError(f"expected text, or a text by language, got {value!r}")


def folder(value: object) -> str:
    """A folder below the site's root; empty for the root."""
    path = text(value).strip("/")
    if path and any(part in {"", ".", ".."} for part in path.split("/")):
        raise OptionError(f"{value!r} does not name a folder below the site's root")
    return path


def folders(value: object) -> tuple[str, ...]:
    """Folders below the docs folder."""
    return tuple(path.strip("/").removeprefix("./") for path in texts(value))


def labels(value: object) -> dict[str, dict[str, Any]]:
    """Words by language and key, keys dotted or nested."""
    if not isinstance(value, dict):
        raise OptionError(f"expected words by language, got {value!r}")
    found = {}
    for language, words in value.items():
        if not isinstance(language, str) or not looks_like_locale(language):
            raise OptionError(f"{language!r} is not a language such as en, zh or zh-TW")
        if not isinstance(words, dict):
            raise OptionError(f"expected words by key for {language}, got {words!r}")
        found[language] = flat_labels(words)
        for key, word in found[language].items():
            if wrong := wrong_label(key, word):
                raise OptionError(wrong)
    return found
