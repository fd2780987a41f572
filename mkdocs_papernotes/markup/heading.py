"""The first H1 of a Markdown text, found without rendering the whole text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html
from markdown.treeprocessors import Treeprocessor

from mkdocs_papernotes.markup.escapes import unescaped
from mkdocs_papernotes.markup.extensions import MarkdownOptions, new_markdown
from mkdocs_papernotes.markup.opening import end_of_comments
from mkdocs_papernotes.markup.wikilinks import with_links
from mkdocs_papernotes.text import one_line, without

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,}|\$\$(?!.*\$\$)|<pre\b(?!.*</pre>)|<!--(?!.*-->))")
_CLOSING = {"$$": "$$", "<pre": "</pre>", "<!--": "-->"}
_ATX = re.compile(r"#(?!#)")
_SETEXT = re.compile(r"=+ *$")
_HTML = re.compile(r"<h1\b[^<>]*>", re.IGNORECASE)
_HTML_END = re.compile(r"</h1\s{0,9}>", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ALT = re.compile(r"""\balt\s?=\s?(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_DEFINITION = re.compile(r" {0,3}(?:\[[^\[\]]+\]|\*\[[^\[\]]+\]):")
_PLAIN = re.compile(
    r"# ?[^\W_](?:[^\W_]|(?<![-.])[-.](?![-.])|:(?= )|[ +,?()/%—，。：；、！？（）《》“”])*"
)
"""A heading in which no extension finds anything to replace."""
_SNIPPET = "--8<--"
_NOT_LOADED = (ImportError, AttributeError, KeyError, TypeError, ValueError)
"""What Python-Markdown raises for an extension that is missing or wrongly configured."""
_OPTIONS = MarkdownOptions(("attr_list", "footnotes"))

_ATTRIBUTES = re.compile(r"(?:(?<![ \t])[ \t]+)?\{:?[^{}]*\}[ \t]*$")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ASIDE = re.compile("\0(\\d+)\0")
_INLINE = (
    (re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])"), ""),
    (re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)")
_STRONG_ENDS = {"**": re.compile(r"(?<=\S)\*\*"), "__": re.compile(r"(?<=\S)__")}
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)")
_EMPHASIS_ENDS = {
    "*": re.compile(r"(?<=\S)\*(?![\w*])"),
    "_": re.compile(r"(?<=\S)_(?![\w*])"),
}


class Heading(NamedTuple):
    """A heading."""

    text: str
    """Plain text, empty for a heading that is only a picture."""
    opens: bool
    """Whether only blank lines and comments come before it."""


class _Candidate(NamedTuple):
    """What may be a heading."""

    source: str
    opens: bool
    is_html: bool = False


class HeadingReader:
    """Reads headings as plain text, rendered with the Markdown extensions of a site."""

    def __init__(self, options: MarkdownOptions = _OPTIONS, *, wikilinks: bool = False):
        """`wikilinks` says whether `[[…]]` in a heading are links, and count by their texts."""
        self.options, self._wikilinks = options, wikilinks
        self._known: tuple[Markdown, _HeadingText] | None = None

    def first(self, markdown: str) -> Heading | None:
        """The first H1 outside of code: written with `#`, underlined with `=`, or as HTML."""
        for found in _candidates(markdown):
            if found.is_html:
                return Heading(_text_of_html(found.source), found.opens)
            source = found.source
            if self._wikilinks:
                source = with_links(source, lambda link: link.shown)
            definitions = _definitions(markdown) if "[" in source else ""
            text = self._text(source, definitions)
            if text is not None:
                return Heading(text, found.opens)
        if _SNIPPET in markdown:  # the heading may be in a file that an extension inserts
            with suppress(OSError):
                text = self._text(markdown, "")
                return Heading(text, opens=True) if text is not None else None
        return None

    def _text(self, source: str, definitions: str) -> str | None:
        """The text of a heading; `None` for one that is no H1 when rendered, or is empty."""
        if _PLAIN.fullmatch(source):
            return one_line(source[1:])
        if self._known is None:
            md = _markdown(self.options)
            reader = _HeadingText(md)
            md.treeprocessors.register(reader, "papernotes_heading", 1)
            md.treeprocessors.deregister("toc", strict=False)  # takes time for ids and links
            self._known = md, reader
        md, reader = self._known
        md.reset()
        reader.text = None
        md.convert(f"{source}\n\n{definitions}")
        return reader.text


