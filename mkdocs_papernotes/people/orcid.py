"""ORCID: identifiers of researchers (https://orcid.org)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.text import tidy

_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:?\s*)?"
    r"(?P<id>[0-9]{4}(?:[-‐‑–]?[0-9]{4}){2}[-‐‑–]?[0-9]{3}[0-9X])/?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Orcid:
    """A researcher's identifier (`0000-0002-1825-0097`)."""

    id: str

    @classmethod
    def parse(cls, text: str) -> Orcid:
        """Parse an ORCID iD or its address; raises `BadValueError`, a `ValueError`.

        The last digit is a check digit (ISO/IEC 7064, MOD 11-2).
        """
        match = _ORCID.fullmatch(tidy(text))
        if match is None:
            raise BadValueError("not-an-orcid", given=text)
        digits = re.sub(r"[^0-9X]", "", match["id"].upper())
        found = "-".join(digits[n : n + 4] for n in range(0, 16, 4))
        due = _check_digit(digits[:15])
        if digits[15] != due:
            raise BadValueError("orcid-check-digit", given=found, found=digits[15], due=due)
        return cls(found)

    def __str__(self) -> str:
        return self.id

    @property
    def url(self) -> str:
        return f"https://orcid.org/{self.id}"


def _check_digit(digits: str) -> str:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    due = (12 - total % 11) % 11
    return "X" if due == 10 else str(due)
