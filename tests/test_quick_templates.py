"""The words of Material's templates, found more quickly: they are the same."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from jinja2 import Environment
from mkdocs.theme import Theme

from mkdocs_papernotes.adapter.page_cache import PageCache
from mkdocs_papernotes.adapter.quick_templates import quicken
from mkdocs_papernotes.cache.store import Store

pytestmark = pytest.mark.pure

ENGLISH, *_ = Path(Theme("material").dirs[0]).glob("partials/languages/en.html")
KEYS = re.findall(r'^  "([^"]+)":', ENGLISH.read_text("utf-8"), re.MULTILINE)
PAGE = '{% import "partials/language.html" as lang with context %}{{ lang.t(key) }}'


def environment(folder: Path | None = None) -> Environment:
    return Theme("material", custom_dir=str(folder) if folder else None).get_env()


def words(env: Environment, language: str, name: str = "") -> list[str]:
    theme: Any = SimpleNamespace(language=language)
    config = SimpleNamespace(theme=theme, site_name=name)
    template = env.from_string(PAGE)
    return [template.render(key=key, config=config) for key in (*KEYS, "no such key", *KEYS)]


def test_the_words_of_each_language_are_the_same() -> None:
    plain, quick = environment(), environment()
    quicken(quick)
    for language in ("en", "zh", "zh-TW", "fr", "en"):
        assert words(quick, language) == words(plain, language)


def test_the_mapping_is_made_once() -> None:
    env = environment()
    quicken(env)
    template: Any = env.get_template("partials/language.html")
    context = {"config": SimpleNamespace(theme=SimpleNamespace(language="zh"))}
    assert template.make_module(context, True, {}) is template.make_module(context, True, {})


def test_the_mapping_is_made_once_where_pages_come_from_the_cache() -> None:
    theme = Theme("material", language="zh")
    env, unused = theme.get_env(), cast(Any, None)
    PageCache(Store(None), unused, unused, unused).install(env)
    quicken(env)
    template: Any = env.get_template("partials/language.html", "base.html")
    context = {"config": SimpleNamespace(theme=theme)}
    found = template.make_module(context, True, {})
    assert template.make_module(context, True, {}) is found
    assert found.t("search") == "查找"


def test_a_template_that_others_ask_for_is_looked_for_once() -> None:
    env: Any = environment()
    load, asked = env.get_template, []

    def get_template(name: str, *parent: str) -> Any:
        asked.append(name)
        return load(name, *parent)

    env.get_template = get_template
    quicken(env)
    page = env.from_string('{% import "partials/nav-item.html" as item %}{{ item.render.name }}')
    assert [page.render(), page.render()] == ["render", "render"]
    assert asked == ["partials/nav-item.html"]


def test_an_authors_words_may_depend_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "partials/languages/zh.html"
    path.parent.mkdir(parents=True)
    path.write_text("{% macro t(key) %}{{ caller_name() }}{{ key }}{% endmacro %}", "utf-8")
    env, names = environment(tmp_path), iter("abcdefgh" * 100)
    env.globals["caller_name"] = lambda: next(names)
    quicken(env)
    first, second = words(env, "zh")[:2]
    assert (first, second) == (f"a{KEYS[0]}", f"b{KEYS[1]}")
    assert words(env, "zh")[0] != first


def test_an_authors_template_in_place_of_materials_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "partials/language.html"
    path.parent.mkdir(parents=True)
    path.write_text("{% macro t(key) %}{{ config.site_name }}{% endmacro %}", "utf-8")
    env = environment(tmp_path)
    quicken(env)
    assert set(words(env, "zh", "One")) == {"One"}
    assert set(words(env, "zh", "Two")) == {"Two"}


def test_another_theme_is_left_alone() -> None:
    env = Theme("mkdocs").get_env()
    quicken(env)
    assert env.get_template("main.html").name == "main.html"
