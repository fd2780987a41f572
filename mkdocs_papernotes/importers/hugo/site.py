"""What the texts of a Hugo site refer to: pages by their paths, and parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname

from mkdocs_papernotes.importers.hugo.configuration import Values, at
from mkdocs_papernotes.importers.hugo.content import MARKDOWN
from mkdocs_papernotes.importers.hugo.names import basic, cleaned
from mkdocs_papernotes.importers.old_site import OldPage

_MANY = ""
"""Stands for several pages of one name."""


@dataclass(frozen=True)
class HugoSite:
    """The pages and parameters of a site."""

    languages: tuple[str, ...] = ("en",)
    """Their keys, the default first."""
    pages: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The `source` of each page by its language and path, such as `/posts/adam`."""
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The same by language and the last part of the path; empty if there are several."""
    params: Mapping[str, Values] = field(default_factory=dict)
    """`params` of the configuration by language."""
    has_block_attributes: bool = False
    """Whether `{.class}` in a line of its own belongs to the block above it."""

    def find(self, reference: str, of: str, language: str, other: str = "") -> str:
        """The `source` of the page that `ref` means on the page with the path `of`.

        As in `content/page_ref`: below the root, beside the page, or by a unique name. `other` is
        the language that the reference names; a page in another language is better than none. Empty
        if there is none.
        """
        key = self._key(reference)
        for wanted in dict.fromkeys((other.lower() or language, *self.languages)):
            for path in _paths(key, of):
                if found := self.pages.get((wanted, path)):
                    return found
            if "/" not in key and (found := self.names.get((wanted, key), _MANY)):
                return found
        return ""

    def _key(self, reference: str) -> str:
        """A reference without what the path of a page does not have."""
        key = basic(reference.strip().replace("\\", "/"))
        stem, _, extension = key.rpartition(".")
        if extension in MARKDOWN and stem:
            key = stem
            stem, _, language = key.rpartition(".")
            key = stem if language in self.languages and stem else key
        for name in ("/index", "/_index"):
            key = key.removesuffix(name)
        return "" if key in {"index", "_index"} else key

    def param(self, name: str, language: str) -> object:
        """A parameter of the site by its dotted name; `None` if there is none."""
        return at(self.params.get(language, {}), *name.lower().split("."))


def _paths(key: str, of: str) -> Iterator[str]:
    """Where a reference may lead from a page, in the order in which Hugo looks."""
    if not key.startswith("/"):
        yield "/" + cleaned(f"{dirname(of)}/{key}")
        yield "/" + cleaned(f"{of}/{key}")
    yield "/" + cleaned(key)


def names_of(pages: Mapping[tuple[str, str], str]) -> Mapping[tuple[str, str], str]:
    """Pages by the last parts of their paths, those that several have as `_MANY`."""
    names: dict[tuple[str, str], str] = {}
    for (language, path), source in pages.items():
        key = (language, path.rpartition("/")[2])
        names[key] = _MANY if key in names else source
    return names


@dataclass(frozen=True)
class HugoPage(OldPage):
    """A page, with what its shortcodes refer to."""

    site: HugoSite = field(default_factory=HugoSite, repr=False, compare=False)
    key: str = "/"
    """Its path, such as `/posts/adam`."""
    language_key: str = "en"
    front: Values = field(default_factory=dict, repr=False, compare=False)
    """Its front matter by keys in lower case."""
