"""Parses lists of authors. Nothing is guessed: in doubt, a text is not a list of authors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_papernotes.people.enumeration import may_omit_people
from mkdocs_papernotes.people.organisations import cannot_be_person
from mkdocs_papernotes.people.particles import may_be_particle
from mkdocs_papernotes.people.scripts import HAN
from mkdocs_papernotes.people.suffixes import is_handwritten_suffix, without_handwritten_suffix

_MARKS = re.compile(r"[*†‡§¶✉∗＊⋆♠♣♥♦◇]+|(?<=\w)\++(?=\s*(?:[,，、;；(]|$))|\\(?=\*)")
_BRACKETS = str.maketrans("（）［］", "()[]")
# In a text without repeated spaces.
_SEPARATOR = re.compile(" ?[,，、;；] ?(?:(?:and|&|和) )?| (?:and|&) | ?(?:以及|和|与|與) ?")
_GROUP = re.compile(" ?[;；] ?")
_INSIDE = re.compile(r"\([^()]*\)")
_WITH_PLACE = re.compile(r"(?P<name>[^()]+)\((?P<place>[^()]+)\)$")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ.‐-][^\W\d_]+)*\.?")
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,8}})*")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
    "易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄"
    "辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司"
    "柏宁柯阮桂闵解强柴华车冉房边卓郁胥蒲慕冀匡宗仇凤闻莘党栗连明燕裘艾"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻鍾範譚鄒陸顧龍萬錢湯喬賀賴龔龐蘭顏嚴溫蘆魯韋"
    "畢聶叢齊莊塗時關淩費紀盛項遊陽衛鮑單寧閔華車邊鳳聞黨連歐畲佘"
)
_DOUBLE_SURNAMES = "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 皇甫 慕容 司徒 公孙 公孫"
_DOUBLE = tuple(_DOUBLE_SURNAMES.split())
_FIRMS = frozenset({"谷歌", "华为", "華為", "高通", "商汤", "商湯", "安谋", "安謀", "金山", "万科"})


@dataclass(frozen=True)
class ListedAuthor:
    """An author of a header, with the affiliation in brackets after the name."""

    name: str
    affiliation: str = ""


@dataclass(frozen=True)
class AuthorList:
    """The authors in a line of a header, and the other words of the line."""

    authors: tuple[ListedAuthor, ...]
    rest: str = ""


def read_author_list(text: str) -> AuthorList | None:
    """Parse a complete list of authors; returns `None` for other texts.

    `Chu et al.`, `Choi & Park`, an institution and a sentence are not lists of authors.
    Affiliations are kept if every author has one, or if `;` separates groups that share one.
    """
    if may_omit_people(text):
        return None
    plain = " ".join(_MARKS.sub("", text).translate(_BRACKETS).split()).rstrip(" .。,，;；、")
    if not plain:
        return None
    return _grouped(plain) or _listed(plain)


def _grouped(text: str) -> AuthorList | None:
    """Parse `A, B (X); C (Y)`, where a group shares the affiliation after its last name."""
    found: list[ListedAuthor] = []
    groups = _GROUP.split(text)
    for group in groups:
        match = _WITH_PLACE.match(group)
        names = _SEPARATOR.split(match["name"].rstrip()) if match else []
        if match is None or not all(map(_is_name, names)) or not _is_place(match["place"]):
            return None
        found += [ListedAuthor(name, match["place"].strip()) for name in names]
    return AuthorList(tuple(found)) if len(groups) > 1 or len(found) == 1 else None


def _listed(text: str) -> AuthorList | None:
    """Parse `A (X), B (Y)` or `A, B`; brackets after only some of the names become `rest`."""
    places: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        places.append(match[0][1:-1].strip())
        return f"\0{len(places) - 1}\0"

    found: list[tuple[str, str]] = []
    for part in _SEPARATOR.split(_INSIDE.sub(put_aside, text)):
        name, *aside = part.split("\0")
        if is_handwritten_suffix(name.strip()) and found and not aside:
            found[-1] = (f"{found[-1][0]}, {name.strip()}", found[-1][1])
            continue
        if len(aside) not in (0, 2) or (aside and aside[1].strip()) or not _is_name(name.strip()):
            return None
        found.append((name.strip(), places[int(aside[0])] if aside else ""))
    if all(place and _is_place(place) for _, place in found):
        return AuthorList(tuple(ListedAuthor(name, place) for name, place in found))
    return AuthorList(tuple(ListedAuthor(name) for name, _ in found), " ".join(places))


def _is_place(text: str) -> bool:
    return not re.search(r"\d{3}|@|://", text)


def _is_name(text: str) -> bool:
    """Whether a text is a person's full name and nothing else."""
    name = without_handwritten_suffix(text.strip())
    if cannot_be_person(name):
        return False
    if _HAN_NAME.fullmatch(name):
        return "·" in name or _is_han_name(name)
    words = name.split(" ")
    return 2 <= len(words) <= 6 and _is_capital(words[-1]) and all(map(_is_name_word, words))


def _is_han_name(name: str) -> bool:
    if name in _FIRMS:
        return False
    if len(name) == 4:
        return name.startswith(_DOUBLE)
    return name[0] in _SURNAMES or name.startswith(_DOUBLE)


def _is_name_word(word: str) -> bool:
    if may_be_particle(word):
        return True
    if not _WORD.fullmatch(word) or not _is_capital(word):
        return False
    letters = re.sub(r"[\W_]", "", word)
    return "." in word or len(letters) < 2 or not letters.isupper()


def _is_capital(word: str) -> bool:
    return bool(re.match(r"(?:[dDlL]['’]|al-|el-)?[^\W\d_]", word)) and any(
        letter.isupper() for letter in word[:4]
    )
