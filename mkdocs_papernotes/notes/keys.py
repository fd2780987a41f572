"""The front matter keys of a note, and those of the theme."""

from __future__ import annotations

from typing import Literal

from mkdocs_papernotes.front_matter.keys import Key, Table
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

NOTE_KEYS = Table(
    (
        Key("title", "text", "the title; else the first heading, else the file's name"),
        Key("date", "moment", "when it was written; orders the lists", keys=_DATE_KEYS),
        Key("updated", "moment", "when it was last changed; shown, does not order"),
        Key(
            "publish",
            "flag or moment",
            "when it is published; not built before, nor with `false`",
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
        Key("direction", "text", "the line of research, shown in header and stream"),
        Key(
            "translation_key",
            "text",
            "what pairs notes whose paths differ",
            aliases=("translationKey",),
        ),
        Key(
            "lang",
            "text",
            "the note's language where the file's name does not say it",
        ),
        Key(
            "url",
            "text",
            "an address of the note's own, as in Hexo and Hugo",
            meant=("permalink",),
            pattern=r"^(?!\s*//)[^\\:?#]{1,200}$",
        ),
        Key("pin", "flag", "whether it comes first in the stream"),
        Key(
            "draft",
            "flag",
            "whether it is a draft: not built, but shown and marked in `mkdocs serve`",
        ),
        Key("unlisted", "flag", "whether it is built, but is in no list, search or sitemap"),
        Key("excerpt", "any", "`false`: lists show no excerpt of its text, only its `description`"),
        Key(
            "password",
            "text",
            "what encrypts the page, with the plugin `encryptcontent`; not built without it",
        ),
        Key("papernotes", "flag", "whether the page is a note, wherever it lies"),
        Key("original_url", "link", "the original article, linked in a line at the bottom"),
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
            "the picture that is shown where the note is shared",
            keys=_IMAGE_KEYS,
        ),
        Key(
            "license",
            "text or false",
            "the licence at the end of the note, instead of the site's; `false` for none",
        ),
        Key("metadata", "flag", "whether the page carries metadata for machines"),
        PAPER,
    ),
    open=True,
)
"""The keys of a note that this plugin reads. Others may belong to other tools."""

THEME_KEYS = Table(
    (
        Key("tags", "texts", "tags, with Material's `tags` plugin"),
        Key(
            "hide",
            "texts",
            "parts of Material's page to leave out; the lists leave out `toc` by themselves",
        ),
        Key("status", "text", "a mark in Material's navigation, such as `new`"),
        Key("search", "any", "keeps the page out of Material's search"),
        Key("template", "text", "another template of the theme"),
    ),
    open=True,
)
"""Keys of MkDocs and the theme that this plugin respects."""

PAGE_KEYS = Table((*NOTE_KEYS, *THEME_KEYS), open=True)
"""All keys of a page that this plugin reads or respects."""
