"""The front matter of a new page from that of a Hugo page, by our keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.hugo.configuration import mapping_of, text_of, texts_of
from mkdocs_papernotes.importers.hugo.dating import Dates
from mkdocs_papernotes.importers.hugo.front import Front

_SWITCH_NAMES = """
    authoremoji autocollapsetoc bookcollapsesection bookcomments bookflatsection bookhidden
    booksearchexclude booktoc breadcrumbs code codefences colortheme copy
    disableanchoredheadings disablehljs disableshare enablemathjax enabletoc enabletoccontent
    enablewhoami fontawesome fraction hasmath hasmermaid hidemeta hidesummary hidetoc
    iscjklanguage katex libraries lightgallery linenos linktofollow linktomarkdown linktosource
    math mathjax mathjaxenablesinglequote meme mermaid pagefind readingtime reward rssfulltext
    rsspfulltext ruby searchhidden seo sharinglinks showauthor showbreadcrumbs
    showcodecopybuttons showdate showdateupdated showedit showheadinganchors showinfooter
    showlikes showpagination showpostnavlinks showreadingtime showrssbuttoninsectiontermlist
    showsharebuttons showtableofcontents showtaxonomies showtoc showviews showwordcount
    smartypants toc toclevels tocopen twemoji usehugotoc usekatex usemath wordcount
"""
_SWITCHES = frozenset(_SWITCH_NAMES.split())
"""Keys that turn parts of a theme on or off, and have nothing to say elsewhere."""
_ADDRESSES = {"url", "slug", "aliases", "translationkey", "lang", "language", "languagecode"}
_ELSEWHERE = {"draft", "build", "_build", "headless", "menu", "menus", "cascade"}
_SECTION_TYPES = {"post", "posts", "page", "pages", "blog", "default", "single", "article", "note"}
_OTHER_MEANING = {
    "layout": "the theme has no layouts to choose from",
    "type": "the theme has no types to choose from",
    "template": "the theme has no such template",
    "hide": "it would have another meaning here",
    "status": "it would have another meaning here",
    "search": "it would have another meaning here",
    "icon": "it would have another meaning here",
    "state": "it would have another meaning here",
    "rating": "it would have another meaning here",
    "original": "it would have another meaning here",
    "origin": "it would have another meaning here",
    "translation": "it would have another meaning here",
    "paper": "it would have another meaning here",
    "metadata": "it would have another meaning here",
    "papernotes": "it would have another meaning here",
    "publish": "it would have another meaning here",
    "direction": "it would have another meaning here",
    "outputs": "pages are HTML here",
    "sitemap": "the sitemap is made by MkDocs",
    "resources": "files have no names of their own here",
    "markup": "all texts are Markdown here",
}
_PICTURES = (
    "cover",
    "featuredimage",
    "featured_image",
    "feature",
    "image",
    "images",
    "thumbnail",
    "featuredimagepreview",
    "featureimage",
    "banner",
    "header",
    "img",
    "thumb",
)
_IN_PICTURE = ("image", "src", "url", "path", "filename", "relative", "img", "feature")
_PINS = ("pin", "pinned", "sticky", "top", "featured")
_PARTS = ("series_order", "seriesorder", "series_weight", "seriesweight", "series_part")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Surroundings:
    """What the values of a page depend on besides its front matter."""

    is_note: bool
    section: str
    dates: Dates
    held: tuple[str, str] = ("", "")
    """Why it is not published, and the key that says so; empty if it is."""
    unlisted: bool = False
    pins: bool = False
    """Whether `weight` puts it before others."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Names of authors by the ids under which the site has pages or data of them."""
    picture: Callable[[str], str] = str
    """Gives the address of a picture as a text of the page would have it."""
    featured: str = ""
    """A file of the bundle that the theme shows with it."""


def new_values(front: Front, around: Surroundings, tell: Tell) -> dict[str, Any]:
    """The values of the new page; what has no place in them is told."""
    writer = _Writer(front, around, tell)
    writer.write()
    return writer.new


