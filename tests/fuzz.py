"""Random input of every kind that the package reads. None may raise, and none may take long.

`python -m tests.fuzz --cases 500000` goes on until something fails, and prints the input; with the
`--seed` and `--first` that are printed, the same input comes again.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from mkdocs_papernotes import open_site
from mkdocs_papernotes.bibliography.bibliography import read_bibliography
from mkdocs_papernotes.directives.list_directive import OPTIONS as LIST_OPTIONS
from mkdocs_papernotes.directives.reading import BEGINNING, read_list, without_directives, written
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.handwritten.migration import migrate
from mkdocs_papernotes.handwritten.rendered import drop_header
from mkdocs_papernotes.markup.comments import find_comments, replace_comments
from mkdocs_papernotes.markup.excerpt import cut_at_marker, cut_automatically
from mkdocs_papernotes.markup.language_links import mark_language_links
from mkdocs_papernotes.markup.opening import split_after_heading
from mkdocs_papernotes.markup.render import render
from mkdocs_papernotes.notes.keys import PAGE_KEYS
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.reading import read_note
from mkdocs_papernotes.options.option import read_options
from mkdocs_papernotes.options.table import OPTIONS, settings_of
from mkdocs_papernotes.papers.keys import PAPER_KEYS
from mkdocs_papernotes.people.person import read_people
from mkdocs_papernotes.problems.problem import Problem
from tests.plain_site import OPTIONS as MARKDOWN
from tests.plain_site import PlainSite
from tests.timing import takes_less_than

NOW = datetime(2026, 4, 16, tzinfo=timezone.utc)
LONGEST = 2.0
"""Seconds of the processor for one input; a whole site may take ten times as long."""
ACTING = re.compile(r"<(?:base|link|meta|plaintext|script|style)[\t\n\f\r />]|<[^<>]*\son\w*=")
"""What no excerpt may hold."""

CHARACTERS = (
    "aZ09 \t\n\r-_.,:;!?'\"`~*#|/\\()[]{}<>&%$@^+=\0\x07\x1b\x85\xa0\u200b\u2028\ufeff\ufffe"
)
CHARACTERS += "éßİ中文，：；、（）「」·…\u0301\u202e\U0001f600\U000e0001"
WORDS = (
    *("Ada Lovelace", "et al.", "and", "others", "王小明", "2604.15240", "2604.15240v2 [cs.CL]"),
    *("[[n1]]", "[[n2#x|y]]", "![[n3.png|40x30]]", "[[", "]]", "[[../n4|", "[[Ada Lovelace]]"),
    *("10.1145/3600006.3613165", "https://arxiv.org/abs/2604.15240", "javascript:alert(1)", "ICML"),
    *(
        "2026",
        "2026-04-16",
        "0000-00-00",
        "2026-02-30",
        "9999-12-31T23:59:59-23:59",
        "1e999",
        ".nan",
    ),
    *(
        "true",
        "ture",
        "yes",
        "null",
        "~",
        "5",
        "-1",
        "0x1F",
        "1_000",
        "1:1:1",
        "9" * 500,
        "../../x",
    ),
    *(
        "notes/a.md",
        "index.html",
        "//x",
        "mailto:a@b",
        "C:\\x",
        "data:text/html,x",
        "http://[::1",
        "%",
    ),
    *(
        "1–15",
        "pp. 1-2",
        "v2",
        "0000-0002-1825-0097",
        "$x_1$",
        "\\'{e}",
        "{B}",
        "a | b",
        "<b>x</b>",
    ),
    *(
        "<!-- more -->",
        "&#0;",
        "&#xD800;",
        "&nbsp;",
        "a" * 300,
        "中" * 100,
        "{{ x }}",
        "{0}",
        "%s",
        "",
    ),
)
YAML = (
    *(
        "- ",
        "? ",
        ": ",
        "\n",
        "\n  ",
        "\n- ",
        "&a ",
        "*a",
        "!!int ",
        "!!binary ",
        "!!python/none ",
        "!x ",
    ),
    *(
        "|\n  ",
        ">-\n  ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "'",
        '"',
        "#",
        "---\n",
        "...\n",
        "<<: *a",
        "\t",
        "%YAML 9",
    ),
    *("+++\n", ";;;\n", "：", "=", "@", "`", "\\x", "\\u0000", "\\e[31m", "\\ud800"),
)
MARKDOWN_PARTS = (
    *("# Title\n", "## Part\n", "Title\n===\n", "\n\n", "text ", "**strong** ", "*em* ", "`code` "),
    *(
        "```\ncode\n```\n",
        "~~~\n",
        "    code\n",
        "- item\n",
        "1. item\n",
        "> quote\n",
        "***",
        "__",
        "``",
    ),
    *(
        "[link](a.md) ",
        "[link](<a b> 't') ",
        "![image](x.png) ",
        "[a][b]\n",
        "[b]: x\n",
        "[^1]",
        "[^1]: x\n",
    ),
    *(
        "<!-- more -->",
        "<!-- ",
        "-->",
        "<!DOCTYPE html>",
        "<html>",
        "<body>",
        "</body>",
        "<base href=x>",
    ),
    *(
        "<plaintext>",
        "<div>",
        "</div>",
        "<p onclick=x>",
        "<svg><title>x</title></svg>",
        "<table><tr><td>",
    ),
    *(
        "<a href='zh/b/'>",
        "<h1>x</h1>",
        "<h1",
        "<img src=x>",
        "<script>x</script>",
        "<textarea>",
        "<?x",
        "<![",
    ),
    *(
        "| a | b |\n|---|---|\n| c | d |\n",
        "**arXiv**: 2604.15240\n",
        "- Paper: [T](https://x.org)\n",
    ),
    *(
        "论文：《题目》\n",
        "作者：王小明、李雷\n",
        "Authors: A B, C D (X); E F\n",
        "Date: April 16, 2026\n",
    ),
    *(
        "日期：2026年4月16日 星期四\n",
        "| Venue | ICML 2026 |\n",
        "代码：没找到\n",
        "$$x$$ ",
        "\\(x\\) ",
        "{: #id }\n",
    ),
)
BIBTEX = (
    *(
        "@article{key,\n",
        "@inproceedings{Key, ",
        '@string{x = "y"}\n',
        "@comment{",
        "@preamble{",
        "@{",
        "}\n",
    ),
    *(
        "title = {",
        "author = {",
        "year = ",
        "month = jan",
        'pages = "',
        "doi = {",
        "journal = ",
        "},\n",
        '",\n',
    ),
    *(
        " # ",
        " and ",
        '{\\"o}',
        "\\'{\\i}",
        "{\\v{s}}",
        "$\\alpha$",
        "\\emph{",
        "--",
        "%",
        "~",
        "\\",
        "crossref = {key}",
    ),
    *("eprint = {2604.15240},", "family=Doe, given=Jo", "date = {2026-04/..},", "file = {a:b:c},"),
)
CSL = (
    *("id", "type", "title", "author", "issued", "container-title", "DOI", "URL", "page", "volume"),
    *(
        "number",
        "note",
        "family",
        "given",
        "literal",
        "date-parts",
        "raw",
        "season",
        "event",
        "genre",
    ),
)


# Inputs


def soup(chance: random.Random, parts: Sequence[str], most: int = 12) -> str:
    """Parts, words and characters in any order."""
    found = []
    for _ in range(chance.randint(0, most)):
        pool: Sequence[str] = chance.choice((parts, parts, WORDS, CHARACTERS))
        found.append(chance.choice(pool) * (chance.choice((1, 1, 1, 1, 1, 2, 3, 60))))
    return "".join(found)


def mutated(chance: random.Random, text: str, parts: Sequence[str]) -> str:
    """The text with a few places changed."""
    for _ in range(chance.choice((0, 0, 1, 1, 2, 5))):
        at, end = sorted(chance.randint(0, len(text)) for _ in range(2))
        end = min(end, at + 30)
        new = chance.choice(("", text[at:end] * 2, soup(chance, parts, 3)))
        text = text[:at] + new + text[end:]
    return text


def scalar(chance: random.Random) -> str:
    word = chance.choice(WORDS) if chance.random() < 0.8 else soup(chance, YAML, 4)
    return chance.choice((word, word, json.dumps(word), json.dumps(word, ensure_ascii=False)))


def value(chance: random.Random, depth: int = 2) -> str:
    """A value as YAML writes it on one line."""
    kind = chance.random()
    if depth and kind < 0.15:
        items = [value(chance, depth - 1) for _ in range(chance.randint(0, 3))]
        return f"[{', '.join(items)}]"
    if depth and kind < 0.3:
        names = ("name", "url", "id", "title", "orcid", "affiliations", "equal", "created", "a b")
        pairs = [
            f"{chance.choice(names)}: {value(chance, depth - 1)}"
            for _ in range(chance.randint(0, 3))
        ]
        return f"{{{', '.join(pairs)}}}"
    return scalar(chance)


def front_matter(chance: random.Random) -> str:
    lines = []
    for _ in range(chance.randint(0, 6)):
        key = chance.choice(chance.choice(tuple(PAGE_KEYS)).names)
        if key == "paper" and chance.random() < 0.8:
            names = [chance.choice(chance.choice(tuple(PAPER_KEYS)).names) for _ in range(5)]
            lines += ["paper:", *(f"  {name}: {value(chance)}" for name in names)]
        else:
            lines.append(f"{key}: {value(chance)}")
    fence = chance.choice(("---", "---", "---", "---", "--- ", "----", "+++", ""))
    return mutated(chance, "\n".join((fence, *lines, fence, "")), YAML)


def body(chance: random.Random) -> str:
    return mutated(chance, soup(chance, MARKDOWN_PARTS, 20), MARKDOWN_PARTS)


def note(chance: random.Random) -> str:
    return front_matter(chance) + body(chance)


def directive(chance: random.Random) -> str:
    """Markdown with comments that ask for lists."""
    parts = []
    for _ in range(chance.randint(1, 3)):
        names = [chance.choice(LIST_OPTIONS).name for _ in range(chance.randint(0, 4))]
        pairs = ", ".join(f"{name}: {value(chance, 1)}" for name in names)
        comment = mutated(chance, f"<!-- papernotes/list {{{pairs}}} -->", YAML)
        parts.append(chance.choice((f"{comment}", f"a {comment} b", body(chance) + comment)))
    return "\n".join(parts)


FIELDS = ("title", "author", "year", "date", "pages", "doi", "journal", "eprint")


def bibtex(chance: random.Random) -> str:
    entries = []
    for number in range(chance.randint(0, 3)):
        fields = []
        for name in chance.sample(FIELDS, 4):
            opening, closing = chance.choice(("{}", ("", ""), '""'))
            fields.append(f"  {name} = {opening}{soup(chance, BIBTEX, 3)}{closing},\n")
        entries.append(f"@article{{key{number},\n{''.join(fields)}}}\n")
    return mutated(chance, "".join(entries) + soup(chance, BIBTEX, 4), BIBTEX)


def item(chance: random.Random, depth: int = 3) -> Any:
    """A value of JSON."""
    kind = chance.random()
    if depth and kind < 0.3:
        return {chance.choice(CSL): item(chance, depth - 1) for _ in range(chance.randint(0, 6))}
    if depth and kind < 0.5:
        return [item(chance, depth - 1) for _ in range(chance.randint(0, 3))]
    return chance.choice((None, True, 0, -1, 2026, 1e308, 10**30, chance.choice(WORDS), "key1"))


def csl(chance: random.Random) -> str:
    items = [{"id": f"key{number}", **entry(chance)} for number in range(chance.randint(0, 3))]
    text = json.dumps(chance.choice((items, items, items, item(chance))))
    return mutated(
        chance, text, ("{", "}", "[", "]", ",", ":", '"', "[" * 2_000, "1" * 5_000, "NaN")
    )


def entry(chance: random.Random) -> dict[str, Any]:
    return {name: item(chance, 2) for name in chance.sample(CSL, 5)}


def options(chance: random.Random) -> dict[str, Any]:
    """Options of the plugin with any values."""

    def any_value() -> Any:
        return chance.choice(
            (item(chance, 2), chance.choice(WORDS), soup(chance, YAML, 3), item(chance, 0))
        )

    found: dict[Any, Any] = {}
    for option in chance.sample(OPTIONS, chance.randint(0, 4)):
        if option.check is None and chance.random() < 0.7:
            chosen = chance.sample(option.options, min(2, len(option.options)))
            found[option.name] = {inner.name: any_value() for inner in chosen}
        else:
            found[option.name] = any_value()
    if chance.random() < 0.1:
        found[chance.choice((None, 1, "note_dir", "a.b", ""))] = any_value()
    return found


def site(chance: random.Random) -> dict[str, str]:
    """The files of a whole site, by path."""
    chosen = options(chance) if chance.random() < 0.4 else {}
    if chance.random() < 0.5:
        chosen |= {"wikilinks": True, "mark_papers": True}
    if chance.random() < 0.7:
        chosen["bibliography"] = ["a.bib", "b.json"]
    config = {"site_name": "S", "site_url": "https://example.org/", "docs_dir": "docs"}
    text = yaml.safe_dump({**config, "plugins": ["search", {"papernotes": chosen}]})
    endings = ("", "", ".zh", ".no")
    notes = {f"docs/notes/n{n}{chance.choice(endings)}.md": note(chance) for n in range(8)}
    return {
        **notes,
        "mkdocs.yml": mutated(chance, text, YAML) if chance.random() < 0.2 else text,
        "docs/a.bib": bibtex(chance),
        "docs/b.json": csl(chance),
        "docs/.authors.yml": mutated(chance, "authors:\n  ada:\n    name: Ada\n", YAML),
        "docs/archive.md": note(chance),
        "docs/index.md": note(chance),
    }


# What is done with them


def check_note(text: str, *, rendered: bool = False) -> None:
    found = read_front_matter(text, "notes/a.md")
    found.mended()
    place = Location("notes/a.md", "en", "notes/a", "notes/a/")
    read, problems = read_note(place, found, timezone.utc, now=NOW)
    told(found.problems + problems)
    _ = read.has_text, read.reading_minutes
    migrate(text)
    html = render(found.body, MARKDOWN, lambda link: link).html if rendered else found.body
    html = mark_language_links(html, "notes/a/", "en", {"notes/zh/b/": "zh"})
    for anywhere in (False, True):
        heading, rest = split_after_heading(html, anywhere=anywhere)
        assert heading + rest == html
    automatic = cut_automatically(html, "notes/a/", 30, drop_header=drop_header)
    for excerpt in (cut_at_marker(html, "notes/a/"), automatic):
        if excerpt:
            shown = excerpt.html_for("archive/", other_language=True)
            assert not ACTING.search(shown)
    for part in (read.title, read.description, read.direction):
        assert not set(part).intersection("\0\x1b\n\r"), part


def check_directive(text: str) -> None:
    told(
        [
            problem
            for found, line in written(text, 3)
            for problem in read_list(found, "a.md", line)[1]
        ]
    )
    html = render(text, MARKDOWN, lambda link: link).html
    comments = find_comments(html, BEGINNING)
    for comment in comments:
        told(read_list(comment.text, "a.md", 0)[1])
    shown = replace_comments(html, comments, ["<div></div>"] * len(comments))
    assert not find_comments(shown, BEGINNING)
    assert not any(read for read, _ in written(without_directives(text), 1))


def check_bibliography(text: str, *, source: str) -> None:
    told(read_bibliography(text, source).problems)
    told(read_bibliography(text.encode("utf-8", "surrogatepass"), source).problems)


def check_options(given: dict[Any, Any]) -> None:
    read = read_options(OPTIONS, given)
    settings_of(read.values)
    told([error.problem("mkdocs.yml", 0, name) for name, error in read.errors])


def check_people(text: str) -> None:
    told(read_people(text, ".authors.yml")[1])


def check_site(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode("utf-8", "surrogatepass"))
        found = open_site(folder)
        told(found.problems)
        for note in found.notes:
            told(found.wikilinks.linked(note.body, note.source, note.language).problems)
        if not any(problem.severity == "error" for problem in found.problems):
            PlainSite(found).write(folder / "site")


def told(problems: Sequence[Problem]) -> None:
    """Every problem can be printed, on one line."""
    for problem in problems:
        assert "\n" not in str(problem)


@dataclass(frozen=True)
class Kind:
    """A kind of input: how one is made, and what is done with it."""

    make: Callable[[random.Random], Any]
    check: Callable[[Any], None]
    share: int
    """In a thousand."""
    longest: float = LONGEST


KINDS = {
    "note": Kind(note, check_note, 480),
    "rendered note": Kind(note, partial(check_note, rendered=True), 70),
    "directive": Kind(directive, check_directive, 40),
    "bibtex": Kind(bibtex, partial(check_bibliography, source="a.bib"), 150),
    "csl": Kind(csl, partial(check_bibliography, source="a.json"), 140),
    "options": Kind(options, check_options, 120),
    "people": Kind(lambda chance: "authors:\n" + front_matter(chance), check_people, 30),
    "site": Kind(site, check_site, 10, 10 * LONGEST),
}


@dataclass(frozen=True)
class Case:
    """An input by its number; the same seed and number give the same input."""

    seed: int
    number: int

    @property
    def chance(self) -> random.Random:
        return random.Random(f"{self.seed}/{self.number}")

    @property
    def kind(self) -> str:
        shares = [kind.share for kind in KINDS.values()]
        return self.chance.choices(list(KINDS), shares)[0]

    @property
    def given(self) -> Any:
        return KINDS[self.kind].make(self.chance)

    def run(self) -> None:
        """Raises whatever the package raises, and `AssertionError` for what takes too long."""
        kind, given = KINDS[self.kind], self.given
        quick = takes_less_than(kind.longest, lambda: kind.check(given))
        assert quick, f"it takes more than {kind.longest:.0f} s"


def cases(seed: int, first: int, count: int) -> Iterator[Case]:
    return (Case(seed, number) for number in range(first, first + count))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    for case in cases(arguments.seed, arguments.first, arguments.cases):
        try:
            case.run()
        except BaseException:
            print(
                f"\n--seed {case.seed} --first {case.number} --cases 1: {case.kind}\n{case.given!r}"
            )
            raise
        if sys.stdout.isatty() and case.number % 1_000 == 0:
            print(f"\r{case.number}", end="", flush=True)
    print(f"{arguments.cases} inputs, and none failed")


if __name__ == "__main__":
    main()
