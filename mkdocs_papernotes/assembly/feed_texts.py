"""The texts of notes for feeds: kept when rendered, converted when the feeds are written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

from mkdocs_papernotes.assembly.output import Output
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.feeds.entry import FeedText
from mkdocs_papernotes.feeds.mathml import Formulas
from mkdocs_papernotes.feeds.text import feed_text, paragraph
from mkdocs_papernotes.markup.excerpt import ROOT
from mkdocs_papernotes.metadata.description import described
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.statements import statements
from mkdocs_papernotes.options.settings import ListSettings, Settings
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.views.excerpts import Excerpts, Order


def excerpt_order(settings: Settings) -> Order:
    """Where the excerpts of feeds are looked for: where the stream does."""
    return settings.stream.excerpt if settings.stream else ListSettings("").excerpt


class FeedTexts:
    """The texts of those notes that are in a feed, and the files made of them."""

    def __init__(self, site: Site, excerpts: Excerpts, store: Store):
        self._site, self._excerpts, self._store = site, excerpts, store
        self._macros = repr(sorted(site.settings.macros.items()))
        self._formulas = Formulas(site.settings.macros)
        self._sources = site.feeds.sources if site.feeds else frozenset()
        self._rendered: dict[str, tuple[Note, str]] = {}
        self._texts: dict[str, FeedText] = {}

    def add(self, note: Note, html: str) -> None:
        """Keep the rendered text of a note; `note` says whether any of it may be shown."""
        if note.source in self._sources:
            self._rendered[note.source] = note, html
            self._texts.pop(note.source, None)

    def outputs(self, changed: Collection[Note] | None = None) -> Iterator[Output]:
        """The files of feeds with their content, or of those feeds that have a changed note."""
        feeds = self._site.feeds
        for output, channel, file in self._site.feed_files():
            assert feeds is not None
            if changed is None or any(note in changed for note in channel.notes):
                content = partial(feeds.write, channel, file, self._text)
                yield replace(output, content=content)

    def problems(self) -> Iterator[Problem]:
        """What turned out when the files were written."""
        if self._formulas.is_converter_missing:
            yield Problem("formulas-as-tex")

    def _text(self, note: Note) -> FeedText:
        """What feeds show of a text; nothing of one that may be shown nowhere else."""
        if note.source not in self._texts:
            found, html = self._rendered.get(note.source, (note, ""))
            is_open = bool(html) and found.has_open_text
            self._texts[note.source] = self._shown(found, html) if is_open else FeedText()
        return self._texts[note.source]

    def _shown(self, note: Note, html: str) -> FeedText:
        summary = described(note, self._excerpts.beginning(note), None, "")
        content = self._converted(note, html)
        said = statements(note, self._site.languages.labels(note.language)) if content else ()
        return FeedText("".join(paragraph((each, "", "")) for each in said) + content, summary)

    def _converted(self, note: Note, html: str) -> str:
        feeds, languages = self._site.settings.feeds, self._site.languages
        url = languages.absolute(note.url, note.language) or ""
        if feeds is None or feeds.content == "full":
            return self._feed_text(html, url, note.title)
        excerpt = self._excerpts.find(note, excerpt_order(self._site.settings))
        if excerpt is None or not excerpt.html:
            return ""
        root = languages.absolute("", note.language) or ""
        text = self._feed_text(excerpt.html.replace(ROOT, root), url, "")
        if excerpt.complete:
            return text
        return text + paragraph((languages.labels(note.language)("read_more"), url, ""))

    def _feed_text(self, html: str, url: str, title: str) -> str:
        """See `feeds.text.feed_text`; kept unless the converter of formulas is missing."""
        if not self._store.is_open:
            return feed_text(html, url, title, self._formula)
        key = self._store.key("feed", html, url, title, self._macros)
        if (kept := self._store.get(key)) is not None:
            return kept.decode("utf-8", "surrogatepass")
        text = feed_text(html, url, title, self._formula)
        if not self._formulas.is_converter_missing:  # which the next build is to report as well
            self._store.put(key, text.encode("utf-8", "surrogatepass"))
        return text

    def _formula(self, text: str, is_block: bool) -> str:
        return self._formulas.html(text, displayed=is_block)
