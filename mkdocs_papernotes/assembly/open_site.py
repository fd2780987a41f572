"""Opens a site for programs that work without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from mkdocs_papernotes.assembly.configuration import Configuration, read_configuration
from mkdocs_papernotes.assembly.docs_folder import docs_files
from mkdocs_papernotes.assembly.remarks import remarks
from mkdocs_papernotes.assembly.renamed import find_renamed
from mkdocs_papernotes.assembly.site import KINDS, Site, assemble, list_paths
from mkdocs_papernotes.citation.formats import FORMATS, CitationFormat
from mkdocs_papernotes.languages.tags import looks_like_locale
from mkdocs_papernotes.markup.heading import HeadingReader
from mkdocs_papernotes.options.option import ReadOptions, read_options
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.options.table import OPTIONS, settings_of, suggested_option
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site import meta_files
from mkdocs_papernotes.site.blog import NAMES, post_folders
from mkdocs_papernotes.site.encryption import PLUGIN, Encryption
from mkdocs_papernotes.site.folders import Folders
from mkdocs_papernotes.site.library import LibraryReader
from mkdocs_papernotes.site.meta_files import meta_file
from mkdocs_papernotes.site.site_options import SiteOptions
from mkdocs_papernotes.site.structure import Structure
from mkdocs_papernotes.views.list_kind import ListKind

_NAMES = """
    papernotes i18n search tags social offline privacy info meta git encryptcontent typeset optimize
    glightbox minify rss git-authors git-committers git-committers-2 git-revision-date
    git-revision-date-localized include-markdown macros markdown-exec mermaid2 meta-descriptions
    table-reader video awesome-nav awesome-pages literate-nav section-index
"""
_KEEP_FILES = frozenset(_NAMES.split())
"""Plugins that do not add, move or exclude pages."""


def open_site(
    path: str | os.PathLike[str],
    *,
    now: datetime | None = None,
    preview: bool = False,
    kinds: Sequence[ListKind] = KINDS,
    formats: Sequence[CitationFormat] = FORMATS,
) -> Site:
    """Read the site whose `mkdocs.yml` is at `path`, a folder or the file itself.

    Nothing is rendered, and MkDocs is not imported. Files that other plugins add, move or exclude
    are not seen; a problem of severity `info` says so. Notes whose `publish` is after `now` (by
    default the current time) are left out. `preview` shows drafts as `mkdocs serve` does. `kinds`
    and `formats` may include your own kinds of lists and citation formats.

    Missing files and wrong content do not raise: they are reported in `problems`, as are a site
    without notes and one without `site_url`. What takes a rendered page or the theme's navigation
    to find, such as notes that are in no menu, only a build reports.
    """
    configuration = read_configuration(Path(path))
    read = read_options(OPTIONS, configuration.plugin("papernotes") or {})
    settings = settings_of(read.values)
    structure, wrong = _structure(configuration, settings)
    reader = LibraryReader(
        structure,
        settings,
        Folders(configuration.docs, configuration.path.parent, configuration.path.name),
        now or datetime.now(timezone.utc),
        preview=preview,
        encryption=Encryption.of(configuration.plugin(PLUGIN), configuration.path.parent),
        meta_file=meta_file(
            options for name, options in configuration.plugins if name in meta_files.NAMES
        ),
        post_folders=post_folders(
            options for name, options in configuration.plugins if name in NAMES
        ),
        list_paths=list_paths(settings, kinds),
        headings=HeadingReader(configuration.markdown, wikilinks=settings.wikilinks),
    )
    library = reader.read(docs_files(configuration, preview=preview))
    problems = [*configuration.problems, *_check_options(configuration, read), *wrong]
    site = assemble(library, structure, settings, kinds, formats, problems)
    found = remarks(site, configuration.markdown, configuration.path.name)
    renamed = find_renamed(site, configuration.docs)
    known = [problem for problem in site.problems if _is_known(problem, problems)]
    return replace(site, problems=(*known, *found, *renamed))


def _is_known(problem: Problem, found: Sequence[Problem]) -> bool:
    """Whether a problem is one whatever files other plugins add."""
    return problem.name != "redirect-target-missing" or not any(
        each.name == "plugins-not-seen" for each in found
    )


def _check_options(configuration: Configuration, read: ReadOptions) -> Iterator[Problem]:
    name = configuration.path.name
    for option, error in read.errors:
        yield error.problem(name, 0, f"papernotes.{option}")
    for option in read.unknown:
        yield Problem(
            "unknown-option",
            name,
            0,
            f"papernotes.{option}",
            {"given": option, "near": suggested_option(str(option))},
        )
    if not configuration.problems and configuration.plugin("papernotes") is None:
        yield Problem("plugin-not-used", name, 0, "plugins")
    if not configuration.docs.is_dir():
        values = {"given": configuration.text("docs_dir", "docs")}
        yield Problem("docs-folder-missing", name, 0, "docs_dir", values)
    others = [
        plugin
        for plugin, _ in configuration.plugins
        if plugin.removeprefix("material/") not in _KEEP_FILES
    ]
    if others:
        yield Problem("plugins-not-seen", name, 0, "plugins", {"plugins": others})


def _structure(configuration: Configuration, settings: Settings) -> tuple[Structure, list[Problem]]:
    """The structure of languages that the configuration sets, and problems with it."""
    site = SiteOptions(
        configuration.directory_urls,
        configuration.text("site_url"),
        configuration.text("site_name"),
        configuration.text("site_description"),
        configuration.values.get("nav"),
    )
    i18n = configuration.plugin("i18n")
    if i18n is None:
        return site.plain_structure(settings.locales, configuration.theme_language), []
    known = list(_languages(i18n))
    built = [item for item in known if item.get("build", True) is not False]
    default = [item["locale"] for item in built if item.get("default") is True]
    name, problems = configuration.path.name, []
    if not default:
        problems.append(Problem("no-default-language", name, 0, "plugins.i18n.languages"))
        default = [item["locale"] for item in built] or [configuration.theme_language]
    all_tags = tuple(item["locale"] for item in known)
    return site.i18n_structure(i18n, built, default[0], all_tags), problems


def _languages(i18n: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The valid entries of static-i18n's `languages`. `build_only_locale` limits what is built."""
    only = i18n.get("build_only_locale")
    given = i18n.get("languages")
    for item in given if isinstance(given, list) else ():
        locale = item.get("locale") if isinstance(item, dict) else None
        if not isinstance(locale, str) or not looks_like_locale(locale):
            continue
        yield {**item, "build": locale == only, "default": locale == only} if only else item
