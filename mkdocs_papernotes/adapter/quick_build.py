"""Renders the notes of which only the text has changed, with what the last build has left."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Timer

from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter import search
from mkdocs_papernotes.adapter.build import Build
from mkdocs_papernotes.adapter.language_builds import LanguageBuilds
from mkdocs_papernotes.adapter.log import ProblemLog
from mkdocs_papernotes.adapter.stage import Stage
from mkdocs_papernotes.assembly.ignored import ignored_problems
from mkdocs_papernotes.front_matter.parsing import FrontMatter, read_front_matter
from mkdocs_papernotes.handwritten.report import header_problem
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.folders import Folders
from mkdocs_papernotes.views.note_threads import NoteThreads

_LATER = 0.1
"""Seconds in which a browser gets the page, before the rest is written."""


class QuickBuild:
    """The build that `serve` has made last, of which it can render single notes again."""

    def __init__(
        self, build: Build, builds: LanguageBuilds, stages: Sequence[Stage], folders: Folders
    ):
        self._build, self._builds, self._stages, self._folders = build, builds, stages, folders
        self._notes = {note.source: note for note in build.site.notes}
        self.has_rendered = False
        """Whether anything has changed since the build."""
        self._writer: Timer | None = None
        self._unwritten: dict[Note, None] = {}
        """The notes that have changed since the search index, feeds and copies were written."""

    @property
    def is_possible(self) -> bool:
        """Whether it is known of everything on the pages where it comes from."""
        return bool(self._stages) and all(
            stage.pages.is_predictable and not stage.config.strict for stage in self._stages
        )

    def new_texts(self, sources: set[str]) -> Mapping[Note, str] | None:
        """The new texts of the notes with these sources, if that is all that has changed.

        If not, everything must be built anew.
        """
        texts: dict[Note, str] = {}
        for source in sources if self.is_possible else ():
            note = self._notes.get(source)
            text = self._new_text(note) if note else None
            if note is not None and text is not None:
                texts[note] = text
        return texts if len(texts) == len(sources) else None

    def render(self, texts: Mapping[Note, str]) -> bool:
        """Render the pages of notes with their new texts, and what shows these.

        Returns whether that was enough; if not, everything must be built anew.
        """
        self.stop()
        self.has_rendered = True
        return self._render(texts)

    def wait(self) -> None:
        """See to it that the search index, feeds and copies in Markdown are written."""
        self.stop()
        if self._unwritten:
            self._write_files()

    def stop(self) -> None:
        """Write nothing more, until the next save is rendered as well."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer.join()

    def _new_text(self, note: Note) -> str | None:
        """The text of a note, if that is all that has changed."""
        page = self._build.site.library.pages[note.source].front_matter
        if note.is_notebook or self._stage_of(note) is None:
            return None
        try:
            content = (self._folders.docs / note.source).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        new = read_front_matter(content, note.source)
        headings = self._build.site.library.headings
        is_same = (
            _without_text(new) == _without_text(page)
            and headings.first(new.body) == headings.first(note.body)
            and not self._build.site.wikilinks.depend_on(note, new.body)
            and (note.paper is not None or _header(note, new) == _header(note, page))
        )
        return new.body if is_same else None

    def _stage_of(self, note: Note) -> Stage | None:
        return next((stage for stage in self._stages if note.source in stage.files.notes), None)

    def _render(self, texts: Mapping[Note, str]) -> bool:
        before = {note: self._listed(note) for note in texts}
        others = self._replace_texts(texts)
        pages = [self._place_of(note) for note in (*texts, *others)]
        if not all(self._render_page(*place) if place else False for place in pages):
            return False
        if not all(self._render_page(*place) for place in self._notices_of(texts.keys())):
            return False
        shown = {note for note in texts if self._listed(note) != before[note]}
        if not all(self._render_page(*place) for place in self._lists_of(shown)):
            return False
        self._build.unfinished.fill()
        self._report([place[1] for place in pages if place])
        self._unwritten |= dict.fromkeys((*texts, *others))
        self._writer = Timer(_LATER, self._write_files)
        self._writer.daemon = True
        self._writer.start()
        return True

    def _replace_texts(self, texts: Mapping[Note, str]) -> list[Note]:
        """Give notes their new texts; returns the others whose pages show something else now."""
        threads = self._build.threads
        before: dict[Note, NoteThreads] = {}
        for note, text in texts.items():
            for other, shown in threads.replace_text(note, text).items():
                before.setdefault(other, shown)
        return [
            other
            for other, shown in before.items()
            if other not in texts and threads.of(other) != shown
        ]

    def _place_of(self, note: Note) -> tuple[Stage, Page] | None:
        """The page of a note; `None` for a draft, which MkDocs marks."""
        stage = self._stage_of(note)
        page = _page(stage, note.source) if stage else None
        if stage is None or page is None or page.file.inclusion.is_excluded():
            return None
        return stage, page

    def _report(self, rendered: Sequence[Page]) -> None:
        """Report what a build would: problems of these pages, and links to places in them."""
        for stage in self._stages:
            for page in stage.linked.around(rendered):
                stage.check_anchors(page)
        problems = ProblemLog()
        problems.ignored = ignored_problems(self._build.site.settings, self._folders)
        problems.add(self._build.take_problems())
        problems.write()

    def _listed(self, note: Note) -> Hashable:
        """What lists show of the text of a note."""
        excerpts = self._build.excerpts_of(note)
        return (*excerpts, note.reading_minutes, note.has_text)

    def _notices_of(self, notes: Collection[Note]) -> Iterator[tuple[Stage, Page]]:
        """The pages that show the text of one of the notes to readers of other languages."""
        for stage in self._stages:
            for source, notice in stage.files.notices.items():
                page = _page(stage, source)
                if page and notice.note in notes:
                    yield stage, page

    def _lists_of(self, notes: set[Note]) -> Iterator[tuple[Stage, Page]]:
        """The pages of lists, and of lists in texts, that show one of the notes."""
        if not notes:
            return
        for stage in self._stages:
            for source, listed in stage.files.list_pages.items():
                page = _page(stage, source)
                if page and not notes.isdisjoint(listed.pager.items):
                    yield stage, page
            for page in stage.mkdocs_pages:
                if self._build.shows_text_of(page, notes):
                    yield stage, page

    def _render_page(self, stage: Stage, page: Page) -> bool:
        """Render and write a page; returns whether its place in the search index is known."""
        with self._builds.within(stage.language):
            self._build.enter(stage)
            counts = search.counts(stage.config)
            stage.populate(page)
            stage.write(page)
            return search.replace_entries(
                stage.config,
                counts,
                page.url,
                lambda: self._build.unsearched | self._build.copies,
                stage.files.printing.is_raw,
            )

    def _write_files(self) -> None:
        """Write what nobody waits for: the search index, feeds, copies in Markdown."""
        changed, self._unwritten = self._unwritten, {}
        config = self._stages[-1].config
        search.write_index(config)
        self._build.rewrite_files(changed.keys(), Path(config.site_dir))


def _without_text(page: FrontMatter) -> FrontMatter:
    return replace(page, body="")


def _header(note: Note, page: FrontMatter) -> object:
    return header_problem(note.source, page.body, page.body_line)


def _page(stage: Stage, source: str) -> Page | None:
    file = stage.mkdocs_files.src_uris.get(source)
    return file.page if file else None
