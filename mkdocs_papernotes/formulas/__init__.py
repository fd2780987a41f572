"""Typesets formulas in the browser with KaTeX, which comes with the package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files

THEME_DIR = str(files(__name__))
"""A folder for a theme: KaTeX and the script that runs it, below `assets/papernotes/`."""
SCRIPT = "assets/papernotes/formulas.js"
_KATEX = "assets/papernotes/katex/katex.min"


def head_elements(html: str, root: str, macros: Mapping[str, str]) -> Iterator[str]:
    """What the `<head>` of a page needs for its formulas.

    `root` is the address of the site's root, relative to the page, with a slash at its end. The
    macros stand on pages without formulas, too: a theme may load the next page's content into this.
    """
    if macros:
        data = json.dumps(macros).replace("<", "\\u003c")
        yield f'<script type="application/json" class="pn-macros">{data}</script>'
    if 'class="arithmatex"' in html:
        yield f'<link rel="stylesheet" href="{root}{_KATEX}.css">'
        yield f'<link rel="preload" as="script" href="{root}{_KATEX}.js">'
