"""The pages of a Hugo site that list others, and its feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import ceil

from mkdocs_papernotes.importers.hugo.addresses import Addressed, address_of
from mkdocs_papernotes.importers.hugo.configuration import texts_of
from mkdocs_papernotes.importers.hugo.names import basic, cleaned
from mkdocs_papernotes.importers.hugo.pages import Page
from mkdocs_papernotes.importers.hugo.settings import Language, Settings
from mkdocs_papernotes.importers.hugo.values import plain
from mkdocs_papernotes.importers.old_site import OldTerm
from mkdocs_papernotes.problems.problem import Problem

_PER_PAGE = 10
_KINDS = {"tags": "tags", "categories": "directions", "series": "series"}


def _published(pages: tuple[Page, ...], language: Language) -> list[Page]:
    return [
        page
        for page in pages
        if page.kind == "page" and page.is_published and page.file.language == language.key
    ]


def _of_page(pages: tuple[Page, ...], language: Language, path: str) -> Page | None:
    """The page of a section or term, if it has a file."""
    key = "/" + basic(path)
    return next(
        (each for each in pages if each.file.key == key and each.file.language == language.key),
        None,
    )


def _numbered(address: str, count: int, settings: Settings) -> Iterator[str]:
    """The addresses of a list's further pages, and of its first by number."""
    size = settings.configuration.get("pagination", "pagersize")
    size = size or settings.configuration.get("paginate")
    per_page = size if isinstance(size, int) and size > 0 else _PER_PAGE
    last = ceil(count / per_page)
    start = address if address.endswith("/") or not address else f"{address}/"
    if last > 1:
        yield from (f"{start}{settings.style.paginate}/{number}/" for number in range(1, last + 1))


def lists_of(settings: Settings, pages: tuple[Page, ...]) -> tuple[str, ...]:
    """The addresses of lists: sections of notes, archives, overviews of terms."""
    found: dict[str, None] = {}
    for page in pages:
        if page.is_list and page.is_published:
            found |= dict.fromkeys((page.address.path, *page.aliases))
    for language in settings.languages:
        own = _published(pages, language)
        notes = [page for page in own if page.is_note]
        home = f"{language.prefix}/" if language.prefix else ""
        if home or len(settings.languages) > 1:
            found[home or f"{language.key}/"] = None  # Hugo redirects `/en/` to `/`
        found |= dict.fromkeys(_numbered(home, len(notes), settings))
        found |= dict.fromkeys(
            _section_address(settings, language, pages, section)
            for section in dict.fromkeys(page.section for page in own if page.section)
            if (other := _of_page(pages, language, section)) is None or other.is_list
        )
        sections = Counter(page.section for page in notes if page.section)
        for section, count in sections.items():
            address = _section_address(settings, language, pages, section)
            found |= dict.fromkeys(_numbered(address, count, settings))
        for plural in settings.taxonomies.values() if own else ():
            addressed = Addressed(plural, "taxonomy", plural, prefix=language.prefix)
            found[address_of(addressed, settings.style).path] = None
    taken = {page.address.path for page in pages if not page.is_list and page.is_published}
    return tuple(address for address in found if address and address not in taken)


def _section_address(
    settings: Settings, language: Language, pages: tuple[Page, ...], section: str
) -> str:
    page = _of_page(pages, language, section)
    if page:
        return page.address.path
    addressed = Addressed(section, "section", section, prefix=language.prefix, sections=(section,))
    return address_of(addressed, settings.style).path


def terms_of(settings: Settings, pages: tuple[Page, ...]) -> tuple[OldTerm, ...]:
    """The pages of terms, with those that continue them."""
    found: dict[tuple[str, str], OldTerm] = {}
    for language in settings.languages:
        own = _published(pages, language)
        directions = {plain(each[0]) for page in own if (each := _terms(page, "categories"))}
        for plural in settings.taxonomies.values():
            kind = _KINDS.get(plural.lower())
            counts = Counter(name for page in own for name in _terms(page, plural))
            for name, count in counts.items():
                of = kind if kind != "directions" or plain(name) in directions else "tags"
                if not of:
                    continue
                address = _term_address(settings, language, pages, plural, name)
                for place in (address, *_numbered(address, count, settings)):
                    found.setdefault((of, place), OldTerm(of, plain(name), place))
    return tuple(found.values())


def _terms(page: Page, plural: str) -> list[str]:
    given = texts_of(page.front.get(plural.lower()))
    if plural.lower() == "categories":
        given = given or texts_of(page.front.get("category"))
    return list(dict.fromkeys(given))


def _term_address(
    settings: Settings, language: Language, pages: tuple[Page, ...], plural: str, name: str
) -> str:
    path = f"{plural}/{cleaned(name)}"
    page = _of_page(pages, language, path)
    if page:
        return page.address.path
    addressed = Addressed(path, "term", name, prefix=language.prefix, sections=(plural,))
    return address_of(addressed, settings.style).path


def left_taxonomies(settings: Settings, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Taxonomies that are used and have no counterpart."""
    file = settings.configuration.files[0]
    for plural in settings.taxonomies.values():
        if plural.lower() in _KINDS or not any(page.front.get(plural.lower()) for page in pages):
            continue
        values = {
            "name": f"taxonomies.{plural}",
            "reason": "notes have tags, a direction, a series and authors here",
        }
        yield Problem("import-setting-left", file, values=values)


def feeds_of(settings: Settings, pages: tuple[Page, ...]) -> tuple[str, ...]:
    """The feeds of each language and of the sections of its notes, that of the default first."""
    configuration = settings.configuration
    if "rss" in map(str.lower, texts_of(configuration.get("disablekinds"))):
        return ()
    name = configuration.text("outputformats", "rss", "basename") or "index"
    folder = cleaned(configuration.text("outputformats", "rss", "path"))
    file = f"{folder}/{name}.xml" if folder else f"{name}.xml"
    found: list[str] = []
    for kind in ("home", "section"):
        outputs = [each.lower() for each in texts_of(configuration.get("outputs", kind))]
        if outputs and "rss" not in outputs:
            continue
        for language in settings.languages:
            found += _feeds(kind, file, language, settings, pages)
    return tuple(dict.fromkeys(found))


def _feeds(
    kind: str, file: str, language: Language, settings: Settings, pages: tuple[Page, ...]
) -> Iterator[str]:
    if kind == "home":
        yield f"{language.prefix}/{file}" if language.prefix else file
        return
    notes = [page for page in _published(pages, language) if page.is_note and page.section]
    for section in dict.fromkeys(page.section for page in notes):
        address = _section_address(settings, language, pages, section)
        yield f"{address}{file}" if address.endswith("/") else f"{address}/{file}"
