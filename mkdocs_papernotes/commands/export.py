"""`papernotes export`: a note for other places."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal, NoReturn

import click

from mkdocs_papernotes.commands.changes import make_folder, not_written, remove_made, replace_file
from mkdocs_papernotes.commands.common import config_option, format_option, quiet_option
from mkdocs_papernotes.commands.opened import OpenedSite, opened
from mkdocs_papernotes.commands.output import Form, Output, from_here
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.encryption import PLUGIN, Encryption
from mkdocs_papernotes.text import nearest

Kind = Literal["markdown", "html"]


@click.command()
@click.argument("name", metavar="NOTE")
@click.option(
    "--to",
    "kind",
    type=click.Choice(("markdown", "html")),
    default="markdown",
    show_default=True,
    help="The form of the text.",
)
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to a file, which is replaced if it is there.  [default: print it]",
)
@config_option
@quiet_option
@format_option
def export(name: str, kind: Kind, file: Path | None, config: Path, quiet: bool, form: Form) -> None:
    """Print a note for other places, such as Zhihu, the editor of a WeChat account, or a model.

    NOTE is the note's file, or its path below the docs folder. The text has the paper as a short
    quotation, full addresses, formulas between dollar signs, and a last line that says where it
    was published first. The site needs a `site_url`.
    """
    output = Output("export", form, quiet=quiet)
    site = opened(config, output, drafts=False)
    note = _note(name, site, output)
    if note.is_notebook:
        output.fail(f"{_shown(note, site)} is a notebook, which only a build can read.")
    if not site.site.languages.absolute(note.url, note.language):
        output.fail(
            f"`site_url` is not set in {from_here(site.configuration.path)}, so the note has no "
            "address. Set it to the address of the site, such as https://example.org/notes/."
        )
    if _encryption(site).covers(note):
        output.fail(f"{_shown(note, site)} is encrypted on the site, so it is not exported.")
    if file is not None and file.resolve() == (site.docs / note.source).resolve():
        output.fail(f"{from_here(file)} is the note itself. Choose another file.")
    _write(_text(note, site, kind), note, site, file, output)


def _encryption(site: OpenedSite) -> Encryption:
    configuration = site.configuration
    return Encryption.of(configuration.plugin(PLUGIN), configuration.path.parent)


def _text(note: Note, site: OpenedSite, kind: Kind) -> str:
    # what converts formulas and HTML takes time to load
    from mkdocs_papernotes.assembly.portable_notes import PortableNotes

    notes = PortableNotes(site.site)
    return notes.html(note) if kind == "html" else notes.markdown(note)


def _write(text: str, note: Note, site: OpenedSite, file: Path | None, output: Output) -> None:
    address = site.site.languages.absolute(note.url, note.language)
    data: dict[str, Any] = {"note": _shown(note, site), "address": address, "text": text}
    if file is None:
        if output.form == "text":
            click.echo(text, nl=False)
        output.end(**data)
    made: list[Path] = []
    try:
        make_folder(file.parent, made)
        replace_file(file.resolve(), text.encode("utf-8"))
    except OSError as error:
        remove_made(made)
        output.fail(str(not_written(file, error)))
    output.say(f"Wrote {from_here(file)}")
    output.end(**data, output=from_here(file))


def _note(name: str, site: OpenedSite, output: Output) -> Note:
    """The note that is meant by a file, by a path below the docs folder, or without `.md`."""
    notes = {note.source: note for note in site.site.notes}
    library = site.site.library
    sources = [*_sources(name, site.docs)]
    for source in sources:
        if source in notes:
            return notes[source]
    for source in sources:
        if source in library.held_back:
            output.fail(
                f"{from_here(site.docs / source)} is not published: it is a draft, waits for its "
                "day or for a review, so it has no address yet."
            )
    return _unknown(name, sources, site, output)


def _unknown(name: str, sources: list[str], site: OpenedSite, output: Output) -> NoReturn:
    near = nearest(sources[0], [note.source for note in site.site.notes], 0.6)
    is_there = any((site.docs / source).is_file() for source in sources)
    said = f"{name} is no note of the site" if is_there else f"There is no note {name}"
    output.fail(f"{said}. " + (f"Did you mean {near}?" if near else "Name the file of a note."))


def _sources(name: str, docs: Path) -> list[str]:
    """The paths below the docs folder that a name may stand for."""
    found: list[str] = []
    paths = (Path(os.path.normpath(base / name)) for base in (Path.cwd(), docs))
    for path in paths:
        roots = (root for root in (docs, docs.resolve()) if path.is_relative_to(root))
        found += (path.relative_to(root).as_posix() for root in roots)
    found = found or [Path(name).as_posix()]
    found += [f"{source}.md" for source in found if not source.endswith(".md")]
    return list(dict.fromkeys(found))


def _shown(note: Note, site: OpenedSite) -> str:
    return from_here(site.docs / note.source)
