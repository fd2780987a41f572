"""What other processes render ahead of a build: first the texts of all notes, then their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter.language_builds import LanguageBuilds
from mkdocs_papernotes.adapter.pages import top_heading
from mkdocs_papernotes.adapter.stage import Stage
from mkdocs_papernotes.adapter.workers import Task, Workers, available_workers
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.citation.citations import Citations
from mkdocs_papernotes.markup.texts import Texts
from mkdocs_papernotes.notes.note import Note

_MISSING = 8
"""Pages that must be missing from the cache before others are rendered ahead."""
_SAMPLE = 20
"""Texts that are looked for in the cache first."""
_FEWEST_MISSING = 2
"""With fewer of them missing, none is rendered ahead: one may be what the author has edited."""


def _nothing() -> None:
    pass


def _finish(stage: Stage, page: Page) -> bytes | None:
    """Render a page; returns the key under which it was kept, if it was."""
    stage.finish(page)
    kept = stage.pages.written.get(page.file.abs_dest_path)
    return kept.key if kept else None


def _missing(notes: Sequence[Note], knows: Callable[[Note], bool]) -> Sequence[Note]:
    """The notes whose texts are missing: none if those of a sample are there, all if none is."""
    sample = notes[:: len(notes) // _SAMPLE + 1]
    missing = sum(not knows(note) for note in sample)
    if missing < _FEWEST_MISSING:
        return ()
    return notes if missing == len(sample) else [note for note in notes if not knows(note)]


class Ahead:
    """The helping processes of one build."""

    def __init__(self, store: Store, workers: int):
        """`workers` is how many processes there may be, 0 for as many as the machine has cores."""
        self._store, self._workers = store, workers
        self._texts = Workers(store, (), 1)
        self._pages = Workers(store, (), 1)
        self._stage: Stage | None = None
        self._tasks: list[Task] = []
        self._done = 0
        """Pages of the stage that the build has come to."""
        self._first: int | None = None
        """The first page that other processes were asked for, if they were."""
        self._citations: Citations | None = None
        """Those that are still to be made."""
        self._languages: set[str] = set()
        """Those of notes that are rendered, or will be before the pages of the current stage."""

    def prepare_texts(
        self,
        texts: Mapping[str, Texts],
        site: Site,
        builds: LanguageBuilds,
        config: MkDocsConfig,
    ) -> None:
        """Have the texts of notes rendered that are not in the cache, in all languages."""

        def text_of(note: Note) -> str:
            text = builds.text_of(note.body, note.language, config)
            return site.wikilinks.linked(text, note.source, note.language).text

        def knows(note: Note) -> bool:
            """Whether the text of a note need not be rendered ahead."""
            renderer = texts[note.language]
            if renderer.impure:
                return True
            return self._store.has(renderer.key(text_of(note), top_heading(note)))

        def prepare(note: Note) -> None:
            texts[note.language].prepare(text_of(note), top_heading(note))

        self._citations = site.citations
        count = available_workers(self._workers)
        if count < 2 or not self._store.is_open:
            return
        first = builds.building or ()
        order = sorted(site.notes, key=lambda note: note.language not in first)
        tasks = [partial(prepare, note) for note in _missing(order, knows)]
        if Workers.are_worth_it(tasks):
            tasks[0]()  # what that makes and loads, all processes have from the beginning
        self._texts = Workers(self._store, tasks, count)

    def step_of_text(self) -> None:
        """Called before a text is rendered."""
        self._texts.step()

    def prepare_pages(self, stage: Stage) -> None:
        """Have pages rendered when it shows that they are not in the cache."""
        self._pages.stop()
        self._pages = Workers(self._store, (), 1)  # or copies would take its results
        self._stage, self._done, self._first = stage, 0, None
        self._languages |= {note.language for note in stage.files.notes.values()}
        self._tasks = [self._task_of(stage, page) for page in stage.mkdocs_pages]

    def _task_of(self, stage: Stage, page: Page) -> Task:
        """Render a page, if the result can be kept: a list may lack excerpts of other languages."""
        source = page.file.src_uri
        listed = stage.files.list_pages.get(source)
        items = listed.pager.items if listed else ()
        has_gaps = any(
            isinstance(item, Note) and item.language not in self._languages for item in items
        )
        if source in stage.files.notes or (listed and not has_gaps):
            return partial(_finish, stage, page)
        return _nothing

    def step_of_page(self, page: Page) -> None:
        """Called before a page is rendered; what another process has made of it is taken."""
        stage = self._stage
        if stage and self._first is None and stage.pages.missing >= _MISSING:
            self._first = self._done
            page.active = False  # or it would be so on all pages that the copies render
            self._pages = self._workers_for(self._tasks[self._first :])
            page.active = True
        self._pages.step()
        if stage and self._first is not None:
            stage.pages.take_ahead(page, self._pages.result(self._done - self._first))
        self._done += 1

    def _workers_for(self, tasks: Sequence[Task]) -> Workers:
        count = available_workers(self._workers)
        if count > 1 and self._citations and Workers.are_worth_it(tasks):
            # the build writes them all in the end, and each copy would make those of its pages
            self._citations.make_all()
            self._citations = None
        return Workers(self._store, tasks, count)

    def stop(self) -> None:
        """End all processes."""
        self._texts.stop()
        self._pages.stop()
        self._stage = None
