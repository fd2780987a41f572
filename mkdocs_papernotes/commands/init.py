"""`papernotes init`: a new site."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import click
from babel.dates import get_timezone

from mkdocs_papernotes.assembly.configuration import configuration_of, read_configuration
from mkdocs_papernotes.commands.changes import NotWrittenError
from mkdocs_papernotes.commands.lacking import lacking
from mkdocs_papernotes.commands.new_files import write_new_files
from mkdocs_papernotes.commands.next_steps import next_steps
from mkdocs_papernotes.languages.labels import labels_for
from mkdocs_papernotes.languages.tags import canonical, is_known, looks_like_locale
from mkdocs_papernotes.starter.new_site import NewSite, Structure
from mkdocs_papernotes.starter.pages_address import pages_address


def _locales(context: click.Context, parameter: click.Parameter, given: str) -> tuple[str, ...]:
    names = (name.strip() for name in given.split(",") if name.strip())
    tags = tuple(dict.fromkeys(canonical(name) or name for name in names))
    for tag in tags:
        if not looks_like_locale(tag) or not is_known(tag):
            raise click.BadParameter(f"{tag!r} is not a language such as en, zh or zh-TW.")
    if not tags:
        raise click.BadParameter("name at least one language, such as en,zh.")
    return tags


def _address(context: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    if given and not given.startswith(("https://", "http://")):
        raise click.BadParameter(f"{given!r} is not an address such as https://example.org/notes/.")
    return given


@click.command()
@click.argument(
    "folder", metavar="[DIR]", default=".", type=click.Path(readable=False, path_type=Path)
)
@click.option(
    "--structure",
    type=click.Choice(["suffix", "folder", "none"]),
    default="suffix",
    show_default=True,
    help="suffix: adam.md and adam.zh.md. folder: en/adam.md and zh/adam.md. "
    "none: a site without mkdocs-static-i18n.",
)
@click.option(
    "--locales",
    default="en,zh",
    show_default=True,
    callback=_locales,
    help="The languages, the default first.",
)
@click.option("--name", default="", help="The site's name.")
@click.option("--author", help="Who writes the notes.  [default: Git's user.name]")
@click.option(
    "--site-url",
    callback=_address,
    help="The site's address.  [default: GitHub Pages of Git's origin]",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
def init(
    folder: Path,
    structure: Structure,
    locales: tuple[str, ...],
    name: str,
    author: str | None,
    site_url: str | None,
    quiet: bool,
) -> None:
    """Make a new site in DIR, by default in this folder.

    Files that are there already are left as they are. The site has two notes by way of example,
    and a workflow that publishes it on GitHub Pages.
    """
    if os.path.lexists(folder) and not _is_folder(folder):
        raise click.BadParameter(f"{folder} is not a folder.", param_hint="DIR")
    site = NewSite(
        locales=locales,
        structure=structure,
        timezone=_timezone(),
        today=date.today(),
        name=name,
        author=_git(folder, "config", "user.name") if author is None else author,
        url=pages_address(_git(folder, "remote", "get-url", "origin"))
        if site_url is None
        else site_url,
    )
    try:
        written, kept = write_new_files(folder, site.contents())
    except NotWrittenError as error:
        click.echo(f"papernotes: {error}", err=True)
        raise SystemExit(1) from None
    if not quiet:
        _report(folder, site, written, kept)


def _report(folder: Path, site: NewSite, written: list[str], kept: list[str]) -> None:
    click.echo(f"Wrote {len(written)} files to {folder.resolve()}")
    for path in kept:
        click.echo(f"Kept {path}, which was there already")
    if "mkdocs.yml" in kept:
        _report_lacking(folder, site)
    for tag in site.without_words:
        click.echo(f"There are no example texts in {tag}.{_labels_of(tag)}")
    if not site.url and "mkdocs.yml" in written:
        click.echo("Set `site_url` in mkdocs.yml to the address that the site will have.")
    for line in next_steps(folder, has_chinese=site.has_chinese):
        click.echo(line)


def _report_lacking(folder: Path, site: NewSite) -> None:
    """Say what the configuration that was there already lacks."""
    path = folder / "mkdocs.yml"
    own, new = read_configuration(path), configuration_of(path, site.files()["mkdocs.yml"])
    for problem in own.problems:
        click.echo(str(problem))
    if lines := list(lacking(own, new)):
        click.echo("For the example notes, mkdocs.yml lacks:")
        for line in lines:
            click.echo(f"  {line}")
        click.echo("To see these settings in full, run `papernotes init` for an empty folder.")


def _labels_of(tag: str) -> str:
    if tag == "en" or labels_for(tag)("read_more") != labels_for("en")("read_more"):
        return ""
    return " papernotes has no words in this language: its own texts on these pages are in English."


def _timezone() -> str:
    """The name of the machine's time zone; UTC if it has none."""
    zone = get_timezone()
    name = getattr(zone, "key", None) or getattr(zone, "zone", None)
    return str(name) if name and name != "localtime" else "UTC"


def _git(folder: Path, *arguments: str) -> str:
    """What a Git command prints in `folder`, or in the nearest folder above it that exists."""
    try:
        at = folder.resolve()
        while not at.is_dir():
            at = at.parent
        done = subprocess.run(
            ["git", *arguments], cwd=at, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _is_folder(path: Path) -> bool:
    """Whether a path that is there is a folder, or one that may not be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return True
