"""The keys of a paper, and of its authors, affiliations, venue and links."""

from __future__ import annotations

from mkdocs_papernotes.front_matter.keys import Key, Table
from mkdocs_papernotes.papers.paper import LINK_KINDS, PAPER_TYPES

_NAME = Key("name", "text", "the name of an author or an affiliation")

AFFILIATION_KEYS = Table(
    (
        Key("id", "text", "the short name by which authors refer to an affiliation"),
        _NAME,
        Key("ror", "text", "an affiliation's ROR id, which its name links to"),
    )
)

AUTHOR_KEYS = Table(
    (
        _NAME,
        Key("family", "text", "an author's family name, if `name` would be split wrongly"),
        Key("given", "text", "an author's given name, if `name` would be split wrongly"),
        Key("suffix", "text", "what follows an author's name, such as `Jr.`"),
        Key(
            "literal",
            "text",
            "an organisation as an author, in place of `name`",
            meant=("organisation", "organization", "institution"),
        ),
        Key(
            "affiliations",
            "entries",
            "an author's affiliations: an `id` from the list, or a full name",
            aliases=("affiliation",),
            keys=AFFILIATION_KEYS,
        ),
        Key("orcid", "text", "an author's ORCID iD, linked after the name"),
        Key("corresponding", "flag", "marks the author with `*` as a corresponding author"),
        Key(
            "equal_contributor",
            "flag",
            "marks the author with `†` for equal contribution",
            aliases=("equal",),
        ),
    )
)

VENUE_KEYS = Table(
    (
        Key("title", "text", "the full name of the venue"),
        Key("short_title", "text", "the short name of the venue, for lists"),
        Key("url", "link", "the venue's page"),
    )
)

LINK_KEYS = Table(
    tuple(Key(kind, "link", f"a link that is shown as “{kind}”") for kind in LINK_KINDS),
    any=Key("", "link", "a link that is shown under the name that you give it"),
)

PAPER_KEYS = Table(
    (
        Key("type", "choice", "what kind of paper it is", choices=PAPER_TYPES),
        Key(
            "title",
            "text",
            "its title; links to the DOI if the paper is published, else to arXiv or `url`",
        ),
        Key(
            "authors",
            "entries",
            "its authors, in the order and spelling of the paper",
            keys=AUTHOR_KEYS,
        ),
        Key(
            "affiliations",
            "entries",
            "the affiliations that authors refer to",
            keys=AFFILIATION_KEYS,
        ),
        Key(
            "date",
            "date",
            "when it appeared, as precisely as you know",
            aliases=("issued", "year"),
        ),
        Key("arxiv", "text", "the arXiv id", meant=("eprint",)),
        Key("doi", "text", "the DOI"),
        Key("categories", "texts", "arXiv's subjects, the primary one first"),
        Key(
            "venue",
            "entry",
            "where it appeared",
            meant=("journal", "booktitle", "conference"),
            keys=VENUE_KEYS,
        ),
        Key("volume", "text", "the journal's volume"),
        Key("issue", "text", "the journal's issue"),
        Key("page", "text", "the range of pages"),
        Key("pages", "text", "the number of pages"),
        Key("eid", "text", "the number of an article in a journal without page numbers"),
        Key("number", "text", "the number of a report or a patent"),
        Key("genre", "text", "what kind of thesis or report it is, such as `Master's thesis`"),
        Key("publisher", "text", "the publisher, for citations; for a thesis, the university"),
        Key("language", "text", "the language it is written in, such as `zh`", meant=("lang",)),
        Key("focus", "text", "what it is about, in a few words"),
        Key("contribution", "text", "what it adds, in a sentence"),
        Key("abstract", "paragraphs", "the abstract; folded on the page"),
        Key(
            "url",
            "link",
            "the address of a paper that has neither an arXiv id nor a DOI",
        ),
        Key("links", "mapping", "links by kind, in your order", keys=LINK_KEYS),
        Key(
            "citation_key",
            "text",
            "its key in a bibliography and in citations",
            pattern=r"^\S*$",
        ),
        Key(
            "read_version",
            "text",
            "the arXiv version that you read, shown as “based on v2”",
            pattern="^[vV]?[1-9][0-9]{0,3}$",
        ),
    )
)

PAPER = Key(
    "paper",
    "entry",
    "the paper that the note is about, or its key in a bibliography",
    keys=PAPER_KEYS,
)
"""The key under which a note describes its paper."""
