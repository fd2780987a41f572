"""Finds the paper of a new note: on the web, in Zotero, or in a bibliography."""

from __future__ import annotations

from pathlib import Path

from mkdocs_papernotes.bibliography.bibliography import nearest_key, read_bibliography
from mkdocs_papernotes.commands.new_request import NewRequest
from mkdocs_papernotes.commands.output import Output
from mkdocs_papernotes.lookups.client import Client, LookupFailedError
from mkdocs_papernotes.lookups.lookup import highlights_in_zotero, look_up, look_up_in_zotero
from mkdocs_papernotes.lookups.zotero import Highlight, ItemAddress
from mkdocs_papernotes.papers.identifiers import ArxivId, Doi
from mkdocs_papernotes.papers.paper import Paper


class PaperSource:
    """Where the paper of a request comes from."""

    def __init__(self, request: NewRequest, output: Output):
        self._request, self._output = request, output
        self.highlights: list[Highlight] = []
        """What the reader marked in the paper, once it was found."""

    def known(self) -> Paper:
        """What the request itself says of the paper."""
        found = self._request.identifier
        if isinstance(found, ArxivId):
            return Paper(arxiv=ArxivId(found.id), read_version=found.version)
        return Paper(doi=found) if isinstance(found, Doi) else Paper()

    def paper(self, known: Paper) -> Paper:
        """The paper as it was found, or in an offline request what is `known`; ends the command
        if it cannot be found.
        """
        if self._request.bib:
            return self._from_bibliography()
        if self._request.offline and not self._request.zotero:
            return known
        client = Client(self._output.progress)
        try:
            if item := self._request.item:
                return self._from_zotero(item, client)
            if found := self._request.identifier:
                self._output.progress(f"Looking up {found} …")
                return look_up(found, client)
        except LookupFailedError as error:
            self._output.fail(f"{error}.")
        return known

    def _from_zotero(self, item: ItemAddress, client: Client) -> Paper:
        paper = look_up_in_zotero(item, client)
        if self._request.highlights:
            self.highlights = highlights_in_zotero(item, client)
        return paper

    def _from_bibliography(self) -> Paper:
        name, key = self._request.entry
        try:
            found = read_bibliography(Path(name).read_bytes(), name)
        except OSError as error:
            self._output.fail(f"{name} cannot be read: {error.strerror or error}.")
        if key not in found.papers:
            for problem in found.problems:
                self._output.problem(problem)
            near = nearest_key(found, key)
            question = f" Did you mean {near}?" if near else ""
            self._output.fail(f"{name} has no entry {key}.{question}")
        return found.papers[key]
