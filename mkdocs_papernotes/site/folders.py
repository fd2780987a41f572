"""The folders of a site, and the files of people and papers in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mkdocs_papernotes.bibliography.bibliography import Bibliography, merge, read_bibliography
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.front_matter.source import not_utf8
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.people.person import People, read_people
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.terms.table import TermTable, read_terms_file, read_terms_option


@dataclass(frozen=True)
class Folders:
    """The folders that hold the files of a site."""

    docs: Path
    """The docs folder."""
    config: Path
    """The folder of `mkdocs.yml`."""
    file: str = "mkdocs.yml"
    """The name of the configuration file in that folder, for messages."""

    def find(self, name: str) -> Path | None:
        """The file `name` beside `mkdocs.yml`, or else in the docs folder; `None` if missing."""
        paths = (self.config / name, self.docs / name)
        return next((path for path in paths if _is_file(path)), None)

    def people(self, settings: Settings) -> tuple[People, tuple[Problem, ...]]:
        """The people of `authors_file`, and problems.

        A missing file is a problem only if the author named one.
        """
        name = settings.authors_file
        path = self.docs / name
        if not _is_file(path):
            if name == Settings.authors_file:
                return People(), ()
            key, values = "papernotes.authors_file", {"given": name}
            return People(), (Problem("missing-authors-file", self.file, 0, key, values),)
        content = path.read_bytes()
        try:
            return read_people(content.decode("utf-8"), name)
        except UnicodeDecodeError:
            return People(), (not_utf8(name, content),)

    def bibliography(self, settings: Settings) -> Bibliography:
        """The files of `bibliography`, merged; those that are missing are among its problems."""
        found: list[Bibliography] = []
        for name in settings.bibliography:
            path = self.find(name)
            if path is None:
                values = {"given": name}
                key = "papernotes.bibliography"
                missing = Problem("missing-bibliography", self.file, 0, key, values)
                found.append(Bibliography(problems=(missing,)))
            else:
                found.append(_read_bibliography(path.read_bytes(), name))
        return merge(found)

    def terms(self, settings: Settings) -> TermTable:
        """The author's table of terms: the option `terms`, and `terms_file`.

        A missing file is a problem only if the author named one.
        """
        option = read_terms_option(settings.terms, self.file)
        name = settings.terms_file
        path = self.find(name)
        if path is None:
            if name == Settings.terms_file:
                return option
            key, values = "papernotes.terms_file", {"given": name}
            problem = Problem("missing-terms-file", self.file, 0, key, values)
            return option + TermTable(problems=(problem,))
        content = path.read_bytes()
        try:
            return option + read_terms_file(content.decode("utf-8"), name)
        except UnicodeDecodeError:
            return option + TermTable(problems=(not_utf8(name, content),))

    def check_image(self, settings: Settings, assets: Collection[str]) -> Iterator[Problem]:
        """The problem with the option `image` if it names a file that is not among `assets`."""
        image = settings.image
        if image and not Link(image, "").web_address and image not in assets:
            yield Problem("missing-image", self.file, 0, "papernotes.image", {"given": image})


def _is_file(path: Path) -> bool:
    """Whether there is a file; there is none with a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


# A bibliography is read again only when its bytes have changed: a large file takes longer to read
# than many notes.
_read_bibliography = lru_cache(maxsize=16)(read_bibliography)
