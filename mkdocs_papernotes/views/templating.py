"""The partial templates, rendered with everything escaped unless it is marked safe."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from mkdocs_papernotes.languages.tags import bcp47

TEMPLATE_DIR = str(files("mkdocs_papernotes") / "templates")
"""Holds `papernotes/*.html` and, for the site, `assets/papernotes/`."""


class CompiledTemplates(BytecodeCache):
    """Compiled templates by source, so that a theme is compiled once and not once a language."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` if the template was compiled before."""
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class Templates:
    """The partials of `papernotes/`, each overridable from a folder named earlier in `dirs`."""

    def __init__(self, dirs: Sequence[str] = ()):
        self._environment = Environment(
            loader=FileSystemLoader([*dirs, TEMPLATE_DIR]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

        self._environment.filters["tag"] = bcp47

    def render(self, name: str, **context: object) -> str:
        """Render `papernotes/{name}.html`."""
        return self._environment.get_template(f"papernotes/{name}.html").render(context)
