"""MkDocs' schema of the plugin's options, made from the table of options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_papernotes.options.option import Option, OptionError
from mkdocs_papernotes.options.settings import Settings
from mkdocs_papernotes.options.table import OPTIONS, settings_of


class _FromTable(BaseConfigOption[Any]):
    """An option of the table as MkDocs knows options."""

    def __init__(self, option: Option):
        super().__init__()
        self._option = option

    def run_validation(self, value: object) -> Any:
        try:
            found = self._option.read(value)
        except OptionError as error:
            raise ValidationError(str(error)) from None
        self.warnings.extend(
            f"Unrecognised configuration name: {name}" for name in self._option.unknown(value)
        )
        return found


if TYPE_CHECKING:

    class PapernotesConfig(Config):
        """The options under `papernotes:`, each as `options.table` has it."""

else:
    PapernotesConfig = type(
        "PapernotesConfig", (Config,), {option.name: _FromTable(option) for option in OPTIONS}
    )


def settings_from(config: PapernotesConfig) -> Settings:
    """The settings that validated options come to."""
    return settings_of({option.name: config[option.name] for option in OPTIONS})
