"""Jupyter notebooks, read as Markdown: their front matter, and the text between their code."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from mkdocs_papernotes.front_matter.parsing import FrontMatter, read_front_matter

_OF_TOOLS = {
    "accelerator", "celltoolbar", "colab", "jupytext", "kernelspec", "language_info",
    "orig_nbformat", "toc", "vscode", "widgets",
}  # fmt: skip
"""Metadata of notebooks in which programs keep their own data."""

_ATTACHED = re.compile(r"!\[[^\[\]]*\]\(attachment:[^()]*\)")
"""An image that is a part of its cell, and has no address."""


def is_notebook(source: str) -> bool:
    """Whether a file is a Jupyter notebook, by its name."""
    return source.endswith(".ipynb")


def read_notebook(text: str, source: str) -> FrontMatter:
    """The front matter and the text of a notebook; nothing of a file that is none.

    Front matter is in the first cell, as in a Markdown file, or in the notebook's metadata, as
    nbformat has `title` and `authors`; the cell counts where a key is in both. Line numbers are 0,
    because nobody sees the lines of the file.
    """
    notebook = _parsed(text)
    first = read_front_matter(_valid("\n\n".join(_texts(notebook))), source)
    second = read_front_matter(_valid(_block(notebook.get("metadata"))), source)
    names = {*first.lines, *second.lines}
    return FrontMatter(
        values=second.values | first.values,
        lines=dict.fromkeys(names, 0),
        raw=second.raw | first.raw,
        body=first.body,
        mentions=tuple(
            dataclasses.replace(mention, line=0) for mention in (*first.mentions, *second.mentions)
        ),
        problems=tuple(
            dataclasses.replace(problem, line=0) for problem in (*first.problems, *second.problems)
        ),
    )


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _valid(text: str) -> str:
    """The text without halves of characters, which JSON may spell and UTF-8 cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _block(metadata: object) -> str:
    """The metadata as a block of front matter; empty if there are only those of tools."""
    lines = []
    for name, value in metadata.items() if isinstance(metadata, dict) else ():
        if name not in _OF_TOOLS:
            try:
                lines.append(yaml.safe_dump({name: value}, allow_unicode=True))
            except RecursionError:
                continue
    return "".join(["---\n", *lines, "---\n"]) if lines else ""


def _texts(notebook: Mapping[str, Any]) -> Iterator[str]:
    """The texts of the Markdown cells, and of a first cell that is front matter."""
    cells = notebook.get("cells")
    for number, cell in enumerate(cells if isinstance(cells, list) else ()):
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", "")
        text = "".join(map(str, source)) if isinstance(source, list) else str(source)
        opens = number == 0 and cell.get("cell_type") == "raw" and text.startswith("---")
        if opens or cell.get("cell_type") == "markdown":
            yield _ATTACHED.sub("", text)
