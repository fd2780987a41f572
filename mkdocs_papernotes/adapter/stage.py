"""What stays of the build of one language, so that `serve` can render single pages again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from copy import copy, deepcopy
from dataclasses import dataclass, replace
from functools import cached_property

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from mkdocs_papernotes.adapter.build_files import BuildFiles
from mkdocs_papernotes.adapter.page_cache import PageCache


class LinkedPages:
    """The links to places on pages, by the page that they lead to."""

    def __init__(self, pages: Sequence[Page]):
        self._pages = {page.file.src_uri: page for page in pages}
        self._ranks = {source: number for number, source in enumerate(self._pages)}
        self._targets: dict[str, set[str]] = {}
        self._linking: defaultdict[str, set[str]] = defaultdict(set)
        for source, page in self._pages.items():
            self._add(source, page)

    def around(self, rendered: Sequence[Page]) -> list[Page]:
        """The pages that have been rendered again, and those with links to places on them."""
        sources = {page.file.src_uri for page in rendered if self._has(page)}
        for source in sources:
            for target in self._targets.pop(source, ()):
                self._linking[target].discard(source)
            self._add(source, self._pages[source])
        found = sources.union(*(self._linking.get(source, ()) for source in sources))
        return [self._pages[source] for source in sorted(found, key=self._ranks.__getitem__)]

    def _has(self, page: Page) -> bool:
        """Not of pages in another language, though those may have the same sources."""
        return self._pages.get(page.file.src_uri) is page

    def _add(self, source: str, page: Page) -> None:
        targets = {to.page.file.src_uri for to in page.links_to_anchors or () if to.page}
        if targets:
            self._targets[source] = targets
        for target in targets:
            self._linking[target].add(source)


@dataclass(frozen=True)
class Stage:
    """A build of one language that is done, or of all languages at once."""

    language: str
    """Empty if one build has all languages."""
    config: MkDocsConfig
    env: Environment
    files: BuildFiles
    pages: PageCache

    def kept(self) -> Stage:
        """The same for later; static-i18n changes the configuration for the next language."""
        return replace(self, config=_copied(self.config))

    @property
    def nav(self) -> Navigation:
        return self.pages.nav

    @property
    def mkdocs_files(self) -> Files:
        return self.files.files

    @cached_property
    def page_files(self) -> Sequence[File]:
        """The files of pages. MkDocs looks through all files for them, which each page needs."""
        return self.mkdocs_files.documentation_pages()

    @property
    def mkdocs_pages(self) -> list[Page]:
        return [file.page for file in self.page_files if file.page]

    @cached_property
    def linked(self) -> LinkedPages:
        """Which pages link to places on others."""
        return LinkedPages(self.mkdocs_pages)

    def populate(self, page: Page) -> None:
        """Read and render a page, as MkDocs does."""
        config, files = self.config, self.mkdocs_files
        page = config.plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        text = page.markdown or ""
        page.markdown = config.plugins.on_page_markdown(text, page=page, config=config, files=files)
        page.render(config, files)
        html = page.content or ""
        page.content = config.plugins.on_page_content(html, page=page, config=config, files=files)

    def finish(self, page: Page) -> str:
        """Put a page that is rendered into the theme's template, as MkDocs does."""
        config = self.config
        page.active = True
        try:
            context = get_context(self.nav, self.page_files, config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(
                context, page=page, config=config, nav=self.nav
            )
            output = template.render(context)
            return config.plugins.on_post_page(output, page=page, config=config)
        finally:
            page.active = False

    def write(self, page: Page) -> None:
        """Write a page that is rendered, as MkDocs does."""
        output = self.finish(page)
        if output.strip():
            data = output.encode("utf-8", errors="xmlcharrefreplace")
            write_file(data, page.file.abs_dest_path)

    def check_anchors(self, page: Page) -> None:
        """Report links to places that the pages they lead to do not have."""
        level = self.config.validation.links.anchors
        page.validate_anchor_links(files=self.mkdocs_files, log_level=level)


def _copied(config: MkDocsConfig) -> MkDocsConfig:
    found = copy(config)
    found.theme = deepcopy(config.theme)
    found.extra = deepcopy(config.extra)
    for name in ("extra_css", "extra_javascript"):
        found[name] = list(config[name])
    return found
