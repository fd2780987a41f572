"""No text makes a regular expression slow: the time each takes grows no faster than the text.

The patterns are found in the source, and each is tried on texts made of its own parts.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import sre_parse

import mkdocs_papernotes
from mkdocs_papernotes.bibliography.bibliography import read_bibliography
from mkdocs_papernotes.bibliography.formula import with_plain_formulas
from mkdocs_papernotes.feeds.text import feed_text
from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.handwritten.author_list import read_author_list
from mkdocs_papernotes.handwritten.migration import migrate
from mkdocs_papernotes.handwritten.rendered import drop_header
from mkdocs_papernotes.inspection.formulas import FormulaReader
from mkdocs_papernotes.inspection.headings import skipped_levels
from mkdocs_papernotes.inspection.page_text import PageText
from mkdocs_papernotes.inspection.targets import targets
from mkdocs_papernotes.markup.addresses_in_text import mark_addresses
from mkdocs_papernotes.markup.anchors import AnchorReader
from mkdocs_papernotes.markup.emphasis import unread_emphasis
from mkdocs_papernotes.markup.excerpt import cut_at_marker, cut_automatically
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.heading import HeadingReader
from mkdocs_papernotes.markup.images import with_lazy_images
from mkdocs_papernotes.markup.language_links import mark_language_links
from mkdocs_papernotes.markup.line_breaks import join_lines
from mkdocs_papernotes.markup.measure import reading_minutes
from mkdocs_papernotes.markup.opening import split_after_heading
from mkdocs_papernotes.markup.portable import portable
from mkdocs_papernotes.markup.prose import prose
from mkdocs_papernotes.markup.source_links import source_links
from mkdocs_papernotes.markup.wikilinks import with_links
from mkdocs_papernotes.notes.file_name import date_of, title_of
from mkdocs_papernotes.problems.ignored import ignored_codes
from tests.importers.places import converted
from tests.timing import seconds

pytestmark = pytest.mark.pure

PACKAGE = Path(mkdocs_papernotes.__file__).parent
CALLS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
SMALL, LARGE = 5_000, 10_000
RAMP = (12, 18, 27, 40, 60, 90, 140, 200, 300, 450, 700, 1_000, 2_000)
"""Sizes tried before, so that a pattern that takes exponential time is found in a moment."""
ENOUGH = 0.001
"""Seconds of the processor that any pattern may take for a text of size `LARGE`."""
TIMES_LONGER = 3
CERTAINLY_LINEAR = 2.5
"""How much longer twice the text may take where two measurements are enough."""
FIXED = (
    *(" ", "\t", "\n", "\r\n", " \n", "<", ">", "<!--", "-->", "<!-- x -->", "[", "](", "![", "*"),
    *("**", "_", "`", '"', "'", "{", "}", "(", ")", ",", "and ", " and ", "-", "--", "=", "#", "|"),
    *("1", "a", "A", "a ", "A. ", ".", ":", "/", "\\", "$", "&", "@", "中", "，", "：", "·"),
    *("<a ", "<h1", "<meta ", "https://", "a,", "x=", "<p>", "\0", "é", "\u3000"),
)
TAILS = ("", "\0", "x", "!\n")


@dataclass(frozen=True)
class Use:
    """A pattern, where it stands, and how it is used."""

    place: str
    pattern: re.Pattern[str]
    method: str

    def __str__(self) -> str:
        return f"{self.place}:{self.method}"

    @property
    def run(self) -> Callable[[str], object]:
        if self.method in ("match", "fullmatch", "search"):
            return getattr(self.pattern, self.method)
        return lambda text: sum(1 for _ in self.pattern.finditer(text))


@cache
def modules() -> tuple[tuple[ModuleType, ast.Module], ...]:
    return tuple(_modules())


def _modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        dotted = path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", ".")
        name = dotted.removesuffix(".__init__")
        yield importlib.import_module(name), ast.parse(path.read_text("utf-8"))


def is_call_of_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in CALLS
    )


def methods(tree: ast.Module) -> dict[str, set[str]]:
    """How the patterns of a module are used, by the name of the variable that holds each."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CALLS:
            found.setdefault(getattr(node.value, "id", ""), set()).add(node.attr)
    return found


