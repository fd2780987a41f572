"""A new site: what its author chose, and the files that follow from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mkdocs_papernotes.front_matter.dumping import dumped
from mkdocs_papernotes.languages.tags import own_name, primary, same_language
from mkdocs_papernotes.terms.remarks import scalar

Structure = Literal["suffix", "folder", "none"]

_FILES = files("mkdocs_papernotes") / "starter" / "files"
_TERMS = {
    "generalisation": {"en": "Generalisation", "zh": "泛化", "zh-Hant": "泛化"},
    "theory": {"en": "Theory", "zh": "理论", "zh-Hant": "理論"},
    "overfitting": {"en": "Overfitting", "zh": "过拟合", "zh-Hant": "過度擬合"},
    "how-to": {"en": "How-to", "zh": "使用说明", "zh-Hant": "使用說明"},
}
"""The terms of the example notes by key, and their names by the language of our texts."""
MENU = {
    "notes": "index.md",
    "archive": "archive/index.md",
    "papers": "papers/index.md",
    "topics": "topics/index.md",
    "about": "about.md",
}
"""What the entries of the menu lead to, by the keys of their words."""
_BLOCKS = ("archive", "stream")
"""Options of lists that `mkdocs.yml` has itself."""
_FIRST_NOTE, _SECOND_NOTE = "double-descent", "writing-notes"


@dataclass(frozen=True)
class Language:
    """One language of a new site."""

    tag: str
    words: str
    """The language of the texts that the site begins with: its own if there are any, or English."""
    translations: Mapping[str, str]
    """The entries of the menu in this language, by those in the default language."""
    site_name: str
    """The site's name in this language; empty if it is that of the default language."""
    site_description: str
    """What the site is, in this language; empty if the words are those of the default language."""

    @property
    def name(self) -> str:
        """The language's name in the language itself."""
        return own_name(self.tag)


def author_key(name: str) -> str:
    """The short name in the file of authors of somebody with a name."""
    return re.sub(r"[\W_]+", "", name).lower() or "me"


