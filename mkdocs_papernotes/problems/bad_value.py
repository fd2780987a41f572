"""The exception for a wrong value, which becomes a problem where its place is known."""

from __future__ import annotations

from mkdocs_papernotes.problems.catalogue import message_of
from mkdocs_papernotes.problems.problem import Problem


class BadValueError(ValueError):
    """Raised for a wrong value: `BadValueError("not-a-doi", given=text)`.

    `name` is the name of a message in the catalogue; `values` fill its placeholders. The caller,
    who knows where the value was written, turns it into a problem.
    """

    def __init__(self, name: str, /, **values: object):
        super().__init__(name)
        self.name, self.values = name, values

    def __str__(self) -> str:
        return message_of(self.name).message_with(self.values)

    @property
    def remedy(self) -> str:
        """What to do about it, in English."""
        return message_of(self.name).remedy_with(self.values)

    def problem(self, source: str = "", line: int = 0, key: str = "", **values: object) -> Problem:
        """The problem at a place; `values` are added to those of the exception."""
        return Problem(self.name, source, line, key, {**self.values, **values})
