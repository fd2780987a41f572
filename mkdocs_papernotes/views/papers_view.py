"""The table of all papers that a site discusses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Work, Works
from mkdocs_papernotes.dates import long_date
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.site.lists import ListPage
from mkdocs_papernotes.views.author_line import first_authors
from mkdocs_papernotes.views.directions import Directions
from mkdocs_papernotes.views.header_fields import stars
from mkdocs_papernotes.views.page_link import PageLink
from mkdocs_papernotes.views.paper_filters import choices
from mkdocs_papernotes.views.paper_row import NoteGroup, NoteLink, Row
from mkdocs_papernotes.views.templating import Templates

T = TypeVar("T")


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
            choices=choices(rows, page.language, self._languages),
            exports=[(name, relative(url, page.url)) for name, url in self._exports],
            stars=stars,
            versions=versions,
        )

    def rows(self, page: ListPage[Work]) -> list[Row]:
        """A row for each paper that listed notes discuss, newest first, undated papers last."""
        directions = Directions(self._catalog, page.language)
        rows = ((work, self._row(work, directions, page)) for work in self._works.all)
        found = [(work, row) for work, row in rows if row]
        found.sort(key=lambda item: (item[1].title.casefold(), item[0].key))
        found.sort(key=lambda item: str(item[1].paper.date or ""), reverse=True)
        return [row for _, row in found]

    def _row(self, work: Work, directions: Directions, page: ListPage[Work]) -> Row | None:
        pairs = [versions for _, versions in work.listed()]
        if not pairs:
            return None
        language = page.language
        own = next(
            (pair[language] for pair in pairs if language in pair), _chosen(pairs[0], language)
        )
        title = self._catalog.paper(own).title or work.paper.title or facts.url(work.paper)
        if not title:
            return None
        notes = [note for pair in pairs for note in pair.values()]
        titles = _distinct(self._catalog.paper(note).title for note in notes)
        return Row(
            paper=work.paper,
            title=title,
            titles=tuple(other for other in titles if other != title),
            authors=first_authors(work.paper, self._languages.labels(language)),
            note=self._link(own, page),
            notes=tuple(self._groups(pairs, page)),
            directions=_distinct(map(directions.of, pairs)),
        )

    def _groups(
        self, pairs: Sequence[Mapping[str, Note]], page: ListPage[Work]
    ) -> Iterator[NoteGroup]:
        chosen = [_chosen(pair, page.language) for pair in pairs]
        titles = Counter(note.title for note in chosen)
        for note, pair in zip(chosen, pairs, strict=True):
            title = note.title if len(pairs) > 1 else ""
            if titles[note.title] > 1 and note.date:
                day = long_date(note.date.date(), page.language)
                title = self._languages.labels(page.language)("qualified", text=title, by=day)
            yield NoteGroup(
                title=title,
                language=note.language,
                links=tuple(self._link(version, page) for version in pair.values()),
                states=_distinct(version.state for version in pair.values()),
                ratings=_distinct(version.rating for version in pair.values()),
            )

    def _link(self, note: Note, page: ListPage[Work]) -> NoteLink:
        return NoteLink(
            name=self._languages.name(note.language),
            language=note.language,
            title=note.title,
            href=relative(note.url, page.url),
            other_language=note.language != page.language,
        )


def _chosen(versions: Mapping[str, Note], language: str) -> Note:
    """The version for readers of a language: that language, or else the first one."""
    return versions.get(language) or next(iter(versions.values()))


def _distinct(values: Iterable[T | None]) -> tuple[T, ...]:
    """The values without duplicates, in order; without those that are empty."""
    return tuple(dict.fromkeys(value for value in values if value))
