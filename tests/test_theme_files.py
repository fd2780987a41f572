"""The files of a theme that MkDocs copies, found more quickly: they are the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from mkdocs_papernotes.adapter.theme_files import quicken

pytestmark = pytest.mark.pure

ANSWERS = ("a.css", "a/b.css", ".a.css", "a/.b.css", ".a/b.css", "a/.b/c.css", "a/c.html", "d.py")


def site(name: str, folder: Path) -> MkDocsConfig:
    """A site whose theme has files in hidden folders, too."""
    for path in (folder / answer for answer in ANSWERS):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "site_dir": "/site"})
    config.theme = Theme(name, custom_dir=str(folder))
    return config


def files(config: MkDocsConfig) -> list[tuple[str, str]]:
    """The files that MkDocs finds in the theme."""
    found = Files([])
    found.add_files_from_theme(config.theme.get_env(), config)
    return [(file.src_uri, str(file.abs_src_path)) for file in found]


@pytest.mark.parametrize("name", ["material", "mkdocs", "readthedocs"])
def test_mkdocs_finds_the_same_files_in_the_same_order(name: str, tmp_path: Path) -> None:
    plain, quick = site(name, tmp_path), site(name, tmp_path)
    quicken(quick)
    found = files(plain)
    assert files(quick) == found
    assert {"a.css", "a/b.css"} < {source for source, _ in found}


def test_hidden_folders_are_not_read(tmp_path: Path) -> None:
    quick = site("mkdocs", tmp_path)
    quicken(quick)
    asked: list[str] = []
    env = quick.theme.get_env()

    class Files:
        def add_files_from_theme(self) -> list[str]:
            def filter(name: str) -> bool:  # noqa: A001 (as MkDocs names it)
                asked.append(name)
                return not name.startswith(".") and "/." not in name

            filter.__qualname__ = "Files.add_files_from_theme.<locals>.filter"
            return env.list_templates(filter_func=filter)

    found = Files().add_files_from_theme()
    assert "a/b.css" in found
    assert not {".a/b.css", "a/.b/c.css"} & set(asked)


def test_others_find_everything(tmp_path: Path) -> None:
    plain, quick = site("material", tmp_path), site("material", tmp_path)
    quicken(quick)
    ours, theirs = quick.theme.get_env(), plain.theme.get_env()
    assert ours.list_templates() == theirs.list_templates()
    assert ours.list_templates(["css"]) == theirs.list_templates(["css"])
    wanted = lambda name: name.endswith(".css")  # noqa: E731
    found = ours.list_templates(filter_func=wanted)
    assert found == theirs.list_templates(filter_func=wanted)
    assert ".a/b.css" in found


def test_plugins_get_templates_that_are_compiled_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = site("material", tmp_path)
    quicken(quick)
    name = "partials/languages/zh.html"
    first: Any = quick.theme.get_env().get_template(name).module
    with monkeypatch.context() as patch:
        patch.delattr(Environment, "compile")  # or it would be called
        again: Any = quick.theme.get_env().get_template(name).module
    assert again.t("search.placeholder") == first.t("search.placeholder") != ""


def test_a_template_that_has_changed_is_compiled_again(tmp_path: Path) -> None:
    quick = site("material", tmp_path)
    quicken(quick)
    path = tmp_path / "words.html"
    path.write_text("one", encoding="utf-8")
    assert quick.theme.get_env().get_template("words.html").render() == "one"
    path.write_text("two", encoding="utf-8")
    assert quick.theme.get_env().get_template("words.html").render() == "two"
