"""The line above fenced code: its language and settings as pymdownx.superfences reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_READ = re.compile(r"(?:\.?[\w#.+-]+)?(?:[ \t]+[A-Za-z]\w*=(?:\"[^\"\n]*\"|'[^'\n]*'))*")
"""A language and settings such as `linenums="1"`
(https://facelessuser.github.io/pymdown-extensions/extensions/superfences/)."""
_LANGUAGE = re.compile(r"[\w#.+-]+")
_BRACES = re.compile(r"\{(?P<inside>[^{}\n]*)\}")
_CLASS = re.compile(r"(?:^|(?<=\s))\.(?P<name>[\w#+-]+)(?=\s|$)")
_FIRST = re.compile(r"[\w#+-]+(?=[\s,]|$)")
_SETTING = re.compile(
    r"(?P<key>[A-Za-z][\w-]*)\s?[=:]\s?"
    r"(?P<value>[0-9][0-9,-]*(?=[\s}]|$)|\[[^\[\]\n]*\]|\"[^\"\n]*\"|'[^'\n]*'|[^\s,\[\]{}\"']+)"
)
_LINES = re.compile(r"[0-9]+(?:\s?-\s?[0-9]+)?(?:[,\s]+[0-9]+(?:\s?-\s?[0-9]+)?)*")
_NUMBERED = re.compile(r"(?P<language>[\w#.+-]+?)=(?P<first>[0-9]*)(?=\s|$)")
_WITH_FILE = re.compile(r"(?P<language>[A-Za-z][\w+#-]*):(?P<file>\S+)")
_GAPS = re.compile(r"[\s,]+")
_MARKED = ("hl_lines", "highlight", "mark", "emphasize-lines")
_FIRST_LINE = ("linenostart", "linenums", "startfrom", "first_line", "start", "startline")
_NUMBERS = ("linenos", "linenums", "line_number", "showlinenumbers", "line-numbers")
_WORDS_FOR_NUMBERS = {"linenos", "linenums", "showlinenumbers", "numberlines", "line-numbers"}
_OFF = {"false", "off", "no", "0", "none"}


def fence_info(info: str) -> str:
    """What stands behind the opening of a fence, so that it is read as one.

    Understood are the settings of Hexo (`js title url`, `mark:1,4-7`,
    https://hexo.io/docs/tag-plugins#Backtick-Code-Block), Hugo (`go {linenos=true,hl_lines=[2]}`),
    pandoc (`{.python}`), HackMD (`cpp=10`), and `js{1,3}` and `python:file.py`. The rest is the
    title of the code.
    """
    info = " ".join(info.split())
    if _READ.fullmatch(info):
        return info
    return _Info(info).written()


class _Info:
    def __init__(self, info: str):
        self.language = self.numbers = self.marked = ""
        self.titles: list[str] = []
        self.others: dict[str, str] = {}
        self._read_words(_BRACES.sub(self._read_braces, info, count=1).strip())

    def written(self) -> str:
        """The language and the settings."""
        settings = {"linenums": self.numbers, "hl_lines": self.marked}
        settings["title"] = " ".join(filter(None, self.titles))
        settings |= self.others
        language = self.language or "text"
        return " ".join((language, *(f"{k}={_quoted(v)}" for k, v in settings.items() if v)))

    def _read_braces(self, braces: re.Match[str]) -> str:
        inside = braces["inside"].strip()
        if _LINES.fullmatch(inside):
            self.marked = _ranges(inside)
            return " "
        if name := _CLASS.search(inside):
            self.language = name["name"]
        elif not braces.string[: braces.start()].strip() and (first := _FIRST.match(inside)):
            self.language, inside = first[0], inside[first.end() :]
        rest = _SETTING.sub(self._read_setting, _CLASS.sub(self._read_class, inside))
        self.titles += (word for word in _GAPS.split(rest) if word)
        return " "

    def _read_class(self, match: re.Match[str]) -> str:
        self._is_about_numbers(match["name"])
        return " "

    def _is_about_numbers(self, word: str) -> bool:
        if word.lower() not in _WORDS_FOR_NUMBERS:
            return False
        self.numbers = self.numbers or "1"
        return True

    def _read_setting(self, match: re.Match[str]) -> str:
        key, value = match["key"].lower(), match["value"].strip("\"'[]").strip()
        is_off = value.lower() in _OFF
        if key in _FIRST_LINE and value.isascii() and value.isdigit():
            self.numbers = value
        elif key in _NUMBERS:
            self.numbers = "" if is_off else self.numbers or "1"
        elif key in _MARKED and _LINES.fullmatch(_unquoted(value)):
            self.marked = _ranges(_unquoted(value))
        elif key in ("title", "filename", "file", "name", "caption"):
            self.titles.append(value)
        elif key in ("lang", "language"):
            self.language = self.language or value
        else:
            return match[0]
        return " "

    def _read_words(self, text: str) -> None:
        if not self.language:
            text = self._read_language(text)
        rest = _SETTING.sub(self._read_setting, text) if "://" not in text else text
        words = rest.split()
        self.titles += (word for word in words if not self._is_about_numbers(word))

    def _read_language(self, text: str) -> str:
        """Take the language off the beginning; what is behind it."""
        if match := _NUMBERED.match(text):
            self.language, self.numbers = match["language"], match["first"] or "1"
        elif match := _WITH_FILE.match(text):
            self.language = match["language"]
            self.titles.append(match["file"])
        else:
            word = text.split(" ", 1)[0].removesuffix(",")
            if not _LANGUAGE.fullmatch(word.removeprefix(".")):
                return text
            self.language = word.removeprefix(".")
            return text[len(text.split(" ", 1)[0]) :]
        return text[match.end() :]


def _ranges(lines: str) -> str:
    """`1,3 - 4` as `1 3-4`."""
    joined = re.sub(r"\s?-\s?", "-", lines)
    return " ".join(_parts(joined))


def _parts(lines: str) -> Iterator[str]:
    yield from (part for part in _GAPS.split(lines) if part)


def _unquoted(value: str) -> str:
    return value.replace('"', "").replace("'", "")


def _quoted(value: str) -> str:
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else f'"{value.replace(chr(34), "”")}"'
