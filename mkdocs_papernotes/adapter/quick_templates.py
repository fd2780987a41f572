"""Material's templates, without what they do again and again for each page with the same result.

A page asks for some forty words of the theme, and each time a macro makes the mapping of all words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, TemplateError, nodes
from jinja2.runtime import Context

from mkdocs_papernotes.adapter.kept_parts import ICONS, KeptParts, StandIn

_WORDS = "partials/language.html"
_LANGUAGE = "partials/languages/{}.html"
_CHOICE = "{% macro t(key) %}{{ lang.t(key) or fallback.t(key) or key }}{% endmacro %}"
_IMPORTS = (
    '{% import "partials/languages/" ~ config.theme.language ~ ".html" as lang %}',
    '{% import "partials/languages/en.html" as fallback %}',
)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_MAPPING = re.compile(r"\{% macro t\(key\) %\}\{\{ \{[\s:,]*\}\[key\] \}\}\{% endmacro %\}")
"""What is left of the words of a language without the texts themselves."""


def quicken(env: Environment, are_pages_known: Callable[[], bool] = lambda: False) -> None:
    """Have templates look up the theme's words in a mapping that is made once for a build.

    The templates of `env` must not change any more. Nothing is done for another theme, nor if an
    author's template of the same name does more than Material's. `are_pages_known` is whether
    nothing unknown takes part when templates run: then the menu is made once, too.
    """
    patched: Any = env
    env.optimized = False  # takes longer than it saves
    make_globals = env.make_globals
    # a `ChainMap`, which is read from beginning to end for each part of a page, would take longer
    patched.make_globals = lambda given: {**make_globals(given)}
    if env.context_class is Context:
        patched.context_class = _Context
    patched.get_template = _Parts(env, KeptParts(env, are_pages_known)).get
    if env.autoescape is False and _without_comments(env, _WORDS).split("\n") == [
        *_IMPORTS,
        _CHOICE,
    ]:
        # `env.get_template` may give a stand-in for it, which other templates do not get
        template: Any = type(env).get_template(env, _WORDS)
        template.make_module = _Words(env, template.make_module).module


def _without_comments(env: Environment, name: str) -> str:
    """The source of a template without comments; empty if there is none."""
    try:
        source = env.loader.get_source(env, name)[0] if env.loader else ""
    except TemplateError:
        return ""
    return _COMMENT.sub("", source).strip()


def _is_text(env: Environment, name: str) -> bool:
    """Whether a template has no expressions and statements."""
    parts = env.parse(_without_comments(env, name)).body
    return all(
        isinstance(node, nodes.TemplateData) for part in parts for node in part.iter_child_nodes()
    )


def _is_mapping(env: Environment, language: str) -> bool:
    """Whether the words of a language are a mapping and nothing else."""
    source = _without_comments(env, _LANGUAGE.format(language))
    return bool(_MAPPING.fullmatch(_TEXT.sub("", source)))


class _Parts:
    """The templates that others extend, include or import: about fifty for each page.

    Jinja keeps them as well, but takes ten times as long to find one.
    """

    def __init__(self, env: Environment, kept: KeptParts):
        self._env, self._load, self._kept = env, env.get_template, kept
        self._known: dict[tuple[str, object], Any] = {}

    def get(self, name: Any, *parent: Any, **given: Any) -> Any:
        """A template; it is kept if another one asks for it, which gives its own name as well.

        Where the name is made of several parts, as those of icons are, Jinja also says that there
        are no more variables.
        """
        is_plain = len(parent) == 1 or (len(parent) == 2 and parent[1] is None)
        if not is_plain or given or not isinstance(name, str):
            return self._load(name, *parent, **given)
        key = name, parent[0]
        if key not in self._known:
            self._known[key] = self._wrapped(name, self._load(name, *parent))
        return self._known[key]

    def _wrapped(self, name: str, template: Any) -> Any:
        if name.startswith(ICONS) and _is_text(self._env, name):
            return _Text(template)
        return self._kept.wrapped(name, template)


class _Text(StandIn):
    """Stands in for a template that is plain text, so that no context is made for it."""

    def __init__(self, template: Any):
        super().__init__(template)
        self._text = template.render()

    def new_context(self, *given: object) -> None:
        """The context in which Jinja renders it: none."""

    def root_render_func(self, context: object) -> Iterator[str]:
        """The text, as Jinja asks for it."""
        yield self._text


class _Words:
    """The theme's words by language."""

    def __init__(self, env: Environment, make_module: Any):
        self._env, self._make_module = env, make_module
        self._modules: dict[str, Any] = {}

    def module(self, context: Mapping[str, Any], *args: Any) -> Any:
        """The module of Material's template for the language of the theme."""
        language = str(self._env.getattr(context["config"].theme, "language"))
        if language not in self._modules:
            module = self._make_module(context, *args)
            if not all(_is_mapping(self._env, name) for name in (language, "en")):
                return module
            module.t = _Kept(module.t)
            self._modules[language] = module
        return self._modules[language]


class _Context(Context):
    """A context that calls the theme's words without asking first whether they want a context."""

    def call(self, called: Any, /, *args: Any, **given: Any) -> Any:
        """Call what a template calls; Jinja gives names of its own with underscores, too."""
        if type(called) is _Kept and all(name.startswith("_") for name in given):
            return called(*args)
        return super().call(called, *args, **given)


class _Kept(dict[str, str]):
    """The results of a macro by its argument."""

    def __init__(self, macro: Any):
        super().__init__()
        self._macro = macro

    def __call__(self, key: str) -> str:
        return self[key]

    def __missing__(self, key: str) -> str:
        self[key] = self._macro(key)
        return self[key]
