"""What a site says of itself: its name, whose it is."""

from __future__ import annotations

from mkdocs_papernotes.importers.foreign_values import text_of
from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.jekyll.people import People


class Identity:
    """The words of a configuration about its site."""

    def __init__(self, configuration: Configuration, people: People):
        self._configuration, self._people = configuration, people

    def name(self) -> str:
        """Its name, or that of the person whose site it is."""
        settings = self._configuration.settings
        name = self.text("title", "name")
        person = " ".join(
            part
            for key in ("first_name", "middle_name", "last_name")
            if (part := settings.text(key))
        )
        return person if person and (not name or name == "blank") else name

    def text(self, *keys: str) -> str:
        """A setting that is a text, or a mapping of languages to texts."""
        settings = self._configuration.settings
        for key in keys:
            if found := settings.text(key):
                return found
            table = settings.table(key)
            for language in (*self._configuration.languages, *table):
                if found := table.text(language):
                    return found
        return ""

    def author(self) -> str:
        """Whose site it is; empty if nothing says so."""
        settings = self._configuration.settings
        for key in ("author", "authors"):
            name = settings.text(key) or settings.table(key).text("name", "fullname")
            if name:
                return text_of(self._people.get(name, {}).get("name")) or name
        social = settings.table("social").text("name")
        return social or " ".join(
            part for key in ("first_name", "last_name") if (part := settings.text(key))
        )

    def breaks(self) -> bool:
        """Whether line breaks are kept: `hard_wrap` of kramdown, `HARDBREAKS` of CommonMark."""
        settings = self._configuration.settings
        options = settings.table("commonmark").texts("options")
        return settings.table("kramdown").flag("hard_wrap") or "HARDBREAKS" in options
