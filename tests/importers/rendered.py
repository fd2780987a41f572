"""What two renderers make of a text: the blocks and the words that a reader sees."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import lxml.html
import markdown
import yaml
from markdown_it import MarkdownIt

Seen = list[str]

_BLOCKS = frozenset(
    [
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "td",
        "th",
        "hr",
    ]
)
_INLINE = frozenset(["strong", "em", "a", "img", "code"])
_WORD = re.compile(r"[^\W_]+|[*_<>\\{}#=:]")
_COMMON_MARK = MarkdownIt("commonmark", {"html": True}).enable(["table"])


def as_common_mark(text: str) -> Seen:
    """A text as CommonMark has it, with tables."""
    return _seen(_COMMON_MARK.render(text))


def as_new_site(text: str) -> Seen:
    """A text as a site from `papernotes init` shows it."""
    names, settings = _extensions()
    return _seen(
        markdown.markdown(text, extensions=[*names, "sane_lists"], extension_configs=settings)
    )


@cache
def _extensions() -> tuple[list[str], dict[str, Any]]:
    """The extensions of a new site that make blocks."""
    text = (files("mkdocs_papernotes") / "starter" / "files" / "mkdocs.yml").read_text("utf-8")
    text = text[text.index("markdown_extensions:") :].replace("!!python/object/apply:", "!")
    text = "\n".join(line for line in text.split("\n") if line.lstrip()[:2] not in ("{%", "{{"))
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.add_multi_constructor("!", lambda *_: None)  # type: ignore[attr-defined]
    names, settings = [], {}
    for each in yaml.load(text, loader)["markdown_extensions"]:
        name, values = next(iter(each.items())) if isinstance(each, dict) else (each, {})
        if name not in ("toc", "pymdownx.highlight"):
            names.append(name)
            settings[name] = values
    return names, settings


def _seen(html: str) -> Seen:
    found: Seen = []
    if html.strip():
        _walk(lxml.html.fromstring(f"<div>{html}</div>"), found)
    text = "\0".join(found)
    return text.replace("</ul>\0<ul>\0", "").split("\0")  # two lists next to each other may be one


def _walk(element: Any, found: Seen) -> None:
    if not isinstance(element.tag, str):
        return
    tag = element.tag
    if tag in _BLOCKS or (tag == "p" and element.getparent().tag == "div"):
        found.append(f"<{tag}>")
    if tag == "pre":
        found.append(element.text_content().expandtabs(4).strip("\n"))
        return
    found.extend(_WORD.findall(element.text or ""))
    for child in element:
        _walk(child, found)
        found.extend(_WORD.findall(child.tail or ""))
    if tag in _INLINE or tag in ("ul", "ol", "li", "blockquote"):
        found.append(f"</{tag}>")
