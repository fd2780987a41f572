"""Elements that authors copy from a theme's documentation: boxes and foldings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_papernotes.importers.constructs.call import Call, Converter
from mkdocs_papernotes.importers.hexo.box_tags import KINDS, box

_CLASS = re.compile(r"\sclass\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)
_OPEN = re.compile(r"\sopen\b", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*<summary\b[^<>]*>(?P<title>[\s\S]*?)</summary>", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:div|table|t[dhr]|[ou]l|li|dl|h[1-6]|pre|blockquote|figure|section|article|script|style"
    r"|iframe|video|details|summary|form|center)\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"</?p\b[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(r"</?(?:h[1-6]|p|div|center)\b[^<>]*>", re.IGNORECASE)
_BOX = ("note", "alert", "admonition")


def division(call: Call) -> str | None:
    """`<div class="note info">` of NexT and Fluid."""
    found = _CLASS.search(call.rest)
    classes = ((found["double"] or found["single"] or "") if found else "").lower().split()
    if not classes or classes[0] not in _BOX or not _is_markdown(call, call.content):
        return None
    names = [name.removeprefix("note-").removeprefix("alert-") for name in classes[1:]]
    kind = next((KINDS[name] for name in names if name in KINDS), "note")
    return box(call, kind, "", content=_PARAGRAPH.sub("\n\n", call.content))


def details(call: Call) -> str | None:
    """`<details><summary>title</summary>` around Markdown."""
    summary = _SUMMARY.match(call.content)
    if not summary or not _is_markdown(call, call.content[summary.end() :]):
        return None
    title = _BLOCK_TAG.sub("", summary["title"])
    content = _PARAGRAPH.sub("\n\n", call.content[summary.end() :])
    return box(call, "note", title, "???+" if _OPEN.search(call.rest) else "???", content)


def _is_markdown(call: Call, content: str) -> bool:
    """Whether there are no elements in it that could not stand in a box of Markdown."""
    is_whole = call.inner is not None and call.is_alone
    kept = call.context.body.tokens(content)
    is_code = any(text.startswith("<") and "\n" in text for _, _, text in kept)
    return is_whole and not is_code and not _BLOCK.search(content)


HTML: Mapping[str, Converter] = {"<div": division, "<details": details}
