"""Dublin Core of a note, and the item type under which Zotero saves it."""

from __future__ import annotations

from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.metadata.markup import meta
from mkdocs_papernotes.metadata.record import NoteRecord, day


def dublin_core(record: NoteRecord) -> list[str]:
    """`<meta>` elements that describe the note, not the paper, whose title Zotero would take.

    `z:itemType` makes Zotero's "Embedded Metadata" translator save a blog post. `DC.description` is
    left out: with `z:itemType`, Zotero's "RDF" translator would put it into Extra.
    """
    pairs = [
        ("z:itemType", "blogPost"),
        ("DC.title", record.title),
        *(("DC.creator", person.name) for person in record.authors),
        ("DC.date", day(record.date)),
        ("DC.language", bcp47(record.language)),
    ]
    return [element for key, value in pairs if (element := meta("name", key, value))]
