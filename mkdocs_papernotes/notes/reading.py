"""Reading a note from its page: a bad value is reported and ignored, the others are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import cast

from mkdocs_papernotes.bibliography.formula import with_plain_formulas
from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.front_matter.parsing import FrontMatter
from mkdocs_papernotes.front_matter.reader import Block, Report, flag_of, plain, shown
from mkdocs_papernotes.languages.named import language_tag
from mkdocs_papernotes.markup.heading import Heading, HeadingReader, same_title
from mkdocs_papernotes.notes.dates import read_dates
from mkdocs_papernotes.notes.file_name import title_of
from mkdocs_papernotes.notes.keys import PAGE_KEYS, State
from mkdocs_papernotes.notes.location import Location
from mkdocs_papernotes.notes.misspelt import report_misspelt
from mkdocs_papernotes.notes.note import Note, Series, TitleSource
from mkdocs_papernotes.notes.old_addresses import is_address
from mkdocs_papernotes.notes.permalink import parse_permalink
from mkdocs_papernotes.notes.provenance import may_wait_for_review, read_provenance
from mkdocs_papernotes.notes.revision import parse_revision
from mkdocs_papernotes.notes.visibility import Visibility, read_visibility
from mkdocs_papernotes.papers.reading import read_paper
from mkdocs_papernotes.people.person import People, Person, read_person
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import one_line


def read_note(
    location: Location,
    front_matter: FrontMatter,
    zone: tzinfo,
    people: People | None = None,
    now: datetime | None = None,
    headings: HeadingReader | None = None,
) -> tuple[Note, tuple[Problem, ...]]:
    """The note at `location`, and the problems of its front matter, except YAML errors.

    `people` are from the `authors_file`. With `now`, arXiv ids from the future are reported.
    `headings` renders the first heading as the site does.
    """
    report = Report(location.source, front_matter.raw, front_matter.lines)
    block = Block(front_matter.values, PAGE_KEYS, report)
    report_misspelt(block)
    block.text("lang")  # only for the problem of a value that is no text
    _texts(block, "redirect_from")  # likewise
    heading = (headings or HeadingReader()).first(front_matter.body)
    may_be_lost = front_matter.lacks_keys
    dates = read_dates(block, location.path, zone, may_be_lost=may_be_lost)
    visibility, doubts = read_visibility(front_matter.mentions, location.source, zone, now)
    report.problems.extend(doubts)
    people = people or People()
    note = _note(location, front_matter, block, heading, dates, visibility, people, zone, now)
    return note, tuple(report.problems)


def _note(
    location: Location,
    front_matter: FrontMatter,
    block: Block,
    heading: Heading | None,
    dates: tuple[datetime | None, datetime | None],
    visibility: Visibility,
    people: People,
    zone: tzinfo,
    now: datetime | None,
) -> Note:
    title, title_source = _title(block.text("title"), heading, location.path)
    has_heading = heading is not None and _is_title(heading, block.text("title"))
    return Note(
        location=location,
        title=with_plain_formulas(title),
        title_source=title_source,
        opens_with_title=has_heading and heading is not None and heading.opens,
        has_heading=has_heading,
        body=front_matter.body,
        values=front_matter.values,
        date=dates[0],
        updated=dates[1],
        publish=visibility.publish,
        description=block.text("description"),
        authors=_people(block, "authors", people),
        translators=_people(block, "translator", people),
        direction=block.text("direction"),
        tags=_texts(block, "tags"),
        series=_series(block),
        aliases=tuple(name for name in _texts(block, "aliases") if not is_address(name)),
        translation_key=block.text("translation_key"),
        permalink=block.parsed("url", parse_permalink) or "",
        feed_id=block.text("feed_id"),
        pinned=block.flag("pin"),
        draft=visibility.draft,
        unlisted=visibility.unlisted,
        has_password=visibility.has_password,
        has_excerpt=visibility.has_excerpt,
        state=cast(State | None, block.choice("state", "not-a-state")),
        rating=int(block.choice("rating", "not-a-rating") or 0),
        has_metadata=block.flag("metadata", default=True, unclear=True),
        has_comments=flag_of(block.get("comments")) is not False,
        thread=_thread(block),
        image=_image(block),
        license=_license(block),
        original_language=_original_language(block),
        source_revision=block.parsed("source_revision", parse_revision),
        translation_current=block.flag("translation_current"),
        origin=read_provenance(block, "origin", zone),
        translation=read_provenance(block, "translation", zone),
        may_wait_for_review=may_wait_for_review(block, front_matter),
        original=block.link("original_url"),
        line_of=front_matter.lines,
        paper=read_paper(block, now.date() if now else None),  # last, as are its problems
    )


def _title(stated: str, heading: Heading | None, path: str) -> tuple[str, TitleSource]:
    """The title of a note, and what it is from."""
    if stated:
        return stated, "front matter"
    if heading and heading.text:
        return heading.text, "heading"
    return title_of(path), "name"


def _image(block: Block) -> Link | None:
    """The picture of a note, written as such or as the `path` of a mapping."""
    value = block.get("image")
    if isinstance(value, Mapping):
        return block.inner("image", value).link("path")
    return block.link("image")


def _texts(block: Block, key: str) -> tuple[str, ...]:
    """The texts under a key, each once; values of other kinds are reported."""
    found: list[str] = []
    for item in block.listed(key):
        if text := one_line(plain(item) or ""):
            found.append(text)
        elif item is not None and not isinstance(item, str):
            block.problem(key, "expected-text", given=shown(item))
    return tuple(dict.fromkeys(found))


def _thread(block: Block) -> str:
    """The name of a note's thread of comments. A flag only says whether it has one."""
    value = block.get("comments")
    if isinstance(value, Mapping):
        inner = block.inner("comments", value)
        inner.check_keys()
        return inner.text("id")
    if value is not None and flag_of(value) is None:
        block.problem("comments", "expected-comments", given=shown(value))
    return ""


