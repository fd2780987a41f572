"""Whole sites in every supported set-up, built strictly and checked page by page."""

from __future__ import annotations

import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

import pytest

from tests.build_site import (
    PNG,
    SITE_URL,
    Built,
    Page,
    Project,
    list_file,
    page_file,
    page_text,
)
from tests.samples import sampled

LANGUAGES = ("en", "zh")
PAIRS = 13
ARCHIVE_SIZE = 12
STREAM_SIZE = 10
TERM_SIZE = 5
SLUGS = {("topics/tags/plain", "zh"): "topics/tags/朴素"}
"""The paths of lists that another language has elsewhere."""
HOME = {"en": "Welcome to the lab.", "zh": "欢迎来到实验室。"}


@dataclass(frozen=True)
class Setup:
    """One configuration."""

    layout: str
    directory_urls: bool
    fallback: bool
    tool: str
    default: str

    def __str__(self) -> str:
        urls = "directories" if self.directory_urls else "flat"
        fallback = "fallback" if self.fallback else "bare"
        kind = urls if self.layout == "none" else f"{urls}-{fallback}"
        return f"{self.layout}-{kind}-{self.tool}-{self.default}"

    @property
    def other(self) -> str:
        return LANGUAGES[self.default == "en"]

    @property
    def home(self) -> bool:
        """Whether the site has home pages of its own."""
        return self.tool == "mkdocs"

    @property
    def locales(self) -> list[str]:
        """Languages in the order in which the site names them."""
        return [self.default, self.other] if self.layout == "none" else list(LANGUAGES)

    def build(self, project: Project) -> Built:
        """Build strictly; ProperDocs, which stands in MkDocs' place, in a process of its own."""
        if self.tool == "mkdocs":
            return project.attempt(strict=True)
        return project.run("--strict", tool=self.tool)

    def source(self, stem: str, language: str) -> str:
        """Path of a page below the docs folder."""
        if self.layout == "folder":
            return f"{language}/{stem}.md"
        return f"{stem}.md" if language == self.default else f"{stem}.{language}.md"

    def file(self, stem: str, language: str) -> str:
        """Path of a page in the built site."""
        prefix = "" if language == self.default else language
        if self.layout == "none" and stem != "index":
            name = f"{stem}.{language}" if prefix else stem
            return page_file(name, directory_urls=self.directory_urls)
        return page_file(posixpath.join(prefix, stem), directory_urls=self.directory_urls)

    def list_file(self, path: str, language: str, number: int = 1) -> str:
        prefix = "" if language == self.default else language
        path = SLUGS.get((path, language), path)
        return list_file(prefix, path, number, directory_urls=self.directory_urls)

    def link(self, stem: str, target: str) -> str:
        """How a note links to the note `stem`, which is written in `target` alone."""
        if self.layout == "folder":
            return f"../../{target}/notes/{stem}.md"
        return f"{stem}.md" if target == self.default else f"{stem}.{target}.md"

    def twin_link(self, stem: str, language: str) -> str:
        """How a page links to another page that is written in both languages."""
        if self.layout == "none" and language != self.default:
            return f"{stem}.{language}.md"
        return f"{stem}.md"


SETUPS = [
    Setup(layout, urls, fallback, tool, default)
    for layout, urls, fallback, tool, default in product(
        ("suffix", "folder", "none"),
        (True, False),
        (True, False),
        ("mkdocs", "properdocs"),
        LANGUAGES,
    )
    if layout != "none" or fallback
]


def number_of(stem: str) -> int:
    return int(stem[-2:]) if stem[-2:].isdigit() else 40


def terms_of(stem: str) -> tuple[str, str, str]:
    """The paths of the lists of terms that a note is in."""
    number = number_of(stem)
    year = 2024 + number % 3
    return "topics/tags/plain", f"topics/tags/tag-{number % 4}", f"topics/years/{year}"


def carriers() -> dict[str, Counter[str]]:
    """The notes of each list of a term, each once, by its path."""
    found: dict[str, Counter[str]] = {}
    for stem in dict.fromkeys((*stems("en"), *stems("zh"))):
        for path in terms_of(stem):
            found.setdefault(path, Counter())[stem] += 1
    return found


def title(stem: str, language: str) -> str:
    name = stem.removeprefix("notes/")
    return f"On {name}" if language == "en" else f"关于 {name}"


