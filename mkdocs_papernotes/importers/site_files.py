"""The files of the new site that are no pages: `mkdocs.yml`, authors, terms, the workflow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mkdocs_papernotes.importers.extensions import extension_lines
from mkdocs_papernotes.importers.menu import NewMenu
from mkdocs_papernotes.importers.names import AUTHORS, WELL_KNOWN
from mkdocs_papernotes.importers.plan import Plan
from mkdocs_papernotes.importers.terms import is_listed
from mkdocs_papernotes.starter.new_site import NewSite

_TEMPLATES = "templates/"
_TERMS_HEAD = (
    "# The names of tags and directions in each language of the site, as pairs of notes suggest\n"
    "# them. Look through them: what stands in the same place need not mean the same.\n"
)


@dataclass(frozen=True)
class SiteFiles:
    """What the files of a new site follow from."""

    plan: Plan
    now: datetime
    texts: tuple[str, ...]
    """The Markdown of the new pages, without code."""
    needed: frozenset[str] = frozenset()
    """Markdown extensions that they were found to need."""

    def contents(self) -> dict[str, bytes]:
        """The content of each file by its path below the site's folder."""
        found = self._new_site().contents()
        if any(file.path == AUTHORS for file in self.plan.files):
            del found["docs/.authors.yml"]
        if self.plan.terms.entries:
            lines = "".join(f"{line}\n" for line in self.plan.terms.entries)
            found["terms.yml"] = f"{_TERMS_HEAD}{lines}".encode()
        return found

    def _new_site(self) -> NewSite:
        plan, site = self.plan, self.plan.site
        return NewSite(
            locales=plan.languages,
            structure=plan.structure,
            timezone=site.timezone or "UTC",
            today=self._newest(),
            name=site.name,
            author=site.author,
            url=site.url,
            description=site.description,
            license=site.license,
            menu=tuple(NewMenu(self.plan).entries()),
            options=self._options(),
            extensions=extension_lines(self.texts, self.needed, breaks=site.breaks),
            breaks=site.breaks,
            shown_files=tuple(self._shown_files()),
            has_examples=False,
        )

    def _newest(self) -> date:
        """The day of the newest note that is not of the future, or the present."""
        today = self.now.date()
        days = (_day(page.values.get("date")) for page in self.plan.pages if is_listed(page.placed))
        return max((day for day in days if day and day <= today), default=today)

    def _options(self) -> Mapping[str, object]:
        options = dict(self.plan.site.options)
        if self.plan.also_at:
            feeds = options.get("feeds")
            also_at = list(self.plan.also_at)
            options["feeds"] = {**(feeds if isinstance(feeds, Mapping) else {}), "also_at": also_at}
        if self.plan.redirects:
            options["redirects"] = dict(self.plan.redirects)
        return options

    def _shown_files(self) -> Iterator[str]:
        """Patterns of files that MkDocs leaves out by default."""
        paths = [file.path for file in self.plan.files]
        paths += [f"{page.placed.stem}.md" for page in self.plan.pages]
        for folder in (WELL_KNOWN, _TEMPLATES):
            if any(path.startswith(folder) for path in paths):
                yield f"/{self.plan.path_of(folder)}"


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