def compiled(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns in a value of a module: itself, or what it holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict):
        yield from compiled(tuple(value.values()))
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from compiled(item)


@cache
def uses() -> tuple[Use, ...]:
    found: dict[tuple[str, str, int, str], Use] = {}
    for module, tree in modules():
        short = module.__name__.removeprefix("mkdocs_papernotes.")
        known = methods(tree)
        for name, value in vars(module).items():
            patterns = list(compiled(value))
            for number, pattern in enumerate(patterns):
                place = f"{short}.{name}" + (f"[{number}]" if len(patterns) > 1 else "")
                for method in sorted(known.get(name, {"finditer"})):
                    key = (short, pattern.pattern, pattern.flags, method)
                    found.setdefault(key, Use(place, pattern, method))
        for node in ast.walk(tree):
            if is_call_of_re(node) and node.func.attr != "compile":
                use = inline(module, short, node)
                found.setdefault((short, use.pattern.pattern, use.pattern.flags, use.method), use)
    return tuple(found.values())


def inline(module: ModuleType, short: str, call: ast.Call) -> Use:
    """A pattern that is written where it is used."""
    pattern = evaluated(call.args[0], module)
    flags = next((evaluated(k.value, module) for k in call.keywords if k.arg == "flags"), 0)
    place = {"sub": 4, "subn": 4, "split": 3}.get(call.func.attr, 2)
    if len(call.args) > place:
        flags = evaluated(call.args[place], module)
    return Use(f"{short}:{call.lineno}", re.compile(pattern, flags), call.func.attr)


def evaluated(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), "pattern", "eval"), vars(module))


def test_every_pattern_is_found() -> None:
    """Each `re.compile` makes a value of a module, where it is found."""
    for module, tree in modules():
        inside = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, (ast.FunctionDef, ast.Lambda))
            for inner in ast.walk(node)
        }
        calls = [node for node in ast.walk(tree) if is_call_of_re(node)]
        made = [node for node in calls if node.func.attr == "compile"]

        assert not inside.intersection(made), f"{module.__name__} compiles a pattern in a function"
        assert len(made) <= sum(1 for value in vars(module).values() for _ in compiled(value))
    assert len(uses()) > 150


# Texts


def samples(tree: Any) -> list[str]:
    """Some texts that a part of a pattern matches, or nearly so."""
    texts = [""]
    for operation, argument in tree:
        parts = step(str(operation), argument)
        texts = [text + part for text, part in itertools.product(texts, parts)][:4]
    return texts


def step(operation: str, argument: Any) -> list[str]:
    if operation == "LITERAL":
        return [chr(argument)]
    if operation == "NOT_LITERAL":
        return [first for first in "a -" if ord(first) != argument][:1]
    if operation == "ANY":
        return ["a"]
    if operation == "IN":
        return members(argument)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low, high, inner = argument
        count = max(low, 1) if high else 0
        return [text * count for text in samples(inner)][:2]
    if operation == "SUBPATTERN":
        return samples(argument[-1])
    if operation == "ATOMIC_GROUP":
        return samples(argument)
    if operation == "BRANCH":
        return [text for branch in argument[1] for text in samples(branch)[:1]][:4]
    return [""]


CHOICE = " \ta1A-.,:*_<>[](){}\"'`/中，é\n#|&$\\~!?;@·"


def members(items: Any) -> list[str]:
    """Characters of a class: the first of each kind that it has."""
    try:
        compiled_class = re.compile(written(items))
    except re.error:
        return ["a"]
    fitting = [char for char in CHOICE if compiled_class.fullmatch(char)]
    literal = [chr(value) for kind, value in items if str(kind) == "LITERAL"]
    return list(dict.fromkeys([*literal[:1], *fitting[:3]]))[:3] or ["a"]


