"""Front matter of files that no generator has read: whatever their author knew of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mkdocs_papernotes.front_matter.foreign_keys import normal_key
from mkdocs_papernotes.importers.dates import ReadDate, read_date
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.pairing import KEYS as PAIR_KEYS
from mkdocs_papernotes.importers.source import Source
from mkdocs_papernotes.notes.keys import NOTE_KEYS, STATES
from mkdocs_papernotes.text import shortened

_WRITTEN = (
    "date", "created", "datecreated", "createdat", "creationdate", "createddate", "pubdate",
    "publishdate", "datepublished", "pubdatetime", "published", "ctime", "日期", "创建时间",
    "创建日期",
)  # fmt: skip
"""Keys for the day of writing, the first that can be read counts."""
_UPDATED = (
    "updated", "lastmod", "lastmodified", "lastmodifiedat", "modified", "datemodified",
    "modifiedat", "modificationdate", "lastupdated", "lastupdate", "updatedat", "dateupdated",
    "updateddate", "moddatetime", "mtime", "更新时间", "更新日期", "修改时间", "修改日期",
)  # fmt: skip
_DESCRIPTION = ("description", "summary", "abstract", "摘要", "描述")
_TAGS = ("tags", "tag", "keywords", "标签")
_CATEGORIES = ("categories", "category", "分类")
_AUTHORS = ("authors", "author", "作者")
_LANGUAGE = ("lang", "language", "locale")
_IMAGE = ("image", "cover", "thumbnail", "banner", "featuredimage")
_WITHOUT_EFFECT = frozenset(
    {"math", "mathjax", "katex", "toc", "comments", "slug", "permalink", "sitemap", "inheader"}
)
"""Keys with a flag or an address that needs no key here, or that has been used up."""
_ZOLA = frozenset({"path", "weight", "insearchindex", "render", "sortby", "paginateby", "template"})
"""Keys of Zola that have been used up, or are about its lists."""
_WRONG_HERE = ("layout", "template", "url", "hide", "search", "status")
_NO_TEMPLATE = "the new site does not have the templates of the old one"
_OF_MATERIAL = {"updated", "created"}
"""The keys of `date` in Material's blog, which the plugin reads, too."""
_PIECES = re.compile(r"[,，、;；\n]+")
_FULL = re.compile(r"[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)


@dataclass
class Taken:
    """What the front matter of a file means."""

    values: dict[str, object] = field(default_factory=dict)
    """By our keys, then what is kept under its own."""
    language: str = ""
    pair: str = ""
    aliases: tuple[str, ...] = ()
    """Old addresses."""
    address: str = ""
    """Where the page was published, as it says itself: Obsidian's `permalink`."""


def take(source: Source, tell: Tell, *, zone: str, kind: str) -> Taken:
    """Read the front matter of a file; what has no meaning here is kept, and told.

    `kind` is that of the `Layout`: in a vault tags may be separated by spaces; in a site of MkDocs
    the keys of MkDocs and Material keep their meaning.
    """
    return _Taker(source, tell, zone, kind).taken()


class _Taker:
    def __init__(self, source: Source, tell: Tell, zone: str, kind: str):
        self.source, self.tell, self.zone = source, tell, zone
        self.is_vault, self.is_mkdocs, self.is_zola = (
            kind == each for each in ("vault", "mkdocs", "zola")
        )
        self.left = dict(_flat(source.values))
        """What has not been read yet, by keys as written."""
        self.by_name: dict[str, str] = {}
        for key in self.left:
            if key:
                self.by_name.setdefault(normal_key(key), key)

    def taken(self) -> Taken:
        """What the page keeps of its front matter; what it does not is told."""
        values: dict[str, object] = {}
        if title := self._text("title"):
            values["title"] = title
        elif self._value("title") not in (None, "", [], {}):
            self._dropped("title", "it is no text")
        values |= self._dates()
        if description := self._text(*_DESCRIPTION):
            values["description"] = description
        if (authors := self._first(*_AUTHORS)) not in (None, "", []):
            values["authors"] = authors
        direction, tags = self._terms()
        values |= {"direction": direction} if direction else {}
        values |= {"tags": tags} if tags else {}
        found = Taken(values)
        found.language = self._language()
        found.pair = self._pair()
        found.aliases = self._old_addresses(values)
        permalink = self._value("permalink")
        if isinstance(permalink, str) and not _FULL.match(permalink):
            found.address = permalink.strip("/ ")
        self._images(values)
        self._pin(values)
        self._state(values)
        self._rest(values)
        return found

    def _first(self, *names: str) -> object:
        """The value of the first of some keys that has one; none of them is left."""
        found: object = None
        for name in names:
            if (key := self.by_name.get(name)) in self.left and key is not None:
                value = self.left.pop(key)
                if found in (None, "", []):
                    found = value
                elif value not in (None, "", [], found):
                    self.left[key] = value
        return found

    def _value(self, name: str) -> object:
        """The value of a key, which is left."""
        return self.left.get(self.by_name.get(name, name))

    def _dropped(self, name: str, reason: str) -> None:
        """Tell that the value of a key cannot be used, with the value."""
        key = self.by_name[name]
        given = shortened(str(self.left.pop(key)))
        self._tell("import-key-dropped", key, name=key, reason=f"{reason}: {given}")

    def _language(self) -> str:
        for name in _LANGUAGE:
            value = self._value(name)
            if tag := language_tag(value):
                del self.left[self.by_name[name]]
                return tag
            if name == "lang" and value not in (None, ""):
                self._dropped(name, "it names no language")
        return ""

    def _text(self, *names: str) -> str:
        """The text of the first of some keys that has one; other values are left."""
        for name in names:
            value = self._value(name)
            is_text = isinstance(value, (str, int, float, date)) and not isinstance(value, bool)
            if is_text and str(value).strip():
                del self.left[self.by_name[name]]
                return " ".join(str(value).split())
        return ""

    def _dates(self) -> Iterator[tuple[str, object]]:
        written = self._value("date")
        if isinstance(written, Mapping) and written and set(written) <= _OF_MATERIAL:
            yield "date", self.left.pop(self.by_name["date"])
            return
        for ours, names in (("date", _WRITTEN), ("updated", _UPDATED)):
            for name in names:
                key = self.by_name.get(name, name)
                given = self.left.get(key)
                if found := read_date(given, zone=self.zone):
                    del self.left[key]
                    yield ours, self._told(found, given, key)
                    break
                if key in self.left and (name == ours or given in (None, "")):
                    del self.left[key]
                    if given not in (None, ""):
                        self._tell("import-date-unread", key, given=given)

    def _told(self, found: ReadDate, given: object, key: str) -> date:
        if found.changed:
            self._tell("import-date-changed", key, given=given, date=found.value)
        return found.value

    def _tell(self, problem: str, key: str, /, **values: object) -> None:
        self.tell(problem, self.source.lines.get(key, 0), key, **values)

    def _terms(self) -> tuple[str, list[str]]:
        """The first category, and the tags with the other categories."""
        categories = [*_texts(self._first(*_CATEGORIES), spaces=False)]
        tags = [*_texts(self._first(*_TAGS), spaces=self.is_vault)]
        direction = self._text("direction") or (categories.pop(0) if categories else "")
        return direction, list(dict.fromkeys((*tags, *categories)))

    def _pair(self) -> str:
        for name in PAIR_KEYS:
            key = self.by_name.get(normal_key(name), name)
            value = self.left.get(key)
            if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
                if name in {"ref", "page_id"} and _FULL.match(str(value)):
                    continue
                del self.left[key]
                return str(value).strip()
        return ""

    def _old_addresses(self, values: dict[str, object]) -> tuple[str, ...]:
        """Aliases that are addresses, as in Zola; the others are names, as in Obsidian."""
        given = [*_texts(self._first("aliases", "alias"), spaces=False)]
        moved = [*_texts(self._first("redirectfrom"), spaces=False)]
        is_name = self.is_vault or not self.is_zola
        names = [text for text in given if is_name and ("/" not in text or self.is_vault)]
        if names:
            values["aliases"] = names
        return tuple(text.strip("/") for text in (*moved, *given) if text not in names)

    def _images(self, values: dict[str, object]) -> None:
        if image := self._text(*_IMAGE):
            values["image"] = image.removeprefix("[[").removesuffix("]]")

    def _pin(self, values: dict[str, object]) -> None:
        """As in Hexo, `sticky: 100` and `top: true`."""
        for name in ("sticky", "top"):
            value = self._value(name)
            if isinstance(value, int) and value:
                del self.left[self.by_name[name]]
                values["pin"] = True

    def _state(self, values: dict[str, object]) -> None:
        """`status: read` is a state of reading if it is one that we know."""
        key = self.by_name.get("status", "status")
        value = self.left.get(key)
        if isinstance(value, str) and normal_key(value) in map(normal_key, STATES):
            del self.left[key]
            values["state"] = next(s for s in STATES if normal_key(s) == normal_key(value))

    def _rest(self, values: dict[str, object]) -> None:
        for key, value in self.left.items():
            name = normal_key(key)
            if key in values or (key in NOTE_KEYS and key != "url"):
                values.setdefault(key, value)
            elif self.is_mkdocs and name == "template":
                self._tell("import-key-dropped", key, name=key, reason=_NO_TEMPLATE)
            elif self.is_mkdocs:
                values[key] = value
            elif key == "url" and isinstance(value, str) and _FULL.match(value):
                values["link"] = value
                self._tell("import-key-kept", key, name="url: (now link:)")
            elif name in _WRONG_HERE:
                reason = f"it would have another meaning here, and was {str(value)[:60]}"
                self._tell("import-key-dropped", key, name=key, reason=reason)
            elif self.is_zola and name in _ZOLA:
                continue
            elif name not in _WITHOUT_EFFECT and value not in (None, "", [], {}):
                values[key] = value
                self._tell("import-key-kept", key, name=key)


def _flat(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The keys of a page; those of Zola's tables `taxonomies` and `extra` stand beside the others
    (https://www.getzola.org/documentation/content/page/#front-matter).
    """
    for key, value in values.items():
        if key in {"taxonomies", "extra"} and isinstance(value, Mapping):
            yield from ((str(name), inner) for name, inner in value.items() if name not in values)
        else:
            yield key, value


def _texts(value: object, *, spaces: bool) -> Iterator[str]:
    """Words of a list, however deep, or of a text that has several."""
    if isinstance(value, (list, tuple)):
        for item in value:
            if isinstance(item, (list, tuple)):
                yield from _texts(item, spaces=False)
            elif item is not None and not isinstance(item, Mapping):
                yield from _word(str(item))
    elif isinstance(value, str):
        pieces: Sequence[str] = _PIECES.split(value)
        if len(pieces) == 1 and (spaces or value.count("#") > 1):
            pieces = value.split()
        for piece in pieces:
            yield from _word(piece)
    elif value is not None and not isinstance(value, (Mapping, bool)):
        yield str(value)


def _word(text: str) -> Iterator[str]:
    text = " ".join(text.split()).lstrip("#").strip()
    if text:
        yield text
