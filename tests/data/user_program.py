"""A program of somebody who uses the package: what a site has, and what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from mkdocs_papernotes import (
    ListPage,
    ListVersion,
    Note,
    Output,
    Problem,
    Site,
    Work,
    __version__,
    open_site,
)


def of_note(note: Note) -> str:
    day = note.date.date().isoformat() if note.date else "undated"
    return f"{day} {note.language} {note.title}: {note.url}"


def of_paper(work: Work) -> str:
    names = ", ".join(author.name for author in work.paper.authors)
    return f"{work.paper.title or work.key} ({names}), {sum(map(len, work.notes.values()))} notes"


def of_list(version: ListVersion[object]) -> str:
    numbers = [number_of(page) for page in version.pages]
    return f"{version.title} ({version.language}), pages {numbers[0]} to {numbers[-1]}"


def number_of(page: ListPage[object]) -> int:
    return page.number


def of_output(output: Output) -> str:
    size = len(output.content()) if output.content else 0
    return f"{output.path} of {output.owner}, {size}"


def of_problem(problem: Problem) -> str:
    return f"{problem.code} {problem.source}:{problem.line} {problem.key} {problem.message}"


def report(site: Site) -> Iterator[str]:
    yield f"papernotes {__version__}"
    yield from map(of_note, site.notes)
    yield from map(of_paper, site.papers)
    yield from map(of_list, site.lists)
    yield from map(of_output, site.outputs)
    yield from map(of_problem, site.problems)


if __name__ == "__main__":
    print(*report(open_site(sys.argv[1])), sep="\n")
