"""The table of all options of the plugin, and the settings made from their values.

MkDocs' schema and `open_site` both use this table, so both report a mistake in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_papernotes.options import values
from mkdocs_papernotes.options.comments import COMMENTS, comments_of
from mkdocs_papernotes.options.feeds import FEEDS, feeds_of
from mkdocs_papernotes.options.option import Option
from mkdocs_papernotes.options.settings import (
    METADATA_FORMATS,
    TERM_KINDS,
    ListSettings,
    Settings,
    TableSettings,
)
from mkdocs_papernotes.options.topics import TOPICS, topics_of
from mkdocs_papernotes.text import nearest

_SOURCES = ("marker", "description", "auto")


def _list_options(path: str, *own: Option, excerpt: tuple[str, ...]) -> tuple[Option, ...]:
    return (
        Option("path", path, values.folder),
        Option("per_page", 12, values.count),
        Option("languages", "all", values.one_of("all", "current", "paired")),
        Option("excerpt", excerpt, values.several_of(*_SOURCES)),
        *own,
    )


OPTIONS = (
    Option("notes_dir", ("notes",), values.folders),
    Option("locales", (), values.locales),
    Option("primary", "", values.language),
    Option("require_review", False, values.boolean),
    Option("untranslated", "none", values.one_of("none", "notice")),
    Option("behind", True, values.boolean),
    Option("review", "serve", values.one_of_or_false("serve", "build")),
    Option("timezone", "UTC", values.timezone),
    Option("excerpt_length", 150, values.count),
    Option("notes_in_nav", False, values.boolean),
    Option(
        "archive",
        True,
        options=_list_options(
            "archive",
            Option("counts", "full", values.one_of("full", "short")),
            Option("list_note", {}, values.sentences),
            Option("cheer", False, values.boolean),
            excerpt=("description", "marker", "auto"),
        ),
    ),
    Option("stream", True, options=_list_options("", excerpt=_SOURCES)),
    Option(
        "papers",
        True,
        options=(
            Option("path", "papers", values.folder),
            Option("empty", False, values.boolean),
        ),
    ),
    TOPICS,
    Option("terms", {}, values.mapping),
    Option("terms_file", "terms.yml", values.text),
    Option("related", 5, values.count_or_none),
    Option("backlinks", True, values.boolean),
    Option("neighbours", "language", values.one_of("language", *TERM_KINDS)),
    Option("authors_file", ".authors.yml", values.text),
    Option("bibliography", (), values.texts),
    Option("max_authors", 10, values.count),
    Option("cite", True, values.boolean),
    Option(
        "metadata",
        True,
        options=tuple(Option(name, True, values.boolean) for name in METADATA_FORMATS),
    ),
    Option("image", "", values.picture),
    Option("license", "", values.license_text),
    FEEDS,
    COMMENTS,
    Option("one_column", False, values.boolean),
    Option("formulas", False, values.formulas),
    Option("macros", {}, values.macros),
    Option("cjk_line_breaks", "keep", values.one_of("keep", "join")),
    Option("wikilinks", False, values.boolean),
    Option("attachments", "", values.attachments),
    Option("mark_papers", False, values.boolean),
    Option("previews", True, values.boolean),
    Option("markdown", False, values.boolean),
    Option("cache", True, values.boolean),
    Option("cache_dir", ".cache/papernotes", values.text),
    Option("workers", "auto", values.workers),
    Option("labels", {}, values.labels),
    Option("redirects", {}, values.redirects),
    Option("schedule", {}, values.schedule),
    Option("ignore", (), values.codes),
)


def suggested_option(name: str) -> str:
    """The option that was probably meant by an unknown one; both are dotted, such as `stream.path`.

    Empty if none is similar. An option of a group may be meant by a name without its group.
    """
    group, _, last = name.rpartition(".")
    known = {"": [option.name for option in OPTIONS]}
    known |= {option.name: [inner.name for inner in option.options] for option in OPTIONS}
    if near := nearest(last, known.get(group, ())):
        return f"{group}.{near}" if group else near
    for other, names in known.items():
        if last in names:
            return f"{other}.{last}" if other else last
    return ""


def settings_of(checked: Mapping[str, Any]) -> Settings:
    """Make the settings from the checked values of all options."""
    archive, stream, papers = checked["archive"], checked["stream"], checked["papers"]
    metadata, topics, feeds = checked["metadata"] or {}, checked["topics"], checked["feeds"]
    comments = checked["comments"]
    same = {
        name: checked[name]
        for name in (
            "notes_dir", "locales", "timezone", "excerpt_length", "notes_in_nav", "authors_file",
            "primary", "require_review", "untranslated", "behind", "review",
            "bibliography", "max_authors", "cite", "image", "license", "one_column", "formulas",
            "macros", "wikilinks", "attachments", "mark_papers", "previews", "cache", "cache_dir",
            "workers", "labels", "terms", "terms_file", "related", "backlinks", "neighbours",
            "cjk_line_breaks", "redirects", "schedule", "ignore", "markdown",
        )
    }  # fmt: skip
    return Settings(
        **same,
        archive=ListSettings(**archive) if archive is not None else None,
        stream=ListSettings(**stream) if stream is not None else None,
        topics=topics_of(topics) if topics is not None else None,
        papers=TableSettings(**papers) if papers is not None else None,
        feeds=feeds_of(feeds) if feeds is not None else None,
        comments=comments_of(comments) if comments is not None else None,
        metadata=frozenset(name for name, on in metadata.items() if on),
    )
