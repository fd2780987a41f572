"""Values that are wrong: what is wrong, and what to do about it."""

from __future__ import annotations

from mkdocs_papernotes.problems.catalogue import message_of
from mkdocs_papernotes.problems.problem import Problem


class BadValueError(ValueError):
    """A value that is not what it should be: `BadValueError("not-a-doi", given=text)`.

    `name` is that of a message in the catalogue, `values` are filled into it. Whoever knows where
    the value was written makes it a problem.
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
        """The problem of this value at its place; `values` are added to its own."""
        return Problem(self.name, source, line, key, {**self.values, **values})
