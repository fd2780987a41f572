"""A line that is read from left to right, with tabs of four columns."""

from __future__ import annotations

TAB = 4
"""Columns of a tab, and of the indentation of code."""


class Line:
    """A line, and how much of it has been read."""

    def __init__(self, text: str):
        self.text = text
        self.place = 0
        self.column = 0
        self.spare = 0
        """Columns of a tab before `place` that are left."""

    @property
    def indent(self) -> int:
        """How many columns of white space come next."""
        column = self.column
        for char in self.text[self.place :]:
            if char == "\t":
                column += TAB - column % TAB
            elif char == " ":
                column += 1
            else:
                break
        return self.spare + column - self.column

    @property
    def first(self) -> int:
        """The place of the next character that is no white space."""
        rest = self.text[self.place :]
        return self.place + len(rest) - len(rest.lstrip(" \t"))

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space is left."""
        return not self.text[self.place :].strip(" \t")

    @property
    def shown(self) -> str:
        """What is left, without white space before it."""
        return self.text[self.first :]

    @property
    def rest(self) -> str:
        """What is left, with its indentation."""
        return " " * self.spare + self.text[self.place :]

    def skip_columns(self, count: int) -> None:
        """Pass over columns of white space."""
        taken = min(self.spare, count)
        self.spare -= taken
        count -= taken
        while count > 0 and self.place < len(self.text):
            char = self.text[self.place]
            if char not in " \t":
                break
            width = TAB - self.column % TAB if char == "\t" else 1
            self.place += 1
            self.column += width
            self.spare = max(0, width - count)
            count -= width

    def skip(self, count: int) -> None:
        """Pass over characters that are no tabs."""
        self.place += count
        self.column += count
        self.spare = 0

    def skip_indent(self) -> None:
        """Pass over the white space that comes next."""
        self.skip_columns(self.indent)
