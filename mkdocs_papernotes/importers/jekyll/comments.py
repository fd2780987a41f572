"""The comments of usual themes, as far as this plugin has the same system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.settings import Settings
from mkdocs_papernotes.problems.problem import Problem

_SYSTEMS = (
    "disqus", "disqus_shortname", "disqus-shortname", "utterances", "discourse", "facebook",
    "staticman", "gitalk", "gitment", "valine", "livere", "cusdis", "commento", "hyvor_talk",
    "isso", "cactus",
)  # fmt: skip
_EXTENSION = re.compile(r"\.\w+$")
_ANCHOR = {"below": "bottom", "bottom": "bottom", "above": "top", "top": "top"}


@dataclass(frozen=True)
class Comments:
    """The system of a site, by this plugin's option, and how it names threads."""

    option: Mapping[str, object] = field(default_factory=dict)
    """The value of `comments`; empty if there are none, or none that is known here."""
    mapping: str = ""
    """What a thread is named by: `pathname`, `url`, `title`, `specific`."""
    problems: tuple[Problem, ...] = ()

    def thread(self, url: str, title: str, configuration: Configuration) -> str:
        """The name of a page's thread; empty if it cannot be known.

        giscus names it by the path without the slash at the front and without an extension
        (https://github.com/giscus/giscus/blob/main/client.ts), Waline by the whole path.
        """
        path = f"{configuration.base}{url}"
        if not url or self.mapping not in {"pathname", "url", "path"}:
            return ""
        if self.mapping == "url":
            return configuration.url.rstrip("/") + url if configuration.url else ""
        if self.mapping == "path":
            return path
        return _EXTENSION.sub("", path[1:]) if len(path) > 1 else "index"


def comments_of(configuration: Configuration) -> Comments:
    """The comments that a configuration turns on."""
    settings = configuration.settings
    given = settings.table("comments")
    giscus = _giscus(settings, given)
    if giscus is not None:
        return giscus
    waline = _first(given.table("waline"), settings.table("waline"))
    server = waline.text("serverURL", "server", "server_url")
    if server:
        return Comments({"waline": {"server": server}}, "path")
    return Comments(problems=tuple(_left(configuration, given)))


def _giscus(settings: Settings, given: Settings) -> Comments | None:
    """giscus as al-folio, Chirpy and minimal-mistakes have it."""
    provider = given.text("provider", "active")
    table = _first(given.table("giscus"), settings.table("giscus"))
    repo = table.text("repo") or (
        settings.text("repository") if given.table("giscus").values else ""
    )
    if not repo or not table.text("repo_id") or (provider and provider != "giscus"):
        return None
    option: dict[str, object] = {"repo": repo, "repo_id": table.text("repo_id")}
    if category := table.text("category", "category_name"):
        option["category"] = category
    option["category_id"] = table.text("category_id")
    if place := _ANCHOR.get(table.text("input_position")):
        option["input"] = place
    if str(table.values.get("strict", "")).lower() in {"0", "false"}:
        option["strict"] = False
    mapping = table.text("mapping", "discussion_term") or "pathname"
    problems: tuple[Problem, ...] = ()
    if mapping not in {"pathname", "url"}:
        reason = f"threads were named by `{mapping}`; those of this site are named anew"
        problems = (_setting_left("giscus.mapping", reason, ""),)
    return Comments({"giscus": option}, mapping, problems)


def _first(*tables: Settings) -> Settings:
    return next((table for table in tables if table.values), Settings())


def _left(configuration: Configuration, given: Settings) -> list[Problem]:
    settings = configuration.settings
    provider = given.text("provider", "active")
    names = [provider] if provider else []
    names += [name for name in _SYSTEMS if name in settings and _is_set(settings, name)]
    reason = "there is no such system here"
    return [
        _setting_left(name, reason, configuration.name) for name in dict.fromkeys(names) if name
    ]


def _is_set(settings: Settings, name: str) -> bool:
    """Whether a system has any values at all; themes come with empty ones."""
    return bool(settings.text(name)) or any(settings.table(name).values.values())


def _setting_left(name: str, reason: str, file: str) -> Problem:
    values = {"name": name, "reason": reason}
    return Problem("import-setting-left", file or "_config.yml", 0, name, values)
