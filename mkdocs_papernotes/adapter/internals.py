"""What the plugin uses of MkDocs, Material and mkdocs-static-i18n though nobody promises it.

A release of theirs may rename or change any of it. `tests/compatibility/test_internals.py` looks
each of them up in what is installed, and finds uses that are missing here. ProperDocs puts itself
in the place of MkDocs, so what is said of `mkdocs` counts for `properdocs` as well.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Internal:
    """One private or undocumented name."""

    name: str
    """Dotted, or the path of a file in a package (`material/templates/…`)."""
    why: str
    """What the plugin needs it for."""
    used_by: tuple[str, ...]
    """The modules of `mkdocs_papernotes.adapter` that use it."""
    parameters: tuple[str, ...] = ()
    """The names of its parameters, in order, where the plugin calls or overrides it."""
    says: tuple[str, ...] = ()
    """Texts that its source holds where more than its name matters."""
    value: object = None
    """What it has to be equal to, if anything."""

    @property
    def package(self) -> str:
        """The package that the name is from."""
        return self.name.replace("/", ".").partition(".")[0]


_MKDOCS = (
    Internal(
        "mkdocs.structure.pages._RelativePathTreeprocessor",
        "resolves the links of a note as MkDocs does, and reports broken ones in its words",
        ("pages",),
        parameters=("file", "files", "config"),
    ),
    Internal(
        "mkdocs.structure.pages._RelativePathTreeprocessor.path_to_url",
        "resolves one link; notes are rendered by `markup.render`, which asks for each address",
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
        "overridden: notes are read by the catalogue, with their front matter escaped",
        ("pages",),
        parameters=("self", "config"),
    ),
    Internal(
        "mkdocs.structure.pages.Page.render",
        "overridden: notes are rendered by `markup.render`, pages of lists not at all",
        ("pages",),
        parameters=("self", "config", "files"),
    ),
    Internal(
        "mkdocs.structure.pages.Page._title_from_render",
        "the heading that opens a note, which MkDocs' `Page.title` falls back on",
        ("pages",),
    ),
    Internal(
        "mkdocs.structure.pages.Page.present_anchor_ids",
        "the places on a page to which MkDocs lets links lead",
        ("pages",),
    ),
    Internal(
        "mkdocs.structure.pages.Page.links_to_anchors",
        "the links to places on pages that MkDocs checks when all pages are rendered",
        ("pages",),
    ),
    Internal(
        "mkdocs.structure.pages.Page.__init__",
        "a page made for a file is its page: MkDocs makes none of its own for the file",
        ("build_files", "pages"),
        parameters=("self", "title", "file", "config"),
        says=("file.page = self",),
    ),
    Internal(
        "mkdocs.structure.toc.get_toc",
        "makes the table of contents of a note that MkDocs did not render",
        ("pages",),
        parameters=("toc_tokens",),
    ),
    Internal(
        "mkdocs.structure.files.get_files",
        "reads the notes again before `serve` empties the folder of the last good site",
        ("plugin",),
        parameters=("config",),
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
        "mkdocs.structure.files.InclusionLevel.is_included",
        "whether `build` writes a file",
        ("build_files", "files"),
        parameters=("self",),
    ),
    Internal(
        "mkdocs.structure.files.File.__init__",
        "makes the name of a file that is written elsewhere",
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
        "overridden: a name that only leads to another file is never copied",
        ("files",),
        parameters=("self", "dirty"),
    ),
    Internal(
        "mkdocs.structure.nav.Navigation.items",
        "the top level of the navigation, where sections are renamed and lists unwrapped",
        ("i18n", "plugin"),
    ),
    Internal(
        "mkdocs.theme.Theme.dirs",
        "the folders of templates: ours is added, and the theme's languages are read off them",
        ("plugin", "theme"),
    ),
    Internal(
        "mkdocs.theme.Theme.__delitem__",
        "hides a locale from static-i18n that MkDocs would fail on (`del config.theme['locale']`)",
        ("i18n",),
        parameters=("self", "key"),
    ),
    Internal(
        "mkdocs.config.defaults.MkDocsConfig.extra",
        "an object whose attributes hide its entries: static-i18n sets `config.extra.alternate`",
        ("i18n", "language_builds"),
    ),
    Internal(
        "mkdocs.config.defaults.MkDocsConfig.mdx_configs",
        "the settings of Markdown extensions, for rendering notes as MkDocs would",
        ("pages",),
    ),
    Internal(
        "mkdocs.config.defaults.MkDocsConfig.plugins",
        "a mapping in which the search plugins and static-i18n are looked up",
        ("i18n", "language_builds", "search"),
    ),
    Internal(
        "mkdocs.config.defaults.MkDocsConfig.config_file_path",
        "the folder of mkdocs.yml, beside which bibliographies are looked for",
        ("plugin",),
    ),
    Internal(
        "mkdocs.config.base.BaseConfigOption.warnings",
        "what MkDocs warns of after an option was read: names inside it that are unknown",
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
        "what MkDocs tells as the error of an option",
        ("options",),
    ),
    Internal(
        "mkdocs.plugins.PluginCollection.on_page_read_source",
        "lets another plugin give the source of a note, as MkDocs' own `read_source` does",
        ("pages",),
        parameters=("self", "page", "config"),
    ),
    Internal(
        "mkdocs.exceptions.Abort",
        "what MkDocs raises where a rebuild of `serve` is refused",
        ("plugin",),
    ),
    Internal(
        "mkdocs.livereload.LiveReloadServer.builder",
        "the build that `serve` repeats, replaced by one that survives a refusal",
        ("plugin",),
    ),
    Internal(
        "mkdocs.utils.clean_directory",
        "put back after a failure inside static-i18n, which replaces it",
        ("i18n",),
        parameters=("directory",),
    ),
    Internal(
        "mkdocs.utils.get_build_datetime",
        "the moment of the build, which SOURCE_DATE_EPOCH sets, for what is published later",
        ("plugin",),
    ),
    Internal(
        "mkdocs.utils.meta.get_data",
        "tells which front matter MkDocs would print as text",
        ("build",),
        parameters=("doc",),
    ),
    Internal(
        "mkdocs.commands.build.log",
        "the log that static-i18n filters (`mkdocs.commands.build`), cleared after a failure",
        ("i18n",),
    ),
    Internal(
        "mkdocs/templates/sitemap.xml",
        "the sitemap of a site without static-i18n, from which unlisted notes are taken",
        ("plugin",),
        says=("for file in pages",),
    ),
    Internal(
        "mkdocs/themes/mkdocs/locales/zh_CN",
        "the locales of a theme of MkDocs are those that have a folder there",
        ("theme",),
    ),
    Internal(
        "mkdocs.contrib.search.SearchPlugin.search_index",
        "the index of the built-in search while it is being filled",
        ("search",),
    ),
    Internal(
        "mkdocs.contrib.search.search_index.SearchIndex._entries",
        "the entries of the index, from which unlisted notes and copies are taken",
        ("search",),
    ),
    Internal(
        "mkdocs.contrib.search.search_index.SearchIndex._add_entry",
        "what an entry has: `location` and `title`",
        ("search",),
        says=("'title': title", "'location': loc"),
    ),
)

_MATERIAL = (
    Internal(
        "material.plugins.search.plugin.SearchPlugin.search_index",
        "the index of Material's search while it is being filled",
        ("search",),
    ),
    Internal(
        "material.plugins.search.plugin.SearchIndex.entries",
        "the entries of the index, from which unlisted notes and copies are taken",
        ("search",),
        says=('"location": url', '"title": title'),
    ),
    Internal(
        "material.plugins.search.config.SearchConfig.lang",
        "the languages of search; changed in place, because the index holds the list already",
        ("i18n",),
    ),
    Internal(
        "material/templates/partials/alternate.html",
        "the language switcher; a theme that has it needs no links in our lists",
        ("theme",),
        says=("config.extra.alternate", "alt.link", "alt.name", "alt.lang"),
    ),
    Internal(
        "material/templates/partials/languages/zh.html",
        "Material's languages are those that have a file in that folder; others make it fail",
        ("theme",),
    ),
)

_STATIC_I18N = (
    Internal(
        "mkdocs_static_i18n.plugin.I18n",
        "known by its module's name, so that it is imported only where a site uses it",
        ("language_builds",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.building",
        "whether a build was started inside another one",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.current_language",
        "the language of the build at hand; `None` before the first",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.default_language",
        "the language that is built first and stands at the root",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.all_languages",
        "every configured language; a name with another one in it is left out of the site",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.build_languages",
        "the languages that are built, for search",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.i18n_files_per_language",
        "the pages of its sitemap; lists are added and unlisted notes taken out",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.config.I18nPluginConfig.languages",
        "sorted in place, so that the default language is built first and only once",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.config.I18nPluginConfig.reconfigure_search",
        "switched off: it compares every entry with every other; we drop copies by name",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.reconfigure.LUNR_LANGUAGES",
        "the languages that lunr knows",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.utils.I18nLoggingFilter",
        "taken off MkDocs' log after a failure, where static-i18n leaves it",
        ("i18n",),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_post_build",
        "builds the other languages inside the first build, with `clean_directory` replaced",
        ("i18n",),
        says=("utils.clean_directory = lambda", 'getLogger("mkdocs.commands.build")'),
    ),
    Internal(
        "mkdocs_static_i18n.reconfigure.ExtendedPlugin.reconfigure_page_context",
        "sets the switcher as an attribute, `config.extra.alternate`, after which entries hide",
        ("i18n",),
        says=("config.extra.alternate = ",),
    ),
    Internal(
        "mkdocs_static_i18n.suffix.create_i18n_file",
        "gives files attributes of its own, which `localize` gives to the pages of notes and lists",
        ("i18n",),
        says=(
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
        says=(".capitalize()",),
    ),
    Internal(
        "mkdocs_static_i18n/custom_i18n_sitemap/sitemap.xml",
        "its sitemap lists the files of `i18n_files_per_language` and their `alternates`",
        ("i18n",),
        says=("i18n_alternates", "file.alternates"),
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_config.mkdocs_priority",
        "our options and languages are set before it, the theme's after it",
        ("plugin",),
        value=-100,
    ),
    Internal(
        "mkdocs_static_i18n.plugin.I18n.on_files.mkdocs_priority",
        "notes are read before it makes every file anew, lists are added after it",
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
"""Every such name, by package."""
