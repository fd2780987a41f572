"""`llms.txt`: the list of a site's notes for programs, as https://llmstxt.org describes it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from mkdocs_papernotes.assembly.site import Site
from mkdocs_papernotes.notes.note import Note
from mkdocs_papernotes.site.markdown_copies import copy_url
from mkdocs_papernotes.text import one_line

_BRACKETS = re.compile(r"[\\\[\]]")


def llms_txt(site: Site) -> str:
    """The list: the name of the site, what it says of itself, and a section for each language.

    Notes link to their copies in Markdown, those without one to their pages.
    """
    languages = site.languages
    first = languages.default
    host = urlsplit(languages.absolute("", first) or "").netloc
    parts = [f"# {one_line(languages.title(first)) or host}"]
    if described := one_line(languages.description(first)):
        parts.append(f"> {described}")
    for language in languages.tags:
        notes = site.catalog.select(language, "current")
        if lines := "\n".join(_line(site, note) for note in notes if _is_listed(note)):
            parts.append(f"## {languages.name(language)}\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def _is_listed(note: Note) -> bool:
    return not (note.draft or note.unlisted)


def _line(site: Site, note: Note) -> str:
    url = copy_url(note, site.settings, site.languages) or note.url
    address = site.languages.absolute(url, note.language) or ""
    title = _BRACKETS.sub(r"\\\g<0>", one_line(note.title))
    about = one_line(note.description) or one_line(site.catalog.paper(note).title)
    return f"- [{title}]({address})" + (f": {about}" if about else "")
