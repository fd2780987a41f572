"""Adds an entry at the end of a bibliography; every other byte stays as it is."""

from __future__ import annotations

from mkdocs_papernotes.bibliography.bibliography import read_bibliography


class AppendError(ValueError):
    """Nothing can be added to a bibliography; the message says why, as the end of a sentence."""


def with_entry(content: bytes, source: str, key: str, entry: str) -> bytes:
    """A bibliography with one more entry, which is BibTeX or a CSL-JSON item as `source` is.

    Raises `AppendError` if the file cannot be read, or is written so that the entry would be lost.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise AppendError("it is not UTF-8") from None
    end = "\r\n" if "\r\n" in text else "\n"
    is_json = source.lower().endswith(".json")
    added = (_in_json if is_json else _in_bibtex)(text, entry.strip("\n").replace("\n", end), end)
    before = read_bibliography(content, source)
    after = read_bibliography(added.encode(), source)
    if set(after.papers) != {*before.papers, key}:
        problems = [problem for problem in after.problems if problem.severity != "info"]
        raise AppendError(problems[0].message if problems else "it cannot be read")
    return added.encode()


def _in_bibtex(text: str, entry: str, end: str) -> str:
    if not text.strip("\ufeff \t\r\n"):
        return f"{text}{entry}{end}"
    gap = "" if text.endswith(end * 2) else end if text.endswith("\n") else end * 2
    return f"{text}{gap}{entry}{end}"


def _in_json(text: str, item: str, end: str) -> str:
    if not text.strip("\ufeff \t\r\n"):
        return f"{text}[{end}{item}{end}]{end}"
    inner, bracket, below = text.rpartition("]")
    if not bracket or below.strip():
        raise AppendError("it is not a list of items")
    items = inner.rstrip()
    comma = "" if items.endswith("[") else ","
    return f"{items}{comma}{end}{item}{end}]{below}"
