"""What kramdown reads and Python-Markdown does not: attributes of blocks, extensions, inline `$$`.

The syntax is that of https://kramdown.gettalong.org/syntax.html.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.kept import KEPT, KEPT_ENDS

_DEFINITION = re.compile(
    r"^[ ]{0,3}\{:(?P<name>[\w-]+):(?P<rest>[^{}\n]*)\}[ \t]*\n?", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"\{:(?![:/])(?P<inner>[^{}\n]{0,1000})\}")
_ALONE = re.compile(r"(?P<indent>[ \t>]*)\{:(?![:/])(?P<inner>[^{}\n]{0,1000})\}[ \t]*")
_WORD = re.compile(
    r"(?P<key>[\w:-]+)=(?:\"(?P<q>[^\"]*)\"|'(?P<s>[^']*)'|(?P<b>[^\s\"'}]*))|[^\s]+"
)
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]*\S")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
_OWN = re.compile(r"[ \t]*\{:?[ ]*(?P<inner>[^{}]*)\}[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\S")
_TOC_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|1\.)[ \t]+\S[^\n]{0,80}")
_QUOTE = re.compile(r"[ ]{0,3}>")
_QUOTED_HEADING = re.compile(r"[ ]{0,3}>[ ]?#{4,6}[ \t]+(?P<title>[^#\n]+?)[ \t#]*")
_ROW = re.compile(r"[ \t]*\|.*|.*\|[ \t]*")
_REGION = re.compile(
    r"\{::(?P<name>comment|nomarkdown)(?:[ ][^{}\n]{0,200})?\}|\{:/(?P<end>comment|nomarkdown)?\}"
)
_PARSE_HTML = re.compile(
    r"\{::options[^{}\n]*parse_block_html=\"(?P<value>true|false)\"[^{}\n]*/\}\n?"
)
_EXTENSION = re.compile(r"\{:(?::[a-z]+[^{}\n]{0,300}/?|/[a-z]*)\}")
_HTML_BLOCK = re.compile(
    r"^(?P<tag><(?:div|section|article|aside|details|figure|center|blockquote)\b)(?P<rest>[^<>]*)>",
    re.MULTILINE | re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?P<tag><div class=\")(?P<kind>notice(?:--(?:primary|info|warning|danger|success))?)"
    r"(?P<rest>\")"
)
_END_OF_BLOCK = re.compile(r"(?m)^\^[ \t]*$")
_BLOCK_END = re.compile(r"(?<=[^\\\n])\\\\$", re.MULTILINE)
_GAP = re.compile(r"\n[ \t>]*\n")
_WORDS = re.compile(r"[.#]?[^.#]+")
_ITEM_ATTRIBUTES = re.compile(
    r"(?m:^)(?P<mark>(?P<indent>[ \t]*)(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)"
    r"\{:(?![:/])(?P<inner>[^{}\n]{0,1000})\}[ \t]*(?P<rest>[^\n]*)"
)
_OPENING_TAG = re.compile(r"<(?:div|center|p)\b[^<>]{0,200}>")
_CLOSING_TAG = re.compile(r"</(?:div|center|p)>")
_MATH_ELEMENT = re.compile(
    r"(?m:^)<(?P<name>div|center|p)(?P<rest>[^<>]{0,200})>[ \t\n]{0,50}"
    rf"(?P<math>{KEPT.pattern})[ \t\n]{{0,50}}</(?P=name)>"
)
_MATH = re.compile(r"(?<!\\)\$\$")
_KINDS = {
    "notice": "note",
    "notice--primary": "note",
    "notice--info": "info",
    "notice--warning": "warning",
    "notice--danger": "danger",
    "notice--success": "success",
    "prompt-tip": "tip",
    "prompt-info": "info",
    "prompt-warning": "warning",
    "prompt-danger": "danger",
    "block-tip": "tip",
    "block-warning": "warning",
    "block-danger": "danger",
    "box-note": "note",
    "box-warning": "warning",
    "box-error": "danger",
    "box-success": "success",
    "note": "note",
    "tip": "tip",
    "warning": "warning",
    "important": "important",
    "caution": "caution",
    "info": "info",
}
"""Classes of boxes of minimal-mistakes, Chirpy, al-folio, Beautiful Jekyll and just-the-docs."""


@dataclass
class Attributes:
    """The attributes of an element."""

    id: str = ""
    classes: list[str] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)

    def add(self, inner: str, definitions: Mapping[str, str]) -> Attributes:
        """Read those between `{:` and `}`; names stand for what `{:name: …}` defines."""
        for match in _WORD.finditer(inner):
            if key := match["key"]:
                value = match["q"] or match["s"] or match["b"] or ""
                self._set(key, value.replace("\\_", "_"))
                continue
            for word in _WORDS.findall(match[0]):
                self._add_word(word, definitions)
        return self

    def _set(self, key: str, value: str) -> None:
        if key == "class":
            self.classes += value.split()
        elif key == "id":
            self.id = value
        else:
            self.pairs[key] = value

    def _add_word(self, word: str, definitions: Mapping[str, str]) -> None:
        if word[0] == ".":
            self.classes.append(word[1:])
        elif word[0] == "#":
            self.id = word[1:]
        elif word in definitions:
            self.add(definitions[word], {})

    def written(self) -> str:
        """`{: #id .class key="value" }`; empty without any."""
        parts = [f"#{self.id}"] if self.id else []
        parts += [f".{name}" for name in dict.fromkeys(self.classes)]
        parts += [f'{key}="{value}"' for key, value in self.pairs.items() if '"' not in value]
        return f"{{: {' '.join(parts)} }}" if parts else ""

    def in_tag(self) -> str:
        """The same as attributes of HTML, with a space before each."""
        given = {"id": self.id, "class": " ".join(dict.fromkeys(self.classes)), **self.pairs}
        return "".join(
            f' {key}="{value}"' for key, value in given.items() if value and '"' not in value
        )

    @property
    def kind(self) -> str:
        """The kind of box that a class means; empty if there is none."""
        return next((_KINDS[name] for name in self.classes if name in _KINDS), "")


def convert_kramdown(body: Body, tell: Tell) -> None:
    """Write it as Python-Markdown and its extensions read it."""
    _convert_math(body)
    body.sub(_MATH_ELEMENT, lambda match, line: _opened_math(body, match))
    text = body.text
    if "{:" in text:
        _convert_extensions(body)
        _Blocks(body).convert()
        body.sub(_EXTENSION, lambda match, line: tell("import-left", line, construct=match[0]))
    body.sub(_NOTICE, _notice)
    body.sub(_END_OF_BLOCK, lambda match, line: "<!-- -->")
    body.sub(_BLOCK_END, lambda match, line: "  ")


def _notice(match: re.Match[str], line: int) -> str:
    """A box of minimal-mistakes that is written in HTML looks like one of ours."""
    return f"{match['tag']}admonition {_KINDS[match['kind']]}{match['rest']}"


def _convert_math(body: Body) -> None:
    """`$$` in a line with text is in the line: `$…$`; both kinds are out of reach from now on.

    kramdown has one sign for both, and takes for a block what stands alone
    (https://kramdown.gettalong.org/syntax.html#math-blocks).
    """
    marks = [match.start() for match in _MATH.finditer(body.text)]
    text = body.text
    gaps = [match.start() for match in _GAP.finditer(text)]
    changes: list[tuple[int, int, str]] = []
    index = 0
    while index + 1 < len(marks):
        first, last = marks[index], marks[index + 1] + 2
        inner = text[first + 2 : last - 2]
        is_inline = _is_inline(text, first, last)
        if not inner.strip() or (is_inline and _crosses(gaps, first, last)):
            index += 1
            continue
        math = f"${' '.join(inner.split())}$" if is_inline else text[first:last]
        changes.append((first, last, body.keep(body.restored(math))))
        index += 2
    body.replace(changes)


def _opened_math(body: Body, match: re.Match[str]) -> str | None:
    """An element around a formula alone, `<div>$$ … $$</div>`, in which it is read."""
    if not body.restored(match["math"]).startswith("$$"):
        return None
    math = f"\n\n{match['math']}\n\n"
    if not match["rest"].strip():
        return math
    return f'<{match["name"]}{match["rest"]} markdown="1">{math}</{match["name"]}>'


def _crosses(gaps: list[int], first: int, last: int) -> bool:
    """Whether there is an empty line between two places."""
    place = bisect_left(gaps, first)
    return place < len(gaps) and gaps[place] < last


def _is_inline(text: str, first: int, last: int) -> bool:
    """Whether there is text before or behind it on its lines."""
    before = text[text.rfind("\n", 0, first) + 1 : first].lstrip(" \t>").rstrip()
    end = text.find("\n", last)
    after = text[last : end if end >= 0 else len(text)].strip()
    if _OPENING_TAG.fullmatch(before) and _CLOSING_TAG.fullmatch(after):
        return False
    return bool(before) or bool(after and not after.startswith("{:"))


def _convert_extensions(body: Body) -> None:
    body.replace(list(_regions(body)))
    options = list(_PARSE_HTML.finditer(body.text))
    changes: list[tuple[int, int, str]] = []
    for number, match in enumerate(options):
        changes.append((match.start(), match.end(), ""))
        if match["value"] == "true":
            end = options[number + 1].start() if number + 1 < len(options) else len(body.text)
            changes += _opened(body.text, match.end(), end)
    body.replace(changes)


def _regions(body: Body) -> Iterator[tuple[int, int, str]]:
    """Comments, which kramdown writes into the page, and parts that it passes through."""
    text = body.text
    opened: re.Match[str] | None = None
    for match in _REGION.finditer(text):
        if opened is None:
            opened = match if match["name"] else None
        elif not match["name"] and match["end"] in {None, opened["name"]}:
            inner = text[opened.end() : match.start()]
            if opened["name"] == "comment":
                inner = body.keep(f"<!--{body.restored(inner).replace('--', '- -')}-->")
            yield opened.start(), match.end(), inner
            opened = None


def _opened(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Elements of HTML in which Markdown is read, as the option `parse_block_html` says."""
    for match in _HTML_BLOCK.finditer(text, start, end):
        if "markdown" not in match["rest"]:
            yield match.start(), match.end(), f'{match["tag"]} markdown="1"{match["rest"]}>'


class _Blocks:
    """Attributes of blocks and spans."""

    def __init__(self, body: Body):
        self.body = body
        self.definitions: dict[str, str] = {}

    def convert(self) -> None:
        """Move attributes to where they are read, and make boxes of blocks with such a class."""
        self._define()
        self._lines = [(line, self.body.line_at(start)) for start, line in _starts(self.body.text)]
        self._new: list[tuple[str, int]] = []
        number = 0
        while number < len(self._lines):
            text, line = self._lines[number]
            match = _ALONE.fullmatch(text)
            if match is None:
                self._new.append((text, line))
            elif not match["indent"].strip() and self._is_above(number):
                number = self._move_down(number, match["inner"])
            else:
                self._attach(match, line)
                self._end_block(number, match["indent"])
            number += 1
        self.body.relay(self._new)
        self.body.sub(_ITEM_ATTRIBUTES, self._item)
        self.body.sub(_ATTRIBUTES, self._span)

    def _end_block(self, number: int, indent: str) -> None:
        """Below its attributes, a block is at its end."""
        after = self._lines[number + 1][0] if number + 1 < len(self._lines) else ""
        if not indent and after.strip() and self._new and self._new[-1][0].strip():
            self._new.append(("", self._lines[number][1]))

    def _define(self) -> None:
        for match in _DEFINITION.finditer(self.body.text):
            before = self.definitions.get(match["name"], "")
            self.definitions[match["name"]] = f"{before} {match['rest']}"
        self.body.sub(_DEFINITION, lambda match, line: "")

    def _read(self, inner: str) -> Attributes:
        return Attributes().add(self.body.restored(inner), self.definitions)

    def _span(self, match: re.Match[str], line: int) -> str | None:
        """Attributes behind an element; what stands behind a word is text."""
        before = match.string[match.start() - 1 : match.start()]
        if not before or before not in ')*_]>"' + KEPT_ENDS:
            return None
        return self._read(match["inner"]).written() or (None if match["inner"].strip() else "")

    def _item(self, match: re.Match[str], line: int) -> str:
        """Attributes of an item of a list stand below its text in Python-Markdown."""
        written = self._read(match["inner"]).written()
        return f"{match['mark']}{match['rest']}\n{match['indent']}    {written}"

    def _is_above(self, number: int) -> bool:
        """Whether a line of attributes belongs to the block below, as one without one above."""
        before = self._new[-1][0] if self._new else ""
        after = self._lines[number + 1][0] if number + 1 < len(self._lines) else ""
        return not before.strip() and bool(after.strip())

    def _move_down(self, number: int, inner: str) -> int:
        """Take the block below, then attach its attributes; gives the number of its last line."""
        first = number + 1
        end = first
        while end < len(self._lines) and self._lines[end][0].strip():
            if _HEADING.match(self._lines[end][0]) and end > first:
                break
            if _ALONE.fullmatch(self._lines[end][0]):
                break
            self._new.append(self._lines[end])
            end += 1
            if _HEADING.match(self._lines[first][0]):
                break
        self._put(inner, self._lines[number][1], "")
        self._end_block(end - 1, "")
        return end - 1

    def _attach(self, match: re.Match[str], line: int) -> None:
        inner = match["inner"]
        if inner.strip() == "toc" or inner.strip().startswith(("toc ", "toc.")):
            self._make_toc(line)
            return
        self._put(inner, line, match["indent"])

    def _make_toc(self, line: int) -> None:
        """`* TOC` and `{:toc}` are where the table of contents is."""
        if self._new and _TOC_ITEM.fullmatch(self._new[-1][0]):
            self._new[-1] = ("[TOC]", self._new[-1][1])
        else:
            self._new.append(("[TOC]", line))

    def _put(self, inner: str, line: int, indent: str) -> None:
        """Attach attributes to the last block of the new lines."""
        attributes = self._read(inner)
        written = attributes.written()
        while len(self._new) > 1 and not self._new[-1][0].strip():
            self._new.pop()  # an empty line above attributes that belong to nothing below
        first = self._first_of_block()
        last = len(self._new) - 1
        if not written or first > last:
            self._new.append((f"{indent}{{:{inner}}}", line))
            return
        if own := _ALONE.fullmatch(self._new[last][0]):
            merged = self._read(f"{own['inner']} {inner}").written()
            self._new[last] = (own["indent"] + merged, self._new[last][1])
            return
        opening = self._new[first][0]
        kind = attributes.kind
        if kind and not indent.strip() and self._is_box(first):
            self._box(first, kind)
        elif _HEADING.match(opening) and first == last:
            self._on_heading(last, attributes)
        elif _UNDERLINE.fullmatch(self._new[last][0]) and first < last:
            self._on_heading(first, attributes)
        elif all(_ROW.fullmatch(text) for text, _ in self._new[first:]) and first < last:
            self._in_element(first, attributes)
        elif KEPT.fullmatch(opening.strip()) and first == last:
            self._on_code(first, attributes)
        else:
            self._new.append((indent + written, line))

    def _first_of_block(self) -> int:
        """The first line of the block that the new lines end with."""
        first = len(self._new)
        while first and self._new[first - 1][0].strip():
            first -= 1
            if _HEADING.match(self._new[first][0]) or _ALONE.fullmatch(self._new[first][0]):
                break
        return first

    def _is_box(self, first: int) -> bool:
        """Whether a block is a paragraph or a quotation without indentation, which can be a box."""
        lines = [text for text, _ in self._new[first:]]
        return not any(
            _ITEM.match(text) or text[:1] in "<| \t" or _HEADING.match(text) for text in lines
        )

    def _box(self, first: int, kind: str) -> None:
        """`> [!tip]` above the quotation, or above the paragraph that becomes one."""
        start = first
        if _QUOTE.match(self._new[first][0]):
            while start and _QUOTE.match(self._new[start - 1][0]):
                start -= 1
            title = _QUOTED_HEADING.fullmatch(self._new[start][0])
            words = f" {title['title']}" if title else ""
            if title:
                del self._new[start]
            self._new.insert(
                start, (f"> [!{kind}]{words}", self._new[min(start, len(self._new) - 1)][1])
            )
            return
        lines = [(f"> {text}", line) for text, line in self._new[start:]]
        self._new[start:] = [(f"> [!{kind}]", self._new[start][1]), *lines]

    def _on_heading(self, place: int, attributes: Attributes) -> None:
        text, line = self._new[place]
        if own := _OWN.search(text):
            attributes.add(own["inner"], {})
            text = text[: own.start()]
        self._new[place] = (f"{text.rstrip()} {attributes.written()}", line)

    def _in_element(self, first: int, attributes: Attributes) -> None:
        """A table has no attributes in Python-Markdown: an element around it has them."""
        line, last = self._new[first][1], self._new[-1][1]
        self._new[first:first] = [(f'<div{attributes.in_tag()} markdown="1">', line), ("", line)]
        self._new += [("", last), ("</div>", last)]

    def _on_code(self, place: int, attributes: Attributes) -> None:
        """A file's name, as Chirpy has it, is the title of the block; numbers are not shown."""
        token, line = self._new[place]
        code = self.body.restored(token.strip())
        name = attributes.pairs.get("file", "").replace('"', "'")
        head, _, rest = code.partition("\n")
        if name and head.startswith(("```", "~~~")) and "{" not in head and rest:
            language = head.lstrip("`~").strip()
            gap = "" if language else "text"
            new = self.body.keep(f'{head.rstrip()}{gap} title="{name}"\n{rest}', is_block=True)
            self._new[place] = (token.replace(token.strip(), new), line)
        elif set(attributes.classes) - {"nolineno", "no-lineno"}:
            self._in_element(place, attributes)


def _starts(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, and where they begin."""
    place = 0
    for line in text.split("\n"):
        yield place, line
        place += len(line) + 1
