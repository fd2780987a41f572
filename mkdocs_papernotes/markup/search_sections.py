"""The sections of a page as Material's search plugin finds them, in a fraction of its time.

The plugin's `Parser` is followed in everything, its oddities included: it compares elements by
their names only, so that an element of the same name inside an excluded one ends the exclusion.
"""

from __future__ import annotations

import html as html_module
from dataclasses import dataclass, field

from mkdocs_papernotes.markup.html_tokens import Attributes, UnknownHtmlError, attributes, tokens

_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID_NAMES.split())
"""Elements without an end tag, as the plugin knows them."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SKIPPED = frozenset(("object", "script", "style"))
_KEPT = frozenset(("p", "code", "pre", "li", "ol", "ul", "sub", "sup"))
_PREFACE = "hx"
"""The name that the plugin gives to the heading of what stands before the first one."""
_NO_ATTRIBUTES = Attributes()


@dataclass
class SearchSection:
    """A heading and what follows it, with the attributes of the plugin's own `Section`."""

    heading: str
    """The name of the element."""
    depth: float = 0
    excluded: bool = False
    id: str | None = None
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def is_excluded(self) -> bool:
        """Whether the section is left out of the index."""
        return self.excluded


def search_sections(html: str) -> list[SearchSection] | None:
    """The sections of a page, or `None` where only the plugin's parser knows."""
    found = tokens(html)
    if found is None:
        return None
    reader = _Reader()
    try:
        for text, end, start, written, slash in found:
            if text:
                reader.text(text)
            if start and start not in VOID:
                reader.start(start, attributes(written) if written else _NO_ATTRIBUTES)
                if slash:
                    reader.end(start)
            elif end:
                reader.end(end)
    except (UnknownHtmlError, ValueError):  # the plugin's parser raises a ValueError itself
        return None
    return reader.sections


class _Reader:
    """What the plugin's `Parser` keeps while it reads."""

    def __init__(self) -> None:
        self.sections: list[SearchSection] = []
        self._section: SearchSection | None = None
        self._context: list[str] = []
        """The names of the open elements."""
        self._skipped = set(_SKIPPED)
        self._permalinks: list[int] = []
        """How many elements were open when each open permalink began."""
        # what follows from these, renewed whenever it changes
        self._is_skipped = False
        self._is_title = False
        self._is_code = False

    def start(self, name: str, found: Attributes) -> None:
        """Read the start tag of an element."""
        self._context.append(name)
        section = self._section
        if name in _HEADINGS and found.has_id:
            section = self._begin(name, found)
        elif section is None:
            section = self._begin_preface()
        if name == "pre":
            self._is_code = True
        elif name == "a" and found.css_class == "headerlink":
            self._permalinks.append(len(self._context))
        if name == section.heading:
            self._is_title = True
        if found.is_excluded or found.css_class == "linenodiv":
            self._skipped.add(name)
            self._is_skipped = True
        elif name in self._skipped:
            self._is_skipped = True
        elif name in _KEPT and not self._is_skipped:
            (section.title if self._is_title else section.text).append(f"<{name}>")

    def _begin(self, name: str, found: Attributes) -> SearchSection:
        depth = len(self._context)
        if name != "h1" and not self.sections:
            self.sections.append(SearchSection(_PREFACE, depth))
        section = SearchSection(name, depth, found.is_excluded)
        if self.sections:
            section.id = found.id
        return self._append(section)

    def _begin_preface(self) -> SearchSection:
        return self._append(SearchSection(_PREFACE))

    def _append(self, section: SearchSection) -> SearchSection:
        self._section = section
        self.sections.append(section)
        self._is_title = section.heading in self._context
        return section

    def end(self, name: str) -> None:
        """Read an end tag; one that does not close the innermost element says nothing."""
        context = self._context
        if not context or context[-1] != name:
            return
        section = self._section
        assert section is not None  # the first start tag began one
        if section.depth > len(context):
            section = self._leave(section)
        if self._permalinks and self._permalinks[-1] == len(context):
            self._permalinks.pop()
        context.pop()
        if name == "pre":
            self._is_code = "pre" in context
        if name == section.heading:
            self._is_title = name in context
        if name in self._skipped:
            if name not in _SKIPPED:
                self._skipped.remove(name)
            self._is_skipped = not self._skipped.isdisjoint(context)
        elif name in _KEPT and not self._is_skipped:
            _close(name, section.title if self._is_title else section.text)

    def _leave(self, section: SearchSection) -> SearchSection:
        """Go back to the section that holds one whose heading was nested in another element."""
        for outer in reversed(self.sections):
            if outer.depth <= len(self._context):
                section.depth = float("inf")
                self._section = outer
                self._is_title = outer.heading in self._context
                return outer
        return section

    def text(self, written: str) -> None:
        """Read a text between two tags, as it is written in HTML."""
        if self._is_skipped:
            return
        text = html_module.unescape(written) if "&" in written else written
        is_blank = text.isspace()
        if not self._is_code:
            text = " " if is_blank else text.replace("\n", " ")
        section = self._section or self._begin_preface()
        if self._is_title:
            if not self._permalinks:
                section.title.append(html_module.escape(text, quote=False))
        elif not is_blank:
            section.text.append(html_module.escape(text, quote=False))
        elif self._is_code or not section.text or not section.text[-1].isspace():
            section.text.append(text)


def _close(name: str, texts: list[str]) -> None:
    """Add an end tag, or remove the start tag if nothing but whitespace follows the first of its
    name. Raises `ValueError` if there is none.
    """
    first = texts.index(f"<{name}>")
    last = len(texts) - 1
    while last > first and texts[last].isspace():
        last -= 1
    if last > first:
        texts.append(f"</{name}>")
    else:
        del texts[first:]
