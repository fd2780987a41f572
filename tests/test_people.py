"""Words and scripts of names, as the readers of front matter, BibTeX and hand-written lists ask."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from mkdocs_papernotes.people.enumeration import is_only_et_al, may_omit_people, omits_people
from mkdocs_papernotes.people.organisations import (
    cannot_be_person,
    is_group_word,
    is_organisation,
)
from mkdocs_papernotes.people.particles import is_particle, may_be_particle
from mkdocs_papernotes.people.person import read_people
from mkdocs_papernotes.people.scripts import HAN, has_cjk, is_han, is_han_letter, joined
from mkdocs_papernotes.people.suffixes import (
    is_handwritten_suffix,
    is_middle_part,
    is_suffix,
    is_trailing_suffix,
)
from mkdocs_papernotes.text import CJK, is_cjk, is_wide

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("family", "given", "name"),
    [
        ("Lovelace", "Ada", "Ada Lovelace"),
        ("周", "忠柱", "周忠柱"),
        ("𠮷田", "一郎", "𠮷田一郎"),
        ("やまだ", "タロウ", "やまだタロウ"),
        ("김", "철수", "김철수"),
        ("李", "Ming", "Ming 李"),
        ("周", "", "周"),
        ("", "Ada", "Ada"),
    ],
)
def test_parts_are_joined_as_their_script_has_them(family: str, given: str, name: str) -> None:
    assert joined(family, given) == name


@pytest.mark.parametrize(
    ("name", "han", "cjk"),
    [
        ("周忠柱", True, True),
        ("周 忠柱", True, True),
        ("〇一", True, True),
        ("𠮷田", True, True),
        ("佐々木", False, True),
        ("김철수", False, True),
        ("Zhou 周", False, True),
        ("Zhou", False, False),
    ],
)
def test_scripts(name: str, han: bool, cjk: bool) -> None:
    assert (is_han(name), has_cjk(name)) == (han, cjk)


@pytest.mark.parametrize(
    ("is_in", "letters"),
    [
        (is_cjk, CJK),
        (is_han_letter, HAN),
        (is_wide, rf"{CJK}\u3000-\u303f\uff01-\uff9f"),
    ],
)
def test_a_letter_is_tested_as_in_an_expression(is_in: Callable[[str], bool], letters: str) -> None:
    every = "".join(map(chr, range(0x110000)))
    assert {*filter(is_in, every)} == {*re.findall(f"[{letters}]", every)}
    assert not is_in("")


@pytest.mark.parametrize(
    ("text", "nobody", "left_out", "maybe"),
    [
        ("et al.", True, True, True),
        ("et. al", True, True, True),
        ("and others", True, True, True),
        ("others", True, False, True),
        ("等", True, True, True),
        ("等人", True, True, True),
        ("…", True, False, True),
        ("Ada Lovelace et al.", False, True, True),
        ("Ada Lovelace et.al", False, False, True),
        ("张三等", False, True, True),
        ("张三等 5 人", False, False, True),
        ("A. Lovelace, ...", False, False, True),
        ("Etta Alder", False, False, False),
        ("Ada Lovelace", False, False, False),
    ],
)
def test_further_authors(text: str, nobody: bool, left_out: bool, maybe: bool) -> None:
    assert (is_only_et_al(text), omits_people(text), may_omit_people(text)) == (
        nobody,
        left_out,
        maybe,
    )


@pytest.mark.parametrize(
    ("word", "in_name", "in_bibtex", "after_comma", "by_hand"),
    [
        ("Jr.", True, True, True, True),
        ("jr", True, True, True, False),
        ("III", True, True, True, True),
        ("IV", True, True, True, False),
        ("V", False, True, False, False),
        ("3rd", True, True, False, False),
        ("Ph.D.", False, True, True, False),
        ("Ada", False, False, False, False),
    ],
)
def test_suffixes(
    word: str, in_name: bool, in_bibtex: bool, after_comma: bool, by_hand: bool
) -> None:
    assert is_suffix(word) == in_name
    assert is_middle_part(word) == in_bibtex
    assert is_trailing_suffix(word) == after_comma
    assert is_handwritten_suffix(word) == by_hand


@pytest.mark.parametrize(
    ("word", "in_name", "by_hand"),
    [
        ("van", True, True),
        ("Van", False, True),
        ("das", True, False),
        ("san", False, True),
        ("y", False, True),
        ("’t", True, False),
        ("ada", False, False),
    ],
)
def test_particles(word: str, in_name: bool, by_hand: bool) -> None:
    assert is_particle([word, "X"], 0) == in_name
    assert may_be_particle(word) == by_hand


@pytest.mark.parametrize(
    ("name", "organisation", "no_person"),
    [
        ("The vLLM Team", True, True),
        ("Universität Wien", True, True),
        ("清华大学", True, True),
        ("Google", False, True),
        ("Contributors to X", True, False),
        ("中国计算机学会", True, False),
        ("匿名", False, True),
        ("Ada Lovelace", False, False),
    ],
)
def test_organisations(name: str, organisation: bool, no_person: bool) -> None:
    assert (is_organisation(name), cannot_be_person(name)) == (organisation, no_person)


def test_words_of_groups_count_in_any_case() -> None:
    assert all(map(is_group_word, ("Team", "team", "Inc.", "on", "LLC")))
    assert not any(map(is_group_word, ("Ada", "Lovelace")))


@pytest.mark.parametrize(
    ("keys", "name", "inverted"),
    [
        ("name: Ana Maria Costa Silva", "Ana Maria Costa Silva", "Silva, Ana Maria Costa"),
        (
            "name: Ana Maria Costa Silva, family: Costa Silva",
            "Ana Maria Costa Silva",
            "Costa Silva, Ana Maria",
        ),
        ("family: Costa Silva, given: Ana", "Ana Costa Silva", "Costa Silva, Ana"),
        ("family: 欧阳, given: 修", "欧阳修", "欧阳, 修"),
    ],
)
def test_the_name_of_a_person_who_writes_notes(keys: str, name: str, inverted: str) -> None:
    people, problems = read_people(f"authors:\n  me: {{{keys}}}\n", ".authors.yml")
    assert problems == ()
    person = people.find("me")
    assert (person.name, person.parts.inverted) == (name, inverted)
