"""Front matter of Hexo and its themes in the keys of the new notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mkdocs_papernotes.front_matter.foreign_keys import normal_key
from mkdocs_papernotes.front_matter.reader import flag_of
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.hexo.script import is_set, names_of, text_of
from mkdocs_papernotes.notes.keys import PAGE_KEYS
from mkdocs_papernotes.text import one_line, shortened

_ELEMENT = re.compile(r"<[^<>]{0,400}>")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_IMAGES = (
    *("image", "cover", "index_img", "thumbnail", "img", "banner_img", "feature_image"),
    *("featured_image", "photos", "photo"),
)
_DESCRIPTIONS = ("description", "excerpt", "abstract", "summary")
_UPDATED = ("updated", "update", "lastmod", "modified", "updated_at", "last_modified_at")
_PINS = ("sticky", "top", "pin", "pinned")
_HIDING = ("hidden", "hide")
_SECRET = ("password", "encrypt", "private", "secret")
_USED = frozenset(
    {
        *("title", "date", "lang", "language", "layout", "mathjax", "katex", "math", "latex"),
        *("tags", "tag", "categories", "category", "author", "authors", "mermaid", "link"),
        *("permalink", "abbrlink", "alias", "aliases", "redirect", "published", "draft"),
        *("copyright", "copyright_author", "copyright_url", "comments", "comment"),
        *("toc", "search", "indexing", "disablenunjucks"),
        *(*_DESCRIPTIONS, *_UPDATED, *_PINS, *_HIDING, *_SECRET, *_IMAGES[:-2]),
    }
)
"""What the import understands. Those without an effect here are switches of what needs none."""
_SAME = frozenset({"series", "translator", "state", "license", "translation_key", "original_url"})
"""Keys that mean the same here."""
_OURS = frozenset(normal_key(key.name) for key in PAGE_KEYS.keys)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}|(?:rgb|hsl)a?\(.*\)|transparent|(?:linear|radial)-.*")
_LINK = re.compile(r"\A\[(?P<text>[^\[\]]{1,200})\]\([^()]{0,500}\)\Z")
_MEANS_ELSE = "it would have another meaning here"


@dataclass
class NewValues:
    """The keys of a new page, as they are found, and why it is held back."""

    values: dict[str, object] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    """Reasons why it is a draft to be on the safe side."""

    def put(self, key: str, value: object) -> None:
        """Set a key, unless the value says nothing."""
        if value not in (None, "", [], False):
            self.values[key] = value


@dataclass(frozen=True)
class _Old:
    """The front matter of an old page."""

    values: Mapping[str, object]
    lines: Mapping[str, int]
    tell: Tell

    def text(self, *keys: str) -> str:
        """The first of the keys with a text, on one line and without HTML."""
        for key in keys:
            value = self.values.get(key)
            if is_set(value) and not isinstance(value, (bool, list, Mapping)):
                return one_line(_ELEMENT.sub("", text_of(value)))
        return ""

    def flag(self, *keys: str) -> bool | None:
        """The first of the keys that is given, as a flag; `None` for what is none, or nothing."""
        for key in keys:
            if self.values.get(key) is not None:
                return flag_of(self.values[key])
        return None

    def drop(self, key: str, reason: str) -> None:
        self.tell("import-key-dropped", self.lines.get(key, 0), key, name=key, reason=reason)


def add_own(
    old: Mapping[str, object], lines: Mapping[str, int], new: NewValues, tell: Tell
) -> None:
    """Add what needs nothing but the page's own front matter, without title, dates and terms."""
    page = _Old(old, lines, tell)
    new.put("description", page.text(*_DESCRIPTIONS))
    _add_pin(page, new)
    _add_hiding(page, new)
    new.put("image", _image(page))
    _add_rights(page, new)
    _add_comments(page, new)
    new.put("password", page.text("password"))
    _add_reading(page, new)


def add_foreign(
    old: Mapping[str, object], lines: Mapping[str, int], new: NewValues, tell: Tell
) -> None:
    """Add what has no meaning here, as it was, and tell it."""
    page = _Old(old, lines, tell)
    for key, value in old.items():
        if key.lower() in _USED or value is None or key.lower().startswith("typora"):
            continue
        if key in _SAME and key not in new.values:
            new.values[key] = value
        elif normal_key(key) in _OURS or key in new.values:
            page.drop(key, _MEANS_ELSE)
        elif value not in ("", [], {}):
            new.values[key] = value
            tell("import-key-kept", lines.get(key, 0), key, name=key)


