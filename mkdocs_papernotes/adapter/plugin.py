"""The plugin class with MkDocs' events. They only translate between MkDocs and the package."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime
from mkdocs.utils.templates import TemplateContext

from mkdocs_papernotes.adapter import garbage, quick_templates, search, theme, theme_files
from mkdocs_papernotes.adapter.ahead import Ahead
from mkdocs_papernotes.adapter.build import Build
from mkdocs_papernotes.adapter.encryption import encryption
from mkdocs_papernotes.adapter.files import (
    StandIn,
    announced_lists,
    has_address,
    is_ours,
    source_files,
)
from mkdocs_papernotes.adapter.first_build import FirstBuild
from mkdocs_papernotes.adapter.language_builds import (
    LanguageBuilds,
    language_builds,
    languages_of,
)
from mkdocs_papernotes.adapter.listings import blog_files, blogs, metas
from mkdocs_papernotes.adapter.log import ProblemLog, error_text, log
from mkdocs_papernotes.adapter.options import PapernotesConfig, settings_from
from mkdocs_papernotes.adapter.pages import markdown_options
from mkdocs_papernotes.adapter.records import Records
from mkdocs_papernotes.adapter.review import ReviewServer, review_pages
from mkdocs_papernotes.adapter.search_entries import quicken
from mkdocs_papernotes.adapter.search_options import (
    is_chinese,
    lacks_jieba,
    put_off,
    put_on,
    set_search_options,
)
from mkdocs_papernotes.adapter.stage import Stage
from mkdocs_papernotes.adapter.statistics_plugin import exclude_from_statistics
from mkdocs_papernotes.assembly.behind import find_behind
from mkdocs_papernotes.assembly.ignored import ignored_problems
from mkdocs_papernotes.assembly.output import write_outputs
from mkdocs_papernotes.assembly.remarks import remarks
from mkdocs_papernotes.assembly.renamed import find_renamed
from mkdocs_papernotes.assembly.site import ALWAYS_THERE, Site, assemble, list_paths
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.front_matter.source import SourceCache
from mkdocs_papernotes.handwritten.known_headers import KnownHeaders
from mkdocs_papernotes.markup import line_breaks, titles
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.heading import HeadingReader
from mkdocs_papernotes.markup.known_links import KnownLinks
from mkdocs_papernotes.markup.texts import Texts
from mkdocs_papernotes.metadata.sitemap import rewrite_sitemap
from mkdocs_papernotes.options.settings import CommentSettings, Settings
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.blog import post_folders
from mkdocs_papernotes.site.folders import Folders
from mkdocs_papernotes.site.library import Library, LibraryReader
from mkdocs_papernotes.site.meta_files import meta_file
from mkdocs_papernotes.views.templating import TEMPLATE_DIR, CompiledTemplates, Templates

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

    from mkdocs_papernotes.adapter.quick_build import QuickBuild
    from mkdocs_papernotes.adapter.rebuild import Rebuild
    from mkdocs_papernotes.assembly.review import ReviewPages

_ATTRIBUTES = {"attr_list", "markdown.extensions.attr_list", "markdown.extensions.extra", "extra"}
_STYLESHEET = "assets/papernotes/papernotes.css"
_SCRIPT = "assets/papernotes/papernotes.js"


class PapernotesPlugin(BasePlugin[PapernotesConfig]):
    """The plugin. As it has `on_startup`, `serve` keeps the instance, and with it the caches."""

    def __init__(self) -> None:
        self.cache = SourceCache()
        self.headers = KnownHeaders()
        self.links = KnownLinks()
        self.compiled = CompiledTemplates()
        self.preview = False
        self.dirty = False
        self.refused = False
        """Whether the last rebuild was refused before anything was written."""
        self.has_nav = False
        """Whether the author, not another plugin, wrote `nav:`."""
        self.build: Build | None = None
        self.store = Store(None)
        self.unusable_cache: list[Problem] = []
        """Why the cache of this build is not used, if it is not."""
        self.records = Records()
        self.rebuild: Rebuild | None = None
        self.cache_folder: Path | None = None
        self.first: FirstBuild | None = None
        """The build that makes what saves need, if `serve` shows what the last one has left."""
        self.ahead = Ahead(self.store, 1)
        self.started = time.time_ns()
        """When the first build of `serve` began."""
        self.stages: list[Stage] = []
        self.quick: QuickBuild | None = None
        """The last build of `serve`, if it was good."""
        self.problems = ProblemLog()
        self.reviews: Callable[[], ReviewPages] | None = None
        """The pages for the author of the last build of `serve`, if there are to be some."""
        self.builds: LanguageBuilds
        self.settings: Settings
        self.stand_in: StandIn
        self.language: str
        """The language of the theme, as the author set it."""
        self.switcher: Any = None
        """The configured entries of the theme's language switcher, to restore after a page."""
        self.searches: list[Any] = []
        """The plugins that write no index for the language that is being built."""
        self.spoken: str | None = None
        """The language of the theme, to restore after a page in another one."""
        self.not_found = ""
        """The page `404.html` in the default language."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.preview = command == "serve"
        self.dirty = dirty
        garbage.search_rarely()
        garbage.leave_to_the_end()

    # Configuration: before static-i18n (priority −100), and after it for values that it sets

    @event_priority(100)
    def _configure(self, config: MkDocsConfig) -> MkDocsConfig:
        if self.dirty:
            raise PluginError(f"papernotes: {Problem('dirty-build')}")
        self._set_site_dir(config)
        if TEMPLATE_DIR not in config.theme.dirs:
            config.theme.dirs.append(TEMPLATE_DIR)
        if _STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, _STYLESHEET)  # so that users' rules come later
        theme.add_script(config, _SCRIPT)
        if not self._is_nested:
            self.quick, self.stages = None, []
            self.has_nav = config.nav is not None
            self.settings = settings_from(self.config)
            self.language = theme.configured_language(config)
        theme.set_theme_language(config)
        theme_files.quicken(config)
        set_search_options(config, languages_of(config, self.settings, self.language))
        if self.settings.one_column:
            theme.add_column(config)
        if self.settings.formulas:
            theme.add_formulas(config)
        if self.settings.previews:
            theme.add_previews(config)
        if self.settings.comments:
            self._add_comments(config, self.settings.comments)
        self._watch(config)
        if not self._is_nested:
            self.unusable_cache = self._open_store(config)
            self._begin_records(config)
        return config

    def _set_site_dir(self, config: MkDocsConfig) -> None:
        if self.first and self.first.is_running_here:
            config.site_dir = self.first.folder

    def _begin_records(self, config: MkDocsConfig) -> None:
        now, folders = get_build_datetime(), _folders(config)
        records, settings = self.records, self.settings
        if records.begin(config, self.store, settings, folders, now, is_preview=self.preview):
            self.problems = ProblemLog()  # what the last build has told is told again
            self._close_store()
            self._search_garbage()

    def _add_comments(self, config: MkDocsConfig, settings: CommentSettings) -> None:
        """Have comments loaded, unless the author's theme shows some already."""
        if theme.shows_comments(config):
            self.settings = replace(self.settings, comments=None)
            source, key = _folders(config).file, "papernotes.comments"
            file = Path(str(config.theme.custom_dir), theme.COMMENTS)
            folder = _folders(config).config
            name = file.relative_to(folder) if file.is_relative_to(folder) else file
            values = {"file": name.as_posix()}
            self.problems.add([Problem("comments-in-theme", source, 0, key, values)])
        else:
            theme.add_comments(config, settings)

    @property
    def _is_nested(self) -> bool:
        return hasattr(self, "builds") and self.builds.nested

    def _watch(self, config: MkDocsConfig) -> None:
        """Make `serve` rebuild when a bibliography or the file of terms changes."""
        for name in (*self.settings.bibliography, self.settings.terms_file):
            path = _folders(config).find(name)
            if path is not None and str(path) not in config.watch:
                config.watch.append(str(path))

    @event_priority(-99)
    def _before_i18n(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read addresses once plugins such as `offline` and `mike` have changed them."""
        if not self._is_nested:
            self.builds = language_builds(config, self.settings, self.language)
        self.builds.before_config(config)
        return config

    @event_priority(-110)
    def _after_i18n(self, config: MkDocsConfig) -> MkDocsConfig:
        theme.set_theme_language(config)
        self.builds.after_config(config)
        if self.settings.wikilinks and not _ATTRIBUTES.intersection(config.markdown_extensions):
            config.markdown_extensions.append("attr_list")  # for the sizes of pictures
        if titles.NAME not in config.markdown_extensions:
            config.markdown_extensions.append(titles.NAME)  # last, after those for callouts
        joins = self.settings.cjk_line_breaks == "join"
        if joins and line_breaks.NAME not in config.markdown_extensions:
            config.markdown_extensions.append(line_breaks.NAME)
        return config

    on_config = CombinedEvent(_configure, _before_i18n, _after_i18n)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Refuse a rebuild of `serve` with errors, before MkDocs empties the site's folder."""
        self.refused = False
        if self.preview and self.build is not None and not self.builds.nested:
            errors = _errors(self._assemble(get_files(config), config))
            if errors:
                self.refused = True
                raise PluginError(error_text(errors))

    # Files: they are read before static-i18n replaces them, and prepared after it

    @event_priority(100)
    def _announce_lists(self, files: Files, config: MkDocsConfig) -> Files:
        """Let other plugins know of lists, which are made once all notes are known."""
        if not self.builds.nested:
            self.stand_in = StandIn()
        structure, paths = self.builds.structure, list_paths(self.settings, ALWAYS_THERE)
        announced = announced_lists(files, config, structure, paths, self.stand_in.path)
        for file in announced:
            files.append(file)
        exclude_from_statistics(config, [file.src_uri for file in announced])
        return files

    @event_priority(-90)
    def _read_files(self, files: Files, config: MkDocsConfig) -> Files:
        for file in [file for file in files if is_ours(file)]:
            files.remove(file)
        if not self.builds.nested:
            self.cache.load(self.store, config.docs_dir)
            self.headers.load(self.store, config.docs_dir)
            site = self._assemble(files, config)
            self.cache.save(self.store, config.docs_dir)
            self.headers.save(self.store, config.docs_dir)
            self.problems.ignored = ignored_problems(self.settings, _folders(config))
            self.problems.add(site.problems)
            if _errors(site):
                raise PluginError(f"papernotes: {Problem('build-stopped')}")
            self.problems.add(self.unusable_cache)
            behind, found = find_behind(site, Path(config.docs_dir), self.store)
            self.problems.add(found)
            self.build = Build(
                replace(site, behind=behind),
                self.builds,
                Templates(config.theme.dirs),
                self.stand_in,
                theme_switches_languages=theme.switches_languages(config),
                theme_has_tabs=theme.has_tabs(config),
                theme_shows_tags=theme.shows_tags(config),
                folders=_folders(config),
                store=self.store,
                keeps_texts=self.preview,
            )
            self.ahead = Ahead(self.store, self.settings.workers)
            self.build.repair_front_matter(files)
            self.problems.add(remarks(site, markdown_options(config), _folders(config).file))
            if lacks_jieba(config) and is_chinese({note.language for note in site.notes}):
                self.problems.add([Problem("chinese-without-jieba")])
            if not self.preview:
                self.problems.add(find_renamed(site, Path(config.docs_dir)))
            garbage.search_rarely()
        self._build.remove_unpublished(files)
        return files

    def _open_store(self, config: MkDocsConfig) -> list[Problem]:
        """Open the cache of this build. Returns the problem of its folder, if there is one."""
        self.ahead.stop()
        self.store.close()
        cache = _cache_folder(config, self.settings)
        is_published = cache is not None and _is_published(cache, config)
        self.cache_folder = None if is_published else cache
        self.store = Store(self.cache_folder)
        if not is_published:
            return []
        values = {"given": self.settings.cache_dir}
        source, key = _folders(config).file, "papernotes.cache_dir"
        return [Problem("cache-published", source, 0, key, values)]

    @event_priority(-110)
    def _arrange_files(self, files: Files, config: MkDocsConfig) -> Files:
        self._build.arrange_files(files, config)
        return files

    on_files = CombinedEvent(_announce_lists, _read_files, _arrange_files)

    def _assemble(self, files: Files, config: MkDocsConfig) -> Site:
        structure = self.builds.structure
        reader = LibraryReader(
            structure,
            self.settings,
            _folders(config),
            get_build_datetime(),
            preview=self.preview,
            encryption=encryption(config),
            meta_file=meta_file(metas(config)),
            post_folders=post_folders(blogs(config)),
            list_paths=list_paths(self.settings),
            cache=self.cache,
            headers=self.headers,
            links=self.links,
            headings=HeadingReader(markdown_options(config), wikilinks=self.settings.wikilinks),
        )
        library = reader.read(source_files(files, config, preview=self.preview))
        return assemble(library, structure, self.settings, others=_others(files, library, config))

    @property
    def _build(self) -> Build:
        assert self.build is not None
        return self.build

    @event_priority(-90)
    def _name_sections(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        self.builds.before_nav(nav)
        return nav

    @event_priority(-110)
    def _unwrap_lists(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Replace each section that contains only a list by that list, unless `nav:` is set."""
        if config.nav is None:
            nav.items = [self._unwrapped(item) for item in nav.items]
        return nav

    @event_priority(-1000)
    def _bind_pages(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Take over the pages of notes and lists, once every other plugin has seen them."""
        self._build.note_navigation(nav, config)
        texts = {
            language: Texts(self.store, self._options(config, language), self.ahead.step_of_text)
            for language in self._build.site.languages.tags
        }
        if not self.builds.nested:
            self.ahead.prepare_texts(texts, self._build.site, self.builds, config)
        self._build.files.bind_pages(texts, self._build.notice_links)
        return nav

    def _options(self, config: MkDocsConfig, language: str) -> MarkdownOptions:
        """The Markdown extensions, with the titles of callouts in a language."""
        options = markdown_options(config)
        words = {titles.NAME: {"words": self._build.callout_titles(language)}}
        return MarkdownOptions(options.extensions, {**options.extension_configs, **words})

    on_nav = CombinedEvent(_name_sections, _unwrap_lists, _bind_pages)

    def _unwrapped(self, item: Any) -> Any:
        if isinstance(item, Section) and len(item.children) == 1:
            (page,) = item.children
            if isinstance(page, Page) and self._build.list_page(page):
                page.parent = None
                return page
        return item

    # Pages

    @event_priority(-49)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Remove tags that Material's meta plugin gave to unlisted notes, before they are listed.

        That plugin has the priority 50 here, and Material's tags plugin −50. Also set the titles of
        callouts for the page's language, and replace its wikilinks.
        """
        self._check_end()
        self._build.remove_tags(page)
        language = self._build.page_language(page)
        config.mdx_configs[titles.NAME] = {"words": self._build.callout_titles(language)}
        return self._build.with_links(page, markdown)

    @event_priority(100)
    def _show_to_feeds(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Keep unlisted notes and the text of encrypted ones out of the feeds of other plugins."""
        self._build.show_to_feeds(page)
        return None

    @event_priority(-60)
    def _finish_text(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        return self._build.finish_text(page, html)

    @event_priority(-1000)
    def _show_to_all(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        self._build.show_to_all(page)
        return None

    on_page_content = CombinedEvent(_show_to_feeds, _finish_text, _show_to_all)

    @event_priority(200)
    def _print_text(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Escape front matter where it is printed, before Material's tags plugin prints lists."""
        self._build.install(env)

    def _check_templates(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Cache the theme's compiled templates, and report notes with a missing `template:`.

        MkDocs would compile the theme again for each language and each rebuild, and would end with
        a traceback if a template is missing.
        """
        env.bytecode_cache = self.compiled
        stage = self._build.stage(config, env)
        self.ahead.prepare_pages(stage)
        self.records.add(stage)
        if self.preview:
            self.stages.append(stage.kept())
        for file in files.documentation_pages():
            page = file.page
            note = self._build.note(page) if page else None
            if page is None or note is None or "template" not in page.meta:
                continue
            name = page.meta["template"]
            if theme.has_template(env, name):
                continue
            del page.meta["template"]
            if name:
                line = note.line_of.get("template", 0)
                problem = Problem(
                    "missing-template", file.src_uri, line, "template", {"given": str(name)}
                )
                self.problems.add([problem])

    def _quicken_search(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Read pages for search more quickly, now that the plugins for it have their indexes.

        Templates find their words more quickly, too.
        """
        quicken(config, self.store, self._build.site.chinese_words, self._build.search_line)
        pages = self._build.stage(config, env).pages
        quick_templates.quicken(env, lambda: pages.are_surroundings_known)

    on_env = CombinedEvent(_print_text, _check_templates, _quicken_search)

    @event_priority(100)
    def _take_page(self, context: TemplateContext, *, page: Page, **_: Any) -> None:
        """Take what other processes know of the page, before the search plugins index it."""
        self._check_end()
        self.ahead.step_of_page(page)

    @event_priority(-50)
    def _decorate_page(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext | None:
        """Add lists and headers, after the search plugins have indexed the page at priority 0."""
        extra, self.switcher = self.builds.switcher_of(config)
        entries: list[dict[str, Any]] = []
        if self.switcher is not None:
            entries = extra["alternate"] = self._build.switcher_entries(self.switcher, page)
        self._build.link_tags(page, cast(dict[str, Any], context))
        self._build.decorate_page(page, context, entries)
        return context

    @event_priority(-1000)
    def _print_front_matter(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: Any
    ) -> None:
        """Print front matter as it is now that all other plugins have seen the page.

        Without static-i18n, Material speaks the language of the page, too.
        """
        self._build.files.printing.forget(page)
        if self.builds.building is None:
            self.spoken = theme.speak(config, self._build.page_language(page))

    on_page_context = CombinedEvent(_take_page, _decorate_page, _print_front_matter)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext | None:
        """Keep unlisted notes out of MkDocs' own sitemap."""
        if template_name == "sitemap.xml":
            hidden = self._build.outside_sitemap
            context["pages"] = [file for file in context["pages"] if file.src_uri not in hidden]
        return context

    @event_priority(-50)
    def on_post_template(
        self, output: str, *, template_name: str, config: MkDocsConfig
    ) -> str | None:
        """Set the versions of pages in the sitemap, and the language of `404.html`.

        static-i18n writes `404.html` once for each language; the last would stay.
        """
        if template_name == "sitemap.xml":
            return rewrite_sitemap(output, self._build.site.versions.by_address)
        if template_name == "404.html":
            if not self.builds.nested:
                is_own = theme.has_own_template(config, template_name)
                self.not_found = self._build.finish_not_found(output, is_own=is_own)
            return self.not_found
        return output

    @event_priority(-50)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Restore the language switcher, and set addresses and metadata in the head."""
        extra, _ = self.builds.switcher_of(config)
        if self.switcher is not None:
            extra["alternate"] = self.switcher  # or the next page would show this page's entries
        if self.spoken:
            config.theme["language"], self.spoken = self.spoken, None
        return self._build.finish_page(page, output)

    # The end

    @event_priority(100)
    def _filter_search(self, config: MkDocsConfig) -> None:
        search.remove_entries(config, self._build.unsearched)
        search.remove_copies(config, self._build.copies, self._build.searched)
        search.escape_texts(config, self._build.files.printing.is_raw)
        if self.builds.building:
            self.searches = put_off(config)

    @event_priority(-50)
    def _search_again(self, config: MkDocsConfig) -> None:
        """Let static-i18n, at priority −100, have the index of all languages written."""
        put_on(self.searches)
        self.searches = []

    @event_priority(-200)
    def _finish(self, config: MkDocsConfig) -> None:
        if not self.builds.nested:
            self.problems.add(self._build.finish(Path(config.site_dir), self.records.wrote))
            self.ahead.stop()
            if not self.has_nav:
                self.problems.add(self._build.outside_navigation())
            self._write_reviews(config)
            self.problems.write()
            self.records.keep(self.store, self._build.site.library.next_publish)
            self._close_store()
            if self.preview:
                from mkdocs_papernotes.adapter.quick_build import QuickBuild

                folders = _folders(config)
                self.quick = QuickBuild(self._build, self.builds, self.stages, folders)
            self._search_garbage()

    def _search_garbage(self) -> None:
        if self.preview:
            garbage.search_as_usual()
        else:
            garbage.search_everything()

    def _close_store(self) -> None:
        """Close the cache when everything else is told, which it may hold for the next build."""
        later = ProblemLog()
        later.ignored = self.problems.ignored
        later.add(self.store.close())
        later.write()

    def _write_reviews(self, config: MkDocsConfig) -> None:
        """Write the pages for the author, or let `serve` make them when it is asked for them."""
        self.reviews = None
        if self.preview and self.settings.review:
            self.reviews = cache(
                lambda: review_pages(self._build.site, config, self.problems.written, public=False)
            )
        elif self.settings.review == "build":
            problems = self.problems.open
            pages = review_pages(self._build.site, config, problems, public=True)
            self.problems.add(write_outputs(pages.outputs(), Path(config.site_dir)))

    on_post_build = CombinedEvent(_filter_search, _search_again, _finish)

    def on_shutdown(self) -> None:
        """Keep what `serve` shows for the next one, and stop what runs in the background."""
        if self.first:
            self.first.stop()
        if self.quick:
            self.quick.stop()  # MkDocs is going to remove the site
            if self.rebuild:
                store, until = Store(self.cache_folder), self._build.site.library.next_publish
                self.records.keep_saves(store, until, self.quick, self.rebuild)
                store.close()
        self._end_first()

    def on_build_error(self, *, error: Exception) -> None:
        """Remove unfinished pages, and log the problems that were found until then."""
        garbage.search_as_usual()
        self.records.stop()
        if self.build is not None:
            self.problems.add(self.build.abandon())
        self.ahead.stop()
        self.problems.add(self.store.close())
        self.problems.write()
        if hasattr(self, "stand_in"):
            self.stand_in.remove()
        if hasattr(self, "builds"):
            self.builds.clean_up_after_failure()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer | None:
        """Render quickly what can be, and keep the last good site after a refused rebuild.

        MkDocs would stop after an error.
        """
        from mkdocs_papernotes.adapter.rebuild import Rebuild
        from mkdocs_papernotes.adapter.watching import Changes, watch_natively

        rebuild = server.builder

        def rebuild_or_keep() -> None:
            try:
                rebuild()
            except Abort:
                if not self.refused:
                    raise
                log.error(str(Problem("last-site-kept")))
            else:
                self._end_first()

        cache, changes = _cache_folder(config, self.settings), Changes()
        if watch_natively(server, changes, cache):
            # the author may write the file of terms only now, because the build has proposed it
            server.watch(str(_folders(config).config / self.settings.terms_file))
        server.builder = self.rebuild = Rebuild(
            rebuild_or_keep,
            lambda: self._last().quick,
            config,
            lambda: [*server._watched_paths],
            changes,
            cache,
            self.started,
        )
        if self.settings.review:
            ReviewServer(server, config, self._last_reviews)
        if shown := self.records.shown:
            self.first = FirstBuild(server, shown.files, rebuild, is_told=shown.is_told)
            self.first.start()
        return server

    def _last(self) -> PapernotesPlugin:
        """The plugin after the last build, for which this waits if it is in the background."""
        if self.first:
            self.first.wait()
        return self

    def _last_reviews(self) -> ReviewPages | None:
        reviews = self._last().reviews
        return reviews() if reviews else None

    def _check_end(self) -> None:
        """Go no further if `serve` ends while it builds in the background."""
        if self.first:
            self.first.check_end()

    def _end_first(self) -> None:
        if self.first:
            self.first.end()
            self.first = None


def _folders(config: MkDocsConfig) -> Folders:
    docs = Path(config.docs_dir)
    if not config.config_file_path:
        return Folders(docs, docs)
    path = Path(config.config_file_path)
    return Folders(docs, path.parent, path.name)


def _others(files: Files, library: Library, config: MkDocsConfig) -> dict[str, str]:
    """The addresses of the files that only MkDocs knows, such as posts of Material's blog."""
    known = library.pages.keys() | library.assets
    others = [file for file in files if file.inclusion.is_included() and has_address(file)]
    others += blog_files(config)
    return {file.src_uri: file.url for file in others if file.src_uri not in known}


def _cache_folder(config: MkDocsConfig, settings: Settings) -> Path | None:
    """The folder for what the next build may use, if there is to be one."""
    if not (settings.cache and settings.cache_dir and config.config_file_path):
        return None
    return Path(config.config_file_path).parent / settings.cache_dir


def _is_published(folder: Path, config: MkDocsConfig) -> bool:
    """Whether MkDocs would copy a folder into the site, as it does not with hidden ones.

    A cache has the texts of drafts and of encrypted notes.
    """
    real, docs = folder.resolve(), Path(config.docs_dir).resolve()
    if real.is_relative_to(docs):
        return not any(part.startswith(".") for part in real.relative_to(docs).parts)
    return real.is_relative_to(Path(config.site_dir).resolve())


def _errors(site: Site) -> list[Problem]:
    return [problem for problem in site.problems if problem.severity == "error"]
