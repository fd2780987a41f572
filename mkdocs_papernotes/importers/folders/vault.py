"""What only Obsidian understands in the texts of a vault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_papernotes.importers.body import Body

_BLOCK_COMMENT = re.compile(r"^%%[ \t]*\n(?P<text>[^%]{1,4000})\n%%[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"%%(?P<text>[^%\n]{1,2000})%%")
_FORMULA = re.compile(r"\$\$[^$]{1,4000}\$\$|\$[^$\n]{1,400}\$")
_BLOCK_ID = re.compile(r"(?P<space>[ \t]|^)\^(?P<id>[A-Za-z0-9-]{1,60})[ \t]*$", re.MULTILINE)

_TAG = re.compile(r"(?<![\w&/#=(\[])#(?P<tag>[\w/-]{1,100})(?![\w#])")
_LINK = re.compile(
    r"\]\([^()\n]{0,500}\)|\[\[[^\[\]\n]{0,500}\]\]|https?://\S{1,500}|<[^<>\n]{1,500}>"
)
_DYNAMIC = re.compile(
    r"^[ \t>]{0,20}(?:```|~~~)[ \t]{0,4}"
    r"(?P<name>dataviewjs|dataview|tasks|query|base|tracker|leaflet|button|excalidraw|ad-[a-z]{1,20})\b",
    re.MULTILINE,
)


def tags_in(text: str) -> tuple[str, ...]:
    """The tags that stand in a text as `#tag`, in their order; digits alone are none
    (https://help.obsidian.md/tags).
    """
    if "#" not in text:
        return ()
    body = Body(text)
    for pattern in (_FORMULA, _LINK):
        body.sub(pattern, lambda match, line: body.keep(match[0]))
    found = (match["tag"].strip("/-") for match in _TAG.finditer(body.text))
    return tuple(dict.fromkeys(tag for tag in found if tag and not tag.isdigit()))


def dynamic_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Blocks that a plugin of Obsidian makes something of, by their lines in the text, from 0."""
    for match in _DYNAMIC.finditer(text):
        yield text.count("\n", 0, match.start()), f"```{match['name']}"


def without_private_marks(text: str) -> str:
    """A text with comments of HTML for those of Obsidian, `%%…%%`, and for the names of blocks,
    `^name`, which nobody should see (https://help.obsidian.md/syntax). Lines stay lines.
    """
    if "%%" not in text and "^" not in text:
        return text
    body = Body(text)
    body.sub(_FORMULA, lambda match, line: body.keep(match[0]))
    body.sub(_BLOCK_COMMENT, lambda match, line: body.keep(f"<!--\n{_inert(match['text'])}\n-->"))
    body.sub(_COMMENT, lambda match, line: body.keep(f"<!--{_inert(match['text'])}-->"))
    body.sub(_BLOCK_ID, lambda match, line: body.keep(f"{match['space']}<!-- ^{match['id']} -->"))
    return body.restored()


def _inert(text: str) -> str:
    """A text that does not end the comment that it stands in."""
    return text.replace("--", "- -").replace(">", "&gt;")
