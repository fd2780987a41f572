"""Comments: the options for them, and what their threads are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.script import is_set, names_of, text_of

_ENDING = re.compile(r"\.\w+$", re.ASCII)
_URI = ";,/?:@&=+$-_.!~*'()"
_OTHERS = (
    *("valine", "minivaline", "gitalk", "utterances", "disqus", "disqusjs", "twikoo", "artalk"),
    *("isso", "livere", "livere_uid", "changyan", "remark42", "facebook_comments", "gitment"),
    *("cusdis", "beaudar"),
)
_GISCUS = ("repo", "repo_id", "category", "category_id")
_IDS = {"repo": re.compile(r"[\w.-]+/[\w.-]+"), "server": re.compile(r"https?://[^\s?#]+")}


@dataclass(frozen=True)
class Comments:
    """The comments of an old site."""

    options: Mapping[str, object] = field(default_factory=dict)
    """The option `comments`; empty if there is none for its system."""
    mapping: str = ""
    """What names a thread: `pathname`, `url` or `og:title`; empty if that is not known."""
    left: tuple[tuple[str, str], ...] = ()
    """Settings that are not taken over, each with the reason."""

    def thread(self, path: str, url: str, title: str) -> str:
        """The name of the thread of a page.

        `path` is that of its address from the root of the host on, not encoded; `url` is the full
        address. giscus leaves out the slash before a path and the ending of a file
        (https://github.com/giscus/giscus/blob/main/client.ts).
        """
        if "waline" in self.options:
            return path
        if self.mapping == "pathname":
            return _ENDING.sub("", quote(path, safe=_URI)[1:]) if len(path) > 1 else "index"
        return {"url": url, "og:title": title}.get(self.mapping, "")


def comments_of(configuration: Configuration) -> Comments:
    """The comments that a site had, by the settings of its theme and its plugins."""
    used = _used(configuration)
    left = [(name, _reason(name)) for name, _ in _systems(configuration, _OTHERS, used)]
    for name, given in _systems(configuration, ("giscus", "waline"), used):
        options = _giscus(given) if name == "giscus" else _waline(given)
        if not options:
            left.append((name, "its settings are not complete"))
            continue
        mapping = _mapping(given) if name == "giscus" else "pathname"
        if not mapping:
            left.append((f"{name}.mapping", "what names the threads is not known here"))
        return Comments({name: options}, mapping, tuple(left))
    return Comments(left=tuple(left))


def _used(configuration: Configuration) -> set[str] | None:
    """The systems that the theme is told to use; `None` if each of them says so for itself."""
    theme = configuration.theme
    comments, comment, post = (theme.get(key) for key in ("comments", "comment", "post"))
    inner = post.get("comments") if isinstance(post, Mapping) else None
    if isinstance(comments, Mapping) and "use" in comments:  # Butterfly
        names = [part for name in names_of(comments["use"]) for part in name.split(",")]
        return {name.strip().lower() for name in names}
    if isinstance(inner, Mapping) and "type" in inner:  # Fluid
        return {text_of(inner["type"]).lower()} if is_set(inner.get("enable")) else set()
    if isinstance(comment, Mapping) and isinstance(comment.get("type"), str):  # Icarus
        return {comment["type"].lower()}
    return None


def _systems(
    configuration: Configuration, names: tuple[str, ...], used: set[str] | None
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The systems of these names that the site uses, with their settings."""
    comment = configuration.theme.get("comment")
    for name in names:
        given = configuration.theme.get(name) or configuration.values.get(name)
        if used and name in used and not is_set(given) and isinstance(comment, Mapping):
            given = comment
        settings = _flat(given) if isinstance(given, Mapping) else {}
        if used is not None:
            if name in used:
                yield name, settings
        elif settings.get("enable") is True or (is_set(given) and not isinstance(given, Mapping)):
            yield name, settings


def _flat(given: Mapping[str, Any]) -> dict[str, Any]:
    """The settings with those of `option`, by names without `data-` and hyphens."""
    found: dict[str, Any] = {}
    for key, value in given.items():
        if isinstance(value, Mapping):
            found.update((_plain(inner), each) for inner, each in value.items())
        else:
            found[_plain(key)] = value
    return found


def _plain(key: object) -> str:
    return text_of(key).removeprefix("data-").replace("-", "_").lower()


def _giscus(given: Mapping[str, Any]) -> dict[str, object]:
    found = {key: text_of(given[key]).strip() for key in _GISCUS if is_set(given.get(key))}
    if not all(found.get(key) for key in ("repo", "repo_id", "category_id")):
        return {}
    options: dict[str, object] = dict(found) if _IDS["repo"].fullmatch(found["repo"]) else {}
    if options and text_of(given.get("input_position")).lower() == "top":
        options["input"] = "top"
    if options and text_of(given.get("reactions_enabled", 1)) in {"0", "false"}:
        options["reactions"] = False
    if options and text_of(given.get("strict", 0)) not in {"1", "true"}:
        options["strict"] = False
    return options


def _mapping(given: Mapping[str, Any]) -> str:
    mapping = text_of(given.get("mapping") or "pathname").strip().lower()
    return mapping if mapping in {"pathname", "url", "og:title"} else ""


def _waline(given: Mapping[str, Any]) -> dict[str, object]:
    server = next((given[key] for key in ("serverurl", "server_url") if is_set(given.get(key))), "")
    text = text_of(server).strip().rstrip("/")
    return {"server": text} if _IDS["server"].fullmatch(text) else {}


def _reason(name: str) -> str:
    if name in {"valine", "minivaline"}:
        return "Waline can take its comments over: https://waline.js.org/en/migration/valine.html"
    if name in {"utterances", "gitalk", "gitment", "beaudar"}:
        return (
            "GitHub can turn its issues into discussions, which giscus shows; "
            "or keep it in a template of your own, as the guide says"
        )
    return "there is no option for it; the guide says how to keep it in a template of your own"
