"""The catalogue of messages is whole and used, and logs tell problems one line a kind."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.catalogue import messages
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.problems.report import grouped

pytestmark = pytest.mark.pure

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "mkdocs_papernotes"
LANGUAGES = sorted(path.stem for path in (PACKAGE / "problems").glob("*.yml"))
RANGES = {
    "PN1": "options, files, languages",
    "PN2": "front matter syntax",
    "PN3": "keys of a note, people",
    "PN4": "keys of a paper, identifiers",
    "PN5": "bibliographies",
    "PN6": "across notes: pairs, papers, addresses, lists",
    "PN7": "rendering: links, excerpts, pages",
    "PN8": "headers written by hand",
}

in_every_language = pytest.mark.parametrize("language", LANGUAGES)
of_every_message = pytest.mark.parametrize("name", messages())


def catalogue(language: str) -> dict[str, Any]:
    text = (PACKAGE / "problems" / f"{language}.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def placeholders(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def filled(name: str) -> dict[str, object]:
    """A value for everything that a message has in braces."""
    message = messages()[name]
    return {key: key.upper() for key in placeholders(message.message, message.remedy)}


# The catalogue


def test_every_code_belongs_to_one_message() -> None:
    codes = [message.code for message in messages().values()]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"PN[1-8]\d\d", code) for code in codes)
    assert codes == sorted(codes), "the catalogue is not in the order of its codes"
    assert all(_NAME.fullmatch(name) for name in messages())


def test_every_code_stands_below_the_heading_of_its_range() -> None:
    heading = ""
    for line in (PACKAGE / "problems" / "en.yml").read_text("utf-8").splitlines():
        if match := re.fullmatch(r"# (PN\d)xx: (.*)", line):
            heading = match[1]
            assert match[2] == RANGES[heading]
        elif match := re.fullmatch(r"  code: (PN\d)\d\d", line):
            assert match[1] == heading, line


@in_every_language
def test_every_language_has_the_same_messages(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert list(other) == list(english)
    for name, entry in english.items():
        if isinstance(entry, str):
            assert placeholders(other[name]) == placeholders(entry), name
            continue
        if "code" not in entry:
            assert other[name].keys() == entry.keys()
            assert [*map(placeholders, other[name].values())] == [
                *map(placeholders, entry.values())
            ]
            continue
        assert other[name].keys() == entry.keys(), name
        assert (other[name]["code"], other[name]["severity"]) == (entry["code"], entry["severity"])
        for part in ("summary", "message", "remedy"):
            here, there = other[name].get(part, ""), entry.get(part, "")
            assert placeholders(here) == placeholders(there), f"{name}: {part}"


@of_every_message
def test_a_message_has_the_form_that_a_line_needs(name: str) -> None:
    message = messages()[name]
    assert message.severity in ("error", "warning", "info")
    assert not placeholders(message.summary), "a summary stands for problems with other values"
    first = message.message.removeprefix("arXiv")[0]
    assert not first.isupper(), "the place stands before the message"
    for text in (message.summary, message.message, message.remedy):
        assert not text.endswith((".", ";")), "full stops are added where the text is printed"
        assert text == " ".join(text.split())


@of_every_message
def test_no_message_quotes_more_than_a_line(name: str) -> None:
    long = "a line\n" * 2_000
    problem = Problem(name, "a.md", 1, long, {**dict.fromkeys(filled(name), long), "near": ""})
    quoted = len(placeholders(messages()[name].message, messages()[name].remedy)) + 1
    assert "\n" not in str(problem)
    assert len(str(problem)) < 400 + quoted * 310


# The code that raises them

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_RAISING = {"Problem": 1, "BadValueError": 1, "problem": 2, "trouble": 2}
"""What is called with the name of a message, and among how many of its arguments the name is."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the package with its place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def names_among(arguments: list[ast.expr]) -> list[str]:
    """Arguments that look like names of messages, and both of one that is a choice of two."""
    branches = [
        part
        for node in arguments
        for part in ((node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,))
    ]
    return [
        node.value
        for node in branches
        if isinstance(node, ast.Constant) and _NAME.fullmatch(str(node.value))
    ]


def raised() -> Iterator[tuple[str, ast.Call, list[str]]]:
    """Each call that is given the name of a message, or one of two names."""
    for place, call in calls():
        names = names_among(call.args[: _RAISING.get(called(call), 0)])
        if names:
            yield place, call, names


