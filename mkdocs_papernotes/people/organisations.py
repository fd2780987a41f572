"""Words that distinguish the names of organisations from those of people.

The three functions accept different words, because their mistakes have different costs. They share
the common ones.
"""

from __future__ import annotations

import re

_WORDS = """
    Academy Agency Association Center Centre Collaboration Committee Company Consortium Corp
    Corporation Council Department Foundation GmbH Group Inc Initiative Institute LLC Lab
    Laboratories Laboratory Labs Ltd Organisation Organization Project Society Team University
"""
_COMMON = tuple(_WORDS.split())
_COMMON_CHINESE = "团队|團隊|大学|大學|学院|學院|实验室|實驗室|公司|中心"

_ORGANISATION = re.compile(
    rf"\b(?:{'|'.join(_COMMON)}|Institut|Instituto|Universit\w+|Ministry|Community|Contributors"
    r"|Developers|Researchers)\b|\b(?:AI|Research)$"
    rf"|{_COMMON_CHINESE}"
    "|学会|學會|协会|協會|研究院|研究所|课题组|課題組|委员会|委員會"
)
_OF_GROUPS = """
    alliance co college division engineering for groups institutes network of on partners research
    school science sciences sons technologies technology the
"""
_GROUP_WORDS = frozenset((*_OF_GROUPS.split(), *map(str.lower, _COMMON)))
_NOT_A_NAME = re.compile(
    r"\b(?:universit|institut|laborator|academy|college|school|research|department|center|centre"
    r"|corporation|company|group|team|labs?\b|inc\b|ltd\b|google|deepmind|microsoft|amazon|openai"
    r"|anthropic|nvidia|meta\b|apple\b|alibaba|tencent|huawei|bytedance|berkeley|stanford|harvard"
    r"|princeton|oxford|cambridge|technolog|foundation|council|anonymous|unknown|authors?\b)"
    rf"|{_COMMON_CHINESE}"
    r"|研究|科技|学校|學校|集团|集團|医院|醫院|作者|匿名|未知|佚名",
    re.IGNORECASE,
)


def is_organisation(name: str) -> bool:
    """Whether a name is that of an organisation, which has no family name and is not split.

    The words must be capitalised, as they are in names of organisations.
    """
    return bool(_ORGANISATION.search(name))


def is_group_word(word: str) -> bool:
    """Whether a word is typical of names of groups, as in `Research and Development Team`.

    Case does not matter. A text with such a word is not a list of people.
    """
    return word.lower().strip(".") in _GROUP_WORDS


def cannot_be_person(text: str) -> bool:
    """Whether a part of a handwritten line cannot be the name of a person.

    This is strict, so that other lines are not taken for lists of authors: beginnings of words,
    firms and universities exclude a name, and so do words such as `anonymous`.
    """
    return bool(_NOT_A_NAME.search(text))
