import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.numerals import chinese_number

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


def read_back(text):
    total = digit = 0
    for letter in text:
        if letter in "十百":
            total += (digit or 1) * {"十": 10, "百": 100}[letter]
            digit = 0
        else:
            digit = DIGITS[letter]
    return total + digit


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (33, "三十三"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (109, "一百零九"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (203, "二百零三"),
        (250, "二百五十"),
        (999, "九百九十九"),
    ],
)
def test_articles_are_counted_as_laws_print_them(value, expected):
    assert expected == chinese_number(value)


@pytest.mark.parametrize("value", [-1, 0, 1000])
def test_outside_1_to_999_no_numeral_is_invented(value):
    with pytest.raises(ValueError, match=f"得到{value}"):
        chinese_number(value)


@given(st.integers(1, 999))
def test_every_numeral_reads_back_as_its_number(value):
    assert value == read_back(chinese_number(value))
