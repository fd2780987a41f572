"""Front matter: the YAML block at the top of a page, parsed with line numbers and error reports.

MkDocs ignores a block that it cannot parse and shows it as text. Here each error becomes a
`Problem`, the entries that can be read are kept, and the block is never part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from mkdocs_papernotes.front_matter.mentions import Mention, mention_of, recognised
from mkdocs_papernotes.front_matter.unread import (
    below_comments,
    mentions_at_top,
    mentions_in,
    trusted,
)
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import unfolded

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # pragma: no cover
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_KEY_LINE = re.compile(
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s\-#"'\[\]{}>|*&!%@`:：,?，。；][^\n:：，。；]{0,39})
        [ \t]*(?::(?=[ \t]|$)|：)""",
    re.VERBOSE,
)
"""A key at the left margin. A full-width colon matches too, so that it can be reported."""
_ENTRY = re.compile(r"[ \t]|- |-$|[\]}]")
"""The start of a line that continues an entry of a mapping."""
_FENCE = re.compile(r"-{3}[ \t]*$")
_NESTING = re.compile(r"^[ \t?:-]*|[\[{]", re.MULTILINE)
"""What a block can be nested with: indentation, marks of lists, brackets."""
_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"!!\w")
_TAB = re.compile(r"[ -]*\t")
_NO_SPACE = re.compile(r"[ ]*(?P<key>[\w-]{1,40}):(?=[^\s/:])")
_INDICATORS = frozenset("@`%*!&|>")
"""Characters with a meaning in YAML, with which a value does not begin without quotes."""
_CLOSED_BY = {"'": "'", '"': '"', "[": "]", "{": "}"}
_CLOSING = re.compile(r"(?:-{3}|\.{3})[ \t]*$")
_LOOSE_FENCE = re.compile(r"[ \t]*(?:-{2,12}|\.{3}|[–—―‐−]{1,3}|-{3}[ \t]?ya?ml)$")
"""A line that is meant as a fence."""
_OTHER_FENCES = {
    "+++": ("TOML", "+++"),
    ";;;": ("JSON", ";;;"),
    "---toml": ("TOML", "---"),
    "---json": ("JSON", "---"),
}
_TOML_LINE = re.compile(r"[\w-]{1,40}[ \t]{0,8}=[ \t]")
_JSON_LINE = re.compile(r"\{[ \t]{0,8}(?:\"[\w-]{1,40}\"[ \t]{0,8}:|$)")
_UNREADABLE = (
    yaml.YAMLError,
    RecursionError,
    # raised by PyYAML's constructors for values that do not fit an explicit tag
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
)
_MARKS = "\ufeff\u200b\u2060"
"""Byte-order marks and other characters of no width, with which some editors begin a file."""
_DEEPEST = 100
"""Levels of nesting. MkDocs and its plugins go down into `page.meta` level by level, and Python
gives up at some hundreds."""
_MOST_VALUES = 20_000
"""Values of a block, those that aliases repeat included."""
_LONGEST_NUMBER = 400
"""Digits of a number; what is longer is kept as text, for Python prints no more than 4,300."""
YAML_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Characters that end a line in YAML but not in editors, and spaces in their place."""
BLOCK = "front matter"
"""The key of problems that concern the block as a whole."""
_UNFENCED_KEYS = {"title", "date"}


@dataclass(frozen=True)
class FrontMatter:
    """The keys of a page, the lines they are on, and the text below the block."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each key, counted from 1 in the file; nested keys are dotted (`paper.arxiv`)."""
    raw: dict[str, str] = field(default_factory=dict)
    """Scalars as typed, by dotted key: `2604.15240`, which YAML turns into 2604.1524."""
    body: str = ""
    body_line: int = 1
    """The line on which `body` begins, counted from 1 in the file."""
    mentions: tuple[Mention, ...] = ()
    """Where the page says, or may say, whether it is to be published."""
    problems: tuple[Problem, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether the block has errors for which MkDocs would show it as text."""
        return any(problem.key == BLOCK for problem in self.problems)

    @property
    def lacks_keys(self) -> bool:
        """Whether the block has errors for which keys may be missing from `values`."""
        return any(
            problem.key == BLOCK and (problem.values.get("lost") or not self.values)
            for problem in self.problems
        )

    def mended(self) -> str:
        """The page with a valid block, which holds the values that could be read."""
        return f"---\n{yaml.safe_dump(self.values, allow_unicode=True)}---\n{self.body}"


def read_front_matter(text: str, source: str) -> FrontMatter:
    """Split the text of a file into front matter and body; `source` is its path in problems."""
    text = text.lstrip(_MARKS).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        return FrontMatter()
    block = _find_block(lines, start)
    if block is None:
        return FrontMatter(
            body=text,
            mentions=tuple(mentions_at_top(lines, start)),
            problems=tuple(_misplaced(lines, start, source)),
        )
    problems: list[Problem] = []
    if block.problem:
        name, values = block.problem
        problems.append(Problem(name, source, block.start, BLOCK, values))
    rest = "\n".join(lines[block.end :])
    body = rest.lstrip("\n")
    line = block.end + len(rest) - len(body) + 1
    if block.foreign:
        mentions = mentions_in(lines[block.first : block.last], block.first, is_block=True)
        return FrontMatter(
            body=body, body_line=line, problems=tuple(problems), mentions=tuple(mentions)
        )
    found = _parse(lines[block.first : block.last], block.first, source)
    problems += found.problems
    known = found.mentions
    if block.problem and block.problem[0] == "wrong-fence":  # no other plugin reads the block
        known = tuple(replace(each, trust="sure") for each in known if each.trust == "plain")
    return FrontMatter(
        found.values,
        found.lines,
        found.raw,
        body,
        line,
        trusted(_unread(lines, block, problems), known),
        tuple(problems),
    )


def _misplaced(lines: list[str], start: int, source: str) -> Iterator[Problem]:
    """The problem of a block below comments, which MkDocs does not read."""
    first = below_comments(lines, start)
    if first > start and first < len(lines) and _FENCE.match(lines[first]):
        block = _find_block(lines, first)
        if block is not None and block.problem is None:
            yield Problem("misplaced-front-matter", source, block.start, BLOCK)


def _unread(lines: list[str], block: _Block, problems: Iterable[Problem]) -> Iterator[Mention]:
    """Mentions in the lines of a block as they stand, and in those below it."""
    is_broken = any(problem.key == BLOCK for problem in problems)
    yield from mentions_in(lines[block.first : block.last], block.first, is_block=is_broken)
    yield from mentions_at_top(lines, block.end, is_below_block=True)
    if block.problem:  # it may have been meant to reach to a fence further below
        below = range(block.end, len(lines))
        end = next((n for n in below if _CLOSING.match(lines[n])), block.end)
        yield from mentions_in(lines[block.end : end], block.end, is_block=False)


def read_block(text: str, source: str) -> FrontMatter:
    """Read a file that consists of YAML alone, without fences and without a body."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = _parse(text.split("\n"), 0, source)
    return FrontMatter(found.values, found.lines, found.raw, problems=found.problems)


@dataclass(frozen=True)
class _Block:
    """A block by indices of lines: its YAML is `first:last`, the body begins at `end`.

    `start` is the line of its opening, counted from 1.
    """

    start: int
    first: int
    last: int
    end: int
    problem: tuple[str, Mapping[str, object]] | None = None
    """The name of a message, and the values of its placeholders."""
    foreign: bool = False


def _find_block(lines: list[str], start: int) -> _Block | None:
    opening = lines[start].rstrip()
    if foreign := _foreign_block(lines, start, opening):
        return foreign
    if not _FENCE.match(opening):
        return _unfenced_block(lines, start)
    first = start + 1
    end = next((n for n in range(first, len(lines)) if _CLOSING.match(lines[n])), None)
    if end is not None and not any(line.strip() for line in lines[first:end]):
        return _Block(start + 1, first, end, end + 1)
    if not _begins_with_key(lines, first):
        return None  # `---` is a horizontal rule, with text below it
    text = _first_text(lines, first, comments=True)
    if end is not None and (text is None or end < text):
        return _Block(start + 1, first, end, end + 1)
    last = _first_text(lines, first, comments=False) or len(lines)
    while not lines[last - 1].strip():
        last -= 1
    return _Block(start + 1, first, last, last, ("unclosed-front-matter", {"last": last}))


def _begins_with_key(lines: list[str], first: int) -> bool:
    """Whether the first line that is not blank or a comment begins a mapping."""
    content = (line.lstrip("\t ") for line in lines[first:])
    opening = next((line for line in content if line and not line.startswith("#")), "")
    return bool(_KEY_LINE.match(opening)) or opening.startswith("{")


def _first_text(lines: list[str], first: int, *, comments: bool) -> int | None:
    """The index of the first line that is text rather than YAML, or `None`.

    Text is a line below a blank one that is neither a key nor part of an entry. A line that begins
    with `#` is a comment if `comments` is true, and otherwise text, a heading.
    """
    blank = False
    for n in range(first, len(lines)):
        line = lines[n]
        if _CLOSING.match(line) and not blank:
            return None
        if not line.strip():
            blank = True
        elif line.startswith("#"):
            if not comments:
                return n
        elif _CLOSING.match(line) or _KEY_LINE.match(line) or _ENTRY.match(line):
            continue
        elif blank or line.startswith("---"):
            return n
    return None


def _foreign_block(lines: list[str], start: int, opening: str) -> _Block | None:
    """A block in TOML or JSON. One without its last line ends at the first blank one."""
    found = _foreign_format(lines, start, opening)
    if found is None:
        return None
    kind, fence, first = found
    is_one_line = first == start and fence == opening
    within = range(start if is_one_line else start + 1, len(lines))
    closing = next((n for n in within if lines[n].rstrip() == fence), None)
    last = next((n for n in within if not lines[n].strip()), len(lines))
    if closing is None and last <= start + 1 and first > start:
        return None  # nothing but a line of marks
    if closing is not None:
        last = closing + (first == start)
    end = last if closing is None or first == start else closing + 1
    problem = ("foreign-front-matter", {"format": kind})
    return _Block(start + 1, first, last, end, problem, foreign=True)


def _foreign_format(lines: list[str], start: int, opening: str) -> tuple[str, str, int] | None:
    """The format of a block, its last line, and the index of the first line with values."""
    if fenced := _OTHER_FENCES.get(opening.replace(" ", "")):
        return (*fenced, start + 1)
    if opening == "---" and _is_toml(lines, start + 1):
        return "TOML", opening, start + 1
    following = "".join(lines[start + 1 : start + 2]).lstrip()
    if _JSON_LINE.match(opening) and (opening != "{" or following.startswith('"')):
        return "JSON", opening if opening.endswith("}") else "}", start
    return None


def _is_toml(lines: list[str], first: int) -> bool:
    """Whether all lines from `first` to the next fence are TOML."""
    for n in range(first, len(lines)):
        if _CLOSING.match(lines[n]):
            return n > first
        if not _TOML_LINE.match(lines[n]) and not lines[n].startswith(("#", "[")):
            return False
    return False


def _unfenced_block(lines: list[str], start: int) -> _Block | None:
    """Keys at the top without an opening fence, as Hexo and MultiMarkdown allow, or with a line
    that is meant as one.
    """
    fenced = bool(_LOOSE_FENCE.match(lines[start].rstrip()))
    first = end = start + fenced
    while end < len(lines) and lines[end].strip() and not _LOOSE_FENCE.match(lines[end].rstrip()):
        if not (_KEY_LINE.match(lines[end]) or lines[end][0] in " \t-"):
            return None
        end += 1
    keys = {line.split(":")[0].strip().lower() for line in lines[first:end] if ":" in line}
    if not keys & _UNFENCED_KEYS:
        return None
    closed = end < len(lines) and lines[end].strip() != ""
    problem: tuple[str, dict[str, object]] | None = ("wrong-fence", {}) if fenced else None
    return _Block(start + 1, first, end, end + 1 if closed else end, problem)


@dataclass(frozen=True)
class _Parsed:
    values: dict[str, Any]
    lines: dict[str, int]
    raw: dict[str, str]
    problems: tuple[Problem, ...]
    mentions: tuple[Mention, ...] = ()


def _parse(yaml_lines: list[str], offset: int, source: str) -> _Parsed:
    try:
        return _load("\n".join(yaml_lines) + "\n", offset, source)
    except _UNREADABLE as error:
        kept, lost = _salvage(yaml_lines, offset, source)
        line, name, values = _explain(error, yaml_lines, offset)
        problem = Problem(name, source, line, BLOCK, {**values, "lost": lost})
        return replace(kept, problems=(problem, *kept.problems))


def _explain(
    error: Exception, yaml_lines: list[str], offset: int
) -> tuple[int, str, dict[str, object]]:
    """The line of an error, the name of its message, and the values of the placeholders."""
    if isinstance(error, yaml.MarkedYAMLError):
        index, name, values = _marked(error, yaml_lines)
        return index + offset + 1, name, values
    if isinstance(error, yaml.reader.ReaderError):
        return _first_line(yaml_lines, _CONTROL) + offset + 1, "yaml-control-character", {}
    if isinstance(error, _BoundError):
        return error.line + offset + 1, error.name, {"most": error.most}
    return _first_line(yaml_lines, _TAG) + offset + 1, "yaml-tag", {}


def _first_line(yaml_lines: list[str], pattern: re.Pattern[str]) -> int:
    """The index of the first line with a match; 0 if there is none."""
    return next((n for n, line in enumerate(yaml_lines) if pattern.search(line)), 0)


def _marked(
    error: yaml.MarkedYAMLError, yaml_lines: list[str]
) -> tuple[int, str, dict[str, object]]:
    """The same for an error that PyYAML found at a place, with an index for the line."""
    reason, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("scanning" in context or "flow" in context):
        mark = error.context_mark  # where the text begins that cannot be read
    index = min(mark.line, len(yaml_lines) - 1) if mark else 0
    if isinstance(error, _NoKeysError):
        return index, "yaml-no-keys", {}
    at = error.problem_mark.line if error.problem_mark else index
    for n in (index, at, at - 1, at + 1):
        if 0 <= n < len(yaml_lines) and _TAB.match(yaml_lines[n]):
            return n, "yaml-tab", {}
    for n, line in enumerate(yaml_lines):
        if "：" in line.split(":")[0] and not line.startswith((" ", "#")):
            return n, "yaml-full-width-colon", {}
    return index, *_cause(yaml_lines[index], context, reason or context)


def _cause(line: str, context: str, reason: str) -> tuple[str, dict[str, object]]:
    """The message for a mistake in a line that PyYAML names by its own steps of reading."""
    _, colon, after = line.partition(": ")
    value = (after if colon else line.strip().removeprefix("- ")).strip()
    if "quoted scalar" in context:
        return "yaml-quotation", {}
    if "flow" in context:
        return "yaml-brackets", {}
    if value[:1] in _INDICATORS:
        return "yaml-first-character", {"given": value[:1]}
    closing = _CLOSED_BY.get(value[:1])
    if closing and value[1:].partition(closing)[2].strip():
        return "yaml-text-after-value", {}
    if match := _NO_SPACE.match(line):
        return "yaml-no-space", {"key": match["key"]}
    if "expected ':'" in reason:
        return "yaml-no-colon", {}
    if colon and ": " in f"{value} ":
        return "yaml-colon-in-value", {}
    return "yaml-syntax", {"reason": reason}


def _salvage(yaml_lines: list[str], offset: int, source: str) -> tuple[_Parsed, list[str]]:
    """Read what can be read of a broken block, and return the keys that are lost, too.

    The block is read with spaces for its tabs, or if that fails, entry by entry.
    """
    spaced = [line.replace("\t", "  ") for line in yaml_lines]
    if (whole := _try(spaced, offset, source)) is not None:
        return whole, []
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    raw: dict[str, str] = {}
    problems: list[Problem] = []
    mentions: list[Mention] = []
    lost: list[str] = []
    for first, chunk in _chunks(spaced):
        match = _KEY_LINE.match(chunk[0])
        assert match is not None
        key, text = match["key"].strip(" \t\"'"), chunk[0][match.end() :].strip()
        part = _try(chunk, first + offset, source)
        if part is not None:
            values |= part.values
            lines |= part.lines
            raw |= part.raw
            problems += part.problems
            mentions += part.mentions
        elif len(chunk) == 1 and text and text[0] not in "[{&*!|>%@`'\"":
            values[key] = raw[key] = text
            lines[key] = first + offset + 1
        else:
            lost.append(key)
    return _Parsed(values, lines, raw, tuple(problems), tuple(mentions)), lost


def _try(yaml_lines: list[str], offset: int, source: str) -> _Parsed | None:
    try:
        return _load("\n".join(yaml_lines) + "\n", offset, source)
    except _UNREADABLE:
        return None


def _chunks(yaml_lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The top-level entries of a block, each with the index of its first line."""
    starts = [n for n, line in enumerate(yaml_lines) if _KEY_LINE.match(line)]
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else len(yaml_lines)
        yield start, [line for line in yaml_lines[start:end] if line.strip()]


class _NoKeysError(yaml.composer.ComposerError):
    """The YAML is a list or a text instead of a mapping."""


class _BoundError(yaml.YAMLError):
    """The YAML is larger than any that was written by hand; `line` is an index."""

    def __init__(self, name: str, line: int, most: int):
        super().__init__(name)
        self.name, self.line, self.most = name, line, most


class _Loader(_SafeLoader):
    """A safe loader that keeps impossible dates and numbers as text, to be reported later."""


def _timestamp(loader: Any, node: yaml.ScalarNode) -> Any:
    try:
        return yaml.SafeLoader.construct_yaml_timestamp(loader, node)
    except (ValueError, OverflowError):
        return node.value


def _integer(loader: Any, node: yaml.ScalarNode) -> Any:
    if len(node.value) > _LONGEST_NUMBER:
        return node.value
    return yaml.SafeLoader.construct_yaml_int(loader, node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)
_Loader.add_constructor("tag:yaml.org,2002:int", _integer)


def _load(text: str, offset: int, source: str) -> _Parsed:
    """Parse a block whose first line is line `offset + 1` of the file. Raises `yaml.YAMLError`."""
    text = text.translate(YAML_BREAKS)
    _check_depth(text)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return _Parsed({}, {}, {}, ())
        if not isinstance(node, yaml.MappingNode):
            raise _NoKeysError(None, None, "expected “key: value” lines", node.start_mark)
        _check_size(node)
        lines: dict[str, int] = {}
        raw: dict[str, str] = {}
        problems: list[Problem] = []
        mentions: list[Mention] = []
        for path, key, value in _entries(node):
            line = key.start_mark.line + offset + 1
            if path in lines:
                first = {"line": lines[path]}
                name = "repeated-with-doubt" if recognised(path) else "repeated-key"
                problems.append(Problem(name, source, line, path, first))
            lines[path] = line
            if isinstance(value, yaml.ScalarNode):
                raw[path] = _unfolded(value)
            if recognised(key.value) and (mention := mention_of(path, line, _typed(value))):
                mentions.append(mention)
        values = loader.construct_document(node)
    finally:
        loader.dispose()
    known = {str(key): value for key, value in values.items()}
    return _Parsed(known, lines, raw, tuple(problems), tuple(mentions))


def _unfolded(node: yaml.ScalarNode) -> str:
    """The text of a scalar, with the line breaks that matter in Chinese and Japanese."""
    lines_below = node.end_mark.line - node.start_mark.line
    is_folded = node.style != "|" and lines_below > (2 if node.style == ">" else 0)
    return unfolded(node.value) if is_folded else str(node.value)


def _typed(node: yaml.Node) -> str | None:
    """A scalar as it was typed, empty for a null; `None` for a list or a mapping."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _check_depth(text: str) -> None:
    """Raise `_BoundError` for a text that is nested too deeply; nothing is built before."""
    # An estimate that is never too low spares most blocks the second reading.
    marks = _NESTING.findall(text)
    if 2 * max(map(len, marks)) + sum(mark in "[{" for mark in marks if mark) < _DEEPEST:
        return
    depth, line = 0, 0
    try:
        for event in yaml.parse(text, _Loader):
            line = event.start_mark.line if event.start_mark else line
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise _BoundError("yaml-depth", line, _DEEPEST)
    except yaml.MarkedYAMLError as error:
        if "nesting" in str(error.problem):  # libyaml has a bound, too
            raise _BoundError("yaml-depth", line, _DEEPEST) from error
        raise


def _check_size(root: yaml.MappingNode) -> None:
    """Raise `_BoundError` for a mapping with too many values, or one that holds itself."""
    sizes: dict[int, int] = {}
    for key, value in root.value:
        if _size(key, sizes) + _size(value, sizes) > _MOST_VALUES:
            raise _BoundError("yaml-size", key.start_mark.line, _MOST_VALUES)


def _size(node: yaml.Node, sizes: dict[int, int]) -> int:
    """How many values there are in a node, with all that its aliases repeat.

    A node that holds itself has no end. `sizes` keeps what is known, by the identity of the node.
    """
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) not in sizes:
        sizes[id(node)] = _MOST_VALUES + 1
        pairs = isinstance(node, yaml.MappingNode)
        inner = [item for pair in node.value for item in pair] if pairs else node.value
        sizes[id(node)] = 1 + sum(_size(item, sizes) for item in inner)
    return sizes[id(node)]


def _entries(
    node: yaml.MappingNode, prefix: str = "", depth: int = 2
) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The entries of a mapping and of nested mappings: dotted name, key node, value node."""
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        path = f"{prefix}{key.value}"
        yield path, key, value
        if depth and isinstance(value, yaml.MappingNode):
            yield from _entries(value, f"{path}.", depth - 1)
