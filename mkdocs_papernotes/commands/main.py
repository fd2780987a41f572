"""The program `papernotes` and what all its commands share."""

from __future__ import annotations

import click

from mkdocs_papernotes import __version__
from mkdocs_papernotes.commands.adopt import adopt
from mkdocs_papernotes.commands.check import check
from mkdocs_papernotes.commands.export import export
from mkdocs_papernotes.commands.import_site import import_site
from mkdocs_papernotes.commands.init import init
from mkdocs_papernotes.commands.new import new
from mkdocs_papernotes.commands.status import status


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="mkdocs-papernotes", prog_name="papernotes")
def main() -> None:
    """Bilingual research-note sites with MkDocs.

    Exit status: 0 if all went well, 1 if there are problems, 2 if the command cannot be understood.
    """


main.add_command(adopt)
main.add_command(check)
main.add_command(export)
main.add_command(import_site)
main.add_command(init)
main.add_command(new)
main.add_command(status)