class _Writer:
    def __init__(self, front: Front, around: Surroundings, tell: Tell):
        self.front, self.around, self.tell = front, around, tell
        self.new: dict[str, Any] = {}
        self.used: set[str] = {*around.dates.used, *_ADDRESSES, *_ELSEWHERE}

    def write(self) -> None:
        self._texts()
        self._people()
        self._terms()
        self._series()
        self._marks()
        self._picture()
        self._rest()

    def take(self, key: str) -> Any:
        """The value of a key that is used up with this."""
        self.used.add(key)
        return self.front.get(key)

    def put(self, key: str, value: Any) -> None:
        """A value that is not empty."""
        if value not in (None, "", [], {}):
            self.new[key] = value

    def _texts(self) -> None:
        self.put("title", plain(text_of(self.take("title"))))
        dates = self.around.dates
        self.put("date", dates.date)
        if dates.date is None or dates.updated is None or _is_later(dates.updated, dates.date):
            self.put("updated", dates.updated)
        description = plain(text_of(self.front.get("description")))
        for key in ("description", "summary", "excerpt", "abstract"):
            text = plain(text_of(self.front.get(key)))
            if text in {"", description} or "description" not in self.new:
                self.used.add(key)
                self.put("description", text)

    def _people(self) -> None:
        people: list[str] = []
        for key in ("authors", "author"):
            found = [self._person(each) for each in _several(self.take(key))]
            people += (name for name in found if name and name not in people)
        self.put("authors", people)

    def _person(self, given: Any) -> str:
        if isinstance(given, Mapping):
            given = given.get("name") or given.get("title") or given.get("nickname")
        name = plain(text_of(given))
        return self.around.people.get(name.lower(), name)

    def _terms(self) -> None:
        categories = texts_of(self.take("categories")) or texts_of(self.take("category"))
        tags = [*categories[1:], *texts_of(self.take("tags")), *texts_of(self.take("tag"))]
        self.put("direction", plain(categories[0]) if categories else "")
        self.put("tags", list(dict.fromkeys(map(plain, tags))))

    def _series(self) -> None:
        names = texts_of(self.take("series"))
        part = next((value for key in _PARTS if (value := self.take(key)) is not None), None)
        if not names:
            return
        is_part = isinstance(part, int) and not isinstance(part, bool) and part > 0
        self.new["series"] = {"name": names[0], "part": part} if is_part else names[0]
        if len(names) > 1:
            reason = f"a note is in one series here, which is {names[0]}"
            self.tell("import-key-dropped", self.front.line("series"), name="series", reason=reason)

    def _marks(self) -> None:
        pins = [self.take(key) for key in _PINS]
        if any(value is True for value in pins) or self.around.pins:
            self.put("pin", True)
        if self.around.pins:
            self.used.add("weight")
        self.put("unlisted", self.around.unlisted)
        reason, key = self.around.held
        if reason:
            self.new["draft"] = True
            if key and (key != "draft" or reason != "the old site did not publish it"):
                self.tell("import-held-back", self.front.line(key), key, reason=reason)
        if not self.new.get("unlisted"):
            self.new.pop("unlisted", None)
        self.put("password", text_of(self.take("password")))
        self._comments()
        self._license()
        toc = [self.front.get(key) for key in ("toc", "showtoc", "showtableofcontents")]
        self.put("hide", ["toc"] if False in [each for each in toc if each is not None] else [])

    def _comments(self) -> None:
        for key in ("comments", "comment", "commentable", "disablecomments", "nocomment"):
            value = self.front.get(key)
            value = mapping_of(value).get("enable", value)
            if isinstance(value, bool):
                self.used.add(key)
                if value is key.startswith(("disable", "no")):
                    self.new["comments"] = False

    def _license(self) -> None:
        for key in ("license", "copyright"):
            value = self.front.get(key)
            if isinstance(value, bool):
                self.used.add(key)
                if value is False and key == "license":
                    self.new["license"] = False
            elif found := license_of(text_of(value)):
                self.used.add(key)
                self.new["license"] = found

    def _picture(self) -> None:
        for key in _PICTURES:
            found, is_all = _picture_in(self.front.get(key))
            if not found:
                continue
            if is_all:
                self.used.add(key)
            if "image" not in self.new:
                self.new["image"] = self.around.picture(found)
        if "image" not in self.new and self.around.featured:
            self.new["image"] = self.around.featured

    def _rest(self) -> None:
        for key, value in self.front.given.items():
            if key in self.used or _is_empty(value) or self._is_switch(key, value):
                continue
            name, line = self.front.names[key], self.front.line(key)
            if key in _OTHER_MEANING:
                if not self._is_default(key, value):
                    reason = _OTHER_MEANING[key]
                    self.tell("import-key-dropped", line, name=name, reason=reason)
            elif name not in self.new:
                self.new[name] = value
                if line:
                    self.tell("import-key-kept", line, name=name)

    def _is_switch(self, key: str, value: Any) -> bool:
        """Whether a key says nothing but what a theme does with the page, or how."""
        if key == "weight":
            return bool(value == 0)
        return key in _SWITCHES or (key == "description" and "description" in self.new)

    def _is_default(self, key: str, value: Any) -> bool:
        """Whether a key that is left out says what is so in any case."""
        text = text_of(value).lower()
        if key == "type":
            return text in {self.around.section.lower(), *_SECTION_TYPES}
        if key == "layout":
            return text in _SECTION_TYPES
        return key == "markup" and text in {"md", "markdown", "goldmark", "blackfriday", "mmark"}


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_empty(value: Any) -> bool:
    """Whether a value says nothing, or a list or mapping only such ones."""
    if isinstance(value, (list, tuple)):
        return all(map(_is_empty, value))
    if isinstance(value, Mapping):
        return all(map(_is_empty, value.values()))
    return value is None or (isinstance(value, str) and not value.strip())


