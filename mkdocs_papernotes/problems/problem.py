"""Problems found in what an author wrote: values, which the adapter logs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with one file, and what to do about it.

    `error` aborts a build, `warning` counts under `--strict`, `info` is only said.
    """

    source: str
    """Path of the file, relative to the docs folder; empty for the site's own options."""
    line: int = 0
    """Counted from 1; 0 where no single line is to blame."""
    key: str = ""
    """Dotted name of the front-matter key, such as `paper.arxiv`."""
    message: str = ""
    remedy: str = ""
    severity: Severity = "warning"

    def __str__(self) -> str:
        place = ":".join(part for part in (self.source, str(self.line or "")) if part)
        parts = [part for part in (place, self.key) if part]
        text = ": ".join([*parts, self.message])
        return f"{text}. {self.remedy}" if self.remedy else text
