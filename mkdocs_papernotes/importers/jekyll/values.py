"""Front matter of the new note, from that of a post or page of Jekyll and its usual themes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath

from mkdocs_papernotes.importers.foreign_values import flag_of, rest_of, text_of, words_of
from mkdocs_papernotes.importers.generator import Tell
from mkdocs_papernotes.importers.jekyll.items import Item
from mkdocs_papernotes.importers.jekyll.moments import moment_of
from mkdocs_papernotes.importers.jekyll.slugs import title_of_slug
from mkdocs_papernotes.importers.jekyll.tree import DRAFTS, PAGES, POSTS
from mkdocs_papernotes.importers.settings import Settings, settings_of

_NAMES = """
    title date tags tag categories category description excerpt summary author authors pin sticky
    featured published draft hidden image header thumbnail thumbnail-img cover cover-img feature-img
    share-img img license original_url canonical_url series comments giscus_comments
    disqus_comments date_modified
    last_modified_at updated lastmod modified modified_date last_updated
    permalink slug redirect_from redirect_to aliases lang locale language ref page_id
    translation_key translationKey translation_id t_id en_url zh_url lang-ref lang_ref uid
    toc math mathjax katex use_math usemath mermaid tikzjax chart excerpt_separator
    related related_posts related_publications share read_time sidebar author_profile classes
    sitemap nav nav_order order render_with_liquid media_subpath img_path toc_sticky toc_label
    header-img header-mask header-style header-img-credit header-img-credit-href catalog subtitle
    tabs map images importance inline horizontal announcements latest_posts social
    toc_icon search_exclude show_date pretty_table code_diff pseudocode typograms
