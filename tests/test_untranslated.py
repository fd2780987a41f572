"""Sites where a third of the notes exist in one language only, checked page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.build_site import PNG, SITE_URL, Built, Page, Project, page_text
from tests.samples import crossed

LANGUAGES = ("en", "zh", "ja")
PAIRS, SINGLES = 8, 4
"""Every other single note is in Chinese, and one of these says that it is translated from it."""


def source(layout: str, stem: str, language: str, default: str) -> str:
    if layout == "folder":
        return f"{language}/{stem}.md"
    return f"{stem}.md" if language == default else f"{stem}.{language}.md"


def write_site(project: Project, layout: str, languages: Sequence[str]) -> None:
    default = languages[0]

    def write(stem: str, language: str, text: str, **keys: Any) -> None:
        project.write(source(layout, stem, language, default), page_text(text, **keys))

    def link(stem: str, language: str) -> str:
        name = source(layout, stem, language, default)
        return f"../../{name}" if layout == "folder" else f"../{name}"

    for number in range(PAIRS + SINGLES):
        single = languages[number % len(languages)] if number >= PAIRS else ""
        for language in [single] if single else languages:
            other = f"notes/n{(number + 1) % PAIRS}"
            text = (
                f"# N{number} {language}\n\nText of {number}. [Next]({link(other, language)}), "
                f"[single]({link(f'notes/n{PAIRS}', languages[PAIRS % len(languages)])}), "
                "[here](#part) ![A dot](../dot.png)\n\n<!-- more -->\n\n## Part {#part}\n\n"
                f"A note[^1] by [us]({link('about', language)}).\n\n[^1]: The note.\n"
            )
            keys: dict[str, Any] = {"date": f"2026-04-{number + 1:02}", "tags": ["t", f"t{number}"]}
            if number == 0 and language == languages[-1]:
                keys["original"] = language
            write(f"notes/n{number}", language, text, **keys)
    for language in languages:
        write("about", language, "# About\n\nUs.")
        if layout == "folder":
            project.write(f"{language}/dot.png", PNG)
    project.write("dot.png", PNG)


def build(project: Project, layout: str, languages: tuple[str, ...], **options: Any) -> Built:
    write_site(project, layout, languages)
    papernotes = {"topics": True, "untranslated": options.pop("untranslated")}
    if layout == "none":
        papernotes["locales"] = [*languages]
    extensions = ["attr_list", "footnotes"]
    return project.configure(
        layout,
        languages=languages,
        papernotes=papernotes,
        markdown_extensions=extensions,
        **options,
    ).attempt(strict=True)


def broken_links(built: Built) -> Iterator[str]:
    pages = set(built.html_files)
    for path in built.html_files:
        for element, link in built.page(path).links:
            found = built.resolve(link, path)
            if found is None:
                continue
            target, fragment = found
            if not built.has(target):
                yield f"{path}: <{element.tag!s}> leads to {link}, where nothing is"
            elif fragment and target in pages and fragment not in built.page(target).ids:
                yield f"{path}: {link} leads to a place that is not in {target}"


def file_of(built: Built, url: str | None) -> str:
    found = built.resolve(url, "") if url else None
    return found[0] if found else ""


def wrong_addresses(built: Built) -> Iterator[str]:
    """What is wrong with the canonical addresses and the versions that pages name."""
    for page in built.pages:
        is_notice = bool(page.all(".pn-notice"))
        canonical = file_of(built, page.canonical)
        if is_notice:
            if page.hreflang:
                yield f"{page.path}: a notice has versions"
            if canonical == page.path or not built.has(canonical):
                yield f"{page.path}: a notice stands for {page.canonical}"
            elif built.page(canonical).all(".pn-notice"):
                yield f"{page.path}: stands for another notice"
        elif canonical != page.path:
            yield f"{page.path}: its address is {page.canonical}"
        yield from wrong_versions(built, page)


def wrong_versions(built: Built, page: Page) -> Iterator[str]:
    versions = page.hreflang
    if not versions:
        return
    if versions.get(str(page.lang)) != page.canonical:
        yield f"{page.path}: is not among its versions, {versions}"
    for language, url in versions.items():
        other = file_of(built, url)
        if not built.has(other):
            yield f"{page.path}: {url} is not there"
            continue
        if built.page(other).hreflang != versions:
            yield f"{page.path}: {other} names other versions"
        if language != "x-default" and built.page(other).lang != language:
            yield f"{page.path}: {other} is not in {language}"


@crossed(
    layout=["suffix", "folder", "none"],
    languages=[("en", "zh"), ("zh", "en"), ("zh", "ja", "en")],
    untranslated=["none", "notice"],
    use_directory_urls=[True, False],
    theme=["mkdocs", "material"],
)
def test_every_page_is_as_it_should_be(
    tmp_path: Path,
    layout: str,
    languages: tuple[str, ...],
    untranslated: str,
    theme: str,
    *,
    use_directory_urls: bool,
) -> None:
    built = build(
        Project(tmp_path),
        layout,
        languages,
        untranslated=untranslated,
        use_directory_urls=use_directory_urls,
        theme=theme,
    )
    assert built.exit_code == 0, built.log
    assert [*broken_links(built)] == []
    assert [*wrong_addresses(built)] == []
    notices = [page.path for page in built.pages if page.all(".pn-notice")]
    others = len(languages) - 1
    assert len(notices) == (SINGLES * others if untranslated == "notice" else 0)
    sitemap = {file_of(built, url) for url in built.sitemap}
    assert sitemap == {page.path for page in built.pages} - {*notices}
    searched = {file_of(built, SITE_URL + e["location"]) for e in built.search_entries}
    assert not searched & {*notices}
