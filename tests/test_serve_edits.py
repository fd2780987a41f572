"""After any edits `serve` serves what a clean build of the same sources writes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.exceptions import ConfigurationError

from tests.edited_site import (
    COMMENTS,
    EXTENSIONS,
    Edited,
    differences,
    first_difference,
    png,
    write_site,
)
from tests.generate import LANGUAGES, Writer
from tests.previewed import ADDRESS, Preview

CHECKED_AFTER = 10
"""Steps after which the whole site is compared, and not only at the end."""
FULL = pytest.mark.full


@pytest.fixture(autouse=True)
def one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same time for all builds: home pages say when they were built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


@contextmanager
def previewing(site: Edited, at_the_end: Callable[[], object] = lambda: None) -> Iterator[Preview]:
    """`at_the_end` is called when the first build has written everything."""
    preview = Preview(site.project, at_the_end)
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
            f"As [this](note-000{self._rng.randint(1, 6)}{end}) *says* ${number}$. More.",
            f"- one\n- [again](cited{end}) and [again](linking{end}) {number}",
            f"To [a place](linking{end}#place-{number}) and <b>https://example.org/{number}</b>.",
            f"$$\nx_{number} < y\n$$",
            f"![A plot](../img/plot.png) {number}",
            f"!!! tip\n    {writer.sentence(6)}",
            f"A footnote[^n{number}].\n\n[^n{number}]: {writer.sentence(4)}",
            f"| a | b |\n|---|---|\n| {number} | & |",
            f"<!-- a comment {number} -->",
            "<!-- more -->",
            f"`{number} < 1` and “quotes” & *more*.",
            f"第一行，\n第二行 {number}\nlast. **重点。**后文",
            f'<img src="../../img/plot.png" srcset="../../img/plot.png {number}x">',
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
                f"series: {{name: S, part: {self._rng.randint(1, 9)}}}",
                f"series: S{self._rng.randint(1, 2)}",
                f"excerpt: {self._rng.choice(('true', 'false'))}",
                f"state: {self._rng.choice(('read', 'reading'))}",
                f"original: {self._rng.choice(LANGUAGES)}",
                f"translation: {{by: model, reviewed: 2025-12-{day}}}",
                f"origin: {self._rng.choice(('model', 'person'))}",
                f"source_revision: 2025-11-{day}",
                f"translation_current: {self._rng.choice(('true', 'false'))}",
                f"feed_id: id-{self._number}",
                f"comments: {self._rng.choice(('true', 'false', '{id: thread}'))}",
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
        options = self._site.options
        options["excerpt_length"] = self._rng.randint(5, 30)
        options["untranslated"] = self._rng.choice(("none", "notice"))
        options["comments"] = {**COMMENTS, "thread": self._rng.choice(("pair", "note"))}
        options["cjk_line_breaks"] = self._rng.choice(("keep", "join"))
        self._site.config["markdown_extensions"] = EXTENSIONS[: self._rng.randint(5, 8)]
        self._site.configure()


def check_edits(site: Edited, steps: int, seed: int) -> None:
    """Whatever is edited, what is served is what a clean build writes, and texts are quick."""
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


def with_notices(site: Edited) -> Edited:
    site.options["untranslated"] = "notice"
    site.configure()
    return site


def test_any_edits_end_in_the_site_of_a_clean_build(tmp_path: Path) -> None:
    check_edits(with_notices(write_site(tmp_path / "site")), 60, seed=11)


@FULL
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("layout", ["suffix", "folder", "none"])
def test_very_many_edits_end_in_the_site_of_a_clean_build(
    tmp_path: Path, layout: str, theme: str
) -> None:
    check_edits(with_notices(write_site(tmp_path / "site", layout, theme)), 500, seed=500)


# What other notes show of an edit


def test_a_sentence_that_others_quote_is_shown_by_them_at_once(tmp_path: Path) -> None:
    """And a new link, and one that is gone; everything else stays as it is."""
    site = write_site(tmp_path / "site")
    paths = [
        f"{folder}notes/{name}/index.html"
        for folder in ("", "zh/")
        for name in ("cited", "picture")
    ]
    with previewing(site) as preview:

        def save(text: str, *expected: str) -> None:
            site.write("notes/note-0002.md", f"{good}\n{text}\n", "zh")
            assert preview.rebuild()
            pages = [preview.served().text(path) for path in paths]
            for part in expected:
                assert [part in page for page in pages] == [True, False, True, False]
            check(preview)

        good = site.read("notes/note-0002.md", "zh")
        save("旧句见[它](cited.md)。", "旧句")
        save("新句见[它](cited.md)。", "新句")
        before = preview.served().files
        save("新句见[它](cited.md)。还有别的话。")
        after = preview.served().files
        changed = {name for name in differences(before, after) if name.endswith(".html")}
        assert changed == {"zh/notes/note-0002/index.html"}
        save("没有链接。")
        assert "新句" not in preview.served().text("notes/cited/index.html")


# What is said of an edit


def told_of(preview: Preview) -> list[str]:
    """The messages of the last rebuild about what its author has written."""
    return [
        record.message
        for record in preview.records
        if "Doc file" in record.message or "[PN" in record.message
    ]


def test_an_edit_is_told_of_like_in_a_build(tmp_path: Path) -> None:
    """Its links, and those of other pages to places that are gone."""
    site = write_site(tmp_path / "site")
    site.replace("notes/cited.md", "Short.", "Short: [a part](picture.md#part).")
    with previewing(site) as preview:
        site.replace("notes/picture.md", "## Part\n", "[No page](nowhere.md), [no place](#no).\n")
        assert preview.rebuild()
        told = "\n".join(told_of(preview))
        for part in ("'nowhere.md'", "'#no'", "notes/cited.md", "notes/linking.md"):
            assert part in told
        site.replace("notes/note-0002.md", "<!-- more -->", "```\n<!-- more -->\n```")
        assert preview.rebuild()
        told = "\n".join(told_of(preview))
        assert "notes/note-0002.md" in told
        check(preview)


def test_two_notes_that_are_saved_together_may_link_to_each_other(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    with previewing(site) as preview:
        for name, other in (("cited", "picture"), ("picture", "cited")):
            text = f"\n## New {name}\n\n[The other]({other}.md#new-{other}).\n"
            site.write(f"notes/{name}.md", site.read(f"notes/{name}.md") + text)
        assert preview.rebuild()
        assert "#new" not in "\n".join(told_of(preview))
        check(preview)


def test_a_heading_or_a_title_that_wikilinks_lead_to_is_edited(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    site.replace("notes/cited.md", "Short.", "Short, [[picture#Part]], [[nowhere]].")
    with previewing(site) as preview:
        site.replace("notes/picture.md", "## Part", "## Other part\n\n## Part")
        assert preview.rebuild()  # by itself: the link leads where it led
        check(preview)
        site.replace("notes/picture.md", "## Part", "## Parts")
        assert not preview.rebuild()
        assert "PN284" in "".join(told_of(preview))
        check(preview)
        site.replace("notes/cited.md", "[[nowhere]]", "[[note-0001]]")
        assert preview.rebuild()
        check(preview)
        site.replace("notes/picture.md", "Picture en", "Another title")
        assert not preview.rebuild()
        check(preview)


# What is no edit, and what is not seen as one at first


def test_files_of_editors_need_no_build(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    folder = site.path("notes/cited.md").parent
    names = (
        *(".cited.md.swp", "4913", "cited.md~", "#cited.md#", ".#cited.md"),
        *("cited.md.tmp.2310.1764", ".goutputstream-X1Y2", "cited.md___jb_tmp___"),
    )
    with previewing(site) as preview:
        for name in names:
            (folder / name).write_text("half a text", "utf-8")
            assert preview.rebuild(), name
        assert preview.rendered == []
        for name in names:
            (folder / name).unlink()
            assert preview.rebuild(), name


def test_a_note_that_an_editor_puts_into_its_place_is_rendered_by_itself(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    path = site.path("notes/cited.md")
    with previewing(site) as preview:
        draft = path.with_name("cited.md.tmp.1")
        draft.write_text(path.read_text("utf-8") + "\nPut there.\n", "utf-8")
        draft.replace(path)
        assert preview.rebuild()
        assert "Put there." in preview.served().text("notes/cited/index.html")

        path.rename(path.with_name("cited.md~"))
        path.write_text("---\ntitle: Cited en\n---\n\nAnother one.\n", "utf-8")
        preview.rebuild()
        assert "Another one." in preview.served().text("notes/cited/index.html")
        check(preview)


def test_what_is_saved_while_a_build_runs_is_not_lost(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")

    def save(text: str, language: str = "en") -> None:
        site.write("notes/cited.md", site.read("notes/cited.md", language) + text, language)

    with previewing(site, at_the_end=lambda: save("\nSaved first.\n")) as preview:
        preview.rebuild()
        assert "Saved first." in preview.served().text("notes/cited/index.html")

        preview.at_the_end = lambda: save("\nSaved second.\n", "zh")
        site.replace("about.md", "About", "On me")
        assert not preview.rebuild()
        preview.at_the_end = lambda: None
        assert preview.rebuild()
        assert "Saved second." in preview.served().text("zh/notes/cited/index.html")
        check(preview)


def test_a_link_that_leads_nowhere_hides_no_file(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    folder = site.path("notes/cited.md").parent
    for number in range(20):
        (folder / f".gone-{number}").symlink_to("nowhere")
    with previewing(site) as preview:
        for path in ("notes/cited.md", "notes/note-0001.md", "notes/picture.md"):
            site.write(path, f"{site.read(path)}\nSeen.\n")
            assert preview.rebuild()
            assert "Seen." in preview.served().text(path.removesuffix(".md") + "/index.html")


def test_what_only_plugins_watch_is_seen(tmp_path: Path) -> None:
    """Such as the folders of the theme, with `--watch-theme`."""
    site = write_site(tmp_path / "site")
    site.config["theme"] = {"name": site.theme, "custom_dir": f"{site.theme}/overrides"}
    site.template("main.html", '{% extends "base.html" %}')
    site.configure()
    with previewing(site) as preview:
        preview.server.watch(str(site.project.folder / site.theme))
        assert preview.rebuild()
        site.template("main.html", '{% extends "base.html" %}{% block footer %}End.{% endblock %}')
        assert not preview.rebuild()
        check(preview)


def test_the_cache_is_no_change_where_its_folder_is_watched(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    site.config["watch"] = [".cache"]
    (site.project.folder / ".cache").mkdir()
    site.configure()
    with previewing(site) as preview:
        assert (site.project.folder / ".cache" / "papernotes").exists()
        site.replace("about.md", "About", "On me")
        assert not preview.rebuild()
        # the server has seen that the build has written its cache
        assert preview.rebuild()
        assert preview.rendered == []


def test_after_a_failure_everything_is_built(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    good = site.read("notes/cited.md")
    config = (site.project.folder / "mkdocs.yml").read_text("utf-8")
    with previewing(site) as preview:
        (site.project.folder / "mkdocs.yml").write_text("site_name: [", "utf-8")
        with pytest.raises(ConfigurationError):
            preview.rebuild()
        site.write("notes/cited.md", good + "\nMeanwhile.\n")
        (site.project.folder / "mkdocs.yml").write_text(config, "utf-8")
        assert not preview.rebuild()
        check(preview)


def test_drafts_are_in_no_page_that_a_build_takes_from_the_cache_of_serve(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    site.config["site_url"] = ADDRESS
    site.configure()
    site.write("notes/later.md", "---\ndate: 2026-01-01\npublish: 2026-06-01\n---\n\n# Later\n")
    built = site.project.build("built", strict=False).files
    with previewing(site) as preview:
        check(preview)
        assert "pn-mark--draft" in preview.served().text("notes/later/index.html")
    assert site.project.build("built", strict=False).files == built
