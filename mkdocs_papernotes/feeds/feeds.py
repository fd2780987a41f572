"""The feeds of a site: which there are, which notes are in them, and where their files are."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from urllib.parse import quote, unquote

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.catalog.originals import original_of
from mkdocs_papernotes.feeds import stylesheet
from mkdocs_papernotes.feeds.entries import EntryMaker
from mkdocs_papernotes.feeds.entry import Feed, FeedText
from mkdocs_papernotes.feeds.formats import FeedFormat, format_of
from mkdocs_papernotes.feeds.identity import feed_id
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import FeedSettings
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.terms.term import Term
from mkdocs_papernotes.text import one_line

ALL = "all"
"""The name of the feed with the notes of all languages."""
TERMS = "topics/"
"""How the keys of the lists of terms begin."""
TermUrl = Callable[[Term, str], "str | None"]
"""Returns the address of the list of a term in a language."""
TextOf = Callable[[Note], FeedText]
"""Returns what a feed shows of the text of a note."""


@dataclass(frozen=True)
class FeedFile:
    """A file of a feed."""

    url: str
    """The address, relative to the site's root."""
    format: FeedFormat
    is_linked: bool = True
    """Whether pages link to it."""


@dataclass(frozen=True, eq=False)
class Channel:
    """A feed without the texts of its notes, which are rendered later."""

    name: str
    """Its name among the feeds of the site: the tag of its language, `all`, or that of a term."""
    language: str
    """The language of its words."""
    title: str
    home: str
    """The full address of the page whose feed it is."""
    notes: tuple[Note, ...]
    """Newest first."""
    files: tuple[FeedFile, ...]
    is_mixed: bool = False
    """Whether its notes are in several languages."""


