"""The files of the build at hand, put in order: notes, lists, and links between languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter.files import StandIn, list_file, nav_titles, readdress
from mkdocs_papernotes.adapter.layout import Layout
from mkdocs_papernotes.adapter.pages import GeneratedPage, NotePage
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.options.settings import Settings, View
from mkdocs_papernotes.site.alternates import Lists, Versions
from mkdocs_papernotes.site.library import Library
from mkdocs_papernotes.site.lists import ListPage


def author_sources(library: Library, layout: Layout, path: str, language: str) -> list[str]:
    """The pages that the author wrote at a list's path; the first counts."""
    localized = posixpath.join(library.languages.prefix(language), path)
    found = [
        source
        for source, place in library.places.items()
        if (place.language == language and place.path == path)
        or (layout.building is None and localized != path and place.path == localized)
    ]
    return sorted(found, key=lambda source: ("index." not in source, source))


class Arrangement:
    """Puts the files of one build in order. A build of a nested language has its own."""

    def __init__(
        self,
        files: Files,
        config: MkDocsConfig,
        library: Library,
        layout: Layout,
        settings: Settings,
        lists: Lists,
        versions: Versions,
    ):
        self.files, self._config = files, config
        self._library, self._layout, self._settings = library, layout, settings
        self._lists, self._versions = lists, versions
        self.list_pages: dict[str, ListPage] = {}
        """List pages of this build, by source."""
        self._titles: dict[str, str] = {}
        for path, title in nav_titles(config.nav or []).items():
            file = files.get_file_from_path(path)
            self._titles[file.src_uri if file else path] = title

    def run(self) -> None:
        """Arrange everything."""
        languages = self._layout.building or self._library.languages.tags
        for source in sorted(self._library.mended.keys() & self.files.src_uris.keys()):
            self.files.src_uris[source].content_string = self._library.mended[source]
        for note in self._library.catalog.notes:
            if note.language in languages:
                self._keep(note)
            else:
                self._replace(note)
        for language in self._layout.building or (self._library.languages.default,):
            self._add_stand_ins(language)
            self._add_shared_assets(language)
        for view in self._lists:
            for language in languages:
                self._arrange_list(view, language)
        hidden = {note.source for note in self._library.catalog.notes if note.unlisted}
        self._layout.finish(self.files, hidden)

    def _keep(self, note: Note) -> None:
        """Make the note's page; out of the navigation unless the author wants it there."""
        file = self.files.src_uris.get(note.source)
        if file is None:
            return
        if not self._settings.notes_in_nav and file.inclusion.is_included():
            file.inclusion = InclusionLevel.NOT_IN_NAV
        NotePage(self._titles.get(note.source), file, self._config, note)
        urls = self._versions.of_note(note)
        self._layout.localize(file, note.language, self._alternates(urls, note.language, file))

    def _replace(self, note: Note) -> None:
        """Have links lead to a note that another build writes, not to a fallback copy of it."""
        if (file := self.files.src_uris.get(note.source)) is not None:
            self.files.remove(file)
        self._stand_in(note.source, note)

    def _stand_in(self, source: str, note: Note) -> None:
        """A file that leads to a note; with a page, for `nav:` may name it."""
        file = StandIn(source, note.url, self._config)
        if self._config.nav is not None:
            title = self._titles.get(source) or escape(note.title, quote=False)
            Page(title, file, self._config)
        self.files.append(file)

    def _add_stand_ins(self, language: str) -> None:
        """Have links find notes under the names that their translations would have."""
        catalog = self._library.catalog
        for note in catalog.notes:
            target = catalog.versions(note).get(language, note)
            for source in self._layout.stand_ins(note, language):
                if source not in self.files.src_uris:
                    self._stand_in(source, target)

    def _add_shared_assets(self, language: str) -> None:
        """Have links find images and other files of the default language."""
        for asset in self._library.assets:
            for source, url in self._layout.shared_asset(asset, language):
                if source not in self.files.src_uris:
                    self.files.append(StandIn(source, url, self._config))

    def _arrange_list(self, view: View, language: str) -> None:
        pages = self._lists[view][language]
        if not pages:
            return
        path = self._settings.listing(view).path
        author, *ignored = author_sources(self._library, self._layout, path, language) or [""]
        for source in ignored:
            self.files.remove(self.files.src_uris[source])
        copies = self._remove_fallbacks(path, author) if self._layout.building else []
        for page in pages:
            source = self._layout.list_source(language, path, page.number, self._library.languages)
            written = self.files.src_uris.get(author) if page.number == 1 else None
            if written is not None:
                file = self._adopt(written, source, page)
            else:
                file = self._generate(source, page)
            if page.number == 1:
                self._alias([*copies, source], file)
            self.list_pages[file.src_uri] = page
            urls = self._versions.nearest(self._versions.of_list(page), view)
            self._layout.localize(file, language, self._alternates(urls, language, file))

    def _remove_fallbacks(self, path: str, author: str) -> list[str]:
        """Drop copies of the list's page that was written in another language; returns them."""
        copies = [
            source
            for source, place in self._library.places.items()
            if place.path == path and source != author and source in self.files.src_uris
        ]
        for source in copies:
            self.files.remove(self.files.src_uris[source])
        return copies

    def _alias(self, sources: Iterable[str], file: File) -> None:
        """Have links and `nav:` find a page under other names, too."""
        for source in sources:
            if source not in self.files.src_uris:
                alias = StandIn(source, file.url, self._config)
                alias.page = file.page
                self.files.append(alias)

    def _adopt(self, file: File, source: str, page: ListPage) -> File:
        """Make the author's own page the first page of a list, found under both names."""
        readdress(file, page.dest, page.url, self._config)
        Page(self._titles.get(file.src_uri) or self._title(source, page), file, self._config)
        return file

    def _title(self, source: str, page: ListPage) -> str | None:
        """The title that `nav:` gives to a list, by its full path or the one below a language."""
        plain = posixpath.join(page.settings.path, "index.md")
        return self._titles.get(source) or self._titles.get(plain)

    def _generate(self, source: str, page: ListPage) -> File:
        first = page.number == 1
        file = list_file(source, page.dest, page.url, self._config, in_nav=first)
        title = self._title(source, page) if first else None
        labels = self._library.languages.labels(page.language)
        GeneratedPage(title, file, self._config, page.window_title(labels))
        if source in self.files.src_uris:
            self.files.remove(self.files.src_uris[source])
        self.files.append(file)
        return file

    def _alternates(self, urls: Mapping[str, str], language: str, file: File) -> dict[str, File]:
        """A page's versions as files, for the theme's language switcher and the sitemap."""
        return {
            name: file if name == language else StandIn(file.src_uri, url, self._config)
            for name, url in urls.items()
        }
