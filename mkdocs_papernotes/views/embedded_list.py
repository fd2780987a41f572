"""Lists of notes that stand in the text of a page, where a directive asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mkdocs_papernotes.dates import long_date
from mkdocs_papernotes.directives.list_directive import ListDirective, Style
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import ExcerptOrder, ListSettings, Settings
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.site.lists import ListPage, ListVersion, SiteList
from mkdocs_papernotes.site.pagination import paginate
from mkdocs_papernotes.views.header_fields import stars
from mkdocs_papernotes.views.list_kind import ListContext
from mkdocs_papernotes.views.note_list import Entry, NoteList

_EXCERPT_TEMPLATES: Mapping[Style, str] = {"entries": "excerpt_line", "excerpts": "excerpt"}
"""The styles that show something of the texts of notes."""
_WHEN_OFF: ExcerptOrder = ("description", "marker", "auto")
"""Where excerpts are looked for if the list is off whose option says it."""
_LOWEST = 6


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    title: str
    """Empty in a list without headings."""
    entries: Sequence[Entry]


@dataclass(frozen=True)
class EmbeddedList:
    """A list on a page of another kind, with its notes."""

    directive: ListDirective
    language: str
    """That of the page."""
    url: str
    """The address of the page."""
    titles: tuple[str, ...]
    """The headings of the groups, in order; one empty heading if there are no groups."""
    groups: tuple[tuple[Note, ...], ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(note for group in self.groups for note in group)

    @property
    def shows_texts(self) -> bool:
        """Whether it shows something of the texts of its notes."""
        return self.directive.style in _EXCERPT_TEMPLATES

    def render(self, level: int, context: ListContext) -> str:
        """The HTML of the list; `level` is that of its highest headings."""
        content, style = context.content, self.directive.style
        labels = content.languages.labels(self.language)
        has_groups = any(self.titles)
        entry_level = min(level + has_groups, _LOWEST)
        view = NoteList(
            f"embedded_{style}",
            _EXCERPT_TEMPLATES.get(style, ""),
            ListSettings("", languages=self.directive.languages),
            excerpt_level=min(entry_level + 1, _LOWEST),
        )
        page = self._page(content.settings)
        groups = [
            Group(title, [view.entry(note, page, context) for note in notes])
            for title, notes in zip(self.titles, self.groups, strict=True)
        ]
        return context.templates.render(
            "embedded",
            page=page,
            style=style,
            labels=labels,
            groups=groups,
            level=level,
            entry_level=entry_level,
            columns=_columns(self.notes),
            stars=stars,
            empty=labels("total", count=0),
        )

    def _page(self, settings: Settings) -> ListPage[Note]:
        """The list as a page of a list, for what renders entries."""
        listed = SiteList(
            key="embedded",
            path="",
            entries=lambda language: self.notes,
            title=lambda labels: "",
            render=lambda page, context: "",
            excerpt=_order(self.directive.style, settings),
        )
        pagers = tuple(paginate(self.notes, None))
        return ListPage(ListVersion(listed, self.language, "", (self.url,), ("",), pagers, {}), 1)


def embedded_list(
    directive: ListDirective, notes: Sequence[Note], language: str, url: str, content: Content
) -> EmbeddedList:
    """The list of some notes, in the groups that a directive asks for."""
    groups: dict[tuple[float, str], list[Note]] = {}
    for note in notes:
        groups.setdefault(_group(note, directive, language, content), []).append(note)
    order = sorted(groups, key=lambda group: group[0])
    return EmbeddedList(
        directive,
        language,
        url,
        tuple(title for _, title in order),
        tuple(tuple(groups[group]) for group in order),
    )


def _group(
    note: Note, directive: ListDirective, language: str, content: Content
) -> tuple[float, str]:
    """The place of a note's group among the others, and its heading.

    Years and weeks come newest first, directions in the order of their first notes; notes without
    any come last.
    """
    labels = content.languages.labels(language)
    if directive.group == "direction":
        names = [term.name(language) for term in content.terms.of_note(note, "directions")]
        return (0, names[0]) if names else (1, labels("no_direction"))
    if not directive.group:
        return 0, ""
    if note.date is None:
        return float("inf"), labels("undated")
    if directive.group == "year":
        return -note.date.year, str(note.date.year)
    return _week(note.date.date(), labels)


def _week(day: date, labels: Labels) -> tuple[float, str]:
    """The week of a day, which begins with Monday."""
    monday = date.fromordinal(max(day.toordinal() - day.weekday(), 1))
    return -monday.toordinal(), labels("week", day=long_date(monday, labels.spoken))


def excerpt_orders(settings: Settings) -> set[ExcerptOrder]:
    """The orders in which lists on pages look for excerpts."""
    orders = {_order(style, settings) for style in _EXCERPT_TEMPLATES}
    return {order for order in orders if order}


def _order(style: Style, settings: Settings) -> ExcerptOrder:
    """Where the excerpts of a list are looked for: as in the archive or in the stream."""
    if style not in _EXCERPT_TEMPLATES:
        return ()
    likeness = settings.archive if style == "entries" else settings.stream
    return likeness.excerpt if likeness else _WHEN_OFF


def _columns(notes: Sequence[Note]) -> list[str]:
    """The columns of a table that some notes have and others may lack."""
    return [name for name in ("state", "rating") if any(getattr(note, name) for note in notes)]