def _series(block: Block) -> Series | None:
    """The series of a note: its name, or a mapping of `name` and `part`."""
    value = block.get("series")
    if not isinstance(value, Mapping):
        name = block.text("series")
        return Series(name) if name else None
    inner = block.inner("series", value)
    inner.check_keys()
    name, part = inner.text("name"), inner.text("part")
    if part and not (part.isdecimal() and int(part)):
        inner.problem("part", "not-a-part", given=part)
        part = ""
    if not name:
        inner.problem("", "nameless-series")
        return None
    return Series(name, int(part) if part else None)


def _license(block: Block) -> str | None:
    """The licence of a note; empty for `false`, and `None` without a value."""
    return "" if flag_of(block.get("license")) is False else block.text("license") or None


def _original_language(block: Block) -> str:
    """The language of the original as a tag; one that does not exist is reported."""
    text = block.text("original")
    tag = language_tag(text)
    if text and not tag:
        block.problem("original", "original-not-a-language", given=text)
    return tag


def _is_title(heading: Heading, title: str) -> bool:
    """Whether an H1 of the text is that of the page, given the title in front matter.

    An H1 that says something else begins a part of the text.
    """
    return not title or not heading.text or same_title(title, heading.text)


def _people(block: Block, key: str, known: People) -> tuple[Person, ...]:
    """The people under a key, or under its first alias that has any."""
    people = (tuple(_people_under(block, name, known)) for name in block.names(key))
    return next(filter(None, people), ())


def _people_under(block: Block, key: str, known: People) -> Iterator[Person]:
    """The people under one name of a key: by short name, by full name, or as mappings."""
    for number, item in enumerate(block.listed(key), 1):
        if isinstance(item, Mapping):
            entry = block.entry(key, item, f"{key.removesuffix('s')} {number}")
            if person := read_person(entry):
                yield person
        elif name := one_line(plain(item) or ""):
            if near := known.near(name):
                block.problem(key, "unknown-author", given=name, file=known.source, near=near)
            yield known.find(name)
        elif item and not isinstance(item, str):
            block.problem(key, "expected-text", given=shown(item))