def written(items: Any) -> str:
    """A class as it is written in a pattern."""
    names = {"SPACE": r"\s", "NOT_SPACE": r"\S", "DIGIT": r"\d", "NOT_DIGIT": r"\D"}
    names |= {"WORD": r"\w", "NOT_WORD": r"\W"}
    parts = []
    for kind, value in items:
        if str(kind) == "NEGATE":
            parts.append("^")
        elif str(kind) == "LITERAL":
            parts.append(re.escape(chr(value)))
        elif str(kind) == "RANGE":
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append(names[str(value).removeprefix("CATEGORY_")])
    return f"[{''.join(parts)}]"


def repeated(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Each repeated part of a pattern as a text, with what may stand before it."""
    for operation, argument in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            for text in samples(argument[2]):
                yield before, text
            yield from repeated(argument[2], before)
        elif name == "SUBPATTERN":
            yield from repeated(argument[-1], before)
        elif name == "ATOMIC_GROUP":
            yield from repeated(argument, before)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from repeated(branch, before)
        before += step(name, argument)[0]


def pumps(pattern: re.Pattern[str], *, full: bool) -> Iterator[tuple[str, str, str]]:
    """Texts for a pattern: a beginning, what is repeated behind it, and an end."""
    tree = sre_parse.parse(pattern.pattern, pattern.flags & (re.VERBOSE | re.ASCII))
    wholes = samples(tree)
    parts = list(dict.fromkeys(part for part in repeated(tree) if part[1]))
    for before, text in parts:
        for tail in TAILS if full else TAILS[1:2]:
            yield before, text, tail
            yield "", text, tail
        yield "", before + text, TAILS[1]
    texts = list(dict.fromkeys(text for _, text in parts))
    pairs = itertools.permutations(texts[: 12 if full else 3], 2)
    yield from (("", one + two, TAILS[1]) for one, two in pairs)
    beginnings = list(dict.fromkeys(before for before, _ in parts))
    yield from (("", text, TAILS[1]) for text in (*wholes, *(w[:-1] for w in wholes)) if text)
    for text in FIXED:
        yield "", text, TAILS[1]
        for before in beginnings if full else beginnings[-1:]:
            yield before, text, TAILS[1]
            if full:
                yield "", before + text, TAILS[1]


# Times


def text_of(size: int, pump: tuple[str, str, str]) -> str:
    before, part, tail = pump
    return before + part * ((size - len(before) - len(tail)) // len(part)) + tail


def slowness(run: Callable[[str], object], pump: tuple[str, str, str]) -> str:
    """How a pattern is slow on a text; empty if it is not."""
    for size in RAMP:
        text = text_of(size, pump)
        if seconds(partial(run, text)) > 0.02:
            took = seconds(partial(run, text), 3)
            half = seconds(partial(run, text_of(size // 2, pump)), 3)
            if took > max(0.02, TIMES_LONGER * half):
                return f"{took:.3f} s at {size}"
    large, small = text_of(LARGE, pump), text_of(SMALL, pump)
    long = seconds(partial(run, large))
    if long <= ENOUGH or long <= CERTAINLY_LINEAR * seconds(partial(run, small), 2):
        return ""
    for _ in range(3):  # another process may have taken the time
        long, short = seconds(partial(run, large), 5), seconds(partial(run, small), 5)
        if long <= ENOUGH or long <= TIMES_LONGER * short:
            return ""
    return f"{long:.4f} s at {LARGE}, {short:.4f} s at {SMALL}"


def slow(use: Use, *, full: bool) -> Iterator[str]:
    tried = set()
    for pump in pumps(use.pattern, full=full):
        if pump in tried or not pump[1]:
            continue
        tried.add(pump)
        if how := slowness(use.run, pump):
            yield f"{use}: {how} of {pump!r}"
            return


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Look for the patterns only where they are tried: that imports the whole package."""
    if "use" in metafunc.fixturenames:
        tried = uses() if metafunc.config.getoption("--all") else ["each"]
        metafunc.parametrize("use", tried, ids=str)


@pytest.mark.full
def test_a_pattern_takes_linear_time(use: Use, request: pytest.FixtureRequest) -> None:
    found = list(slow(use, full=request.config.getoption("--all")))

    assert not found, use.pattern.pattern


# Whole readers


def _paragraph(text: str) -> Element:
    """A paragraph with a text, and behind it each of its words in bold type."""
    found = Element("p")
    found.text = text
    for word in text.split():
        bold = SubElement(found, "strong")
        bold.text, bold.tail = word, "\n"
    return found


def _checked(text: str) -> list[object]:
    """What is found in a page of which the text is a part."""
    page = PageText("a.md", "zh", "a/", f"# 甲\n\n$$x$$ {text} $x_1 甲", 1)
    return [*FormulaReader().check(page), *skipped_levels(page), *targets(page)]


READERS: dict[str, Callable[[str], object]] = {
    "front matter": lambda text: read_front_matter(text, "a.md"),
    "value": lambda text: read_front_matter(f"---\ntitle: {text}\n---\n", "a.md"),
    "title": HeadingReader().first,
    "minutes": reading_minutes,
    "formula": with_plain_formulas,
    "formula in dollars": lambda text: with_plain_formulas(f"${text}_1$"),
    "anywhere": lambda text: split_after_heading(text, anywhere=True),
    "file name": lambda text: (date_of(text), title_of(text)),
    "header": lambda text: migrate(f"# T\n\n- arXiv: 2604.15240\n- Authors: A B, C D\n{text}"),
    "authors": read_author_list,
    "opening": split_after_heading,
    "images": with_lazy_images,
    "links": lambda text: mark_language_links(text, "a/", "en", {}),
    "links in Markdown": lambda text: source_links(f"[a](a.md){text}[b](b.md)"),
    "a sentence": lambda text: source_links(f"[a](a.md){text}[b](b.md)")[0].sentence,
    "excerpt": lambda text: cut_automatically(text, "a/", 30),
    "paragraphs": lambda text: cut_automatically(
        text.replace("\n", "<p>"), "a/", 30, drop_header=drop_header
    ),
    "marker": lambda text: cut_at_marker(f"{text}<!-- more -->", "a/"),
    "line breaks": lambda text: join_lines(_paragraph(text)),
    "emphasis": lambda text: list(unread_emphasis(text, f"<p>**{text}</p>", str)),
    "emphasis in Chinese": lambda text: list(
        unread_emphasis(f"甲**{text}**乙", f"<p>甲**{text}**乙</p>", str)
    ),
    "numbered anchors": lambda text: AnchorReader(MarkdownOptions()).first_numbered(f"# 甲{text}"),
    "checks": _checked,
    "ignored codes": lambda text: list(ignored_codes(f"papernotes:\n{text}")),
    "bibtex": lambda text: read_bibliography(text, "a.bib"),
    "field": lambda text: read_bibliography(f"@misc{{k, author = {{{text}}}}}", "a.bib"),
    "csl": lambda text: read_bibliography(text, "a.json"),
    "prose": prose,
    "wikilinks": lambda text: with_links(f"[[a]]{text}[[b]]", lambda link: link.shown),
    "anchors": AnchorReader(MarkdownOptions(["attr_list"])).anchors,
    "portable": lambda text: portable(text, lambda target: target),
    "addresses": lambda text: mark_addresses(f"https://arxiv.org/abs/1{text}", lambda _: "*"),
    "Markdown of an old site": lambda text: converted(text)[0],
    "feed": lambda text: feed_text(text, "https://a.example/", "", lambda *_: "<math></math>"),
}
LINES = (
    "甲**乙。**",
    "    code\n",
    "- item\n",
    "> quote\n",
    "a: b\n",
    "- a: b\n",
    "| a | b |\n",
    "@misc{a,\n",
    "/// a\n",
    "!!! a\n    b\n",
    "\\begin{a}\n\n",
    "\\[a\\]\n\n",
)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_takes_linear_time(name: str, request: pytest.FixtureRequest) -> None:
    texts = (*FIXED, *LINES) if request.config.getoption("--all") else (*FIXED[::4], *LINES)
    found = {text: how for text in texts if (how := slowness(READERS[name], ("", text, "!")))}

    assert found == {}
