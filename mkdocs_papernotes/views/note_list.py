"""Lists of notes as HTML. Excerpts of notes that are not rendered yet are filled in later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from mkdocs_papernotes.addresses import relative, relative_all
from mkdocs_papernotes.dates import long_date, month_and_day
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.tags import best_match
from mkdocs_papernotes.markup.excerpt import TOP, Excerpt
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import ListSettings
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import ListPage, SiteList
from mkdocs_papernotes.views.byline import byline
from mkdocs_papernotes.views.list_kind import ListContext
from mkdocs_papernotes.views.note_terms import direction_url
from mkdocs_papernotes.views.page_link import PageLink

_HEADING = re.compile(r"(?<=<h)[1-6](?=[\s>])|(?<=</h)[1-6](?=>)")


def year_of(note: Note) -> int | None:
    """The year under which a note is listed."""
    return note.date.year if note.date else None


@dataclass(frozen=True)
class Badge:
    """The badge of a language on an entry."""

    text: str
    language: str
    name: str
    """The language's name for itself."""
    href: str = ""
    """A link to that version of the note; empty for a badge that is not a link."""
    other_language: bool = False
    """Whether the link leads to another language than that of the page."""


class LinkedExcerpt:
    """An excerpt with its links relative to the page that shows it.

    `level` is that of its highest headings.
    """

    def __init__(self, excerpt: Excerpt, page_url: str, other_language: bool, level: int = TOP):
        html = excerpt.html_for(page_url, other_language=other_language)
        self.html = Markup(html if level == TOP else _with_level(html, level))
        self.paragraph = Markup(excerpt.paragraph)
        self.complete = excerpt.complete


@dataclass(frozen=True)
class Entry:
    """One note as a list shows it."""

    note: Note
    key: str
    href: str
    other_language: bool
    """Whether the note is in another language than the page."""
    badges: tuple[Badge, ...]
    translations: tuple[PageLink, ...]
    """Links to the note in other languages; empty if its badges are such links."""
    byline: str
    direction_href: str
    """A link to the page of its direction; empty if it has none."""
    date: str
    month_and_day: str
    excerpt: LinkedExcerpt | None
    gap: str
    """The placeholder for an excerpt that is not rendered yet; else empty."""


@dataclass(frozen=True)
class Year:
    """The entries of one year on a page; `year` is `None` for undated notes."""

    year: int | None
    total: int
    """The number of entries of that year on all pages of the list."""
    entries: Sequence[Entry]


