"""The attributes that kramdown gives elements: `{: #id .class key="value" }`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_WORD = re.compile(
    r"(?P<key>[\w:-]+)=(?:\"(?P<q>[^\"]*)\"|'(?P<s>[^']*)'|(?P<b>[^\s\"'}]*))|[^\s]+"
)
_WORDS = re.compile(r"[.#]?[^.#]+")
BOXES = {
    "notice": "note",
    "notice--primary": "note",
    "notice--info": "info",
    "notice--warning": "warning",
    "notice--danger": "danger",
    "notice--success": "success",
    "prompt-tip": "tip",
    "prompt-info": "info",
    "prompt-warning": "warning",
    "prompt-danger": "danger",
    "block-tip": "tip",
    "block-warning": "warning",
    "block-danger": "danger",
    "box-note": "note",
    "box-warning": "warning",
    "box-error": "danger",
    "box-success": "success",
    "note": "note",
    "tip": "tip",
    "warning": "warning",
    "important": "important",
    "caution": "caution",
    "info": "info",
}
"""Classes of boxes of minimal-mistakes, Chirpy, al-folio, Beautiful Jekyll and just-the-docs."""


@dataclass
class Attributes:
    """The attributes of an element."""

    id: str = ""
    classes: list[str] = field(default_factory=list)
    pairs: dict[str, str] = field(default_factory=dict)

    def add(self, inner: str, definitions: Mapping[str, str]) -> Attributes:
        """Read those between `{:` and `}`; names stand for what `{:name: …}` defines."""
        for match in _WORD.finditer(inner):
            if key := match["key"]:
                value = match["q"] or match["s"] or match["b"] or ""
                self._set(key, value.replace("\\_", "_"))
                continue
            for word in _WORDS.findall(match[0]):
                self._add_word(word, definitions)
        return self

    def _set(self, key: str, value: str) -> None:
        if key == "class":
            self.classes += value.split()
        elif key == "id":
            self.id = value
        else:
            self.pairs[key] = value

    def _add_word(self, word: str, definitions: Mapping[str, str]) -> None:
        if word[0] == ".":
            self.classes.append(word[1:])
        elif word[0] == "#":
            self.id = word[1:]
        elif word in definitions:
            self.add(definitions[word], {})

    def written(self) -> str:
        """`{: #id .class key="value" }`; empty without any."""
        parts = [f"#{self.id}"] if self.id else []
        parts += [f".{name}" for name in dict.fromkeys(self.classes)]
        parts += [f'{key}="{value}"' for key, value in self.pairs.items() if '"' not in value]
        return f"{{: {' '.join(parts)} }}" if parts else ""

    def in_tag(self) -> str:
        """The same as attributes of HTML, with a space before each."""
        given = {"id": self.id, "class": " ".join(dict.fromkeys(self.classes)), **self.pairs}
        return "".join(
            f' {key}="{value}"' for key, value in given.items() if value and '"' not in value
        )

    @property
    def kind(self) -> str:
        """The kind of box that a class means; empty if there is none."""
        return next((BOXES[name] for name in self.classes if name in BOXES), "")
