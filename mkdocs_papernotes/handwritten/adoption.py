"""Moves the handwritten headers of a note and its translations; the paper is stated once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.handwritten.block import file_lines
from mkdocs_papernotes.handwritten.header import HandwrittenHeader, find_header
from mkdocs_papernotes.handwritten.migration import Migration, migration, with_values
from mkdocs_papernotes.handwritten.proposal import SYNONYMS, Stated, propose

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
        stated = [*self._stated(source)]
        found = migration(text, twin=twin, elsewhere=stated)
        facts = self._facts(found.text, source, later)
        if found.problem or not facts:
            return found
        if found.text != text:
            longer = migration(text, twin=twin, elsewhere=stated, facts=facts)
            return found if longer.problem else longer
        try:
            longer_text = with_values(text, {"paper": facts})
        except ValueError:
            return found
        added = len(file_lines(longer_text)) - len(file_lines(text))
        left = [replace(line, line_after=line.line_after + added) for line in found.left]
        return replace(found, text=longer_text, left=tuple(left))

    def _facts(self, text: str, source: str, later: Sequence[str]) -> dict[str, Any]:
        """What the headers of other files know of the paper, and the text of a file does not.

        There are none if its front matter does not describe the paper.
        """
        paper = read_front_matter(text, "").values.get("paper")
        facts: dict[str, Any] = {}
        if not isinstance(paper, Mapping):
            return facts
        for other in later:
            header = self._headers[other]
            if header is None:
                continue
            known = [Stated(source, each) for each in (*self._papers(text), facts)]
            values = read_front_matter(self._texts[other], "").values
            proposal = propose(values, header, twin=self._headers[source], elsewhere=known)
            facts = _joined(facts, proposal.values.get("paper", {}), paper)
        return facts

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


def _joined(
    facts: Mapping[str, Any], more: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Facts with those among `more` that languages share, and that are not known."""
    found = dict(facts)
    for key in _SHARED:
        if key == "links" and isinstance(known.get(key, {}), Mapping) and key in more:
            found[key] = {**more[key], **facts.get(key, {})}
        elif key in more and known.keys().isdisjoint(SYNONYMS.get(key, (key,))):
            found.setdefault(key, more[key])
    return found
