"""Reads a folder of Markdown as an old site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.folders.addresses import Addresses
from mkdocs_papernotes.importers.folders.days import Days
from mkdocs_papernotes.importers.folders.files import file_left, files_of
from mkdocs_papernotes.importers.folders.layout import Layout, layout_of
from mkdocs_papernotes.importers.folders.names import Name, is_markdown, names_of
from mkdocs_papernotes.importers.folders.pages import Pages, has_note_key
from mkdocs_papernotes.importers.folders.zola import STATIC, address_of
from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError
from mkdocs_papernotes.importers.languages import language_of_text
from mkdocs_papernotes.importers.old_site import MenuEntry, OldSite
from mkdocs_papernotes.importers.source import Source, read_source_or_problem, walk
from mkdocs_papernotes.problems.problem import Problem

_BUILT = frozenset({"site", "_site", "_book", "book", "target", "venv", ".venv"})
"""Folders that tools make beside the texts."""
_MENU = "it is the menu of Docsify"
_REPOSITORY = "it is about the repository"
_NO_TEXTS = {
    "summary": "it is the table of contents of a book",
    "_sidebar": _MENU,
    "_navbar": _MENU,
    "_coverpage": "it is the cover of Docsify",
    "contributing": _REPOSITORY,
    "code_of_conduct": _REPOSITORY,
    "license": _REPOSITORY,
    "agents": _REPOSITORY,
    "claude": _REPOSITORY,
}
_WIKILINK = re.compile(r"\[\[([^\[\]|#^\n\\]{1,300})(?:[|#^][^\[\]\n]{0,300})?\]\](?!\()")


def read(request: Request) -> OldSite:
    """Read a folder; raises `UnreadableSiteError`."""
    folder, layout = request.source, layout_of(request.source)
    problems = list(layout.problems)
    is_mkdocs = layout.kind == "mkdocs"
    paths, walked = walk(folder, layout.base, skip=() if is_mkdocs else _BUILT)
    problems += walked
    shown = [path for path in paths if not _is_hidden(layout.below(path))]
    sources = _sources(request, layout, shown, problems)
    names = _names(layout, sources)
    addresses = _addresses(layout)
    has_keys = any(has_note_key(source.values) for source in sources.values())
    pages = Pages(layout, addresses, names, Days(folder), problems, has_keys)
    lists = _lists(layout, names, sources) if layout.kind == "zola" else {}
    old_pages = tuple(pages.page(sources[path]) for path in sources if path not in lists)
    bodies = [source.body for source in sources.values()]
    if layout.kind == "zola":
        static, walked = walk(folder, STATIC)
        problems += walked
        shown += static
    files = tuple(files_of(layout, shown, bodies, problems))
    return OldSite(
        old_pages,
        files,
        name=layout.name,
        description=layout.mkdocs.description or layout.zola.description,
        author=layout.author,
        url=layout.mkdocs.url or layout.zola.url,
        languages=layout.languages,
        menu=tuple(_menu(layout, names, addresses)),
        feeds=layout.mkdocs.feeds or layout.zola.feeds,
        lists=tuple(filter(None, lists.values())),
        breaks=layout.mkdocs.breaks,
        is_markdown_of_mkdocs=is_mkdocs,
        options=_options(layout, names.values(), bodies),
        problems=tuple(problems),
    )


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _sources(
    request: Request, layout: Layout, paths: Iterable[str], problems: list[Problem]
) -> dict[str, Source]:
    """The texts of the site by path, of which there must be one unless `problems` say why not."""
    sources = {}
    for path in filter(is_markdown, paths):
        found = _source(request, layout, path)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            sources[path] = found
    if not sources and not any(problem.severity == "error" for problem in problems):
        raise UnreadableSiteError("there are no Markdown files in the folder")
    return sources


def _lists(
    layout: Layout, names: Mapping[str, Name], sources: Mapping[str, Source]
) -> dict[str, str]:
    """The addresses of Zola's sections without a text, which are lists, by path."""
    return {
        path: address_of(layout.zola, names[path], source)
        for path, source in sources.items()
        if names[path].is_section and not source.body.strip()
    }


def _source(request: Request, layout: Layout, path: str) -> Source | Problem:
    """A text, or why it is no page of the site."""
    stem = posixpath.basename(path).rpartition(".")[0].lower()
    reason = _NO_TEXTS.get(stem, "") if layout.kind != "mkdocs" else ""
    if layout.templates and path.startswith(f"{layout.templates}/"):
        reason = "it is a template"
    if reason:
        return file_left(path, reason)
    found = read_source_or_problem(request.source, path)
    if isinstance(found, Source) and not found.body.strip() and not found.values:
        return found if layout.kind in {"mkdocs", "zola"} else file_left(path, "it is empty")
    if isinstance(found, Source) and "excalidraw-plugin" in found.values:
        return file_left(path, "it is a drawing, which only Obsidian shows")
    return found


def _names(layout: Layout, sources: Mapping[str, Source]) -> dict[str, Name]:
    """The names of the pages, by the paths of their sources."""
    known = layout.languages if layout.mkdocs.has_i18n or layout.kind == "zola" else ()
    full = {layout.below(path): path for path in sources}
    tags: dict[str, str] = {}

    def language_of(path: str) -> str:
        if path not in tags:
            tags[path] = language_of_text(sources[full[path]].body)
        return tags[path]

    return {full[path]: name for path, name in names_of(full, language_of, known).items()}


def _addresses(layout: Layout) -> Addresses:
    if layout.kind == "mdbook":  # https://rust-lang.github.io/mdBook/format/summary.html
        return Addresses(directory_urls=False)
    settings = layout.mkdocs
    locales = settings.locales if settings.has_i18n else None
    return Addresses(settings.directory_urls, next(iter(layout.languages), ""), locales)


def _menu(layout: Layout, names: Mapping[str, Name], addresses: Addresses) -> Iterator[MenuEntry]:
    """The menu with addresses; entries whose page is not there are left out, and MkDocs said so."""
    by_path = {layout.below(path): name for path, name in names.items()}
    for entry in layout.mkdocs.menu:
        if name := by_path.get(posixpath.normpath(entry.target)):
            yield MenuEntry(entry.title, addresses.of(name))
        elif "://" in entry.target:
            yield entry


def _options(layout: Layout, names: Iterable[Name], bodies: Iterable[str]) -> dict[str, object]:
    """Wikilinks, for a vault and where texts have links to other texts of the folder."""
    if layout.kind == "vault":
        attachments = layout.attachments
        if attachments and not attachments.startswith("."):
            attachments = f"notes/{attachments}"
        return {"wikilinks": True} | ({"attachments": attachments} if attachments else {})
    stems = {posixpath.basename(name.path).casefold() for name in names}
    for body in bodies:
        if "[[" in body:
            targets = _WIKILINK.findall(Body(body).text)
            if any(posixpath.basename(each.strip()).casefold() in stems for each in targets):
                return {"wikilinks": True}
    return {}
