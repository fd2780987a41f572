"""Finds the texts of papers: arXiv's HTML, kept on disk, or the text of a PDF beside the note."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mkdocs_papernotes.commands.changes import make_folder, replace_file
from mkdocs_papernotes.commands.opened import OpenedSite
from mkdocs_papernotes.commands.output import Output, from_here
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.inspection.claims import PaperText, unsupported
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.inspection.paper_text import NoTextError, text_of_html, text_of_pdf
from mkdocs_papernotes.lookups.client import (
    ARXIV_HTML,
    AnswerTooLargeError,
    Client,
    LookupFailedError,
    NotFoundError,
)
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.problems.problem import Problem

_FOLDER = "papers"
_LONGEST = 80
_ASK_AGAIN = 30 * 86400
"""Seconds after which arXiv is asked again for HTML that it did not have."""
_NAMES = {"number": "number-not-in-paper", "quotation": "quotation-not-in-paper"}


class PaperTexts:
    """Compares notes with the texts of their papers, each of which is read once."""

    def __init__(self, found: OpenedSite, output: Output):
        settings = found.site.settings
        keeps = settings.cache and settings.cache_dir
        root = found.configuration.path.parent
        self._folder = root / settings.cache_dir / _FOLDER if keeps else None
        self._found, self._output = found, output
        self._client = Client(output.progress)
        self._is_reached = True
        self._texts: dict[object, PaperText | NoTextError] = {}

    def check(self, page: PageText) -> Iterator[Problem]:
        """What a note says that its paper does not; nothing for a page on no paper."""
        note = page.note
        if note is None or note.is_notebook or not note.has_text:
            return
        paper = self._found.site.catalog.paper(note)
        pdf = self._pdf(note)
        if not (paper.arxiv or pdf):
            return
        try:
            text = self._text(note, pdf)
        except NoTextError as error:
            yield Problem("paper-without-text", note.source, values={"reason": str(error)})
            return
        for claim in unsupported(page.twin, text):
            given = claim.written
            given = given if len(given) <= _LONGEST else f"{given[: _LONGEST - 1]}…"
            yield Problem(_NAMES[claim.kind], note.source, claim.line, values={"given": given})

    def _text(self, note: Note, pdf: Path | None) -> PaperText:
        """The text of a note's paper; raises `NoTextError` if it has none."""
        paper, reasons = self._found.site.catalog.paper(note), []
        if paper.arxiv:
            name = f"{paper.arxiv.id}{paper.read_version or paper.arxiv.version}"
            try:
                return self._once(name, lambda: self._at_arxiv(name))
            except NoTextError as error:
                reasons.append(str(error))
        if pdf is None:
            raise NoTextError(f"{reasons[0]}, and there is no PDF beside the note")
        try:
            return self._once(pdf, lambda: self._of_pdf(pdf))
        except NoTextError as error:
            raise NoTextError(", and ".join((*reasons, f"{from_here(pdf)}: {error}"))) from error

    def _once(self, key: object, read: Callable[[], str]) -> PaperText:
        if key not in self._texts:
            try:
                self._texts[key] = PaperText(read())
            except NoTextError as error:
                self._texts[key] = error
        found = self._texts[key]
        if isinstance(found, NoTextError):
            raise found
        return found

    def _at_arxiv(self, name: str) -> str:
        """The text of arXiv's HTML; an empty file is kept for a paper that has none."""
        file, missing = name.replace("/", "-"), f"arXiv has no HTML of {name}"
        kept = self._kept(file)
        if kept is None:
            kept = self._asked(name, missing)
            self._keep(file, kept)
        if not kept:
            raise NoTextError(missing)
        return kept

    def _asked(self, name: str, missing: str) -> str:
        """What arXiv answers: an empty text if it has no HTML of a paper."""
        if not self._is_reached:
            raise NoTextError("arXiv was not reached")
        self._output.progress(f"Reading {name} at arXiv …")
        try:
            return text_of_html(self._client.get(ARXIV_HTML, f"/html/{name}"))
        except NotFoundError:
            return ""
        except NoTextError as error:
            raise NoTextError(f"{missing} that can be read") from error
        except AnswerTooLargeError as error:
            raise NoTextError(f"{error}") from error
        except LookupFailedError as error:
            self._is_reached = False
            self._output.progress(f"{error}. Only PDFs beside the notes are read.")
            raise NoTextError("arXiv was not reached") from error

    def _of_pdf(self, path: Path) -> str:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise NoTextError(f"it cannot be read ({error.strerror or error})") from error
        name = f"pdf-{sha256(content).hexdigest()[:16]}"
        kept = self._kept(name)
        if not kept:
            self._output.progress(f"Reading {from_here(path)} …")
            kept = text_of_pdf(content)
            self._keep(name, kept)
        return kept

    def _pdf(self, note: Note) -> Path | None:
        """The PDF that `links: {pdf: …}` names, or one beside the note that can only be its own."""
        links = self._found.site.catalog.paper(note).links
        named = [link for kind, link in links if kind == "pdf" and link.kind == "site"]
        if named:
            path = self._named(named[0], note)
            return path if _is_file(path) else None
        versions = [*self._found.site.catalog.versions(note).values()]
        files = {self._found.file(each.source): each.language for each in versions}
        names = {path.stem.removesuffix(f".{language}") for path, language in files.items()}
        for folder in dict.fromkeys(path.parent for path in files):
            beside = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".pdf")
            same = [path for path in beside if path.stem in names]
            is_alone = all(path in files for path in folder.glob("*.md"))
            if same or (len(beside) == 1 and is_alone):
                return (same or beside)[0]
        return None

    def _named(self, link: Link, note: Note) -> Path:
        """The file to which a link leads, from the file in which it stands."""
        target = unquote(urlsplit(link.target).path)
        if target.startswith("/"):
            return self._found.docs / target.lstrip("/")
        return self._found.file(link.source or note.source).parent / target

    def _kept(self, name: str) -> str | None:
        """The text that was kept under a name."""
        if self._folder is None:
            return None
        path = self._folder / f"{name}.txt"
        with suppress(OSError, UnicodeDecodeError):
            text = path.read_text("utf-8")
            if text or time.time() - path.stat().st_mtime < _ASK_AGAIN:
                return text
        return None

    def _keep(self, name: str, text: str) -> None:
        """Keep a text; where that is impossible, it is read again the next time."""
        if self._folder is None:
            return
        with suppress(OSError):
            make_folder(self._folder, [])
            replace_file(self._folder / f"{name}.txt", text.encode("utf-8", "replace"))


def _is_file(path: Path) -> bool:
    """Whether there is a file; there is none with a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
