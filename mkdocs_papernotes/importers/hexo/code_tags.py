"""Tags whose body is code or a formula, and is not read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from mkdocs_papernotes.importers.constructs.call import Block, Call, Converter, safe
from mkdocs_papernotes.importers.hexo.text_tags import inline_math
from mkdocs_papernotes.importers.kept import KEPT_ENDS, KEPT_OPENS

_KEY = re.compile(r"(?P<key>[a-z_]+):(?P<value>\S*)\Z")
_TITLE_ADDRESS = re.compile(r"(?P<title>.*?)(?:^|\s)(?P<address>https?://\S+)(?:\s(?P<text>.*))?\Z")
_LANGUAGE = re.compile(r"[\w#.+-]+\Z")
_TICKS = re.compile(r"`{3,}")
_RAW = re.compile(r"\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}[ \t]*\n?")
_DELIMITER = re.compile(rf"\\[()\[\]]|\$\$?|\n|[{KEPT_OPENS}{KEPT_ENDS}][0-9]*")
_CLOSING = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_ELEMENT = re.compile(r"<[A-Za-z/!]")
_EMPHASIS = re.compile(r"[*`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_OPTIONS = ("lang", "line_number", "first_line", "mark", "wrap", "highlight", "language_attr")


def fenced(code: str, language: str = "", options: str = "") -> str:
    """Code between fences that are longer than any in it."""
    longest = max((len(run) for run in _TICKS.findall(code)), default=2)
    fence = "`" * max(3, longest + 1)
    info = f"{language or 'text'} {options}".rstrip() if language or options else ""
    return f"{fence}{info}\n{code}\n{fence}"


def codeblock(call: Call) -> str | None:
    """`{% codeblock [title] [lang:…] [url] [link text] [first_line:…] [mark:1,4-7] %}`."""
    if call.inner is None:
        return None
    values, words = _values(call.arguments)
    title, address, text = _caption(" ".join(words))
    first = int(values["first_line"]) if values.get("first_line", "").isdecimal() else 1
    options = [
        *([f'title="{_quoted(call.plain(title))}"'] if title else []),
        *([f'linenums="{first}"'] if first != 1 or values.get("line_number") == "true" else []),
        *([f'hl_lines="{marks}"'] if (marks := _marks(values.get("mark", ""), first)) else []),
    ]
    language = values.get("lang", "")
    language = language if _LANGUAGE.match(language) else ""
    code = _RAW.sub("", call.code)
    block = call.keep_as_code(fenced(code, language, " ".join(options)))
    below = f"\n\n[{text or 'link'}]({safe(address)})" if address else ""
    return Block(block + below)


def _values(arguments: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    values: dict[str, str] = {}
    words: list[str] = []
    for argument in arguments:
        found = _KEY.match(argument)
        if found and found["key"] in _OPTIONS:
            values[found["key"]] = found["value"]
        else:
            words.append(argument)
    return values, words


def _caption(text: str) -> tuple[str, str, str]:
    """Title, address and text of the link in a caption."""
    found = _TITLE_ADDRESS.match(text)
    if not found:
        return text, "", ""
    return found["title"].strip(), found["address"], (found["text"] or "").strip()


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace("&", "&amp;").replace('"', "&quot;")


def _marks(given: str, first: int) -> str:
    """Numbers of lines from 1 for `hl_lines`; Hexo counts them as they are shown."""
    return " ".join(_ranges(given, first - 1))


def _ranges(given: str, shift: int) -> Iterator[str]:
    for part in given.split(","):
        ends = part.split("-")
        if len(ends) > 2 or not all(end.isdecimal() and len(end) < 7 for end in ends):
            continue
        low, high = sorted((int(ends[0]) - shift, int(ends[-1]) - shift))
        if low >= 1:
            yield f"{low}-{high}" if low < high else f"{low}"


def diagram(language: str) -> Converter:
    """A converter for a tag whose body is the source of a diagram, which is shown as code and told:
    whether it is drawn depends on what the new site loads.
    """

    def converter(call: Call) -> str | None:
        if call.inner is None:
            return None
        call.tell_left()
        first = f"{call.plain(call.rest)}\n" if call.rest and language == "mermaid" else ""
        return Block(call.keep_as_code(fenced(f"{first}{call.code}", language)))

    return converter


def formula(call: Call) -> str | None:
    """`{% math %}…{% endmath %}`, which is a formula of its own if it stands alone."""
    if call.inner is None or not call.is_alone:
        return inline_math(call)
    inner = call.code.strip()
    if not inner or "\n\n" in inner:
        return None
    if inner.startswith(("$", "\\[", "\\(", "\\begin")):
        return Block(call.keep(inner))
    return Block(call.keep(f"$$\n{inner}\n$$"))


def raw(call: Call) -> str | None:
    """`{% raw %}…{% endraw %}`: HTML stays, text stays as it is written.

    Hexo keeps what is in it from the Markdown renderer, too
    (https://github.com/hexojs/hexo/blob/master/lib/hexo/post.ts, `escapeAllSwigTags`).
    """
    if call.inner is None:
        return None
    return call.inner if _ELEMENT.search(call.inner) else as_plain(call.inner)


def as_plain(text: str) -> str:
    """Text in which nothing is Markdown but formulas and what is kept."""
    parts: list[str] = []
    place = 0
    for first, last in _untouched(text):
        parts += [_escaped(text[place:first]), text[first:last]]
        place = last
    return "".join((*parts, _escaped(text[place:])))


def _untouched(text: str) -> Iterator[tuple[int, int]]:
    """Where formulas are, and what is kept."""
    opening, start = "", 0
    for mark in _DELIMITER.finditer(text):
        written = mark[0]
        if opening and written == _CLOSING[opening]:
            yield start, mark.end()
            opening = ""
        elif written in _CLOSING:
            opening, start = written, mark.start()
        elif written == "\n":
            opening = "" if opening == "$" else opening
        elif not opening and written[0] in (KEPT_OPENS, KEPT_ENDS):
            yield mark.span()


def _escaped(text: str) -> str:
    return _EMPHASIS.sub(r"\\\g<0>", text)


CODE: Mapping[str, Converter] = {
    **dict.fromkeys(("codeblock", "code"), codeblock),
    **dict.fromkeys(("raw", "verbatim"), raw),
    **dict.fromkeys(("math", "katex", "mathjax"), formula),
    "chart": diagram("json"),
    "markmap": diagram("markmap"),
    "mermaid": diagram("mermaid"),
    "plantuml": diagram("plantuml"),
    "graphviz": diagram("dot"),
    "wavedrom": diagram("wavedrom"),
    "score": diagram("abc"),
    "flowchart": diagram("flow"),
    "echarts": diagram("echarts"),
}
