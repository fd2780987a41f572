"""Puts a paper into the bibliography of a site."""

from __future__ import annotations

import dataclasses

from mkdocs_papernotes.bibliography.appending import AppendError, with_entry
from mkdocs_papernotes.catalog.same_paper import key_of
from mkdocs_papernotes.citation.bibtex import bibtex_entry
from mkdocs_papernotes.citation.csl import write_csl
from mkdocs_papernotes.citation.key import with_keys
from mkdocs_papernotes.citation.reference import Reference, paper_reference
from mkdocs_papernotes.commands.changes import Change
from mkdocs_papernotes.commands.opened import OpenedSite
from mkdocs_papernotes.commands.output import Output
from mkdocs_papernotes.papers.paper import Paper


class SiteBibliography:
    """The files under `bibliography` in a site's options."""

    def __init__(self, site: OpenedSite, output: Output):
        self._site, self._output = site, output

    def entry(self, paper: Paper, bib: str = "") -> tuple[str, list[Change]]:
        """The key of the paper in the site's bibliography, and the change that adds its entry.

        The key is empty without a bibliography, and for a paper without a title: it stays in the
        note, where its author fills it in. `bib` is the file in which the paper was found.
        """
        names = self._site.site.settings.bibliography
        papers = self._site.site.catalog.bibliography.papers
        if not names:
            return "", []
        if paper.citation_key in papers and self._is_own(bib):
            return paper.citation_key, []
        if key := key_of(papers, paper):
            return key, []
        if not paper.title:
            return "", []
        taken = {f"old {key}": Reference(key, "article") for key in papers}
        reference = with_keys({**taken, "new": paper_reference(paper)})["new"]
        if reference.arxiv:  # the version that was read has no field of its own
            arxiv = f"{reference.arxiv}{paper.read_version}"
            reference = dataclasses.replace(reference, arxiv=arxiv)
        name = next((name for name in names if name.lower().endswith(".bib")), names[0])
        return reference.key, [self._appended(name, reference)]

    def _is_own(self, name: str) -> bool:
        """Whether a file belongs to the site's own bibliography."""
        own = (self._site.folders.find(each) for each in self._site.site.settings.bibliography)
        return bool(name) and any(path and path.samefile(name) for path in own)

    def _appended(self, name: str, reference: Reference) -> Change:
        path = self._site.folders.find(name)
        before = path.read_bytes() if path else None
        entry = bibtex_entry(reference, with_abstract=True)
        if name.lower().endswith(".json"):
            entry = write_csl([reference]).strip().strip("[]")
        try:
            after = with_entry(before or b"", name, reference.key, entry)
        except AppendError as error:
            self._output.fail(f"nothing can be added to {name}: {error}. Nothing was written.")
        return Change(path or self._site.folders.config / name, after, before)
