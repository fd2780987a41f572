"""Dates and languages of the pages of an old site."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_papernotes.importers.dates import date_in_name, read_date
from mkdocs_papernotes.importers.languages import language_of_text, language_tag

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("given_as", "value", "changed"),
    [
        ("2020-1-2", date(2020, 1, 2), False),
        ("2020/1/2 3:4", datetime(2020, 1, 2, 3, 4), False),
        ("2020年1月2日", date(2020, 1, 2), False),
        (20200102, date(2020, 1, 2), False),
        (date(2020, 1, 2), date(2020, 1, 2), False),
        # wall time of the site
        (datetime(2020, 1, 2, 3, 4), datetime(2020, 1, 2, 3, 4), False),
        (datetime(2020, 1, 1, 20, tzinfo=timezone.utc), datetime(2020, 1, 2, 4), False),
        ("2020-01-01T20:00:00Z", datetime(2020, 1, 2, 4), False),
        ("2020-01-02 03:04:05 +0800 CST", datetime(2020, 1, 2, 3, 4, 5), False),
        ("Mon, 02 Jan 2006 15:04:05 -0700", datetime(2006, 1, 3, 6, 4, 5), False),
        ("Sun Mar 01 2020 12:00:00 GMT+0800 (China Time)", datetime(2020, 3, 1, 12), False),
        ("January 2nd, 2020", date(2020, 1, 2), False),
        ("2020-01-02 3:00 PM", datetime(2020, 1, 2, 15), False),
        # as JavaScript rolls over
        ("2023-02-29", date(2023, 3, 1), True),
        ("2023-02-29 10:00:00", datetime(2023, 3, 1, 10), True),
        ("2020-01-01 25:00:00", datetime(2020, 1, 2, 1), True),
        ("2020-13-01", date(2021, 1, 1), True),
        # no days
        ("2020-01", date(2020, 1, 1), True),
        (1583064000, datetime(2020, 3, 1, 20), True),
        ("1/2/2020", date(2020, 1, 2), True),
    ],
)
def test_dates(given_as: object, value: date, changed: bool) -> None:
    found = read_date(given_as, zone="Asia/Shanghai")

    assert found is not None
    assert (found.value, found.changed) == (value, changed)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(
    "given_as", ["", "soon", "2020", 2020, None, True, "0000-01-01", "9" * 30, []]
)
def test_what_is_no_date(given_as: object) -> None:
    assert read_date(given_as, zone="") is None


def test_a_time_of_another_zone_stays_if_the_site_has_none() -> None:
    found = read_date("2020-01-02T00:30:00+08:00", zone="")

    assert found is not None
    assert found.value == datetime(2020, 1, 2, 0, 30)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2023-02-03-x.md", date(2023, 2, 3)),
        ("2022-01-02-x/index.md", date(2022, 1, 2)),
        ("2022-01-02-x/README.zh.md", date(2022, 1, 2)),
        ("a/20230203.en.md", date(2023, 2, 3)),
        ("x-2023-02-03.md", date(2023, 2, 3)),
        ("x-2020-210311.md", date(2021, 3, 11)),
        ("191220-191228-papers.md", date(2019, 12, 20)),
        ("2023/02/03/x.md", date(2023, 2, 3)),
        ("2010.11929-vit.md", None),
        ("2012.12345.md", None),
        ("2023-02-30-x.md", None),
        ("x.md", None),
    ],
)
def test_dates_in_names(path: str, day: date | None) -> None:
    assert date_in_name(path) == day


@pytest.mark.parametrize(
    ("given_as", "tag"),
    [
        *(("zh-CN", "zh"), ("cn", "zh"), ("zh_Hans", "zh"), ("中文", "zh"), ("Chinese", "zh")),
        *(("zh-TW", "zh-Hant"), ("繁體中文", "zh-Hant"), ("english", "en"), ("en_GB", "en")),
        *(("pt-BR", "pt-BR"), ("jp", "ja"), ("default", ""), ("ai", ""), ("", ""), (None, "")),
    ],
)
def test_tags(given_as: object, tag: str) -> None:
    assert language_tag(given_as) == tag


ENGLISH = (
    "We show that the model is trained with a new objective, and that it does not need labels. "
)
GERMAN = (
    "Das Modell wird mit einer neuen Funktion trainiert, und es ist nicht auf die Daten gestützt."
)
CODE = "the_word = of_and_to\n" * 90
CHINESE = "我们提出了一个新的模型，它的训练不需要标注。"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (ENGLISH, "en"),
        (CHINESE, "zh"),
        ("我們提出了一個新的模型，它的訓練不需要標註。", "zh-Hant"),
        ("このモデルは新しい目的関数で学習されます。", "ja"),
        ("이 모델은 새로운 목적 함수로 학습됩니다.", "ko"),
        ("Модель обучается с новой функцией потерь и без разметки.", "ru"),
        (GERMAN, "de"),
        # Chinese full of English terms, and English with a Chinese title
        (f"{CHINESE} Attention, Transformer, BERT, GPT, Adam, SGD, dropout, layer norm.", "zh"),
        (f"{ENGLISH * 3} See 《机器学习》.", "en"),
        # code, formulas and addresses do not count
        (f"{CHINESE}\n\n```python\n{CODE}```\n", "zh"),
        (f"{CHINESE} $the + of + and$ https://example.org/the/of/and/to/in/is/that", "zh"),
        ("Adam", ""),
        ("", ""),
    ],
)
def test_languages_of_texts(text: str, tag: str) -> None:
    assert language_of_text(text) == tag


ANYTHING = st.one_of(
    st.text("0123456789-/:. TZ+年月日ap", max_size=25),
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(timezones=st.none() | st.timezones()),
)


@settings(deadline=None, max_examples=300)
@given(ANYTHING, st.sampled_from(["", "Asia/Shanghai", "UTC+8", "../x", "\0", "Mars/Base"]))
def test_nothing_raises(value: object, zone: str) -> None:
    found = read_date(value, zone=zone)

    assert found is None or getattr(found.value, "tzinfo", None) is None
    assert date_in_name(f"{value}.md") is None or str(value)
    assert language_tag(value) in {"", language_tag(language_tag(value))}
    assert language_of_text(str(value)) in {"", language_tag(language_of_text(str(value)))}
