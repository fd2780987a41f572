"""The sites that MkDocs builds: the floor, and papernotes with and without its cache."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from mkdocs_papernotes.options.table import OPTIONS
from tests.bench.contestant import Contestant, nothing
from tests.generate import (
    LANGUAGES,
    configuration,
    note_date,
    note_source,
    write_config,
    write_notes,
)

EXTENSIONS = [
    "admonition",
    "tables",
    {"toc": {"permalink": True}},
    {"pymdownx.arithmatex": {"generic": True}},
    "pymdownx.highlight",
    "pymdownx.superfences",
]

# Material's search cuts Chinese into words where it finds jieba, which costs a third more. The
# tests need it installed; here it is hidden.
MKDOCS = "import sys; sys.modules['jieba'] = None; from mkdocs.__main__ import cli; cli()"

_KNOWN = {option.name for option in OPTIONS}
_OFF = ("topics", "related", "backlinks", "previews", "feeds")
PLAIN = {name: False for name in _OFF if name in _KNOWN}
"""What is off in the sites of most rows, so that their numbers stay comparable with older ones."""
ALL = {
    "topics": True,
    "related": 5,
    "backlinks": True,
    "previews": True,
    "wikilinks": True,
    "mark_papers": True,
}
"""What is on in a row of its own."""
HAS_CACHE = "cache" in _KNOWN

_sentences = count(1)
_days = count()


def new_sentence() -> str:
    """A sentence that stands nowhere yet."""
    return f"Sentence number {next(_sentences)} was written a moment ago."


@dataclass(frozen=True)
class Sites:
    """Sites of the same notes, each in a folder of its own beside their `docs`."""

    folder: Path
    pairs: int
    words: tuple[int, int] = (900, 1500)

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    def write(self) -> Sites:
        write_notes(self.docs, self.pairs, self.words)
        return self

    def floor(self, **overrides: Any) -> Contestant:
        """MkDocs with Material and static-i18n; the notes are in no menu."""
        return self.mkdocs("floor", papernotes=False, **overrides)

    def floor_with_nav(self) -> Contestant:
        """The same with all notes in the menu, as MkDocs does it by itself."""
        return self.mkdocs("floor, notes in the nav", papernotes=False, nav=None, not_in_nav=None)

    def cold(self) -> Contestant:
        """papernotes, with a cache that is empty."""
        return self._cold("cold")

    def cold_in_one(self) -> Contestant:
        """The same in one process, as other rows are."""
        return self._cold("cold, one process", workers=1)

    def cold_with_all(self) -> Contestant:
        """The same with the pages of terms, and with what notes show of others."""
        return self._cold("cold, all on", **ALL)

    def _cold(self, name: str, **options: Any) -> Contestant:
        folder = name.replace(",", "").replace(" ", "-")
        cache = self.folder / folder / ".cache"
        return self.mkdocs(
            name,
            folder=folder,
            options=options,
            prepare=lambda: shutil.rmtree(cache, ignore_errors=True),
        )

    def uncached(self, name: str = "cache off", **options: Any) -> Contestant:
        """papernotes without a cache."""
        return self.mkdocs(name, options={**({"cache": False} if HAS_CACHE else {}), **options})

    def unchanged(self) -> Contestant:
        """papernotes with the cache of an earlier build of the same notes."""
        return self.mkdocs("unchanged", folder="warm", times=3)

    def edited(self) -> Contestant:
        """The same after one note got one sentence more."""
        edit = partial(self.edit, 1)
        return self.mkdocs("one note edited", folder="warm", prepare=edit, times=3)

    def with_new_lists(self, name: str, **options: Any) -> Contestant:
        """The same after the oldest note became the newest, so that every list page is another."""
        return self.mkdocs(name, options=options, prepare=self.renew, times=3)

    def mkdocs(
        self,
        name: str,
        *,
        folder: str = "",
        papernotes: bool = True,
        options: Mapping[str, Any] | None = None,
        prepare: Callable[[], object] = nothing,
        times: int = 1,
        **overrides: Any,
    ) -> Contestant:
        """A site in `folder` with the same options as all others; None takes a setting away."""
        place = self.folder / (folder or name.replace(",", "").replace(" ", "-"))
        place.mkdir(exist_ok=True)
        config = configuration(
            papernotes=papernotes, options={**PLAIN, **(options or {})}, docs_dir="../docs"
        )
        config["plugins"].insert(1, "tags")
        config |= {"markdown_extensions": EXTENSIONS, **overrides}
        kept = {key: value for key, value in config.items() if value is not None}
        path = write_config(place / "mkdocs.yml", kept)
        target = place / "site"
        command = mkdocs_command("build", "-f", path, "-d", target)
        return Contestant(name, command, target, prepare=prepare, times=times)

    def edit(self, number: int) -> str:
        """Adds a new sentence to a note, and returns it."""
        sentence = new_sentence()
        save(self.docs / note_source(number), sentence)
        return sentence

    def renew(self) -> None:
        """Gives the oldest note a date after that of all others."""
        later = next(_days)
        dated = re.compile(r"^date: .*", re.MULTILINE)
        for language in LANGUAGES:
            path = self.docs / note_source(self.pairs - later % self.pairs, language)
            text = dated.sub(f"date: {note_date(-later)}", path.read_text("utf-8"), count=1)
            path.write_text(text, encoding="utf-8")


def mkdocs_command(*arguments: str | Path) -> list[str | Path]:
    return [sys.executable, "-c", MKDOCS, *arguments]


def save(path: Path, sentence: str) -> None:
    """Adds a paragraph to a note all at once, as editors save: nobody sees half of it."""
    draft = path.parents[2] / "draft"
    draft.write_text(f"{path.read_text('utf-8')}\n{sentence}\n", encoding="utf-8")
    draft.replace(path)
