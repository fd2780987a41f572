"""`papernotes import`: takes a whole site of another generator over."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from mkdocs_papernotes.commands.common import dry_run_option, quiet_option
from mkdocs_papernotes.commands.import_writer import ImportWriter, located
from mkdocs_papernotes.commands.next_steps import next_steps
from mkdocs_papernotes.commands.output import DONE, PROBLEMS, Form, Output, from_here
from mkdocs_papernotes.importers.fetched_pictures import known_pictures, with_fetched
from mkdocs_papernotes.importers.generator import Request, UnreadableSiteError
from mkdocs_papernotes.importers.generators import MODULES, generator_named
from mkdocs_papernotes.importers.importing import DOCS, Import
from mkdocs_papernotes.importers.manifest import NAME as MANIFEST
from mkdocs_papernotes.importers.manifest import (
    Manifest,
    UnreadableManifestError,
    read_manifest,
)
from mkdocs_papernotes.importers.pairing import PairsError, read_pairs
from mkdocs_papernotes.importers.pictures import fetch_pictures
from mkdocs_papernotes.importers.plan import Wishes
from mkdocs_papernotes.importers.report import NAME as REPORT
from mkdocs_papernotes.importers.report import Point, report_text
from mkdocs_papernotes.languages.tags import canonical, is_known, looks_like_locale
from mkdocs_papernotes.lookups.client import LookupFailedError
from mkdocs_papernotes.problems.report import grouped
from mkdocs_papernotes.starter.new_site import Structure

_EXAMPLES = """\b
Examples:
  papernotes import hexo ../old-blog
  papernotes import hugo ../old-blog notes --keep-urls
  papernotes import markdown ~/vault notes --lang zh --dry-run
"""


def _language(context: click.Context, parameter: click.Parameter, given: str) -> str:
    tag = canonical(given)
    if given and not (looks_like_locale(tag) and is_known(tag)):
        raise click.BadParameter(f"{given!r} is not a language such as en, zh or zh-TW.")
    return tag


@click.command("import", epilog=_EXAMPLES)
@click.argument("generator", type=click.Choice(tuple(MODULES)))
@click.argument(
    "source", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="SOURCE"
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--lang",
    "language",
    default="",
    metavar="TAG",
    callback=_language,
    help="The language of all texts.  [default: as they or the old site say]",
)
@click.option(
    "--pairs",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Files that are translations of each other, in lines such as `a.md b.md`.",
)
@click.option("--keep-urls", is_flag=True, help="Notes keep their old addresses as their own.")
@click.option("--original-url", is_flag=True, help="Notes name their old address at their end.")
@click.option("--fetch-images", is_flag=True, help="Bring pictures on other hosts here.")
@click.option(
    "--structure",
    type=click.Choice(["suffix", "folder", "none"]),
    help="As for `papernotes init`.  [default: suffix for several languages, none for one]",
)
@dry_run_option
@quiet_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text: for people. json: for programs.",
)
def import_site(
    generator: str,
    source: Path,
    folder: Path,
    language: str,
    pairs: Path | None,
    keep_urls: bool,
    original_url: bool,
    fetch_images: bool,
    structure: Structure | None,
    dry_run: bool,
    quiet: bool,
    form: Form,
) -> None:
    """Take the site in SOURCE over to a new one in DIR, by default in this folder.

    All posts, pages, pictures and other files come, and old addresses lead to the new ones. Nothing
    in SOURCE changes, and files in DIR that do not come from an import are kept. What is left to do
    by hand is listed in import-report.md. Run again, the command brings what is new in SOURCE, and
    does not overwrite what you have edited.
    """
    _check_folders(source, folder)
    output = Output("import", form, quiet=quiet, dry_run=dry_run)
    request = Request(source, language, _read_pairs(pairs, output))
    manifest = _manifest(folder, generator, output)
    output.progress(f"Reading {from_here(source)} …") if form == "text" else None
    try:
        wishes = Wishes(structure, keep_urls, original_url)
        imported = Import(request, generator_named(generator), wishes)
    except UnreadableSiteError as error:
        output.fail(str(error))
    except PairsError as error:
        output.fail(f"{from_here(pairs) if pairs else '--pairs'}: {error}")
    _take_pictures(imported, manifest, folder, output, fetches=fetch_images and not dry_run)
    writer = ImportWriter(folder, imported, manifest, output)
    writer.write(imported.targets())
    points = [*imported.points(), *writer.points]
    writer.write_own(REPORT, report_text(points, _counts(imported), _text(folder / REPORT)))
    _end(output, imported, writer, points, source, folder)


def _check_folders(source: Path, folder: Path) -> None:
    """Refuse to write into the old site, and to read from pages of the new one."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise click.BadParameter(f"{folder} is not a folder.", param_hint="DIR")
    old, new = source.resolve(), folder.resolve()
    if new.is_relative_to(old):
        raise click.BadParameter(
            f"{folder} is in the old site's folder. Choose a folder outside of it.",
            param_hint="DIR",
        )
    if old.is_relative_to(new / "docs"):
        raise click.BadParameter(
            f"{source} is in the docs folder of the new site. Move it out of there.",
            param_hint="SOURCE",
        )


