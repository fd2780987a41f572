"""Pagination: cuts the items of a list into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Pager(Generic[T]):
    """One page of a list and its place among the others. Numbers count from 1."""

    number: int
    pages: int
    total: int
    items: Sequence[T]
    start: int
    """The number of items on earlier pages."""

    @property
    def first(self) -> int:
        """The number of the first item on the page; 0 on an empty page."""
        return self.start + 1 if self.items else 0

    @property
    def last(self) -> int:
        """The number of the last item on the page; 0 in an empty list."""
        return self.start + len(self.items)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    def window(self, reach: int = 2) -> list[int | None]:
        """The page numbers to link to: first, last, and `reach` on both sides of this page.

        `None` stands for pages that are left out, which are always two or more.
        """
        near = range(max(1, self.number - reach), min(self.pages, self.number + reach) + 1)
        numbers = sorted({1, *near, self.pages})
        found: list[int | None] = []
        for number in numbers:
            previous = found[-1] if found else None
            if previous is not None and number - previous == 2:
                found.append(previous + 1)
            elif previous is not None and number - previous > 2:
                found.append(None)
            found.append(number)
        return found


def paginate(items: Sequence[T], per_page: int | None) -> list[Pager[T]]:
    """Cut `items` into pages of `per_page` items; `None` puts all on one page.

    No items make one empty page.
    """
    per_page = per_page or max(len(items), 1)
    starts = range(0, max(len(items), 1), per_page)
    return [
        Pager(number, len(starts), len(items), items[start : start + per_page], start)
        for number, start in enumerate(starts, 1)
    ]