def stems(language: str) -> list[str]:
    """The listed notes of a language."""
    return [f"notes/n{number:02}" for number in range(PAIRS)] + [f"notes/only-{language}"]


def write_site(project: Project, setup: Setup) -> None:
    for language in LANGUAGES:
        for stem in [*stems(language), "notes/secret"]:
            project.write(setup.source(stem, language), note_text(setup, stem, language))
        project.write(setup.source("about", language), page_text(f"# {title('about', language)}"))
        if setup.home:
            project.write(setup.source("index", language), page_text(HOME[language]))
    for image in images(setup):
        project.write(image, PNG)
    project.configure(
        setup.layout,
        theme="material",
        default=setup.default,
        fallback=setup.fallback,
        use_directory_urls=setup.directory_urls,
        markdown_extensions=["attr_list"],
        papernotes={
            "locales": setup.locales if setup.home and setup.layout == "none" else [],
            "archive": {"per_page": ARCHIVE_SIZE},
            "stream": {"per_page": STREAM_SIZE},
            "topics": {"per_page": TERM_SIZE},
            "terms": {"plain": {"en": "plain", "zh": {"name": "朴素", "slug": "朴素"}}},
            "excerpt_length": 12,
        },
    )


def images(setup: Setup) -> list[str]:
    """The one picture of all notes, found from every language, with fallback and without."""
    if setup.layout == "none":
        return ["notes/img/plot.png"]
    folder = f"{setup.default}/" if setup.layout == "folder" else ""
    return [f"{folder}notes/img/plot.png"]


def note_text(setup: Setup, stem: str, language: str) -> str:
    number = number_of(stem)
    following = setup.twin_link(f"n{(number + 1) % PAIRS:02}", language)
    foreign = LANGUAGES[language == "en"]
    about = setup.twin_link("about", language)
    image = "![A plot](img/plot.png)"
    body = [
        f"# {title(stem, language)}",
        f"First of {number}, with a [link]({following}) and {image}." + "文字" * number,
        "## A part of it {: #part }",
        f"[Elsewhere]({setup.link(f'only-{foreign}', foreign)}), [about](../{about}).",
        "- [here](#part)\n- a [picture](img/plot.png)",
        "More of it, and at length. " * 9,
    ]
    if number % 3 == 0:
        body.insert(2, "<!-- more -->")
    return page_text(
        "\n\n".join(body),
        date=f"202{4 + number % 3}-01-{1 + number // 3:02}",
        description=f"What {stem} says." if number % 2 else None,
        tags=["plain" if language == "en" else "朴素", f"tag-{number % 4}"],
        unlisted=True if stem == "notes/secret" else None,
        paper={"title": "A paper", "arxiv": "2604.15244"} if language == "en" else None,
    )


@dataclass(frozen=True)
class Site:
    """A built configuration, and what is expected of it."""

    setup: Setup
    project: Project
    built: Built
    before: dict[str, str]

    @property
    def notes(self) -> Iterator[tuple[str, str]]:
        for language in LANGUAGES:
            for stem in [*stems(language), "notes/secret"]:
                yield stem, language

    @cached_property
    def note_files(self) -> dict[str, tuple[str, str]]:
        """Stem and language of each note by the file that it is written to."""
        return {self.setup.file(*note): note for note in self.notes}

    @cached_property
    def list_files(self) -> dict[str, tuple[str, str, int]]:
        """List, language and number of each list page by its file."""
        total = len(stems("en")) + len(stems("zh"))
        found = {}
        for path, size in (("", STREAM_SIZE), ("archive", ARCHIVE_SIZE)):
            for language in LANGUAGES:
                for number in range(1, math.ceil(total / size) + 1):
                    found[self.setup.list_file(path, language, number)] = (path, language, number)
        for path, notes in carriers().items():
            for language in LANGUAGES:
                for number in range(1, math.ceil(notes.total() / TERM_SIZE) + 1):
                    found[self.setup.list_file(path, language, number)] = (path, language, number)
        for path in ("papers", "topics", "topics/tags", "topics/years"):
            for language in LANGUAGES:
                found[self.setup.list_file(path, language)] = (path, language, 1)
        return found

    @cached_property
    def other_files(self) -> dict[str, str]:
        return {self.setup.file("about", language): language for language in LANGUAGES}

    def language(self, file: str) -> str:
        """The language that the page in `file` should have."""
        if file in self.note_files:
            return self.note_files[file][1]
        return self.list_files[file][1] if file in self.list_files else self.other_files[file]

    def target(self, link: str, page: Page) -> str:
        found = self.built.resolve(link, page.path)
        assert found is not None, f"{page.path} links to {link}"
        return found[0]


