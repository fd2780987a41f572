"""The pages for the author: the state of translations, and each note beside its translations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import quote, urlsplit, urlunsplit

from markupsafe import Markup

from mkdocs_papernotes import formulas
from mkdocs_papernotes.addresses import list_dest, relative, to_root, url_of
from mkdocs_papernotes.assembly.links import Links
from mkdocs_papernotes.assembly.output import Output
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.catalog.status import Coverage, NoteStatus, coverage, statuses
from mkdocs_papernotes.dates import long_date
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.languages.tags import name_in
from mkdocs_papernotes.markup.render import render
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.twins.differences import Comparison, Difference, compared
from mkdocs_papernotes.twins.marks import Mark, marked_html, pieces, with_marks
from mkdocs_papernotes.twins.outline import matched
from mkdocs_papernotes.twins.parts import Twin
from mkdocs_papernotes.views.review_view import Entry, Review, ReviewView, Row, Side
from mkdocs_papernotes.views.templating import Templates

STATUS, REVIEW = "status", "review"
"""The folders of these pages, below that of each language."""
_NOT_IN_PATHS = re.compile(r'[\\:*?"<>|#%\x00-\x1f]|(?<![^/])\.+(?![^/])')


class ReviewPages:
    """The pages of a site for its author, in each language; they are rendered one by one."""

    def __init__(
        self,
        site: Site,
        templates: Templates,
        problems: Iterable[Problem],
        head: Callable[[str], str],
        *,
        public: bool,
    ):
        """`problems` are those of the build. `head` returns what the head of a page needs, by the
        address of the site's root relative to it. `public` leaves out what lists do not quote.
        """
        self._site, self._head = site, head
        self._view = ReviewView(site.languages, templates)
        self._links, self._public = Links(site), public
        self._problems: dict[str, list[Problem]] = {}
        for problem in problems:
            self._problems.setdefault(problem.source, []).append(problem)
        self._outlines: dict[tuple[str, str], tuple[str, str, bool]] = {}

    @cached_property
    def pages(self) -> Mapping[str, Callable[[], str]]:
        """The pages by address; calling one renders it. Addresses of other pages are left out."""
        languages = self._site.languages
        found: dict[str, Callable[[], str]] = {}
        for language in languages.tags:
            found[self._address(language, STATUS)] = self._status(language)
            for key, status in self._statuses.items():
                if len(status.versions) > 1:
                    address = self._address(language, f"{REVIEW}/{key}")
                    found[address] = self._review(language, key)
        return {address: page for address, page in found.items() if address not in self._taken}

    def outputs(self) -> Iterator[Output]:
        """The same as files to write; one that is there already is kept and reported."""
        for address, page in self.pages.items():
            yield Output(address, "the pages for reviews", content=page, is_page=False)

    @cached_property
    def _taken(self) -> set[str]:
        others = {page.location.url for page in self._site.library.pages.values()}
        return {output.address for output in self._site.outputs} | others

    @cached_property
    def _statuses(self) -> Mapping[str, NoteStatus]:
        """The notes that are shown, by a part of an address."""
        found: dict[str, NoteStatus] = {}
        for status in statuses(self._site.catalog, self._site.behind, self._is_shown):
            found.setdefault(_NOT_IN_PATHS.sub("-", status.key.strip("/")), status)
        return found

    def _is_shown(self, note: Note) -> bool:
        return note.has_open_text or not self._public

    def _address(self, language: str, path: str) -> str:
        languages = self._site.languages
        is_folder = languages.directory_urls
        dest = list_dest(languages.prefix(language), path, 1, directory_urls=is_folder)
        return url_of(dest, directory_urls=is_folder)

    # The status

    def _status(self, language: str) -> Callable[[], str]:
        return lambda: self._view.status(
            language,
            {name: [*entries] for name, entries in self._lists(language)},
            [*self._pairs(language)],
            [*self._coverage()],
            self._head(to_root(self._address(language, STATUS))),
        )

    def _coverage(self) -> Iterator[Coverage]:
        languages = self._site.languages
        names = {language: languages.name(language) for language in languages.tags}
        return coverage(self._statuses.values(), names)

    def _lists(self, language: str) -> Iterator[tuple[str, Iterator[Entry]]]:
        yield "missing", self._missing(language)
        yield "behind", self._behind(language)
        yield "outlines", self._other_outlines(language)
        yield "problems", self._with_problems(language)

    def _entry(
        self,
        language: str,
        key: str,
        note: Note,
        remark: str = "",
        problems: tuple[Problem, ...] = (),
    ) -> Entry:
        here = self._address(language, STATUS)
        review = self._address(language, f"{REVIEW}/{key}")
        href = relative(review, here) if review in self.pages else ""
        return Entry(note, relative(note.url, here), href, remark, problems)

    def _pairs(self, language: str) -> Iterator[Entry]:
        for key, status in self._statuses.items():
            if len(status.versions) > 1:
                note = status.versions.get(language, status.original)
                yield self._entry(language, key, note)

    def _missing(self, language: str) -> Iterator[Entry]:
        labels = self._site.languages.labels(language)
        for key, status in self._statuses.items():
            if status.missing:
                names = (name_in(tag, language) for tag in status.missing)
                remark = labels("review.lacks", languages=labels("list_separator").join(names))
                yield self._entry(language, key, status.original, remark)

    def _behind(self, language: str) -> Iterator[Entry]:
        for key, status in self._statuses.items():
            for note in status.versions.values():
                if remark := self._remark(note, language):
                    yield self._entry(language, key, note, remark)

    def _remark(self, note: Note, language: str) -> str:
        """That a translation is behind; empty if it is not."""
        behind = self._site.behind.get(note.source)
        labels = self._site.languages.labels(language)
        return labels("behind", date=long_date(behind.updated, language)) if behind else ""

    def _other_outlines(self, language: str) -> Iterator[Entry]:
        for key, status in self._statuses.items():
            for note in status.versions.values():
                original = status.original
                if note is not original and not self._has_same_outline(original, note):
                    yield self._entry(language, key, note)

    def _has_same_outline(self, one: Note, other: Note) -> bool:
        """Whether each heading has a counterpart. It is looked for again if a text has changed."""
        names = one.source, other.source
        known = self._outlines.get(names)
        if known is None or known[:2] != (one.body, other.body):
            outlines = Twin(one.body).outline, Twin(other.body).outline
            counts = [sum(1 for _ in outline.walk()) for outline in outlines]
            is_same = [len(matched(*outlines))] * 2 == counts
            known = self._outlines[names] = one.body, other.body, is_same
        return known[2]

    def _with_problems(self, language: str) -> Iterator[Entry]:
        for key, status in self._statuses.items():
            for note in status.versions.values():
                if problems := self._problems.get(note.source):
                    yield self._entry(language, key, note, problems=(*problems,))

    # The review of a note

    def _review(self, language: str, key: str) -> Callable[[], str]:
        def make() -> str:
            """The page of the note and its translations, each beside its original."""
            address = self._address(language, f"{REVIEW}/{key}")
            versions, original = self._statuses[key].versions, self._statuses[key].original
            reviews = [
                self._beside(original, note, language, address)
                for note in versions.values()
                if note is not original
            ]
            shown = versions.get(language, original)
            links = {"review.status": relative(self._address(language, STATUS), address)}
            if pdf := self._pdf(shown, address):
                links["review.pdf"] = pdf
            html = "".join(
                str(text) for review in reviews for pair in review.sections for text in pair
            )
            root = to_root(address)
            settings = self._site.settings
            katex = formulas.head_elements(html, root, settings.macros) if settings.formulas else ()
            head = "\n".join((*katex, self._head(root)))
            return self._view.review(language, shown.title, reviews, links, head)

        return make

    def _pdf(self, note: Note, address: str) -> str:
        """The link to the PDF of the paper; empty if none is known."""
        paper = self._site.catalog.paper(note)
        if link := dict(paper.links).get("pdf"):
            if link.web_address:
                return link.web_address
            url = self._links.find(link, note) if link.kind == "site" else None
            return relative(url, address) if url else ""
        return f"https://arxiv.org/pdf/{quote(paper.arxiv.id)}" if paper.arxiv else ""

    def _beside(self, one: Note, other: Note, language: str, address: str) -> Review:
        twins = [self._twin(note) for note in (one, other)]
        comparison = compared(*twins)
        differences = comparison.differences
        ids = [f"pn-{one.language}-{other.language}-{side}" for side in ("one", "other")]
        texts = [
            self._text(note, twin, number, differences, ids[number], language, address)
            for number, (note, twin) in enumerate(zip((one, other), twins, strict=True))
        ]
        rows = [
            Row(
                difference.kind,
                (difference.one, difference.other),
                (
                    f"{ids[0]}-{number}" if difference.one else "",
                    f"{ids[1]}-{number}" if difference.other else "",
                ),
            )
            for number, difference in enumerate(differences)
        ]
        sides = self._side(one, address), self._side(other, address)
        return Review(sides, self._remark(other, language), rows, _sections(comparison, texts))

    def _twin(self, note: Note) -> Twin:
        page = self._site.library.pages.get(note.source)
        return Twin(note.body, page.front_matter.body_line if page else 1)

    def _side(self, note: Note, address: str) -> Side:
        name = self._site.languages.name(note.language)
        problems = (*self._problems.get(note.source, ()),)
        return Side(note, name, relative(note.url, address), problems)

    def _text(
        self,
        note: Note,
        twin: Twin,
        side: int,
        differences: Sequence[Difference],
        prefix: str,
        language: str,
        address: str,
    ) -> dict[int, str]:
        """The rendered sections of a version, by where they begin."""
        labels = self._site.languages.labels(language)
        marks = []
        for number, difference in enumerate(differences):
            places = difference.one, difference.other
            place, there = places[side], places[1 - side]
            if place:
                title = there.written if there else labels("review.absent")
                span = place.start, place.end
                marks.append(Mark(difference.kind, span, f"{prefix}-{number}", title))
        sections = [*twin.outline.walk()]
        text = with_marks(note.body, marks, sections)
        linked = self._site.wikilinks.linked(text, note.source, note.language).text
        options = self._site.library.headings.options
        html = render(linked, options, self._resolver(note, address)).html
        return pieces(marked_html(html, marks), sections, f"{note.language}-")

    def _resolver(self, note: Note, address: str) -> Callable[[str], str]:
        """A function that finds what a link in the text of a note leads to from a page of ours."""

        def resolve(target: str) -> str:
            link, parts = Link(target, note.source), urlsplit(target)
            if link.kind != "site" or target.startswith("/") or not parts.path:
                return target
            url = self._links.find(link, note)
            if url is None:
                return target
            return urlunsplit(("", "", relative(url, address), parts.query, parts.fragment))

        return resolve


def _sections(
    comparison: Comparison, texts: Sequence[Mapping[int, str]]
) -> list[tuple[Markup, Markup]]:
    """The sections that belong together, each with those below that have no counterpart."""
    return [
        (
            Markup("".join(texts[0][start] for start, _ in pair.spans)),
            Markup("".join(texts[1][start] for start, _ in pair.other_spans)),
        )
        for pair in comparison.pairs
    ]
