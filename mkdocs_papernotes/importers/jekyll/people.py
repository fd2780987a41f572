"""The people of a site, as its data name them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs_papernotes.importers.jekyll.configuration import Configuration
from mkdocs_papernotes.importers.jekyll.values import person_of
from mkdocs_papernotes.importers.settings import read_data, settings_of

People = Mapping[str, Mapping[str, object]]
"""What is said of people by their keys."""


def people_of(root: Path, configuration: Configuration) -> People:
    """The people of `_data/authors.yml` by their key; `root` is the folder that is imported."""
    data = root / configuration.root / (configuration.settings.text("data_dir") or "_data")
    for name in ("authors.yml", "authors.yaml", "authors.json", "people.yml"):
        path = data / name
        if path.is_file() and path.resolve().is_relative_to(root.resolve()):
            given = settings_of(read_data(path)).values
            return {key: person for key, each in given.items() if (person := person_of(each))}
    return {}


def with_people(authors: object, people: People) -> object:
    """Authors with what `_data/authors.yml` says of them in the place of their key."""
    if not isinstance(authors, list):
        return authors
    return [people.get(each, each) if isinstance(each, str) else each for each in authors]
