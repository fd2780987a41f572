"""All that is found in a site without rendering it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from mkdocs_papernotes.assembly.behind import find_behind
from mkdocs_papernotes.assembly.configuration import Configuration
from mkdocs_papernotes.assembly.links import Links
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.inspection.directives import DirectiveReader
from mkdocs_papernotes.inspection.emphasis import EmphasisReader
from mkdocs_papernotes.inspection.fixes import Edit, edits
from mkdocs_papernotes.inspection.formulas import FormulaReader
from mkdocs_papernotes.inspection.headings import skipped_levels
from mkdocs_papernotes.inspection.links import LinkReader
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.inspection.papers import early_papers, repeated_papers
from mkdocs_papernotes.inspection.pictures import PictureReader
from mkdocs_papernotes.inspection.targets import targets
from mkdocs_papernotes.inspection.translations import (
    PairReader,
    behind_translations,
    missing_translations,
)
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem

_FORMULAS = "pymdownx.arithmatex"
_OTHER_INDENTATION = {"mdx_truly_sane_lists"}


class Inspection:
    """Finds the problems of a site: those that `open_site` has found, and more in its texts."""

    def __init__(self, configuration: Configuration, site: Site, required: Sequence[str] = ()):
        """`required` are the languages that every note must have."""
        self._configuration, self._site, self.required = configuration, site, required
        self._markdown = configuration.markdown
        self.links = LinkReader(site, configuration.docs, is_whole=self._is_whole)
        self._front_matter_links = Links(site)
        self._pictures = PictureReader(self.links.file)

    @property
    def _is_whole(self) -> bool:
        return all(problem.name != "plugins-not-seen" for problem in self._site.problems)

    @cached_property
    def texts(self) -> Mapping[str, PageText]:
        """The texts of all pages, by source."""
        notes = {note.source: note for note in self._site.notes}
        found = {}
        for source, page in self._site.library.pages.items():
            note, location = notes.get(source), page.location
            found[source] = PageText(
                source,
                note.language if note else location.language,
                note.url if note else location.url,
                page.front_matter.body,
                page.front_matter.body_line,
                note,
            )
        return found

    def of_site(self) -> Iterator[Problem]:
        """What concerns options, front matter, pairs, papers and terms, of the whole site."""
        yield from self._site.problems
        yield from self._of_pairs()
        for note in self._site.notes:
            yield from self._of_front_matter(note)

    def of_page(self, source: str) -> Iterator[Problem]:
        """What is wrong in the text of a page."""
        yield from self._of_text(self.texts[source])

    def of_pair(self, note: Note) -> Iterator[Problem]:
        """In what a note differs from its original."""
        return self._pairs.check(note)

    def edits(self, source: str) -> Iterator[Edit]:
        """What can be written in a better way in the text of a page without asking."""
        page = self.texts[source]
        if page.note is None or not page.note.is_notebook:
            yield from edits(page, self.links, self._formulas, self._emphasis)

    def _of_pairs(self) -> Iterator[Problem]:
        """What concerns pairs, papers and terms."""
        site = self._site
        behind, problems = find_behind(site, self._configuration.docs, Store(None))
        yield from problems
        languages = {note.source: note.language for note in site.notes}
        yield from behind_translations(behind, languages, self.required)
        yield from missing_translations(site, self.required)
        yield from early_papers(site)
        yield from repeated_papers(site)

    def _of_text(self, page: PageText) -> Iterator[Problem]:
        if page.note and page.note.is_notebook:
            return
        site = self._site
        yield from site.wikilinks.linked(page.body, page.source, page.language).problems
        yield from self._directives.check(page)
        yield from skipped_levels(page)
        for target in targets(page):
            yield from self.links.check(page, target)
            if target.is_picture:
                yield from self._pictures.check(page, target)
        if self._formulas:
            yield from self._formulas.check(page)
        yield from self._emphasis.check(page)

    def _of_front_matter(self, note: Note) -> Iterator[Problem]:
        """Links in front matter that lead nowhere."""
        paper = note.paper
        links = [note.image, note.original, paper.url if paper else None]
        links += [link for _, link in paper.links] if paper else []
        for link in links:
            if link and link.kind == "site":
                self._front_matter_links.address(link, note)
        yield from self._front_matter_links.missing.values()
        self._front_matter_links.missing.clear()

    @cached_property
    def _pairs(self) -> PairReader:
        return PairReader(self._site, self.texts)

    @cached_property
    def _directives(self) -> DirectiveReader:
        return DirectiveReader(self._site)

    @cached_property
    def _emphasis(self) -> EmphasisReader:
        return EmphasisReader(self._markdown, self._configuration.path.name)

    @cached_property
    def _formulas(self) -> FormulaReader | None:
        """`None` for a site on which dollar signs mean nothing."""
        if _FORMULAS not in self._markdown.extensions:
            return None
        settings, extensions = self._site.settings, {*self._markdown.extensions}
        macros: Collection[str] = {name.removeprefix("\\") for name in settings.macros}
        return FormulaReader(
            macros,
            is_katex=settings.formulas,
            keeps_indentation=not extensions & _OTHER_INDENTATION
            and "tab_length" not in self._configuration.values,
        )
