"""The texts of a site as HTML, from the cache where they have not changed."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.markup.converter import NO_HEADING, Resolve, TopHeading
from mkdocs_papernotes.markup.extensions import MarkdownOptions, options_key
from mkdocs_papernotes.markup.purity import known_pure
from mkdocs_papernotes.markup.render import Rendered, RenderedText, render, render_text


class Texts:
    """Renders texts with the extensions of one site."""

    def __init__(
        self, store: Store, options: MarkdownOptions, missing: Callable[[], None] = lambda: None
    ):
        """`missing` is called before a text is rendered; it may put the text into the store."""
        self._store, self._options, self._missing = store, options, missing
        self.impure = known_pure(options)
        """The extension that keeps texts from the cache; empty if none does."""
        self._key = options_key(options)

    def render(self, text: str, resolve: Resolve, heading: TopHeading = NO_HEADING) -> Rendered:
        """Render `text`; see `markup.render`."""
        found = None if self.impure else self._text(text, heading)
        return found.resolved(resolve) if found else render(text, self._options, resolve, heading)

    def prepare(self, text: str, heading: TopHeading = NO_HEADING) -> None:
        """Have the cache know a text."""
        self._text(text, heading)

    def _text(self, text: str, heading: TopHeading) -> RenderedText | None:
        key = self.key(text, heading)
        data = self._store.get(key)
        if data is None:
            self._missing()
            data = self._store.get(key)
        if data is not None:
            return RenderedText.from_bytes(data)
        found = render_text(text, self._options, heading)
        if found is not None:
            self._store.put(key, found.to_bytes())
        return found

    def key(self, text: str, heading: TopHeading) -> bytes:
        """The key of a text in the cache."""
        return self._store.key("text", text, heading.text, str(heading.any_will_do), self._key)
