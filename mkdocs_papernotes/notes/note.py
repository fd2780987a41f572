"""A note: one Markdown page in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.front_matter.notebook import is_notebook
from mkdocs_papernotes.markup.heading import same_title
from mkdocs_papernotes.markup.measure import reading_minutes
from mkdocs_papernotes.notes.keys import State
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.provenance import Provenance
from mkdocs_papernotes.notes.revision import Revision
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.people.person import Person
from mkdocs_papernotes.text import without

TitleSource = Literal["front matter", "heading", "name"]
"""`name`: that of the file, or `nav:`. A plugin may still put an H1 into the text."""


@dataclass(frozen=True)
class Series:
    """A note's place in a series of notes."""

    name: str
    part: int | None = None
    """Counted from 1; `None` if the order is that of the dates."""


@dataclass(frozen=True, eq=False)
class Note:
    """Everything that lists, headers and metadata show of a note. Texts are plain, not HTML."""

    location: Location
    title: str
    opens_with_title: bool
    """Whether the text begins with the H1 of the page."""
    has_heading: bool
    """Whether the H1 of the page is in the text. If not, the title must be put above the text."""
    title_source: TitleSource
    """What the title is from."""
    body: str
    """The Markdown below the front matter."""
    values: Mapping[str, Any]
    """All of the front matter, for the theme and for other plugins."""
    date: datetime | None
    """When it was written, in the site's time zone."""
    updated: datetime | None = None
    publish: datetime | None = None
    description: str = ""
    authors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    direction: str = ""
    tags: tuple[str, ...] = ()
    series: Series | None = None
    aliases: tuple[str, ...] = ()
    """Other names of the note, by which wikilinks find it; without its old addresses."""
    translation_key: str = ""
    """The stated key that pairs the note with its translations; empty if none is stated."""
    permalink: str = ""
    """The address that the note sets for itself, see `parse_permalink`; empty without one."""
    feed_id: str = ""
    """What feeds know it by: an IRI, or a word in place of the translation key; may be empty."""
    pinned: bool = False
    draft: bool = False
    unlisted: bool = False
    has_password: bool = False
    """Whether it asks to be encrypted."""
    has_excerpt: bool = True
    """Whether lists may show the beginning of its text; its description they always may."""
    state: State | None = None
    """How far the author of the note has read the paper."""
    rating: int = 0
    """The author's rating of the paper, 1 to 5; 0 without one."""
    has_metadata: bool = True
    """Whether its page has metadata for search engines and reference managers."""
    has_comments: bool = True
    """Whether its page may have comments."""
    thread: str = ""
    """The name of its thread of comments; empty if it states none."""
    image: Link | None = None
    """The picture that is shown where the note is shared."""
    license: str | None = None
    """Its licence as the author wrote it; empty for none, `None` for that of the site."""
    original_language: str = ""
    """The language of the original as the note names it; empty if it does not."""
    origin: Provenance | None = None
    """How its text was written."""
    translation: Provenance | None = None
    """How it was translated."""
    source_revision: Revision | None = None
    """The day or the commit of the original that the translation is of."""
    translation_current: bool = False
    """Whether the author says that the translation needs no update."""
    may_wait_for_review: bool = False
    """Whether something that cannot be read may say that a model wrote or translated it."""
    original: Link | None = None
    """The original publication of the note, such as a blog post."""
    paper: Paper | None = None
    line_of: Mapping[str, int] = field(default_factory=dict)
    """The line of each front matter key."""

    @property
    def source(self) -> str:
        return self.location.source

    @property
    def language(self) -> str:
        return self.location.language

    @property
    def url(self) -> str:
        return self.location.url

    @property
    def is_notebook(self) -> bool:
        """Whether it is a Jupyter notebook, which another plugin renders; `body` is its text."""
        return is_notebook(self.source)

    @property
    def is_translation(self) -> bool:
        """Whether it says of itself that it was translated."""
        return bool(self.translators or self.translation)

    @property
    def waits_for_review(self) -> bool:
        """Whether no person has reviewed what a model wrote or translated; in doubt it waits."""
        said = (self.origin, self.translation)
        return self.may_wait_for_review or any(each is not None and each.is_open for each in said)

    @cached_property
    def reading_minutes(self) -> int:
        return reading_minutes(self.body)

    @cached_property
    def has_text(self) -> bool:
        """Whether there is any text below the title."""
        text = without(self.body, "<!--", "-->").strip()
        return "\n" in text if self.opens_with_title else bool(text)

    def is_title(self, heading: str) -> bool:
        """Whether an H1 that a plugin or a snippet put into the text is that of the page."""
        if self.title_source == "name":
            return bool(heading)
        return same_title(self.title, heading)

    @property
    def has_open_text(self) -> bool:
        """Whether its text may be quoted elsewhere: it is listed, and lists may show an excerpt."""
        return self.has_excerpt and not (self.draft or self.unlisted)

    def is_public(self, now: datetime) -> bool:
        """Whether a build at `now` publishes the note: not a draft, and not scheduled for later."""
        return not self.draft and (self.publish is None or self.publish <= now)

    def replace_text(self, body: str) -> None:
        """Give the note another text. All that has the note shows it from then on.

        For a preview, in which nothing else of the note has changed.
        """
        object.__setattr__(self, "body", body)
        for derived in ("reading_minutes", "has_text"):
            vars(self).pop(derived, None)
