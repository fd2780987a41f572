"""Places where a page says, or may say, whether it is to be published.

A text that is published by mistake cannot be called back. So keys such as `draft` are recognised
beyond the forms that the guide shows: in any case, one letter away, and indented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mkdocs_papernotes.front_matter.foreign_keys import is_foreign, normal_key
from mkdocs_papernotes.front_matter.reader import flag_of
from mkdocs_papernotes.text import edits

Subject = Literal["draft", "publish", "unlisted", "password", "excerpt", "status"]
Trust = Literal["plain", "sure", "unsure"]
"""`plain`: a key as the guide has it. `sure`: it can hardly mean anything else, so a value that
cannot be read counts, too. `unsure`: it counts with a value that reads as a flag or a date."""

_PLAIN: dict[str, Subject] = {
    "draft": "draft",
    "publish": "publish",
    "published": "publish",
    "unlisted": "unlisted",
    "password": "password",
    "excerpt": "excerpt",
    "use_secret": "password",  # in encryptcontent: the environment variable with the password
}
_ALIKE: dict[str, tuple[Subject, Trust]] = {
    "isdraft": ("draft", "sure"),
    "草稿": ("draft", "sure"),
    "unpublished": ("draft", "sure"),
    "wip": ("draft", "unsure"),
    "encrypted": ("draft", "unsure"),
    "private": ("draft", "unsure"),
    "publishdate": ("publish", "sure"),  # Hugo
    "public": ("publish", "unsure"),
    "dgpublish": ("publish", "sure"),  # Obsidian, with Digital Garden
    "hidden": ("unlisted", "unsure"),  # Hexo, with a plugin
    "密码": ("password", "sure"),
    "密碼": ("password", "sure"),
    "status": ("status", "sure"),  # Pelican and WordPress
    "state": ("status", "sure"),
    "visibility": ("status", "sure"),
    "layout": ("status", "sure"),  # Hexo
}
_LONGEST_KEY = 40
_FLAGS = ("true", "false", "yes")
_SHORT_FLAGS = {*"yntfx√✓✔✗是否真假对對错錯有无", "on", "off", "ja", "nein", "oui", "non", "si"}
_DATE = re.compile(r"(?:19|20)\d\d(?:[-/.年]\d{1,2}|\d{4}$)")


@dataclass(frozen=True)
class Mention:
    """A key that speaks of publication, or seems to."""

    subject: Subject
    trust: Trust
    key: str
    """The key as written."""
    line: int
    value: str | None
    """The value as typed, empty for none; `None` for a list or a mapping."""

    @property
    def meant(self) -> str:
        """The key of the guide that says the same."""
        return "draft" if self.subject == "status" else self.subject


def mention_of(path: str, line: int, value: str | None) -> Mention | None:
    """The mention that a key of readable YAML is, if any; `path` is its dotted name."""
    outer, _, name = path.rpartition(".")
    found = recognised(name)
    if found is None:
        return None
    subject, trust = found
    if outer:
        if subject == "status":
            return None
        is_link = outer.rpartition(".")[2] == "links"
        is_sure = trust == "plain" and subject not in {"publish", "excerpt"} and not is_link
        trust = "sure" if is_sure else "unsure"
    return Mention(subject, trust, name, line, value)


@lru_cache(maxsize=4096)
def recognised(name: str) -> tuple[Subject, Trust] | None:
    """What a key is about, and how certainly; `None` for other keys."""
    if name in _PLAIN:
        return _PLAIN[name], "plain"
    if len(name) > _LONGEST_KEY:
        return None
    key = normal_key(name)
    if key in _ALIKE:
        return _ALIKE[key]
    for plain, subject in _PLAIN.items():
        if key == normal_key(plain):
            return subject, "sure"
    if is_foreign(name):
        return None
    for plain, subject in _PLAIN.items():
        if abs(len(key) - len(plain)) < 2 and edits(key, plain) == 1:
            return subject, "sure" if subject == "password" else "unsure"
    return None


def reads_as_flag_or_date(value: str) -> bool:
    """Whether a value is, or is meant as, a flag or a date."""
    text = value.strip().lower()
    if flag_of(text) is not None or text in _SHORT_FLAGS or _DATE.match(text):
        return True
    return any(abs(len(text) - len(flag)) < 2 and edits(text, flag) == 1 for flag in _FLAGS)