def expected_files(site: Site) -> Iterator[str]:
    """Notes, lists and pages are written, each where it belongs, and nothing else."""
    expected = {*site.note_files, *site.list_files, *site.other_files, "404.html"}
    written = set(site.built.html_files)
    yield from (f"{file} is missing" for file in sorted(expected - written))
    yield from (f"{file} should not be there" for file in sorted(written - expected))


def links_and_assets(site: Site) -> Iterator[str]:
    """Every link within the site leads to a file, and to a place that is there."""
    pages = set(site.built.html_files)
    for file in site.built.html_files:
        page = site.built.page(file)
        for element, link in page.links:
            found = site.built.resolve(link, file)
            if found is None:
                continue
            target, fragment = found
            if not site.built.has(target):
                yield f"{file}: <{element.tag}> leads to {link}, where nothing is"
            elif fragment and target in pages and fragment not in site.built.page(target).ids:
                yield f"{file}: {link} leads to a place that is not in {target}"


def styles(site: Site) -> Iterator[str]:
    """What the style sheets name is there."""
    for path in site.built.files:
        if path.endswith(".css"):
            for link in re.findall(r"url\(([^)]+)\)", site.built.text(path)):
                found = site.built.resolve(link.strip("'\""), path)
                if found and not found[0].startswith("data:") and not site.built.has(found[0]):
                    yield f"{path}: {link} is missing"


def list_contents(site: Site) -> Iterator[str]:
    """The pages of a list hold each note once, and add up to what they state."""
    expected = Counter((stem, lang) for lang in LANGUAGES for stem in stems(lang))
    for path, language in product(("", "archive"), LANGUAGES):
        files = [f for f, place in site.list_files.items() if place[:2] == (path, language)]
        view = "archive" if path else "stream"
        found: Counter[tuple[str, str]] = Counter()
        for number, file in enumerate(files, 1):
            page = site.built.page(file)
            attributes = dict(page.one(".pn-list").attrib)
            stated = {
                "data-view": view,
                "data-page": str(number),
                "data-pages": str(len(files)),
                "data-total": str(expected.total()),
            }
            if attributes.items() < stated.items() or not stated.items() <= attributes.items():
                yield f"{file}: {attributes} instead of {stated}"
            found.update(page.keys)
            for entry in page.all("article.pn-entry"):
                (link,) = entry.cssselect(".pn-entry__title a")
                note = site.note_files.get(site.target(link.get("href"), page))
                if note != (entry.get("data-key"), entry.get("lang")):
                    yield f"{file}: the entry {dict(entry.attrib)} leads to {note}"
        if found != expected:
            yield f"{view} in {language}: {found - expected} too often, without {expected - found}"


def lists_of_terms(site: Site) -> Iterator[str]:
    """The pages of a term hold each note that carries it once, and indexes say how many."""
    for (path, expected), language in product(carriers().items(), LANGUAGES):
        files = [f for f, place in site.list_files.items() if place[:2] == (path, language)]
        found: Counter[str] = Counter()
        for file in files:
            for key, tag in site.built.page(file).keys:
                found[key] += 1
                if tag != language and f"notes/only-{tag}" != key:
                    yield f"{file}: {key} in {tag}, though it is there in {language}"
        if found != expected:
            yield f"{path} in {language}: {found - expected} too often, without {expected - found}"
        for index in (path.rpartition("/")[0], "topics"):
            page = site.built.page(site.setup.list_file(index, language))
            counts = [
                item.text_content().split()[-1]
                for item in page.all(".pn-counts li")
                if site.target(item.cssselect("a")[0].get("href"), page) == files[0]
            ]
            if counts != [str(expected.total())]:
                yield f"{page.path}: {path} has {counts} notes, not {expected.total()}"


def linked_tags(site: Site) -> Iterator[str]:
    """The theme's tags on a note lead to the lists of terms."""
    for file, (stem, language) in site.note_files.items():
        page = site.built.page(file)
        found = [site.target(a.get("href"), page) for a in page.all(".md-tags a")]
        expected = [site.setup.list_file(path, language) for path in terms_of(stem)[:2]]
        if sorted(found) != ([] if stem == "notes/secret" else sorted(expected)):
            yield f"{file}: tags lead to {found}"


