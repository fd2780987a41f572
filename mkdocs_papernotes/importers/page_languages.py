"""The languages of the pages and of the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_papernotes.importers.old_site import OldSite
from mkdocs_papernotes.languages.tags import canonical, matching, script
from mkdocs_papernotes.problems.problem import Problem

_CJK = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]+")


def language_of_text(markdown: str) -> str:
    text = markdown[:20_000]
    cjk, words = len(_CJK.findall(text)), len(_LATIN.findall(text))
    if cjk + words < 20:
        return ""
    return "zh" if cjk * 2 > words else "en"


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
        tag = short_tag(asked)
        return PageLanguages((tag,), {page.source: tag for page in site.pages})
    named = [tag for tag in map(short_tag, site.languages) if tag]
    own = {page.source: short_tag(page.language) for page in site.pages}
    problems: list[Problem] = []
    if named:
        found = {source: _match(tag, named) or named[0] for source, tag in own.items()}
    else:
        found, problems = _guessed(site, own)
    counts = Counter(found.values())
    default = named[0] if named else (counts.most_common(1) or [("en", 0)])[0][0]
    if default not in counts and counts:
        default = next((tag for tag in named if tag in counts), counts.most_common(1)[0][0])
    others = sorted(set(counts) - {default}, key=lambda tag: (-counts[tag], tag))
    return PageLanguages((default, *others), found, tuple(problems))


def _match(tag: str, named: list[str]) -> str:
    return matching(tag, named) or tag


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


def short_tag(given: str) -> str:
    """A tag without what it implies: `zh` for `zh-CN` and `zh-Hans`, `en` for `en-US`."""
    tag = canonical(given)
    if script(tag) == "Hans":
        return "zh"
    return "en" if tag == "en-US" else tag