def given_values(call: ast.Call) -> set[str] | None:
    """The names of the values that a problem gets; `None` where they are not written there."""
    arguments = [*call.args[1:], *(word.value for word in call.keywords if word.arg == "values")]
    mappings = [argument for argument in arguments if isinstance(argument, ast.Dict)]
    if mappings:
        keys = [key.value for key in mappings[0].keys if isinstance(key, ast.Constant)]
        return {str(key) for key in keys}
    if called(call) not in ("BadValueError", "problem") or len(call.args) > 2:
        return None
    words = [word.arg for word in call.keywords]
    return None if None in words or "values" in words else {str(word) for word in words}


def test_names_of_messages_exist() -> None:
    found = [(place, name) for place, _, names in raised() for name in names]
    assert len(found) > 90
    assert not [(place, name) for place, name in found if name not in messages()]


def test_every_message_is_raised_somewhere() -> None:
    texts = {
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not messages().keys() - texts


def test_what_a_message_has_in_braces_is_given() -> None:
    checked = 0
    for place, call, names in raised():
        values = given_values(call)
        for name in names if values is not None else ():
            checked += 1
            message = messages()[name]
            lacking = placeholders(message.message, message.remedy) - (values or set())
            assert not lacking, f"{place}: {name} lacks {lacking}"
    assert checked > 50


# A problem as text


def test_a_problem_says_where_what_how_and_its_code() -> None:
    problem = Problem("impossible-date", "notes/a.md", 3, "date", {"given": "2026-02-30"})
    assert str(problem) == (
        "notes/a.md:3: date: “2026-02-30” is a date or a time that does not exist. "
        "Correct it; a date is written as 2026-04-16 or 2026-04-16 10:30 [PN305]"
    )
    assert (problem.code, problem.severity) == ("PN305", "warning")


def test_a_near_word_is_asked_for_in_place_of_the_remedy() -> None:
    values = {"given": "vaswanj", "near": "vaswani"}
    assert str(Problem("unknown-citation-key", "a.md", values=values)) == (
        "a.md: no bibliography has the key “vaswanj”. Did you mean “vaswani”? [PN606]"
    )
    values["near"] = ""
    assert str(Problem("unknown-citation-key", "a.md", values=values)) == (
        "a.md: no bibliography has the key “vaswanj”. Add the entry to a bibliography, or correct "
        "the key [PN606]"
    )


def test_an_item_of_a_list_is_named_before_the_message() -> None:
    values = {"given": "x", "item": ["author 2 (Jimmy Ba)", "orcid"]}
    problem = Problem("not-an-orcid", "a.md", 5, "paper.authors", values)
    assert problem.message == "author 2 (Jimmy Ba), orcid: “x” is not an ORCID iD"


def test_keys_that_are_lost_are_named_after_the_remedy() -> None:
    problem = Problem("yaml-syntax", "a.md", values={"reason": "x", "lost": ["tags", "title"]})
    assert problem.remedy == (
        "Quote values with special characters, and indent the lines of a list or mapping evenly; "
        "until this is fixed, these keys are ignored: tags, title"
    )


def test_typed_texts_are_cut_and_names_of_files_are_not() -> None:
    key, others = "a/" * 60, ["b/" * 60, "c\x00\n\ud800"]
    values = {"given": key, "language": "en", "others": others}
    problem = Problem("same-translation-key", "a.md", values=values)
    assert problem.message == (
        f"the translation key “{key[:60]}…” is also used by {others[0]}, c\\x00 \\ud800,"
        " in the same language (en)"
    )


def test_a_number_that_python_does_not_write_is_no_error() -> None:
    problem = Problem("not-a-rating", "a.md", values={"given": 10**5_000})
    assert problem.message == "“…” is not a rating"


def test_a_bad_value_is_an_error_in_english_and_a_problem_at_a_place() -> None:
    error = BadValueError("arxiv-month", given="2613.00001", month="13")
    assert str(error) == ("“2613.00001” is not an arXiv id, because it would be from month 13")
    assert error.remedy == "An id begins with the year and the month: copy it from arXiv"
    assert error.problem("a.md", 4, "paper.arxiv", item=["x"]) == Problem(
        "arxiv-month",
        "a.md",
        4,
        "paper.arxiv",
        {"given": "2613.00001", "month": "13", "item": ["x"]},
    )


# Lines of a log


def lines(*problems: Problem) -> list[str]:
    return [line.text for line in grouped(problems, "--verbose")]


def undated(name: str) -> Problem:
    return Problem("undated-note", f"notes/{name}.md", 0, "date")


def test_a_problem_that_is_alone_is_told_in_full() -> None:
    problem = undated("a")
    assert lines(problem) == [str(problem)] != [""]


def test_several_are_counted_with_three_places() -> None:
    assert lines(*map(undated, "abcd")) == [
        "4 notes without a date: notes/a.md, notes/b.md, notes/c.md and 1 more. "
        "Add a line such as “date: 2026-04-16”. --verbose shows each [PN301]"
    ]
    assert lines(*map(undated, "abc"))[0].startswith(
        "3 notes without a date: notes/a.md, notes/b.md, notes/c.md. Add"
    )
    assert lines(undated("a"), undated("b"))[0].startswith(
        "2 notes without a date: notes/a.md, notes/b.md. Add"
    )


def test_places_have_lines_and_those_of_options_their_key() -> None:
    keys = [Problem("unknown-key", "a.md", line, "x") for line in (3, 4, 4)]
    keys[2] = Problem("unknown-key", "a.md", 4, "x", {"near": "y"})
    assert lines(*keys)[0].startswith(
        "3 unknown keys: a.md:3, a.md:4 (See “Front matter” in the guide); "
        "a.md:4 (Did you mean “y”?). --verbose"
    )
    options = [Problem("option-folder", key=key, values={"given": ".."}) for key in ("path", "up")]
    assert lines(*options)[0].startswith(f"2 {options[0].summary}: path, up. ")


def test_several_at_one_place_are_told_apart_by_their_messages() -> None:
    found = [
        Problem("empty-notes-folder", "mkdocs.yml", 0, "notes_dir", {"given": text})
        for text in ("nope", "nada")
    ]
    assert lines(*found) == [
        f"2 {found[0].summary}: mkdocs.yml notes_dir: there are no pages below nope, "
        "there are no pages below nada. "
        f"{found[0].remedy}. --verbose shows each [PN119]"
    ]


def remedies(*near: str) -> str:
    values: list[Mapping[str, object]] = [{"given": "x", "near": word} for word in near]
    found = [
        Problem("unknown-type", f"{n}.md", values={**v, "known": ["y"]})
        for n, v in enumerate(values)
    ]
    (line,) = lines(*found)
    return line.partition(": ")[2]


def test_every_remedy_is_given_with_its_places() -> None:
    assert remedies("", "") == "0.md, 1.md. Write one of y. --verbose shows each [PN402]"
    assert remedies("a", "a") == "0.md, 1.md. Did you mean “a”? --verbose shows each [PN402]"
    assert remedies("a", "b") == (
        "0.md (Did you mean “a”?); 1.md (Did you mean “b”?). --verbose shows each [PN402]"
    )
    assert remedies("a", "", "a", "") == (
        "0.md, 2.md (Did you mean “a”?); 1.md, 3.md (Write one of y). --verbose shows each [PN402]"
    )
    assert remedies(*"abcdefg", "g").endswith(
        "4.md (Did you mean “e”?); and 3 more with other remedies. --verbose shows each [PN402]"
    )
    assert remedies(*"aaaab").startswith("0.md, 1.md, 2.md and 1 more (Did you mean “a”?); 4.md (")


def test_ignored_keys_stand_behind_the_place_and_the_remedy_is_said_once() -> None:
    found = [
        Problem("yaml-tab", name, line, "front matter", {"lost": lost})
        for name, line, lost in (("a.md", 3, ["tags", "title"]), ("b.md", 4, []), ("c.md", 2, "x"))
    ]
    assert lines(*found) == [
        f"3 {found[0].summary}: a.md:3 (ignored: tags, title), b.md:4, c.md:2 (ignored: x). "
        "Indent it with spaces. --verbose shows each [PN203]"
    ]


def test_items_of_one_list_are_named_with_their_file_and_line() -> None:
    found = [
        Problem("unknown-key", "a.md", 4, "paper.authors", {"item": item, "near": ""})
        for item in (["author 1 (Ada)", "famly"], ["author 2", "x"])
    ]
    assert lines(*found)[0].startswith(
        "2 unknown keys: a.md:4 author 1 (Ada) famly, a.md:4 author 2 x. See"
    )
    same = [replace(problem, values={**problem.values, "item": ["x"]}) for problem in found]
    assert lines(*same) == [str(same[0])]
    (told,) = lines(same[0], replace(same[0], values={"item": ["x"], "near": "y"}))
    assert told.startswith("2 unknown keys: a.md:4 (See “Front matter” in the guide); a.md:4 (Did")


@of_every_message
def test_several_of_a_kind_name_every_file_and_line(name: str) -> None:
    values = [
        {**filled(name), "near": near, "lost": lost} for near in ("", "n") for lost in ("", "l")
    ]
    for several in (
        [Problem(name, f"{n}.md", n, f"k{n % 2}", v) for n, v in enumerate(values[:3], 1)],
        [Problem(name, "1.md", 1, "k", v) for v in values],
        [
            Problem(name, "1.md", 1, "k", {**v, "item": [f"author {n}", "x"]})
            for n, v in enumerate(values)
        ],
    ):
        (told,) = lines(*several)
        assert not [p for p in several if p.place not in told]
        assert not [p for p in several if p.advice not in told]
        assert not [p for p in several if p.part not in told]


def test_equal_problems_are_told_once() -> None:
    problem = Problem("unknown-type", "a.md", 3, "paper.type", {"given": "x", "known": ["y"]})
    same = Problem("unknown-type", "a.md", 3, "paper.type", {"given": "x", "known": ["y"]})
    assert lines(problem, same) == [str(problem)]


def test_kinds_stand_in_the_order_of_severity_and_code() -> None:
    key = Problem("unknown-key", "a.md", 2, "x")
    link = Problem("not-a-link", "a.md", 3, "y", {"given": "z"})
    hint, error = Problem("no-site-url"), Problem("docs-folder-missing", values={"given": "x"})
    found = list(grouped([undated("b"), hint, link, key, undated("a"), error], "--verbose"))
    assert [line.problems[0] for line in found] == [error, undated("b"), key, link, hint]
    assert [line.severity for line in found] == ["error", *["warning"] * 3, "info"]
    assert found[1].problems == (undated("b"), undated("a"))
    assert found[1].text.startswith("2 notes without a date: notes/b.md, notes/a.md.")


def test_there_are_at_most_twenty_lines() -> None:
    some = [Problem(name, f"{name}.md", 1, values=filled(name)) for name in messages()]
    (*shown, last) = found = list(grouped(some, "--verbose"))
    assert len(found) == 20
    assert sorted(p.code for line in found for p in line.problems) == sorted(p.code for p in some)
    assert {line.severity for line in shown} == {"error"}
    assert last.text.startswith(f"{len(some) - 19} problems of {len(some) - 19} other kinds: ")
    assert "--verbose shows each [PN" in last.text
    warnings = [problem for problem in some if problem.severity == "warning"][:21]
    assert [line.severity for line in grouped(warnings, "--verbose")] == ["warning"] * 20


def test_keys_are_named_where_they_differ() -> None:
    keys = [Problem("unknown-key", "a.md", line, f"key{line}") for line in (3, 4)]
    assert lines(*keys)[0].startswith("2 unknown keys: a.md:3 key3, a.md:4 key4. ")


# Values as they are quoted


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 60 + "…"),
        ("x" * 5_000, "x" * 60 + "…"),
        ("两" * 61, "两" * 60 + "…"),
        ("two\n  lines", "two lines"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("a\u202eb\u200b", "a\\u202eb\\u200b"),
        ("\ud800", "\\ud800"),
        ("全角\u3000空格", "全角 空格"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("\x1b" * 60, "\\x1b" * 15 + "…"),
        (["x" * 61, "b"], "x" * 60 + "…, b"),
        (list("abcdefghijklmnopqrstuvwxyz"), "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, "
         "r, s, t and 6 more"),
    ],
)  # fmt: skip
def test_a_value_is_quoted_on_one_line_of_a_terminal(value: object, quoted: str) -> None:
    assert Problem("not-a-doi", values={"given": value}).message == f"“{quoted}” is not a DOI"


def test_names_of_files_are_whole_and_escaped() -> None:
    path = f"notes/{'long-name-' * 9}.md"
    values = {"given": "x", "there": "y", "place": path}
    problem = Problem("contradicting-versions", path, 3, "\x1b" * 100, values)
    assert str(problem).startswith(f"{path}:3: " + "\\x1b" * 15 + "…: ")
    assert path in problem.message
    assert Problem("undated-note", "notes/a\n\x1b[31m.md").place == "notes/a\\n\\x1b[31m.md"
