"""The README is true: what it shows builds, what it names exists, both languages say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import lxml.html
import pytest

from mkdocs_papernotes.options.table import OPTIONS
from tests.build_site import Built, Project, text_of
from tests.pictures import FOLDER, LANGUAGES, LARGEST, ROOT, pictures

PACKAGE = ROOT / "mkdocs_papernotes"
READMES = {language: f"README{language}.md" for language in LANGUAGES}
CODE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NOTE = re.compile(
    r"^`docs/([^`]+\.md)`:\n\n```markdown\n(.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
HAN = re.compile("[\u4e00-\u9fff]")

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def read(language: str) -> str:
    return (ROOT / READMES[language]).read_text("utf-8")


def prose(language: str) -> str:
    """The text without its code blocks."""
    return CODE.sub("", read(language))


def tables(language: str) -> list[list[list[str]]]:
    """The tables: rows of cells, the head among them, the line below it not."""
    found: list[list[list[str]]] = []
    inside = False
    for line in prose(language).splitlines():
        if line.startswith("|") and not inside:
            found.append([])
        inside = line.startswith("|")
        if inside and not re.fullmatch(r"[| -]+", line):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def table(language: str, *, having: str) -> list[list[str]]:
    """The rows of the one table with a certain text in its first column."""
    found = [rows for rows in tables(language) if any(having in row[0] for row in rows)]
    assert len(found) == 1, f"{READMES[language]}: {len(found)} tables have {having}"
    return found[0][1:]


def named(cell: str) -> list[str]:
    """The code spans of a text."""
    return re.findall(r"`([^`]+)`", cell)


def changes(language: str) -> list[list[str]]:
    """The rows of “Where to change what”."""
    found = [rows for rows in tables(language) if "`adapter/`" in rows[1][1]]
    assert len(found) == 1, READMES[language]
    return found[0][1:]


def images(language: str) -> Iterator[tuple[str, str]]:
    """Every picture of the README and its alternative text; a dark one has its light one's."""
    for part in re.findall(r"<picture>.*?</picture>", read(language), re.DOTALL):
        picture = lxml.html.fragment_fromstring(part)
        (dark,), (light,) = picture.cssselect("source"), picture.cssselect("img")
        assert dark.get("media") == "(prefers-color-scheme: dark)"
        for path in (dark.attrib["srcset"], light.attrib["src"]):
            yield path, light.attrib["alt"]


def links(language: str) -> list[str]:
    """The files that the README links."""
    targets = re.findall(r"\]\(([^)\s]+)\)", prose(language))
    return [target.partition("#")[0] for target in targets if "://" not in target]


# Both languages


def test_both_languages_have_the_same_headings_code_and_tables() -> None:
    ranks = [re.findall(r"^#+(?= )", prose(language), re.MULTILINE) for language in LANGUAGES]
    assert ranks[0] == ranks[1]
    assert len(ranks[0]) > 5

    blocks = [CODE.findall(read(language)) for language in LANGUAGES]
    assert blocks[0] == blocks[1]
    assert {kind for kind, _ in blocks[0]} == {"yaml", "markdown", "sh", "python"}

    shapes = [[[len(row) for row in rows] for rows in tables(language)] for language in LANGUAGES]
    assert shapes[0] == shapes[1]
    for rows in shapes[0]:
        assert len(set(rows)) == 1, "a row of a table has a cell too many or too few"


def test_both_languages_have_the_same_lists_and_web_addresses() -> None:
    items = [re.findall(r"^(?:\d+\.|-)(?= )", prose(x), re.MULTILINE) for x in LANGUAGES]
    assert items[0] == items[1]
    addresses = [re.findall(r"\]\((https://[^)\s]+)\)", prose(x)) for x in LANGUAGES]
    assert addresses[0] == addresses[1]


def test_the_languages_link_to_each_other() -> None:
    for language, other in ((".zh", ""), ("", ".zh")):
        assert READMES[other] in links(language)


def test_the_chinese_text_has_full_width_punctuation() -> None:
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", "", prose(".zh"))
    assert re.findall(rf"{HAN.pattern}[,;:!?()]|[,;:!?(]{HAN.pattern}", text) == []


# What it names


@in_both_languages
def test_links_and_pictures_lead_to_files(language: str) -> None:
    for target in (*links(language), *(path for path, _ in images(language))):
        assert (ROOT / target).exists(), f"{READMES[language]} names {target}"


def test_the_pictures_are_those_that_the_script_takes() -> None:
    shown = [path for language in LANGUAGES for path, _ in images(language)]
    made = [(FOLDER / picture.file).relative_to(ROOT).as_posix() for picture in pictures()]
    assert sorted(shown) == sorted(made)
    sizes = {path: (ROOT / path).stat().st_size for path in made}
    assert max(sizes.values()) <= LARGEST, sizes
    assert sum(sizes.values()) <= 3_000_000, sizes


