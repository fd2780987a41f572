"""`papernotes adopt`: moves hand-written headers to front matter."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_papernotes.commands.adopter import Adopter
from mkdocs_papernotes.commands.common import (
    config_option,
    dry_run_option,
    follow_links_option,
    format_option,
    quiet_option,
)
from mkdocs_papernotes.commands.opened import opened
from mkdocs_papernotes.commands.output import Form, Output

_EXAMPLES = """\b
Examples:
  papernotes adopt
  papernotes adopt docs/notes/adam.md docs/notes/2024 --dry-run
  papernotes adopt --yes
"""


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--yes", is_flag=True, help="Accept all changes without being asked.")
@config_option
@dry_run_option
@follow_links_option
@quiet_option
@format_option
def adopt(
    paths: tuple[Path, ...],
    yes: bool,
    config: Path,
    dry_run: bool,
    follow_links: bool,
    quiet: bool,
    form: Form,
) -> None:
    """Move hand-written headers to front matter.

    Lines such as “Authors: …” and “arXiv: …” at the top of the notes in PATHS, by default of all
    notes, become `paper:` in front matter. Each change is shown as a diff, and you say yes or no.
    The paper goes to one file where translations agree. Lines that are not understood stay, and
    are named. Run again, the command changes nothing more.
    """
    output = Output("adopt", form, quiet=quiet, dry_run=dry_run)
    adopter = Adopter(opened(config, output), output, accept_all=yes, follow_links=follow_links)
    adopter.run(paths)
