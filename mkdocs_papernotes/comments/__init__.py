"""The systems of comments that the package knows: their languages, and the scripts for them."""

from __future__ import annotations

from importlib.resources import files

from mkdocs_papernotes.languages.tags import best_match

PROVIDERS = ("giscus", "waline")
CLIENT_DIR = str(files(__name__) / "client")
"""A folder for a theme: the script that loads a thread, below `assets/papernotes/`."""
SCRIPT = "assets/papernotes/comments.js"
WALINE_DIR = str(files(__name__) / "waline")
"""A folder for a theme: the client of Waline, below `assets/papernotes/waline/`."""
WALINE = "assets/papernotes/waline/waline"
_LANGUAGES = {
    "giscus": """
        ar be bg ca cs da de en eo es eu fa fr gr gsw hbs he hu id it ja kh ko nl pl pt ro ru th tr
        vi uk uz zh-CN zh-TW zh-HK
    """,
    "waline": "en-US es-MX fr-FR it-IT jp-JP ko-KR pt-BR ru-RU vi-VN zh-CN zh-TW",
}
"""The languages of giscus' own `i18n.js`, and those of Waline's client 3."""
_MISNAMED = {"el": "gr", "km": "kh", "sr": "hbs", "hr": "hbs", "bs": "hbs", "ja": "jp"}
"""Languages that one of them knows by the code of a country, or by that of several languages."""


def language_of(provider: str, tag: str) -> str:
    """The language of a system of comments for readers of `tag`; English if it has none."""
    names = _LANGUAGES[provider].split()
    short = {name.partition("-")[0]: name for name in reversed(names)}
    bare = tag.replace("_", "-").partition("-")[0].lower()
    found = best_match(tag, names) or short.get(bare) or short.get(_MISNAMED.get(bare, ""))
    return found or short["en"]