@dataclass(frozen=True)
class NewSite:
    """What the author of a new site chose."""

    locales: tuple[str, ...]
    """The languages, the default first; at least one."""
    structure: Structure
    timezone: str
    """A name such as `Asia/Shanghai`."""
    today: date
    name: str = ""
    author: str = ""
    url: str = ""
    description: str | None = None
    """What the site is; by default, words of ours."""
    license: str = ""
    """As the option takes it."""
    menu: tuple[tuple[str, str], ...] = ()
    """Titles and targets; by default, the lists and the page about the site."""
    options: Mapping[str, object] = field(default_factory=dict)
    """More options of the plugin. Those of `archive` and `stream` are added to the ones here."""
    extensions: tuple[str, ...] = ()
    """Lines of YAML with more Markdown extensions."""
    breaks: bool = False
    """Whether the notes were written for line breaks that readers see."""
    shown_files: tuple[str, ...] = ()
    """Patterns of files that MkDocs would leave out."""
    has_examples: bool = True
    """Whether there are notes and pages to begin with."""

    @property
    def default(self) -> str:
        """The default language."""
        return self.locales[0]

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages in the order given."""
        own = words_of(self.default)
        keys = {target: key for key, target in MENU.items()}
        found = []
        for tag in self.locales:
            words = words_of(tag)
            menu = {title: words[keys[target]] for title, target in self.nav if target in keys}
            changed = {} if words == own else menu
            site_name = "" if self.name or words == own else words["site_name"]
            is_ours = words != own and self.description is None
            description = words["site_description"] if is_ours else ""
            found.append(Language(tag, written_in(tag), changed, site_name, description))
        return tuple(found)

    @property
    def without_words(self) -> tuple[str, ...]:
        """The languages that have English texts because papernotes has none in them."""
        return tuple(tag for tag in self.locales if primary(written_in(tag)) != primary(tag))

    @property
    def has_chinese(self) -> bool:
        """Whether one of the languages is Chinese."""
        return any(primary(tag) == "zh" for tag in self.locales)

    @property
    def described(self) -> str:
        """What the site is, in its default language; may be empty."""
        words = words_of(self.default)
        return words["site_description"] if self.description is None else self.description

    @property
    def nav(self) -> tuple[tuple[str, str], ...]:
        """The menu: titles and targets."""
        words = words_of(self.default)
        ours = tuple((words[key], target) for key, target in MENU.items())
        return self.menu or ours

    @property
    def targets(self) -> frozenset[str]:
        """What the menu leads to."""
        return frozenset(target for _, target in self.nav)

    def more(self, block: str) -> list[str]:
        """Lines of YAML with more options of a list."""
        given = self.options.get(block)
        return dumped(given) if isinstance(given, Mapping) and given else []

    @property
    def others(self) -> list[str]:
        """Lines of YAML with all other options."""
        given = {key: value for key, value in self.options.items() if key not in _BLOCKS}
        return dumped(given) if given else []

    @property
    def author_key(self) -> str:
        """The short name of the author in the file of authors."""
        return author_key(self.author)

    def contents(self) -> dict[str, bytes]:
        """The content of each file by its path, which is relative to the site's folder."""
        texts = {path: text.encode("utf-8") for path, text in self.files().items()}
        return {**texts, "docs/card.png": _FILES.joinpath("card.png").read_bytes()}

    def files(self) -> dict[str, str]:
        """The text of each file that is one, by its path."""
        return {
            "mkdocs.yml": self._fill("mkdocs.yml", self.default),
            "docs/.authors.yml": self._fill("authors.yml", self.default),
            **(dict(self._examples()) if self.has_examples else {}),
            "requirements.txt": self._fill("requirements.txt", self.default),
            ".gitignore": self._read("gitignore"),
            ".github/workflows/pages.yml": self._read("pages.yml"),
        }

    @property
    def _translated(self) -> tuple[Language, ...]:
        """The languages of the example texts: the default, and those that have words."""
        return tuple(
            language
            for language in self.languages
            if language.tag == self.default or language.tag not in self.without_words
        )

    @property
    def _holds_paper(self) -> str:
        """The language of the note that describes the paper: English if there is one."""
        tags = (language.tag for language in self._translated if language.words == "en")
        return next(tags, self.default)

    def _examples(self) -> Iterator[tuple[str, str]]:
        if len(self._translated) > 1:
            yield "terms.yml", self._terms()
        for language in self._translated:
            # without static-i18n a menu has one language
            pages = ["about"] if language.tag == self.default or self.structure != "none" else []
            for name in (f"notes/{_FIRST_NOTE}", *pages):
                text = self._fill(f"{name}.{language.words}.md", language.tag)
                yield self._source(name, language.tag), text
        own = written_in(self.default)
        name = f"notes/{_SECOND_NOTE}"
        yield self._source(name, self.default), self._fill(f"{name}.{own}.md", self.default)
        picture = f"notes/img/{_FIRST_NOTE}.svg"
        folder = f"{self.default}/" if self.structure == "folder" else ""
        yield f"docs/{folder}{picture}", self._read(f"notes/{_FIRST_NOTE}.svg")

    def _source(self, name: str, tag: str) -> str:
        if self.structure == "folder":
            return f"docs/{tag}/{name}.md"
        return f"docs/{name}.md" if tag == self.default else f"docs/{name}.{tag}.md"

    def _fill(self, name: str, tag: str) -> str:
        other = next((other for other in self.locales if other != tag), "")
        note = f"notes/{_SECOND_NOTE}"
        template = _environment().get_template(name)
        return template.render(
            site=self,
            words=words_of(tag),
            today=self.today.isoformat(),
            here=self._source(note, tag),
            folder=self._source("notes/", tag).rpartition("/")[0] + "/",
            translation=self._source(note, other) if other else "",
            holds_paper=tag == self._holds_paper,
        )

    def _terms(self) -> str:
        """The table of the terms that the example notes have."""
        template = _environment().get_template("terms.yml")
        return template.render(languages=self._translated, terms=_TERMS)

    def _read(self, name: str) -> str:
        return _FILES.joinpath(name).read_text("utf-8")


def written_in(tag: str) -> str:
    """The language of our own texts that suits readers of `tag`, or English."""
    return next((words for words in _all_words() if same_language(words, tag)), "en")


def words_of(tag: str) -> dict[str, str]:
    """The words of a new site or note for readers of `tag`."""
    return _all_words()[written_in(tag)]


@cache
def _all_words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = yaml.safe_load(
        _FILES.joinpath("words.yml").read_text("utf-8")
    )
    return found


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(_FILES)),
        autoescape=False,  # the files are YAML and Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # every JSON string is a YAML string
    environment.filters["scalar"] = scalar
    environment.filters["yaml"] = lambda text: json.dumps(str(text), ensure_ascii=False)
    return environment
