"""The texts of a site as HTML, from the cache where they have not changed."""

from __future__ import annotations

from mkdocs_papernotes.cache.store import Store
from mkdocs_papernotes.markup.converter import NO_HEADING, Resolve, TopHeading
from mkdocs_papernotes.markup.extensions import MarkdownOptions, options_key
from mkdocs_papernotes.markup.purity import known_pure
from mkdocs_papernotes.markup.render import Rendered, RenderedText, render, render_text


class Texts:
    """Renders texts with the extensions of one site."""

    def __init__(self, store: Store, options: MarkdownOptions):
        self._store, self._options = store, options
        self.impure = known_pure(options)
        """The extension that keeps texts from the cache; empty if none does."""
        self._key = options_key(options)

    def render(self, text: str, resolve: Resolve, heading: TopHeading = NO_HEADING) -> Rendered:
        """Render `text`; see `markup.render`."""
        if self.impure:
            return render(text, self._options, resolve, heading)
        key = self.key(text, heading)
        found = self._find(key)
        if found is None:
            found = render_text(text, self._options, heading)
            if found is None:
                return render(text, self._options, resolve, heading)
            self._store.put(key, found.to_json())
        return found.resolved(resolve)

    def key(self, text: str, heading: TopHeading) -> bytes:
        """The key of a text in the cache."""
        return self._store.key("text", text, heading.text, str(heading.any_will_do), self._key)

    def _find(self, key: bytes) -> RenderedText | None:
        data = self._store.get(key)
        return RenderedText.from_json(data) if data else None
