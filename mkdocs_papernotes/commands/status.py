"""`papernotes status`: the versions of each note, the week, and news of papers."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_papernotes.commands.common import (
    config_option,
    format_option,
    names_in,
    quiet_option,
)
from mkdocs_papernotes.commands.opened import opened
from mkdocs_papernotes.commands.output import Form, Output
from mkdocs_papernotes.commands.status_report import StatusReport

_FAILURES = ("missing", "behind")
_EXAMPLES = """\b
Examples:
  papernotes status
  papernotes status --online
  papernotes status -q --fail-on missing,behind --format github
"""


@click.command(epilog=_EXAMPLES)
@click.option(
    "--fail-on",
    default="",
    metavar="STATES",
    help="Exit with 1 if versions are missing or behind: missing, behind, or missing,behind. "
    "A draft is missing.",
)
@click.option(
    "--online",
    is_flag=True,
    help="Ask arXiv which papers have a newer version than the one that was read, have been "
    "published, or were withdrawn.",
)
@config_option
@quiet_option
@format_option
def status(fail_on: str, online: bool, config: Path, quiet: bool, form: Form) -> None:
    """Show which notes there are in which language, and the week.

    A version is the original, current, behind (its original has changed since), a draft, or
    missing. The week has the directions of `schedule` in mkdocs.yml and the notes of each day.
    """
    wanted = names_in(fail_on)
    if wrong := [name for name in wanted if name not in _FAILURES]:
        raise click.BadParameter(
            f"{wrong[0]!r} is not one of {', '.join(_FAILURES)}.", param_hint="--fail-on"
        )
    output = Output("status", form, quiet=quiet)
    report = StatusReport(opened(config, output), output)
    report.show(online=online)
    report.end(wanted)