def author_texts(site: Site) -> Iterator[str]:
    """The home page's own text stands above the first page of the stream, and only there."""
    for file, (path, language, number) in site.list_files.items():
        page = site.built.page(file)
        shown = HOME[language] in page.html
        if shown != (site.setup.home and not path and number == 1):
            yield f"{file}: the home page's text is {'there' if shown else 'missing'}"
        elif shown and page.html.index(HOME[language]) > page.html.index('class="pn-list"'):
            yield f"{file}: the home page's text stands below the list"


def head_links(site: Site) -> Iterator[str]:
    """Canonical and `hreflang` are absolute, reciprocal, and name the page itself."""
    for page in site.built.pages:
        if page.canonical is None or not page.canonical.startswith(SITE_URL):
            yield f"{page.path}: canonical {page.canonical}"
        elif site.target(page.canonical, page) != page.path:
            yield f"{page.path}: canonical {page.canonical} is another page"
        versions = {k: v for k, v in page.hreflang.items() if k != "x-default"}
        expected = expected_versions(site, page.path)
        found = {k: site.target(v, page) for k, v in versions.items() if v.startswith(SITE_URL)}
        if found != (expected if len(expected) > 1 else {}):
            yield f"{page.path}: hreflang {versions} instead of {expected}"
            continue
        if versions and page.hreflang.get("x-default") != versions[site.setup.default]:
            yield f"{page.path}: x-default {page.hreflang.get('x-default')}"
        for language, url in versions.items():
            other = site.built.page(site.target(url, page))
            if other.hreflang.get(page.lang or "") != page.canonical or other.canonical != url:
                yield f"{page.path}: the {language} version {other.path} does not link back"


def expected_versions(site: Site, file: str) -> dict[str, str]:
    """Files of a page in all its languages."""
    setup = site.setup
    if file in site.note_files:
        stem = site.note_files[file][0]
        return {tag: setup.file(stem, tag) for tag in LANGUAGES if (stem, tag) in site.notes}
    if file in site.list_files:
        path, _, number = site.list_files[file]
        return {tag: setup.list_file(path, tag, number) for tag in LANGUAGES}
    return {tag: setup.file("about", tag) for tag in LANGUAGES}


def translations(site: Site) -> Iterator[str]:
    """A note links to its other language, named in that language, and is linked back."""
    for file, (_, language) in site.note_files.items():
        page = site.built.page(file)
        links = {
            link.get("hreflang"): (
                site.target(link.get("href"), page),
                link.text_content().strip(),
                link.get("target"),
            )
            for link in page.all(".pn-translations a")
        }
        names = {"en": "English", "zh": "中文"}
        expected = {
            tag: (other, names[tag], "_self")
            for tag, other in expected_versions(site, file).items()
            if tag != language
        }
        if links != expected:
            yield f"{file}: translations {links} instead of {expected}"


def switcher(site: Site) -> Iterator[str]:
    """The theme's language switcher leads to the same page, and never to a missing one."""
    for page in site.built.pages:
        links = {
            link.get("hreflang"): site.target(link.get("href"), page)
            for link in page.all(".md-select a[hreflang]")
        }
        if set(links) != set(LANGUAGES):
            yield f"{page.path}: the switcher offers {sorted(links)}"
            continue
        for language, target in links.items():
            if not site.built.has(target):
                yield f"{page.path}: the switcher leads to {target}, which is missing"
            elif site.language(target) != language:
                yield f"{page.path}: {target} is offered as {language}"
        for language, target in expected_versions(site, page.path).items():
            if links[language] != target:
                yield f"{page.path}: {language} is {links[language]}, not {target}"


def languages(site: Site) -> Iterator[str]:
    """`<html lang>` is the page's language; links to the other one stay out of its script."""
    for page in site.built.pages:
        if page.lang != site.language(page.path):
            yield f"{page.path}: <html lang={page.lang!r}>"
        for link in page.all(".md-content a[href]"):
            found = site.built.resolve(link.get("href"), page.path)
            if found and found[0].endswith(".html") and site.built.has(found[0]):
                crossing = site.language(found[0]) != page.lang
                if crossing and link.get("target") != "_self":
                    yield f"{page.path}: {link.get('href')} without target=_self"


