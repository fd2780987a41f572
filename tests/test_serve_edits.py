"""After any edits `serve` serves what a clean build of the same sources writes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.edited_site import EXTENSIONS, Edited, differences, first_difference, png, write_site
from tests.generate import LANGUAGES, Writer
from tests.previewed import Preview

CHECKED_AFTER = 10
"""Steps after which the whole site is compared, and not only at the end."""
FULL = pytest.mark.full


@pytest.fixture(autouse=True)
def one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same time for all builds: home pages say when they were built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


@contextmanager
def previewing(site: Edited) -> Iterator[Preview]:
    preview = Preview(site.project)
    try:
        yield preview
    finally:
        preview.close()


def check(preview: Preview, *, steps: object = "") -> None:
    """What is served is what a clean build writes."""
    served, clean = preview.served().files, preview.clean().files
    found = [
        f"{name}: {first_difference(served.get(name), clean.get(name))}"
        for name in differences(served, clean)
    ]
    assert not found, f"{steps}\n" + "\n".join(found)


# Edits


class Writing:
    """Somebody who writes: edits of a site, drawn by chance."""

    def __init__(self, site: Edited, seed: int):
        self._site, self._rng = site, random.Random(seed)
        self._number = 0
        self.told: list[str] = []

    def edit(self) -> bool:
        """Make an edit; returns whether only texts of notes have changed."""
        if self._rng.random() < 0.75:
            for _ in range(self._rng.choice((1, 1, 1, 2, 3))):
                self._edit_text()
            return True
        edits = (self._edit_front_matter, self._add, self._remove, self._edit_other)
        self._rng.choice(edits)()
        return False

    def _any(self) -> tuple[str, str]:
        """The path and language of a note."""
        found = [
            (path, language)
            for path in self._paths()
            for language in LANGUAGES
            if self._site.path(path, language).exists()
        ]
        return self._rng.choice(found)

    def _paths(self) -> list[str]:
        folder = self._site.path("notes/linking.md").parent
        names = {path.name for path in folder.glob("*.md")}
        return sorted(f"notes/{name}" for name in names if not name.endswith(".zh.md"))

    def _edit_text(self) -> None:
        path, language = self._any()
        text = self._site.read(path, language)
        head, mark, body = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
        blocks = body.strip("\n").split("\n\n")
        change = self._rng.choice((self._insert, self._insert, self._insert, self._cut))
        what = change(blocks, language)
        self.told.append(f"{path} ({language}): {what}")
        self._site.write(path, f"{head}{mark}\n" + "\n\n".join(blocks) + "\n", language)

    def _insert(self, blocks: list[str], language: str) -> str:
        # below the heading, which may be the title of the note
        first = 1 if blocks[0].startswith("# ") else 0
        place = self._rng.choice((first, len(blocks) // 2, len(blocks)))
        block = self._rng.choice(self._blocks(language))
        blocks.insert(max(place, first), block)
        return f"{block!r} at {place}"

    def _blocks(self, language: str) -> list[str]:
        """Blocks of text, one of each kind."""
        self._number += 1
        writer, number = Writer(language, self._rng), self._number
        end = ".zh.md" if self._site.layout == "none" and language == "zh" else ".md"
        return [
            writer.paragraph(12),
            writer.paragraph(40),
            f"## {writer.phrase(3)} {number}",
            f"To [another](picture{end}#part) and [one that is not there](no-{number}{end}).",
            f"To [a place](linking{end}#place-{number}) and <b>https://example.org/{number}</b>.",
            f"$$\nx_{number} < y\n$$",
            f"![A plot](../img/plot.png) {number}",
            f"!!! tip\n    {writer.sentence(6)}",
            f"A footnote[^n{number}].\n\n[^n{number}]: {writer.sentence(4)}",
            f"| a | b |\n|---|---|\n| {number} | & |",
            f"<!-- a comment {number} -->",
            "<!-- more -->",
            f"`{number} < 1` and “quotes” & *more*.",
        ]

    def _cut(self, blocks: list[str], language: str) -> str:
        first = 1 if blocks[0].startswith("# ") else 0
        if len(blocks) <= first + 1:
            return self._insert(blocks, language)
        place = self._rng.randrange(first, len(blocks))
        return f"without {blocks.pop(place)!r}"

    def _edit_front_matter(self) -> None:
        path, language = self._any()
        day = f"{self._rng.randint(1, 28):02}"
        self._number += 1
        line = self._rng.choice(
            (
                f"updated: 2025-12-{day}",
                f"description: What was said {self._number} & more.",
                f"direction: Things {self._number}",
                f"rating: {self._rng.randint(1, 5)}",
                f"pinned: {self._rng.choice(('true', 'false'))}",
                f"unlisted: {self._rng.choice(('true', 'false'))}",
                f"state: {self._rng.choice(('read', 'reading'))}",
            )
        )
        key = line.partition(":")[0]
        lines = self._site.read(path, language).split("\n")
        lines = [each for each in lines if not each.startswith(f"{key}: ")]
        self._site.write(path, "\n".join([lines[0], line, *lines[1:]]), language)
        self.told.append(f"{path} ({language}): {line}")

    def _add(self) -> None:
        self._number += 1
        language = self._rng.choice(LANGUAGES)
        path = f"notes/new-{self._rng.randint(1, 5)}.md"
        day = f"2025-12-{self._rng.randint(1, 28):02}"
        text = f"---\ntitle: New {self._number}\ndate: {day}\n---\n\nIts text.\n"
        self._site.write(path, text, language)
        self.told.append(f"new {path} ({language})")

    def _remove(self) -> None:
        path, language = self._any()
        if path in ("notes/linking.md", "notes/picture.md"):
            return
        self._site.delete(path, language)
        self.told.append(f"no {path} ({language})")

    def _edit_other(self) -> None:
        self._number += 1
        site, number = self._site, self._number
        edits: list[Callable[[], object]] = [
            lambda: site.write("about.md", f"# About {number}\n\nIts text.\n"),
            lambda: site.write("archive/index.md", f"# All {number}\n\nIts text.\n", "zh"),
            lambda: site.project.write(site.asset("img/plot.png"), png(300 + number, 200)),
            self._configure,
        ]
        self._rng.choice(edits)()
        self.told.append("another file")

    def _configure(self) -> None:
        self._site.options["excerpt_length"] = self._rng.randint(5, 30)
        self._site.config["markdown_extensions"] = EXTENSIONS[: self._rng.randint(5, 8)]
        self._site.configure()


def write_for_long(site: Edited, steps: int, seed: int) -> None:
    writing = Writing(site, seed)
    with previewing(site) as preview:
        texts, slow = 0, []
        for number in range(1, steps + 1):
            before = len(writing.told)
            is_text = writing.edit()
            is_quick = preview.rebuild()
            texts += is_text
            if is_text and not is_quick:
                slow += writing.told[before:]
            if number % CHECKED_AFTER == 0 or number == steps:
                check(preview, steps="\n".join(writing.told[-3 * CHECKED_AFTER :]))
        assert not slow
        assert texts > steps / 2


def test_any_edits_end_in_the_site_of_a_clean_build(tmp_path: Path) -> None:
    write_for_long(write_site(tmp_path / "site"), 60, seed=11)


@FULL
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_very_many_edits_end_in_the_site_of_a_clean_build(
    tmp_path: Path, layout: str, theme: str
) -> None:
    write_for_long(write_site(tmp_path / "site", layout, theme), 500, seed=500)
