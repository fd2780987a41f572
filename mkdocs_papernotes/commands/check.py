"""`papernotes check`: finds faults before a build, and in pairs of notes."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import click

from mkdocs_papernotes.commands.changes import Change
from mkdocs_papernotes.commands.common import (
    config_option,
    dry_run_option,
    follow_links_option,
    format_option,
    names_in,
    quiet_option,
)
from mkdocs_papernotes.commands.opened import OpenedSite, opened
from mkdocs_papernotes.commands.output import Form, Output, from_here
from mkdocs_papernotes.commands.paper_texts import PaperTexts
from mkdocs_papernotes.inspection.fixes import edited
from mkdocs_papernotes.inspection.harm import is_harm
from mkdocs_papernotes.inspection.inspection import Inspection
from mkdocs_papernotes.languages.tags import matching
from mkdocs_papernotes.problems.catalogue import Severity
from mkdocs_papernotes.problems.ignored import known_codes, unknown_codes
from mkdocs_papernotes.problems.problem import Problem

_NEW_OBJECTS = 200_000
"""Objects between two searches for unreachable ones, each of which passes over all notes."""
_RANKS: tuple[Severity, ...] = ("error", "warning", "info")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@config_option
@click.option(
    "--require",
    default="",
    metavar="LANGUAGES",
    help="Languages that every note must have, such as en,zh. A draft does not count.",
)
@click.option(
    "--paper",
    is_flag=True,
    help="Tell also which numbers and quotations are not in the text of the paper, read at arXiv "
    "or from a PDF beside the note. Only hints; asks arXiv once for each paper.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Correct what needs no decision: links by full addresses, bold type in Chinese, "
    "empty lines around formulas.",
)
@dry_run_option
@follow_links_option
@click.option(
    "--fail-on",
    type=click.Choice(["warning", "harm"]),
    default="warning",
    show_default=True,
    help="harm: exit with 1 only for what must not go online, which is texts that may not be "
    "meant for it, notes that would be lost, and addresses that two pages claim.",
)
@format_option
@quiet_option
def check(
    paths: tuple[Path, ...],
    config: Path,
    require: str,
    paper: bool,
    fix: bool,
    dry_run: bool,
    follow_links: bool,
    fail_on: str,
    form: Form,
    quiet: bool,
) -> None:
    """Find faults in the notes in PATHS, by default in the whole site.

    Finds what a build would report, apart from what takes a rendered page to find, and more: links
    and pictures that are not there, formulas that are shown as TeX, translations that are missing
    or say something else than their originals. Nothing is rendered, and without --fix nothing is
    written.

    Exit status: 0 without errors and warnings, 1 with some, 2 if the command cannot be understood.
    """
    if dry_run and not fix:
        raise click.UsageError("--dry-run shows what --fix would write, and needs it.")
    gc.set_threshold(_NEW_OBJECTS, 50, 100)
    output = Output("check", form, quiet=quiet, dry_run=dry_run)
    found = opened(config, output)
    inspection = Inspection(found.configuration, found.site, _languages(found, require))
    chosen = _chosen(found, inspection, paths)
    _name_others(found, paths, output)
    if fix and (changes := [*_changes(found, inspection, chosen)]):
        output.write(changes, found.roots, follow_links=follow_links)
        if dry_run:
            output.end(0, pages=len(chosen))
        found = opened(config, output)
        inspection = Inspection(found.configuration, found.site, inspection.required)
    everywhere = [*inspection.of_site(), *_unknown_codes(found, inspection)]
    problems = [each for each in everywhere if not paths or each.source in chosen]
    problems += _of_pages(found, inspection, chosen, output)
    problems += _of_papers(found, inspection, chosen, output) if paper else ()
    kept = found.ignored().without(dict.fromkeys(problems))
    for problem in sorted(kept, key=_order):
        output.problem(found.located(problem))
    count = sum(source in inspection.texts for source in chosen)
    output.say(_summary(kept, count))
    is_harmful = any(problem.severity == "error" or is_harm(problem) for problem in kept)
    output.end(int(is_harmful) if fail_on == "harm" else None, pages=count)


def _name_others(found: OpenedSite, paths: Iterable[Path], output: Output) -> None:
    """Say which of the paths given are outside of the site."""
    roots = [root.resolve() for root in found.roots]
    for path in map(Path.resolve, paths):
        if not any(path.is_relative_to(root) for root in roots):
            output.say(f"{from_here(path)} is not in this site, so it is not checked.")


def _of_pages(
    found: OpenedSite, inspection: Inspection, chosen: Collection[str], output: Output
) -> list[Problem]:
    """The problems of the pages that were chosen, and of pairs with one of them."""
    problems: list[Problem] = []
    with output.each([*inspection.texts], "Checking") as sources:
        for source in sources:
            if source in chosen:
                problems += inspection.of_page(source)
            problems += _of_pair(found, inspection, source, chosen)
    return problems


def _languages(found: OpenedSite, given: str) -> tuple[str, ...]:
    """The languages of `--require`, as the site writes them."""
    known = found.site.languages.tags
    tags = []
    for name in names_in(given):
        tag = matching(name, known)
        if not tag:
            raise click.BadParameter(
                f"{name!r} is not a language of this site, which has {', '.join(known)}.",
                param_hint="--require",
            )
        tags.append(tag)
    if given and not tags:
        raise click.BadParameter(
            "name at least one language, such as en,zh.", param_hint="--require"
        )
    return tuple(tags)


def _chosen(found: OpenedSite, inspection: Inspection, paths: Iterable[Path]) -> Collection[str]:
    """The sources in PATHS, or all pages; other files of the site, such as a .bib, are kept."""
    roots = [path.resolve() for path in paths]
    if not roots:
        return inspection.texts.keys()
    docs, folder = found.docs.resolve(), found.configuration.path.parent.resolve()
    chosen = {
        path.relative_to(root).as_posix()
        for path in roots
        for root in (docs, folder)
        if path.is_relative_to(root) and path.is_file()
    }
    for source in inspection.texts:
        file = docs / source
        if any(file.is_relative_to(path) for path in roots):
            chosen.add(source)
    return chosen


def _of_pair(
    found: OpenedSite, inspection: Inspection, source: str, chosen: Collection[str]
) -> Iterator[Problem]:
    """What a note and its original say differently, if one of them is chosen."""
    note = inspection.texts[source].note
    versions = found.site.catalog.versions(note).values() if note else ()
    if note and any(version.source in chosen for version in versions):
        yield from inspection.of_pair(note)


def _of_papers(
    found: OpenedSite, inspection: Inspection, chosen: Collection[str], output: Output
) -> Iterator[Problem]:
    """What notes say and their papers do not."""
    papers = PaperTexts(found, output)
    for source, page in inspection.texts.items():
        if source in chosen:
            yield from papers.check(page)


def _changes(
    found: OpenedSite, inspection: Inspection, chosen: Collection[str]
) -> Iterator[Change]:
    """What `--fix` writes; what a file ignores stays as it is."""
    ignored = found.ignored()
    for source in inspection.texts:
        if source in chosen:
            edits = [
                each for each in inspection.edits(source) if not ignored.has(each.code, source)
            ]
            path = found.file(source)
            before = path.read_bytes() if edits else b""
            after = edited(before, inspection.texts[source], edits) if edits else None
            if after is not None and after != before:
                yield Change(path, after, before)


def _unknown_codes(found: OpenedSite, inspection: Inspection) -> Iterator[Problem]:
    """The problems of what files and the site ignore without effect."""
    for code in sorted(found.site.settings.ignore - known_codes()):
        name = found.configuration.path.name
        yield Problem("unknown-code", name, 0, "papernotes.ignore", {"given": code})
    for source in inspection.texts:
        text = found.file(source).read_text("utf-8", "replace")
        yield from unknown_codes(text, source)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.source, problem.line, _RANKS.index(problem.severity), problem.code


def _summary(problems: Iterable[Problem], count: int) -> str:
    """How many problems there are, by severity."""
    found = Counter(problem.severity for problem in problems)
    told = [
        f"{found[rank]} {rank}{'s' if found[rank] > 1 and rank != 'info' else ''}"
        for rank in _RANKS
        if found[rank]
    ]
    pages = f"{count} page{'' if count == 1 else 's'}"
    return f"{pages} checked: {', '.join(told) if told else 'nothing to report'}."
