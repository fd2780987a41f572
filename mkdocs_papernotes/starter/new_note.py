"""A new note: its file name, its front matter, and a body to begin with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from mkdocs_papernotes.front_matter.dumping import dumped
from mkdocs_papernotes.languages.tags import primary
from mkdocs_papernotes.lookups.zotero import Highlight
from mkdocs_papernotes.papers import facts
from mkdocs_papernotes.papers.paper import Paper
from mkdocs_papernotes.papers.writing import paper_values
from mkdocs_papernotes.starter.new_site import words_of, written_in
from mkdocs_papernotes.terms.slug import slug_of

_BODIES = files("mkdocs_papernotes") / "starter" / "bodies"
_MOST_WORDS = 6
_SUBTITLE = re.compile(r"[:：]\s")
_MARKS = {
    **{mark: f"\\{mark}" for mark in "\\`*_[]#!|"},
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    **{mark: f"&#{ord(mark)};" for mark in "{}$~^="},
}
_START = re.compile(r"(?=[-+])|(?<=\A\d)(?=[.)])")


class MissingTemplateError(Exception):
    """There is no template of that name."""


@dataclass(frozen=True)
class NewNote:
    """What a new note is made from."""

    paper: Paper
    language: str
    day: date
    title: str = ""
    """By default that of the paper, or a placeholder that says what to fill in."""
    key: str = ""
    """The paper's key in a bibliography, which stands in place of the paper."""
    holds_paper: bool = True
    """Whether the paper is described in this file, if it is in no bibliography."""
    is_stub: bool = False
    """Whether it is a draft that waits to be written."""
    authors: tuple[str, ...] = ()
    direction: str = ""
    highlights: Sequence[Highlight] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    """More keys of front matter."""

    def text(self, template: str) -> str:
        """The text of the file, with a body made by a template of Jinja's.

        Raises `jinja2.TemplateError`, or whatever its expressions raise, if the template is wrong.
        """
        body = self._body(template).strip("\n")
        block = "\n".join(("---", *dumped(self._front_matter()), "---"))
        return f"{block}\n\n{body}\n" if body else f"{block}\n"

    @property
    def id(self) -> str:
        """What the paper is called where its title is not known: `arXiv:2404.16710`."""
        if self.paper.arxiv:
            return f"arXiv:{self.paper.arxiv.id}"
        return f"doi:{self.paper.doi}" if self.paper.doi else self.key or self.paper.citation_key

    def _front_matter(self) -> dict[str, object]:
        title = self.title or self.paper.title
        paper = self.key or (paper_values(self.paper) if self.holds_paper else None)
        found = {
            "title": title or words_of(self.language)["untitled"].format(id=self.id),
            "date": self.day,
            "authors": list(self.authors),
            "direction": self.direction,
            "draft": self.is_stub,
            **self.values,
            "paper": paper,
        }
        return {key: value for key, value in found.items() if value}

    def _body(self, template: str) -> str:
        environment = SandboxedEnvironment(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
        )
        page = words_of(self.language)["page"]
        environment.filters["plain"] = plain
        environment.filters["page"] = lambda text: page.format(page=plain(text)) if text else ""
        return environment.from_string(template).render(
            title=self.title or self.paper.title,
            paper=paper_values(self.paper),
            id=self.id,
            key=self.key,
            url=facts.url(self.paper),
            language=self.language,
            date=self.day,
            direction=self.direction,
            highlights=self.highlights,
            is_stub=self.is_stub,
        )


def plain(text: str) -> str:
    """A text that Markdown prints as it is: on one line, with all its marks escaped."""
    line = " ".join(text.split())
    return _START.sub(r"\\", "".join(_MARKS.get(mark, mark) for mark in line), count=1)


def body_template(name: str, language: str, folders: Sequence[Path]) -> str:
    """The template `name` for a language: the author's own in one of `folders`, or else ours.

    The author's is `NAME.zh-TW.md`, `NAME.zh.md` or `NAME.md`. Raises
    `MissingTemplateError`, and `OSError` or `UnicodeDecodeError` for one that cannot be read.
    """
    names = [f"{name}.{language}.md", f"{name}.{primary(language)}.md", f"{name}.md"]
    for folder in folders:
        for each in names:
            if (path := folder / each).is_file():
                return path.read_text("utf-8")
    own = _BODIES.joinpath(f"{name}.{written_in(language)}.md")
    if not own.is_file():
        raise MissingTemplateError(name)
    return own.read_text("utf-8")


def slug_for(paper: Paper) -> str:
    """The file name of a note on a paper: the first words of the title, or its identifier."""
    if not paper.title:
        if paper.arxiv:
            return paper.arxiv.id.replace("/", "-")
        return slug_of(str(paper.doi or paper.citation_key)).replace(".", "-")
    head = _SUBTITLE.split(paper.title, maxsplit=1)[0]
    words = slug_of(_ascii(head)).replace(".", "-").replace("_", "-").split("-")
    return "-".join([word for word in words if word][:_MOST_WORDS])


def _ascii(text: str) -> str:
    """Latin letters without their accents; other scripts stay as they are."""
    bare = unicodedata.normalize("NFKD", text)
    found = "".join(mark for mark in bare if not unicodedata.combining(mark))
    return found if found.isascii() else text