"""
_USED = frozenset(_NAMES.split())
"""Keys whose meaning is taken over here or elsewhere, or that say how a theme shows a page."""
_LAYOUTS = {"", "post", "posts", "page", "default", "single", "none", "null", "article", "home"}
_KIND = re.compile(r"(?:cc[ -])?(?P<kind>by(?:-nc)?(?:-sa|-nd)?)(?:[ -](?P<version>[0-9.]{3}))?")
_UPDATES = "last_modified_at date_modified updated lastmod modified modified_date last_updated"
_UPDATED = tuple(_UPDATES.split())
_PINNED = ("pin", "sticky", "featured")
_PICTURES = (
    "image",
    "thumbnail-img",
    "cover-img",
    "share-img",
    "feature-img",
    "thumbnail",
    "cover",
    "header-img",
    "img",
)
_HEADER_PICTURES = ("og_image", "overlay_image", "image", "teaser")
_HEADING = re.compile(r"\s*#[ \t]+\S|\s*[^\n]{1,300}\n=+[ \t]*(?:\n|$)")
_FULL = re.compile(r"https?://", re.IGNORECASE)


def values_of(
    item: Item, people: Mapping[str, object], now: datetime, tell: Tell
) -> dict[str, object]:
    """Values of the new front matter by our keys, in the order to write them."""
    front, lines = item.front, item.source.lines
    values: dict[str, object] = {}
    is_note = item.entry.kind != PAGES
    _put(values, "title", text_of(front.values.get("title")) or _title(item))
    if is_note:
        _put(values, "date", _date(item, tell))
    _put(values, "updated", _updated(item, tell))
    _put(values, "description", _description(front))
    _put(values, "authors", _authors(front, people))
    _put_terms(values, item)
    if any(item.flag(key) for key in _PINNED):
        values["pin"] = True
    if _is_draft(item, now, tell):
        values["draft"] = True
    elif item.flag("hidden") is not False:
        values["unlisted"] = True
    _put(values, "image", _picture(front))
    _put(values, "license", license_of(front.values.get("license")))
    _put(values, "series", text_of(front.values.get("series")))
    _put(values, "original_url", _original(front))
    if any(front.values.get(key) is False for key in ("comments", "giscus_comments")):
        values["comments"] = False
    given = {key: value for key, value in item.source.values.items() if key != "layout"}
    values.update(rest_of(given, _used(item), lines, tell))
    _tell_layout(item, tell)
    return values


def _used(item: Item) -> frozenset[str]:
    """Keys of which something was made; `series` and `header` only if it could be read."""
    front, left = item.front, set()
    if front.values.get("series") and not text_of(front.values.get("series")):
        left.add("series")
    header = front.values.get("header")
    if header and not any(settings_of(header).text(key) for key in _HEADER_PICTURES):
        left.add("header")
    return _USED - left


def _put(values: dict[str, object], key: str, value: object) -> None:
    if value:
        values[key] = value


def _title(item: Item) -> str:
    """The title that Jekyll makes of a name, unless the text begins with one."""
    if item.entry.kind == PAGES or _HEADING.match(item.source.body):
        return ""
    return title_of_slug(item.front.text("slug") or item.entry.slug)


def _date(item: Item, tell: Tell) -> date | datetime | None:
    given = item.source.values.get("date")
    moment = item.moment
    line = item.source.lines.get("date", 1)
    if given is not None and moment_of(given, item.configuration.timezone) is None:
        tell("import-date-unread", line, "date", given=str(given))
        if moment is not None:
            tell("import-date-found", line, "date", date=moment.shown, origin="the file's name")
    elif moment is not None and moment.changed:
        tell("import-date-changed", line, "date", given=given or item.entry.day, date=moment.shown)
    if moment is None:
        if item.entry.kind == POSTS:
            tell("import-undated", 1)
        return None
    return moment.shown


def _updated(item: Item, tell: Tell) -> date | datetime | None:
    for key in _UPDATED:
        given = item.front.values.get(key)
        if given is None or isinstance(given, bool):
            continue
        if moment := moment_of(given, item.configuration.timezone):
            return moment.shown
        tell("import-date-unread", item.source.lines.get(key, 1), key, given=str(given))
    return None


def _description(front: Settings) -> str:
    """The first that is a text; minimal-mistakes has it in `excerpt`, older themes a subtitle."""
    for key in ("description", "excerpt", "summary", "subtitle"):
        value = front.values.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def _authors(front: Settings, people: Mapping[str, object]) -> list[object]:
    """Names, or keys of the people in `_data/authors.yml`.

    Without one, the post is by the site's author, who is in the configuration.
    """
    given = [*front.entries("authors"), *front.entries("author")]
    single = front.values.get("author")
    if isinstance(single, Mapping):
        given.append(single)
    found: list[object] = []
    for each in given:
        if isinstance(each, Mapping):
            person = person_of(each)
            found += [person] if person else []
        elif name := text_of(each):
            found.append(name)
    return list({str(each): each for each in found}.values())


def person_of(given: object) -> dict[str, object]:
    """A person by our keys, from `_data/authors.yml` or `author:`; empty without a name."""
    person = settings_of(given)
    values = {
        "name": person.text("name", "title"),
        "url": person.text("url", "uri", "home", "website", "web"),
        "avatar": person.text("avatar", "picture", "image"),
        "orcid": person.text("orcid"),
    }
    if not _FULL.match(str(values["url"])):
        values["url"] = ""
    found: dict[str, object] = {key: value for key, value in values.items() if value}
    return found if "name" in found else {}


def _put_terms(values: dict[str, object], item: Item) -> None:
    """The first category is the direction; the others are tags.

    A folder that only says the language is no category here, though it is one in the address.
    """
    direction, tags = terms_of(item)
    _put(values, "direction", direction)
    _put(values, "tags", list(tags))


def terms_of(item: Item) -> tuple[str, Sequence[str]]:
    """The direction and the tags of an item."""
    language = item.language_as_written.lower()
    categories = [each for each in item.categories if each.lower() != language]
    direction = categories[0] if categories else ""
    tags = [each for each in [*item.tags, *categories[1:]] if each != direction]
    return direction, list(dict.fromkeys(tags))


def _is_draft(item: Item, now: datetime, tell: Tell) -> bool:
    """Whether the old site did not have it, or it is not clear whether it had."""
    for key in ("published", "draft"):
        if key in item.front and item.flag(key) is None:
            value = str(item.front.values[key])
            line = item.source.lines.get(key, 1)
            tell(
                "import-held-back",
                line,
                key,
                reason=f"`{key}` is neither true nor false: {value!r}",
            )
            return True
    if item.entry.kind == DRAFTS or item.flag("draft") or item.source.unread:
        return True
    if "published" in item.front and item.flag("published") is False:
        return True
    if item.entry.kind == POSTS and not item.entry.day:
        tell(
            "import-held-back",
            1,
            reason="Jekyll does not publish a post without a date in its name",
        )
        return True
    if item.is_document and is_ahead(item, now):
        tell(
            "import-held-back", item.source.lines.get("date", 1), reason="its date is in the future"
        )
        return True
    return False


def is_ahead(item: Item, now: datetime) -> bool:
    """Whether Jekyll hides a document for its date (`Publisher#hidden_in_the_future?`)."""
    configuration = item.configuration
    collection = configuration.collections.get(item.entry.kind)
    if configuration.settings.flag("future") or (collection and collection.allows_future):
        return False
    return item.moment is not None and item.moment.local > now


def _picture(front: Settings) -> str:
    """The picture for lists and previews: Chirpy's `image: {path}`, minimal-mistakes' `header`."""
    header = front.table("header")
    for key in _PICTURES:
        value = front.values.get(key)
        path = text_of(value) or settings_of(value).text("path", "src", "url", "feature", "teaser")
        if path and not path.startswith("#"):
            return path_of_picture(path, front)
    return path_of_picture(header.text(*_HEADER_PICTURES), front)


def path_of_picture(path: str, front: Settings) -> str:
    """A picture's address from the root, as themes read it; below Chirpy's `media_subpath`."""
    if not path or path.startswith("/") or _FULL.match(path):
        return path
    return str(PurePosixPath("/", front.text("media_subpath", "img_path").lstrip("/"), path))


def license_of(given: object) -> str:
    """A licence as our option has it: `by-sa` is `CC BY-SA 4.0`."""
    match = _KIND.fullmatch(text_of(given).lower())
    if match is None:
        return text_of(given)
    return f"CC {match['kind'].upper()} {match['version'] or '4.0'}"


def _original(front: Settings) -> str:
    """Where the text was published first."""
    for key in ("original_url", "canonical_url"):
        if _FULL.match(found := front.text(key)):
            return found
    return ""


def _tell_layout(item: Item, tell: Tell) -> None:
    layout = text_of(item.source.values.get("layout"))
    if layout.lower() not in _LAYOUTS:
        line = item.source.lines.get("layout", 1)
        reason = f"layouts such as `{layout}` are templates of Jekyll"
        tell("import-key-dropped", line, "layout", name="layout", reason=reason)


def is_shown_nowhere(front: Settings) -> bool:
    """Whether a page only leads to another one."""
    return (
        bool(words_of(front.values.get("redirect_to")))
        or flag_of(front.values.get("redirect")) is True
    )