class Feeds:
    """The feeds of a site with an address. A language without an address of its own has none."""

    def __init__(self, content: Content, homes: Mapping[str, str], term_url: TermUrl):
        """`homes` are the addresses of the first list of each language."""
        assert content.settings.feeds is not None
        self._catalog, self._terms = content.catalog, content.terms
        self._languages, self._homes, self._term_url = content.languages, homes, term_url
        self._settings: FeedSettings = content.settings.feeds
        self._entries = EntryMaker(content)

    @property
    def channels(self) -> tuple[Channel, ...]:
        return self._apart[0]

    @cached_property
    def _apart(self) -> tuple[tuple[Channel, ...], tuple[str, ...]]:
        """The feeds, each file at an address of its own, and the addresses of files left out.

        What pages link to comes first, and of more addresses those in the folder of a language.
        """
        channels, owners = self._all(), dict[str, FeedFile]()
        of_language = {tag: len(self._languages.prefix(tag)) for tag in self._languages.tags}
        for channel in sorted(channels, key=lambda each: -of_language[each.language]):
            for file in channel.files:
                if not file.is_linked:
                    owners.setdefault(file.url, file)
        linked = [file for channel in channels for file in channel.files if file.is_linked]
        owners |= {file.url: file for file in reversed(linked)}
        kept = tuple(
            replace(each, files=tuple(file for file in each.files if owners[file.url] is file))
            for each in channels
        )
        urls = Counter(file.url for channel in channels for file in channel.files)
        return kept, tuple(url for url, count in urls.items() if count > 1)

    def _all(self) -> tuple[Channel, ...]:
        tags = [tag for tag in self._languages.tags if self._languages.absolute("", tag)]
        found = [self._of_language(tag) for tag in tags]
        if self._settings.all_path and len(tags) > 1:
            found.append(self._of_all())
        found += (feed for tag in tags for feed in self._of_terms(tag))
        return tuple(found)

    def _of_language(self, language: str) -> Channel:
        notes = self._dated(self._catalog.select(language, "current"))
        title = self._title(language)
        names = [self._title(tag) for tag in self._languages.tags]
        if names.count(title) > 1:
            labels = self._languages.labels(language)
            title = labels("feed.of_language", site=title, language=self._languages.name(language))
        files = self._files(self._languages.prefix(language), self._settings.path)
        return Channel(language, language, title, self._home(language), notes, files)

    def _of_all(self) -> Channel:
        """The feed with one entry for each note and its translations."""
        language = self._languages.default
        versions = self._catalog.by_key.values()
        listed = ([note for note in pair.values() if _is_shown(note)] for pair in versions)
        originals = {self._original(pair) for pair in listed if pair}
        notes = [note for note in self._catalog.select(language, "all") if note in originals]
        title = self._languages.labels(language)("feed.all", site=self._title(language))
        files = self._files("", self._settings.all_path, also=False)
        home = self._home(language)
        return Channel(ALL, language, title, home, self._dated(notes), files, is_mixed=True)

    def _original(self, shown: Sequence[Note]) -> Note:
        """The original among the versions that are shown, or else the first of them."""
        versions = {note.language: note for note in shown}
        return original_of(versions, self._catalog.primary or self._languages.default) or shown[0]

    def _of_terms(self, language: str) -> Iterator[Channel]:
        """The feeds of terms, each beside the list of the term."""
        name = posixpath.basename(self._settings.path)
        for term in (term for kind in self._settings.terms for term in self._terms.of_kind(kind)):
            notes = self._dated(self._terms.notes(term, language, "current"))
            url = self._term_url(term, language)
            if url is None or not notes:
                continue
            labels = self._languages.labels(language)
            title = labels("feed.of_term", term=term.name(language), site=self._title(language))
            files = self._files(posixpath.dirname(unquote(url)), name, also=False)
            home = self._languages.absolute(url, language) or ""
            key = f"{term.kind}/{term.key}/{language}"
            yield Channel(key, language, title, home, notes, files)

    def _dated(self, notes: Sequence[Note]) -> tuple[Note, ...]:
        """The newest of the notes; drafts of a preview and undated ones are in no feed."""
        found = [(note.date.timestamp(), note) for note in notes if note.date and _is_shown(note)]
        found.sort(key=lambda dated: -dated[0])  # a series is in the order of its parts
        return tuple(note for _, note in found[: self._settings.count])

    def _files(self, folder: str, path: str, *, also: bool = True) -> tuple[FeedFile, ...]:
        """The files of a feed below the folder of its language."""
        paths = [path, f"{posixpath.splitext(path)[0]}.json"] if self._settings.json else [path]
        others = self._settings.also_at if also else ()
        found = dict.fromkeys(others, False) | dict.fromkeys(paths, True)
        return tuple(
            FeedFile(quote(posixpath.join(folder, each)), format_of(each), is_linked)
            for each, is_linked in found.items()
        )

    def _title(self, language: str) -> str:
        return one_line(self._languages.title(language))

    def _home(self, language: str) -> str:
        home = self._homes.get(language, f"{self._languages.prefix(language)}/".lstrip("/"))
        return self._languages.absolute(home, language) or ""

    @cached_property
    def sources(self) -> frozenset[str]:
        """The sources of the notes whose texts are needed."""
        return frozenset(note.source for channel in self.channels for note in channel.notes)

    def links(self, language: str, files: Container[str], list_key: str = "") -> list[str]:
        """The elements for the head of a page, which link to the feeds of its language.

        Only `files` are linked to, by address; `list_key` is the key of the list on the page.
        """
        names = (f"{list_key.removeprefix(TERMS)}/{language}", language, ALL)
        return [
            f'<link rel="alternate" type="{file.format.type}" title="{escape(channel.title)}"'
            f' href="{escape(self._languages.absolute(file.url, language) or "")}">'
            for channel in (self._by_name[name] for name in names if name in self._by_name)
            for file in channel.files
            if file.is_linked and file.url in files
        ]

    @cached_property
    def _by_name(self) -> Mapping[str, Channel]:
        return {channel.name: channel for channel in self.channels}

    def write(self, channel: Channel, file: FeedFile, text_of: TextOf) -> str:
        """The text of a file."""
        language, is_mixed = channel.language, channel.is_mixed
        return file.format.write(
            Feed(
                id=feed_id(self._languages.absolute("", language) or "", channel.name),
                title=channel.title,
                description=one_line(self._languages.description(language)),
                language="" if is_mixed else language,
                author=self._title(language),
                url=self._languages.absolute(file.url, language) or "",
                home=channel.home,
                stylesheet=relative(stylesheet.PATH, file.url),
                entries=tuple(
                    self._entries.entry(note, text_of(note), self._settings, is_mixed=is_mixed)
                    for note in channel.notes
                ),
            )
        )

    def stylesheet(self) -> str:
        """The text of the style sheet of all feeds."""
        first = self._languages.default
        tags = [first, *(tag for tag in self._languages.tags if tag != first)]
        return stylesheet.stylesheet(map(self._languages.labels, tags))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        clashes = (
            Problem("feeds-at-one-address", key="papernotes.feeds", values={"address": url})
            for url in self._apart[1]
        )
        return (*clashes, *self._without_pages(), *self._entries.problems)

    def _without_pages(self) -> Iterator[Problem]:
        """The kinds of terms that are to have feeds, but have no lists."""
        kinds = {kind.name for kind in self._terms.kinds}
        for kind in self._settings.terms:
            if kind not in kinds:
                yield Problem(
                    "term-feeds-without-pages", key="papernotes.feeds.terms", values={"given": kind}
                )


def _is_shown(note: Note) -> bool:
    return not (note.unlisted or note.draft)
