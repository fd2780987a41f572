"""Code and formulas: the shortcodes around them, and the options behind a fence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.constructs.call import Block, Call, Converter
from mkdocs_papernotes.importers.hugo.shortcode_arguments import arguments_of

_TICKS = re.compile(r"`{3,}")
_LANGUAGE = re.compile(r"[\w#.+-]+\Z")
_INFO = re.compile(
    r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[^\s{`]*)[ \t]*\{(?P<options>[^{}\n]*)\}"
    r"[ \t]*(?=\n|\Z)"
)
_OPTION = re.compile(
    r"""(?P<name>[\w-]{1,30})[ \t]{0,3}[=:][ \t]{0,3}
        (?P<value>"[^"]*"|'[^']*'|\[[^\[\]]*\]|[^\s,"'\[\]]+(?:[ ][0-9][0-9-]*)*)""",
    re.VERBOSE,
)
_RANGE = re.compile(r"[0-9]{1,6}(?:-[0-9]{1,6})?")
_CLASS = re.compile(r"\.(?P<name>[A-Za-z][\w-]*)")


def fenced_code(code: str, language: str = "", options: str = "") -> str:
    """Code between fences that are longer than any in it."""
    longest = max((len(run) for run in _TICKS.findall(code)), default=2)
    fence = "`" * max(3, longest + 1)
    language = language if _LANGUAGE.match(language) else ""
    info = f"{language or 'text'} {options}".rstrip() if language or options else ""
    return f"{fence}{info}\n{code}\n{fence}"


def options_of(text: str) -> str:
    """The options of Chroma, `linenos=true,hl_lines=[1,"3-4"]`, as pymdownx has them.

    `hl_lines` counts from the first line in both
    (https://gohugo.io/functions/transform/highlight/).
    """
    given = {match["name"].lower(): match["value"] for match in _OPTION.finditer(text)}
    start = given.get("linenostart", "1").strip("\"'")
    numbers = given.get("linenos", "").strip("\"'").lower() in {"true", "table", "inline", "1"}
    found: list[str] = []
    if title := given.get("title", given.get("filename", "")).strip("\"'"):
        found.append(f'title="{_quoted(title)}"')
    if numbers or (start.isdecimal() and start != "1"):
        found.append(f'linenums="{start if start.isdecimal() else 1}"')
    if lines := " ".join(_RANGE.findall(given.get("hl_lines", ""))):
        found.append(f'hl_lines="{lines}"')
    return " ".join(found)


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace('"', "&quot;")


def convert_fences(body: Body) -> None:
    """Give fences with options of Goldmark those of pymdownx."""
    body.replace(list(_changed_fences(body)))


def _changed_fences(body: Body) -> Iterator[tuple[int, int, str]]:
    for first, last, kept in body.tokens(body.text):
        info = _INFO.match(kept) if kept[:3] in {"```", "~~~"} else None
        if info is None:
            continue
        options = options_of(info["options"])
        language = info["language"] or _language(info["options"])
        opening = f"{info['fence']}{language or ('text' if options else '')} {options}".rstrip()
        yield first, last, body.keep(opening + kept[info.end() :], is_block=True)


def _language(options: str) -> str:
    """The language that a fence names as a class: `{.python}`."""
    found = _CLASS.search(options)
    return found["name"] if found else ""


def highlight(call: Call) -> str | None:
    """`{{< highlight go "linenos=table,hl_lines=8 15-17" >}}`; also `code` with `language=`."""
    if call.inner is None:
        return None
    given = arguments_of(call.rest)
    language = given.either(0, "lang", "language", "type")
    code = call.code.strip("\n")
    if call.name != "highlight" and _TICKS.search(code):
        return Block(call.content.strip("\n"))
    options = ",".join((given.either(1, "options"), *_named(given.named)))
    if "hl_inline=true" in options.replace(" ", "") and "\n" not in code and "`" not in code:
        return call.keep(f"`{code.strip()}`")
    return Block(call.keep_as_code(fenced_code(code, language, options_of(options))))


def _named(named: Mapping[str, str]) -> Iterator[str]:
    """Options that are arguments of their own."""
    for name in ("linenos", "linenostart", "hl_lines", "title", "filename"):
        if value := named.get(name):
            yield f'{name}="{value.replace(chr(34), chr(39))}"'


def diagram(language: str) -> Converter:
    """A converter for a shortcode whose body is the source of a diagram."""

    def converter(call: Call) -> str | None:
        if call.inner is None:
            return ""
        code = call.code.strip("\n")
        return Block(code if "```" in code else call.keep_as_code(fenced_code(code, language)))

    return converter


_DELIMITED = ("$", "\\[", "\\(", "\\begin")


def formula(call: Call) -> str | None:
    """`{{< katex >}}x^2{{< /katex >}}`; with `display` in lines of its own.

    Without a body it only loaded KaTeX, which the new site does where it is needed.
    """
    if call.inner is None:
        return "" if not arguments_of(call.rest).positional else None
    given = arguments_of(call.rest)
    inner = call.code.strip()
    if not inner or "\n\n" in inner:
        return None
    if inner.startswith(_DELIMITED):
        return Block(call.keep(inner)) if call.is_alone else call.keep(inner)
    is_block = "display" in given.positional or given.get("display") or "\n" in inner
    if is_block and (call.is_alone or "\n" in inner):
        return Block(call.keep(f"$$\n{inner}\n$$"))
    return call.keep(f"${' '.join(inner.split())}$")


def typed(call: Call) -> str | None:
    """LoveIt's `{{< typeit code=java >}}`, which typed code or text letter by letter."""
    if call.inner is None:
        return None
    language = arguments_of(call.rest).get("code")
    if not language:
        return Block(call.content.strip("\n"))
    return Block(call.keep_as_code(fenced_code(call.code.strip("\n"), language)))


CODE: Mapping[str, Converter] = {
    **dict.fromkeys(("highlight", "code", "codeblock"), highlight),
    **dict.fromkeys(("mermaid", "diagram"), diagram("mermaid")),
    **dict.fromkeys(("plantuml",), diagram("plantuml")),
    **dict.fromkeys(("graphviz", "dot"), diagram("dot")),
    **dict.fromkeys(("math", "katex", "mathjax", "latex"), formula),
    "typeit": typed,
}
LITERAL = frozenset({*CODE, "comment", "echarts", "chart"} - {"typeit"})
"""Shortcodes whose body is no Markdown, and holds no other shortcodes."""
