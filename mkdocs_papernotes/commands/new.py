"""`papernotes new`: a note on a paper, in each language."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_papernotes.commands.common import (
    config_option,
    dry_run_option,
    follow_links_option,
    format_option,
    names_in,
    quiet_option,
)
from mkdocs_papernotes.commands.new_request import NewRequest
from mkdocs_papernotes.commands.note_writer import TEMPLATES, NoteWriter
from mkdocs_papernotes.commands.opened import OpenedSite, opened
from mkdocs_papernotes.commands.output import Form, Output
from mkdocs_papernotes.languages.tags import canonical, is_known, looks_like_locale, matching
from mkdocs_papernotes.site.structure import PlainStructure

_EXAMPLES = """\b
Examples:
  papernotes new 2404.16710
  papernotes new 10.1145/3600006.3613165 --lang zh,en
  papernotes new --zotero ABCD2345 --highlights
  papernotes new 2404.16710 --offline --dry-run
"""


@click.command(epilog=_EXAMPLES)
@click.argument("paper_id", metavar="[ID]", default="")
@click.option("--bib", default="", metavar="FILE:KEY", help="Take the paper from a .bib file.")
@click.option("--zotero", default="", metavar="KEY", help="Take it from Zotero, which is running.")
@click.option("--highlights", is_flag=True, help="With --zotero: quote what you marked in it.")
@click.option("--offline", is_flag=True, help="Look nothing up: you fill the paper in yourself.")
@click.option(
    "--lang", default="", metavar="TAGS", help="The languages, such as en,zh.  [default: all]"
)
@click.option("--slug", default="", metavar="NAME", help="The file's name.  [default: the title]")
@click.option(
    "--template",
    default="note",
    metavar="NAME",
    help=f"A template in {TEMPLATES}/ beside mkdocs.yml, or a file.",
)
@click.option(
    "--direction", default="", help="The line of research.  [default: today's in `schedule`]"
)
@config_option
@dry_run_option
@follow_links_option
@quiet_option
@format_option
def new(
    paper_id: str,
    bib: str,
    zotero: str,
    highlights: bool,
    offline: bool,
    lang: str,
    slug: str,
    template: str,
    direction: str,
    config: Path,
    dry_run: bool,
    follow_links: bool,
    quiet: bool,
    form: Form,
) -> None:
    """Make a note on a paper, in each language of the site.

    ID is an arXiv id, a DOI, or an address with one of them. arXiv, or else Crossref and DataCite,
    are asked for the paper. The note in the first language describes it; the others are drafts
    that wait to be written. Nothing that is there is overwritten.
    """
    request = NewRequest(
        paper_id, lang, slug, template, bib, zotero, highlights, offline, direction, follow_links
    )
    request.check()
    output = Output("new", form, quiet=quiet, dry_run=dry_run)
    site = opened(config, output)
    NoteWriter(request, site, output, _languages(lang, site)).write()


def _languages(lang: str, site: OpenedSite) -> tuple[str, ...]:
    """The languages of the note, that of originals first unless the author named another."""
    known = site.site.languages.tags
    if not lang:
        primary = site.site.catalog.primary
        return tuple(dict.fromkeys(tag for tag in (primary, *known) if tag in known))
    structure = site.site.structure
    any_language = isinstance(structure, PlainStructure) and not structure.locales
    found = []
    for name in names_in(lang):
        tag = matching(name, known)
        if not tag and any_language:
            tag = canonical(name) or name
            tag = tag if looks_like_locale(tag) and is_known(tag) else ""
        if not tag:
            raise click.BadParameter(
                f"{name!r} is not a language of this site, which has {', '.join(known)}.",
                param_hint="--lang",
            )
        found.append(tag)
    if not found:
        raise click.BadParameter("name at least one language, such as en,zh.", param_hint="--lang")
    return tuple(dict.fromkeys(found))