@dataclass(frozen=True, eq=False)
class NoteList:
    """A list whose entries are notes, such as the archive and the stream."""

    template: str
    """The name of the template for a page."""
    excerpt_template: str
    """The name of the template for the excerpt of an entry."""
    settings: ListSettings
    pinned_first: bool = False
    heading: Callable[[Note], object] | None = year_of
    """The heading of a note in the list; `None` for a list without headings."""
    excerpt_level: int = TOP
    """The level of the highest headings in excerpts."""

    def site_list(
        self, key: str, content: Content, *, hidden_by_template: bool = False
    ) -> SiteList[Note]:
        """The list as part of a site; `key` is also the key of the label used as its title."""

        def entries(language: str) -> Sequence[Note]:
            selection = self.settings.languages
            return content.catalog.select(language, selection, pinned_first=self.pinned_first)

        return SiteList(
            key=key,
            path=self.settings.path,
            entries=entries,
            title=lambda labels: labels(key),
            render=self.render,
            per_page=self.settings.per_page,
            group=self.heading,
            excerpt=self.settings.excerpt,
            hidden_by_template=hidden_by_template,
        )

    def render(self, page: ListPage[Note], context: ListContext) -> str:
        """The HTML of a page of the list."""
        labels = context.content.languages.labels(page.language)
        return context.templates.render(
            self.template,
            page=page,
            pager=page.pager,
            labels=labels,
            years=list(self._years(page, context)),
            counts=self.settings.counts,
            total=self._total(page, labels),
            list_note=list_note(self.settings.list_note, page.language),
            versions=context.versions(page),
            hrefs=relative_all(page.urls, page.url),
            **self._more(page, context),
        )

    def _more(self, page: ListPage[Note], context: ListContext) -> Mapping[str, object]:
        """What the template gets beside the list."""
        return {}

    def _total(self, page: ListPage[Note], labels: Labels) -> str:
        if self.settings.counts == "short" and page.pager.total:
            return labels("note_count", count=page.pager.total)
        return total_sentence(page, labels, cheer=self.settings.cheer)

    def _years(self, page: ListPage[Note], context: ListContext) -> Iterator[Year]:
        if self.heading is None:
            entries = [self.entry(note, page, context) for note in page.pager.items]
            yield Year(None, len(entries), entries)
            return
        for year, notes in groupby(page.pager.items, key=year_of):
            entries = [self.entry(note, page, context) for note in notes]
            yield Year(year, page.version.group_totals[year], entries)

    def entry(self, note: Note, page: ListPage[Note], context: ListContext) -> Entry:
        """A note as the list shows it on a page."""
        content, language = context.content, page.language
        other_language = note.language != language
        order = page.list.excerpt
        excerpt = context.excerpts.find(note, order) if order else None
        day = note.date.date() if note.date else None
        labels = content.languages.labels
        direction = direction_url(note, content, language)
        entry = Entry(
            note=note,
            key=content.catalog.key(note),
            href=relative(note.url, page.url),
            other_language=other_language,
            badges=tuple(self._badges(note, page, content)),
            translations=tuple(self._translations(note, page, content)),
            direction_href=relative(direction, page.url) if direction else "",
            byline=byline(content.catalog.paper(note), labels(note.language)),
            date=long_date(day, language) if day else labels(language)("undated"),
            month_and_day=month_and_day(day) if day else "",
            excerpt=self._linked(excerpt, other_language, page) if excerpt else None,
            gap="",
        )
        if order and excerpt is None:
            return replace(entry, gap=context.defer(lambda: self._excerpt(entry, page, context)))
        return entry

    def _linked(
        self, excerpt: Excerpt, other_language: bool, page: ListPage[Note]
    ) -> LinkedExcerpt:
        return LinkedExcerpt(excerpt, page.url, other_language, self.excerpt_level)

    def _excerpt(self, entry: Entry, page: ListPage[Note], context: ListContext) -> str:
        """The HTML of the excerpt of an entry; empty if its note was never rendered."""
        excerpt = context.excerpts.find(entry.note, page.list.excerpt)
        if excerpt is None:
            return ""
        labels = context.content.languages.labels(page.language)
        entry = replace(entry, excerpt=self._linked(excerpt, entry.other_language, page))
        return context.templates.render(
            self.excerpt_template, entry=entry, page=page, labels=labels
        )

    def _badges(self, note: Note, page: ListPage[Note], content: Content) -> Iterator[Badge]:
        languages = content.languages
        if self.settings.languages != "paired":
            name = languages.name(note.language)
            yield Badge(languages.badges[note.language], note.language, name)
            return
        for language, version in content.catalog.versions(note).items():
            if not version.unlisted:
                href = relative(version.url, page.url)
                name = languages.name(language)
                other_language = language != page.language
                yield Badge(languages.badges[language], language, name, href, other_language)

    def _translations(
        self, note: Note, page: ListPage[Note], content: Content
    ) -> Iterator[PageLink]:
        if self.settings.languages != "paired":
            for other in content.catalog.translations(note):
                if not other.unlisted:
                    name = content.languages.name(other.language)
                    yield PageLink(other.language, name, relative(other.url, page.url))


def total_sentence(page: ListPage[Note], labels: Labels, *, cheer: bool) -> str:
    """A sentence such as `116 posts in total. Keep on posting.`.

    With `cheer` it begins with a word for the number of notes, as in the Hexo theme NexT.
    """
    count = page.pager.total
    sentence = labels("total", count=count)
    if not cheer or not count:
        return sentence
    word = next(step["word"] for step in labels.choice("cheer") if count > step["above"])
    return labels("cheer_total", cheer=word, total=sentence)


def list_note(texts: Mapping[str, str], language: str) -> str:
    """The sentence from the option `list_note` for a language; empty if there is none."""
    found = best_match(language, [name for name in texts if name])
    return texts.get(found or "", "")


def _with_level(html: str, level: int) -> str:
    """An excerpt whose highest headings have another level than `TOP`."""
    return _HEADING.sub(lambda found: str(min(int(found[0]) + level - TOP, 6)), html)
