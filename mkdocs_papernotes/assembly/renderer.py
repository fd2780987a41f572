"""Turns the rendered text of pages into complete content: headers, lists, marked links."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import escape
from urllib.parse import urljoin, urlsplit, urlunsplit

from mkdocs_papernotes.addresses import normal, relative, to_root
from mkdocs_papernotes.assembly.feed_texts import FeedTexts, excerpt_order
from mkdocs_papernotes.assembly.links import FindUrl, Links
from mkdocs_papernotes.assembly.output import Output
from mkdocs_papernotes.assembly.page_lists import ListFinder, PageLists, ShowingPage
from mkdocs_papernotes.assembly.paper_marks import PaperMark, PaperMarks
from mkdocs_papernotes.assembly.pictures import FindFile, Pictures
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.assembly.threads import Threads
from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.markup.emphasis import ends, unread_emphasis
from mkdocs_papernotes.markup.excerpt import MARKER, Excerpt
from mkdocs_papernotes.markup.language_links import mark_language_links
from mkdocs_papernotes.markup.opening import split_after_heading
from mkdocs_papernotes.markup.prose import line_of
from mkdocs_papernotes.markup.render import render
from mkdocs_papernotes.metadata.description import described
from mkdocs_papernotes.metadata.not_found import rewrite_not_found
from mkdocs_papernotes.metadata.picture import Picture
from mkdocs_papernotes.metadata.record import Preview
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.site.lists import AnyPage
from mkdocs_papernotes.site.notices import Notice
from mkdocs_papernotes.views.comment_box import CommentView
from mkdocs_papernotes.views.embedded_list import excerpt_orders
from mkdocs_papernotes.views.excerpts import Excerpts
from mkdocs_papernotes.views.list_kind import ListContext
from mkdocs_papernotes.views.note_view import NoteView
from mkdocs_papernotes.views.notice_view import NoticeView
from mkdocs_papernotes.views.page_link import PageLink
from mkdocs_papernotes.views.redirect_page import leads_to, redirect_page
from mkdocs_papernotes.views.templating import Templates

# The marker as a comment, or as code in a text about it.
_NO_URLS: Mapping[str, str] = {}
_SHOWN_MARKER = re.compile(r"(?:<|&lt;)!--\s*more\s*--(?:>|&gt;)", re.IGNORECASE)


@dataclass(frozen=True)
class Placeholder:
    """A part of a page that can be rendered only after all notes."""

    token: str
    """The text that stands in the page until then."""
    make: Callable[[], str]
    """Returns the HTML that replaces the token."""


def fill_placeholders(html: str, placeholders: Sequence[Placeholder]) -> str:
    """Replace the placeholders of a page by their HTML. All notes must have been rendered."""
    for placeholder in placeholders:
        html = html.replace(placeholder.token, placeholder.make())
    return html


class Renderer:
    """Completes the pages of a site one by one, and collects problems that only rendering shows."""

    def __init__(
        self,
        site: Site,
        templates: Templates,
        find_file: FindFile = lambda address: None,
        threads: Threads | None = None,
        *,
        shows_tags: bool = True,
        store: Store | None = None,
    ):
        """`find_file` returns the files whose sizes the pages say, `threads` those of the site.

        `shows_tags` is whether the pages of notes show their tags, because the theme does not.
        `store` keeps texts of feeds.
        """
        self._site, self._templates = site, templates
        self._threads = threads or Threads(site)
        self._pictures = Pictures(site, find_file)
        self._previews: dict[Note, Preview] = {}
        orders = {version.list.excerpt for version in site.lists if version.list.excerpt}
        orders |= excerpt_orders(site.settings)
        if site.settings.feeds and site.settings.feeds.content == "excerpt":
            orders.add(excerpt_order(site.settings))
        self._excerpts = Excerpts(site.settings.excerpt_length, orders)
        self._feed_texts = FeedTexts(site, self._excerpts, store or Store(None))
        self._links, self._marks = Links(site), PaperMarks(site)
        self._notes = NoteView(
            site.catalog,
            site.languages,
            templates,
            site.settings,
            site.works,
            site.citations,
            site.terms_of,
            shows_tags=shows_tags,
            behind=site.behind,
        )
        self._notices = NoticeView(site.catalog, site.languages, templates)
        self._comments = CommentView(
            site.catalog, site.languages, templates, site.settings.comments
        )
        self._problems: list[Problem] = []
        self._emphasis: dict[Problem, None] = {}
        """Each once: some pages are built in several languages."""
        self._lists = ListFinder(site)

    def take_problems(self) -> list[Problem]:
        """The problems that rendering has shown since they were taken last."""
        found = [
            *self._problems,
            *self._emphasis,
            *self._links.missing.values(),
            *self._lists.problems,
        ]
        self._problems.clear()
        self._emphasis.clear()
        self._lists.problems.clear()
        self._links.missing.clear()
        return found

    @property
    def problem_count(self) -> int:
        """How many problems rendering has shown since they were taken last."""
        return len(self._problems) + len(self._links.missing)

    def text(self, html: str, url: str, language: str) -> str:
        """The rendered text of any page, with links to other languages marked."""
        return mark_language_links(html, url, language, self._languages)

    def check_emphasis(self, source: str, body: str, html: str) -> None:
        """Report the emphasis in the text of a page that its HTML shows with asterisks."""
        page = self._site.library.pages.get(source)
        options = self._site.library.headings.options
        if page is None:
            return
        for unread in unread_emphasis(body, html, lambda line: render(line, options, str).html):
            line = page.front_matter.body_line + line_of(body, unread.place)
            values = {"given": ends(unread.written), "better": ends(unread.better)}
            self._emphasis[Problem("unread-emphasis", source, line, "", values)] = None

    @cached_property
    def _languages(self) -> Mapping[str, str]:
        """The language of each page, by its address."""
        found = {
            normal(location.url): location.language for location in self._site.library.locations
        }
        return found | {normal(page.url): page.language for page in self._site.pages}

    def note_text(self, note: Note, html: str, words: str = "") -> str:
        """The rendered text of a note, with links marked and pictures that say their size.

        Its excerpts, its text for feeds and its picture for sharing are kept.

        `words` is its text without the rest, from which the excerpts of a notebook are cut.
        """
        html = self._pictures.in_text(note, self.text(html, note.url, note.language))
        beginning = self.text(words, note.url, note.language) if note.is_notebook else html
        self._excerpts.add(note, beginning)
        self._feed_texts.add(note, beginning)
        if MARKER.search(note.body) and not _SHOWN_MARKER.search(beginning):
            self._problems.append(Problem("marker-removed", note.source))
        return html

    def excerpts_of(self, note: Note) -> tuple[Excerpt | None, ...]:
        """The excerpts of a note, after `note_text`."""
        return self._excerpts.all(note)

    def feed_outputs(self, changed: Collection[Note] | None = None) -> Iterator[Output]:
        """The files of feeds, after `note_text` of all notes; or of those with a changed note."""
        return self._feed_texts.outputs(changed)

    def redirect_outputs(self) -> Iterator[Output]:
        """The files of redirects."""
        languages, templates = self._site.languages, self._templates
        for output, found in self._site.redirect_files():
            where = (found.address, found.target, found.language)
            content = partial(redirect_page, *where, languages, templates)
            is_same = partial(leads_to, address=found.address, target=found.target)
            yield replace(output, content=content, is_same=is_same)

    def feed_problems(self) -> Iterator[Problem]:
        """What turned out when the files of feeds were written."""
        return self._feed_texts.problems()

    def marks(self, html: str, language: str, note: Note | None = None) -> tuple[PaperMark, ...]:
        """What is to be put behind the addresses of papers in a rendered text."""
        return self._marks.of(html, language, note)

    def marked(self, html: str, url: str, language: str) -> str:
        """The rendered text of a page that is neither a note nor a list, with those marks."""
        return self._marks.marked(html, self.marks(html, language), url, language)

    def note_page(self, note: Note, html: str, find_url: FindUrl | None = None) -> str:
        """The content of a note's page: its text from `note_text`, with header and footer.

        `find_url` returns the addresses of files that are unknown to the site.
        """
        marks = self.marks(html, note.language, note)
        html = self._marks.marked(html, marks, note.url, note.language)
        preview = self._preview(note, find_url)
        resolve = self._links.resolver(note, find_url)
        return self._notes.decorate(note, html, resolve, preview, self._threads.of(note))

    def notice_page(self, notice: Notice, html: str) -> str:
        """The content of a page in the place of a translation, given the note's rendered text."""
        return self._notices.render(notice, html)

    def note_comments(self, note: Note) -> str:
        """The comments at the end of a note's page; often none."""
        return self._comments.of_note(note)

    def notice_comments(self, notice: Notice) -> str:
        """The comments at the end of a page in the place of a translation."""
        return self._comments.of_notice(notice)

    def page_comments(self, given: object, path: str, language: str, url: str) -> str:
        """The comments at the end of an ordinary page whose front matter asks for them."""
        return self._comments.of_page(given, path, language, url)

    def analytics(self, url: str, language: str, note: Note | None) -> str:
        """What the head of a page needs to count visits; empty unless the author wants it."""
        if not self._templates.has_own("analytics"):
            return ""
        return self._templates.render(
            "analytics",
            url=self._site.languages.absolute(url, language),
            root=to_root(url),
            language=language,
            note=note,
        ).strip()

    def not_found(self, html: str) -> str:
        """The theme's page for addresses without one, with links to the other languages."""
        languages = self._site.languages
        labels = languages.labels(languages.default)
        root = urlsplit(languages.absolute("", languages.default) or "/").path
        links = [
            PageLink(language, languages.name(language), urljoin(root, normal(url)))
            for language, url in self._site.versions.homes.items()
            if language != languages.default
        ]
        heading = escape(f"404 - {labels('not_found')}", quote=False)
        nav = self._templates.render("translations", versions=links, labels=labels)
        return rewrite_not_found(html, heading, nav.strip())

    def notice_links(self, notice: Notice) -> Callable[[str], str]:
        """A function that finds what links in the text of the note lead to, as the page has them.

        A link that leads nowhere stays as it is: the note's own page reports it.
        """
        note = notice.note

        def resolve(target: str) -> str:
            if Link(target, note.source).kind != "site" or target.startswith("/"):
                return target
            parts = urlsplit(target)
            url = self._links.find(Link(target, note.source), note)
            if url is None:
                return target
            return urlunsplit(("", "", relative(url, notice.url), parts.query, parts.fragment))

        return resolve

    def note_head(self, note: Note) -> str:
        """The metadata for the head of a note's page, after `note_page`."""
        return self._notes.head_markup(note, self._previews.get(note) or self._preview(note))

    def _preview(self, note: Note, find_url: FindUrl | None = None) -> Preview:
        """What is shown of a note where it is shared."""
        site = self._site
        languages, language = site.languages, note.language
        about = languages.description(language) or languages.title(language) or note.title
        beginning, paper = self._excerpts.beginning(note), site.catalog.paper(note)
        self._previews[note] = Preview(
            described(note, beginning, paper, about), self.picture(note, find_url)
        )
        return self._previews[note]

    def picture(self, note: Note, find_url: FindUrl | None = None) -> Picture | None:
        """The picture that is shown where a note is shared, after `note_text`."""
        link = note.image
        address = link.web_address if link else ""
        if link and not address:
            address = self._links.address(link, note, find_url) or ""
        return self._pictures.of(note, address)

    def list_page(
        self, page: AnyPage, html: str, urls: Mapping[str, str]
    ) -> tuple[str, list[Placeholder]]:
        """The content of a list's page, and its placeholders, which must be filled later.

        `html` is the author's text above the list, or empty. `urls` are the page's addresses by
        language, for themes without a language switcher.
        """
        placeholders: list[Placeholder] = []
        context = self._context(f"{page.number}", placeholders, urls)
        heading, text = split_after_heading(html, anywhere=True)
        if not heading:
            heading = f"<h1>{escape(page.title, quote=False)}</h1>"
        return f"{heading}\n{text}\n{page.list.render(page, context)}", placeholders

    def lists_of(self, html: str, page: ShowingPage) -> PageLists:
        """The lists that the rendered text of a page asks for."""
        return self._lists.find(html, page)

    def with_lists(self, html: str, lists: PageLists) -> tuple[str, list[Placeholder]]:
        """A page with its lists in the place of their directives, and placeholders, as above."""
        placeholders: list[Placeholder] = []
        context = self._context("list", placeholders)
        html = lists.put_into(html, lambda found, level: found.render(level, context))
        return html, placeholders

    def _context(
        self, name: str, placeholders: list[Placeholder], urls: Mapping[str, str] = _NO_URLS
    ) -> ListContext:
        """What lists are rendered with; `placeholders` gets those that are needed."""

        def defer(make: Callable[[], str]) -> str:
            placeholders.append(Placeholder(f"pn-placeholder-{name}-{len(placeholders)}-", make))
            return placeholders[-1].token

        return ListContext(
            self._site.content, self._templates, self._excerpts, self._exports, urls, defer
        )

    @cached_property
    def _exports(self) -> list[tuple[str, str]]:
        citations = self._site.citations
        return list(citations.exports()) if citations else []