def sitemap(site: Site) -> Iterator[str]:
    """The sitemap holds all pages but the unlisted ones, each once."""
    hidden = {file for file, (stem, _) in site.note_files.items() if stem == "notes/secret"}
    expected = {
        site.built.page(file).canonical
        for file in site.built.html_files
        if file not in hidden and file != "404.html"
    }
    found = Counter(site.built.sitemap)
    for url, times in found.items():
        if times > 1 or url not in expected:
            yield f"{url} stands in the sitemap {times} times"
    yield from (f"{url} is not in the sitemap" for url in expected - set(found))
    for link in site.built.sitemap_links:
        target = site.built.resolve(link, "sitemap.xml")
        if target is None or not site.built.has(target[0]) or target[0] in hidden:
            yield f"the sitemap names {link} as a translation"


def search(site: Site) -> Iterator[str]:
    """Search finds every listed note and no list."""
    found: dict[str, list[str]] = {}
    for entry in site.built.search_entries:
        place = site.built.resolve(entry["location"], "index.html")
        assert place is not None
        found.setdefault(place[0], []).append(f"{entry['title']} {entry['text']}")
    for file, (stem, _) in site.note_files.items():
        if (file in found) == (stem == "notes/secret"):
            yield f"{file} is {'found' if file in found else 'not found'} by search"
    for file, (path, language, number) in site.list_files.items():
        texts = " ".join(found.get(file, []))
        if "n03" in texts or "Read more" in texts or "Page" in texts:
            yield f"{file} is found by search: {texts[:200]}"
        has_text = site.setup.home and not path and number == 1
        if (file in found) != has_text:
            yield f"{file} is {'found' if file in found else 'not found'} by search"
        elif has_text and HOME[language] not in texts:
            yield f"{file} is found without its author's text"


def unlisted(site: Site) -> Iterator[str]:
    """No page but its own translation names an unlisted note."""
    secret = {f for f, (stem, _) in site.note_files.items() if stem == "notes/secret"}
    for page in site.built.pages:
        if page.path not in secret:
            for _, link in page.links:
                found = site.built.resolve(link, page.path)
                if found and found[0] in secret:
                    yield f"{page.path} links to {link}"


def navigation(site: Site) -> Iterator[str]:
    """Neither notes nor later pages of a list are in the navigation; the archive is."""
    for page in site.built.pages:
        targets = set()
        for link in page.all(".md-nav--primary a.md-nav__link[href], .md-tabs a[href]"):
            found = site.built.resolve(link.get("href"), page.path)
            if found and found[0] != page.path:
                targets.add(found[0])
        for target in sorted(targets):
            if target in site.note_files or site.list_files.get(target, ("", "", 1))[2] > 1:
                yield f"{page.path}: {target} is in the navigation"
        archive = site.setup.list_file("archive", site.language(page.path))
        if archive not in targets and page.path != archive:
            yield f"{page.path}: the archive is not in the navigation"


def docs_untouched(site: Site) -> Iterator[str]:
    """A build leaves the docs folder alone."""
    if (after := site.project.digest()) != site.before:
        yield f"changed: {dict(after.items() ^ site.before.items())}"


def built_once(site: Site) -> Iterator[str]:
    """Each language is built once, the default one first."""
    found = re.findall(r"Building '([^']+)' documentation", site.built.log)
    expected = [site.setup.default, site.setup.other]
    if found != ([] if site.setup.layout == "none" else expected):
        yield f"built: {found}"


CHECKS = (
    expected_files,
    links_and_assets,
    styles,
    list_contents,
    lists_of_terms,
    linked_tags,
    author_texts,
    head_links,
    translations,
    switcher,
    languages,
    sitemap,
    search,
    unlisted,
    navigation,
    docs_untouched,
    built_once,
)


@pytest.mark.parametrize("setup", sampled(SETUPS), ids=str)
def test_site(setup: Setup, tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_site(project, setup)
    before = project.digest()

    built = setup.build(project)

    assert built.exit_code == 0, built.log
    assert built.warnings == []
    site = Site(setup, project, built, before)
    missing = list(expected_files(site))
    assert not missing, "\n".join(missing)
    problems = [f"{check.__name__}: {text}" for check in CHECKS for text in check(site)]
    assert not problems, f"{len(problems)} problems\n" + "\n".join(problems[:40])