def _markdown(options: MarkdownOptions) -> Markdown:
    """A converter with the extensions that can be loaded; programs may lack some of them."""
    with suppress(*_NOT_LOADED):
        return new_markdown(options)
    md = Markdown()
    for name in options.extensions:
        with suppress(*_NOT_LOADED):
            md.registerExtensions([name], {name: dict(options.extension_configs.get(name, {}))})
    return md


class _HeadingText(Treeprocessor):
    """Keeps the text of the H1 that opens a text, as MkDocs makes the title of a page from it."""

    text: str | None = None

    def run(self, root: Element) -> None:
        opening = next(iter(root), None)
        if opening is None or opening.tag != "h1":
            return
        inner = remove_fnrefs(opening)
        shown = heading_text(render_inner_html(inner, self.md))
        has_picture = any(element.tag in {"img", "svg"} for element in inner.iter())
        self.text = shown if shown or has_picture else None


def heading_text(html_text: str) -> str:
    """The text of a heading in HTML, without the link to itself."""
    return _text_of_html(without(html_text, '<a class="headerlink"', "</a>"))


def _text_of_html(inner: str) -> str:
    """The text of HTML; a picture counts by its `alt`."""
    text = _IMAGE.sub(_alternative, without(inner, "<!--", "-->"))
    return one_line(html.unescape(without(text, "<", ">")))


def _alternative(image: re.Match[str]) -> str:
    alt = _ALT.search(image[0])
    return (alt[1] or alt[2] or "") if alt else ""


def _candidates(markdown: str) -> Iterator[_Candidate]:
    """What may be an H1, in the order of the text."""
    start = end_of_comments(markdown)
    fence, opens = "", True
    before, previous = "", ""
    was_open = True
    for line in markdown[start:].split("\n"):
        place, start = start, start + len(line) + 1
        if fence:
            closed = fence in line if fence in _CLOSING.values() else line.strip().startswith(fence)
            fence = "" if closed else fence
            continue
        if match := _FENCE.match(line):
            fence = _CLOSING.get(match[1], match[1])
        elif _ATX.match(line):
            yield _Candidate(line, opens)
        elif _SETEXT.match(line) and previous.strip() and not before.strip():
            yield _Candidate(f"{previous}\n{line}", was_open)
        elif match := _HTML.search(line):
            inner = _up_to_end(markdown, place + match.end())
            is_first = opens and not line[: match.start()].strip()
            yield _Candidate(inner, is_first, is_html=True)
        was_open = opens
        opens = opens and not line.strip()
        before, previous = previous, line


def _up_to_end(markdown: str, start: int) -> str:
    """The HTML in a heading that begins at `start`."""
    end = _HTML_END.search(markdown, start)
    return markdown[start : end.start()] if end else ""


def _definitions(markdown: str) -> str:
    """The lines that define links, footnotes and abbreviations, which a heading may refer to."""
    lines = (line for line in markdown.split("\n") if _DEFINITION.match(line))
    return "\n".join(lines)


def same_title(one: str, other: str) -> bool:
    """Whether two titles differ at most in case, width, spaces, punctuation and markup."""
    return _letters(one) == _letters(other) or _letters(plain_text(one)) == _letters(other)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded)) or "".join(folded.split())


def plain_text(inline: str) -> str:
    """Inline Markdown as plain text on one line: `**Spec** [Guard](x)` becomes `Spec Guard`."""
    return one_line(without_markup(inline))


def without_markup(inline: str) -> str:
    """Inline Markdown as plain text, with its lines as they are."""
    codes: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        codes.append(match[2].strip() or match[2])
        return f"\0{len(codes) - 1}\0"

    text = _CODE.sub(put_aside, _ATTRIBUTES.sub("", inline).replace("\0", ""))
    text = without(text, "<!--", "-->")
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    text = _without_marks(text, _STRONG, _STRONG_ENDS)
    text = _without_marks(text, _EMPHASIS, _EMPHASIS_ENDS)
    text = unescaped(text)
    return _ASIDE.sub(lambda match: codes[int(match[1])], html.unescape(text))


def _without_marks(
    text: str, opening: re.Pattern[str], endings: Mapping[str, re.Pattern[str]]
) -> str:
    """The text without the marks of an emphasis; `endings` are what closes each opening mark."""
    open_ends = dict(endings)
    parts, start, position = [], 0, 0
    while match := opening.search(text, position):
        ending = open_ends.get(match[1])
        end = ending.search(text, match.end() + 1) if ending else None
        if end is None:
            open_ends.pop(match[1], None)  # nothing further on closes this mark, either
            position = match.start() + 1
        else:
            parts += [text[start : match.start()], text[match.end() : end.start()]]
            start = position = end.end()
    return "".join((*parts, text[start:]))
