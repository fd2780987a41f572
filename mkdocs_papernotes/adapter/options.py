"""MkDocs' schema of the plugin's options, made from the table of options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_papernotes.options.option import Option, read_options
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.options.table import OPTIONS, settings_of, suggested_option
from mkdocs_papernotes.problems.bad_value import BadValueError
from mkdocs_papernotes.problems.problem import Problem


class _FromTable(BaseConfigOption[Any]):
    """An option of the table, as a MkDocs option."""

    def __init__(self, option: Option):
        super().__init__()
        self._option = option

    def run_validation(self, value: object) -> Any:
        """The checked value; raises `ValidationError`, and adds unknown names to the warnings."""
        found = read_options((self._option,), {self._option.name: value})
        if found.errors:
            raise ValidationError("; ".join(self._told(*error) for error in found.errors))
        self.warnings.extend(unknown_option(name) for name in found.unknown)
        return found.values[self._option.name]

    def _told(self, name: str, error: BadValueError) -> str:
        """The message of an error; MkDocs puts the name of the top-level option before it."""
        return str(error.problem(key=name.removeprefix(self._option.name).lstrip(".")))


def unknown_option(name: str) -> str:
    """The warning for an option that does not exist."""
    return str(Problem("unknown-option", values={"given": name, "near": suggested_option(name)}))


class _Options(Config):
    """Tells all errors at once, and warns of unknown options in the plugin's own words."""

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """The errors of all options, where MkDocs stops at the first one, and the warnings."""
        errors, warnings = super().validate()
        if errors:
            errors += self._errors_below(errors[-1][0])
        known = {option.name for option in OPTIONS}
        told = [(key, text if key in known else unknown_option(str(key))) for key, text in warnings]
        return errors, told

    def _errors_below(self, name: str) -> Iterator[tuple[str, Exception]]:
        """The errors of the options that come after `name` in the table."""
        names = [option.name for option in OPTIONS]
        for option in OPTIONS[names.index(name) + 1 :] if name in names else ():
            if error := _error(option, self.get(option.name)):
                yield option.name, error


def _error(option: Option, value: object) -> ValidationError | None:
    try:
        _FromTable(option).run_validation(value)
    except ValidationError as error:
        return error
    return None


if TYPE_CHECKING:

    class PapernotesConfig(_Options):
        """The options under `papernotes:`, with the names in `options.table`."""

else:
    PapernotesConfig = type(
        "PapernotesConfig", (_Options,), {option.name: _FromTable(option) for option in OPTIONS}
    )


def settings_from(config: PapernotesConfig) -> Settings:
    """Make the settings from options that MkDocs has validated."""
    return settings_of({option.name: config[option.name] for option in OPTIONS})
