"""The sentence around a link in a Markdown text, as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_papernotes.markup.heading import without_markup
from mkdocs_papernotes.markup.sentences import (
    Span,
    apart_from,
    formulas,
    in_marks,
    letter_end,
    merged,
    sentence_ends,
    word_ends,
)
from mkdocs_papernotes.text import one_line

LONGEST = 280
"""How many characters of a sentence are kept, about; those next to the link."""
_LONGEST_ASIDE = 120
"""A formula or code that is longer is left out."""
_LEAST_CONTEXT = 40
"""How many characters of a sentence are kept on either side of a link at least."""
_START, _END = "\ue000", "\ue001"
"""They stand around the text of the link while the markup around it is removed."""
_ASIDE = 0xF0000
"""The first of the characters that stand for code and formulas meanwhile."""
_RESERVED = re.compile("[\ue000\ue001\U000f0000-\U000ffffd]")
_ATOM = re.compile(
    r"(?<!`)(`+)(?!`)(?P<code>(?:[^`]|(?!\1(?!`))`+)+?)(?<!`)\1(?!`)"
    r"|\$\$[^$]+\$\$|(?<![\\$])\$(?![\s$])[^$\n]*[^\s$\\]\$(?![\d$])"
    r"|\\\((?:[^\\]|\\[^)]){1,300}\\\)|\\\[(?:[^\\]|\\[^\]]){1,300}\\\]"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|~^$<>-])"
)
_PREFIX = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}[ \t]+|(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+"
    r"(?:[\w-]+[ \t]+)*(?=\")|\[\^[^\[\]\s]+\]:[ \t]*|:[ \t]+)?"
    r"(?:\[[ xX]\][ \t]+|\[![\w-]+\][+-]?)?"
)
"""What stands before the text of an item, a heading, a box or a footnote."""
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[^\n]*$", re.MULTILINE)
_LINE_START = re.compile(r"^[ \t>]+", re.MULTILINE)
_DROPPED = re.compile(
    r"\[\^[^\[\]\s]{1,40}\]|\{:?[ \t]?[.#][^{}\n]*\}"
    r"|:(?:material|fontawesome|octicons|simple)-[\w-]{1,60}:"
)
"""Marks of footnotes, lists of attributes, icons."""
_PAIRS = (
    re.compile(r"==(?=\S)([^=\n]{1,200})(?<=\S)=="),
    re.compile(r"~~(?=\S)([^~\n]{1,200})(?<=\S)~~"),
    re.compile(r"\^\^(?=\S)([^^\n]{1,200})(?<=\S)\^\^"),
)


def sentence_around(piece: str, links: Sequence[tuple[int, int, Span]], number: int) -> str:
    """The sentence around one of the links in a paragraph.

    `links` are their starts and ends and where their texts are; one may be within another.
    """
    text, atoms = _put_aside(_with_link_marked(piece, links, number))
    text = _PREFIX.sub("", text.lstrip("\n"), count=1)
    text = _DEFINITION.sub("", _LINE_START.sub("", text))
    text = _DROPPED.sub("", text).strip()
    for pair in _PAIRS:
        text = pair.sub(r"\1", text)
    text = without_markup(text)
    start, end = text.find(_START), text.rfind(_END)
    if start < 0 or end < start:
        return ""
    chosen = _sentence(text, (start, end + 1))
    for code, atom in enumerate(atoms):
        chosen = chosen.replace(chr(_ASIDE + code), atom)
    return one_line(chosen.replace(_START, "").replace(_END, ""))


def _with_link_marked(piece: str, links: Sequence[tuple[int, int, Span]], number: int) -> str:
    """The piece with the texts of links in their places; that of one link is marked."""
    parts: list[str] = []
    position = 0
    for start, end, (first, last) in sorted(links):
        if start < position:  # within the text of another link
            continue
        text = _RESERVED.sub("", piece[first:last])
        is_marked = start <= links[number][0] < end
        parts += [_RESERVED.sub("", piece[position:start])]
        parts += [_START, text, _END] if is_marked else [text]
        position = end
    return "".join((*parts, _RESERVED.sub("", piece[position:])))


def _put_aside(text: str) -> tuple[str, list[str]]:
    """The text with one character for each formula and piece of code, and what these stand for."""
    atoms: list[str] = []

    def put(match: re.Match[str]) -> str:
        atom = (match["code"] or match["escaped"] or match[0]).strip()
        atoms.append("…" if len(atom) > _LONGEST_ASIDE else atom)
        return chr(_ASIDE + len(atoms) - 1)

    return _ATOM.sub(put, text), atoms


def _sentence(text: str, link: Span) -> str:
    """The part of a text from the end of the sentence before the link to the end of its own."""
    whole = merged([*formulas(text), *in_marks(text), link])
    start, end = 0, len(text)
    for offset in apart_from(sentence_ends(text), whole):
        if offset <= link[0]:
            start = offset
        elif offset >= link[1]:
            end = offset
            break
    return _shortened(text, (start, end), link)


def _shortened(text: str, sentence: Span, link: Span) -> str:
    """The sentence, or what is next to the link of one that is too long."""
    start, end = sentence
    if end - start <= LONGEST:
        return text[start:end].strip()
    context = max((LONGEST - (link[1] - link[0])) // 2, _LEAST_CONTEXT)
    first = max(start, min(link[0] - context, end - LONGEST))
    last = min(end, max(link[1] + context, first + LONGEST))
    ends = [start + offset for offset in word_ends(text[start:end])]
    first = next((offset for offset in ends if offset >= first), first) if first > start else start
    last = next((offset for offset in reversed(ends) if first < offset <= last), last)
    last = end if last >= end else letter_end(text, last)
    first = start if first > link[0] else first
    parts = ("… " if first > start else "", text[first:last].strip(), " …" if last < end else "")
    return "".join(parts)
