"""The notes of a site as Markdown and HTML for elsewhere, and the list of them for programs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from functools import cached_property
from html import escape
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from markdown import Markdown

from mkdocs_papernotes.addresses import encoded
from mkdocs_papernotes.assembly.links import Links
from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.feeds.text import feed_text
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.markup.portable import Dialect, portable, split_title
from mkdocs_papernotes.markup.titles import KINDS
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.notes.statements import statements
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.text import one_line
from mkdocs_papernotes.views.byline import byline

_ARITHMATEX, _ATTRIBUTES = "pymdownx.arithmatex", "attr_list"
_PAGES = (".md", ".markdown", ".ipynb")
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")
_ALWAYS = ("tables", "footnotes", "sane_lists", "pymdownx.superfences", _ARITHMATEX)
_ALSO = (
    *("def_list", "nl2br", "md_in_html", "pymdownx.betterem", "pymdownx.caret", "pymdownx.mark"),
    *("pymdownx.tasklist", "pymdownx.tilde"),
)
"""Extensions with which notes become HTML, if the site has them."""
_EXTRA = ("attr_list", "def_list", "footnotes", "md_in_html", "tables")
_CONFIGS = {
    _ARITHMATEX: {"generic": True},
    "pymdownx.highlight": {"use_pygments": False},
}


class PortableNotes:
    """Writes the notes of a site that has an address."""

    def __init__(self, site: Site):
        self._site, self._links = site, Links(site)
        extensions = _names(site.library.headings.options.extensions)
        formulas = site.settings.formulas or _ARITHMATEX in extensions
        self._dialect = Dialect(
            formulas, _ATTRIBUTES in extensions, site.settings.cjk_line_breaks == "join"
        )
        self._also = [name for name in _ALSO if name in extensions]

    def markdown(self, note: Note) -> str:
        """The note as Markdown, with its title, its paper and where it was published."""
        labels = self._site.languages.labels(note.language)
        text = self._site.wikilinks.of_note(note)
        heading = f"# {_plain(note.title)}"
        if note.opens_with_title:
            written, text = split_title(text)
            heading = self._portable(written, note) or heading
        elif note.has_heading:
            heading = ""
        said = [f"*{_plain(each)}*" for each in statements(note, labels)]
        body = self._portable(text, note)
        parts = [heading, self._paper(note, labels), *said, body, self._origin(note, labels)]
        return "\n\n".join(part for part in parts if part) + "\n"

    def html(self, note: Note) -> str:
        """The same as HTML that needs no style sheet; formulas are between dollar signs."""
        html = self._converter.reset().convert(self.markdown(note))
        return feed_text(html, self.address(note), "", _formula) + "\n"

    @cached_property
    def _converter(self) -> Markdown:
        return Markdown(
            extensions=["pymdownx.highlight", *_ALWAYS, *self._also], extension_configs=_CONFIGS
        )

    def address(self, note: Note) -> str:
        """The full address of the page of a note; empty on a site without one."""
        return self._site.languages.absolute(note.url, note.language) or ""

    def _portable(self, text: str, note: Note) -> str:
        labels = self._site.languages.labels(note.language)

        def box_title(kind: str) -> str:
            return one_line(labels(f"callout.{kind}")) if kind in KINDS else kind.capitalize()

        return portable(text, self._addresses(note), box_title, self._dialect)

    def _paper(self, note: Note, labels: Labels) -> str:
        """The paper in a quotation of one line; empty without one."""
        paper = self._site.catalog.paper(note)
        told = byline(paper, labels)
        title = _plain(one_line(paper.title))
        address = encoded(facts.url(paper, self._resolver(note)))
        if title and address:
            title = f"[{title}]({_bracketed(address)})"
        words = " · ".join(part for part in (title, _plain(told)) if part)
        return f"> {labels('field.title')}{labels('colon')}{words}" if words else ""

    def _origin(self, note: Note, labels: Labels) -> str:
        """Where the note was published first: there, if it says so, or else on its page."""
        address = note.original.web_address if note.original else ""
        address = encoded(address) or self.address(note)
        return labels("first_published", address=f"<{address}>")

    def _resolver(self, note: Note) -> Callable[[Link], str | None]:
        """Returns the full address of a link in front matter."""

        def resolve(link: Link) -> str | None:
            if link.kind != "site":
                return link.target if link.kind == "web" else None
            return self._address(link, note)

        return resolve

    def _addresses(self, note: Note) -> Callable[[str], str | None]:
        """Returns the full address of a target in the text of a note."""
        page = self.address(note)

        def address(target: str) -> str | None:
            """The full address of a link; `None` if it leads nowhere."""
            try:
                parts = urlsplit(target)
                if parts.scheme or parts.netloc:
                    return target
                if not parts.path:
                    return urljoin(page, target)
                link = Link(target, note.source)
                found = self._address(link, note)
                if found is not None or unquote(parts.path).lower().endswith(_PAGES):
                    return found
                return urljoin(page, target)
            except ValueError:  # no address at all
                return None

        return address

    def _address(self, link: Link, note: Note) -> str | None:
        """The full address of the page or file that a link names; `None` if there is none."""
        url, parts = self._found(link, note), urlsplit(link.target)
        if url is None:
            return None
        base = self._site.languages.absolute(url, note.language) or ""
        return base + urlunsplit(("", "", "", parts.query, parts.fragment))

    def _found(self, link: Link, note: Note) -> str | None:
        """The address of a page or file below the root of the site."""
        library = self._site.library
        folder = "" if link.target.startswith("/") else posixpath.dirname(note.source)
        given = unquote(urlsplit(link.target).path).lstrip("/")
        path = posixpath.normpath(posixpath.join(folder, given))
        if path in library.held_back or path in library.unreadable:
            return None
        if (found := self._links.find(link, note)) is not None:
            return found
        shared = f"{library.languages.default}/{path.removeprefix(f'{note.language}/')}"
        return self._site.structure.asset_url(shared) if shared in library.assets else None


def _names(extensions: Iterable[object]) -> set[str]:
    """The names of Markdown extensions, with those that another one brings along."""
    names = {str(each).removeprefix("markdown.extensions.") for each in extensions}
    return names | set(_EXTRA if names & {"extra", "pymdownx.extra"} else ())


def _plain(text: str) -> str:
    """A plain text in Markdown; formulas in it stay."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _bracketed(address: str) -> str:
    return address.replace("(", "%28").replace(")", "%29")


def _formula(text: str, is_block: bool) -> str:
    tex = text.strip()
    for opening, closing in (("\\(", "\\)"), ("\\[", "\\]")):
        if tex.startswith(opening) and tex.endswith(closing):
            tex = tex[2:-2].strip()
    mark = "$$" if is_block else "$"
    return escape(f"{mark}{tex}{mark}", quote=False)
