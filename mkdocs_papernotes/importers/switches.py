"""Switches in old front matter that the new site would take for misspelt keys of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from mkdocs_papernotes.importers.old_site import OldPage, OldSite
from mkdocs_papernotes.notes.misspelt import nearest_key
from mkdocs_papernotes.problems.problem import Problem


def without_misleading_switches(site: OldSite) -> OldSite:
    """The site without keys such as `comment: true`, which each build would warn of.

    They are told as left out. A key with words in its value stays: the author may have meant it.
    """
    left = {page.source: found for page in site.pages if (found := dict(_misleading(page)))}
    if not left:
        return site
    pages = (
        dataclasses.replace(page, values=_without(page.values, left[page.source]))
        if page.source in left
        else page
        for page in site.pages
    )
    others = (problem for problem in site.problems if not _is_of(problem, left))
    problems = (*others, *_told(site, left))
    return dataclasses.replace(site, pages=tuple(pages), problems=problems)


def _misleading(page: OldPage) -> Iterator[tuple[str, str]]:
    """Such keys of a page, each with the key that it would be taken for."""
    for name, value in page.values.items():
        is_switch = value is None or isinstance(value, (bool, int, float))
        if is_switch and (near := nearest_key(name)):
            yield name, near


def _without(values: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in names}


def _is_of(problem: Problem, left: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a problem tells that such a key stays."""
    names = left.get(problem.source, {})
    return problem.name == "import-key-kept" and problem.values.get("name") in names


def _told(site: OldSite, left: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    lines = {(each.source, each.values.get("name")): each.line for each in site.problems}
    for source, names in left.items():
        for name, near in names.items():
            reason = f"it would be taken for a misspelt `{near}`"
            values = {"name": name, "reason": reason}
            line = lines.get((source, name), 0)
            yield Problem("import-key-dropped", source, line, name, values)