def first_update(values: Mapping[str, object]) -> tuple[str, object]:
    """The key and the value that say when a post was last changed; empty texts for none."""
    return next(((key, values[key]) for key in _UPDATED if is_set(values.get(key))), ("", ""))


def _add_pin(page: _Old, new: NewValues) -> None:
    """NexT, Butterfly and Fluid put a post with a number in `sticky` or `top` first."""
    for key in _PINS:
        value = page.values.get(key)
        if not is_set(value):
            continue
        text = text_of(value)
        number = float(text) if _NUMBER.fullmatch(text) else None
        if flag_of(value) or (number is not None and number > 0):
            new.put("pin", True)
        elif flag_of(value) is None and number is None:
            page.drop(key, f"{shortened(text)!r} does not say whether it comes first")


def _add_hiding(page: _Old, new: NewValues) -> None:
    """Whether it is a draft, unlisted, or held back. A value that is unclear hides more."""
    published, draft = page.values.get("published"), page.values.get("draft")
    if published is not None and flag_of(published) is not True:
        new.put("draft", True)
        if flag_of(published) is None:
            new.held.append(f"`published` is {shortened(text_of(published))!r}")
    if draft is not None and flag_of(draft) is not False:
        new.put("draft", True)
        new.held.append(
            f"`draft` is {shortened(text_of(draft))!r}, which Hexo itself does not heed"
        )
    for key in _SECRET:
        value = page.values.get(key)
        if is_set(value) and flag_of(value) is not False:
            new.put("draft", True)
            new.held.append(f"it has `{key}`, so not everybody could read it")
    for key in _HIDING:
        value = page.values.get(key)
        if is_set(value) and flag_of(value) is not False:
            new.put("unlisted", True)
    redirect = page.text("redirect")
    if redirect and not is_set(page.values.get("alias")) and not is_set(page.values.get("aliases")):
        new.put("draft", True)
        new.held.append(f"its page only led to {shortened(redirect)}")
    if text_of(page.values.get("layout")).lower() == "draft":
        new.put("draft", True)
        new.held.append("its `layout` is 'draft'")


def _image(page: _Old) -> str:
    for key in _IMAGES:
        for text in names_of(page.values.get(key)):
            address = text.strip()
            if "." in address and "\n" not in address and not _COLOUR.fullmatch(address):
                return address
    return ""


def _add_rights(page: _Old, new: NewValues) -> None:
    """Its licence and the original; authors are those of `copyright_author` on Butterfly."""
    value = page.values.get("copyright")
    flag = flag_of(value)
    if value is not None and flag is False:
        new.values["license"] = False
    elif is_set(value) and flag is None and isinstance(value, str):
        new.put("license", one_line(value))
    elif isinstance(value, (list, Mapping)) and value:
        page.drop("copyright", "it is no licence")
    for key in ("copyright_url", "link"):
        address = page.text(key)
        if address.startswith(("http://", "https://")) and " " not in address:
            new.values.setdefault("original_url", address)
        elif address:
            page.drop(key, "it is no address of an original")


def _add_comments(page: _Old, new: NewValues) -> None:
    if page.flag("comments", "comment") is False:
        new.values["comments"] = False


def _add_reading(page: _Old, new: NewValues) -> None:
    """What themes and search plugins leave out of a page."""
    toc = page.values.get("toc")
    toc = toc.get("enable") if isinstance(toc, Mapping) else toc
    if toc is not None and flag_of(toc) is False:
        new.values["hide"] = ["toc"]
    if page.flag("search", "indexing") is False:
        new.values["search"] = {"exclude": True}


def authors_of(old: Mapping[str, object], own: str) -> list[Any]:
    """Who wrote a page, if it is not the site's own author alone."""
    given = next(
        (old[key] for key in ("author", "authors", "copyright_author") if is_set(old.get(key))),
        None,
    )
    if isinstance(given, Mapping):
        given = given.get("name") or given.get("nick")
    items = given if isinstance(given, list) else [given]
    names = [item.get("name") if isinstance(item, Mapping) else item for item in items]
    found = [one_line(text_of(name)) for name in names if is_set(name)]
    found = [_LINK.sub(lambda match: match["text"], name) for name in found if name]
    return [] if found == [own] else found


def layouts_of(values: Mapping[str, object]) -> Iterator[str]:
    """The kinds of page that front matter names, in lower case."""
    for key in ("layout", "type"):
        value = values.get(key)
        if isinstance(value, str) and value.strip():
            yield value.strip().lower()
