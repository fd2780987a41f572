"""Values that are wrong: what is wrong, and what to do about it."""

from __future__ import annotations


class BadValueError(ValueError):
    """Says what is wrong with a value; `remedy` says what to do about it."""

    def __init__(self, message: str, remedy: str):
        super().__init__(message)
        self.remedy = remedy
