"""The fields in the header of a note: those of the note and those of its paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from mkdocs_papernotes.dates import long_date
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.people.person import Person
from mkdocs_papernotes.terms.kinds import venue_series
from mkdocs_papernotes.views.author_line import affiliation_line, author_line, orcid_link
from mkdocs_papernotes.views.page_link import PageLink

Resolve = Callable[[Link], "str | None"]
"""Returns the address of a link in front matter, or `None` if the link is unsafe or broken."""


TermLink = Callable[[str, str], str]
"""Returns the link to the page of a term by its kind and spelling; empty if it has none."""


def no_terms(kind: str, spelling: str) -> str:
    """The links to terms on a site without pages for them."""
    return ""


@dataclass(frozen=True)
class HeaderField:
    """One line of the header: a label and its content."""

    name: str
    label: str
    html: Markup
    folded: bool = False
    """Whether a screen hides it until the reader unfolds the header."""


def paper_fields(
    paper: Paper, labels: Labels, resolve: Resolve, max_authors: int, term: TermLink = no_terms
) -> Iterator[HeaderField]:
    """The fields of a paper that are not empty."""
    yield from _field("title", labels, paper.title, facts.url(paper, resolve))
    yield from _author_fields(paper, labels, max_authors, term)
    yield from _venue_field(paper, labels, resolve, term)
    if paper.date:
        yield from _field("date", labels, long_date(paper.date, labels.language), folded=True)
    yield from _field("pages", labels, paper.pages, folded=True)
    yield from _identifier_fields(paper, labels, term)
    yield from _field("focus", labels, paper.focus, folded=True)
    yield from _field("contribution", labels, paper.contribution, folded=True)
    yield from _link_field(paper, labels, resolve)


def note_fields(
    note: Note, labels: Labels, resolve: Resolve, term: TermLink = no_terms
) -> Iterator[HeaderField]:
    """The fields of a note that are not empty: people, date, time, direction."""
    yield from _people_field("note_authors", note.authors, labels, resolve, term)
    yield from _people_field("translator", note.translators, labels, resolve)
    if note.date:
        yield from _field("note_date", labels, long_date(note.date.date(), note.language))
    if note.reading_minutes:
        text = labels("reading_time", count=note.reading_minutes)
        yield from _field("reading_time", labels, text)
    yield from _field("direction", labels, note.direction, term("directions", note.direction))


def updated_field(note: Note, labels: Labels, *, folded: bool) -> Iterator[HeaderField]:
    """When a note was changed, if that is known."""
    if note.updated:
        day = long_date(note.updated.date(), note.language)
        yield from _field("updated", labels, day, folded=folded)


def opinion_fields(note: Note, labels: Labels, term: TermLink = no_terms) -> Iterator[HeaderField]:
    """How far the author of the note has read the paper, and what they make of it."""
    if note.state:
        href = term("states", note.state)
        yield from _field("state", labels, labels(f"state.{note.state}"), href, folded=True)
    if note.rating:
        yield HeaderField("rating", labels("field.rating"), stars(note.rating, labels), folded=True)


def notes_field(
    name: str, notes: Sequence[PageLink], language: str, labels: Labels
) -> Iterator[HeaderField]:
    """A field with links to other notes, on the page of a note in `language`."""
    links = []
    for other in notes:
        tag = escape(bcp47(other.language))
        own_window = ' target="_self"' if other.language != language else ""
        attributes = f'href="{escape(other.href)}" lang="{tag}" hreflang="{tag}"{own_window}'
        links.append(f"<a {attributes}>{escape(other.text)}</a>")
    if links:
        separator = str(escape(labels("list_separator")))
        yield HeaderField(name, labels(f"field.{name}"), Markup(separator.join(links)), folded=True)


def stars(rating: int, labels: Labels) -> Markup:
    """A rating from 1 to 5 as stars, with a text for screen readers."""
    text = escape(labels("rated", rating=rating))
    drawn = "★" * rating + "☆" * (5 - rating)
    return Markup(f'<span class="pn-stars" role="img" aria-label="{text}">{drawn}</span>')


def _field(
    name: str, labels: Labels, text: str, href: str = "", *, folded: bool = False
) -> Iterator[HeaderField]:
    if text:
        html = escape(text)
        if href:
            html = Markup(f'<a href="{escape(href)}">{html}</a>')
        yield HeaderField(name, labels(f"field.{name}"), html, folded)


def _author_fields(
    paper: Paper, labels: Labels, max_authors: int, term: TermLink
) -> Iterator[HeaderField]:
    authors = paper.authors
    if authors:
        hrefs = {author.name: term("authors", author.name) for author in authors}
        names = author_line(authors, labels, max_authors, others=paper.others, hrefs=hrefs)
        yield HeaderField("authors", labels("field.authors"), names)
        if places := affiliation_line(authors, labels):
            yield HeaderField("affiliations", labels("field.affiliations"), places, folded=True)


def _venue_field(
    paper: Paper, labels: Labels, resolve: Resolve, term: TermLink
) -> Iterator[HeaderField]:
    """A badge with the short name of the venue, then full name, numbers and pages.

    The badge leads to the notes on papers of the venue, or else to the venue's own page. Where it
    leads to notes, what follows leads to that page.
    """
    venue = paper.venue
    if venue is None:
        return
    badge = Markup(f'<span class="pn-venue">{escape(venue.short)}</span>')
    url = resolve(venue.link) if venue.link else None
    notes = term("venues", venue_series(venue.short))
    if notes or url:
        badge = Markup(f'<a href="{escape(notes or url)}">{badge}</a>')
    volume = paper.volume + (f"({paper.issue})" if paper.issue else "")
    title = venue.title if venue.title != venue.short else ""
    parts = [title, paper.number, volume, paper.page or paper.eid]
    rest = escape(", ".join(part for part in parts if part))
    if notes and url:
        rest = Markup(f'<a href="{escape(url)}">{rest or escape(_host(url))}</a>')
    html = badge
    if rest:
        html = Markup(f'{badge} <span class="pn-venue__title">{rest}</span>')
    yield HeaderField("venue", labels("field.venue"), html)


def _identifier_fields(paper: Paper, labels: Labels, term: TermLink) -> Iterator[HeaderField]:
    hrefs = {category: term("subjects", category) for category in paper.categories}
    if paper.arxiv:
        text = str(paper.arxiv)
        category = facts.primary_category(paper)
        if category and not paper.arxiv.id.startswith(f"{category}/"):
            text = labels("arxiv_primary", id=paper.arxiv, category=category)
        html = f'<a href="{escape(paper.arxiv.url)}">{escape(text)}</a>'
        if paper.read_version:
            version = escape(labels("read_version", version=paper.read_version))
            html += f' <span class="pn-version">{version}</span>'
        yield HeaderField("arxiv", labels("field.arxiv"), Markup(html))
    if paper.categories[1:] or not paper.arxiv or any(hrefs.values()):
        links = Markup(", ").join(_linked(escape(text), hrefs[text]) for text in paper.categories)
        if links:
            yield HeaderField("categories", labels("field.categories"), links, folded=True)
    if paper.doi and not paper.doi.is_arxiv:
        label = labels("field.doi")
        html = (
            f'<a href="{escape(paper.doi.url)}" data-short="{escape(label)}"'
            f' aria-label="{escape(label)} {escape(paper.doi.id)}">'
            f'<span class="pn-id">{escape(paper.doi.id)}</span></a>'
        )
        yield HeaderField("doi", label, Markup(html))


def _linked(html: Markup, href: str | None) -> Markup:
    return Markup(f'<a href="{escape(href)}">{html}</a>') if href else html


def _host(url: str) -> str:
    """What is shown of an address that has no other text."""
    return urlsplit(url).netloc.removeprefix("www.") or url


def _link_field(paper: Paper, labels: Labels, resolve: Resolve) -> Iterator[HeaderField]:
    """Links to the PDF, the code and so on, in the author's order."""
    links = []
    for kind, link in paper.links:
        if href := resolve(link):
            name = kind.lower()
            text = labels(f"link.{name}") if labels.has(f"link.{name}") else kind
            attributes = f'class="pn-link" data-link="{escape(name)}" href="{escape(href)}"'
            links.append(f"<a {attributes}>{escape(text)}</a>")
    if links:
        yield HeaderField("links", labels("field.links"), Markup(" ".join(links)))


def _people_field(
    name: str,
    people: Sequence[Person],
    labels: Labels,
    resolve: Resolve,
    term: TermLink = no_terms,
) -> Iterator[HeaderField]:
    if people:
        separator = Markup(escape(labels("list_separator")))
        html = separator.join(
            _person(person, labels, resolve, term(name, person.name)) for person in people
        )
        yield HeaderField(name, labels(f"field.{name}"), html)


def _person(person: Person, labels: Labels, resolve: Resolve, notes: str) -> Markup:
    """A name with its picture and links: to the person's notes if they have a page.

    It has no microformat classes, because Zotero would read them as a byline.
    """
    html = str(escape(person.name))
    url = notes or (resolve(person.url) if person.url else None)
    avatar = resolve(person.avatar) if person.avatar else None
    if avatar:
        size = 'width="20" height="20" alt="" loading="lazy"'
        html = f'<img class="pn-avatar" src="{escape(avatar)}" {size}>{html}'
    if url:
        html = f'<a href="{escape(url)}">{html}</a>'
    if person.orcid:
        html += str(orcid_link(person.name, person.orcid, labels))
    return Markup(html)
