"""Days in people's words."""

from datetime import date, datetime

import pytest

from app.memory import days

NOW = datetime.fromisoformat("2026-03-11T14:30:00+01:00")
"""A Wednesday."""


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("yesterday", date(2026, 3, 10)),
        ("the day before yesterday", date(2026, 3, 9)),
        ("today", date(2026, 3, 11)),
        ("this morning", date(2026, 3, 11)),
        ("last night", date(2026, 3, 10)),
        ("yesterday evening", date(2026, 3, 10)),
        ("last Tuesday", date(2026, 3, 10)),
        ("on Wednesday", date(2026, 3, 4)),
        ("on Friday", date(2026, 3, 6)),
        ("three days ago", date(2026, 3, 8)),
        ("on the 5th of March", date(2026, 3, 5)),
        ("on March 20th", date(2025, 3, 20)),
        ("on the twenty-first of February", date(2026, 2, 21)),
        ("on 3 May 2024", date(2024, 5, 3)),
        ("last week", date(2026, 3, 2)),
        ("last month", date(2026, 2, 1)),
        ("last year", date(2025, 1, 1)),
        ("in January", date(2026, 1, 1)),
        ("in December", date(2025, 12, 1)),
        ("in 2024", date(2024, 1, 1)),
        ("last weekend", date(2026, 3, 7)),
    ],
)
def test_the_past(words, first):
    when = days.find(f"what did we talk about {words}", NOW)
    assert when is not None
    assert when.first.date() == first
    assert when.first < when.last
    assert f"what did we talk about {words}"[when.start : when.end] == words


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("tomorrow", date(2026, 3, 12)),
        ("the day after tomorrow", date(2026, 3, 13)),
        ("on Tuesday", date(2026, 3, 17)),
        ("next Wednesday", date(2026, 3, 18)),
        ("this Friday", date(2026, 3, 13)),
        ("next week", date(2026, 3, 16)),
        ("in two days", date(2026, 3, 13)),
        ("on the first of April", date(2026, 4, 1)),
        ("on January 2nd", date(2027, 1, 2)),
        ("in May", date(2026, 5, 1)),
    ],
)
def test_the_future(words, first):
    when = days.find(words, NOW, is_future=True)
    assert when is not None
    assert when.first.date() == first


@pytest.mark.parametrize("words", ["I may go", "it sat there", "march on", "the second one", "31 February", "nothing"])
def test_no_time(words):
    assert days.find(words, NOW) is None


def test_said_back():
    assert days.spoken(datetime.fromisoformat("2026-03-11T01:00:00+01:00"), NOW) == "today"
    assert days.spoken(datetime.fromisoformat("2026-03-10T01:00:00+01:00"), NOW) == "yesterday"
    assert days.spoken(datetime.fromisoformat("2026-03-03T01:00:00+01:00"), NOW) == "on Tuesday, 3 March"
    assert days.spoken(datetime.fromisoformat("2024-03-03T01:00:00+01:00"), NOW) == "on 3 March 2024"
    assert days.clock(datetime.fromisoformat("2026-03-11T15:05:00+01:00")) == "3:05 pm"
