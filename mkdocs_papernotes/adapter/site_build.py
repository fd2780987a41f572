"""One build of a site in all its languages, and what it puts into pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter.arrangement import Arrangement, author_sources
from mkdocs_papernotes.adapter.layout import Layout
from mkdocs_papernotes.adapter.pages import NotePage
from mkdocs_papernotes.addresses import normal, relative
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.checks.contradictions import find_disagreements
from mkdocs_papernotes.citation.citations import Citations
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.markup.crossing import mark_crossing
from mkdocs_papernotes.markup.excerpt import MARKER
from mkdocs_papernotes.markup.heading import first_heading
from mkdocs_papernotes.markup.opening import split_after_heading
from mkdocs_papernotes.metadata.head import Alternates
from mkdocs_papernotes.options.settings import ListSettings, Settings, View
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.alternates import Versions
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.lists import ListPage, list_pages
from mkdocs_papernotes.views.excerpts import Excerpts
from mkdocs_papernotes.views.list_view import Gap, ListView
from mkdocs_papernotes.views.note_view import NoteView
from mkdocs_papernotes.views.papers_view import EXPORTS, PapersView
from mkdocs_papernotes.views.templating import Templates

# As a comment, or as code that speaks of it.
_SHOWN_MARKER = re.compile(r"(?:<|&lt;)!--\s*more\s*--(?:>|&gt;)", re.IGNORECASE)

Report = Callable[[Problem], None]


@dataclass(frozen=True)
class _Unfinished:
    """A written list page that waits for excerpts of a language built later."""

    path: Path
    gaps: list[Gap]


class CollisionError(Exception):
    """A note and a list claim the same address."""

    def __init__(self, problem: Problem):
        super().__init__(str(problem))
        self.problem = problem


class SiteBuild:
    """All languages of one build; made when it starts, replaced by the next."""

    arrangement: Arrangement
    """The files of the language at hand."""

    def __init__(
        self,
        library: Library,
        layout: Layout,
        settings: Settings,
        templates: Templates,
        report: Report,
        *,
        theme_switches_languages: bool,
        theme_has_tabs: bool,
    ):
        self.library, self.layout, self.settings, self.report = library, layout, settings, report
        self.catalog, self.languages = library.catalog, library.languages
        orders = {listing.excerpt for listing in settings.lists if listing.excerpt}
        self.excerpts = Excerpts(settings.excerpt_length, orders)
        self._theme_switches_languages = theme_switches_languages
        self._has_tabs = theme_has_tabs
        self.list_view = ListView(self.catalog, self.languages, templates, self.excerpts)
        self.works = Works(self.catalog)
        for problem in find_disagreements(self.works):
            report(problem)
        self.citations = (
            Citations(self.catalog, self.works, self.languages) if settings.cite else None
        )
        self.note_view = NoteView(
            self.catalog, self.languages, templates, settings, self.works, self.citations
        )
        self.papers_view = PapersView(
            self.catalog, self.works, self.languages, templates, exports=settings.cite
        )
        self.lists: dict[View, dict[str, list[ListPage]]] = {
            listing.view: {
                language: self._list_pages(listing, language) for language in self.languages.tags
            }
            for listing in settings.lists
        }
        self._report_covered_exports()
        places = library.places.values()
        self.versions = Versions(self.catalog, self.languages, self.lists, places)
        self._unfinished: list[_Unfinished] = []
        self._missing: set[Link] = set()
        self._languages = {normal(place.url): place.language for place in places}
        notes = {note.url: note for note in self.catalog.notes}
        for page in self._all_list_pages():
            self._languages[normal(page.url)] = page.language
            if note := notes.get(page.url):
                message = f"would be written to the same address ({page.url}) as a list"
                raise CollisionError(
                    Problem.plain(note.source, 0, "", message, "Rename the note", "error")
                )

    def _report_covered_exports(self) -> None:
        for _, name in EXPORTS if self.citations and self.works.all else ():
            if name in self.library.assets:
                message = (
                    "stands where the file with all papers would be written, which is left out"
                )
                remedy = "Move it out of the docs folder, to where mkdocs.yml is, or rename it"
                self.report(Problem.plain(name, 0, "", message, remedy))

    def _all_list_pages(self) -> Iterator[ListPage]:
        for by_language in self.lists.values():
            for pages in by_language.values():
                yield from pages

    def _list_pages(self, listing: ListSettings, language: str) -> list[ListPage]:
        """The pages of a list; none where a home page has a template of its own, or no papers."""
        if listing.view == "papers" and not self.works.all:
            return []
        sources = author_sources(self.library, self.layout, listing.path, language)
        source, *ignored = sources or [""]
        for other in ignored:
            message = f"stands at the address of a list, as {source} does, which counts"
            self.report(Problem.plain(other, 0, "", message, "Remove one of them"))
        if not source:
            return list_pages(self.catalog, self.languages, listing, language)
        author = self.library.front_matter[source]
        if listing.view == "stream" and author.values.get("template"):
            line = author.lines.get("template", 0)
            message = "the page keeps its own template, so the stream is not shown on it"
            remedy = "Remove `template`, give the stream another `path`, or set `stream: false`"
            self.report(Problem.plain(source, line, "template", message, remedy))
            return []
        heading = first_heading(author.body)
        title = author.raw.get("title", "") or (heading.text if heading else "")
        return list_pages(self.catalog, self.languages, listing, language, title)

    def arrange_files(self, files: Files, config: MkDocsConfig) -> None:
        """Put the files of the language at hand in order."""
        self.arrangement = Arrangement(
            files,
            config,
            self.library,
            self.layout,
            self.settings,
            self.lists,
            self.versions,
        )
        self.arrangement.run()

    def list_page(self, page: Page) -> ListPage | None:
        """The list that stands on a page, if any."""
        return self.arrangement.list_pages.get(page.file.src_uri)

    @property
    def unlisted(self) -> set[str]:
        """Sources of notes that no sitemap may name."""
        return {note.source for note in self.catalog.notes if note.unlisted}

    @property
    def unsearched(self) -> set[str]:
        """Addresses that search must not find: unlisted notes, lists without a text, copies."""
        lists = {
            normal(page.url)
            for source, page in self.arrangement.list_pages.items()
            if source not in self.library.places
        }
        unlisted = {note.url for note in self.catalog.notes if note.unlisted}
        return lists | unlisted | self.layout.copies(self.arrangement.files)

    # Pages

    def take_content(self, page: Page, html: str) -> str:
        """Finish the rendered text of any page, and remember a note's for its excerpts."""
        html = mark_crossing(html, page.url, self.page_language(page), self._languages)
        if isinstance(page, NotePage):
            self.excerpts.add(page.note, html)
            if MARKER.search(page.note.body) and not _SHOWN_MARKER.search(html):
                message = "a Markdown extension removed “<!-- more -->”, so it ends no excerpt"
                remedy = "Leave out the extension (`pymdownx.striphtml`?), or write a description"
                self.report(Problem.plain(page.note.source, 0, "", message, remedy))
        return html

    def page_language(self, page: Page) -> str:
        """The language in which a page is read."""
        if isinstance(page, NotePage):
            return page.note.language
        if listed := self.list_page(page):
            return listed.language
        return self.layout.page_language(page.file, self.library.places)

    def fill_page(self, page: Page) -> None:
        """Add the plugin's HTML to a page, after the search index has seen its text."""
        html = page.content or ""
        listed = self.list_page(page)
        if self._has_tabs and page.parent is None and (isinstance(page, NotePage) or listed):
            hide(page, "navigation")
        if isinstance(page, NotePage):
            page.content = self.note_view.decorate(page.note, html, self._resolver(page))
        elif listed:
            hide(page, "toc")
            others = {} if self._theme_switches_languages else self.switcher(page)
            gaps: list[Gap] = []
            if listed.settings.view == "papers":
                body = self.papers_view.render(listed, others)
            else:
                body, gaps = self.list_view.render(listed, others)
            heading, text = split_after_heading(html)
            if not heading:
                heading = f"<h1>{escape(listed.title, quote=False)}</h1>"
            page.content = f"{heading}\n{text}\n{body}"
            if gaps:
                self._unfinished.append(_Unfinished(Path(page.file.abs_dest_path), gaps))

    def _resolver(self, page: NotePage) -> Callable[[Link], str | None]:
        """Addresses, from a page, of links in front matter."""

        def resolve(link: Link) -> str | None:
            if link.kind != "site":
                return link.target if link.kind == "web" else None
            parts = urlsplit(link.target)
            folder = "" if parts.path.startswith("/") else posixpath.dirname(link.source)
            path = posixpath.normpath(posixpath.join(folder, unquote(parts.path).lstrip("/")))
            file = self.arrangement.files.get_file_from_path(path)
            if file is not None:
                url = file.url
            elif path in self.library.assets:  # of another language's folder
                url = self.layout.asset_url(path)
            else:
                self._report_missing(link)
                return None
            return urlunsplit(("", "", relative(url, page.url), parts.query, parts.fragment))

        return resolve

    def _report_missing(self, link: Link) -> None:
        if link not in self._missing:
            self._missing.add(link)
            message = f"“{link.target}” is no file of the site"
            remedy = "Put the file there, or write its path relative to this one"
            self.report(Problem.plain(link.source, link.line, link.key, message, remedy))

    def urls(self, page: Page) -> dict[str, str]:
        """Addresses of the versions of a page that link back to it, its own included."""
        if isinstance(page, NotePage):
            return self.versions.of_note(page.note)
        if listed := self.list_page(page):
            return self.versions.of_list(listed)
        place = self.library.places.get(page.file.src_uri)
        if place is None or place.language != self.page_language(page):
            return {}
        return self.versions.of_place(place)

    def alternates(self, page: Page) -> Alternates:
        """What the head of a page says of its addresses."""
        language = self.page_language(page)
        return self.versions.alternates(self.urls(page), language, page.canonical_url)

    def head_markup(self, page: Page) -> str:
        """What the head of a page tells machines; nothing but for notes."""
        return self.note_view.head_markup(page.note) if isinstance(page, NotePage) else ""

    def switcher(self, page: Page) -> dict[str, str]:
        """Where a language switcher leads from a page; never to a page that is missing."""
        listed = self.list_page(page)
        return self.versions.nearest(self.urls(page), listed.settings.view if listed else None)

    # The end

    def finish(self, site_dir: str) -> list[str]:
        """Fill the gaps that are left; returns the listed addresses that were not written."""
        for unfinished in self._unfinished:
            if unfinished.path.is_file():
                html = unfinished.path.read_bytes().decode("utf-8")
                filled = self.list_view.fill(html, unfinished.gaps)
                unfinished.path.write_bytes(filled.encode("utf-8"))
        self._write_citations(Path(site_dir))
        urls = [note.url for note in self.catalog.notes]
        urls += [page.url for page in self._all_list_pages()]
        return [url for url in urls if not _written(Path(site_dir), url).is_file()]

    def _write_citations(self, site_dir: Path) -> None:
        if self.citations is None:
            return
        files = {
            url: text
            for url, text in self.citations.of_all_papers()
            if self.works.all and url not in self.library.assets
        }
        for note in self.catalog.notes:
            for citation in (*self.citations.of_paper(note), self.citations.of_note(note)):
                files[citation.url] = citation.text
        for url, text in files.items():
            path = site_dir / unquote(url)
            if path.exists():
                message = "stands where a citation would be written, which is left out"
                remedy = "Move or rename the file"
                self.report(Problem.plain(unquote(url), 0, "", message, remedy))
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))


def hide(page: Page, part: str) -> None:
    """Have Material leave out a part of a page: `toc`, or a `navigation` with nothing in it."""
    hidden = page.meta.get("hide") or []
    parts = [str(item) for item in (hidden if isinstance(hidden, list) else [hidden])]
    page.meta["hide"] = parts if part in parts else [*parts, part]


def _written(site_dir: Path, url: str) -> Path:
    path = unquote(normal(url))
    return site_dir / (f"{path}index.html" if not path or path.endswith("/") else path)
