"""A front end of its own: a site of plain HTML pages from the assembly, without MkDocs.

It shows that the assembly is whole, and how another program would put pages around it:
`python -m tests.plain_site SITE TARGET`.
"""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urldefrag

from mkdocs_papernotes import Note, Site, open_site
from mkdocs_papernotes.addresses import dest_of, relative
from mkdocs_papernotes.assembly.output import write_outputs
from mkdocs_papernotes.assembly.renderer import Renderer, fill_placeholders
from mkdocs_papernotes.markup.converter import NO_HEADING, TopHeading
from mkdocs_papernotes.markup.extensions import MarkdownOptions
from mkdocs_papernotes.markup.render import render
from mkdocs_papernotes.metadata.head import rewrite_head
from mkdocs_papernotes.site.alternates import Alternates
from mkdocs_papernotes.views.templating import Templates

OPTIONS = MarkdownOptions(["fenced_code", "tables", "toc", "footnotes", "attr_list"])
PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
{switcher}
{body}
</body>
</html>
"""


class PlainSite:
    """The pages of a site, each written once all notes are rendered."""

    def __init__(self, site: Site):
        self.site = site
        self.renderer = Renderer(site, Templates())
        self.notes = {note.source: note for note in site.notes}

    def write(self, target: Path) -> None:
        """Write the whole site below `target`."""
        texts = {note.source: self.text(note) for note in self.site.notes}
        for note in self.site.notes:
            body = self.renderer.note_page(note, texts[note.source])
            urls = self.site.versions.of_note(note)
            head = self.renderer.note_head(note)
            self.save(target, note.url, note.title, note.language, urls, body, head)
        for page in self.site.pages:
            urls = self.site.versions.of_list(page)
            body, placeholders = self.renderer.list_page(page, "", {})
            title = page.window_title(self.site.languages.labels(page.language))
            body = fill_placeholders(body, placeholders)
            self.save(target, page.url, title, page.language, urls, body)
        feeds = self.renderer.feed_outputs()
        for problem in write_outputs((*self.site.outputs, *feeds), target):
            print(problem, file=sys.stderr)

    def text(self, note: Note) -> str:
        """The Markdown of a note as HTML."""
        heading = NO_HEADING if note.has_heading else TopHeading(note.title)
        rendered = render(note.body, OPTIONS, lambda link: self.resolve(link, note), heading)
        return self.renderer.note_text(note, rendered.html)

    def resolve(self, link: str, note: Note) -> str:
        """Links between notes lead to the version in the note's own language."""
        try:
            path, fragment = urldefrag(link)
        except ValueError:  # such as https://[a]/
            return link
        source = posixpath.normpath(posixpath.join(posixpath.dirname(note.source), unquote(path)))
        other = self.notes.get(source)
        if other is None:
            return link
        chosen = self.site.catalog.versions(other).get(note.language, other)
        return relative(chosen.url, note.url) + (f"#{fragment}" if fragment else "")

    def save(
        self,
        target: Path,
        url: str,
        title: str,
        language: str,
        urls: Mapping[str, str],
        body: str,
        head: str = "",
    ) -> None:
        """Write one page, with links to its versions in the head and at its top."""
        links = [
            f'<a rel="alternate" lang="{tag}" href="{relative(other, url)}">'
            f"{self.site.languages.name(tag)}</a>"
            for tag, other in urls.items()
            if tag != language
        ]
        html = PAGE.format(title=title, switcher=f"<nav>{' '.join(links)}</nav>", body=body)
        alternates: Alternates = self.site.versions.alternates(urls, language)
        path = target / dest_of(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rewrite_head(html, alternates, head), "utf-8")


def main() -> None:
    folder, target = map(Path, sys.argv[1:])
    site = open_site(folder)
    PlainSite(site).write(target)
    print(len(site.notes), len(site.outputs))


if __name__ == "__main__":
    main()
