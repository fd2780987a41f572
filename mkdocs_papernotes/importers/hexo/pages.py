"""Texts of Hexo as pages of the old site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from urllib.parse import quote

from mkdocs_papernotes.importers.generator import Tell, teller
from mkdocs_papernotes.importers.hexo.addresses import (
    UnknownAddressError,
    normal,
    page_path,
    without_ending,
)
from mkdocs_papernotes.importers.hexo.comments import Comments
from mkdocs_papernotes.importers.hexo.configuration import Configuration
from mkdocs_papernotes.importers.hexo.keys import (
    NewValues,
    add_foreign,
    add_own,
    authors_of,
    first_update,
    layouts_of,
)
from mkdocs_papernotes.importers.hexo.moments import read_any
from mkdocs_papernotes.importers.hexo.named_languages import language_in
from mkdocs_papernotes.importers.hexo.posts import Post
from mkdocs_papernotes.importers.hexo.script import is_set, names_of, text_of
from mkdocs_papernotes.importers.hexo.tags import split_languages
from mkdocs_papernotes.importers.hexo.terms import Categories, direction_and_tags
from mkdocs_papernotes.importers.languages import language_tag
from mkdocs_papernotes.importers.old_site import OldPage
from mkdocs_papernotes.importers.source import Source
from mkdocs_papernotes.languages.tags import matching
from mkdocs_papernotes.problems.problem import Problem
from mkdocs_papernotes.text import one_line, shortened

_ORDER = (
    *("title", "date", "updated", "description", "authors", "direction", "tags", "pin"),
    *("draft", "unlisted", "image", "license", "password", "comments", "original_url"),
)
_FILLED = frozenset(
    {
        *("tags", "tag", "tag-index", "tags-index", "archives", "archive", "timeline"),
        *("categories", "category", "categories-index", "category-index"),
    }
)
"""Layouts and types of pages that list terms or posts."""
_DEFAULT_LAYOUTS = ("", "post", "page")


@dataclass(frozen=True)
class Site:
    """What all pages of a site have in common."""

    configuration: Configuration
    comments: Comments
    now: datetime
    resources: frozenset[str]
    """Folders that hold files, below the folder of the old site."""
    names: frozenset[str] = frozenset()
    """The paths of posts and pages, without extension."""
    secret_tags: frozenset[str] = frozenset()
    """Tags whose posts hexo-blog-encrypt encrypts."""
    problems: list[Problem] = field(default_factory=list)
    guesses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """More addresses that posts may have had, by their sources."""

    def thread(self, address: str, title: str) -> str:
        """What the comments' system calls the thread of a page."""
        path = self.configuration.root + address
        url = self.configuration.site_url.rstrip("/") + quote(f"/{address}")
        return self.comments.thread(path, url, title)

    def folders(self, *names: str) -> tuple[str, ...]:
        """Those of the folders that hold files, each once."""
        return tuple(name for name in dict.fromkeys(names) if name in self.resources)


def page_of_post(post: Post, categories: Categories, site: Site) -> list[OldPage]:
    """A post as a page, or as several if it holds several languages."""
    source, tell = post.source, teller(post.source.path, site.problems)
    new = NewValues()
    new.put("title", post.title)
    _add_date(post, new, tell)
    _add_update(post.values, source.lines, new, site.configuration, tell)
    new.put("authors", authors_of(post.values, site.configuration.text("author")))
    direction, tags = direction_and_tags(post.hierarchies, post.tags)
    new.put("direction", one_line(direction))
    new.put("tags", [name for name in map(one_line, tags) if name])
    add_own(post.values, source.lines, new, tell)
    _hold_back(post, site, new, tell)
    add_foreign(source.values, source.lines, new, tell)
    _drop_layout(source, tell)
    language, name = _language(source.values, post.path, site)
    page = OldPage(
        source.path,
        name,
        source.body,
        source.line,
        _ordered(new.values),
        language=language,
        resources=site.folders(*post.folders, *_other_start(post, site), *_root_of_typora(source)),
        has_plain_formulas=site.configuration.has_plain_formulas,
    )
    main = (site.configuration.languages or ("",))[0]
    return _split(_placed(page, post, categories, site, tell), main, tell)


def page_of_page(source: Source, path: str, site: Site) -> OldPage | None:
    """A page that is no post, by its path below the folder of sources; `None` if the theme alone
    fills it.
    """
    tell = teller(source.path, site.problems)
    kinds = set(layouts_of(source.values))
    if kinds & _FILLED and not source.body.strip():
        return None
    new = NewValues()
    title = source.values.get("title")
    new.put("title", one_line(text_of(title)) if is_set(title) else "")
    new.put("authors", authors_of(source.values, site.configuration.text("author")))
    add_own(source.values, source.lines, new, tell)
    if not source.unread:
        for reason in new.held:
            tell("import-held-back", 0, reason=reason)
    add_foreign(source.values, source.lines, new, tell)
    _drop_layout(source, tell)
    own = page_path(path, source.values.get("permalink"))
    below = normal(own)
    address = site.configuration.prefix + below
    hidden = new.values.get("draft") and source.values.get("published") is False
    language, stem = _language(source.values, posixpath.splitext(path)[0], site)
    aliases = (*without_ending(address, site.configuration), *_aliases(source, site))
    title_text = text_of(new.values.get("title", ""))
    return OldPage(
        source.path,
        site.configuration.prefix + (stem.removesuffix("/index") if stem != "index" else stem),
        source.body,
        source.line,
        _ordered(new.values),
        is_note=False,
        language=language,
        address="" if hidden else address,
        aliases=() if hidden else aliases,
        thread="" if hidden else site.thread(address, title_text),
        resources=site.folders(posixpath.dirname(source.path), *_root_of_typora(source)),
        has_plain_formulas=site.configuration.has_plain_formulas,
    )


