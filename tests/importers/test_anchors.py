"""The names that headings had in addresses, and those that they have now."""

from __future__ import annotations

import pytest

from mkdocs_papernotes.importers.body import Body
from mkdocs_papernotes.importers.generator import Anchors
from mkdocs_papernotes.importers.markup.anchors import changed_anchors

pytestmark = pytest.mark.pure

HEADINGS = ("Method", "2.1 方法", "第二次", "第二次", "Why Not", "!!!", "Mine {#mine}")


@pytest.mark.parametrize(
    ("anchors", "changed"),
    [
        ("hexo", {"Method": "method", "2-1-方法": "21-方法", "Why-Not": "why-not"}),
        ("markdown", {"21": "21-方法", "_1": "第二次", "_2": "第二次_1"}),
    ],
)
def test_anchors_that_change_are_told_once_with_both_names(
    anchors: Anchors, changed: dict[str, str]
) -> None:
    told: dict[str, str] = {}

    def tell(name: str, line: int, key: str = "", /, **values: object) -> None:
        assert name == "import-anchor-changed"
        told[str(values["old"])] = str(values["new"])

    text = "\n\n".join(f"# {words}" for words in HEADINGS)
    found = changed_anchors(Body(text), anchors, tell)
    assert found == told
    assert changed.items() <= found.items()
    assert "" not in found
    assert not {"mine", "Mine"} & found.keys()
