"""HTML of list pages. Excerpts that are not rendered yet leave a gap, to be filled later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.dates import long_date, month_and_day
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.tags import best_match
from mkdocs_papernotes.markup.excerpt import Excerpt
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import ListSettings
from mkdocs_papernotes.site.alternates import Version
from mkdocs_papernotes.site.lists import ListPage, year_of
from mkdocs_papernotes.views.byline import byline
from mkdocs_papernotes.views.excerpts import Excerpts
from mkdocs_papernotes.views.templating import Templates


@dataclass(frozen=True)
class Gap:
    """The place of an excerpt whose note is rendered later; `token` stands in the page for it."""

    token: str
    note: Note
    page: ListPage


@dataclass(frozen=True)
class Badge:
    """A language's badge; `href` where it leads to that version of the note."""

    text: str
    language: str
    name: str
    href: str = ""
    crossing: bool = False


class LinkedExcerpt:
    """An excerpt with links right for the page that shows it."""

    def __init__(self, excerpt: Excerpt, page_url: str, crossing: bool):
        self.html = Markup(excerpt.html_for(page_url, crossing=crossing))
        self.paragraph = Markup(excerpt.paragraph)
        self.complete = excerpt.complete


@dataclass(frozen=True)
class Entry:
    """One note as a list shows it."""

    note: Note
    key: str
    href: str
    crossing: bool
    """Whether note and page are of different languages."""
    badges: tuple[Badge, ...]
    twins: tuple[Version, ...]
    """The note in other languages, where its badges do not lead there."""
    byline: str
    date: str
    month_and_day: str
    excerpt: LinkedExcerpt | None
    gap: str
    """What stands in the page for an excerpt that is not rendered yet."""


@dataclass(frozen=True)
class Year:
    """A run of entries of one year; `year` is `None` for undated ones."""

    year: int | None
    total: int
    entries: Sequence[Entry]


class ListView:
    """Renders list pages of a site."""

    def __init__(
        self, catalog: Catalog, languages: Languages, templates: Templates, excerpts: Excerpts
    ):
        self._catalog, self._languages = catalog, languages
        self._templates, self._excerpts = templates, excerpts

    def render(self, page: ListPage, others: Mapping[str, str]) -> tuple[str, list[Gap]]:
        """The HTML of a list page, and its gaps.

        `others` are addresses in other languages, for themes without a language switcher.
        """
        gaps: list[Gap] = []
        labels = self._languages.labels(page.language)
        html = self._templates.render(
            page.settings.view,
            page=page,
            pager=page.pager,
            labels=labels,
            years=list(self._years(page, gaps)),
            total=total_sentence(page, labels),
            list_note=list_note(page.settings, page.language),
            versions=[
                Version(language, self._languages.name(language), relative(url, page.url))
                for language, url in others.items()
                if language != page.language
            ],
            hrefs=[relative(url, page.url) for url in page.urls],
        )
        return html, gaps

    def fill(self, html: str, gaps: Sequence[Gap]) -> str:
        """Put the excerpts of gaps into a page; those notes must be rendered by now."""
        for gap in gaps:
            entry = self._entry(gap.note, gap.page, [])
            labels = self._languages.labels(gap.page.language)
            excerpt = (
                ""
                if entry.gap
                else self._templates.render("excerpt", entry=entry, page=gap.page, labels=labels)
            )
            html = html.replace(gap.token, excerpt)
        return html

    def _years(self, page: ListPage, gaps: list[Gap]) -> Iterator[Year]:
        for year, notes in groupby(page.pager.items, key=year_of):
            entries = [self._entry(note, page, gaps) for note in notes]
            yield Year(year, page.year_totals[year], entries)

    def _entry(self, note: Note, page: ListPage, gaps: list[Gap]) -> Entry:
        language = page.language
        crossing = note.language != language
        excerpt = self._excerpts.find(note, page.settings.excerpt)
        gap = ""
        if excerpt is None:
            gap = f"pn-gap-{page.number}-{len(gaps)}-"
            gaps.append(Gap(gap, note, page))
        day = note.date.date() if note.date else None
        return Entry(
            note=note,
            key=self._catalog.key(note),
            href=relative(note.url, page.url),
            crossing=crossing,
            badges=tuple(self._badges(note, page)),
            twins=tuple(self._twins(note, page)),
            byline=byline(self._catalog.paper(note), self._languages.labels(note.language)),
            date=long_date(day, language) if day else self._languages.labels(language)("undated"),
            month_and_day=month_and_day(day) if day else "",
            excerpt=LinkedExcerpt(excerpt, page.url, crossing) if excerpt else None,
            gap=gap,
        )

    def _badges(self, note: Note, page: ListPage) -> Iterator[Badge]:
        text = self._languages.badges
        if page.settings.languages != "paired":
            yield Badge(text[note.language], note.language, self._languages.name(note.language))
            return
        for language, version in self._catalog.versions(note).items():
            if not version.unlisted:
                href = relative(version.url, page.url)
                crossing = language != page.language
                yield Badge(
                    text[language], language, self._languages.name(language), href, crossing
                )

    def _twins(self, note: Note, page: ListPage) -> Iterator[Version]:
        if page.settings.languages != "paired":
            for other in self._catalog.translations(note):
                if not other.unlisted:
                    name, href = self._languages.name(other.language), relative(other.url, page.url)
                    yield Version(other.language, name, href)


def total_sentence(page: ListPage, labels: Labels) -> str:
    """`116 posts in total. Keep on posting.`, after NexT's word where `cheer` is set."""
    count = page.pager.total
    sentence = labels("total", count=count)
    if not page.settings.cheer or not count:
        return sentence
    cheer = next(step["word"] for step in labels.choice("cheer") if count > step["above"])
    return labels("cheer_total", cheer=cheer, total=sentence)


def list_note(settings: ListSettings, language: str) -> str:
    """The author's own sentence below the list's title, in the page's language."""
    found = best_match(language, [name for name in settings.list_note if name])
    return settings.list_note.get(found or "", "")
