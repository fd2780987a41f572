"""The only package that knows MkDocs: its events, files and pages, and mkdocs-static-i18n."""

from mkdocs_papernotes.adapter import garbage

garbage.search_rarely()  # what is imported now stays, and most of it is imported for each build
