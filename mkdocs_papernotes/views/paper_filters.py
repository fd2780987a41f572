"""The filters of the table of papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.languages import Languages
from mkdocs_papernotes.notes.keys import STATES
from mkdocs_papernotes.views.paper_row import Row


@dataclass(frozen=True)
class Choice:
    """An option of a filter: its value and the text that readers see."""

    value: str
    text: str
    language: str
    """The language of the value."""


def choices(rows: Sequence[Row], language: str, languages: Languages) -> dict[str, list[Choice]]:
    """The options of each filter, in order, for readers of `language`.

    A filter that would not filter is left out.
    """
    labels = languages.labels(language)
    years = sorted({row.year for row in rows if row.year}, reverse=True)
    venues = sorted({row.venue for row in rows if row.venue}, key=_caseless)
    used = {state for row in rows for state in row.states}
    ratings = sorted({rating for row in rows for rating in row.ratings}, reverse=True)
    found = {
        "year": [Choice(str(year), str(year), language) for year in years],
        "venue": [Choice(name, name, language) for name in venues],
        "direction": list(_directions(rows, labels, languages)),
        "state": [
            Choice(name, labels(f"state.{name}"), language) for name in STATES if name in used
        ],
        "rating": [Choice(str(n), labels("rated_choice", rating=n), language) for n in ratings],
    }
    lacking = {
        "state": any(not row.states for row in rows),
        "rating": any(not row.ratings for row in rows),
    }
    return {
        name: options
        for name, options in found.items()
        if len(options) > 1 or (options and lacking.get(name))
    }


def _directions(rows: Sequence[Row], labels: Labels, languages: Languages) -> Iterator[Choice]:
    """The directions by name; those that only another language has come last and say so."""
    named = {
        direction.name: direction.language for row in reversed(rows) for direction in row.directions
    }
    tags = [labels.language, *languages.tags]
    for name in sorted(named, key=lambda name: (tags.index(named[name]), _caseless(name))):
        language, text = named[name], name
        if language != labels.language:
            text = labels("qualified", text=name, by=languages.name(language))
        yield Choice(name, text, language)


def _caseless(name: str) -> tuple[str, str]:
    return name.casefold(), name
