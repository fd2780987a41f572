"""What only Obsidian understands in the texts of a vault."""

from __future__ import annotations

import re

from mkdocs_papernotes.importers.body import Body

_BLOCK_COMMENT = re.compile(r"^%%[ \t]*\n(?P<text>[^%]{1,4000})\n%%[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"%%(?P<text>[^%\n]{1,2000})%%")
_FORMULA = re.compile(r"\$\$[^$]{1,4000}\$\$|\$[^$\n]{1,400}\$")
_BLOCK_ID = re.compile(r"(?P<space>[ \t]|^)\^(?P<id>[A-Za-z0-9-]{1,60})[ \t]*$", re.MULTILINE)


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
