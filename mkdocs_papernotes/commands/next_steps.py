"""What to do once a site is there."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path


def next_steps(folder: Path, *, has_chinese: bool) -> Iterator[str]:
    """The commands that show the site in a folder, below a heading."""
    yield "Next:"
    if folder.resolve() != Path.cwd():
        yield f"  cd {shlex.quote(str(folder))}"
    if shutil.which("mkdocs") is None or (has_chinese and find_spec("jieba") is None):
        yield "  pip install -r requirements.txt"
    yield "  mkdocs serve"
