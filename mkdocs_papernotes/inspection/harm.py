"""Problems for which a site should not go online as it is."""

from __future__ import annotations

from mkdocs_papernotes.problems.problem import Problem

_LEAKS = {
    "unreadable-draft", "unreadable-publish", "unreadable-unlisted", "seems-draft",
    "seems-unlisted", "seems-without-excerpt", "password-without-plugin", "misplaced-front-matter",
    "wrong-fence", "foreign-front-matter", "unclosed-front-matter", "cache-published",
}  # fmt: skip
"""What the author may not mean to be published, or not in this way."""
_LOST = {
    "not-utf8", "unreadable-page", "language-not-built", "unknown-language-in-name",
    "notes-elsewhere", "empty-notes-folder", "notes-in-blog", "note-at-list",
    "second-list-page", "list-hidden-by-template",
}  # fmt: skip
"""Notes and lists that the author expects and readers would not find."""
_CONTESTED = {
    "same-address", "address-differs-in-case", "same-translation-key", "file-at-output",
    "file-at-folder", "file-at-feed", "feed-id-twice",
}  # fmt: skip
"""Addresses and keys that two pages or files claim."""
HARM = frozenset(_LEAKS | _LOST | _CONTESTED)


def is_harm(problem: Problem) -> bool:
    """Whether a problem says that something leaks, is lost, or is claimed twice.

    So does a block of front matter that cannot be read and seems to keep the note back.
    """
    is_told = problem.severity != "info"
    return is_told and (problem.name in HARM or bool(problem.held))
