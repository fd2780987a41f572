"""A format of citations is one entry of a table, from which everything that offers it follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timezone
from pathlib import Path
from types import SimpleNamespace

import pytest

from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.catalog.works import Works
from mkdocs_papernotes.citation.citations import Citations
from mkdocs_papernotes.citation.formats import FORMATS, CitationFormat
from mkdocs_papernotes.citation.reference import Reference
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.views.note_view import NoteView
from mkdocs_papernotes.views.papers_view import PapersView
from mkdocs_papernotes.views.templating import Templates
from tests.build_site import page_text

pytestmark = pytest.mark.pure

GUIDE = Path(__file__).parent.parent / "example_site" / "docs" / "guide"
ATTENTION = {
    "title": "Attention Is All You Need",
    "authors": ["Ashish Vaswani", "Noam Shazeer"],
    "date": "2017-06-12",
    "arxiv": "1706.03762",
}
TEXT = (
    "Vaswani, A., & Shazeer, N. (2017). Attention Is All You Need. arXiv. "
    "https://arxiv.org/abs/1706.03762\n"
)


def write_apa(references: Iterable[Reference]) -> str:
    """References in the manner of the American Psychological Association, one a line."""
    return "".join(f"{_apa(reference)}\n" for reference in references)


def _apa(reference: Reference) -> str:
    names = [f"{name.surname}, {name.given[:1]}." for name in reference.authors]
    people = ", & ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    year = reference.date.year if reference.date else "n.d."
    place = reference.container or reference.publisher
    parts = (f"{people} ({year}).".lstrip(), f"{reference.title}.", place and f"{place}.")
    return " ".join(filter(None, (*parts, reference.url)))


APA = CitationFormat("APA", "txt", write_apa)


class Site:
    """One note on one paper, on a site that offers some formats."""

    def __init__(self, formats: tuple[CitationFormat, ...]):
        front_matter = read_front_matter(page_text("# Notes", paper=ATTENTION), "notes/a.md")
        location = Location("notes/a.md", "en", "notes/a", "notes/a/")
        self.note: Note = read_note(location, front_matter, timezone.utc)[0]
        self.catalog = Catalog((self.note,), ("en",))
        self.languages = Languages(("en",), "en")
        self.works = Works(self.catalog)
        self.citations = Citations(self.catalog, self.works, self.languages, formats)

    def note_page(self) -> str:
        view = NoteView(
            self.catalog, self.languages, Templates(), Settings(), self.works, self.citations
        )
        return view.decorate(self.note, "<h1>Notes</h1>", lambda link: link.target)

    def papers_page(self) -> str:
        view = PapersView(
            self.catalog, self.works, self.languages, Templates(), list(self.citations.exports())
        )
        return view.render(SimpleNamespace(language="en", url="papers/"), [])

    def files(self) -> dict[str, str]:
        """The texts of all files, by address."""
        return {file.url: file.write() for file in self.citations.files()}


def test_a_format_from_outside_is_offered_wherever_the_others_are() -> None:
    site = Site((*FORMATS, APA))
    citation = site.citations.of_paper(site.note)[-1]
    assert (citation.format, citation.text) == ("APA", TEXT)
    assert citation.url == "notes/a/cite.txt"
    assert citation.file_name == "vaswani2017attention.txt"
    files = site.files()
    assert files["notes/a/cite.txt"] == files["papers.txt"] == TEXT
    page = site.note_page()
    assert 'data-format="cite.txt" data-name="APA"' in page
    assert 'notes/a/cite.txt" download="vaswani2017attention.txt"' in page
    assert '<a href="../papers.txt" download>APA</a>' in site.papers_page()


def test_a_note_itself_is_offered_in_the_first_format() -> None:
    assert Site(FORMATS).citations.of_note(Site(FORMATS).note).url == "notes/a/note.bib"
    site = Site((APA, *FORMATS))
    own = site.citations.of_note(site.note)
    assert (own.format, own.url) == ("APA", "notes/a/note.txt")
    assert own.text == "(n.d.). Notes.\n"


def test_every_file_is_of_a_format_of_the_table() -> None:
    site = Site(FORMATS)
    names = [form.name for form in FORMATS]
    assert [citation.format for citation in site.citations.of_paper(site.note)] == names
    assert [name for name, _ in site.citations.exports()] == names
    assert [*site.files()] == [
        *(form.file_name("papers") for form in FORMATS),
        *(form.file_name("notes/a/cite") for form in FORMATS),
        "notes/a/note.bib",
    ]
    assert len({form.extension for form in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("page", ["papers.md", "papers.zh.md"])
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_guide_names_the_files_of_every_format(form: CitationFormat, page: str) -> None:
    text = (GUIDE / page).read_text("utf-8")
    for name in (form.name, form.file_name("cite"), form.file_name("papers")):
        assert name in text, f"{name} is not in the guide's {page}"
