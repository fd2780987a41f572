"""The page in the place of a translation: a notice, and the text in the language that it is in."""

from __future__ import annotations

from markupsafe import Markup, escape

from mkdocs_papernotes.addresses import relative
from mkdocs_papernotes.catalog.catalog import Catalog
from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.tags import bcp47, name_in
from mkdocs_papernotes.site.notices import Notice
from mkdocs_papernotes.views.note_view import split_title
from mkdocs_papernotes.views.templating import Templates


class NoticeView:
    """Renders notices."""

    def __init__(self, catalog: Catalog, languages: Languages, templates: Templates):
        self._catalog, self._languages, self._templates = catalog, languages, templates

    def render(self, notice: Notice, html: str) -> str:
        """The content of the page; `html` is the rendered text of the note, perhaps without H1."""
        heading, rest = split_title(html, notice.note)
        labels = self._languages.labels(notice.language)
        language = escape(bcp47(notice.note.language))
        heading = heading.replace("<h1", f'<h1 lang="{language}"', 1)
        words = self._templates.render(
            "notice",
            labels=labels,
            only_in=self._only_in(notice, labels),
            language=notice.note.language,
            text=Markup(rest) if notice.has_text else "",
        )
        return f"{heading}\n{words}"

    def _only_in(self, notice: Notice, labels: Labels) -> Markup:
        """The sentence that says where the note is to be read, with links."""
        versions = self._catalog.versions(notice.note)
        links = []
        for language in notice.languages:
            href = escape(relative(versions[language].url, notice.url))
            name = escape(name_in(language, labels.spoken))
            tag = escape(bcp47(language))
            links.append(Markup(f'<a href="{href}" hreflang="{tag}" target="_self">{name}</a>'))
        joined = Markup(escape(labels("list_separator"))).join(links)
        return Markup(escape(labels("only_in"))).format(languages=joined)
