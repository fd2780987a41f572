"""What the `mkdocs.yml` of an existing site lacks for the files of a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_papernotes.assembly.configuration import Configuration

_EXTENSIONS = {
    "footnotes": "",
    "pymdownx.arithmatex": "generic",
    "pymdownx.blocks.caption": "",
    "pymdownx.quotes": "callouts",
    "pymdownx.tasklist": "",
}
"""The Markdown extensions that the example notes need, each with an option that must be on."""


def lacking(own: Configuration, new: Configuration) -> Iterator[str]:
    """What the example notes need and a site's `own` configuration lacks, a line for each key.

    `new` is the configuration of the site that the notes were made for.
    """
    if own.text("docs_dir", "docs").strip("./") != "docs":
        yield "docs_dir: docs, where the example notes are"
    theme = own.values.get("theme")
    if (theme.get("name") if isinstance(theme, dict) else theme) != "material":
        yield "theme: material"
    if plugins := ", ".join(_plugins(own, new)):
        yield f"plugins: {plugins}"
    if extensions := ", ".join(_extensions(own)):
        yield f"markdown_extensions: {extensions}"


def _plugins(own: Configuration, new: Configuration) -> Iterator[str]:
    languages = new.plugin("i18n")
    if languages is not None:
        locales = _locales(languages)
        if not set(locales) <= set(_locales(own.plugin("i18n") or {})):
            yield f"i18n (with the languages {', '.join(locales)})"
    options = own.plugin("papernotes")
    if options is None or options.get("formulas") != "katex":
        yield "papernotes (the last, with formulas: katex)"


def _locales(i18n: Mapping[str, Any]) -> list[str]:
    languages = i18n.get("languages")
    items = languages if isinstance(languages, list) else []
    return [str(item.get("locale")) for item in items if isinstance(item, dict)]


def _extensions(own: Configuration) -> Iterator[str]:
    names = {name.removeprefix("markdown.extensions.") for name in own.markdown.extensions}
    if names & {"extra", "pymdownx.extra"}:
        names.add("footnotes")
    for name, option in _EXTENSIONS.items():
        has = not option or own.markdown.extension_configs.get(name, {}).get(option)
        if name not in names or not has:
            yield f"{name} (with {option}: true)" if option else name
