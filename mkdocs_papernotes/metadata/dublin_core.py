"""Dublin Core of the note, and the type that Zotero files it under."""

from __future__ import annotations

from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.metadata.markup import meta
from mkdocs_papernotes.metadata.record import NoteRecord, day


def dublin_core(record: NoteRecord) -> list[str]:
    """`<meta>` elements on the note, never on the paper, whose title would replace the note's.

    `z:itemType` is what makes Zotero's "Embedded Metadata" translator file a blog post. There is no
    `DC.description`: beside `z:itemType`, its "RDF" translator files that under Extra.
    """
    pairs = [
        ("z:itemType", "blogPost"),
        ("DC.title", record.title),
        *(("DC.creator", person.name) for person in record.authors),
        ("DC.date", day(record.date)),
        ("DC.language", bcp47(record.language)),
    ]
    return [element for key, value in pairs if (element := meta("name", key, value))]