def _read_pairs(path: Path | None, output: Output) -> dict[str, str]:
    """The keys of pairs by the sources of pages; ends the command if the file cannot be used."""
    if path is None:
        return {}
    try:
        return read_pairs(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, PairsError) as error:
        output.fail(f"{from_here(path)}: {error}")


def _manifest(folder: Path, generator: str, output: Output) -> Manifest:
    """The manifest of earlier runs; ends the command if it cannot be read."""
    path = folder / MANIFEST
    if not path.exists():
        return Manifest(generator)
    try:
        return read_manifest(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, UnreadableManifestError) as error:
        output.fail(
            f"{from_here(path)} cannot be read: {error}. "
            "Restore it, or move it away to import as for the first time."
        )


def _take_pictures(
    imported: Import, manifest: Manifest, folder: Path, output: Output, *, fetches: bool
) -> None:
    """Use the pictures of other hosts that earlier runs have fetched, and fetch new ones."""
    docs = f"{DOCS}/{imported.plan.path_of('')}"
    sources = [(path.removeprefix(docs), entry.source) for path, entry in manifest.entries.items()]
    pictures = known_pictures(sources, lambda path: (folder / docs / path).is_file())
    if fetches:
        taken = [file.path for file in imported.plan.files]
        try:
            pictures = with_fetched(
                pictures,
                imported.pictures_elsewhere(),
                taken,
                lambda addresses: fetch_pictures(addresses, say=output.progress),
            )
        except LookupFailedError as error:
            output.fail(str(error))
    imported.take_pictures(pictures)


def _counts(imported: Import) -> str:
    """What was imported, in a sentence."""
    plan = imported.plan
    notes = Counter(page.placed.language for page in plan.pages if page.placed.old.is_note)
    others = sum(not page.placed.old.is_note for page in plan.pages)
    by_language = ", ".join(f"{count} in {tag}" for tag, count in notes.most_common())
    return (
        f"{notes.total()} notes ({by_language or 'none'}), {others} other pages "
        f"and {len(plan.files)} files."
    )


def _end(
    output: Output,
    imported: Import,
    writer: ImportWriter,
    points: Sequence[Point],
    source: Path,
    folder: Path,
) -> None:
    """Say what was done and what is left to do."""
    output.say(_counts(imported))
    output.say(
        f"{'Would write' if output.dry_run else 'Wrote'} {writer.written} files to "
        f"{from_here(folder)}; {writer.unchanged} are as they were."
    )
    problems = list(located(points, source))
    for problem in problems:
        output.record(problem)
    for line in grouped(problems, REPORT):
        if output.form == "text" and not (output.quiet and line.severity == "info"):
            click.echo(line.text, err=output.dry_run)
    if points and not output.dry_run:
        output.say(f"All of this is in {from_here(folder / REPORT)}, with boxes to tick.")
    if writer.is_first and not output.dry_run:
        has_chinese = any(tag.startswith("zh") for tag in imported.plan.languages)
        for step in next_steps(folder, has_chinese=has_chinese):
            output.say(step)
    failed = output.has_errors or any(problem.severity == "error" for problem in problems)
    notes = sum(page.placed.old.is_note for page in imported.plan.pages)
    counts = {
        "notes": notes,
        "pages": len(imported.plan.pages) - notes,
        "files": len(imported.plan.files),
        "languages": list(imported.plan.languages),
        "written": writer.written,
        "unchanged": writer.unchanged,
    }
    output.end(PROBLEMS if failed else DONE, imported=counts)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
