"""Beside Material's social plugin every meta stands once, and its card gives way to a picture."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from PIL import ImageFont

from tests.build_site import PNG, SITE_URL, Page, Project


def metas(page: Page) -> dict[str, str]:
    """The metas for messengers and search engines, each of which stands once."""
    pairs = [
        (meta.get("property") or meta.get("name") or "", meta.get("content") or "")
        for meta in page.all("head meta")
    ]
    counts = Counter(key for key, _ in pairs if key.startswith(("og:", "twitter:", "description")))
    assert {key for key, count in counts.items() if count > 1} <= {"og:locale:alternate"}
    return dict(pairs)


def test_beside_social_every_meta_stands_once(tmp_path: Path) -> None:
    project = Project(tmp_path).configure(
        "none", theme="material", plugins=["social", "papernotes"], site_description="Notes."
    )
    font: Any = ImageFont.load_default(12)
    fonts = project.folder / ".cache" / "plugin" / "social" / "fonts" / "Roboto"
    fonts.mkdir(parents=True)
    (fonts / "Regular.ttf").write_bytes(font.font_bytes)
    project.write("notes/own.png", PNG)
    project.note("a.md", "# A\n\nThe first words.")
    project.note("b.md", "# B\n\nOther words.", image="own.png")
    built = project.build()
    card = metas(built.page("notes/a/index.html"))
    assert card["og:image"] == f"{SITE_URL}assets/images/social/notes/a.png"
    assert (card["og:image:width"], card["og:image:height"]) == ("1200", "630")
    assert card["twitter:card"] == "summary_large_image"
    assert card["description"] == card["og:description"] == "The first words."
    assert "twitter:description" not in card  # Twitter reads that of Open Graph
    own = metas(built.page("notes/b/index.html"))
    assert own["og:image"] == f"{SITE_URL}notes/own.png"
    assert not {"twitter:image", "og:image:type"} & own.keys()
    assert own["twitter:card"] == "summary"
