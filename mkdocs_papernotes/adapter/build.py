"""One build of a site in all its languages, between MkDocs' pages and the site's renderer."""

from __future__ import annotations

from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from functools import cached_property
from pathlib import Path
from typing import Any
from weakref import finalize

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from mkdocs_papernotes import formulas
from mkdocs_papernotes.adapter.build_files import BuildFiles
from mkdocs_papernotes.adapter.encryption import is_encrypted, without_text
from mkdocs_papernotes.adapter.files import StandIn
from mkdocs_papernotes.adapter.git_plugins import exclude_from_git
from mkdocs_papernotes.adapter.language_builds import LanguageBuilds
from mkdocs_papernotes.adapter.page_cache import PageCache, added_to
from mkdocs_papernotes.adapter.stage import Stage
from mkdocs_papernotes.adapter.statistics_plugin import exclude_from_statistics
from mkdocs_papernotes.adapter.unfinished_pages import UnfinishedPages
from mkdocs_papernotes.addresses import normal, to_root
from mkdocs_papernotes.assembly.kept_citations import KeptCitations
from mkdocs_papernotes.assembly.markdown_copies import MarkdownCopies
from mkdocs_papernotes.assembly.output import Wrote, find_missing, write_outputs
from mkdocs_papernotes.assembly.page_lists import NO_LISTS, PageLists, ShowingPage
from mkdocs_papernotes.assembly.renderer import Renderer
from mkdocs_papernotes.assembly.shown import Shown
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.assembly.threads import Threads
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.directives.reading import without_directives
from mkdocs_papernotes.markup import titles
from mkdocs_papernotes.markup.excerpt import Excerpt
from mkdocs_papernotes.metadata.head import rewrite_head
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.alternates import Alternates
from mkdocs_papernotes.site.folders import Folders
from mkdocs_papernotes.site.lists import AnyPage
from mkdocs_papernotes.site.notices import Notice
from mkdocs_papernotes.text import one_line
from mkdocs_papernotes.views.search_line import search_line
from mkdocs_papernotes.views.templating import Templates


