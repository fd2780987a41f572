"""The links from a note's page to the notes it hangs together with, as templates print them."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.views.note_list import Badge
from mkdocs_papernotes.views.note_threads import NoteRef, NoteThreads, Reason


@dataclass(frozen=True)
class ThreadLink:
    """A link to another note, with what is said of it."""

    language: str
    text: str
    """Its title."""
    href: str
    badge: Badge | None
    """The badge of its language; `None` for that of the page."""
    why: str = ""
    """Why it is related, in words."""
    sentence: str = ""
    """The sentence with its link to this note."""
    sentence_language: str = ""
    number: int = 0
    """Its number in the series."""
    is_this: bool = False
    """Whether it is the note of the page itself."""

    @property
    def other_language(self) -> bool:
        """Whether it leads to another language than that of the page."""
        return self.badge is not None


class ThreadView:
    """Makes the links on the page of one note."""

    def __init__(self, note: Note, threads: NoteThreads, languages: Languages):
        self._note, self._threads, self._languages = note, threads, languages
        self._labels = languages.labels(note.language)

    def series(self) -> dict[str, object] | None:
        """What the box of a series shows; `None` for a note that is in none."""
        box = self._threads.series
        if box is None:
            return None
        return {
            "name": box.name,
            "href": relative(box.url, self._note.url) if box.url else "",
            "part": self._labels("threads.part", part=box.number, parts=box.total),
            "parts": [
                self._link(part.note, number=part.number, is_this=part.is_this)
                for part in box.parts
            ],
        }

    def related(self) -> list[ThreadLink]:
        """Related notes, each with the reasons."""
        return [
            self._link(each.note, why=self._why(each.reasons)) for each in self._threads.related
        ]

    def backlinks(self) -> list[ThreadLink]:
        """The notes that mention this one, each with a sentence unless it must not be quoted."""
        return [
            self._link(each.note, sentence=each.sentence, sentence_language=each.language)
            for each in self._threads.backlinks
        ]

    def neighbours(self) -> tuple[ThreadLink | None, ThreadLink | None]:
        """The previous and the next note."""
        previous, following = self._threads.previous, self._threads.next
        return (
            self._link(previous) if previous else None,
            self._link(following) if following else None,
        )

    def _link(
        self,
        ref: NoteRef,
        *,
        why: str = "",
        sentence: str = "",
        sentence_language: str = "",
        number: int = 0,
        is_this: bool = False,
    ) -> ThreadLink:
        badge = self._badge(ref.language) if ref.language != self._note.language else None
        href = relative(ref.url, self._note.url)
        said = why, sentence, sentence_language
        return ThreadLink(ref.language, ref.title, href, badge, *said, number, is_this)

    def _badge(self, language: str) -> Badge:
        languages = self._languages
        return Badge(languages.badges[language], language, languages.name(language))

    def _why(self, reasons: tuple[Reason, ...]) -> str:
        labels = self._labels
        separator = labels("list_separator")
        told = (
            labels(f"threads.why.{reason.name}", names=separator.join(reason.names))
            for reason in reasons
        )
        return labels("threads.why.separator").join(told)
