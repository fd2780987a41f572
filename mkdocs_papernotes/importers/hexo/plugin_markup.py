"""Markup of plugins of Hexo that is no tag."""

from __future__ import annotations

import re

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.constructs.call import safe
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.text import shortened

_ADMONITION = re.compile(
    r"^(?P<head>[ \t>]*!!!)[ \t]*(?P<kind>[A-Za-z]+)[ \t]+(?P<title>[^\s\"][^\n\"]*)"
    r"$(?=\n[ \t>]*[ \t]{2})",
    re.MULTILINE,
)
_PLAYER = re.compile(r"<meting-js\b(?P<attributes>[^<>]*)>(?:\s*</meting-js>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![a-z-])(?P<name>[a-z-]+)=[\"'](?P<value>[^\"'<>]*)[\"']", re.IGNORECASE
)


def with_quoted_titles(body: Body) -> None:
    """Put titles of `!!! note A title` into quotes, which Python-Markdown needs.

    hexo-admonition takes them with and without (https://github.com/lxl80/hexo-admonition).
    """
    body.sub(
        _ADMONITION,
        lambda match, _: f'{match["head"]} {match["kind"].lower()} "{match["title"].rstrip()}"',
    )


def with_linked_music(body: Body, tell: Tell) -> None:
    """Links in the place of `<meting-js>` players; where there is no address, they are told."""

    def linked(match: re.Match[str], line: int) -> str | None:
        found = _ATTRIBUTE.finditer(match["attributes"])
        values = {one["name"].lower(): one["value"] for one in found}
        kind, number = values.get("type", ""), values.get("id", "")
        if values.get("server") == "netease" and kind.isalpha() and number.isdigit():
            address = f"https://music.163.com/#/{kind}?id={number}"
            return f"[music.163.com/{kind}/{number}]({safe(address)})"
        tell("import-markup-left", line, construct=shortened(match[0]))
        return None

    body.sub(_PLAYER, linked)
