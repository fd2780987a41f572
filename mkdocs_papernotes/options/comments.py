"""The options of comments, `comments`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from mkdocs_papernotes.comments import PROVIDERS
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.options import values
from mkdocs_papernotes.options.option import Option
from mkdocs_papernotes.options.settings import CommentSettings, GiscusSettings, WalineSettings
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.text import nearest

_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")
_ID = re.compile(r"[A-Za-z0-9_+/=-]{6,120}")
_THEME = re.compile(r"[a-z0-9_]{1,40}")
_OF_CATEGORY = "DIC_"
"""With this the id of a category begins, and with `R_` that of a repository."""
_INCOMPLETE = {"giscus": "giscus-incomplete", "waline": "waline-incomplete"}
_NEEDED = {"giscus": ("repo", "repo_id", "category_id"), "waline": ("server",)}


def _provider(value: object) -> str:
    """The name of a system of comments; empty for `false`."""
    if value is False:
        return ""
    if value not in PROVIDERS:
        near = nearest(str(value).lower(), PROVIDERS)
        known = (*PROVIDERS, "false")
        raise BadValueError("option-choice", given=value, known=known, near=near)
    return str(value)


def _repository(value: object) -> str:
    """A repository on GitHub, `owner/name`; may be empty."""
    name = values.text(value).strip()
    if name and not _REPOSITORY.fullmatch(name):
        raise BadValueError("option-repository", given=name)
    return name


def _id(value: object) -> str:
    """An id of GitHub's; may be empty."""
    text = values.text(value).strip()
    if text and not _ID.fullmatch(text):
        raise BadValueError("option-github-id", given=text)
    return text


def _repository_id(value: object) -> str:
    text = _id(value)
    if text.startswith(_OF_CATEGORY):
        raise BadValueError("option-github-id", given=text)
    return text


def _category_id(value: object) -> str:
    text = _id(value)
    if text.startswith("R_"):
        raise BadValueError("option-github-id", given=text)
    return text


def _host(value: object) -> str:
    """The address of a server, without the slash at its end; may be empty."""
    text = values.text(value).strip().rstrip("/")
    try:
        parts = urlsplit(text)
        is_host = parts.scheme in {"http", "https"} and bool(parts.hostname)
        is_host = is_host and not (parts.query or parts.fragment)
    except ValueError:
        is_host = False
    if text and not (is_host and text.isprintable() and " " not in text):
        raise BadValueError("option-server", given=text)
    return text


def _file(value: object) -> str:
    """The path of a file below the docs folder, or an address on the web; may be empty."""
    target = values.text(value).strip()
    link = Link(target, "")
    if target and link.kind != "site" and not link.web_address:
        raise BadValueError("not-a-link", given=target)
    return target if link.web_address else target.removeprefix("./").lstrip("/")


def _theme(value: object) -> str:
    """The name of a theme of giscus, or the address of a style sheet."""
    text = values.text(value).strip()
    if _THEME.fullmatch(text):
        return text
    return _host(text) or GiscusSettings.light


def _wrong(checked: Mapping[str, Any]) -> Iterator[tuple[str, BadValueError]]:
    """What is wrong with the values as a whole, by the dotted names of options."""
    named = {name for name in checked[""].values() if name}
    given = {name for name in PROVIDERS if checked[name]}
    if not checked[""] and len(given) != 1:
        yield "", BadValueError("comments-of-whom", known=PROVIDERS)
    for name in PROVIDERS:
        if name in named | given:
            for needed in _NEEDED[name]:
                if not (checked[name] or {}).get(needed):
                    key = f"{name}.{needed}"
                    yield key, BadValueError(_INCOMPLETE[name], name=needed)


COMMENTS = Option(
    "comments",
    False,
    options=(
        Option("thread", "pair", values.one_of("pair", "note", "pathname")),
        Option("consent", False, values.boolean),
        Option(
            "giscus",
            False,
            options=(
                Option("repo", "", _repository),
                Option("repo_id", "", _repository_id),
                Option("category", "", values.text),
                Option("category_id", "", _category_id),
                Option("strict", True, values.boolean),
                Option("reactions", True, values.boolean),
                Option("input", GiscusSettings.input, values.one_of("top", "bottom")),
                Option("light", GiscusSettings.light, _theme),
                Option("dark", GiscusSettings.dark, _theme),
                Option("host", GiscusSettings.host, _host),
            ),
        ),
        Option(
            "waline",
            False,
            options=(
                Option("server", "", _host),
                Option("script", "", _file),
                Option("styles", "", _file),
                Option("options", {}, values.mapping),
            ),
        ),
    ),
    by_language=_provider,
    whole=_wrong,
)


def comments_of(checked: Mapping[str, Any]) -> CommentSettings:
    """The settings made from the checked values of `comments`."""
    giscus, waline = checked["giscus"], checked["waline"]
    providers = checked[""] or {"": "giscus" if giscus else "waline"}
    return CommentSettings(
        providers,
        checked["thread"],
        checked["consent"],
        GiscusSettings(**giscus) if giscus else None,
        WalineSettings(**waline) if waline else None,
    )
