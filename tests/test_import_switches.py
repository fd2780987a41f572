"""Old keys without words that each build would take for misspelt ones are left out."""

from __future__ import annotations

import pytest

from mkdocs_papernotes.importers.old_site import OldPage, OldSite
from mkdocs_papernotes.importers.switches import without_misleading_switches
from mkdocs_papernotes.problems.problem import Problem

pytestmark = pytest.mark.pure


def test_a_switch_that_looks_misspelt_is_left_out_and_told_on_its_line() -> None:
    values = {"title": "T", "coments": True, "descripton": "Words.", "draft": True, "katex": True}
    kept = Problem("import-key-kept", "a.md", 3, "coments", {"name": "coments"})
    site = OldSite((OldPage("a.md", "a", "", values=values),), problems=(kept,))

    found = without_misleading_switches(site)

    assert found.pages[0].values == {
        "title": "T",
        "descripton": "Words.",
        "draft": True,
        "katex": True,
    }
    (told,) = found.problems
    assert (told.name, told.source, told.line) == ("import-key-dropped", "a.md", 3)
    assert told.message == "`coments` was left out: it would be taken for a misspelt `comments`"


def test_without_such_a_key_nothing_changes() -> None:
    site = OldSite((OldPage("a.md", "a", "", values={"title": "T", "mathjax": True}),))

    assert without_misleading_switches(site) is site
