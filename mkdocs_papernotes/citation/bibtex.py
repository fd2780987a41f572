"""BibTeX, as LaTeX, Zotero and Python libraries read it.

Text is escaped so that all of them read it and LaTeX prints it. URLs and DOIs are not escaped,
because the `\\url` command of LaTeX styles takes them raw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from mkdocs_papernotes.citation.reference import Reference, ReferenceType
from mkdocs_papernotes.languages.named import langid
from mkdocs_papernotes.people.enumeration import is_only_et_al
from mkdocs_papernotes.people.names import Name

_ENTRIES: dict[ReferenceType, str] = {
    "article": "misc",
    "paper-conference": "inproceedings",
    "article-journal": "article",
    "thesis": "phdthesis",
    "report": "techreport",
    "chapter": "incollection",
    "book": "book",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "webpage": "online",
    "post-weblog": "misc",
}
"""BibTeX's own types, and BibLaTeX's where BibTeX has none: its styles set them like `misc`."""
_CONTAINERS = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "misc": "howpublished",
    "online": "organization",
}
"""The field of the container by type of entry; `series` for the others."""
_SHORT_CONTAINERS = {"article": "shortjournal", "inproceedings": "series"}
_PUBLISHERS = {
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
    "patent": "holder",
    "software": "organization",
}
_WITH_LENGTH = {"book", "phdthesis", "mastersthesis", "techreport"}
"""Types of which BibLaTeX knows the number of pages."""
_MASTER = re.compile(r"master|magist|diplom|M\.?Sc|硕士|碩士|修士", re.IGNORECASE)
_PLAIN_GENRES = {"phd thesis", "master's thesis", "technical report"}
"""What BibTeX's styles print without being told."""
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
_BALANCED, _UNBALANCED = _ESCAPES | _PAIRED_BRACES, _ESCAPES | _SINGLE_BRACES
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=,)(?=,)")
_CHANGED = re.compile(r"[&%_#$~^\\<>|{}]|--|``|''|[?!]`|,,")
"""What LaTeX source has in another form than plain text."""
_MATH = re.compile(r"(?<![\\$])\$(?![\s$])((?:[^$\\]|\\.)+)(?<!\s)\$(?![\d$])")
_NOT_IN_MATH = re.compile(r"(?<!\\)[%#&]|[_^]\s*(?:[_^}]|$)")
_BRACE = re.compile("[{}]")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[+#*])*")
_COMPOUND = re.compile(r"[^\W_](?:[^\W_]|[+#*]|[-‐‑'’](?=[^\W_]))*")
_SPLITTING = re.compile(r"[,\\]|(?:^|\s)(?i:and)(?:\s|$)|^[a-z]+-")
_BREAKING = re.compile(r"[\s\\{}]")


def write_bibtex(references: Iterable[Reference]) -> str:
    """The text of a `.bib` file with the references, sorted by key."""
    ordered = sorted(references, key=lambda reference: reference.key)
    return "\n".join(bibtex_entry(reference) for reference in ordered)


@lru_cache(maxsize=8192)  # a file of its own, and the one with all papers
def bibtex_entry(reference: Reference, *, with_abstract: bool = False) -> str:
    """One reference as a BibTeX entry, with one field on each line and no empty fields.

    The abstract is for bibliographies that notes are made from.
    """
    kind = _ENTRIES[reference.type]
    if kind == "phdthesis" and _MASTER.search(reference.genre):
        kind = "mastersthesis"
    fields = list(_fields(kind, reference))
    if with_abstract and reference.abstract:
        fields.append(("abstract", f"{{{_text(reference.abstract)}}}"))
    lines = [f"  {name} = {value},\n" for name, value in fields]
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _fields(kind: str, reference: Reference) -> Iterator[tuple[str, str]]:
    texts = _texts(kind, reference)
    yield from ((name, f"{{{value}}}") for name, value in texts.items() if name and value)
    if reference.date and reference.date.month:
        yield "month", _MONTHS[reference.date.month - 1]
    if reference.date and reference.date.day:
        yield "date", f"{{{reference.date}}}"  # BibTeX has no field for the day
    identifiers = {
        "doi": _raw(reference.doi),
        # Zotero needs `eprinttype` to keep the id, older styles need `archiveprefix`
        "eprint": reference.arxiv,
        "eprinttype": "arxiv" if reference.arxiv else "",
        "archiveprefix": "arXiv" if reference.arxiv else "",
        "primaryclass": _text(reference.category) if reference.arxiv else "",
        "url": _raw(reference.url),
        "langid": langid(reference.language),
    }
    yield from ((name, f"{{{value}}}") for name, value in identifiers.items() if value)


def _texts(kind: str, reference: Reference) -> dict[str, str]:
    first, last = (_text(page) for page in reference.page_range)
    publisher, container = reference.publisher, reference.container
    if kind == "misc":
        # BibLaTeX knows no publisher of a `misc`, and GB/T 7714 would print it in place of the id
        container = container or (reference.arxiv_label if publisher == "arXiv" else publisher)
        publisher = ""
    elif kind == "online" and not container:
        container, publisher = publisher, ""
    genre = "" if reference.genre.lower() in _PLAIN_GENRES else reference.genre
    return {
        "title": _title(reference.title, reference.protected),
        "titleaddon": _text(reference.other_title),
        "author": _people(reference.authors, others=reference.others),
        "translator": _people(reference.translators),
        _CONTAINERS.get(kind, "series"): _text(container),
        _SHORT_CONTAINERS.get(kind, ""): _text(reference.container_short),
        "volume": _text(reference.volume),
        "number": _text(reference.issue or reference.number),
        "pages": f"{first}--{last}" if last else first,
        "eid": _text(reference.eid),
        "pagetotal": _text(reference.pages) if kind in _WITH_LENGTH else "",
        "type": _text(genre),
        _PUBLISHERS.get(kind, "publisher"): _text(publisher),
        "note": _text(reference.note),
        "year": f"{reference.date.year:04}" if reference.date else "",
    }


def _people(names: Iterable[Name], *, others: bool = False) -> str:
    """Names as BibTeX separates them; `others` is its word for authors that are not named."""
    return " and ".join([*map(_name, names), *(["others"] if others else [])])


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


def _title(text: str, protected: Iterable[str] = ()) -> str:
    """A title as LaTeX source, with formulas and words with capitals in braces.

    BibTeX styles turn everything outside braces into lower case, formulas included. `protected`
    are words that the author has in braces.
    """
    table = _table(text)
    formulas = [
        match.span()
        for match in _MATH.finditer(text)
        if _balanced(match[1]) and not _NOT_IN_MATH.search(match[1])
    ]
    done, at = "", 0
    for start, end in _joined([*formulas, *_phrases(text, protected), *_capitals(text)]):
        inner = _with_formulas(text, start, end, formulas, table)
        done += _escaped(text[at:start], table) + f"{{{inner}}}"
        at = end
    return done + _escaped(text[at:], table)


def _phrases(text: str, protected: Iterable[str]) -> Iterator[tuple[int, int]]:
    for phrase in protected:
        start = text.find(phrase) if phrase else -1
        while start >= 0:
            yield start, start + len(phrase)
            start = text.find(phrase, start + len(phrase))


def _capitals(text: str) -> Iterator[tuple[int, int]]:
    """The words that must keep their capitals, such as `GPT` and `Sarathi-Serve`.

    A capital after a hyphen or an apostrophe may be a name's, and then so is that of the word
    before it.
    """
    for compound in _COMPOUND.finditer(text):
        if not _has_capital(compound[0]):
            continue
        words = [
            match for match in _WORD.finditer(text, *compound.span()) if _has_capital(match[0])
        ]
        if words and words[-1].start() > compound.start():
            yield words[0].start(), words[-1].end()
        elif words and _needs_capitals(words[0][0]):
            yield words[0].span()


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _with_formulas(
    text: str, start: int, end: int, formulas: Iterable[tuple[int, int]], table: dict[int, str]
) -> str:
    """A span of a title as LaTeX source, its formulas as they are."""
    done, at = "", start
    for first, last in formulas:
        if start <= first and last <= end:
            done += _escaped(text[at:first], table) + text[first:last]
            at = last
    return done + _escaped(text[at:end], table)


def _text(text: str) -> str:
    """Text as LaTeX source."""
    return _escaped(text, _table(text))


def _table(text: str) -> dict[int, str]:
    """How characters are escaped: braces as `\\{` and `\\}` only if they are balanced.

    BibTeX counts escaped braces, too.
    """
    return _BALANCED if _balanced(text) else _UNBALANCED


def _escaped(text: str, table: dict[int, str]) -> str:
    return _LIGATURE.sub("{}", text.translate(table)) if _CHANGED.search(text) else text


def _has_capital(word: str) -> bool:
    return not word.islower() and any(char.isupper() for char in word)


def _needs_capitals(word: str) -> bool:
    """Whether a word is an acronym or name such as `GPT`, `LaTeX`, `C++`, `T5` or `R`."""
    if not _has_capital(word):
        return False
    return not word[1:].islower() if len(word) > 1 else word != "A"


def _balanced(text: str) -> bool:
    depth = 0
    for brace in _BRACE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _raw(text: str) -> str:
    """A URL or DOI, with only spaces, braces and backslashes percent-encoded."""
    return _BREAKING.sub(lambda match: quote(match[0]), text)
