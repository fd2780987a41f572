"""Prepares MkDocs' files of one build: pages for notes and lists, and targets for links."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_papernotes.adapter.files import LinkTarget, has_address, list_file, readdress
from mkdocs_papernotes.adapter.language_builds import LanguageBuilds
from mkdocs_papernotes.adapter.listings import Listings
from mkdocs_papernotes.adapter.nav_files import NavFiles
from mkdocs_papernotes.adapter.pages import bind_list, bind_note, bind_notice, render_words
from mkdocs_papernotes.adapter.printing import Printing
from mkdocs_papernotes.adapter.theme import card_environments
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.markup.converter import Resolve
from mkdocs_papernotes.markup.texts import Texts
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.list_sources import list_sources
from mkdocs_papernotes.site.lists import AnyPage, ListVersion
from mkdocs_papernotes.site.navigation import nav_titles
from mkdocs_papernotes.site.notices import Notice


class BuildFiles:
    """The files of one build. static-i18n builds each language on its own, with its own files."""

    def __init__(
        self,
        files: Files,
        config: MkDocsConfig,
        site: Site,
        builds: LanguageBuilds,
        stand_in: str,
        read: Mapping[str, File],
    ):
        """`read` are the files in which notes were read, before static-i18n replaced them."""
        self.files, self._config = files, config
        self._stand_in, self._read = stand_in, read
        self._site, self._builds = site, builds
        self.list_pages: dict[str, AnyPage] = {}
        """The list pages of this build, by source."""
        self.notes: dict[str, Note] = {}
        """The notes of this build, by source."""
        self.notices: dict[str, Notice] = {}
        """The notices of this build, by source."""
        self.printing = Printing(note.title for note in site.notes)
        """How templates print the pages of this build."""
        self._nav_files = NavFiles(files, config)
        self.listings = Listings.of(config)
        """Other plugins that list the pages of this build."""
        self._titles: dict[str, str] = {}
        """Titles that `nav:` gives to pages, by source."""
        for path, title in nav_titles(config.nav or []).items():
            file = files.get_file_from_path(path)
            self._titles[file.src_uri if file else path] = title

    def arrange(self) -> None:
        """Give notes and lists their pages and addresses, and add the targets of links."""
        site = self._site
        languages = self._builds.building or site.languages.tags
        unlisted = {note.source for note in site.notes if note.unlisted}
        others = {note.source for note in site.notes if note.language not in languages}
        self._nav_files.may_lack(site.library.held_back | unlisted | others)
        for note in site.notes:
            if note.language in languages:
                self._keep(note)
            else:
                self._replace(note)
        for language in self._builds.building or (site.languages.default,):
            self._add_other_names(language)
            self._add_shared_assets(language)
        for version in site.lists:
            if version.language in languages:
                self._arrange_list(version)
        for notice in site.notices:
            if notice.language in languages:
                self._arrange_notice(notice)
        self._builds.finish_files(self.files, unlisted | self.notices.keys())

    def _keep(self, note: Note) -> None:
        """Make the page of a note; it is in the navigation only with `notes_in_nav`.

        An unlisted note is there only if `nav:` or another plugin's file names it.
        """
        file = self.files.src_uris.get(note.source)
        if file is None or not file.is_documentation_page():
            file = self._restore(note)
        if file is None:
            return
        in_nav = self._site.settings.notes_in_nav and not note.unlisted
        in_nav = in_nav or self._nav_files.name(note)
        if not in_nav and file.inclusion.is_included():
            file.inclusion = InclusionLevel.NOT_IN_NAV
        if file.url != note.url:
            readdress(file, note.url, self._config)
        self.notes[note.source] = note
        urls = self._site.versions.of_note(note)
        self._builds.localize(file, note.language, self._alternates(urls, note.language, file))

    def _restore(self, note: Note) -> File | None:
        """The file of a note that is unlisted, or that static-i18n left out or would copy as it is.

        static-i18n took its language for another, another plugin made the file outside the docs
        folder, or it is a notebook.
        """
        file = self._read.get(note.source)
        if file is None or not (self._builds.building or note.unlisted):
            return None
        if (copy := self.files.src_uris.get(note.source)) is not None:
            self.files.remove(copy)
        self.files.append(file)
        return file

    def _replace(self, note: Note) -> None:
        """Replace static-i18n's copy of a note in another language by a link target."""
        if (file := self.files.src_uris.get(note.source)) is not None:
            self.files.remove(file)
        self._add_link_target(note.source, self._version_meant(note))

    def _version_meant(self, note: Note) -> Note:
        """The version to which links to a note in another language lead: `x.md` means `x.ZH.md`."""
        for language in self._builds.building or ():
            version = self._site.catalog.versions(note).get(language, note)
            if note.source in self._site.structure.link_sources(version, language):
                return version
        return note

    def _add_link_target(self, source: str, note: Note) -> None:
        """Make links to `source` lead to a note. With `nav:` the target needs a page, too."""
        file = LinkTarget(source, note.url, self._config, self._stand_in)
        if self._config.nav is not None:
            title = self._titles.get(source) or note.title
            Page(title, file, self._config)
        self.files.append(file)

    def _add_other_names(self, language: str) -> None:
        """Make links in one language find notes under the names of their missing translations."""
        catalog = self._site.catalog
        for note in catalog.notes:
            target = catalog.versions(note).get(language, note)
            for source in self._site.structure.link_sources(note, language):
                if source not in self.files.src_uris:
                    self._add_link_target(source, target)

    def _add_shared_assets(self, language: str) -> None:
        """Make links in one language find images and other files of the default language."""
        for asset in sorted(self._site.library.assets):
            real = asset in self._read and self._read[asset].abs_src_path
            for source, url in self._site.structure.shared_assets(asset, language):
                if source not in self.files.src_uris:
                    target = LinkTarget(source, url, self._config, real or self._stand_in)
                    self.files.append(target)

    def _arrange_list(self, version: ListVersion[object]) -> None:
        """Make the pages of a list, the first on the author's page if there is one."""
        path, language = version.path, version.language
        sources = list_sources(self._site.library, self._site.structure, path, language)
        for source in sources:
            if source != version.author_page and source in self.files.src_uris:
                self.files.remove(self.files.src_uris[source])
        copies = self._remove_fallbacks(version) if self._builds.building else []
        for page in version.pages:
            source = self._site.structure.list_source(language, path, page.number)
            written = self.files.src_uris.get(page.author_page)
            if written is not None:
                file = self._adopt(written, source, page)
            else:
                file = self._generate(source, page)
            if page.number == 1:
                self._alias([*copies, source], file)
            self.list_pages[file.src_uri] = page
            versions = self._site.versions
            urls = versions.switcher_urls(versions.of_list(page), page)
            self._builds.localize(file, language, self._alternates(urls, language, file))

    def _remove_fallbacks(self, version: ListVersion[object]) -> list[str]:
        """Remove copies of the author's page in other languages; returns their sources."""
        copies = [
            location.source
            for location in self._site.library.locations_at(version.path)
            if location.source != version.author_page and location.source in self.files.src_uris
        ]
        for source in copies:
            self.files.remove(self.files.src_uris[source])
        return copies

    def _alias(self, sources: Iterable[str], file: File) -> None:
        """Make links and `nav:` find a page under other sources as well."""
        for source in sources:
            if source not in self.files.src_uris:
                alias = LinkTarget(source, file.url, self._config, self._stand_in)
                alias.page = file.page
                self.files.append(alias)

    def _adopt(self, file: File, source: str, page: AnyPage) -> File:
        """Make the author's page the first page of a list."""
        readdress(file, page.url, self._config)
        Page(self._titles.get(file.src_uri) or self._title(source, page), file, self._config)
        return file

    def _title(self, source: str, page: AnyPage) -> str | None:
        """The title that `nav:` gives to a list, by its source with or without the language."""
        plain = posixpath.join(page.version.path, "index.md")
        return self._titles.get(source) or self._titles.get(plain)

    def _generate(self, source: str, page: AnyPage) -> File:
        """Make a page of a list that has no page by the author."""
        first = page.number == 1
        in_nav = first and page.list.in_navigation
        file = list_file(source, page.url, self._config, in_nav=in_nav, stand_in=self._stand_in)
        title = self._title(source, page) if first else None
        Page(title, file, self._config)
        if source in self.files.src_uris:
            self.files.remove(self.files.src_uris[source])
        self.files.append(file)
        return file

    def _arrange_notice(self, notice: Notice) -> None:
        """Make a page in the place of a translation that does not exist."""
        stem = posixpath.splitext(notice.note.source)[0]
        source = f"{stem}.notice-{notice.language}.md"
        file = list_file(source, notice.url, self._config, in_nav=False, stand_in=self._stand_in)
        Page(None, file, self._config)
        self.files.append(file)
        self.notices[source] = notice
        self._builds.localize(file, notice.language, {notice.language: file})

    def file_at(self, address: str) -> Path | None:
        """The file of this build, other than a page, that is written to an address.

        The address is not percent-encoded.
        """
        return self._media.get(address)

    @cached_property
    def _media(self) -> Mapping[str, Path]:
        """The files that are no pages, by address; all are known when pages are rendered."""
        return {
            unquote(file.url): Path(file.abs_src_path)
            for file in self.files
            if file.abs_src_path and not file.is_documentation_page() and has_address(file)
        }

    def words_of_notebook(self, page: Page) -> str:
        """The text of a notebook's page as HTML, without code and output."""
        return render_words(page, self.files, self._config)

    def bind_pages(
        self, texts: Mapping[str, Texts], notice_links: Callable[[Notice], Resolve]
    ) -> None:
        """Have the pages of notes and lists read and rendered as ours, whoever made them.

        Called after all plugins have seen the navigation; until then they are ordinary pages.
        `texts` render those of each language. `notice_links` resolve the links in a notice's text.
        """
        for env in card_environments(self._config):
            self.printing.install(env)
        for source, note in self.notes.items():
            file = self.files.src_uris.get(source)
            if file is not None:
                page = file.page or Page(None, file, self._config)
                bind_note(page, note, self.printing, texts[note.language])
        for source, listed in self.list_pages.items():
            file = self.files.src_uris.get(source)
            if file is None or file.page is None:
                continue
            if listed.author_page:
                self.printing.add_ordinary(file.page)
            else:
                window_title = listed.window_title(self._site.languages.labels(listed.language))
                bind_list(file.page, window_title, listed.title, self.printing, listed.text)
        for source, notice in self.notices.items():
            shown = self.files.src_uris[source].page
            if shown is not None:
                links = notice_links(notice)
                bind_notice(shown, notice, self.printing, texts[notice.note.language], links)

    def _alternates(self, urls: Mapping[str, str], language: str, file: File) -> dict[str, File]:
        """The versions of a page as files, for static-i18n's language switcher and sitemap."""
        return {
            name: file
            if name == language
            else LinkTarget(file.src_uri, url, self._config, self._stand_in)
            for name, url in urls.items()
        }
