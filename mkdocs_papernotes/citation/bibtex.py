"""BibTeX, as LaTeX, Zotero and Python libraries read it.

Text is escaped so that all of them read it and LaTeX prints it. URLs and DOIs are not escaped,
because the `\\url` command of LaTeX styles takes them raw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from mkdocs_papernotes.citation.reference import Reference, ReferenceType
from mkdocs_papernotes.people.enumeration import is_only_et_al
from mkdocs_papernotes.people.names import Name

_ENTRIES: dict[ReferenceType, str] = {
    "article": "misc",
    "paper-conference": "inproceedings",
    "article-journal": "article",
    "thesis": "phdthesis",
    "report": "techreport",
    "chapter": "incollection",
    "post-weblog": "misc",
}
_CONTAINERS = {"article": "journal", "misc": "howpublished"}
_SHORT_CONTAINERS = {"article": "shortjournal", "inproceedings": "series"}
_PUBLISHERS = {"phdthesis": "school", "techreport": "institution"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ESCAPES = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%_#$"},
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "\\": r"{\textbackslash}",
        "<": r"{\textless}",
        ">": r"{\textgreater}",
        "|": r"{\textbar}",
    }
)
_PAIRED_BRACES = str.maketrans({"{": r"\{", "}": r"\}"})
_SINGLE_BRACES = str.maketrans({"{": r"{\textbraceleft}", "}": r"{\textbraceright}"})
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=,)(?=,)")
_MATH = re.compile(r"(?<![\\$])\$(?![\s$])((?:[^$\\]|\\.)+)(?<!\s)\$(?![\d$])")
_NOT_IN_MATH = re.compile(r"(?<!\\)[%#&]|[_^]\s*(?:[_^}]|$)")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[+#])*")
_SPLITTING = re.compile(r"[,\\]|(?:^|\s)(?i:and)(?:\s|$)|^[a-z]+-")
_BREAKING = re.compile(r"[\s\\{}]")


def write_bibtex(references: Iterable[Reference]) -> str:
    """The text of a `.bib` file with the references, sorted by key."""
    ordered = sorted(references, key=lambda reference: reference.key)
    return "\n".join(bibtex_entry(reference) for reference in ordered)


def bibtex_entry(reference: Reference) -> str:
    """One reference as a BibTeX entry, with one field on each line and no empty fields."""
    kind = _ENTRIES[reference.type]
    lines = [f"  {name} = {value},\n" for name, value in _fields(kind, reference)]
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _fields(kind: str, reference: Reference) -> Iterator[tuple[str, str]]:
    first, last = (_text(page) for page in reference.page_range)
    texts = {
        "title": _title(reference.title),
        "author": _people(reference.authors),
        "translator": _people(reference.translators),
        _CONTAINERS.get(kind, "booktitle"): _text(reference.container),
        _SHORT_CONTAINERS.get(kind, ""): _text(reference.container_short),
        "volume": _text(reference.volume),
        "number": _text(reference.issue),
        "pages": f"{first}--{last}" if last else first,
        _PUBLISHERS.get(kind, "publisher"): _text(reference.publisher),
        "year": f"{reference.date.year:04}" if reference.date else "",
    }
    yield from ((name, f"{{{value}}}") for name, value in texts.items() if name and value)
    if reference.date and reference.date.month:
        yield "month", _MONTHS[reference.date.month - 1]
    identifiers = {
        "doi": _raw(reference.doi),
        # Zotero needs `eprinttype` to keep the id, older styles need `archiveprefix`
        "eprint": reference.arxiv,
        "eprinttype": "arxiv" if reference.arxiv else "",
        "archiveprefix": "arXiv" if reference.arxiv else "",
        "primaryclass": _text(reference.category) if reference.arxiv else "",
        "url": _raw(reference.url),
        "language": _text(reference.language),
    }
    yield from ((name, f"{{{value}}}") for name, value in identifiers.items() if value)


def _people(names: Iterable[Name]) -> str:
    return " and ".join(_name(name) for name in names)


def _name(name: Name) -> str:
    """A name such as `van der Maaten, Laurens` or `King, Jr., Martin Luther`.

    A name that must not be split is put in braces. “et al.” becomes `others`, BibTeX's word for
    further authors.
    """
    if is_only_et_al(name.literal):
        return "others"
    if name.literal or not name.given:
        return f"{{{_text(name.surname)}}}"
    parts = (name.surname, name.suffix, name.given)
    return ", ".join(_part(_text(part)) for part in parts if part)


def _part(text: str) -> str:
    """A part of a name, in braces if BibTeX would split it at a comma, an “and” or an escape.

    BibTeX also splits at hyphens: without braces it takes the `al` of `al-Khwarizmi` for a particle
    and prints “al Khwarizmi”.
    """
    return f"{{{text}}}" if _SPLITTING.search(text) else text


def _title(text: str) -> str:
    """A title as LaTeX source, with formulas and words with capitals in braces.

    BibTeX styles turn everything outside braces into lower case, formulas included.
    """
    done, at = "", 0
    for match in _MATH.finditer(text):
        if _balanced(match[1]) and not _NOT_IN_MATH.search(match[1]):
            done += _text(text[at : match.start()], protect=True) + f"{{{match[0]}}}"
            at = match.end()
    return done + _text(text[at:], protect=True)


def _text(text: str, protect: bool = False) -> str:
    """Text as LaTeX source; with `protect`, words that must keep their capitals are in braces.

    Braces in the text are written as `\\{` and `\\}` only if they are balanced, because BibTeX
    counts escaped braces, too.
    """
    braces = _PAIRED_BRACES if _balanced(text) else _SINGLE_BRACES
    table = {**_ESCAPES, **braces}
    done, at = "", 0
    for match in _WORD.finditer(text) if protect else ():
        if _needs_capitals(match[0]):
            done += text[at : match.start()].translate(table) + f"{{{match[0].translate(table)}}}"
            at = match.end()
    return _LIGATURE.sub("{}", done + text[at:].translate(table))


def _needs_capitals(word: str) -> bool:
    """Whether a word is an acronym or name such as `GPT`, `LaTeX`, `C++`, `T5` or `R`."""
    if not any(char.isupper() for char in word):
        return False
    return not word[1:].islower() if len(word) > 1 else word != "A"


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _raw(text: str) -> str:
    """A URL or DOI, with only spaces, braces and backslashes percent-encoded."""
    return _BREAKING.sub(lambda match: quote(match[0]), text)
