"""Numerals as English words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from app.conversation.spoken import numbers


@settings(deadline=None)
@given(st.integers(0, 10**15 - 1))
def test_a_cardinal_is_what_num2words_says(number: int) -> None:
    expected = num2words(number).replace(",", "").replace(" and ", " ")
    assert numbers.cardinal(number) == expected


@settings(deadline=None)
@given(st.integers(1, 10**6))
def test_an_ordinal_is_what_num2words_says(number: int) -> None:
    expected = num2words(number, to="ordinal").replace(",", "").replace(" and ", " ")
    assert numbers.ordinal(number) == expected


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1100, "eleven hundred"),
        (1905, "nineteen oh five"),
        (1984, "nineteen eighty-four"),
        (2000, "two thousand"),
        (2005, "two thousand five"),
        (2026, "twenty twenty-six"),
    ],
)
def test_years(number: int, said: str) -> None:
    assert numbers.year(number) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,234", "one thousand two hundred thirty-four"),
        ("3.50", "three point five zero"),
        (".5", "zero point five"),
        ("-2", "minus two"),
        ("007", "zero zero seven"),
        ("0.25", "zero point two five"),
        ("1234567890123456", "one two three four five six seven eight nine zero one two three four five six"),
    ],
)
def test_numerals(text: str, said: str) -> None:
    assert numbers.number(text) == said


def test_more_than_a_quantity_is_read_digit_by_digit() -> None:
    assert numbers.cardinal(10**15).split()[:2] == ["one", "zero"]


@pytest.mark.parametrize(("text", "said"), [("00", ""), ("05", "oh five"), ("30", "thirty")])
def test_the_second_half_of_a_time(text: str, said: str) -> None:
    assert numbers.two_digits(text) == said


@pytest.mark.parametrize(("word", "many"), [("eighty", "eighties"), ("six", "sixes"), ("hundred", "hundreds")])
def test_plurals(word: str, many: str) -> None:
    assert numbers.plural(word) == many