def _other_start(post: Post, site: Site) -> tuple[str, ...]:
    """Where addresses in a draft begin whose files stayed beside the posts."""
    own, other = post.folders[0], post.folders[-1]
    return (posixpath.dirname(other),) if other != own and other in site.resources else ()


def _placed(page: OldPage, post: Post, categories: Categories, site: Site, tell: Tell) -> OldPage:
    """The page with its old address, if it had one."""
    if not post.is_published(site.now):
        return page
    try:
        found = post.published_at(categories)
    except UnknownAddressError as error:
        tell("import-address-unknown", 0, reason=str(error))
        return page
    site.guesses[page.source] = found.guesses
    return replace(
        page,
        address=found.address,
        aliases=found.aliases,
        feed_id=found.feed_id,
        thread=site.thread(found.address.removeprefix(site.configuration.prefix), post.title),
    )


def _add_date(post: Post, new: NewValues, tell: Tell) -> None:
    given, line = post.values.get("date"), post.source.lines.get("date", 0)
    if post.written_date and post.written_date.changed:
        changed = _shown(post.written_date.value)
        tell("import-date-changed", line, "date", given=_shown(given), date=changed)
    elif is_set(given) and post.written_date is None:
        tell("import-date-unread", line, "date", given=_shown(given))
    value, origin = post.best_date
    if value is None and not post.is_draft:
        tell("import-undated", 0)
    elif origin and post.hexo_date is None:
        tell("import-date-found", 0, date=_shown(value), origin=origin)
    new.put("date", value)


def _add_update(
    values: Mapping[str, object],
    lines: Mapping[str, int],
    new: NewValues,
    configuration: Configuration,
    tell: Tell,
) -> None:
    key, given = first_update(values)
    found = read_any(given, configuration.text("timezone")) if key else None
    if found and found.changed:
        shown = {"given": _shown(given), "date": _shown(found.value)}
        tell("import-date-changed", lines.get(key, 0), key, **shown)
    elif key and found is None:
        tell("import-date-unread", lines.get(key, 0), key, given=_shown(given))
    if found and found.value != new.values.get("date"):
        new.put("updated", found.value)


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else shortened(text_of(value))


def _hold_back(post: Post, site: Site, new: NewValues, tell: Tell) -> None:
    """Make it a draft if it was none that everybody could read."""
    if post.is_draft and not site.configuration.flag("render_drafts"):
        new.values["draft"] = True
    if secret := sorted(site.secret_tags & set(post.tags)):
        new.values["draft"] = True
        new.held.append(f"hexo-blog-encrypt encrypts what has the tag {shortened(secret[0])!r}")
    if post.is_ahead(site.now):
        new.values["draft"] = True
        new.held.append("its date is ahead, and the site does not show such posts yet")
    if post.is_overlooked:
        new.values["draft"] = True
        new.held.append("Hexo publishes no posts whose name ends so")
    if not post.source.unread and not post.is_draft:
        for reason in new.held:
            tell("import-held-back", 0, reason=reason)


def _drop_layout(source: Source, tell: Tell) -> None:
    given = source.values.get("layout")
    text = text_of(given).strip().lower() if given is not None else ""
    if text in (*_DEFAULT_LAYOUTS, "draft"):
        return
    reason = f"{shortened(text)!r} is a layout of the old theme"
    if text == "false":
        reason = "the page was shown without the theme; here it has one"
    line = source.lines.get("layout", 0)
    tell("import-key-dropped", line, "layout", name="layout", reason=reason)


def _ordered(values: Mapping[str, object]) -> dict[str, object]:
    known = {key: values[key] for key in _ORDER if key in values}
    return {**known, **{key: value for key, value in values.items() if key not in known}}


def _language(values: Mapping[str, object], path: str, site: Site) -> tuple[str, str]:
    """The tag of a page's language, and its path without that language; the tag may be empty."""
    tag, plain = language_in(path, site.configuration, site.names)
    for key in ("lang", "language"):
        for name in names_of(values.get(key)):
            if own := language_tag(name):
                return own, plain if own == tag else path
    return tag, plain


def _root_of_typora(source: Source) -> Iterator[str]:
    """The folder that Typora looks for absolute addresses in."""
    given = source.values.get("typora-root-url")
    if isinstance(given, str) and given.strip() and ":" not in given:
        below = posixpath.join(posixpath.dirname(source.path), given.replace("\\", "/").strip())
        folder = posixpath.normpath(below)
        if not folder.startswith(("..", "/")) and folder != ".":
            yield folder


def _aliases(source: Source, site: Site) -> Iterator[str]:
    given = source.values.get("alias")
    for name in names_of(given if is_set(given) else source.values.get("aliases")):
        if address := normal(name):
            yield site.configuration.prefix + address


def _split(page: OldPage, main: str, tell: Tell) -> list[OldPage]:
    """A page for each language in the text; that in the site's main one has the address."""
    texts = split_languages(page.body, page.line)
    if len(texts) < 2:
        return [page]
    bodies = {language_tag(language) or language: body for language, body in texts.items()}
    own = matching(main, bodies) or next(iter(bodies))
    found = []
    for tag, body in bodies.items():
        version = replace(page, body=body.text, lines=body.lines, language=tag, pair=page.source)
        if tag != own:
            source = f"{page.source} ({tag})"
            version = replace(version, source=source, address="", aliases=(), feed_id="")
        found.append(version)
    tell("import-split", 0, languages=_listed([*bodies]))
    return found


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
