"""The computer that built a site, as far as its files tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs_papernotes.importers.dates import zone_of
from mkdocs_papernotes.importers.decoding import UndecodableError, decode

_ZONE = re.compile(
    r"(?:\bTZ|time-?zone\w{0,12})[\"']?[ \t]{0,9}[:= ][ \t]{0,9}[\"']?(?P<zone>[A-Z]\w+/[A-Z]\w+)",
    re.IGNORECASE,
)
_BUILDS = re.compile(r"\bhexo\b|\b(?:npm|pnpm|yarn)\b")
_SERVICES = ("netlify.toml", "vercel.json", ".travis.yml", ".gitlab-ci.yml", ".circleci/config.yml")
_MOST = 20


def machine_zone(folder: Path) -> str:
    """The time zone in which the site was built: that of a service is UTC, unless the files for it
    set another. Empty if no service built it.
    """
    texts = [text for path in _files(folder) if (text := _text(path))]
    for text in (*texts, _text(folder / "package.json")):
        for match in _ZONE.finditer(text):
            if zone_of(match["zone"]):
                return match["zone"]
    is_built = any(_BUILDS.search(text) for text in texts)
    return "UTC" if is_built or any((folder / name).is_file() for name in _SERVICES[:2]) else ""


def _files(folder: Path) -> Iterator[Path]:
    workflows = folder / ".github" / "workflows"
    yield from sorted(path for path in workflows.glob("*.y*ml") if path.is_file())[:_MOST]
    yield from (folder / name for name in _SERVICES)


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes()).text
    except (OSError, UndecodableError):
        return ""
