"""The pages of terms: which of them there are, and their addresses."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_papernotes.addresses import list_dest, url_of
from mkdocs_papernotes.options.settings import KindSettings
from mkdocs_papernotes.site.content import Content
from mkdocs_papernotes.terms.kinds import TermKind
from mkdocs_papernotes.terms.term import Term, of_language


@dataclass(frozen=True)
class TermPage:
    """A term as an index shows it, or a note that links to it. All values are plain."""

    name: str
    language: str
    """The language of the name; empty if it is not known."""
    url: str
    """The address of its first page; empty if it has none in this language."""
    count: int


def kind_settings(content: Content, kind: str) -> KindSettings | None:
    """The options of a kind; `None` if it is off."""
    topics = content.settings.topics
    return topics.kinds.get(kind) if topics else None


def kind_title(content: Content, kind: str, language: str) -> str:
    """The name of a kind for readers of a language."""
    settings, labels = kind_settings(content, kind), content.languages.labels(language)
    own = of_language(settings.title, language) if settings else ""
    return own or labels(f"kind.{kind}")


def term_path(content: Content, term: Term, language: str) -> str:
    """The folder of a term's list below that of the language."""
    settings = kind_settings(content, term.kind)
    return posixpath.join(settings.list.path if settings else "", term.slug(language))


def term_page(content: Content, term: Term, language: str) -> TermPage:
    """A term for readers of a language."""
    known = content.term_pages
    if (term, language) not in known:  # each note asks for its terms
        known[term, language] = _term_page(content, term, language)
    return known[term, language]


def _term_page(content: Content, term: Term, language: str) -> TermPage:
    settings = kind_settings(content, term.kind)
    count, url = 0, ""
    if settings and content.terms.has_pages(term):
        count = content.terms.count(term, language, settings.list.languages)
    if count:
        url = list_url(content, term_path(content, term, language), language)
    return TermPage(term.name(language), term.language_of_name(language), url, count)


def term_pages(content: Content, kind: TermKind, language: str) -> Iterator[TermPage]:
    """The terms of a kind that have a page in a language, in order."""
    for term in content.terms.of_kind(kind.name, language):
        page = term_page(content, term, language)
        if page.url:
            yield page


def list_url(content: Content, path: str, language: str) -> str:
    """The address of the first page of a list."""
    languages = content.languages
    directory_urls = languages.directory_urls
    dest = list_dest(languages.prefix(language), path, 1, directory_urls=directory_urls)
    return url_of(dest, directory_urls=directory_urls)
