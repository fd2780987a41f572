"""The plugin's options in `mkdocs.yml`, validated and frozen."""

from __future__ import annotations

from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mkdocs.config import config_options as c
from mkdocs.config.base import (
    BaseConfigOption,
    Config,
    ConfigErrors,
    ConfigWarnings,
    ValidationError,
)

from mkdocs_papernotes.languages.labels import flat_labels, wrong_label
from mkdocs_papernotes.languages.tags import looks_like_locale
from mkdocs_papernotes.metadata.families import FAMILIES
from mkdocs_papernotes.options.settings import (
    ExcerptSource,
    ListSettings,
    Settings,
    View,
    papers_table,
)

_EXCERPT_SOURCES = ("marker", "description", "auto")


class _Count(c.Type[int]):
    """A whole number from 1."""

    def __init__(self, default: int):
        super().__init__(int, default=default)

    def run_validation(self, value: object) -> int:
        number = super().run_validation(value)
        if isinstance(value, bool) or number < 1:
            raise ValidationError(f"expected a whole number from 1, got {value!r}")
        return number


class _Strings(c.OptionallyRequired[tuple[str, ...]]):
    """A string or a list of strings."""

    def run_validation(self, value: object) -> tuple[str, ...]:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, (list, tuple)) or not all(isinstance(i, str) for i in items):
            raise ValidationError(f"expected text or a list of texts, got {value!r}")
        return tuple(items)


class _Locales(_Strings):
    """A list of language tags."""

    def run_validation(self, value: object) -> tuple[str, ...]:
        tags = super().run_validation(value)
        for tag in tags:
            if not looks_like_locale(tag):
                raise ValidationError(f"{tag!r} is not a language such as en, zh or zh-TW")
        return tags


class _Timezone(c.Type[str]):
    """A name of the time zone database, such as `Asia/Shanghai`."""

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValidationError(
                f"{name!r} is no time zone; write it as Asia/Shanghai or Europe/Berlin"
            ) from None
        return name


class _ExcerptOrder(_Strings):
    """Where an excerpt is looked for, in order."""

    def run_validation(self, value: object) -> tuple[str, ...]:
        order = super().run_validation(value)
        for source in order:
            if source not in _EXCERPT_SOURCES:
                names = ", ".join(_EXCERPT_SOURCES)
                raise ValidationError(f"{source!r} is none of {names}")
        return order


class _Sentences(c.OptionallyRequired[dict[str, str]]):
    """One text for all languages, or one for each (`{en: …, zh: …}`)."""

    def run_validation(self, value: object) -> dict[str, str]:
        if isinstance(value, str):
            return {"": value}
        if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
            return {str(language): text for language, text in value.items()}
        raise ValidationError(f"expected text, or a text by language, got {value!r}")


class _Folder(c.Type[str]):
    """A folder below the site's root; empty for the root."""

    def run_validation(self, value: object) -> str:
        path = super().run_validation(value).strip("/")
        if any(part in {"", ".", ".."} for part in path.split("/")) and path:
            raise ValidationError(f"{value!r} does not name a folder below the site's root")
        return path


class _Labels(c.OptionallyRequired[dict[str, dict[str, Any]]]):
    """Words by language and key, keys dotted or nested."""

    def run_validation(self, value: object) -> dict[str, dict[str, Any]]:
        if not isinstance(value, dict):
            raise ValidationError(f"expected words by language, got {value!r}")
        found = {}
        for language, words in value.items():
            if not isinstance(language, str) or not looks_like_locale(language):
                raise ValidationError(f"{language!r} is not a language such as en, zh or zh-TW")
            if not isinstance(words, dict):
                raise ValidationError(f"expected words by key for {language}, got {words!r}")
            found[language] = flat_labels(words)
            for key, word in found[language].items():
                if wrong := wrong_label(key, word):
                    raise ValidationError(wrong)
        return found


class PapersConfig(Config):
    """`papers:`"""

    path = _Folder(str, default="papers")


class MetadataConfig(Config):
    """`metadata:`"""

    dublin_core = c.Type(bool, default=True)
    open_graph = c.Type(bool, default=True)
    coins = c.Type(bool, default=True)
    json_ld = c.Type(bool, default=True)


class _ListConfig(Config):
    """The options of one list."""

    per_page = _Count(12)
    languages = c.Choice(("all", "current", "paired"), default="all")


class ArchiveConfig(_ListConfig):
    """`archive:`"""

    path = _Folder(str, default="archive")
    list_note = _Sentences(default={})
    cheer = c.Type(bool, default=False)
    excerpt = _ExcerptOrder(default=("description", "marker", "auto"))


class StreamConfig(_ListConfig):
    """`stream:`"""

    path = _Folder(str, default="")
    excerpt = _ExcerptOrder(default=("marker", "description", "auto"))


class _Switch(BaseConfigOption[Any]):
    """A mapping of options; `true` for the defaults, `false` for nothing of it."""

    def __init__(self, config_class: type[Config]):
        super().__init__()
        self.default = True
        self._sub = c.SubConfig(config_class)

    def run_validation(self, value: object) -> Config | None:
        if value is False:
            return None
        if value is True or value is None:
            value = {}
        if not isinstance(value, dict):
            raise ValidationError(f"expected options or false, got {value!r}")
        self._sub.warnings.clear()
        config: Any = self._sub.run_validation(value)
        self.warnings.extend(self._sub.warnings)
        return config  # type: ignore[no-any-return]


class PapernotesConfig(Config):
    """`papernotes:`"""

    notes_dir = _Strings(default=("notes",))
    locales = _Locales(default=())
    timezone = _Timezone(str, default="UTC")
    excerpt_length = _Count(150)
    notes_in_nav = c.Type(bool, default=False)
    archive = _Switch(ArchiveConfig)
    stream = _Switch(StreamConfig)
    papers = _Switch(PapersConfig)
    authors_file = c.Type(str, default=".authors.yml")
    bibliography = _Strings(default=())
    max_authors = _Count(10)
    cite = c.Type(bool, default=True)
    metadata = _Switch(MetadataConfig)
    labels = _Labels(default={})

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        failed, warnings = super().validate()
        if not failed:
            names = [name for name in ("stream", "archive", "papers") if self[name]]
            for one, other in combinations(names, 2):
                if self[one].path == self[other].path:
                    message = f"{one} and {other} cannot both stand at {self[one].path!r}"
                    failed.append((other, ValidationError(message)))
        return failed, warnings


def settings_of(config: PapernotesConfig) -> Settings:
    """The validated options as frozen settings."""
    return Settings(
        notes_dir=tuple(path.strip("/").removeprefix("./") for path in config.notes_dir),
        locales=config.locales,
        timezone=ZoneInfo(config.timezone),
        excerpt_length=config.excerpt_length,
        notes_in_nav=config.notes_in_nav,
        archive=_list_settings("archive", config.archive),
        stream=_list_settings("stream", config.stream),
        papers=papers_table(config.papers.path) if config.papers else None,
        authors_file=config.authors_file,
        bibliography=config.bibliography,
        max_authors=config.max_authors,
        cite=config.cite,
        metadata=frozenset(name for name in FAMILIES if config.metadata and config.metadata[name]),
        labels=config.labels,
    )


def _list_settings(view: View, config: Any) -> ListSettings | None:
    if config is None:
        return None
    order: tuple[ExcerptSource, ...] = config.excerpt
    return ListSettings(
        view=view,
        path=config.path,
        per_page=config.per_page,
        languages=config.languages,
        excerpt=order,
        list_note=config.get("list_note", {}),
        cheer=config.get("cheer", False),
    )
