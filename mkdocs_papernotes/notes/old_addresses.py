"""Old addresses of a page, which its front matter has under `aliases` or `redirect_from`.

Obsidian's aliases are names, Hugo's are addresses. An alias is an address if it begins with `/`,
`./` or `../`, or ends in `/` or in `.html`; or if it is a full one. `TCP/IP` is a name. All that
stands under `redirect_from`, the key of Jekyll, is an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_papernotes.text import one_line

NAMES, ADDRESSES = "aliases", "redirect_from"
_ADDRESS = re.compile(r"\.{0,2}/|https?://|[^\s]+(?:/|\.html)$", re.IGNORECASE)


def is_address(alias: str) -> bool:
    """Whether an alias is an old address of its page, and not another name of it."""
    return bool(_ADDRESS.match(alias))


def names_of(values: Mapping[str, Any]) -> Iterator[str]:
    """The aliases in front matter that are names."""
    return (text for text in _texts(values.get(NAMES)) if not is_address(text))


def old_addresses(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The old addresses in front matter, as written, each with its key."""
    for text in _texts(values.get(NAMES)):
        if is_address(text):
            yield text, NAMES
    for text in _texts(values.get(ADDRESSES)):
        yield text, ADDRESSES


def _texts(given: object) -> Iterator[str]:
    for item in given if isinstance(given, list) else [given]:
        if isinstance(item, str) and (text := one_line(item)):
            yield text
