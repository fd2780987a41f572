"""Every private or undocumented name that the adapter uses is in its table, and still there."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import pytest
from mkdocs.plugins import BasePlugin
from mkdocs_static_i18n.plugin import I18n

from mkdocs_papernotes.adapter import internals
from mkdocs_papernotes.adapter.internals import INTERNALS, Internal, digest_of

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

pytestmark = pytest.mark.pure

TABLE = Path(internals.__file__)
ADAPTER = {path.stem: path.read_text("utf-8") for path in TABLE.parent.glob("*.py")}
ADAPTER.pop(TABLE.stem)

DOCUMENTED = {
    # https://www.mkdocs.org/dev-guide/plugins/
    "mkdocs.config.base.Config",
    "mkdocs.config.config_options",
    "mkdocs.config.defaults.MkDocsConfig",
    "mkdocs.exceptions.PluginError",
    "mkdocs.plugins.BasePlugin",
    "mkdocs.plugins.CombinedEvent",
    "mkdocs.plugins.event_priority",
    "mkdocs.plugins.get_plugin_logger",
    # https://www.mkdocs.org/dev-guide/api/
    "mkdocs.livereload.LiveReloadServer",
    "mkdocs.structure.files.File",
    "mkdocs.structure.files.Files",
    "mkdocs.utils.templates.TemplateContext",
    # https://www.mkdocs.org/dev-guide/themes/
    "mkdocs.structure.nav.Navigation",
    "mkdocs.structure.nav.Section",
    "mkdocs.structure.pages.Page",
}
"""Names that the documentation of MkDocs gives to plugins; what they contain may be private."""


@cache
def lines() -> dict[str, int]:
    """The line of the table that begins each entry."""
    calls = [node for node in ast.walk(ast.parse(TABLE.read_text("utf-8"))) if is_entry(node)]
    return {ast.literal_eval(call.args[0]): call.lineno for call in calls}


def is_entry(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == Internal.__name__


def wrong(internal: Internal, message: str) -> str:
    """A message about an entry, with the line where it stands."""
    place = f"mkdocs_papernotes/adapter/{TABLE.name}:{lines()[internal.name]}"
    users = ", ".join(f"{name}.py" for name in internal.used_by)
    return f"{place}: {internal.name} {message}; {users} needs it: {internal.why}"


class AbsentError(Exception):
    """There is nothing of that name."""


def find(name: str) -> Any:
    """What a dotted name stands for; an attribute that only instances have is its class."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found: Any = import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            if hasattr(found, part):
                found = getattr(found, part)
            elif part not in attributes(found):
                raise AbsentError
        return found
    raise AbsentError


def attributes(found: Any) -> set[str]:
    """The names that a class declares, or sets on its instances."""
    if not isinstance(found, type):
        return set()
    named: set[str] = set()
    for cls in found.__mro__:
        named |= {*vars(cls), *inspect.get_annotations(cls)}
        named |= set(re.findall(r"\bself\.(\w+)(?:: [^=\n]+)? = ", class_source(cls)))
    return named


def class_source(cls: type) -> str:
    """The source of a class; empty where there is none, as for those made by `type()`."""
    try:
        return inspect.getsource(cls)
    except (OSError, TypeError):
        return ""


def resource(name: str) -> Traversable:
    """A file or folder of a package."""
    package, _, path = name.partition("/")
    found = files(package).joinpath(path)
    if not (found.is_file() or found.is_dir()):
        raise AbsentError
    return found


def check(internal: Internal, name: str) -> None:
    """Look one entry up under `name`."""
    try:
        found = resource(name) if "/" in name else find(name)
    except AbsentError:
        pytest.fail(wrong(internal, f"is gone (no {name})"), pytrace=False)
    if internal.parameters:
        parameters = tuple(inspect.signature(found).parameters)
        assert parameters == internal.parameters, wrong(internal, f"takes {parameters} now")
    for said in internal.contains:
        text = found.read_text("utf-8") if "/" in name else inspect.getsource(found)
        assert said in text, wrong(internal, f"does not say {said!r} any more")
    if internal.value is not None:
        assert found == internal.value, wrong(internal, f"is {found!r} now")
    if internal.source:
        module, inside = import_module(found.__module__), found.__qualname__
        assert digest_of(module, inside) == internal.source, wrong(internal, "has another source")


@pytest.mark.parametrize("internal", INTERNALS, ids=lambda internal: internal.name)
def test_what_nobody_promises_is_still_there(internal: Internal) -> None:
    check(internal, internal.name)


@pytest.mark.parametrize(
    "internal",
    [entry for entry in INTERNALS if entry.package == "mkdocs" and "/themes/" not in entry.name],
    ids=lambda internal: internal.name,
)
def test_properdocs_has_all_of_mkdocs_but_its_themes(internal: Internal) -> None:
    check(internal, f"proper{internal.name.removeprefix('mk')}")


def test_a_name_stands_in_the_table_once() -> None:
    names = [internal.name for internal in INTERNALS]

    assert sorted(set(names)) == sorted(names)
    assert names == list(lines())


