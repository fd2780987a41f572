"""MkDocs' files: as the site reads them, and those that the plugin adds."""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_papernotes.addresses import dest_of, list_dest, url_of
from mkdocs_papernotes.site.source_file import SourceFile
from mkdocs_papernotes.site.structure import Structure


class StandIn:
    """A file that exists while the build runs, for plugins that look at the source of any page."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="papernotes-")
        self.path = str(Path(self._folder.name, "list.md"))
        Path(self.path).write_text("# List\n", "utf-8")

    def remove(self) -> None:
        self._folder.cleanup()


class LinkTarget(File):
    """A file that only gives links an address; another file is written there.

    It is not a documentation page, and is never copied. `real` is the path of a file that exists.
    """

    def __init__(self, source: str, url: str, config: MkDocsConfig, real: str):
        super().__init__(source, None, config.site_dir, config.use_directory_urls)
        self.inclusion = InclusionLevel.NOT_IN_NAV
        self.generated_by = "papernotes"
        self.url = url
        self.abs_src_path = real

    def is_documentation_page(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        pass


def source_files(files: Files, config: MkDocsConfig, *, preview: bool) -> list[SourceFile]:
    """MkDocs' files as source files of the site; `preview` includes drafts, as `serve` does.

    Files without an address are left out.
    """
    return [_source_file(file, config, preview=preview) for file in files if has_address(file)]


def has_address(file: File) -> bool:
    """Whether there is an address for a file: a name in an old encoding is not even a text."""
    try:
        file.src_uri.encode()
    except UnicodeEncodeError:
        return False
    return True


def _source_file(file: File, config: MkDocsConfig, *, preview: bool) -> SourceFile:
    level = file.inclusion
    return SourceFile(
        path=file.src_uri,
        read=lambda: file.content_bytes,
        is_page=file.is_documentation_page(),
        is_included=bool(level.is_in_serve() if preview else level.is_included()),
        is_draft=level.is_excluded() and level.is_in_serve(),
        is_generated=file.src_dir != config.docs_dir,
        url=file.url,
    )


def list_file(source: str, url: str, config: MkDocsConfig, *, in_nav: bool, stand_in: str) -> File:
    """A file for a page of a list that the author did not write."""
    inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, source, content="", inclusion=inclusion)
    file.abs_src_path = stand_in
    readdress(file, url, config)
    return file


def announced_lists(
    files: Files, config: MkDocsConfig, structure: Structure, paths: Iterable[str], stand_in: str
) -> list[File]:
    """Files in the place of lists, for plugins that ask which pages there will be.

    `paths` are lists that every site has. None is made where the author wrote a page.
    """
    languages = structure.languages(())
    urls = {file.url for file in files.documentation_pages()}
    found: dict[str, File] = {}
    for path in paths:
        for tag in (languages.default, *languages.tags):
            source = structure.list_source(tag, path, 1)
            dest = list_dest(languages.prefix(tag), path, 1, directory_urls=True)
            url = url_of(dest, directory_urls=config.use_directory_urls)
            if source not in {*files.src_uris, *found} and url not in urls:
                file = found[source] = File.generated(config, source, content="")
                file.generated_by = "papernotes"
                file.abs_src_path = stand_in
                readdress(file, url, config)
    return [*found.values()]


def is_ours(file: File) -> bool:
    """Whether papernotes made a file, as it does those of `announced_lists` and `list_file`."""
    return file.generated_by == "papernotes"


def readdress(file: File, url: str, config: MkDocsConfig) -> None:
    """Change the address of a file, and with it the path that it is written to."""
    file.dest_uri = dest_of(url)
    file.url = url
    file.abs_dest_path = os.path.normpath(os.path.join(config.site_dir, file.dest_uri))
