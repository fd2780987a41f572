"""Moves the handwritten header in a note's file to front matter."""

from __future__ import annotations

from mkdocs_papernotes.front_matter.parsing import read_front_matter
from mkdocs_papernotes.importers.handwritten.block import body_start, file_lines, with_values
from mkdocs_papernotes.importers.handwritten.header import HandwrittenHeader, find_header
from mkdocs_papernotes.importers.handwritten.proposal import Proposal, propose


def migrate(source_text: str, *, twin: HandwrittenHeader | None = None) -> str:
    """The file with the proposals of `propose` applied.

    It is unchanged if there is nothing to add or the front matter cannot be extended. Line ends, a
    byte order mark, existing front matter and the rest of the text are kept. A second header of the
    same paper, as in files with both languages, moves as well, so migrating again changes nothing.
    """
    before, after = "", source_text
    while after != before:
        before, after = after, _migrated(after, twin)
    return after


def _migrated(text: str, twin: HandwrittenHeader | None) -> str:
    front_matter = read_front_matter(text, "")
    header = find_header(front_matter.body)
    if header is None:
        return text
    try:
        return apply(text, propose(front_matter.values, header, twin=twin))
    except ValueError:
        return text


def apply(text: str, proposal: Proposal) -> str:
    """The file with a proposal applied, which must have been made for this text.

    Raises `ValueError` with the reason if the front matter cannot be extended.
    """
    front_matter = read_front_matter(text, "")
    if front_matter.is_broken:
        raise ValueError("the front matter cannot be read")
    longer = with_values(text, proposal.values)
    start = body_start(longer, front_matter)
    drop = {start + number for number in proposal.drop}
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = file_lines(longer.removeprefix(mark))
    return mark + "".join(line for number, line in enumerate(lines) if number not in drop)
