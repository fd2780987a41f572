"""Marks behind the addresses of papers in texts, which lead to the notes on these papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from html import escape
from urllib.parse import urlsplit

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.catalog.works import Work
from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.markup.addresses_in_text import addresses, mark_addresses
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.problems.bad_value import BadValueError

Identifier = tuple[str, str]


@dataclass(frozen=True)
class PaperMark:
    """A mark behind an address."""

    address: str
    url: str
    """The address of the note that it leads to."""
    title: str
    language: str


class PaperMarks:
    """Finds the notes on the papers whose addresses are in a text."""

    def __init__(self, site: Site):
        self._site = site

    def of(self, html: str, language: str, note: Note | None = None) -> tuple[PaperMark, ...]:
        """The marks of a rendered text, for readers of `language`.

        The paper of `note`, which the text is of, is not marked.
        """
        if not self._site.settings.mark_papers:
            return ()
        own = self._site.works.of(note) if note else None
        return tuple(self._find(addresses(html), language, own))

    def _find(self, found: Iterable[str], language: str, own: Work | None) -> Iterator[PaperMark]:
        for address in found:
            identifier = _identifier(address)
            work = self._works.get(identifier) if identifier else None
            chosen = _note(work, language) if work and work is not own else None
            if chosen:
                yield PaperMark(address, chosen.url, chosen.title, chosen.language)

    @cached_property
    def _works(self) -> Mapping[Identifier, Work]:
        """The papers by what identifies them, in the words of any note."""
        works = self._site.works
        return {
            identifier: work
            for work in works.all
            for key in work.notes
            for identifier in _identifiers(works.pair_paper(key))
        }

    def marked(self, html: str, marks: Sequence[PaperMark], url: str, language: str) -> str:
        """The text of the page at `url` with its marks."""
        if not marks:
            return html
        markup = {mark.address: self._markup(mark, url, language) for mark in marks}
        return mark_addresses(html, lambda address: markup.get(address, ""))

    def _markup(self, mark: PaperMark, url: str, language: str) -> str:
        label = escape(self._site.languages.labels(language)("paper_note", title=mark.title))
        others = ""
        if mark.language != language:
            tag = escape(bcp47(mark.language))
            others = f' hreflang="{tag}" target="_self"'
        href = escape(relative(mark.url, url))
        return f'<a class="pn-paper-note" href="{href}"{others} aria-label="{label}"></a>'


def _note(work: Work, language: str) -> Note | None:
    """The newest note on a paper in a language; without one, the newest of all."""
    listed = [versions for _, versions in work.listed()]
    for versions in listed:
        if language in versions:
            return versions[language]
    return next(iter(listed[0].values())) if listed else None


def _identifiers(paper: Paper) -> Iterator[Identifier]:
    if paper.arxiv:
        yield "arxiv", paper.arxiv.key
    if paper.doi:
        yield _of_doi(paper.doi)


def _of_doi(doi: Doi) -> Identifier:
    if doi.is_arxiv:
        with suppress(BadValueError):
            return "arxiv", ArxivId.parse(doi.id).key
    return "doi", doi.key


def _identifier(address: str) -> Identifier | None:
    """What an address identifies; `None` for one that is none of a paper."""
    try:
        if (urlsplit(address).hostname or "").endswith("doi.org"):
            return _of_doi(Doi.parse(address))
        return "arxiv", ArxivId.parse(address).key
    except ValueError:
        return None
