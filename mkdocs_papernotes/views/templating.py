"""The partial templates. Values are escaped unless they are marked as safe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import escape

from mkdocs_papernotes.languages.labels import Labels
from mkdocs_papernotes.languages.tags import bcp47
from mkdocs_papernotes.views.title_end import kept_end

TEMPLATE_DIR = str(files("mkdocs_papernotes") / "templates")
"""The folder with `papernotes/*.html` and the stylesheet and script in `assets/papernotes/`."""


class CompiledTemplates(BytecodeCache):
    """A cache of compiled templates, so that a theme is compiled once for all languages."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the compiled template if it was compiled before."""
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_ESCAPED = re.compile(r"""[&<>"']""")


def _escaped(value: object) -> str:
    """What a template prints of a value: most are texts without anything to escape."""
    return value if type(value) is str and not _ESCAPED.search(value) else escape(value)


class _Template(Template):
    """A template that prints its values by a quicker way than Jinja's, to the same effect."""

    @classmethod
    def from_code(cls, *args: Any, **given: Any) -> Template:
        """A template from compiled code."""
        template = super().from_code(*args, **given)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


class _Context(Context):
    """A context that calls labels without asking first whether they want a context."""

    def call(self, called: Any, /, *args: Any, **given: Any) -> Any:
        """Call what a template calls; Jinja adds the variables of loops and blocks."""
        if type(called) is Labels:
            given.pop("_loop_vars", None)
            given.pop("_block_vars", None)
            return called(*args, **given)
        return super().call(called, *args, **given)


class _Environment(Environment):
    template_class = _Template
    context_class = _Context


class Templates:
    """The partials in `papernotes/`. Templates of the same name in `dirs` override them."""

    def __init__(self, dirs: Sequence[str] = ()):
        self._own = [folder for folder in dirs if Path(folder) != Path(TEMPLATE_DIR)]
        self._environment = _Environment(
            loader=FileSystemLoader([*dirs, TEMPLATE_DIR]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            optimized=False,  # takes longer than it saves
        )

        self._known: dict[str, bool] = {}
        self._environment.filters["tag"] = bcp47
        self._environment.filters["kept_end"] = kept_end

    def has_own(self, name: str) -> bool:
        """Whether `papernotes/{name}.html` is overridden."""
        if name not in self._known:
            places = (Path(folder, "papernotes", f"{name}.html") for folder in self._own)
            self._known[name] = any(path.is_file() for path in places)
        return self._known[name]

    def render(self, name: str, **context: object) -> str:
        """Render `papernotes/{name}.html`."""
        return self._environment.get_template(f"papernotes/{name}.html").render(context)
