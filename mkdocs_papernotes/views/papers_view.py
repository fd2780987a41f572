"""The table of all papers that a site discusses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Work, Works
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.keys import STATES
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.site.lists import ListPage
from mkdocs_papernotes.views.author_line import first_authors
from mkdocs_papernotes.views.header_fields import stars
from mkdocs_papernotes.views.page_link import PageLink
from mkdocs_papernotes.views.templating import Templates


@dataclass(frozen=True)
class NoteLink:
    """A link from the table to a note on a paper, in one language."""

    badge: str
    language: str
    title: str
    href: str
    other_language: bool


@dataclass(frozen=True)
class Row:
    """One row of the table: a paper and links to its notes."""

    paper: Paper
    title: str
    authors: str
    notes: tuple[tuple[NoteLink, ...], ...]
    """One group of links for each note, with a link for each of its languages."""
    directions: tuple[str, ...]
    states: tuple[str, ...]
    ratings: tuple[int, ...]

    @property
    def address(self) -> str:
        return facts.url(self.paper)

    @property
    def venue(self) -> str:
        return self.paper.venue.short if self.paper.venue else ""

    @property
    def year(self) -> int | None:
        return self.paper.date.year if self.paper.date else None


@dataclass(frozen=True)
class Choice:
    """An option of a filter: its value and the text that readers see."""

    value: str
    text: str


class PapersView:
    """Renders the table of papers."""

    def __init__(
        self,
        catalog: Catalog,
        works: Works,
        languages: Languages,
        templates: Templates,
        exports: Sequence[tuple[str, str]],
    ):
        self._catalog, self._works, self._languages, self._templates = (
            catalog,
            works,
            languages,
            templates,
        )
        self._exports = exports

    def render(self, page: ListPage[Work], versions: Sequence[PageLink]) -> str:
        """The HTML of the table; `versions` are links to the table in other languages."""
        rows = list(self.rows(page))
        return self._templates.render(
            "papers",
            labels=self._languages.labels(page.language),
            rows=rows,
            choices=self._choices(rows, page.language),
            exports=[(name, relative(url, page.url)) for name, url in self._exports],
            stars=stars,
            versions=versions,
        )

    def rows(self, page: ListPage[Work]) -> list[Row]:
        """A row for each paper that listed notes discuss, newest first, undated papers last."""
        found = [(work, row) for work in self._works.all if (row := self._row(work, page))]
        found.sort(key=lambda item: (item[1].title.casefold(), item[0].key))
        found.sort(key=lambda item: str(item[1].paper.date or ""), reverse=True)
        return [row for _, row in found]

    def _row(self, work: Work, page: ListPage[Work]) -> Row | None:
        groups = [versions for _, versions in work.listed()]
        if not groups:
            return None
        language = page.language
        chosen = [versions.get(language) or next(iter(versions.values())) for versions in groups]
        own = next((note for note in chosen if note.language == language), chosen[0])
        title = self._catalog.paper(own).title or work.paper.title or facts.url(work.paper)
        if not title:
            return None
        notes = [note for versions in groups for note in versions.values()]
        return Row(
            paper=work.paper,
            title=title,
            authors=first_authors(work.paper, self._languages.labels(language)),
            notes=tuple(
                tuple(self._link(note, page) for note in versions.values()) for versions in groups
            ),
            directions=_distinct(note.direction for note in chosen),
            states=_distinct(note.state or "" for note in notes),
            ratings=tuple(dict.fromkeys(note.rating for note in notes if note.rating)),
        )

    def _link(self, note: Note, page: ListPage[Work]) -> NoteLink:
        return NoteLink(
            badge=self._languages.badges[note.language],
            language=note.language,
            title=note.title,
            href=relative(note.url, page.url),
            other_language=note.language != page.language,
        )

    def _choices(self, rows: Sequence[Row], language: str) -> dict[str, list[Choice]]:
        """The options of each filter, in order. A filter that would not filter is left out."""
        labels = self._languages.labels(language)
        years = sorted({row.year for row in rows if row.year}, reverse=True)
        venues = sorted({row.venue for row in rows if row.venue}, key=_caseless)
        directions = sorted({name for row in rows for name in row.directions}, key=_caseless)
        used = {state for row in rows for state in row.states}
        ratings = sorted({rating for row in rows for rating in row.ratings}, reverse=True)
        found = {
            "year": [Choice(str(year), str(year)) for year in years],
            "venue": [Choice(name, name) for name in venues],
            "direction": [Choice(name, name) for name in directions],
            "state": [Choice(name, labels(f"state.{name}")) for name in STATES if name in used],
            "rating": [Choice(str(n), labels("rated", rating=n)) for n in ratings],
        }
        return {
            name: choices
            for name, choices in found.items()
            if len(choices) > 1 or (choices and name in {"state", "rating"})
        }


def _caseless(name: str) -> tuple[str, str]:
    return name.casefold(), name


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
