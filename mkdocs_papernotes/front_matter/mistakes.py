"""Mistakes in YAML: the message for each error that the parser raises."""

from __future__ import annotations

import re

import yaml

from mkdocs_papernotes.front_matter.bounds import BoundError
from mkdocs_papernotes.front_matter.mapping import NoKeysError

_CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"!!\w")
_TAB = re.compile(r"[ -]*\t")
_NO_SPACE = re.compile(r"[ ]*(?P<key>[\w-]{1,40}):(?=[^\s/:])")
_INDICATORS = frozenset("@`%*!&|>")
"""Characters with a meaning in YAML, with which a value does not begin without quotes."""
_CLOSED_BY = {"'": "'", '"': '"', "[": "]", "{": "}"}


def explain(
    error: Exception, yaml_lines: list[str], offset: int
) -> tuple[int, str, dict[str, object]]:
    """The line of an error, the name of its message, and the values of the placeholders."""
    if isinstance(error, yaml.MarkedYAMLError):
        index, name, values = _marked(error, yaml_lines)
        return index + offset + 1, name, values
    if isinstance(error, yaml.reader.ReaderError):
        return _first_line(yaml_lines, _CONTROL) + offset + 1, "yaml-control-character", {}
    if isinstance(error, BoundError):
        return error.line + offset + 1, error.name, {"most": error.most}
    return _first_line(yaml_lines, _TAG) + offset + 1, "yaml-tag", {}


def _first_line(yaml_lines: list[str], pattern: re.Pattern[str]) -> int:
    """The index of the first line with a match; 0 if there is none."""
    return next((n for n, line in enumerate(yaml_lines) if pattern.search(line)), 0)


def _marked(
    error: yaml.MarkedYAMLError, yaml_lines: list[str]
) -> tuple[int, str, dict[str, object]]:
    """The same for an error that PyYAML found at a place, with an index for the line."""
    reason, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("scanning" in context or "flow" in context):
        mark = error.context_mark  # where the text begins that cannot be read
    index = min(mark.line, len(yaml_lines) - 1) if mark else 0
    if isinstance(error, NoKeysError):
        return index, "yaml-no-keys", {}
    at = error.problem_mark.line if error.problem_mark else index
    for n in (index, at, at - 1, at + 1):
        if 0 <= n < len(yaml_lines) and _TAB.match(yaml_lines[n]):
            return n, "yaml-tab", {}
    for n, line in enumerate(yaml_lines):
        if "：" in line.split(":")[0] and not line.startswith((" ", "#")):
            return n, "yaml-full-width-colon", {}
    return index, *_cause(yaml_lines[index], context, reason or context)


def _cause(line: str, context: str, reason: str) -> tuple[str, dict[str, object]]:
    """The message for a mistake in a line that PyYAML names by its own steps of reading."""
    _, colon, after = line.partition(": ")
    value = (after if colon else line.strip().removeprefix("- ")).strip()
    if "quoted scalar" in context:
        return "yaml-quotation", {}
    if "flow" in context:
        return "yaml-brackets", {}
    if value[:1] in _INDICATORS:
        return "yaml-first-character", {"given": value[:1]}
    closing = _CLOSED_BY.get(value[:1])
    if closing and value[1:].partition(closing)[2].strip():
        return "yaml-text-after-value", {}
    if match := _NO_SPACE.match(line):
        return "yaml-no-space", {"key": match["key"]}
    if "expected ':'" in reason:
        return "yaml-no-colon", {}
    if colon and ": " in f"{value} ":
        return "yaml-colon-in-value", {}
    return "yaml-syntax", {"reason": reason}
