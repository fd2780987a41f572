"""Takes the README's pictures: `python -m tests.pictures [FOLDER]`.

The example site is built, served from this machine and photographed in Chromium; `CHROMIUM` names
one in an unusual place. Fonts are those of the machine. Nothing moves and nothing depends on the
day, so two runs differ by no more than the shade that Chromium gives the edge of a letter.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import Browser

from tests.browser import Log, chromium, served
from tests.build_site import Project

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "example_site"
FOLDER = ROOT / ".github" / "pictures"

WIDTH = 1280
SCALE = 1.5
LARGEST = 300_000
"""What one picture may weigh, in bytes: the README shows three of them."""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# A hairline around the picture: without it a white page has no edge on a white README.
FRAME = """
    html::after {
        content: ""; position: fixed; inset: 0; z-index: 99; pointer-events: none;
        border: 1px solid rgb(128 128 128 / 40%);
    }
"""

# Each language's README, by what stands before its suffix, and where its pages begin.
LANGUAGES = {"": "", ".zh": "zh/"}


@dataclass(frozen=True)
class View:
    """A page of the example site, and how much of it a picture shows, from its top."""

    name: str
    path: str
    height: int


VIEWS = (
    View("stream", "", 760),
    View("archive", "archive/", 760),
    View("note", "notes/2026/pagedattention/", 940),
)


@dataclass(frozen=True)
class Picture:
    """A picture of one view in one language and one colour scheme."""

    view: View
    language: str
    scheme: Scheme

    @property
    def file(self) -> str:
        return f"{self.view.name}-{self.scheme}{self.language}.png"

    @property
    def path(self) -> str:
        return LANGUAGES[self.language] + self.view.path


def pictures() -> Iterator[Picture]:
    """Every picture that the READMEs show."""
    for view in VIEWS:
        for language in LANGUAGES:
            for scheme in SCHEMES:
                yield Picture(view, language, scheme)


def build(folder: Path) -> str:
    """Build the example site below `folder`; where it stands there, as on its real host."""
    address = yaml_load((EXAMPLE / "mkdocs.yml").read_text("utf-8"))["site_url"]
    path = urlsplit(address).path.strip("/")
    built = Project(EXAMPLE).run(target=str(folder / path))
    assert built.exit_code == 0, built.log
    return f"{path}/"


def take(browser: Browser, picture: Picture, site: str) -> bytes:
    """The picture as PNG, from a window of its own."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": picture.view.height},
        device_scale_factor=SCALE,
        color_scheme=picture.scheme,
        reduced_motion="reduce",
        locale="en",
        timezone_id="UTC",
    )
    page = context.new_page()
    log = Log(page, site)
    page.goto(site + picture.path)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => {})")
    page.add_style_tag(content=FRAME)
    image = page.screenshot(animations="disabled", caret="hide")
    context.close()
    assert not log.problems, f"{picture.file}: {log.problems}"
    return image


def main() -> None:
    parser = argparse.ArgumentParser(description="Take the pictures of the README.")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER, help=f"default: {FOLDER}")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        path = build(Path(name))
        with served(Path(name)) as address, chromium() as browser:
            for picture in pictures():
                image = take(browser, picture, address + path)
                assert len(image) <= LARGEST, f"{picture.file} has {len(image):,} bytes"
                (folder / picture.file).write_bytes(image)
                print(f"{len(image):>8,}  {picture.file}")


if __name__ == "__main__":
    main()
