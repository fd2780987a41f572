"""The settings of a Hugo site that its pages depend on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from mkdocs_papernotes.importers.hugo.addresses import Rule, Style, glob, section_rule
from mkdocs_papernotes.importers.hugo.configuration import (
    Configuration,
    Values,
    mapping_of,
    merged,
    text_of,
    texts_of,
)
from mkdocs_papernotes.importers.hugo.names import Spelling, cleaned
from mkdocs_papernotes.importers.languages import language_tag

_KINDS = ("page", "home", "section", "taxonomy", "term")
_NEW_SITE = "en-us"
"""The `languageCode` that `hugo new site` writes, whatever language the author writes in."""
_OWN_KEYS = {"weight", "disabled", "languagename", "label", "languagedirection", "direction"}
_TAXONOMIES = {"tag": "tags", "category": "categories"}


@dataclass(frozen=True)
class Language:
    """A language of the site, with the configuration that holds for it."""

    key: str
    """As file names and addresses have it, in lower case."""
    tag: str
    """Ours, such as `zh`; empty if the site does not say it reliably."""
    configuration: Configuration
    folder: str = ""
    """`contentDir`, if it has one of its own."""
    prefix: str = ""
    """The folder of its addresses; empty for the default language as a rule."""


@dataclass(frozen=True)
class Mount:
    """A folder whose files are contents or published as they are."""

    source: str
    target: str = ""
    """Below which path of the contents, or of the site, they appear."""
    language: str = ""
    """The key of the language of all of them; may be empty."""


@dataclass(frozen=True)
class Settings:
    """What the configuration of a site says."""

    configuration: Configuration
    languages: tuple[Language, ...]
    """The default first; at least one."""
    contents: tuple[Mount, ...]
    statics: tuple[Mount, ...]
    assets: tuple[Mount, ...]
    style: Style
    taxonomies: Mapping[str, str] = field(default_factory=dict)
    """The plural of each taxonomy, which is its key in front matter and its folder, by itself."""
    ignored: tuple[str, ...] = ()
    """Languages that are switched off."""

    @property
    def default(self) -> Language:
        """The language of what names none."""
        return self.languages[0]

    def language(self, key: str) -> Language:
        """A language by its key, or the default."""
        return next((each for each in self.languages if each.key == key), self.default)

    @property
    def url(self) -> str:
        """The address of the root with a slash at its end; empty if it is none."""
        address = self.configuration.text("baseurl")
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            return ""
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def settings_of(configuration: Configuration) -> Settings:
    """The settings that follow from a configuration."""
    languages = _languages(configuration)
    disabled = texts_of(configuration.get("disablelanguages"))
    disabled += [
        key
        for key, values in configuration.mapping("languages").items()
        if mapping_of(values).get("disabled") is True
    ]
    return Settings(
        configuration,
        languages,
        _contents(configuration, languages),
        _mounts(configuration, "static") or _folders(configuration, "staticdir", "static"),
        _mounts(configuration, "assets") or _folders(configuration, "assetdir", "assets"),
        _style(configuration),
        _taxonomies(configuration),
        tuple(key.lower() for key in disabled),
    )


def _languages(configuration: Configuration) -> tuple[Language, ...]:
    given = configuration.mapping("languages")
    default = configuration.text("defaultcontentlanguage").lower()
    disabled = {key.lower() for key in texts_of(configuration.get("disablelanguages"))}
    used = {
        key: mapping_of(values)
        for key, values in given.items()
        if key not in disabled and mapping_of(values).get("disabled") is not True
    }
    if not used:
        return (Language(default or "en", _tag_of_all(configuration, default), configuration),)
    by_weight = sorted(used, key=lambda key: (_weight(used[key]) or 10**6, key))
    first = default if default in used else "en" if "en" in used and not default else by_weight[0]
    order = [first, *(key for key in by_weight if key != first)]
    in_folder = configuration.flag("defaultcontentlanguageinsubdir")
    return tuple(
        Language(
            key,
            _tag(key, used[key]),
            _of_language(configuration, used[key]),
            cleaned(text_of(used[key].get("contentdir"))),
            "" if "baseurl" in used[key] or (key == first and not in_folder) else key,
        )
        for key in order
    )


def _weight(values: Values) -> int:
    found = values.get("weight")
    return found if isinstance(found, int) else 0


def _tag(key: str, values: Values) -> str:
    code = text_of(values.get("locale")) or text_of(values.get("languagecode"))
    name = text_of(values.get("label")) or text_of(values.get("languagename"))
    return language_tag(key) or language_tag(code) or language_tag(name)


def _tag_of_all(configuration: Configuration, default: str) -> str:
    """The language of a site with one; empty if it may have been left as it came."""
    code = configuration.text("locale") or configuration.text("languagecode")
    if code and code.lower() != _NEW_SITE:
        return language_tag(code) or language_tag(default)
    return language_tag(default) if default else ""


def _of_language(configuration: Configuration, values: Values) -> Configuration:
    """The configuration with what a language has of its own; its menus replace the others."""
    own = {key: value for key, value in values.items() if key not in _OWN_KEYS}
    base = dict(configuration.values)
    if "menus" in own:
        base.pop("menus", None)
    return Configuration(merged(base, own), configuration.files)


def _contents(configuration: Configuration, languages: tuple[Language, ...]) -> tuple[Mount, ...]:
    """Where contents are: mounts, else the folders of languages and `contentDir`."""
    found = _mounts(configuration, "content")
    if found:
        return found
    own = [Mount(each.folder, "", each.key) for each in languages if each.folder]
    common = cleaned(configuration.text("contentdir")) or "content"
    if own and all(each.folder for each in languages):
        return tuple(own)
    return (*own, Mount(common))


def _mounts(configuration: Configuration, component: str) -> tuple[Mount, ...]:
    """The entries of `module.mounts` for contents or static files, without those of modules."""
    mounts = configuration.get("module", "mounts", default=[])
    found = []
    for mount in mounts if isinstance(mounts, list) else ():
        source = cleaned(text_of(mapping_of(mount).get("source")))
        target = cleaned(text_of(mapping_of(mount).get("target")))
        top, _, below = target.partition("/")
        if source and top == component and not source.startswith("node_modules"):
            found.append(Mount(source, below, _mounted_language(mapping_of(mount))))
    return tuple(found)


def _mounted_language(mount: Values) -> str:
    """The language of a mount: `lang`, or the only one of `sites.matrix.languages`."""
    matrix = mapping_of(mapping_of(mount.get("sites")).get("matrix")).get("languages")
    named = texts_of(mount.get("lang")) or texts_of(matrix)
    return named[0].lower() if len(named) == 1 and "*" not in named[0] else ""


def _folders(configuration: Configuration, key: str, default: str) -> tuple[Mount, ...]:
    """The folders that a setting such as `staticDir` names, also for one language."""
    names = [cleaned(each) for each in texts_of(configuration.get(key))] or [default]
    for values in configuration.mapping("languages").values():
        names += [cleaned(each) for each in texts_of(mapping_of(values).get(key))]
    return tuple(Mount(each) for each in dict.fromkeys(names) if each)


def _style(configuration: Configuration) -> Style:
    spelling = Spelling(
        lower=not configuration.flag("disablepathtolower"),
        accents=not configuration.flag("removepathaccents"),
    )
    given = configuration.get("uglyurls", default=False)
    ugly: bool | frozenset[str] = given is True
    if isinstance(given, Mapping):
        ugly = frozenset(key for key, value in given.items() if value is True)
    paginate = configuration.text("pagination", "path") or configuration.text("paginatepath")
    rules = tuple(_rules(configuration.get("permalinks")))
    return Style(spelling, rules, ugly, cleaned(paginate) or "page")


def _rules(given: Any) -> Iterator[Rule]:
    """The patterns of `permalinks` in each of its shapes (`DecodePermalinksConfig`)."""
    if isinstance(given, list):
        for entry in map(mapping_of, given):
            target = mapping_of(entry.get("target"))
            path, pattern = text_of(target.get("path")), text_of(entry.get("pattern"))
            if pattern:
                kind = text_of(target.get("kind")).lower()
                yield Rule(kind, glob(path) if path else _all, pattern)
        return
    for key, value in mapping_of(given).items():
        if isinstance(value, str):
            yield Rule("page", section_rule(key), value)
            yield Rule("term", section_rule(key), value)
        elif key in _KINDS:
            for section, pattern in mapping_of(value).items():
                if isinstance(pattern, str):
                    yield Rule(key, section_rule(section), pattern)


def _all(path: str) -> bool:
    """Every page has a path."""
    return path.startswith("/")


def _taxonomies(configuration: Configuration) -> Mapping[str, str]:
    given = configuration.get("taxonomies")
    disabled = {kind.lower() for kind in texts_of(configuration.get("disablekinds"))}
    if "taxonomy" in disabled and "term" in disabled:
        return {}
    named = mapping_of(given) if isinstance(given, Mapping) else _TAXONOMIES
    plurals = (text_of(plural) for plural in named.values())
    return {plural.lower(): plural for plural in plurals if plural}