class Build:
    """One build of all languages. Each build of the site makes a new one."""

    files: BuildFiles
    """The files of the language that is being built."""
    _read: dict[str, File]
    """The files in which its notes were read, before static-i18n replaced them."""

    def __init__(
        self,
        site: Site,
        builds: LanguageBuilds,
        templates: Templates,
        stand_in: StandIn,
        *,
        theme_switches_languages: bool,
        theme_has_tabs: bool,
        theme_shows_tags: bool,
        folders: Folders,
        store: Store,
        keeps_texts: bool,
    ):
        """`keeps_texts` says whether pages are needed again after they are written, by `serve`."""
        self.site, self._builds = site, builds
        self.threads = Threads(site)
        self._store, self._shown = store, Shown(site, folders, self.threads)
        self._keeps_texts = keeps_texts
        self._pages: PageCache
        self._citations = KeptCitations(site, self._shown, folders, store)
        self._renderer = Renderer(
            site,
            templates,
            lambda address: self.files.file_at(address),
            self.threads,
            shows_tags=not theme_shows_tags,
            store=store,
        )
        self._theme_shows_tags = theme_shows_tags
        self._switches_languages = theme_switches_languages
        self._has_tabs = theme_has_tabs
        self._callout_titles: dict[str, dict[str, str]] = {}
        self._repaired: dict[str, str] = {}
        """The repaired text of pages whose front matter MkDocs would print as text, by source."""
        self.searched: set[Hashable] = set()
        """What the search index has of pages that are no copies, in the languages built so far."""
        self._in_navigation: set[str] = set()
        """The addresses of pages in the navigation of any language."""
        self._of_wikilinks: dict[Problem, None] = {}
        """Their problems, each once: some pages are built in several languages."""
        self._undecorated: str | None = None
        """The text of the page that is being built, without header or list."""
        self._hidden_meta: dict[str, Any] = {}
        """What the author wrote where a page shows something else to feeds; `None` for nothing."""
        self._lists: dict[str, PageLists] = {}
        """The lists in the texts of pages that were built, by the address of the page."""
        self._hidden_text: str | None = None
        """The same for its text."""
        self.unfinished = UnfinishedPages(store)
        # A build that is interrupted (Ctrl-C, `sys.exit` in a plugin) calls no hook when it ends.
        finalize(self, self.unfinished.remove)
        self._stand_in = stand_in
        self._copies = MarkdownCopies(site)
        self._taken: set[str] = set()
        """The addresses of feeds and copies at which another plugin wrote a file."""

    # Files

    def remove_unpublished(self, files: Files) -> None:
        """Remove files that must not be published, and remember the others as they are.

        Notes that are held back or unlisted come back in `arrange_files`: in between,
        mkdocs-literate-nav puts whatever it finds into the navigation.
        """
        library = self.site.library
        for source in library.unreadable & files.src_uris.keys():
            files.remove(files.src_uris[source])
        for source in library.held_back & files.src_uris.keys():
            files.src_uris[source].inclusion = InclusionLevel.EXCLUDED
        self._read = {**files.src_uris}
        for source in (library.held_back | self.unlisted) & files.src_uris.keys():
            files.remove(files.src_uris[source])

    def repair_front_matter(self, files: Files) -> None:
        """Find pages other than notes whose front matter MkDocs would print, and repair it."""
        noted = {note.source for note in self.site.notes} | self.site.library.held_back
        for source, page in self.site.library.pages.items():
            if source not in noted and source in files.src_uris:
                front_matter = page.front_matter
                text = files.src_uris[source].content_string
                if front_matter.is_broken or (front_matter.values and not get_data(text)[1]):
                    self._repaired[source] = front_matter.mended()

    def arrange_files(self, files: Files, config: MkDocsConfig) -> None:
        """Prepare the files of the language that is being built."""
        for source in sorted(self._repaired.keys() & files.src_uris.keys()):
            files.src_uris[source].content_string = self._repaired[source]
        for source in self.site.library.held_back & self._read.keys() - files.src_uris.keys():
            files.append(self._read[source])
        self.files = BuildFiles(
            files, config, self.site, self._builds, self._stand_in.path, self._read
        )
        self.files.arrange()
        exclude_from_git(config, self._generated)
        exclude_from_statistics(config, self._generated)

    def list_page(self, page: Page) -> AnyPage | None:
        """The list page that MkDocs' page shows, if any."""
        return self.files.list_pages.get(page.file.src_uri)

    def note(self, page: Page) -> Note | None:
        """The note that MkDocs' page shows, if any."""
        return self.files.notes.get(page.file.src_uri)

    @property
    def unlisted(self) -> set[str]:
        """The sources of unlisted notes, which no sitemap may contain."""
        return {note.source for note in self.site.notes if note.unlisted}

    @property
    def outside_sitemap(self) -> set[str]:
        """The sources of pages that no sitemap may contain."""
        return self.unlisted | self.files.notices.keys()

    def notice(self, page: Page) -> Notice | None:
        """The notice that MkDocs' page shows, if any."""
        return self.files.notices.get(page.file.src_uri)

    def notice_links(self, notice: Notice) -> Callable[[str], str]:
        """A function that finds what links in the text of a notice lead to."""
        return self._renderer.notice_links(notice)

    @property
    def unsearched(self) -> set[str]:
        """The addresses of pages that search must not find.

        These are unlisted notes and lists without a text by the author.
        """
        lists = {normal(self.files.list_pages[source].url) for source in self._generated_lists}
        unlisted = {note.url for note in self.site.notes if note.unlisted}
        return lists | unlisted | {normal(each.url) for each in self.files.notices.values()}

    @property
    def copies(self) -> set[str]:
        """The addresses of pages that are copies of a page in another language."""
        return self._builds.fallback_copies(self.files.files)

    @property
    def _generated_lists(self) -> set[str]:
        """The sources of list pages without a text by the author."""
        pages = self.files.list_pages.items()
        return {source for source, listed in pages if not listed.author_page}

    @property
    def _generated(self) -> set[str]:
        """The sources of all pages that the author did not write."""
        return self._generated_lists | self.files.notices.keys()

    def note_navigation(self, nav: Navigation, config: MkDocsConfig) -> None:
        """Remember which pages the navigation of the current build has."""
        self._in_navigation |= {normal(page.url) for page in nav.pages}
        self._pages = PageCache(self._store, self._shown, config, nav)

    def stage(self, config: MkDocsConfig, env: Environment) -> Stage:
        """What stays of the build of the current language; `enter` comes back to it."""
        language = "".join(self._builds.building or ())
        return Stage(language, config, env, self.files, self._pages)

    def enter(self, stage: Stage) -> None:
        """Render pages of a language that was built before."""
        self.files, self._pages = stage.files, stage.pages

    def excerpts_of(self, note: Note) -> tuple[Excerpt | None, ...]:
        """The excerpts of a note as lists show them."""
        return self._renderer.excerpts_of(note)

    def install(self, env: Environment) -> None:
        """Have templates print front matter as text, and pages that are in the cache."""
        self.files.printing.install(env)
        self._pages.install(env)

    def outside_navigation(self) -> Iterator[Problem]:
        """The notes that no navigation has because the plugin leaves them out of it."""
        listed = [note for note in self.site.notes if not note.unlisted]
        missing = [note.source for note in listed if normal(note.url) not in self._in_navigation]
        if missing and not self.site.settings.notes_in_nav:
            values = {"count": len(missing), "file": missing[0]}
            yield Problem("notes-outside-navigation", values=values)

    # Pages

    def remove_tags(self, page: Page) -> None:
        """Remove the tags of an unlisted note, by which other plugins would list it."""
        note = self.note(page)
        for key in self.files.listings.tag_keys if note and note.unlisted else ():
            page.meta.pop(key, None)

    def link_tags(self, page: Page, context: MutableMapping[str, Any]) -> None:
        """Have the theme's tags on a note lead to the pages of terms.

        Those without a page lead where Material's tags plugin has them lead. A note that leaves its
        tags out has those of its translations.
        """
        note = self.note(page)
        if note is None or note.unlisted or not self._theme_shows_tags:
            return
        for variable in self.files.listings.tag_variables:
            if given := context.get(variable):
                context[variable] = [self._linked_tag(tag, note) for tag in given]
            elif not note.tags:
                context[variable] = [
                    {"name": tag.name, "url": tag.url} for tag in self.site.terms_of(note).tags
                ]

    def _linked_tag(self, tag: Any, note: Note) -> dict[str, Any]:
        """A tag as the theme's template takes it."""
        found = self.site.terms.find("tags", str(tag.name))
        url = self.site.term_url(found, note.language) if found else None
        return {"name": tag.name, "url": url or tag.url, "hidden": tag.hidden}

    def with_links(self, page: Page, text: str) -> str:
        """The Markdown of a page with ordinary links in the place of wikilinks."""
        if notice := self.notice(page):  # the page of its note reports what is wrong
            note = notice.note
            return self.site.wikilinks.linked(text, note.source, note.language).text
        source = page.file.src_uri
        found = self.site.wikilinks.linked(text, source, self.page_language(page))
        self._of_wikilinks.update(dict.fromkeys(found.problems))
        return found.text

    def show_to_feeds(self, page: Page) -> None:
        """Set the front matter and text that a plugin which writes feeds is to see of a page."""
        note, listings = self.note(page), self.files.listings
        shown = listings.feed_meta(without_text(note, page)) if note else {}
        listed = self.list_page(page)
        if (listed and not listed.author_page) or self.notice(page):
            shown = listings.hidden_meta
        self._hidden_meta = {key: page.meta.get(key) for key in shown}
        page.meta.update(shown)
        self._hidden_text = page.markdown
        if listings.has_feeds:
            page.markdown = without_directives(page.markdown or "")

    def show_to_all(self, page: Page) -> None:
        """Set front matter and text of a page as they were before `show_to_feeds`."""
        page.markdown = self._hidden_text
        for key, value in self._hidden_meta.items():
            if value is None:
                del page.meta[key]
            else:
                page.meta[key] = value

    def finish_text(self, page: Page, html: str) -> str:
        """The rendered text of any page, with links marked. A note's excerpts are cut from it."""
        note, source = self.note(page), page.file.src_uri
        if note is None or not note.is_notebook:
            self._renderer.check_emphasis(source, self.site.wikilinks.names.body(source), html)
        if note:
            words = self.files.words_of_notebook(page) if note.is_notebook else ""
            return self._renderer.note_text(without_text(note, page), html, words)
        return self._renderer.text(html, page.url, self.page_language(page))

    def page_language(self, page: Page) -> str:
        """The language in which a page is read."""
        if note := self.note(page):
            return note.language
        if shown := self.list_page(page) or self.notice(page):
            return shown.language
        found = self.site.library.pages.get(page.file.src_uri)
        return self._builds.page_language(
            found.location.language if found else self.site.languages.default
        )

    def callout_titles(self, language: str) -> dict[str, str]:
        """The titles of callouts without one of their own in a language, by kind."""
        if language not in self._callout_titles:  # each page asks for them
            labels = self.site.languages.labels(language)
            words = {kind: one_line(labels(f"callout.{kind}")) for kind in titles.KINDS}
            self._callout_titles[language] = words
        return self._callout_titles[language]

    def search_line(self, page: Page) -> str:
        """What search finds a page by, apart from its text."""
        note = self.note(page)
        if note is None or note.unlisted or is_encrypted(page):
            return ""
        return search_line(note, self.site.catalog.paper(note))

    def decorate_page(self, page: Page, context: Mapping[str, Any], entries: Sequence[Any]) -> None:
        """Add header and footer to a note, the list to a list's page, and to any page its lists.

        Called after the search plugins have indexed the text of the page. `context` is that of its
        template, `entries` are those of the language switcher. A page that is in the cache stays as
        it is.
        """
        html = page.content or ""
        note, listed, notice = self.note(page), self.list_page(page), self.notice(page)
        if self._has_tabs and page.parent is None and (note or listed or notice):
            hide(page, "navigation")
        if listed:
            hide(page, "toc")
        if notice:
            self._decorate_notice(page, notice, [entries, added_to(context)])
            return
        lists = self._lists_of(page, html)
        comments = "" if listed else self._comments(page, note)
        if self._is_kept(page, note, listed, lists, [entries, added_to(context), comments]):
            return
        if not (note or listed or lists):
            self._mark_papers(page, html, comments)
            return
        self._undecorated = html
        if note:
            known = self._renderer.problem_count
            html = self._renderer.note_page(note, html, self._find)
            if self._renderer.problem_count > known:
                self._pages.forget(page)  # the next build is to report it as well
        else:
            html = self._renderer.marked(html, page.url, self.page_language(page))
        html, placeholders = self._renderer.with_lists(html, lists)
        if listed:
            others = {} if self._switches_languages else self.switcher(page)
            html, more = self._renderer.list_page(listed, html, others)
            placeholders += more
        page.content = html + comments
        if placeholders:
            key = self._pages.forget(page)
            self.unfinished.add(Path(page.file.abs_dest_path), placeholders, key)

    def _lists_of(self, page: Page, html: str) -> PageLists:
        """The lists in the text of a page, which are remembered for `shows_text_of`."""
        note, language = self.note(page), self.page_language(page)
        showing = ShowingPage(page.file.src_uri, page.url, language, note, is_encrypted(page))
        lists = self._renderer.lists_of(html, showing)
        if lists:
            self._lists[page.url] = lists
        else:
            self._lists.pop(page.url, None)
        return lists

    def shows_text_of(self, page: Page, notes: set[Note]) -> bool:
        """Whether lists in the text of a page, when it was built last, show texts of such notes."""
        lists = self._lists.get(page.url, NO_LISTS)
        return lists.shows_texts and not notes.isdisjoint(lists.notes)

    def _comments(self, page: Page, note: Note | None) -> str:
        """The comments at the end of a page that is no list. An encrypted page has none."""
        if is_encrypted(page):
            return ""
        if note:
            return self._renderer.note_comments(note)
        found = self.site.library.pages.get(page.file.src_uri)
        path = found.location.path if found else page.file.src_uri.rpartition(".")[0]
        given = page.meta.get("comments")
        return self._renderer.page_comments(given, path, self.page_language(page), page.url)

    def _mark_papers(self, page: Page, html: str, comments: str) -> None:
        """Put marks and comments into a page that is neither a note nor a list."""
        marked = self._renderer.marked(html, page.url, self.page_language(page)) + comments
        if marked != html:
            self._undecorated, page.content = html, marked

    def _decorate_notice(self, page: Page, notice: Notice, content: list[object]) -> None:
        note = notice.note
        shown = [self.alternates(page), self.switcher(page), note.language, notice.languages]
        comments = self._renderer.notice_comments(notice)
        if not self._pages.find_notice(page, [*content, comments, repr([*shown, note.title])]):
            self._undecorated = page.content or ""
            page.content = self._renderer.notice_page(notice, self._undecorated) + comments

    def _is_kept(
        self,
        page: Page,
        note: Note | None,
        listed: AnyPage | None,
        lists: PageLists,
        content: list[object],
    ) -> bool:
        """Whether the page is in the cache, with everything that it shows."""
        picture = self._renderer.picture(note, self._find) if note else None
        if self._pages.is_finished(page):
            return True
        marks = self._renderer.marks(page.content or "", self.page_language(page), note)
        shown = [self.alternates(page), self.switcher(page), self.keeps_card(page), marks]
        shown.append(self.feed_links(page))
        if note:
            # `repr` is exact for what we make ourselves
            told = [*content, repr([*shown, picture])]
            return self._pages.find_note(page, note, lists, told, self._find)
        told = [*content, repr(shown)]
        if listed:
            return self._pages.find_list(page, listed, lists, told)
        return self._pages.find_ordinary(page, lists, told)

    def _find(self, path: str) -> str | None:
        """The address of a file that MkDocs knows in this build, or `None`."""
        file = self.files.files.get_file_from_path(path)
        return file.url if file else None

    def _urls(self, page: Page) -> dict[str, str]:
        """The addresses of a page's versions by language, without those that do not link back."""
        versions = self.site.versions
        if note := self.note(page):
            return versions.of_note(note)
        if listed := self.list_page(page):
            return versions.of_list(listed)
        found = self.site.library.pages.get(page.file.src_uri)
        if found is None or found.location.language != self.page_language(page):
            return {}
        return versions.of_location(found.location)

    def alternates(self, page: Page) -> Alternates:
        """The addresses for the head of a page."""
        if notice := self.notice(page):
            note = notice.note
            canonical = self.site.languages.absolute(note.url, note.language)
            return Alternates(notice.language, canonical)
        language = self.page_language(page)
        return self.site.versions.alternates(self._urls(page), language, page.canonical_url)

    def finish_page(self, page: Page, output: str) -> str:
        """The HTML of a page with addresses and metadata in its head."""
        if self._undecorated is not None:
            # Nobody needs the rest any more, and thousands of pages stay until the end.
            page.content, self._undecorated = self._undecorated, None
        self.files.printing.forget(page)
        if note := self.note(page):
            _share_text(page, note)
        if not self._keeps_texts and self._pages.is_predictable:
            page.content = None  # no other plugin asks for it when it is written
        if (finished := self._pages.take(page)) is not None:
            return finished
        markup, keep_card = self.head_markup(page, output), self.keeps_card(page)
        html = rewrite_head(output, self.alternates(page), markup, keep_card=keep_card)
        analytics = self._renderer.analytics(page.url, self.page_language(page), self.note(page))
        if analytics:
            html = html.replace("</head>", f"{analytics}\n  </head>", 1)
        self._pages.keep(page, html)
        return html

    def finish_not_found(self, output: str, *, is_own: bool) -> str:
        """The page `404.html`; the text of one that is the author's own stays as it is."""
        default = self.site.languages.default
        html = rewrite_head(output, Alternates(default))
        return html if is_own else self._renderer.not_found(html)

    def head_markup(self, page: Page, html: str) -> str:
        """What the head of a page needs: a note's metadata, and KaTeX if `html` has formulas."""
        note = self.note(page)
        elements = [self._renderer.note_head(note)] if note else []
        elements += self.feed_links(page)
        settings = self.site.settings
        if settings.formulas:
            elements += formulas.head_elements(html, to_root(page.url), settings.macros)
        return "\n".join(element for element in elements if element)

    def feed_links(self, page: Page) -> list[str]:
        """The links in the head of a page to the feeds of its language."""
        if self.site.feeds is None:
            return []
        listed = self.list_page(page)
        key = listed.list.key if listed else ""
        return self.site.feeds.links(self.page_language(page), self._feed_addresses, key)

    @cached_property
    def _feed_addresses(self) -> frozenset[str]:
        """The addresses of the feeds that are ours."""
        return frozenset(output.address for output, _, _ in self.site.feed_files())

    def keeps_card(self, page: Page) -> bool:
        """Whether a card that another plugin drew stays: a note may name a picture of its own."""
        note = self.note(page)
        return note is None or note.image is None

    def switcher(self, page: Page) -> dict[str, str]:
        """The links of a language switcher on a page, by language. All of them lead to pages."""
        urls = self._urls(page)
        if note := self.note(page) or getattr(self.notice(page), "note", None):
            key = self.site.catalog.key(note)
            urls = {**self.site.notice_urls.get(key, {}), **self.site.versions.of_note(note)}
        return self.site.versions.switcher_urls(urls, self.list_page(page))

    def switcher_entries(self, given: Any, page: Page) -> list[dict[str, Any]]:
        """The entries of Material's language switcher on a page.

        `given` are the configured entries. Those of the site's languages get the addresses of this
        page's versions; other entries are kept as they are.
        """
        items = [item for item in given or [] if isinstance(item, dict)]
        languages = self.site.languages
        if len(languages.tags) < 2:
            return items
        links = self.switcher(page)
        known = {item.get("lang"): item for item in items}
        own = [
            {"name": languages.name(tag), "lang": tag, **known.pop(tag, {}), "link": links[tag]}
            for tag in languages.tags
            if tag in links
        ]
        return own + [item for tag, item in known.items() if tag not in languages.tags]

    # The end

    def finish(self, site_dir: Path, wrote: Wrote) -> list[Problem]:
        """Fill the placeholders of written pages, and write all outputs that are not pages.

        `wrote` is called for each of them. Returns the problems of rendering and writing.
        """
        self.unfinished.fill()
        self._stand_in.remove()
        found = [*write_outputs(self.site.outputs, site_dir, wrote)]
        self._citations.keep()
        later = [*self._renderer.feed_outputs(), *self._copies.outputs()]
        self._taken = {each.address for each in later if (site_dir / each.path).exists()}
        found += [*write_outputs(later, site_dir, wrote), *self._renderer.feed_problems()]
        found += write_outputs(self._renderer.redirect_outputs(), site_dir, wrote)
        found += find_missing(self.site.outputs, site_dir)
        found += self._pages.problems if self._store.is_open else ()
        return [*self.take_problems(), *found]

    def rewrite_files(self, changed: Collection[Note], site_dir: Path) -> None:
        """Write the feeds that have one of these notes, and its copy, again, after `finish`."""
        for output in (*self._renderer.feed_outputs(changed), *self._copies.outputs(changed)):
            if output.content and output.address not in self._taken:
                (site_dir / output.path).write_bytes(output.content().encode("utf-8"))

    def take_problems(self) -> list[Problem]:
        """The problems of pages that were rendered since they were taken last."""
        found = [*self._renderer.take_problems(), *self._of_wikilinks]
        self._of_wikilinks.clear()
        return found

    def abandon(self) -> list[Problem]:
        """Remove pages that still have placeholders. Returns the problems of rendering."""
        self.unfinished.remove()
        self._stand_in.remove()
        return self.take_problems()


def _share_text(page: Page, note: Note) -> None:
    """Have a page that is written hold the text of its note, not a copy by another plugin."""
    text = page.markdown or ""
    if note.body.startswith(text) and note.body[len(text) :].isspace():
        page.markdown = note.body


def hide(page: Page, part: str) -> None:
    """Make Material leave out a part of a page, `toc` or `navigation`."""
    hidden = page.meta.get("hide") or []
    parts = [str(item) for item in (hidden if isinstance(hidden, list) else [hidden])]
    page.meta["hide"] = parts if part in parts else [*parts, part]
