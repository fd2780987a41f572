"""The private and undocumented names of MkDocs, Material and mkdocs-static-i18n that we use.

Any release may rename or change them. `tests/compatibility/test_internals.py` looks each name up in
the installed packages, and finds uses that are missing in this table. ProperDocs takes the place of
MkDocs, so the entries for `mkdocs` are for `properdocs` as well.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from inspect import getsource
from itertools import takewhile
from types import ModuleType

from mkdocs_papernotes.markup.search_sections import VOID


@dataclass(frozen=True)
class Internal:
    """One private or undocumented name."""

    name: str
    """A dotted name, or the path of a file in a package (`material/templates/…`)."""
    why: str
    """What the plugin needs it for."""
    used_by: tuple[str, ...]
    """The modules of `mkdocs_papernotes.adapter` that use it."""
    parameters: tuple[str, ...] = ()
    """The names of its parameters in order, if the plugin calls or overrides it."""
    contains: tuple[str, ...] = ()
    """Texts that its source must contain, if more than the name matters."""
    value: object = None
    """The value that it must have; `None` for any."""
    source: str = ""
    """The `digest_of` its source, if the plugin does its work in its place."""

    @property
    def package(self) -> str:
        """The package that defines the name."""
        return self.name.replace("/", ".").partition(".")[0]


def digest_of(module: ModuleType, name: str) -> str:
    """A digest of the source of a class of a module, or of a method (`Class.method`).

    Empty if there is none. `inspect.getsource` would need a hundred times as long for a class.
    """
    lines = getsource(module).splitlines()
    for part in name.split("."):
        lines = _block(lines, part)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16] if lines else ""


def _block(lines: list[str], name: str) -> list[str]:
    """The lines of the first class or function of a name."""
    begins = (f"class {name}(", f"class {name}:", f"def {name}(")
    start = next((n for n, line in enumerate(lines) if line.lstrip().startswith(begins)), None)
    if start is None:
        return []
    indent = _indent(lines[start])
    inside = takewhile(lambda line: not line.strip() or _indent(line) > indent, lines[start + 1 :])
    return [lines[start], *inside]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_MKDOCS = (
    Internal(
        "mkdocs.structure.pages._RelativePathTreeprocessor",
        "resolves the links of a note as MkDocs does, and reports broken ones in its words",
        ("pages",),
        parameters=("file", "files", "config"),
    ),
    Internal(
        "mkdocs.structure.pages._RelativePathTreeprocessor.path_to_url",
        "resolves one link; `markup.render`, which renders notes, calls it for each link",
        ("pages",),
        parameters=("self", "url"),
    ),
    Internal(
        "mkdocs.structure.pages._RelativePathTreeprocessor.links_to_anchors",
        "the links to places on pages that MkDocs checks when all pages are rendered",
        ("pages",),
    ),
    Internal(
        "mkdocs.structure.pages.Page.read_source",
        "replaced on a page: notes are read by the catalogue",
        ("pages",),
        parameters=("self", "config"),
    ),
    Internal(
        "mkdocs.structure.pages.Page.render",
        "replaced on a page: `markup.render` renders notes; lists need no rendering of Markdown",
        ("pages",),
        parameters=("self", "config", "files"),
    ),
    Internal(
        "mkdocs.structure.pages.Page._title_from_render",
        "the heading that opens a note, which MkDocs' `Page.title` falls back on",
        ("pages",),
    ),
    Internal(
        "mkdocs.structure.pages.Page.validate_anchor_links",
        "reports links to missing places on a page that is rendered by itself",
        ("stage",),
        parameters=("self", "files", "log_level"),
    ),
    Internal(
        "mkdocs.structure.pages.Page.present_anchor_ids",
        "the anchors on a page, with which MkDocs checks links",
        ("pages",),
    ),
    Internal(
        "mkdocs.structure.pages.Page.links_to_anchors",
        "the links to places on pages that MkDocs checks when all pages are rendered",
        ("pages",),
    ),
    Internal(
        "mkdocs.structure.pages.Page.__init__",
        "sets the page of a file, so that MkDocs does not make another one",
        ("build_files",),
        parameters=("self", "title", "file", "config"),
        contains=("file.page = self",),
    ),
    Internal(
        "mkdocs.structure.toc.get_toc",
        "makes the table of contents of a note that MkDocs did not render",
        ("pages",),
        parameters=("toc_tokens",),
    ),
    Internal(
        "mkdocs.config.base.BaseConfigOption",
        "tells the options of a configuration from its other attributes",
        ("printing",),
    ),
    Internal(
        "mkdocs.config.base.BaseConfigOption.__get__",
        "`config.theme` in templates, which is looked up for each page, is found in its place",
        ("printing",),
        parameters=("self", "obj", "type"),
        contains=("return obj[self._name]",),
    ),
    Internal(
        "mkdocs.config.base.BaseConfigOption._name",
        "the key of the value of an option",
        ("printing",),
    ),
    Internal(
        "mkdocs.structure.files.get_files",
        "reads the notes again before `serve` empties the folder of the last good site",
        ("plugin",),
        parameters=("config",),
    ),
    Internal(
        "mkdocs.structure.files.Files.add_files_from_theme",
        "lists the files of the theme without those in hidden folders, which we do not look at",
        ("theme_files",),
        contains=("def filter(name)", "'.*', '*/.*'", "env.list_templates(filter_func=filter)"),
    ),
    Internal(
        "mkdocs.structure.files.InclusionLevel",
        "the type of `File.inclusion`: whether a file is built, served, and in the navigation",
        ("build_files", "build", "files"),
    ),
    Internal(
        "mkdocs.structure.files.InclusionLevel.is_in_serve",
        "whether `serve` shows a file that `build` leaves out",
        ("files",),
        parameters=("self",),
    ),
    Internal(
        "mkdocs.structure.files.InclusionLevel.is_excluded",
        "whether a file is a draft, whose page MkDocs marks in `serve`",
        ("files", "page_cache", "quick_build"),
        parameters=("self",),
    ),
    Internal(
        "mkdocs.structure.files.InclusionLevel.is_included",
        "whether `build` writes a file",
        ("build_files", "files"),
        parameters=("self",),
    ),
    Internal(
        "mkdocs.structure.files.File.__init__",
        "makes a link target: a file that is never written",
        ("files",),
        parameters=(
            "self",
            "path",
            "src_dir",
            "dest_dir",
            "use_directory_urls",
            "dest_uri",
            "inclusion",
        ),
    ),
    Internal(
        "mkdocs.structure.files.File.copy_file",
        "overridden: a link target is never copied",
        ("files",),
        parameters=("self", "dirty"),
    ),
    Internal(
        "mkdocs.structure.nav.Navigation.items",
        "the top level of the navigation, where sections are renamed and lists unwrapped",
        ("i18n", "plugin"),
    ),
    Internal(
        "mkdocs.structure.nav.Link",
        "an entry of the navigation that is no page; pages in the cache depend on all entries",
        ("surroundings",),
    ),
    Internal(
        "mkdocs.theme.Theme.dirs",
        "the folders of templates: ours is added, the theme's languages are found in them, and "
        "pages in the cache depend on them",
        ("plugin", "surroundings", "theme"),
    ),
    Internal(
        "mkdocs.theme.Theme.__delitem__",
        "hides a locale on which MkDocs would fail from static-i18n (`del config.theme['locale']`)",
        ("i18n",),
        parameters=("self", "key"),
    ),
    Internal(
        "mkdocs.config.defaults.MkDocsConfig.extra",
        "its attributes hide its entries of the same name: static-i18n sets `extra.alternate`",
        ("i18n", "language_builds", "stage"),
    ),
    Internal(
        "mkdocs.config.defaults.MkDocsConfig.mdx_configs",
        "the settings of Markdown extensions, for rendering notes as MkDocs would",
        ("pages", "plugin"),
    ),
    Internal(
        "mkdocs.config.defaults.MkDocsConfig.plugins",
        "a mapping in which the search plugins and static-i18n are looked up",
        ("i18n", "language_builds", "search", "search_entries", "surroundings"),
    ),
    Internal(
        "mkdocs.config.defaults.MkDocsConfig.config_file_path",
        "the folder of mkdocs.yml, beside which bibliographies and the cache are",
        ("encryption", "plugin", "rebuild"),
    ),
    Internal(
        "mkdocs.config.base.BaseConfigOption.warnings",
        "warnings that MkDocs logs for an option: unknown names inside it",
        ("options",),
    ),
    Internal(
        "mkdocs.config.base.BaseConfigOption.run_validation",
        "overridden: options are read from the table of options",
        ("options",),
        parameters=("self", "value"),
    ),
    Internal(
        "mkdocs.config.base.ValidationError",
        "the error for an option with a wrong value",
        ("options",),
    ),
    Internal(
        "mkdocs.plugins.PluginCollection.on_page_read_source",
        "lets other plugins replace the source of a note, as MkDocs' own `read_source` does",
        ("pages",),
        parameters=("self", "page", "config"),
    ),
    Internal(
        "mkdocs.plugins.PluginCollection.events",
        "the methods of all plugins, which tell whether a page may differ in the next build",
        ("surroundings", "git_plugins"),
    ),
    Internal(
        "mkdocs.plugins.PluginCollection.on_pre_page",
        "called for a page that is rendered by itself, as MkDocs calls it",
        ("stage",),
        parameters=("self", "page", "config", "files"),
    ),
    Internal(
        "mkdocs.plugins.PluginCollection.on_page_markdown",
        "called for a page that is rendered by itself, as MkDocs calls it",
        ("stage",),
        parameters=("self", "markdown", "page", "config", "files"),
    ),
    Internal(
        "mkdocs.plugins.PluginCollection.on_page_content",
        "called for a page that is rendered by itself, as MkDocs calls it",
        ("stage",),
        parameters=("self", "html", "page", "config", "files"),
    ),
    Internal(
        "mkdocs.plugins.PluginCollection.on_page_context",
        "called for a page that is rendered by itself, as MkDocs calls it",
        ("stage",),
        parameters=("self", "context", "page", "config", "nav"),
    ),
    Internal(
        "mkdocs.plugins.PluginCollection.on_post_page",
        "called for a page that is rendered by itself, as MkDocs calls it",
        ("stage",),
        parameters=("self", "output", "page", "config"),
    ),
    Internal(
        "mkdocs.exceptions.Abort",
        "raised by MkDocs when a rebuild of `serve` is refused; it ends a build quietly",
        ("first_build", "plugin"),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.builder",
        "the function that `serve` calls for each rebuild, replaced by one that survives a refusal",
        ("plugin", "review"),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.root",
        "the folder that is served, replaced by that of the build in the background",
        ("first_build",),
        contains=("os.path.join(self.root, rel_file_path)",),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.mount_path",
        "how the addresses of pages begin, for the page that is asked for before it is written",
        ("first_build",),
        contains=("rel_file_path = path[len(self.mount_path) :]",),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.observer",
        "what watches the files for `serve`, replaced by one that the system tells of changes",
        ("watching",),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.watch",
        "watches a path with the observer of the moment",
        ("watching",),
        parameters=("self", "path", "func", "recursive"),
        contains=("self.observer.schedule(handler, path, recursive=recursive)",),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.unwatch",
        "stops watching a path with the observer of the moment",
        ("watching",),
        parameters=("self", "path"),
        contains=("self.observer.unschedule(",),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.serve",
        "starts the observer, which has then been started already",
        ("watching",),
        contains=("self.observer.start()",),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.serve_request",
        "answers all requests but those for the pages of the author",
        ("review",),
        parameters=("self", "environ", "start_response"),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer._inject_js_into_html",
        "has the browser load a page for the author again when something has changed",
        ("review",),
        parameters=("self", "content", "epoch"),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer._visible_epoch",
        "the version of the site that such a page shows",
        ("review",),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer._watched_paths",
        "every file and folder whose changes make `serve` rebuild",
        ("plugin", "review", "watching"),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.build_delay",
        "how long nothing must have changed until `serve` rebuilds: less where the system tells",
        ("watching",),
    ),
    Internal(
        "mkdocs.utils.clean_directory",
        "restored after a failure in static-i18n, which replaces it",
        ("i18n",),
        parameters=("directory",),
    ),
    Internal(
        "mkdocs.utils.get_build_datetime",
        "the time of the build, which SOURCE_DATE_EPOCH may set, for notes with a later `publish`",
        ("plugin",),
    ),
    Internal(
        "mkdocs.utils.write_file",
        "writes a page that is rendered by itself",
        ("stage",),
        parameters=("content", "output_path"),
    ),
    Internal(
        "mkdocs.utils.meta.get_data",
        "shows which front matter MkDocs would print as text",
        ("build",),
        parameters=("doc",),
    ),
    Internal(
        "mkdocs.commands.build.get_context",
        "what templates are given, for a page that is rendered by itself",
        ("stage",),
        parameters=("nav", "files", "config", "page", "base_url"),
    ),
    Internal(
        "mkdocs.commands.build._populate_page",
        "reads and renders a page; `Stage.populate` takes the same steps for one page",
        ("stage",),
        contains=(
            "page = config.plugins.on_pre_page(page, config=config, files=files)",
            "page.read_source(config)",
            "page.markdown = config.plugins.on_page_markdown(",
            "page.render(config, files)",
            "page.content = config.plugins.on_page_content(",
        ),
    ),
    Internal(
        "mkdocs.commands.build._build_page",
        "puts a page into its template; `Stage.finish` and `Stage.write` take the same steps, and "
        "the templates of `PageCache` take the place of those it gets",
        ("page_cache", "stage"),
        contains=(
            "context = get_context(nav, doc_files, config, page)",
            "template = env.get_template(page.meta.get('template', 'main.html'))",
            "context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)",
            "output = template.render(context)",
            "output = config.plugins.on_post_page(output, page=page, config=config)",
            "output.encode('utf-8', errors='xmlcharrefreplace'), page.file.abs_dest_path",
        ),
    ),
    Internal(
        "mkdocs.commands.build.log",
        "the log that static-i18n filters (`mkdocs.commands.build`); the filter is removed later",
        ("i18n",),
    ),
    Internal(
        "mkdocs/templates/sitemap.xml",
        "the sitemap of a site without static-i18n, from which unlisted notes are removed",
        ("plugin",),
        contains=("for file in pages",),
    ),
    Internal(
        "mkdocs/themes/mkdocs/locales/zh_CN",
        "the locales of MkDocs' own themes are the folders there",
        ("theme",),
    ),
    Internal(
        "mkdocs.contrib.search.SearchPlugin.search_index",
        "the index of the built-in search while it is being filled",
        ("search", "search_entries"),
    ),
    Internal(
        "mkdocs.contrib.search.SearchPlugin.on_post_build",
        "called again when a page has been rendered by itself, to write the index",
        ("search",),
        contains=("self.search_index.generate_search_index()",),
    ),
    Internal(
        "mkdocs.contrib.search.search_index.SearchIndex._entries",
        "the entries of the index, from which unlisted notes and copies are taken",
        ("search", "search_entries"),
    ),
    Internal(
        "mkdocs.contrib.search.search_index.SearchIndex._add_entry",
        "the keys of an entry: `location` and `title`",
        ("search", "search_entries"),
        contains=("'title': title", "'location': loc"),
    ),
    Internal(
        "mkdocs.contrib.search.search_index.SearchIndex.add_entry_from_context",
        "replaced by one that reads the HTML of a page more quickly",
        ("search_entries",),
        parameters=("self", "page"),
        source="2de5168988d9b0d0",
    ),
    Internal(
        "mkdocs.contrib.search.search_index.SearchIndex.create_entry_for_section",
        "adds the entry of a section that we found to the index",
        ("search_entries",),
        parameters=("self", "section", "toc", "abs_url"),
        source="be78520afd720940",
    ),
    Internal(
        "mkdocs.contrib.search.search_index.ContentParser",
        "what `markup.search_texts` finds in HTML must be what it finds",
        ("search_entries",),
        source="2c7a923577c7df3f",
    ),
)

_MATERIAL = (
    Internal(
        "material.plugins.search.plugin.SearchPlugin.search_index",
        "the index of Material's search while it is being filled",
        ("search", "search_entries"),
    ),
    Internal(
        "material.plugins.search.plugin.SearchPlugin.on_post_build",
        "called again when a page has been rendered by itself, to write the index",
        ("search",),
        contains=("self.search_index.generate_search_index(",),
    ),
    Internal(
        "material.plugins.search.plugin.SearchIndex.entries",
        "the entries of the index, from which unlisted notes and copies are taken",
        ("search", "search_entries"),
        contains=('"location": url', '"title": title', 'entry["tags"]'),
    ),
    Internal(
        "material.plugins.search.plugin.SearchIndex.add_entry_from_context",
        "replaced by one that reads the HTML of a page more quickly",
        ("search_entries",),
        parameters=("self", "page"),
        source="4ca78ac4321f7704",
    ),
    Internal(
        "material.plugins.search.plugin.SearchIndex.create_entry_for_section",
        "adds the entry of a section that we found to the index; jieba divides the Chinese there",
        ("search_entries",),
        parameters=("self", "section", "toc", "url", "page"),
        source="89d7541516b0a9c4",
    ),
    Internal(
        "material.plugins.search.plugin.SearchIndex._segment_chinese",
        "divides Chinese into words; replaced by one that knows the words of the site, too",
        ("search_entries",),
        parameters=("self", "data"),
        source="34cab54f4ab63944",
    ),
    Internal(
        "material.plugins.search.plugin.SearchIndex.generate_search_index",
        "replaced by one that writes Chinese in half as many bytes",
        ("search_entries",),
        parameters=("self", "prev"),
        source="59ba9853f37a2b42",
    ),
    Internal(
        "material.plugins.search.plugin.jieba",
        "what divides Chinese into words; `None` if it is not installed",
        ("search_entries", "search_options", "segmenter"),
    ),
    Internal(
        "material.plugins.search.plugin.bre",
        "finds runs of Chinese as the plugin does",
        ("segmenter",),
    ),
    Internal(
        "material.plugins.search.plugin.re",
        "the expression for the plugin's own attributes is tried only on pages that have them",
        ("search_entries",),
    ),
    Internal(
        "material.plugins.search.plugin.SearchPlugin.on_page_context",
        "removes its own attributes from a page with that expression",
        ("search_entries",),
        contains=(r'r"\s?data-search-\w+=\"[^\"]+\""',),
    ),
    Internal(
        "material.plugins.search.plugin.Parser",
        "what `markup.search_sections` finds in HTML must be what it finds",
        ("search_entries",),
        source="3227e18afa8a20e1",
    ),
    Internal(
        "material.plugins.search.plugin.Section",
        "has the same attributes as a section of `markup.search_sections`",
        ("search_entries",),
        source="af84af932f8d1829",
    ),
    Internal(
        "material.plugins.search.plugin.Element",
        "elements are equal if their names are, which decides what is excluded",
        ("search_entries",),
        source="7f7b690dae2c2deb",
    ),
    Internal(
        "material.plugins.search.plugin.void",
        "the elements that have no end tag",
        ("search_entries",),
        value=VOID,
    ),
    Internal(
        "material.plugins.search.config.SearchConfig.enabled",
        "off while an index would be written that static-i18n has written again with all languages",
        ("search_options",),
    ),
    Internal(
        "mkdocs_static_i18n.reconfigure.ExtendedPlugin.reconfigure_search_index",
        "has the index of all languages written when the last one is built",
        ("search_options",),
        contains=("plugin.on_post_build(config=config)",),
    ),
    Internal(
        "material.plugins.search.config.SearchConfig.lang",
        "the languages of search, changed in place because the index refers to the list already",
        ("i18n", "search_options"),
    ),
    Internal(
        "material.plugins.search.config.SearchConfig.separator",
        "what divides texts into words; `None` until the plugin sets its default",
        ("search_options",),
    ),
    Internal(
        "material.plugins.search.config.SearchConfig.pipeline",
        "what is left out of the index; `None` until the plugin sets its default",
        ("search_options",),
    ),
    Internal(
        "material.plugins.search.config.SearchConfig.fields",
        "the fields of an entry that its script searches, whatever their names",
        ("search_entries",),
    ),
    Internal(
        "material.plugins.social.plugin.SocialPlugin.card_env",
        "the environment that fills in metadata for the head of a page, where titles are escaped",
        ("theme",),
    ),
    Internal(
        "material/templates/partials/alternate.html",
        "the language switcher; with a theme that has it, our lists need no links to languages",
        ("theme",),
        contains=("config.extra.alternate", "alt.link", "alt.name", "alt.lang"),
    ),
    Internal(
        "material/templates/partials/language.html",
        "finds the theme's words in the language of a page; its results are kept for the next page",
        ("quick_templates",),
        contains=("{% macro t(key) %}{{ lang.t(key) or fallback.t(key) or key }}{% endmacro %}",),
    ),
    Internal(
        "material/templates/partials/nav-item.html",
        "mentions the page in ways that have no effect on pages outside the menu",
        ("kept_parts",),
        contains=("nav_item == page", "page in nav_item.pages", "set toc = page.toc"),
    ),
    Internal(
        "material/templates/partials/languages/zh.html",
        "Material's languages are the files in that folder; it fails with any other language",
        ("theme",),
    ),
)

_STATIC_I18N = (
    Internal(
        "mkdocs_static_i18n.plugin.I18n",
        "recognized by the name of its module, so that it is imported only if a site uses it",
        ("language_builds",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.building",
        "whether a build was started inside another one",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.current_language",
        "the language that is being built, `None` before the first; set to render a single page",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.default_language",
        "the language that is built first, at the site's root",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.all_languages",
        "every configured language; files with another language in their names are left out",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.build_languages",
        "the languages that are built, for the languages of search",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.i18n_files_per_language",
        "the pages of its sitemap, to which lists are added without unlisted notes",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.config.I18nPluginConfig.languages",
        "sorted in place, so that the default language is built first and only once",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.config.I18nPluginConfig.reconfigure_search",
        "turned off: it compares every entry with every other, while we know the copies",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.reconfigure.LUNR_LANGUAGES",
        "the languages that lunr knows",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.utils.I18nLoggingFilter",
        "removed from MkDocs' log after a failure, because static-i18n does not remove it",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_page_markdown",
        "gives a text the titles of admonitions in its language, before the build gets to its page",
        ("i18n",),
        parameters=("self", "markdown", "page", "config", "files"),
        contains=("self.current_language_config.admonition_translations", "markdown.splitlines()"),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_post_build",
        "builds the other languages inside the first build, with `clean_directory` replaced",
        ("i18n",),
        contains=("utils.clean_directory = lambda", 'getLogger("mkdocs.commands.build")'),
    ),
    Internal(
        "mkdocs_static_i18n.reconfigure.ExtendedPlugin.reconfigure_page_context",
        "sets the switcher as an attribute, `config.extra.alternate`, which hides the entry",
        ("i18n",),
        contains=("config.extra.alternate = ",),
    ),
    Internal(
        "mkdocs_static_i18n.suffix.create_i18n_file",
        "sets attributes of files, which `localize` sets for the files of notes and lists",
        ("i18n",),
        contains=(
            "file.alternates = ",
            "file.locale = ",
            "file.locale_alternate_of = ",
            "file.localization = ",
            "file.norm_src_uri = ",
        ),
    ),
    Internal(
        "mkdocs_static_i18n.folder.reconfigure_navigation",
        "looks for the section of a language by its capitalised name",
        ("i18n",),
        contains=(".capitalize()",),
    ),
    Internal(
        "mkdocs_static_i18n/custom_i18n_sitemap/sitemap.xml",
        "its sitemap lists the files of `i18n_files_per_language` and their `alternates`",
        ("i18n",),
        contains=("i18n_alternates", "file.alternates"),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_config.mkdocs_priority",
        "our options and languages are set before it, the theme's language after it",
        ("plugin",),
        value=-100,
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_files.mkdocs_priority",
        "notes are read before it replaces every file, lists are added after it",
        ("plugin",),
        value=-100,
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_nav.mkdocs_priority",
        "sections are renamed before it, lists unwrapped after it",
        ("plugin",),
        value=-100,
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_post_build.mkdocs_priority",
        "search is filtered before it, the site completed after it",
        ("plugin",),
        value=-100,
    ),
)

INTERNALS = (*_MKDOCS, *_MATERIAL, *_STATIC_I18N)
"""The whole table, by package."""
