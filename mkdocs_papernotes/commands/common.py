"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_papernotes.commands.output import FORMATS

config_option = click.option(
    "-f",
    "--config-file",
    "config",
    default=".",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The site's mkdocs.yml, or its folder.  [default: mkdocs.yml in this folder]",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text: for people. json: for programs. github: annotations of a workflow.",
)
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show what would be written, as a diff; write nothing."
)
follow_links_option = click.option(
    "--follow-links",
    is_flag=True,
    help="Write also where symbolic links lead out of the site's folder.",
)


def names_in(text: str) -> list[str]:
    """The names in the value of an option, such as `en,zh`."""
    return [name for name in map(str.strip, text.split(",")) if name]
