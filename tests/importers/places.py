"""Places of a small old site, for the tests of converters."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import teller
from mkdocs_papernotes.importers.markup import convert_markdown
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.problems.problem import Problem

HOST = "https://old.example/"


@dataclass(frozen=True)
class SomePlaces:
    """Pages by their old addresses, and the names of the files beside the page."""

    pages: dict[str, str] = field(default_factory=lambda: {"/2019/adam/": "adam.md"})
    files: tuple[str, ...] = ("fig 1.png", "a(b).png", "film.mp4", "paper.pdf", "图.png")

    def page(self, address: str) -> str | None:
        path, mark, fragment = address.partition("#")
        found = self.pages.get("/" + unquote(path).removeprefix(HOST).removeprefix("/"))
        return f"{found}{mark}{fragment}" if found else None

    def source(self, source: str) -> str | None:
        return None

    def named(self, name: str) -> str | None:
        return None

    def title(self, address: str) -> str:
        return ""

    def file(self, address: str) -> str | None:
        if "://" in address and not address.startswith(HOST):
            return None
        name = unquote(address).rsplit("/", 1)[-1]
        return f"new/{quote(name)}" if name in self.files else None

    def in_tag(self, address: str) -> str:
        return f"../{address}".replace(".md", "/")


def converted(text: str, line: int = 1, **options: object) -> tuple[str, list[Problem]]:
    """A text as it is on the new site, and what was told about it."""
    problems: list[Problem] = []
    body = Body(text, line)
    page = OldPage("post.md", "post", text)
    convert_markdown(body, page, SomePlaces(), teller("post.md", problems), **options)  # type: ignore[arg-type]
    return body.restored(), problems
