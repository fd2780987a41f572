"""The options of a site, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo

Counts = Literal["full", "short"]
Selection = Literal["all", "current", "paired"]
ExcerptSource = Literal["marker", "description", "auto"]
ExcerptOrder = tuple[ExcerptSource, ...]
"""Where an excerpt is looked for, in this order; the first source that has one is used."""
METADATA_FORMATS = ("dublin_core", "open_graph", "coins", "json_ld")
"""`dublin_core` includes the item type under which Zotero saves a note."""


@dataclass(frozen=True)
class ListSettings:
    """A list of notes: its folder, the notes in it, and the excerpts it shows."""

    path: str
    """The list's folder, relative to the folder of its language; empty for the home page."""
    per_page: int = 12
    languages: Selection = "all"
    excerpt: ExcerptOrder = ("marker", "description", "auto")
    counts: Counts = "full"
    """Whether the counts above the list are three sentences, or each number once."""
    list_note: Mapping[str, str] = field(default_factory=dict)
    """A sentence by the author, by language; the key `""` is for all languages."""
    cheer: bool = False
    """Whether the total begins with a cheer that depends on the number of notes."""


@dataclass(frozen=True)
class TableSettings:
    """A table, all of which is on one page."""

    path: str
    empty: bool = False
    """Whether there is a page while the table is empty."""


TermOrder = Literal["count", "name"]


@dataclass(frozen=True)
class KindSettings:
    """A kind of terms that has pages."""

    list: ListSettings
    """Of the list of each term. Its `path` is the folder of the kind."""
    title: Mapping[str, str] = field(default_factory=dict)
    """Its name by language; the key `""` is for all languages, and without one it is a label."""
    order: TermOrder = "count"
    min_notes: int = 1
    """How many notes must carry a term for it to have pages."""


@dataclass(frozen=True)
class TopicSettings:
    """The pages of terms."""

    path: str
    """The folder of the overview of all kinds."""
    title: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, KindSettings] = field(default_factory=dict)
    """The kinds that are on, by name, in order."""
    empty: bool = False
    """Whether there is an overview while there are no terms."""


ON_BY_DEFAULT = ("tags", "directions", "years", "series")
"""The kinds of terms that have pages unless the author says otherwise."""
TERM_KINDS = (*ON_BY_DEFAULT, "subjects", "venues", "authors", "note_authors", "states")
BY_NAME = ("years", "series")
"""The kinds that are ordered by name unless the author says otherwise."""
LEAST_NOTES = {"authors": 2}
"""The defaults of `min_notes` that are not 1."""


def default_topics() -> TopicSettings:
    """The pages of terms on a site that says nothing of them."""
    kinds = {
        name: KindSettings(
            ListSettings(
                f"topics/{name}", languages="paired", excerpt=("description", "marker", "auto")
            ),
            order="name" if name in BY_NAME else "count",
        )
        for name in ON_BY_DEFAULT
    }
    return TopicSettings("topics", kinds=kinds)


@dataclass(frozen=True)
class FeedSettings:
    """The feeds of a site. Paths are relative to the folder of a language."""

    path: str = "feed.xml"
    all_path: str = "feed-all.xml"
    """The feed of all languages; empty for none."""
    content: Literal["full", "excerpt"] = "full"
    count: int = 20
    """How many notes a feed has, the newest."""
    json: bool = False
    """Whether each feed is also a JSON Feed."""
    terms: tuple[str, ...] = ()
    """The kinds of terms that have a feed for each term."""
    also_at: tuple[str, ...] = ()
    """More paths of the feeds of languages, for those who have subscribed there."""


@dataclass(frozen=True)
class GiscusSettings:
    """Where giscus keeps the comments, and how it shows them."""

    repo: str
    repo_id: str
    category_id: str
    category: str = ""
    strict: bool = True
    """Whether the name of a thread is compared exactly, and not as GitHub searches."""
    reactions: bool = True
    input: Literal["top", "bottom"] = "bottom"
    light: str = "light"
    """The theme on light pages: one of giscus, or the address of a style sheet."""
    dark: str = "dark"
    host: str = "https://giscus.app"


