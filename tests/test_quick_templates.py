"""The words of Material's templates, found more quickly: they are the same."""

from __future__ import annotations

import re
from collections import OrderedDict, UserDict, defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from jinja2 import Environment, Undefined
from jinja2.runtime import Namespace  # type: ignore[attr-defined]
from markupsafe import Markup
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.toc import AnchorLink
from mkdocs.theme import Theme

from mkdocs_papernotes.adapter.page_cache import PageCache
from mkdocs_papernotes.adapter.printing import Printing
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


def test_words_in_loops_and_blocks_are_the_same() -> None:
    source = (
        '{% import "partials/language.html" as lang with context %}'
        '{% block b scoped %}{% for key in ["search", "no such key"] %}{{ loop.index }}'
        "{{ lang.t(key) }}{{ lang.t(key=key) }}{% endfor %}{% endblock %}"
    )
    config, found = SimpleNamespace(theme=SimpleNamespace(language="zh")), []
    for env in (environment(), environment()):
        if found:
            quicken(env)
        found.append(env.from_string(source).render(config=config))
    assert found[0] == found[1] == "1查找查找2no such keyno such key"


def test_an_icon_of_the_author_may_depend_on_the_page(tmp_path: Path) -> None:
    folder = tmp_path / ".icons/own"
    folder.mkdir(parents=True)
    (folder / "fixed.svg").write_text("<svg>{# a comment #}</svg>\n\n", "utf-8")
    (folder / "named.svg").write_text("<svg>{{ title }}</svg>", "utf-8")
    (folder / "counted.svg").write_text("<svg>{% if title == 'B' %}B{% endif %}</svg>", "utf-8")
    icons = ["own/fixed", "own/named", "own/counted", "material/menu"]
    source = '{% for icon in icons %}{% include ".icons/" ~ icon ~ ".svg" %}|{% endfor %}'
    plain, quick = environment(tmp_path), environment(tmp_path)
    quicken(quick)
    for title in ("A", "B", "A"):
        context = {"icons": icons, "title": title}
        html = quick.from_string(source).render(context)
        assert html == plain.from_string(source).render(context)
        assert f"<svg>{title}</svg>" in html


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


# Attributes and items


class _WithAttributes(UserDict[str, int]):
    """Some of everything in which names are looked up."""

    in_class = "class"

    def __init__(self) -> None:
        super().__init__(item=1, in_class=2, of_object=3, data=4)
        self.of_object = "object"

    @property
    def broken(self) -> str:
        raise AttributeError("on purpose")


class _WithMissing(UserDict[str, int]):
    def __missing__(self, key: str) -> int:
        return 7


class _WithGetattr:
    def __getattr__(self, name: str) -> str:
        if name == "unknown":
            raise AttributeError(name)
        return name


class _WithItems:
    __slots__ = ("slot",)

    def __getitem__(self, name: str) -> str:
        if name == "unknown":
            raise KeyError(name)
        return name


def _configuration() -> MkDocsConfig:
    config = MkDocsConfig()
    config["own"] = 5
    config.extra = LegacyConfig(schema=())
    config.extra["homepage"] = "home"
    return config


CONTAINERS = {
    "configuration": _configuration(), "extra": _configuration().extra,
    "theme": Theme("material", own=1), "none": None, "text": "text", "number": 1, "list": [1],
    "mapping": {"item": 1, "items": 2}, "default": defaultdict(int), "ordered": OrderedDict(item=1),
    "user-dict": _WithAttributes(), "missing": _WithMissing(), "getattr": _WithGetattr(),
    "items": _WithItems(), "object": SimpleNamespace(item=1), "class": list, "module": re,
    "namespace": Namespace(item=1), "undefined": Undefined(name="x"), "function": len,
    "markup": Markup("m"), "link": AnchorLink("t", "i", 1),
}  # fmt: skip
NAMES = (
    *("item", "items", "in_class", "of_object", "data", "broken", "slot", "unknown", "own", "url"),
    *("theme", "extra", "homepage", "nav", "plugins", "config_file_path", "language", "name", "0"),
    *("__class__", "__name__", "upper", "append", "children", "typeset", "compile", "get"),
)


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_templates_find_what_jinja_finds(container: object) -> None:
    env, plain = environment(), environment()
    Printing().install(env)
    for name in NAMES:
        found, expected = (_looked_up(each, container, name) for each in (env, plain))
        assert found == expected, name


def _looked_up(env: Environment, container: object, name: str) -> object:
    try:
        found = env.getattr(container, name)
    except Exception as error:
        return type(error), str(error)
    if isinstance(found, Undefined):
        return "undefined", found._undefined_message
    return found if not callable(found) else getattr(found, "__qualname__", repr(found))