@pytest.mark.parametrize("internal", INTERNALS, ids=lambda internal: internal.name)
def test_the_modules_of_the_table_are_there(internal: Internal) -> None:
    missing = [name for name in internal.used_by if name not in ADAPTER]

    assert internal.used_by, wrong(internal, "is used by nothing")
    assert not missing, wrong(internal, f"is used by {missing}, which are no modules")


@pytest.mark.parametrize(
    "internal",
    [
        entry
        for entry in INTERNALS
        if not (
            (entry.contains or entry.source or entry.value)
            or "/" in entry.name
            or entry.name.endswith("__")
        )
    ],
    ids=lambda internal: internal.name,
)
def test_what_is_in_the_table_is_used(internal: Internal) -> None:
    """By its name; entries that are about what something contains or does are not checked."""
    name = re.compile(rf"\b{re.escape(internal.name.rpartition('.')[2])}")
    idle = [module for module in internal.used_by if not name.search(ADAPTER[module])]

    assert not idle, wrong(internal, f"is not used by {idle} any more")


# What the adapter uses


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of what a module imports from others."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name


def used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of the attributes that a module uses, by `getattr` or a name in a list, too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def defined(tree: ast.Module) -> set[str]:
    """What a module names itself: functions, variables, and attributes of `self`."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
    return found


def listed(module: str) -> set[str]:
    """The last parts of the names that a module uses, as the table has it."""
    return {
        internal.name.rpartition(".")[2] for internal in INTERNALS if module in internal.used_by
    }


@pytest.mark.parametrize("module", sorted(ADAPTER))
def test_nothing_undocumented_is_imported_but_what_is_in_the_table(module: str) -> None:
    known = DOCUMENTED | {
        ".".join(parts[:count])
        for parts in (entry.name.split(".") for entry in INTERNALS if module in entry.used_by)
        for count in range(2, len(parts) + 1)
    }
    packages = {"mkdocs", "mkdocs_static_i18n", "material", "properdocs"}
    unknown = [
        f"{module}.py:{line} imports {name}"
        for line, name in imported(ast.parse(ADAPTER[module]))
        if name.partition(".")[0] in packages and name not in known
    ]

    assert not unknown, f"not in {TABLE.name}: " + ", ".join(unknown)


PRIVATE = re.compile(r"_[a-z]\w*")
OF_PYTHON = {"_exit"}
"""https://docs.python.org/3/library/os.html#os._exit"""


@pytest.mark.parametrize("module", sorted(ADAPTER))
def test_nothing_private_is_used_but_what_is_in_the_table(module: str) -> None:
    tree = ast.parse(ADAPTER[module])
    known = listed(module) | OF_PYTHON | (defined(tree) - foreign_attributes())
    unknown = [
        f"{module}.py:{line} uses {name}"
        for line, name in used(tree)
        if PRIVATE.fullmatch(name) and name not in known
    ]

    assert not unknown, f"not in {TABLE.name}: " + ", ".join(unknown)


@cache
def foreign_attributes() -> set[str]:
    """What MkDocs' own classes call their private attributes, which a subclass of ours may set."""
    names = ("structure.pages.Page", "structure.files.File", "config.base.BaseConfigOption")
    return set().union(*(attributes(find(f"mkdocs.{name}")) for name in names))


def test_nothing_of_static_i18n_is_used_but_what_is_in_the_table() -> None:
    """Its plugin documents options only: every attribute of its own is reached at our risk."""
    own = attributes(I18n) - attributes(BasePlugin)
    options = {"config"}
    unknown = [
        f"{module}.py:{line} uses {name}"
        for module, text in ADAPTER.items()
        for line, name in used(ast.parse(text))
        if module == "i18n" and name in own - options - listed(module)
    ]

    assert not unknown, f"not in {TABLE.name}: " + ", ".join(unknown)


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (Internal("mkdocs.structure.pages.Page._gone", "a test", ("pages",)), "is gone"),
        (Internal("mkdocs.gone", "a test", ("pages",)), "is gone"),
        (Internal("material/templates/gone.html", "a test", ("theme",)), "is gone"),
        (
            Internal("mkdocs.structure.toc.get_toc", "a test", ("pages",), parameters=("html",)),
            "takes ('toc_tokens',) now",
        ),
        (
            Internal("mkdocs.structure.toc.get_toc", "a test", ("pages",), contains=("lxml",)),
            "does not say 'lxml' any more",
        ),
        (Internal("mkdocs.plugins.EVENTS", "a test", ("pages",), value=5), "now"),
        (
            Internal("mkdocs.structure.toc.get_toc", "a test", ("pages",), source="0"),
            "has another source",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_change_is_told_with_its_line(
    entry: Internal, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(lines(), entry.name, 123)

    with pytest.raises((AssertionError, pytest.fail.Exception)) as failure:
        check(entry, entry.name)

    assert f"internals.py:123: {entry.name} " in str(failure.value)
    assert name in str(failure.value)
    assert "needs it: a test" in str(failure.value)
