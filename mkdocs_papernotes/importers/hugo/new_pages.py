"""The pages of a Hugo site as they are taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs_papernotes.importers.decoding import decode
from mkdocs_papernotes.importers.generator import Request, teller
from mkdocs_papernotes.importers.hugo.addresses import Address
from mkdocs_papernotes.importers.hugo.configuration import (
    UNREADABLE,
    is_inside,
    lower_keys,
    mapping_of,
    parsed,
    text_of,
)
from mkdocs_papernotes.importers.hugo.content import Contents
from mkdocs_papernotes.importers.hugo.files import PICTURES
from mkdocs_papernotes.importers.hugo.menus import comments_of, giscus_names_by
from mkdocs_papernotes.importers.hugo.pages import Page
from mkdocs_papernotes.importers.hugo.settings import Settings
from mkdocs_papernotes.importers.hugo.site import HugoPage, HugoSite, names_of
from mkdocs_papernotes.importers.hugo.values import Surroundings, new_values, plain
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.old_site import OldFile
from mkdocs_papernotes.problems.problem import Problem

_FEW = 0.2
"""Of the notes, how many `weight` may put before the others; else it gives all an order."""


def new_pages(
    request: Request,
    settings: Settings,
    pages: tuple[Page, ...],
    contents: Contents,
    files: tuple[OldFile, ...],
) -> tuple[HugoPage, ...]:
    """The pages that are taken over."""
    writer = _Writer(request, settings, pages, contents, files)
    return tuple(writer.page(page) for page in pages if not writer.is_left(page))


class _Writer:
    def __init__(
        self,
        request: Request,
        settings: Settings,
        pages: tuple[Page, ...],
        contents: Contents,
        files: tuple[OldFile, ...],
    ):
        self.request, self.settings, self.contents = request, settings, contents
        self.files = {file.address for file in files}
        self.sources = {file.source for file in files}
        self.folders: dict[str, list[str]] = {}
        for file in files:
            folder, _, name = file.source.rpartition("/")
            self.folders.setdefault(folder, []).append(name)
        places = {(page.file.language, page.file.key): page.file.source for page in pages}
        self.site = HugoSite(
            tuple(each.key for each in settings.languages),
            places,
            names_of(places),
            {each.key: each.configuration.mapping("params") for each in settings.languages},
            settings.configuration.flag("markup", "goldmark", "parser", "attribute", "block"),
        )
        notes = [page for page in pages if page.is_note]
        self.sections = {page.section for page in notes}
        weighted = [page for page in notes if page.front.get("weight") not in (None, 0)]
        self.pins = {page.file.source for page in weighted} if _are_few(weighted, notes) else set()
        self.people = _people(request.source, pages)
        self.keys = Counter(_pair(page) for page in pages)
        configuration = settings.default.configuration
        giscus = giscus_names_by(configuration) in {"", "pathname", "url"}
        self.threads = bool(comments_of(configuration)) and giscus

    def is_left(self, page: Page) -> bool:
        """Whether a page is only a list or a part of the theme, which the new site has itself."""
        if page.is_function and not page.is_list:
            reason = "it has no text, and is a part of the old theme"
            values = {"file": page.file.source, "reason": reason}
            page.problems.append(Problem("import-file-left", page.file.source, values=values))
            return True
        return page.is_list

    def page(self, page: Page) -> HugoPage:
        """What the new site has of a page: its text, its front matter and its addresses."""
        language = self.settings.language(page.file.language)
        tag = language_tag(page.front.text("lang")) or language.tag
        tell = teller(page.file.source, page.problems)
        values = new_values(page.front, self._around(page), tell)
        address = page.address if page.is_published else Address("", "", "")
        feed_id = ""
        if page.is_note and address.path and self.settings.url:
            feed_id = self.settings.url + address.link
        return HugoPage(
            source=page.file.source,
            name=self._name(page),
            body=page.source.body,
            line=page.source.line,
            values=values,
            is_note=page.is_note,
            language=self.request.language or tag,
            pair=self.request.pairs.get(page.file.source) or self._pair(page),
            address=address.path,
            aliases=page.aliases if address.path else (),
            feed_id=feed_id,
            thread=self._thread(page) if address.path else "",
            resources=self._resources(page),
            site=self.site,
            key=page.file.key,
            language_key=language.key,
            front=page.front.values,
        )

    def _name(self, page: Page) -> str:
        """Its path below the folder of notes: that below its section if all are in one."""
        path = page.file.name.path or "index"
        if page.is_note and len(self.sections) == 1 and page.section:
            return path.partition("/")[2] or path
        return path

    def _pair(self, page: Page) -> str:
        """What its translations have, too; empty if there are none."""
        key = _pair(page)
        return key if self.keys[key] > 1 else ""

    def _thread(self, page: Page) -> str:
        """The path of the page, as systems of comments name threads by default."""
        if not self.threads or not page.is_note:
            return ""
        base = urlsplit(self.settings.url).path or "/"
        return base + page.address.path

    def _resources(self, page: Page) -> tuple[str, ...]:
        """The folders of its bundle; for a single file, the folder of its own name."""
        if page.file.name.is_leaf or page.file.name.is_branch:
            own = page.file.source.rpartition("/")[0]
            others = self.contents.bundles.get(page.file.key, ())
            return tuple(dict.fromkeys((own, *others)))
        folder, _, _ = page.file.source.rpartition("/")
        own = f"{folder}/{page.file.name.name}" if folder else page.file.name.name
        return (own,) if any(f"{each}/".startswith(f"{own}/") for each in self.folders) else ()

    def _around(self, page: Page) -> Surroundings:
        build = mapping_of(page.front.get("build")) or mapping_of(page.front.get("_build"))
        listed = build.get("list")
        folder = page.file.source.rpartition("/")[0]
        is_bundle = page.file.name.is_leaf
        return Surroundings(
            is_note=page.is_note,
            section=page.section,
            dates=page.dates,
            held=page.held,
            unlisted=listed is False or text_of(listed).lower() in {"never", "local"},
            pins=page.file.source in self.pins,
            people=self.people,
            picture=self._picture(folder if is_bundle else ""),
            featured=self._featured(folder) if is_bundle else "",
        )

    def _picture(self, folder: str) -> Callable[[str], str]:
        """A picture's address from front matter: beside the page if it is there, else at the root,
        where themes look for it, too.
        """

        def picture(address: str) -> str:
            path = address.removeprefix("./")
            if "://" in address or address.startswith("/") or f"{folder}/{path}" in self.sources:
                return address
            return f"/{path}" if path in self.files else address

        return picture

    def _featured(self, folder: str) -> str:
        """The picture of a bundle that themes such as Blowfish show by its name."""
        names = self.folders.get(folder, ())
        found = (name for name in names if name.lower().startswith("feature"))
        return next((name for name in found if name.lower().endswith(PICTURES)), "")


def _pair(page: Page) -> str:
    """The key that Hugo pairs translations by."""
    key = page.front.text("translationkey")
    return key.lower() if key else page.file.key.lstrip("/") or "index"


def _are_few(weighted: list[Page], notes: list[Page]) -> bool:
    """Whether `weight` puts some notes before the others."""
    return bool(weighted) and len(weighted) <= max(1, int(_FEW * len(notes)))


def _people(root: Path, pages: tuple[Page, ...]) -> Mapping[str, str]:
    """Names of authors by their ids: from `data/authors/` and pages below `authors/`."""
    found: dict[str, str] = {}
    for path in sorted((root / "data" / "authors").glob("*.*")):
        if not is_inside(path, root):
            continue
        try:
            values = mapping_of(lower_keys(parsed(path.suffix, decode(path.read_bytes()).text)))
        except UNREADABLE:
            continue
        found[path.stem.lower()] = plain(text_of(values.get("name")))
    for page in pages:
        folder, _, name = page.file.name.path.partition("/")
        if folder.lower() in {"authors", "author"} and name and page.front.text("title"):
            found.setdefault(name.lower(), plain(page.front.text("title")))
    return {key: name for key, name in found.items() if name}
