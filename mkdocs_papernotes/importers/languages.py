"""The language of a text, by its script and its most common words."""

from __future__ import annotations

import re
from collections import Counter

from mkdocs_papernotes.importers.code import code_spans
from mkdocs_papernotes.languages.named import language_tag as named_language
from mkdocs_papernotes.languages.tags import canonical, is_known, primary, script

_LONGEST = 40_000
"""How many characters of a text are looked at."""
_OWN_NAMES = {
    "简体中文": "zh",
    "汉语": "zh",
    "华语": "zh",
    "chs": "zh",
    "simplified chinese": "zh",
    "繁体中文": "zh-Hant",
    "繁體中文": "zh-Hant",
    "正體中文": "zh-Hant",
    "cht": "zh-Hant",
    "traditional chinese": "zh-Hant",
    "英语": "en",
    "英語": "en",
    "日本語": "ja",
    "日语": "ja",
    "한국어": "ko",
    "deutsch": "de",
    "français": "fr",
    "español": "es",
    "русский": "ru",
}
_TERRITORIES = {"pt-BR"}
"""Tags whose territory matters; of others the language is enough."""

_MARKUP = re.compile(
    r"""\$\$[^$]{1,2000}\$\$ | \$[^$\n]{1,500}\$ | \\[(\[][^\n]{1,500}\\[)\]]
      | \\begin\{[a-z]{1,20}\*?\} | <[!/a-zA-Z][^<>]{0,500}> | \{[%{][^{}]{0,500}[%}]\}
      | \]\([^()\n]{0,500}\) | \b(?:https?|ftp)://[^\s<>）)]{1,500} | &[a-z]{2,8};
      | [\w.-]{1,60}\.(?:png|jpe?g|gif|svg|pdf|html?|md|py)\b | \\[A-Za-z]{1,40}""",
    re.VERBOSE,
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_SCRIPTS = (
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7a3]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u03b1-\u03c9\u0391-\u03a9]{2,}")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_PERSIAN = re.compile("[پچژگ]")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]{2,40}")
_SIMPLIFIED = frozenset(
    "这们来对时会说国学过发经动种现实开间题点无长问当进见关机电义应从产员体样数据论为资讯网处"
    "习训练结构连续层单双优势测试图码语言读写书览头变让认识设计证级维质验该还进远边场线组织给"
)
_TRADITIONAL = frozenset(
    "這們來對時會說國學過發經動種現實開間題點無長問當進見關機電義應從產員體樣數據論為資訊網處"
    "習訓練結構連續層單雙優勢測試圖碼語讀寫書覽頭變讓認識設計證級維質驗該還遠邊場線組織給"
)
_COMMON = {
    "en": "the of and to in is that for it as with on are this be by we from or an which can not",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch",
    "fr": "de la le et les des en un une du que est pour dans qui par sur pas plus au ce il sont",
    "es": "de la que el en y los se del las un por con no una su para es al lo como más pero sus",
    "pt": "de que do da em um para com não uma os no se na por mais as dos como mas ao das ele são",
    "it": "di che la il un per in una mi sono ho non ma lo ha le si nel della con del come più",
    "nl": "de van het een en in is dat op te zijn voor met die niet aan er om ook als bij maar of",
    "vi": "của và các là có được cho trong một không với này những để người từ đã khi về như",
    "pl": "nie się na jest że do to jak ale co po tym od za przez dla czy tylko oraz lub są",
    "da": "og i at det er en til af på som med for ikke der den du kan et eller fra om har vil",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var kan",
    "fi": "ja on ei se että hän oli mutta ovat tai kun niin joka myös voi kuin sen ole jos vain",
    "cs": "a se na je že v to s z do o ale jako nebo pro by tak za od jsou který také jeho po při",
    "tr": "ve bir bu da için ile de çok olarak daha gibi kadar olan ancak her ise veya",
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _COMMON.items()}
_FEWEST_HAN, _FEWEST_WORDS = 8, 12
_SHARE_HAN = 0.2
"""Of Chinese characters among these and Latin words: a Chinese note is full of English terms,
while an English one has names and titles in Chinese at most."""
_SHARE_KANA = 0.1


def language_tag(given: object) -> str:
    """The tag of a language as generators and people write it: `zh-CN`, `cn`, `zh_Hans`, `english`.

    Chinese is `zh` or `zh-Hant`; other languages are without a territory, except `pt-BR`. Empty for
    what names no language that a site can be in.
    """
    text = str(given).strip() if isinstance(given, str) else ""
    own = _OWN_NAMES.get(text.lower())
    tag = own or canonical(named_language(text) or canonical(text))
    if not tag or not is_known(tag) or len(primary(tag)) != 2:
        return ""
    if primary(tag) == "zh":
        return "zh-Hant" if script(tag) == "Hant" else "zh"
    return tag if tag in _TERRITORIES else primary(tag)


def language_of_text(markdown: str) -> str:
    """The language that a Markdown text is written in, as `language_tag` gives it.

    Code, formulas, markup and addresses do not count. Empty for a text that is too short to say, or
    in none of the languages that are known here.
    """
    text = _prose(markdown[:_LONGEST])
    words = [word.lower() for word in _LATIN.findall(text)]
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    others = {tag: len(pattern.findall(text)) for tag, pattern in _SCRIPTS}
    most = max(others, key=lambda tag: others[tag])
    if others[most] >= _FEWEST_HAN and others[most] > max(han + kana, len(words)):
        return _by_letters(most, text)
    if han + kana >= _FEWEST_HAN and han + kana >= _SHARE_HAN * (han + kana + len(words)):
        return "ja" if kana >= _SHARE_KANA * (han + kana) else _chinese(text)
    return _by_words(words)


def _prose(markdown: str) -> str:
    """The text without code and markup."""
    parts, place = [], 0
    for first, last in code_spans(markdown):
        parts.append(markdown[place:first])
        place = last
    return _MARKUP.sub(" ", " ".join((*parts, markdown[place:])))


def _by_letters(tag: str, text: str) -> str:
    """One of two languages that share a script."""
    if tag == "ru" and len(_UKRAINIAN.findall(text)) > len(text) / 100:
        return "uk"
    return "fa" if tag == "ar" and len(_PERSIAN.findall(text)) > len(text) / 100 else tag


def _chinese(text: str) -> str:
    """The script of a Chinese text, by characters that only one of the two has."""
    counts = Counter(text)
    simplified = sum(counts[each] for each in _SIMPLIFIED - _TRADITIONAL)
    traditional = sum(counts[each] for each in _TRADITIONAL - _SIMPLIFIED)
    return "zh-Hant" if traditional > simplified else "zh"


def _by_words(words: list[str]) -> str:
    if len(words) < _FEWEST_WORDS:
        return ""
    counts = Counter(words)
    hits = {tag: sum(counts[word] for word in common) for tag, common in _WORDS.items()}
    best = max(hits, key=lambda tag: hits[tag])
    # English words are in names and titles of texts in all languages, and those of others are
    # parts of them, such as "et" in "et al."
    share = 12 if best == "en" else 6
    return best if hits[best] * share >= len(words) else ""
