"""The theme: its languages and features."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from babel import Locale
from jinja2 import Environment, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_papernotes import comments, formulas
from mkdocs_papernotes.adapter.listings import has_tags_plugin
from mkdocs_papernotes.languages.tags import best_match, usual
from mkdocs_papernotes.options.settings import CommentSettings


def configured_language(config: MkDocsConfig) -> str:
    """The language tag that the author gave the theme, before `set_theme_language`; or `en`.

    Of a locale, MkDocs keeps what Babel makes of it: `zh_Hans_CN` of `zh_CN`.
    """
    return usual(str(config.theme.get("language") or config.theme.get("locale") or "en"))


COMMENTS = "partials/comments.html"
"""Where Material has comments: a template without content, for authors to override."""
_NOTE_TO_SELF = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_COLUMN, _FONTS = "assets/papernotes/column.css", "assets/papernotes/fonts.css"
_PREVIEWS = "assets/papernotes/previews.js"


def set_theme_language(config: MkDocsConfig) -> None:
    """Set the theme's language to one that it supports; Material fails with `zh-CN`, `zh-Hans`."""
    language = config.theme.get("language")
    if language and (names := _names(config, "partials/languages/*.html")):
        config.theme["language"] = best_match(str(language), names) or "en"


def set_theme_locale(config: MkDocsConfig, language: str) -> None:
    """Set the locale of one of MkDocs' own themes to the best match for a language."""
    found = best_match(language, _names(config, "locales/*"))
    config.theme["locale"] = Locale.parse((found or "en").replace("-", "_"))


def add_column(config: MkDocsConfig) -> None:
    """Put ordinary pages into the column of notes, in the fonts of the reader's system.

    The fonts stay as they are where the theme has one of its own.
    """
    names = [_COLUMN, *([_FONTS] if config.theme.get("font") is False else ())]
    config.extra_css[1:1] = [name for name in names if name not in config.extra_css]


def add_formulas(config: MkDocsConfig) -> None:
    """Have KaTeX written with the theme's files, and the script that runs it on each page."""
    if formulas.THEME_DIR not in config.theme.dirs:
        config.theme.dirs.append(formulas.THEME_DIR)
    add_script(config, formulas.SCRIPT)


def add_previews(config: MkDocsConfig) -> None:
    """Have links show the notes that they lead to."""
    add_script(config, _PREVIEWS)


def add_comments(config: MkDocsConfig, settings: CommentSettings) -> None:
    """Have the threads of comments loaded, by a script of ours and the client that it needs."""
    folders = [comments.CLIENT_DIR]
    if settings.waline and "waline" in settings.providers.values():
        folders.append(comments.WALINE_DIR)
    config.theme.dirs.extend(each for each in folders if each not in config.theme.dirs)
    add_script(config, comments.SCRIPT)


def shows_comments(config: MkDocsConfig) -> bool:
    """Whether the author has put comments of their own into the theme, where it has a place."""
    folder = config.theme.custom_dir
    if not folder or not has_own_template(config, COMMENTS):
        return False
    others = (each for each in config.theme.dirs if Path(each) != Path(folder))
    text = Path(folder, COMMENTS).read_text("utf-8", "replace")
    return bool(_NOTE_TO_SELF.sub("", text).strip()) and any(
        Path(each, COMMENTS).is_file() for each in others
    )


def add_script(config: MkDocsConfig, script: str) -> None:
    """Have all pages load a script of the theme's files."""
    if script not in map(str, config.extra_javascript):
        config.extra_javascript.append(script)


def speak(config: MkDocsConfig, language: str) -> str | None:
    """Have Material print its own words in a language; returns the one that it had before.

    `None` if that does not change anything.
    """
    before = config.theme.get("language")
    found = _best(tuple(config.theme.dirs), language) if before else None
    if found is None or found == before:
        return None
    config.theme["language"] = found
    return str(before)


@lru_cache(maxsize=64)
def _best(folders: tuple[str, ...], language: str) -> str | None:
    """The best match for a language among those of a theme."""
    paths = (path for each in folders for path in Path(each).glob("partials/languages/*.html"))
    return best_match(language, [path.stem.replace("_", "-") for path in paths])


def has_own_template(config: MkDocsConfig, name: str) -> bool:
    """Whether the author wrote a template in place of the theme's."""
    folder = config.theme.custom_dir
    return bool(folder) and Path(str(folder), name).is_file()


def _names(config: MkDocsConfig, pattern: str) -> list[str]:
    """The language tags of the theme's files that match `pattern`."""
    folders = [Path(folder) for folder in config.theme.dirs]
    return [path.stem.replace("_", "-") for folder in folders for path in folder.glob(pattern)]


def has_template(env: Environment, name: object) -> bool:
    """Whether the theme, or the author's own folder of templates, has a file of that name.

    `Environment.list_templates` would look through thousands of icons.
    """
    if not isinstance(name, str) or env.loader is None:
        return False
    try:
        env.loader.get_source(env, name)
    except TemplateNotFound:
        return False
    return True


def card_environments(config: MkDocsConfig) -> list[Environment]:
    """The environments in which Material's social plugin writes metadata into the head of pages."""
    found = (getattr(plugin, "card_env", None) for plugin in config.plugins.values())
    return [env for env in found if isinstance(env, Environment)]


def switches_languages(config: MkDocsConfig) -> bool:
    """Whether the theme has a language switcher, as Material has."""
    folders = [Path(folder) for folder in config.theme.dirs]
    return any((folder / "partials" / "alternate.html").is_file() for folder in folders)


def shows_tags(config: MkDocsConfig) -> bool:
    """Whether the theme shows the tags of a page, which Material does with its tags plugin.

    That plugin may be told to show none; then the author wants none.
    """
    folders = [Path(folder) for folder in config.theme.dirs]
    return has_tags_plugin(config) and any(
        (folder / "partials" / "tags.html").is_file() for folder in folders
    )


def has_tabs(config: MkDocsConfig) -> bool:
    """Whether Material shows the first level of the navigation as tabs."""
    return "navigation.tabs" in (config.theme.get("features") or [])