def _is_later(one: date, other: date) -> bool:
    return one.isoformat() > other.isoformat()


def _picture_in(value: Any) -> tuple[str, bool]:
    """The address in a key for a picture, and whether the key says nothing else."""
    if isinstance(value, list):
        found, is_all = _picture_in(value[0]) if value else ("", False)
        return found, is_all and len(value) == 1
    if isinstance(value, Mapping):
        texts = (text_of(value.get(name)) for name in _IN_PICTURE)
        found = next(filter(None, texts), "")
        others = [each for name, each in value.items() if name not in _IN_PICTURE]
        said = [each for each in others if not isinstance(each, bool)]
        return found, _is_empty(said)
    return text_of(value), True


def plain(text: str) -> str:
    """A text without HTML tags and entities."""
    if "<" in text:
        text = _TAG.sub("", text)
    return unescape(text).strip() if "&" in text else text.strip()


_CREATIVE = re.compile(
    r"creativecommons\.org/licenses/(?P<kind>[a-z-]{2,12})/(?P<version>[0-9.]{1,4})", re.IGNORECASE
)
_NAMED = re.compile(
    r"\bCC[ -](?P<kind>BY(?:-(?:NC|SA|ND)){0,2})[ -](?P<version>[0-9]\.[0-9])\b", re.IGNORECASE
)
_ZERO = re.compile(r"\bCC0\b|creativecommons\.org/publicdomain/zero/", re.IGNORECASE)


def license_of(text: str) -> str:
    """The licence of Creative Commons that a text names, `CC-BY-SA-4.0`; else an empty text."""
    found = _CREATIVE.search(text) or _NAMED.search(text)
    if found:
        return f"CC-{found['kind'].upper()}-{found['version'].strip('.')}"
    return "CC0-1.0" if _ZERO.search(text) else ""


def said_texts(front: Front) -> Iterator[str]:
    """All texts in front matter, for looking up which files they name."""
    waiting: list[Any] = list(front.values.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
