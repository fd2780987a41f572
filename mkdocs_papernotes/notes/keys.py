"""The front matter keys of a note, and those of the theme."""

from __future__ import annotations

from typing import Literal

from mkdocs_papernotes.front_matter.keys import Key, Table
from mkdocs_papernotes.notes.provenance import PROVENANCE_KEYS
from mkdocs_papernotes.papers.keys import PAPER
from mkdocs_papernotes.people.keys import PERSON_KEYS

State = Literal["to-read", "reading", "read"]
STATES: tuple[State, ...] = ("to-read", "reading", "read")

_DATE_KEYS = Table(
    (
        Key("created", "moment", "the note's `date`, as Material's blog writes it"),
        Key("updated", "moment", "the note's `updated`, as Material's blog writes it"),
    ),
    open=True,
)

_IMAGE_KEYS = Table((Key("path", "link", "the picture, as Jekyll writes it"),), open=True)

_SERIES_KEYS = Table(
    (
        Key("name", "text", "the name of the series"),
        Key("part", "text", "which part the note is, from 1", pattern=r"^0*[1-9][0-9]{0,5}$"),
    )
)

_COMMENT_KEYS = Table(
    (Key("id", "text", "the name of the thread, as it was before the note came here"),)
)

NOTE_KEYS = Table(
    (
        Key(
            "title",
            "text",
            "the title; by default the first heading, else the one in `nav:`, else the file's name",
        ),
        Key(
            "date",
            "moment",
            "when it was written; lists are in the order of these dates",
            keys=_DATE_KEYS,
        ),
        Key("updated", "moment", "when it was last changed; shown, but does not affect the order"),
        Key(
            "publish",
            "flag or moment",
            "when it is published; not built before that, or at all with `false`",
            aliases=("published",),
        ),
        Key(
            "description",
            "text",
            "one plain sentence, for the archive and for search engines",
        ),
        Key(
            "authors",
            "entries",
            "who wrote the note",
            aliases=("author",),
            keys=PERSON_KEYS,
        ),
        Key("translator", "entries", "who translated it", keys=PERSON_KEYS),
        Key("direction", "text", "the line of research, shown in the header and the stream"),
        Key("tags", "texts", "tags, each of which has a page with its notes"),
        Key(
            "series",
            "entry",
            "the series that the note belongs to, by name, perhaps with its part",
            keys=_SERIES_KEYS,
        ),
        Key(
            "aliases",
            "texts",
            "other names of the note, by which `[[wikilinks]]` find it, and its old addresses",
        ),
        Key(
            "redirect_from",
            "texts",
            "old addresses of the note, which lead to it, as in Jekyll",
        ),
        Key(
            "translation_key",
            "text",
            "pairs notes whose paths differ",
            aliases=("translationKey",),
        ),
        Key("original", "text", "the language of the original, if the note has translations"),
        Key(
            "translation",
            "entry",
            "who or what translated the note, and whether a person has reviewed it",
            keys=PROVENANCE_KEYS,
        ),
        Key(
            "source_revision",
            "text",
            "the day or the commit of the original that the note translates",
        ),
        Key(
            "translation_current",
            "flag",
            "whether the translation is current, no matter what has changed",
        ),
        Key(
            "origin",
            "entry",
            "who or what wrote the note, and whether a person has reviewed it",
            keys=PROVENANCE_KEYS,
        ),
        Key(
            "lang",
            "text",
            "the note's language, if the file's name does not show it",
        ),
        Key(
            "url",
            "text",
            "the address of the note, as in Hexo and Hugo",
            meant=("permalink",),
            pattern=r"^(?!\s*//)[^\\:?#]{1,200}$",
        ),
        Key(
            "feed_id",
            "text",
            "what feed readers know the note by, if it was moved or comes from another site",
        ),
        Key("pin", "flag", "whether it comes first in the stream"),
        Key(
            "draft",
            "flag",
            "whether it is a draft: not built, but shown and marked in `mkdocs serve`",
        ),
        Key("unlisted", "flag", "whether it is built, but is in no list, search or sitemap"),
        Key(
            "excerpt",
            "any",
            "with `false`, lists show only its `description`, and no excerpt of its text",
        ),
        Key(
            "password",
            "text",
            "encrypts the page with the plugin `encryptcontent`; not built without that plugin",
        ),
        Key("papernotes", "flag", "whether the page is a note, no matter where it is"),
        Key("original_url", "link", "the original article, linked at the end of the note"),
        Key("state", "choice", "how far you have read the paper", choices=STATES),
        Key(
            "rating",
            "choice",
            "what you make of the paper, from 1 to 5",
            choices=(1, 2, 3, 4, 5),
        ),
        Key(
            "image",
            "link",
            "the picture shown in previews of links to the note",
            keys=_IMAGE_KEYS,
        ),
        Key(
            "license",
            "text or false",
            "the licence at the end of the note, instead of the site's; `false` for none",
        ),
        Key(
            "comments",
            "flag or mapping",
            "with `false`, the note has no comments; `{id: …}` names its thread",
            keys=_COMMENT_KEYS,
        ),
        Key("metadata", "flag", "whether the page contains metadata for other programs"),
        PAPER,
    ),
    open=True,
)
"""The keys of a note that this plugin reads. Others may belong to other tools."""

THEME_KEYS = Table(
    (
        Key(
            "hide",
            "texts",
            "parts of Material's page to leave out; lists always leave out `toc`",
        ),
        Key("status", "text", "a mark in Material's navigation, such as `new`"),
        Key("search", "any", "keeps the page out of Material's search"),
        Key("template", "text", "which template of the theme to use"),
    ),
    open=True,
)
"""Keys of MkDocs and the theme that this plugin respects."""

PAGE_KEYS = Table((*NOTE_KEYS, *THEME_KEYS), open=True)
"""All keys of a page that this plugin reads or respects."""
