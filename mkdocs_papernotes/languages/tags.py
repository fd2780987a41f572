"""Language tags such as `zh`, `zh-Hans`, `zh-TW` and `pt-BR`: names, scripts, matching."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

LOCALE = re.compile(r"[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")
"""What mkdocs-static-i18n recognises as a locale in the name of a file or folder."""

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})([-_](?P<script>[a-z]{4}))?([-_](?P<territory>[a-z]{2}))?",
    re.IGNORECASE,
)
_COUNTRIES = {"cn": "zh-CN", "jp": "ja", "kr": "ko"}
"""Codes of countries, which no language has, that are often written for the language."""
_TRADITIONAL_TERRITORIES = {"TW", "HK", "MO"}
_HAN_BADGES = {"Hans": "简", "Hant": "繁"}


def looks_like_locale(text: str) -> bool:
    """Whether `text` has the form of a locale (`ai` and `tr` have it too)."""
    return LOCALE.fullmatch(text) is not None


@cache
def locale_of(tag: str) -> Locale:
    """The Babel locale of a language tag; English for a tag that Babel does not know."""
    parts = tag.replace("_", "-").split("-")
    for end in range(len(parts), 0, -1):
        if locale := _parse("_".join(parts[:end])):
            return locale
    return Locale("en")


def _parse(identifier: str) -> Locale | None:
    try:
        return Locale.parse(identifier)
    except (UnknownLocaleError, ValueError):
        return None


def is_known(tag: str) -> bool:
    """Whether `tag` names a language that Babel has data for."""
    return locale_of(tag).language == primary(tag)


def bcp47(tag: str) -> str:
    """A tag in the form for HTML's `lang` and `hreflang`: `zh-CN` for `zh_CN`."""
    return tag.replace("_", "-")


def primary(tag: str) -> str:
    """The language of a tag without script and territory: `zh` of `zh-Hant-TW`."""
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


def script(tag: str) -> str:
    """`Hans` or `Hant` for Chinese, from script or territory; empty for other languages."""
    if primary(tag) != "zh":
        return ""
    parts = re.split("[-_]", tag)[1:]
    for part in parts:
        if part.title() in _HAN_BADGES:
            return part.title()
    return "Hant" if any(part.upper() in _TRADITIONAL_TERRITORIES for part in parts) else "Hans"


def same_language(one: str, other: str) -> bool:
    """Whether two tags mean the same written language (`zh` and `zh-CN` do, `zh-TW` does not)."""
    return (primary(one), script(one)) == (primary(other), script(other))


def canonical(text: str) -> str:
    """A tag in its usual spelling, `zh-Hans-CN` for `ZH_hans_cn`; empty for any other text."""
    text = _COUNTRIES.get(text.lower(), text)
    match = _TAG.fullmatch(text)
    if match is None:
        return ""
    parts = (match["language"].lower(), match["script"], (match["territory"] or "").upper())
    return "-".join(part.title() if part and len(part) == 4 else part for part in parts if part)


def matching(text: str, tags: Iterable[str]) -> str:
    """The one of `tags` that `text` means, in whatever case it is written; empty if there is none.

    `zh-cn`, `zh_CN` and `zh-Hans` mean `zh`, but `zh-TW` and `zh-Hant` do not; `en-US` means `en`,
    but `en-GB` does not. An equal tag comes before one that only means the same.
    """
    tags, wanted = list(tags), canonical(text)
    if text in tags or not wanted:
        return text if text in tags else ""
    for form in (canonical, _full):
        for tag in tags:
            if form(tag) == form(wanted):
                return tag
    return ""


@cache
def _full(tag: str) -> str:
    """A tag with the script and territory that it most likely has (CLDR): `zh-Hans-CN` of `zh`."""
    language, *own = canonical(tag).split("-")
    likely: Mapping[str, str] = get_global("likely_subtags")
    if found := likely.get("_".join((language, *own))):
        return canonical(found)
    parts = {len(part): part for part in likely.get(language, "").split("_")[1:]}
    parts |= {len(part): part for part in own}  # four letters for a script, two for a territory
    return "-".join((language, *(parts[length] for length in sorted(parts, reverse=True))))


def usual(text: str) -> str:
    """The tag of a locale, without a script that its territory implies: `zh-CN` of `zh_Hans_CN`."""
    tag = bcp47(text)
    language, *own = tag.split("-")
    short = f"{language}-{own[-1]}" if len(own) == 2 else tag
    return short if _full(short) == _full(tag) else tag


def own_name(tag: str) -> str:
    """The language's name in the language itself: `English`, `中文`, `繁體中文`."""
    locale = locale_of(tag)
    if primary(tag) == "zh" and re.search("[-_]", tag):
        locale = Locale("zh", script=script(tag))
    name = locale.get_display_name(locale) or tag
    return {"中文 (简体)": "简体中文", "中文 (繁體)": "繁體中文"}.get(
        name, name[:1].upper() + name[1:]
    )


def name_in(tag: str, language: str) -> str:
    """The name of a language in another language: `English` of `en` in `en`, `英语` in `zh`."""
    return str(locale_of(tag).get_display_name(locale_of(language)) or tag)


def badges(tags: Iterable[str]) -> dict[str, str]:
    """The short badge of each language of a site: `EN`, `中` (`简` and `繁` if there are both).

    Tags that would share a badge are spelled out (`EN-US`, `EN-GB`).
    """
    tags = list(tags)
    scripts = {script(tag) for tag in tags if primary(tag) == "zh"}
    short = {
        tag: ("中" if len(scripts) == 1 else _HAN_BADGES[script(tag)])
        if primary(tag) == "zh"
        else primary(tag).upper()
        for tag in tags
    }
    taken = list(short.values())
    return {
        tag: badge if taken.count(badge) == 1 else tag.replace("_", "-").upper()
        for tag, badge in short.items()
    }


def best_match(tag: str, available: Iterable[str]) -> str | None:
    """The entry of `available` that suits readers of `tag` best, or `None`.

    Tried in order: the tag itself, for Chinese the same script, then the bare language.
    """
    tag = tag.replace("_", "-")
    names = list(available)
    candidates = [tag]
    if script(tag) == "Hant":
        candidates += ["zh-Hant", "zh-TW"]
    elif script(tag) == "Hans":
        candidates += ["zh-Hans", "zh", "zh-CN"]
    candidates.append(primary(tag))
    lowered = {name.lower(): name for name in names}
    return next((lowered[c.lower()] for c in candidates if c.lower() in lowered), None)
