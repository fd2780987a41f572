"""Moves the handwritten headers of a note and its translations; the paper is stated once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.importers.handwritten.block import file_lines
from mkdocs_papernotes.importers.handwritten.header import HandwrittenHeader, find_header
from mkdocs_papernotes.importers.handwritten.migration import Migration, migration, with_values
from mkdocs_papernotes.importers.handwritten.proposal import Stated, propose

_SHARED = ("date", "arxiv", "doi", "categories", "page", "pages", "url", "links")
"""Keys of a paper that are the same in all languages."""


class Adoption:
    """The files of a note in all its languages, of which one after the other is changed."""

    def __init__(
        self, texts: Mapping[str, str], entry: Callable[[str], Mapping[str, Any]] = lambda key: {}
    ):
        """`texts` are by source, that of the original first. `entry` returns the paper with a key
        in the bibliography, with the keys of front matter.
        """
        self._texts, self._entry = dict(texts), entry
        self._headers = {source: _header(texts[source]) for source in texts}

    def accept(self, source: str, text: str) -> None:
        """Let a file have a new text from now on."""
        self._texts[source] = text

    def migration(self, source: str, later: Sequence[str] = ()) -> Migration:
        """A file without its header.

        What the other files state of the paper is left out, as far as their languages share it.
        What they have in headers goes to this file if they are among those that come `later`.
        """
        text = self._texts[source]
        twin = next((each for name, each in self._headers.items() if each and name != source), None)
        found = migration(text, twin=twin, elsewhere=[*self._stated(source)])
        if found.problem or not self._is_described(found.text):
            return found
        longer = found.text
        for other in later:
            longer = self._with_facts(longer, source, other)
        added = len(file_lines(longer)) - len(file_lines(found.text))
        left = [replace(line, line_after=line.line_after + added) for line in found.left]
        return replace(found, text=longer, left=tuple(left))

    def _is_described(self, text: str) -> bool:
        """Whether the front matter of a file describes the paper, so that more can be added."""
        return isinstance(read_front_matter(text, "").values.get("paper"), Mapping)

    def _with_facts(self, text: str, source: str, other: str) -> str:
        """The text of a file with what the header of another one knows of the paper, too."""
        header = self._headers[other]
        if header is None:
            return text
        values = read_front_matter(self._texts[other], "").values
        elsewhere = [Stated(source, paper) for paper in self._papers(text)]
        proposed = propose(values, header, twin=self._headers[source], elsewhere=elsewhere)
        paper = proposed.values.get("paper", {})
        facts = {key: paper[key] for key in _SHARED if key in paper}
        known = read_front_matter(text, "").values["paper"]
        new = {key: facts[key] for key in facts if key == "links" or key not in known}
        try:
            return with_values(text, {"paper": new}) if new else text
        except ValueError:
            return text

    def _stated(self, source: str) -> Iterator[Stated]:
        """What is stated of the paper outside a file: in its entry, and in the other files."""
        for paper in [*self._papers(self._texts[source])][1:]:
            yield Stated("the bibliography", paper)
        for name, text in self._texts.items():
            if name != source:
                for paper in self._papers(text):
                    yield Stated(name, paper)

    def _papers(self, text: str) -> Iterator[Mapping[str, Any]]:
        """The paper as a file states it, and the entry of the bibliography that it names."""
        paper = read_front_matter(text, "").values.get("paper")
        stated = paper if isinstance(paper, Mapping) else {}
        key = paper if isinstance(paper, str) else stated.get("citation_key")
        yield stated
        if isinstance(key, str) and key:
            yield self._entry(key)


def _header(text: str) -> HandwrittenHeader | None:
    return find_header(read_front_matter(text, "").body)
