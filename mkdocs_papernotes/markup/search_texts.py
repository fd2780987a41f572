"""The texts of a page as the search plugin of MkDocs finds them, in a fraction of its time."""

from __future__ import annotations

import html as html_module
from dataclasses import dataclass, field

from mkdocs_papernotes.markup.html_tokens import UnknownHtmlError, attributes, tokens

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass
class TextSection:
    """A heading and what follows it, with the attributes of the plugin's own `ContentSection`."""

    id: str | None = None
    title: str | None = None
    text: list[str] = field(default_factory=list)


@dataclass
class SearchTexts:
    """What the plugin's `ContentParser` has when it is done."""

    data: list[TextSection] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def stripped_html(self) -> str:
        """The texts of the whole page, each on a line of its own."""
        return "\n".join(self.texts)


def search_texts(html: str) -> SearchTexts | None:
    """The texts of a page, or `None` where only the plugin's parser knows."""
    found = tokens(html)
    if found is None:
        return None
    result = SearchTexts()
    in_heading = False
    try:
        for written, end, start, attributes_written, slash in found:
            if written:
                _add(result, html_module.unescape(written), in_heading=in_heading)
            if start in _HEADINGS:
                result.data.append(TextSection(attributes(attributes_written or "").id))
                in_heading = not slash
            elif end in _HEADINGS:
                in_heading = False
    except UnknownHtmlError:
        return None
    return result


def _add(result: SearchTexts, text: str, *, in_heading: bool) -> None:
    result.texts.append(text)
    if not result.data:
        return
    if in_heading:
        result.data[-1].title = text
    else:
        result.data[-1].text.append(text.rstrip("\n"))
