"""The end of a note: who wrote it, where it stands, and under which licence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from markupsafe import Markup, escape

from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.metadata.record import NoteRecord
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.views.header_fields import Resolve


@dataclass(frozen=True)
class LicenseLine:
    """A line at the end of a note: a label and its content."""

    name: str
    label: str
    html: Markup


def license_lines(
    note: Note, record: NoteRecord, labels: Labels, resolve: Resolve
) -> Iterator[LicenseLine]:
    """Author, address and licence of a note with a licence; what is unknown is left out."""
    if not record.license:
        return
    people = [
        _link(person.name, resolve(person.url) if person.url else None) for person in note.authors
    ]
    separator = Markup(escape(labels("list_separator")))
    values = {
        "author": separator.join(people),
        "link": _link(_readable(record.url), record.url) if record.url else Markup(),
        "name": _license(record.license.name, record.license.url, labels),
    }
    for name, html in values.items():
        if html:
            yield LicenseLine(name, labels(f"license.{name}"), html)


def _license(name: str, url: str, labels: Labels) -> Markup:
    """A licence that is known, in a sentence; an author's own words or address stand alone."""
    if url in ("", name):
        return _link(name, url, "license")
    return Markup(escape(labels("license.text"))).format(name=_link(name, url, "license"))


def _link(text: str, url: str | None, rel: str = "") -> Markup:
    if not url:
        return escape(text)
    attribute = Markup(' rel="{}"').format(rel) if rel else Markup()
    return Markup('<a href="{}"{}>{}</a>').format(url, attribute, text)


def _readable(url: str) -> str:
    """An address with its Chinese letters, where that loses nothing."""
    text = unquote(url, errors="strict") if "%" in url else url
    return text if text.isprintable() and " " not in text else url
