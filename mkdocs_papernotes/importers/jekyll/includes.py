"""Tags of usual themes that show a picture, a film or a box: `{% include figure.html … %}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

Settle = Callable[[str], "str | None"]
"""Writes out the Liquid in an argument; `None` if that cannot be done."""

_ATTRIBUTE = re.compile(
    r"(?P<name>[A-Za-z_][\w-]*)[ \t\n]*=[ \t\n]*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'=]+)"
)
_FIGURES = {"figure", "image", "img", "picture", "image-caption", "lightbox", "imgc"}
_BOXES = {"note", "tip", "warning", "important", "info", "danger", "callout", "alert", "caution"}
_ALERTS = {"info": "info", "success": "success", "warning": "warning", "danger": "danger"}
_FRAMES = {
    "youtube": "https://www.youtube.com/embed/",
    "youtubePlayer": "https://www.youtube.com/embed/",
    "vimeo": "https://player.vimeo.com/video/",
    "bilibili": "https://player.bilibili.com/player.html?bvid=",
    "google-drive": "https://drive.google.com/file/d/",
}
_ENDS = (".html", ".liquid", ".md", ".htm")
_ID = re.compile(r"[\w-]{1,40}")
_GIST = re.compile(r"(?P<id>[\w./-]{1,100})(?:[ \t]+(?P<file>[\w. -]{1,100}))?")
_SIZE = re.compile(r"[0-9]{1,5}(?:px|%)?")
_NOT_IN_LINKS = re.compile(r"[\s()<>\"]")
_WEB = re.compile(r"https?://[^\s\"'<>]+")


def included(name: str, arguments: str, *, in_html: bool, settle: Settle) -> str | None:
    """What comes in the place of a tag; `None` if it is not known, or needs a program.

    `in_html` says that it stands in HTML, where Markdown is not read.
    """
    if name in {"include", "include_cached"}:
        file, _, rest = arguments.partition(" ")
        return _include(file.strip("\"'"), rest, in_html, settle)
    first = arguments.split()[0].strip("\"'") if arguments.split() else ""
    if name in {"youtube", "vimeo", "bilibili"} and _ID.fullmatch(first):
        return _frame(f"{_FRAMES[name]}{first}")
    if name == "gist":
        return _gist(arguments.replace('"', "").replace("'", ""), in_html)
    if name in {"twitter", "tweet"} and _WEB.fullmatch(first):
        return _link(first, first, in_html)
    return None


def _include(file: str, rest: str, in_html: bool, settle: Settle) -> str | None:
    kind = next((file.removesuffix(end) for end in _ENDS if file.endswith(end)), file)
    folder, _, kind = kind.rpartition("/")
    values = _values(rest, settle)
    if kind == "toc":
        return "[TOC]"
    if values is None:
        return None
    if kind in _FIGURES:
        return _figure(values, in_html)
    if (
        kind in {"video", "audio", "youtube", "vimeo", "bilibili", "youtubePlayer"}
        or folder == "embed"
    ):
        return _player(kind, values)
    if kind in _BOXES and not in_html:
        return _box(kind, values)
    return None


def _values(rest: str, settle: Settle) -> Mapping[str, str] | None:
    """The arguments by name; `None` if one of them is a variable."""
    values: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        given = match["value"]
        if given[0] not in "\"'" and not given.isdigit() and given not in {"true", "false"}:
            return None
        value = settle(given[1:-1] if given[0] in "\"'" else given)
        if value is None:
            return None
        values[match["name"]] = value
    return values


def _figure(values: Mapping[str, str], in_html: bool) -> str | None:
    source = next(
        (
            values[key]
            for key in ("path", "image_path", "url", "src", "file", "link", "image", "img")
            if values.get(key)
        ),
        "",
    )
    if not source:
        return None
    source = source if source.startswith("/") or "://" in source else f"/{source}"
    alt = values.get("alt", "")
    caption = next(
        (values[key] for key in ("caption", "title", "description") if values.get(key)), ""
    )
    if in_html or "\n" in caption:
        return _html_figure(source, alt, caption, values)
    address = _address(source)
    title = caption.replace('"', "&quot;")
    words = alt.replace("[", "\\[").replace("]", "\\]").replace("\n", " ")
    return f'![{words}]({address} "{title}")' if caption else f"![{words}]({address})"


def _html_figure(source: str, alt: str, caption: str, values: Mapping[str, str]) -> str:
    sizes = "".join(
        f' {key}="{values[key]}"'
        for key in ("width", "height")
        if _SIZE.fullmatch(values.get(key, ""))
    )
    picture = f'<img src="{escape(source)}" alt="{escape(alt)}"{sizes}>'
    if not caption:
        return picture
    words = escape(caption, quote=False)
    return f"<figure>{picture}<figcaption>{words}</figcaption></figure>"


def _player(kind: str, values: Mapping[str, str]) -> str | None:
    """A film or a sound: of the site, or of another host by its id."""
    kind = values.get("provider", kind)
    number = values.get("id", "")
    if kind in _FRAMES and _ID.fullmatch(number):
        end = "/preview" if kind == "google-drive" else ""
        return _frame(f"{_FRAMES[kind]}{number}{end}")
    source = values.get("path") or values.get("src") or values.get("url") or ""
    if not source:
        return None
    if "://" in source and kind != "audio":
        return _frame(source) if _WEB.fullmatch(source) else None
    source = source if source.startswith("/") or "://" in source else f"/{source}"
    tag = "audio" if kind == "audio" else "video"
    return f'<{tag} src="{escape(source)}" controls></{tag}>'


def _frame(address: str) -> str:
    return (
        f'<iframe src="{escape(address)}" width="560" height="315" loading="lazy" allowfullscreen>'
        "</iframe>"
    )


def _gist(arguments: str, in_html: bool) -> str | None:
    match = _GIST.fullmatch(arguments.strip())
    if match is None:
        return None
    address = f"https://gist.github.com/{match['id']}"
    words = f"{match['id']}, {match['file']}" if match["file"] else match["id"]
    return _link(address, f"Gist {words}", in_html)


def _link(address: str, words: str, in_html: bool) -> str:
    if in_html:
        return f'<a href="{escape(address)}">{escape(words)}</a>'
    return f"<{address}>" if words == address else f"[{words}]({_address(address)})"


def _box(kind: str, values: Mapping[str, str]) -> str | None:
    """A box of the theme for documentation: `{% include note.html content="…" %}`."""
    content = values.get("content") or values.get("text") or ""
    if not content:
        return None
    kind = _ALERTS.get(values.get("type", ""), "note") if kind in {"callout", "alert"} else kind
    lines = [values["title"], ""] if values.get("title") else []
    lines += content.split("\n")
    return "\n".join([f"> [!{kind}]", *(f"> {line}".rstrip() for line in lines)])


def _address(address: str) -> str:
    return (
        quote(address, safe="/:?#&=%@!$*+,;~.-_'", errors="replace")
        if _NOT_IN_LINKS.search(address)
        else address
    )
