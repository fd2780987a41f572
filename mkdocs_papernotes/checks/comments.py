"""Whether the options of comments fit the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mkdocs_papernotes.front_matter.link import Link
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.languages.tags import matching
from mkdocs_papernotes.options.settings import CommentSettings
from mkdocs_papernotes.problems.problem import Problem


def find_comment_problems(
    comments: CommentSettings | None, languages: Languages, files: Collection[str], source: str
) -> Iterator[Problem]:
    """Report languages that the site does not have, and files that are missing.

    `files` are the paths of all files below the docs folder, `source` is the configuration.
    """
    if comments is None:
        return
    for tag in comments.providers:
        if tag and not matching(tag, languages.tags):
            values = {"given": tag, "known": languages.tags}
            key = f"papernotes.comments.{tag}"
            yield Problem("comments-in-no-language", source, 0, key, values)
    waline = comments.waline
    paths = {"script": waline.script, "styles": waline.styles} if waline else {}
    for name, path in paths.items():
        if path and not Link(path, "").web_address and path not in files:
            key = f"papernotes.comments.waline.{name}"
            yield Problem("missing-comments-file", source, 0, key, {"given": path})
