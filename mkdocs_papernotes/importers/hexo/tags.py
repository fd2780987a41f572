"""The bodies of Hexo's posts: tags become Markdown, and one file with two languages two texts.

Which tags there are, and how they read their arguments, is taken from the sources of

- Hexo: https://github.com/hexojs/hexo/tree/master/lib/plugins/tag
- NexT: https://github.com/next-theme/hexo-theme-next/tree/master/scripts/tags
- Butterfly: https://github.com/jerryc127/hexo-theme-butterfly/tree/dev/scripts/tag
- Fluid: https://github.com/fluid-dev/hexo-theme-fluid/tree/master/scripts/tags
- Volantis: https://github.com/volantis-x/hexo-theme-volantis/tree/master/scripts/tags
- Stellar: https://github.com/xaoxuu/hexo-theme-stellar/tree/main/scripts/tags
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.constructs.call import Context, Converter
from mkdocs_papernotes.importers.constructs.rewriting import Rewriter
from mkdocs_papernotes.importers.generator import Places, Tell
from mkdocs_papernotes.importers.hexo.block_tags import BLOCKS
from mkdocs_papernotes.importers.hexo.box_tags import BOXES
from mkdocs_papernotes.importers.hexo.code_tags import CODE
from mkdocs_papernotes.importers.hexo.escapes import (
    without_escapes_in_formulas,
    without_raw_in_code,
)
from mkdocs_papernotes.importers.hexo.excerpt_marker import place_marker
from mkdocs_papernotes.importers.hexo.frame_tags import FRAMES
from mkdocs_papernotes.importers.hexo.link_tags import LINKS
from mkdocs_papernotes.importers.hexo.picture_tags import PICTURES
from mkdocs_papernotes.importers.hexo.plugin_markup import with_linked_music, with_quoted_titles
from mkdocs_papernotes.importers.hexo.tag_tree import read_tags
from mkdocs_papernotes.importers.hexo.text_tags import TEXTS
from mkdocs_papernotes.importers.hexo.theme_html import HTML
from mkdocs_papernotes.importers.old_site import OldPage

_Marks = tuple["re.Match[str]", "re.Match[str]"]
"""Where a part in one language begins and ends."""

CONVERTERS: Mapping[str, Converter] = {
    **LINKS,
    **PICTURES,
    **FRAMES,
    **TEXTS,
    **BOXES,
    **BLOCKS,
    **CODE,
    **HTML,
}
_LANGUAGE = re.compile(
    r"(?<![ \t])[ \t]*\{%-?[ \t]*(?P<end>end)?lang_content(?:[ \t]+(?P<language>[\w-]+))?"
    r"[ \t]*-?%\}[ \t]*\n?"
)
_SWITCH = re.compile(r"(?<![ \t])[ \t]*\{%-?[ \t]*language_switch[ \t]*-?%\}[ \t]*\n?")


def convert(body: Body, page: OldPage, places: Places, tell: Tell) -> None:
    """Rewrite what is particular to Hexo; see `Convert`."""
    without_raw_in_code(body)
    place_marker(body)
    if not page.has_plain_formulas:
        without_escapes_in_formulas(body)
    with_quoted_titles(body)
    told: list[tuple[int, str, Mapping[str, object]]] = []

    def tell_later(name: str, line: int, key: str = "", **values: object) -> None:
        told.append((line, name, values))

    with_linked_music(body, tell_later)
    rewriter = Rewriter(Context(body, page, places, tell_later), CONVERTERS)
    rewriter.rewrite(read_tags(body.text, {*CODE, "flink"}))
    for line, name, values in sorted(told, key=lambda one: one[0]):
        tell(name, line, **values)


@dataclass(frozen=True)
class LanguageText:
    """What of a text is in one language."""

    text: str
    lines: tuple[int, ...]
    """The line of each of its lines in the file."""


def split_languages(text: str, line: int = 1) -> Mapping[str, LanguageText]:
    """The texts of a body that holds several languages, by the languages as it names them.

    What stands outside `{% lang_content en %}…{% endlang_content %}` belongs to each. The result
    is empty if nothing is marked so, or if a mark is not closed. The body begins on a line of its
    file.
    """
    if "lang_content" not in text:
        return {}
    marks = list(_LANGUAGE.finditer(Body(text).text))
    openings, closings = marks[::2], marks[1::2]
    is_right = all(mark["language"] and not mark["end"] for mark in openings)
    if not marks or len(marks) % 2 or not is_right or not all(mark["end"] for mark in closings):
        return {}
    languages = dict.fromkeys(mark["language"] for mark in openings)
    pairs = list(zip(openings, closings, strict=True))
    return {language: _in_language(Body(text, line), language, pairs) for language in languages}


def _in_language(body: Body, language: str, pairs: Sequence[_Marks]) -> LanguageText:
    """A body without the parts in other languages."""
    changes = []
    for opening, closing in pairs:
        if opening["language"] == language:
            changes += [(*opening.span(), ""), (*closing.span(), "")]
        else:
            changes.append((opening.start(), closing.end(), ""))
    body.replace(changes)
    body.sub(_SWITCH, lambda match, at: "")
    return LanguageText(body.restored(), tuple(body.origins()))
