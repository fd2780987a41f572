"""The languages of the pages and of the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_papernotes.importers.languages import language_of_text, language_tag
from mkdocs_papernotes.importers.old_site import OldSite
from mkdocs_papernotes.problems.problem import Problem

_MOST_ASKED = 40
"""How many texts are looked at to see whether the configuration is right."""


@dataclass(frozen=True)
class PageLanguages:
    """The languages of a site."""

    all: tuple[str, ...]
    """The default first; at least one."""
    by_source: Mapping[str, str]
    """Those of the pages."""
    problems: tuple[Problem, ...] = ()


def languages_of(site: OldSite, asked: str) -> PageLanguages:
    """The language of each page: that asked for, its own, the site's, or that of its text."""
    if asked:
        tag = language_tag(asked) or asked
        return PageLanguages((tag,), {page.source: tag for page in site.pages})
    named = [tag for tag in map(language_tag, site.languages) if tag]
    own = {page.source: language_tag(page.language) for page in site.pages}
    problems: list[Problem] = []
    if named:
        found = {source: tag or named[0] for source, tag in own.items()}
        problems = [*_doubts(site, named)]
    else:
        found, problems = _guessed(site, own)
    counts = Counter(found.values())
    default = named[0] if named else (counts.most_common(1) or [("en", 0)])[0][0]
    if default not in counts and counts:
        default = next((tag for tag in named if tag in counts), counts.most_common(1)[0][0])
    others = sorted(set(counts) - {default}, key=lambda tag: (-counts[tag], tag))
    return PageLanguages((default, *others), found, tuple(problems))


def _doubts(site: OldSite, named: list[str]) -> Iterator[Problem]:
    """A problem if most texts seem to be in a language that the site does not name."""
    unsaid = [page for page in site.pages if not page.language]
    step = max(len(unsaid) // _MOST_ASKED, 1)
    counts = Counter(filter(None, (language_of_text(page.body) for page in unsaid[::step])))
    if counts:
        tag, count = counts.most_common(1)[0]
        if tag not in named and count > 0.8 * counts.total():
            values = {"language": tag, "given": named[0]}
            yield Problem("import-language-doubted", values=values)


def _guessed(site: OldSite, own: Mapping[str, str]) -> tuple[dict[str, str], list[Problem]]:
    texts = {
        page.source: language_of_text(page.body) for page in site.pages if not own[page.source]
    }
    counts = Counter(tag for tag in (*own.values(), *texts.values()) if tag)
    most = counts.most_common(1)[0][0] if counts else "en"
    found = {source: tag or texts.get(source, "") or most for source, tag in own.items()}
    problems = [
        Problem("import-language-guessed", source, values={"language": tag})
        for source, tag in texts.items()
        if tag and tag != most
    ]
    return found, problems
