"""Small sites of other generators, in `tests/old_sites/`, to be imported."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "old_sites"

GENERATORS = {
    "hexo-next": "hexo",
    "hugo-papermod": "hugo",
    "jekyll": "jekyll",
    "material-blog": "material-blog",
    "folders": "markdown",
    "vault": "markdown",
    "mkdocs-i18n": "markdown",
}
"""The name that the command has for the generator of each site."""


def _post(title: str, text: str, date: str = "2017-01-02 03:04:05") -> str:
    return f"---\ntitle: {title}\ndate: {date}\n---\n\n{text}\n"


_LONG = "\n\n".join(
    f"Paragraph {number} of a long post, with $x_{number}$." + " It goes on and on." * 25
    for number in range(480)
)

ODD: Mapping[str, Mapping[str, bytes]] = {
    "hexo-next": {
        "source/_posts/gbk.md": _post("国标编码", "这篇文章是多年以前在另一台电脑上写的。").encode(
            "gbk"
        ),
        "source/_posts/bom.md": b"\xef\xbb\xbf" + _post("A mark of order", "Three bytes.").encode(),
        "source/_posts/crlf.md": _post("Lines of Windows", "One.\n\nTwo.")
        .replace("\n", "\r\n")
        .encode(),
        "source/_posts/long.md": _post("A long post", _LONG).encode(),
        "source/_posts/what?.md": _post(
            "What is this?", "A name that Windows does not allow."
        ).encode(),
        "source/_posts/con.md": _post("A device", "Its name is that of a device.").encode(),
    },
    "folders": {
        "gb.md": "# 旧电脑上的笔记\n\n这是很久以前保存的文字。\n".encode("gb18030"),
    },
}
"""Files that would not survive in a repository, or not on every machine."""


def old_site(name: str, folder: Path) -> Path:
    """A copy of a site in `folder`, with its odd files and a link out of the site."""
    site = folder / name
    shutil.copytree(FOLDER / name, site)
    for path, content in ODD.get(name, {}).items():
        (site / path).write_bytes(content)
    if name == "hexo-next":
        outside = folder / "elsewhere"
        outside.mkdir()
        (outside / "private.md").write_text(_post("Private", "Not of this site."), "utf-8")
        (site / "source" / "_posts" / "elsewhere").symlink_to(outside)
    return site