@dataclass(frozen=True)
class WalineSettings:
    """Where Waline keeps the comments, and how it shows them."""

    server: str
    script: str = ""
    """Its client: the path of a file below the docs folder, or an address; empty for ours."""
    styles: str = ""
    """The same for its style sheet."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """More options of its client, as Waline describes them."""


@dataclass(frozen=True)
class CommentSettings:
    """Comments below notes."""

    providers: Mapping[str, str]
    """`giscus` or `waline` by language, empty for none; the key `""` is for all others."""
    thread: Literal["pair", "note", "pathname"] = "pair"
    """What a thread belongs to: a note in all its languages, a note in one language, or the
    address at which the note was published before."""
    consent: bool = False
    """Whether comments are loaded only after a click."""
    giscus: GiscusSettings | None = None
    waline: WalineSettings | None = None


@dataclass(frozen=True)
class Settings:
    """All options under `papernotes:` in `mkdocs.yml`, checked."""

    notes_dir: tuple[str, ...] = ("notes",)
    locales: tuple[str, ...] = ()
    primary: str = ""
    """The language in which originals are written; empty for the default language."""
    require_review: bool = False
    """Whether what a model wrote or translated is a draft until a person has reviewed it."""
    untranslated: Literal["none", "notice"] = "none"
    """Whether there is a page in the place of a translation that does not exist."""
    behind: bool = True
    """Whether translations say that their originals have changed since."""
    review: Literal["serve", "build", ""] = "serve"
    """Whether there are pages for the author about translations: in a preview alone, in builds as
    well, or nowhere."""
    timezone: tzinfo = field(default_factory=lambda: ZoneInfo("UTC"))
    excerpt_length: int = 150
    """The length of automatic excerpts, in words, or in characters of Chinese and Japanese."""
    notes_in_nav: bool = False
    archive: ListSettings | None = field(
        default_factory=lambda: ListSettings("archive", excerpt=("description", "marker", "auto"))
    )
    stream: ListSettings | None = field(default_factory=lambda: ListSettings(""))
    papers: TableSettings | None = field(default_factory=lambda: TableSettings("papers"))
    """The table of all papers, one page in each language."""
    topics: TopicSettings | None = field(default_factory=default_topics)
    """The pages of terms."""
    terms: Mapping[Any, Any] = field(default_factory=dict)
    """The author's table of terms, as it is written in `mkdocs.yml`."""
    terms_file: str = "terms.yml"
    """The file with more of that table, beside `mkdocs.yml` or in the docs folder."""
    related: int = 5
    """How many related notes the page of a note shows at most; 0 for none."""
    backlinks: bool = True
    """Whether the page of a note shows which others mention it."""
    neighbours: str = "language"
    """Within what the previous and the next note are: a kind of terms, or the language."""
    authors_file: str = ".authors.yml"
    """The file that describes the people who write notes, relative to the docs folder."""
    bibliography: tuple[str, ...] = ()
    """Files that describe papers, relative to the folder of `mkdocs.yml` or the docs folder."""
    max_authors: int = 10
    """How many authors of a paper a header shows; the others are folded."""
    cite: bool = True
    """Whether notes offer citations, as text and as files."""
    metadata: frozenset[str] = frozenset(METADATA_FORMATS)
    """The formats of `METADATA_FORMATS` that are written into pages."""
    image: str = ""
    """The picture that is shown where notes without one of their own are shared: the path of a file
    below the docs folder, or an https address."""
    license: str = ""
    """The licence of notes that name no other, as the author wrote it; empty for none."""
    feeds: FeedSettings | None = field(default_factory=FeedSettings)
    comments: CommentSettings | None = None
    one_column: bool = False
    """Whether ordinary pages stand in the same column as notes and lists."""
    formulas: bool = False
    """Whether KaTeX typesets formulas."""
    macros: Mapping[str, str] = field(default_factory=dict)
    """TeX by the name of the macro, for formulas."""
    cjk_line_breaks: Literal["keep", "join"] = "keep"
    """Whether line breaks within Chinese and Japanese paragraphs are joined without a space."""
    wikilinks: bool = False
    """Whether `[[…]]` in texts are links."""
    attachments: str = ""
    """Where `![[…]]` looks for files first: a folder below the docs folder, or beside each page if
    it begins with `./`."""
    mark_papers: bool = False
    """Whether the addresses of papers in texts lead to the notes on them as well."""
    previews: bool = True
    """Whether links to notes show what they lead to."""
    markdown: bool = False
    """Whether notes are also there in Markdown, with a list of them for programs."""
    cache: bool = True
    """Whether results are kept for the next build."""
    cache_dir: str = ".cache/papernotes"
    """The folder for them, relative to that of `mkdocs.yml`."""
    workers: int = 0
    """How many processes may render; 0 for as many as the machine has cores."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The author's own labels, by language and key."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """Where old addresses lead: a source file, an address of the site, or a full one."""
    schedule: Mapping[str, str] = field(default_factory=dict)
    """The direction of each day of the week, `mon` to `sun`, for commands; builds do not use it."""
    ignore: frozenset[str] = frozenset()
    """The codes of messages of which the author does not want to be told."""
