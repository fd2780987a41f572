"""What the path of a file says: its name, its language, and whether it is an index."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from mkdocs_papernotes.importers.languages import language_tag

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
INDEXES = frozenset({"index", "readme", "_index"})
_SUFFIX = re.compile(r"(?P<stem>.+)\.(?P<tag>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)$")
_SAMPLE = 5
"""How many texts of a folder are asked whether its name names their language."""

_USUAL = ("zh", "zh-Hant", "en", "ja")
"""Languages whose folders count even if their texts are too short to say anything."""

TextLanguage = Callable[[str], str]
"""The language of the text of a file; empty if it does not say."""


@dataclass(frozen=True)
class Name:
    """A path, taken apart."""

    path: str
    """Without extension and language, such as `llama/notes`."""
    language: str = ""
    """As the path names it; empty if it does not."""

    @property
    def is_index(self) -> bool:
        """Whether it is `index.md` or `README.md`."""
        return posixpath.basename(self.path).lower() in INDEXES

    @property
    def is_section(self) -> bool:
        """Whether it is the page of a section of Zola."""
        return posixpath.basename(self.path) == "_index"


def is_markdown(path: str) -> bool:
    """Whether a file is a text of the site, by its extension."""
    return path.lower().endswith(MARKDOWN)


def names_of(
    paths: Collection[str], language_of: TextLanguage, known: Iterable[str] = ()
) -> dict[str, Name]:
    """The names of Markdown files, by their paths.

    `a.zh.md` and `zh/a.md` name a language if the site's configuration does (`known`), if another
    file is called `a`, or if the texts are in that language: `cs/` may be Czech, or computer
    science.
    """
    stems = {path: posixpath.splitext(path)[0] for path in paths}
    tags = frozenset(known)
    folders = _language_folders(stems, language_of, tags)
    twins = _twins(stems)
    first = {} if tags else _languages_of_first(stems, language_of)
    found = {}
    for path, stem in stems.items():
        match = _SUFFIX.match(posixpath.basename(stem))
        tag = language_tag(match["tag"]) if match else ""
        own = first.get(stem, "")
        if match and tag and (tag in tags or stem in twins or language_of(path) == tag):
            own, stem = tag, posixpath.join(posixpath.dirname(stem), match["stem"])
        parts = stem.split("/")
        for number, folder in enumerate(_parents(stem)):
            if folder in folders:
                own = own or folders[folder]
                parts[number] = ""
        found[path] = Name("/".join(filter(None, parts)), own)
    return found


def _twins(stems: Mapping[str, str]) -> set[str]:
    """Names with a suffix that are there with another one, or without one."""
    groups: dict[str, list[str]] = defaultdict(list)
    for stem in stems.values():
        match = _SUFFIX.match(posixpath.basename(stem))
        if match and language_tag(match["tag"]):
            groups[posixpath.join(posixpath.dirname(stem), match["stem"])].append(stem)
    plain = set(stems.values())
    return {
        stem for base, group in groups.items() if len(group) > 1 or base in plain for stem in group
    }


def _languages_of_first(stems: Mapping[str, str], language_of: TextLanguage) -> dict[str, str]:
    """Languages of names without a suffix whose texts are too short to say it.

    Beside `a.zh.md`, `a.md` is in English, and beside any other version it is in Chinese.
    """
    by_stem = {stem: path for path, stem in stems.items()}
    found = {}
    for stem in _twins(stems):
        match = _SUFFIX.match(posixpath.basename(stem))
        base = posixpath.join(posixpath.dirname(stem), match["stem"]) if match else ""
        if match and base in by_stem and not language_of(by_stem[base]):
            is_chinese = language_tag(match["tag"]).startswith("zh")
            found[base] = "en" if is_chinese else "zh"
    return found


def _parents(stem: str) -> list[str]:
    """The folders of a path, from the outermost: `a`, `a/b` of `a/b/c`."""
    parts = stem.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def _language_folders(
    stems: Mapping[str, str], language_of: TextLanguage, known: Collection[str]
) -> dict[str, str]:
    """Folders that name a language, with its tag."""
    inside: dict[str, list[str]] = defaultdict(list)
    for path, stem in stems.items():
        for folder in _parents(stem):
            if language_tag(posixpath.basename(folder)):
                inside[folder].append(path)
    found = {}
    for folder, paths in inside.items():
        tag = language_tag(posixpath.basename(folder))
        if tag in known or _is_in(tag, paths, language_of):
            found[folder] = tag
    return found


def _is_in(tag: str, paths: list[str], language_of: TextLanguage) -> bool:
    """Whether most of the texts that say it are in a language."""
    counts: Counter[str] = Counter()
    for path in sorted(paths):
        if language := language_of(path):
            counts[language] += 1
        if counts.total() == _SAMPLE:
            break
    return counts[tag] * 2 > counts.total() or (not counts and tag in _USUAL)