@in_both_languages
def test_pictures_have_alternative_texts_in_the_language_of_the_page(language: str) -> None:
    texts = {alternative for _, alternative in images(language)}
    assert len(texts) == 3
    for text in texts:
        assert len(text) > 30
        assert bool(HAN.search(text)) == (language == ".zh")


@in_both_languages
def test_the_places_to_change_things_exist(language: str) -> None:
    for what, where in changes(language):
        paths = named(where)
        assert paths, what
        for path in paths:
            assert (PACKAGE / path).exists(), f"{READMES[language]}, {what}: there is no {path}"
            assert (PACKAGE / path).is_dir() == path.endswith("/"), path


def test_every_package_has_its_place() -> None:
    told = {path for _, where in changes("") for path in named(where)}
    for folder in sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")):
        assert any(path.startswith(f"{folder}/") for path in told), f"nothing leads to {folder}"


@in_both_languages
def test_the_program_prints_the_notes(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = (code for kind, code in CODE.findall(read(language)) if kind == "python")
    exec(program.replace('"example_site"', repr(str(ROOT / "example_site"))), {})
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) > 20
    assert all(line.startswith(("en ", "zh ")) for line in printed)


@in_both_languages
def test_the_make_targets_exist(language: str) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    told = re.findall(r"^make (\w+)$", read(language), re.MULTILINE)
    assert told == ["serve", "test"]
    assert set(told) <= set(targets)


def names_of(*groups: str) -> set[str]:
    """The options of groups, or those outside of any."""
    if not groups:
        return {option.name for option in OPTIONS}
    return {inner.name for option in OPTIONS if option.name in groups for inner in option.options}


@in_both_languages
def test_every_option_is_in_a_table(language: str) -> None:
    options = {name for row in table(language, having="notes_dir") for name in named(row[0])}
    assert options == names_of()

    rows = table(language, having="per_page")
    assert {name for row in rows for name in named(row[0])} == names_of("archive", "stream")
    of_stream = {name for row in rows for name in named(row[0]) if row[2] != "—"}
    assert of_stream == names_of("stream")


# What it shows


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site that the README describes: its `mkdocs.yml`, and the notes below their names."""
    text = read("")
    (config,) = (block for kind, block in CODE.findall(text) if kind == "yaml")
    assert len(config.splitlines()) == 10
    notes = re.findall(NOTE, text)
    assert [path for path, _ in notes] == ["notes/adam.md", "notes/adam.zh.md"]
    project = Project(tmp_path_factory.mktemp("readme"))
    for path, note in notes:
        project.write(path, note)
    (project.folder / "mkdocs.yml").write_text(config, "utf-8")
    return project.build(strict=True)


def test_the_lists_hold_both_notes(built: Built) -> None:
    titles = {"en": "Why Adam divides by a root", "zh": "Adam 为何要除以平方根"}
    excerpts = ("What stands above the marker", "没有标记时，摘要自动截取")
    for prefix, order in (("", ["en", "zh"]), ("zh/", ["zh", "en"])):
        for path in (f"{prefix}index.html", f"{prefix}archive/index.html"):
            assert built.page(path).titles == [titles[language] for language in order]
        stream = text_of(built.page(f"{prefix}index.html").one(".pn-list"))
        assert all(excerpt in stream for excerpt in excerpts)
        assert "The rest is on the note's own page." not in stream
        assert "Optimization" in text_of(built.page(f"{prefix}papers/index.html").one("main"))


def test_the_notes_share_their_paper_and_link_to_each_other(built: Built) -> None:
    english, chinese = "notes/adam/index.html", "zh/notes/adam/index.html"
    for path, other in ((english, chinese), (chinese, english)):
        page = built.page(path)
        header = page.text(".pn-header")
        for told in ("Adam: A Method for Stochastic", "Jimmy Ba", "1412.6980 [cs.LG]", "ICLR 2015"):
            assert told in header, path
        (link,) = page.all(".pn-translations a")
        assert built.resolve(link.attrib["href"], path) == (other, "")


@in_both_languages
def test_the_addresses_of_the_lists_exist(built: Built, language: str) -> None:
    addresses = set(re.findall(r"`(/(?:[a-z]+/)*)`", read(language)))
    lists = ("", "archive/", "papers/")
    assert addresses == {f"{prefix}{path}" for prefix in ("/", "/zh/") for path in lists}
    for address in addresses:
        assert built.has(f"{address[1:]}index.html"), address


def test_the_chinese_words_are_those_of_the_glossary() -> None:
    table = (PACKAGE / "locales" / "glossary.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")][2:]
    old = [word.strip() for row in rows for word in row[2].split(",") if word.strip()]
    assert len(old) > 10
    texts = [ROOT / "README.zh.md", PACKAGE / "locales" / "zh.yml"]
    texts += (ROOT / "example_site" / "docs" / "guide").glob("*.zh.md")
    texts += (PACKAGE / "starter" / "files").rglob("*.zh.md")
    for path in texts:
        text = path.read_text("utf-8")
        assert [word for word in old if word in text] == [], path.name
