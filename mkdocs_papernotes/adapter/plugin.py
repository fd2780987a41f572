"""MkDocs events. A hook translates between MkDocs and the rest; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel, get_files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_datetime
from mkdocs.utils.templates import TemplateContext

from mkdocs_papernotes.adapter import i18n, search
from mkdocs_papernotes.adapter.config import PapernotesConfig, settings_of
from mkdocs_papernotes.adapter.layout import Layout, PlainLayout
from mkdocs_papernotes.adapter.pages import NotePage, escape_head
from mkdocs_papernotes.adapter.site_build import CollisionError, SiteBuild
from mkdocs_papernotes.front_matter.source import SourceCache
from mkdocs_papernotes.metadata.head import rewrite_head
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.library import Folders, Library, read_library
from mkdocs_papernotes.views.templating import TEMPLATE_DIR, CompiledTemplates, Templates

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("papernotes")

_STYLESHEET = "assets/papernotes/papernotes.css"
_SCRIPT = "assets/papernotes/papernotes.js"
_LEVELS = {"error": 40, "warning": 30, "info": 20}


class PapernotesPlugin(BasePlugin[PapernotesConfig]):
    """The plugin. Defining `on_startup` keeps the instance, and so the cache, while serving."""

    def __init__(self) -> None:
        self.cache = SourceCache()
        self.compiled = CompiledTemplates()
        self.preview = False
        self.dirty = False
        self.refused = False
        """Whether the last rebuild was refused before anything was written."""
        self.build: SiteBuild | None = None
        self.layout: Layout
        self.settings: Settings

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.preview = command == "serve"
        self.dirty = dirty

    # Configuration: before static-i18n (priority −100), and after it for what it sets

    @event_priority(100)
    def _configure(self, config: MkDocsConfig) -> MkDocsConfig:
        if self.dirty:
            raise PluginError(
                "papernotes: a dirty build would write lists without the notes that did not "
                "change. Leave out --dirty."
            )
        if TEMPLATE_DIR not in config.theme.dirs:
            config.theme.dirs.append(TEMPLATE_DIR)
        if _STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, _STYLESHEET)  # users' rules come after
        if _SCRIPT not in [str(script) for script in config.extra_javascript]:
            config.extra_javascript.append(_SCRIPT)
        found = i18n.find_i18n(config)
        if found is None:
            self.settings = settings_of(self.config)
            self.layout = PlainLayout(config, self.settings.locales)
        elif not found.building:
            self.settings = settings_of(self.config)
            self.layout = i18n.StaticI18nLayout(found, config)
        i18n.name_theme_language(config)
        self._watch(config)
        return config

    def _watch(self, config: MkDocsConfig) -> None:
        """Have `serve` look at files outside the docs folder, too."""
        for name in self.settings.bibliography:
            path = _folders(config).find(name)
            if path is not None and str(path) not in config.watch:
                config.watch.append(str(path))

    @event_priority(-99)
    def _hide_locale(self, config: MkDocsConfig) -> MkDocsConfig:
        i18n.hide_theme_locale(config)
        i18n.forget_last_page(config)
        return config

    @event_priority(-110)
    def _name_languages(self, config: MkDocsConfig) -> MkDocsConfig:
        if isinstance(self.layout, i18n.StaticI18nLayout):
            i18n.name_theme_language(config)
            if self.layout.names_search_languages:
                i18n.name_search_languages(config)
        return config

    on_config = CombinedEvent(_configure, _hide_locale, _name_languages)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Refuse a rebuild of `serve` here, before MkDocs empties the folder of the last one."""
        self.refused = False
        if self.preview and self.build is not None and not self.layout.nested:
            errors = _errors(self._read(get_files(config), config))
            if errors:
                self.refused = True
                raise PluginError("\n".join(f"papernotes: {error}" for error in errors))

    # Files: notes are read before static-i18n makes them anew, and put in order after it

    @event_priority(-90)
    def _read_files(self, files: Files, config: MkDocsConfig) -> Files:
        if not self.layout.nested:
            library = self._read(files, config)
            for problem in library.problems:
                _report(problem)
            if _errors(library):
                raise PluginError(
                    "papernotes: the site cannot be built as it is; see the errors above"
                )
            templates = Templates(config.theme.dirs)
            try:
                self.build = SiteBuild(
                    library,
                    self.layout,
                    self.settings,
                    templates,
                    _report,
                    theme_switches_languages=_has_switcher(config),
                    theme_has_tabs="navigation.tabs" in (config.theme.get("features") or []),
                )
            except CollisionError as collision:
                raise PluginError(f"papernotes: {collision}") from None
            _announce(library, self.settings, config)
        library = self._build.library
        for source in library.unreadable & files.src_uris.keys():
            files.remove(files.src_uris[source])
        for source in library.drafts & files.src_uris.keys():
            files.src_uris[source].inclusion = InclusionLevel.EXCLUDED
        return files

    @event_priority(-110)
    def _arrange_files(self, files: Files, config: MkDocsConfig) -> Files:
        self._build.arrange_files(files, config)
        return files

    on_files = CombinedEvent(_read_files, _arrange_files)

    def _read(self, files: Files, config: MkDocsConfig) -> Library:
        now = get_build_datetime()
        return read_library(
            files,
            self.layout,
            self.settings,
            self.cache,
            now,
            folders=_folders(config),
            preview=self.preview,
        )

    @property
    def _build(self) -> SiteBuild:
        assert self.build is not None
        return self.build

    @event_priority(-90)
    def _name_sections(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        i18n.name_language_sections(nav, config)
        return nav

    @event_priority(-110)
    def _unwrap_lists(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Show a list as a page of the navigation, not as the only page of a section."""
        if config.nav is None:
            nav.items = [self._unwrapped(item) for item in nav.items]
        return nav

    on_nav = CombinedEvent(_name_sections, _unwrap_lists)

    def _unwrapped(self, item: Any) -> Any:
        if isinstance(item, Section) and len(item.children) == 1:
            (page,) = item.children
            if isinstance(page, Page) and self._build.list_page(page):
                page.parent = None
                return page
        return item

    # Pages

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Escape what the theme prints of an author's list page."""
        if self._build.list_page(page):
            escape_head(page.meta)

    @event_priority(-60)
    def on_page_content(
        self, html: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str | None:
        return self._build.take_content(page, html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Keep the theme's compiled templates, and drop templates that the theme lacks.

        MkDocs compiles the theme anew for each language and each rebuild, and ends with a traceback
        where a template is missing.
        """
        env.bytecode_cache = self.compiled
        for file in files.documentation_pages():
            page = file.page
            name = page.meta.get("template") if isinstance(page, NotePage) else None
            if isinstance(page, NotePage) and name and name not in env.list_templates():
                _report(
                    Problem.plain(
                        file.src_uri,
                        page.note.line_of.get("template", 0),
                        "template",
                        message=f"the theme has no template “{name}”",
                        remedy="Remove the line, or add the template to `theme.custom_dir`",
                    )
                )
                del page.meta["template"]

    @event_priority(-50)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext | None:
        """Add lists and headers; the search plugins have indexed the page at priority 0."""
        self._build.fill_page(page)
        if isinstance(self.layout, PlainLayout):
            config.extra["alternate"] = _switcher(config.extra.get("alternate"), self._build, page)
        elif (given := vars(config.extra).get("alternate")) is not None:
            # static-i18n has set it for this page, with addresses from the host's root for homes
            vars(config.extra)["alternate"] = _switcher(given, self._build, page)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext | None:
        """Keep unlisted notes out of MkDocs' own sitemap."""
        if template_name == "sitemap.xml":
            hidden = self._build.unlisted
            context["pages"] = [file for file in context["pages"] if file.src_uri not in hidden]
        return context

    @event_priority(-50)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        build = self._build
        return rewrite_head(output, build.alternates(page), build.head_markup(page))

    # The end

    @event_priority(100)
    def _filter_search(self, config: MkDocsConfig) -> None:
        search.forget(config, self._build.unsearched)
        search.unescape_titles(config, {note.url for note in self._build.catalog.notes})

    @event_priority(-200)
    def _finish(self, config: MkDocsConfig) -> None:
        if self.layout.nested:
            return
        missing = self._build.finish(config.site_dir)
        if missing:
            names = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
            log.warning(
                f"Listed, but not written: {names}. Another plugin removed it or wrote it "
                "elsewhere; name papernotes last under `plugins`."
            )

    on_post_build = CombinedEvent(_filter_search, _finish)

    def on_build_error(self, *, error: Exception) -> None:
        i18n.clean_up_after_failure()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer | None:
        """Go on serving the last good site after a refused rebuild, where MkDocs would stall."""
        rebuild = server.builder

        def rebuild_or_keep() -> None:
            try:
                rebuild()
            except Abort:
                if not self.refused:
                    raise
                log.error("The last good site is served until this is repaired.")

        server.builder = rebuild_or_keep
        return server


def _folders(config: MkDocsConfig) -> Folders:
    docs = Path(config.docs_dir)
    return Folders(docs, Path(config.config_file_path).parent if config.config_file_path else docs)


def _report(problem: Problem) -> None:
    log.log(_LEVELS[problem.severity], str(problem))


def _errors(library: Library) -> list[Problem]:
    return [problem for problem in library.problems if problem.severity == "error"]


def _announce(library: Library, settings: Settings, config: MkDocsConfig) -> None:
    """Say once what an author may wonder about."""
    count = len(library.catalog.notes)
    if not count:
        log.info(f"There are no notes in `notes_dir` ({', '.join(settings.notes_dir)}).")
    elif not settings.notes_in_nav:
        log.info(f"Notes stay out of the navigation ({count}); `notes_in_nav: true` puts them in.")
    if not config.site_url:
        log.info("Without `site_url` pages carry no canonical address and no hreflang links.")


def _has_switcher(config: MkDocsConfig) -> bool:
    """Whether the theme can lead from a page to its other languages, as Material can."""
    folders = [Path(folder) for folder in config.theme.dirs]
    return any((folder / "partials" / "alternate.html").is_file() for folder in folders)


def _switcher(given: Any, build: SiteBuild, page: Page) -> list[dict[str, Any]]:
    """The entries of Material's language switcher: the page's own versions, and others' links."""
    items = [item for item in given or [] if isinstance(item, dict)]
    if len(build.languages.tags) < 2:
        return items
    links = build.switcher(page)
    known = {item.get("lang"): item for item in items}
    return [
        {
            "name": build.languages.name(language),
            "lang": language,
            **known.pop(language, {}),
            "link": url,
        }
        for language in build.languages.tags
        if (url := links.get(language)) is not None
    ] + [item for language, item in known.items() if language not in build.languages.tags]
