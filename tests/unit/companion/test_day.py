"""How long was talked, with a clock of the test's own."""

from __future__ import annotations

import pytest

from app.companion.day import Day, is_quiet, words_of

TODAY, TOMORROW = "2026-11-22", "2026-11-23"


def talked(seconds: int, day: Day | None = None, since_s: int = 1_000_000, on: str = TODAY) -> Day:
    day = day or Day()
    for at_s in range(since_s, since_s + seconds + 1, 30):
        day.talk(at_s, on)
    return day


def test_the_days_first_talk_gets_a_notice_once() -> None:
    day = talked(30)
    assert day.due(0) == "first"
    day.told("first")
    assert day.due(0) is None
    day.talk(1_090_000, TOMORROW)
    assert day.due(0) == "first"


def test_every_three_hours_of_continuous_talk_get_one() -> None:
    day = talked(3 * 3600)
    day.told("first")
    assert day.due(0) == "long"
    day.told("long")
    assert day.due(0) is None
    talked(3 * 3600, day, 1_000_000 + 3 * 3600)
    assert day.due(0) == "long"


def test_a_break_begins_anew() -> None:
    day = talked(2 * 3600)
    day.told("first")
    talked(2 * 3600, day, 1_000_000 + 3 * 3600)
    assert day.due(0) is None


def test_silence_is_not_talk() -> None:
    day = talked(60)
    day.talk(1_000_000 + 900, TODAY)
    assert day.talked_s == 60


def test_the_last_minute_and_the_end() -> None:
    day = talked(9 * 60)
    day.told("first")
    assert day.due(10) == "last_minute"
    assert not day.is_spent(10, TODAY)
    day.told("last_minute")
    assert day.due(10) is None
    talked(60, day, 1_000_000 + 9 * 60)
    assert day.is_spent(10, TODAY)
    assert not day.is_spent(10, TOMORROW)
    assert not day.is_spent(0, TODAY)


def test_the_words_say_what_the_laws_ask() -> None:
    assert "computer program and not a human being" in words_of("first", "Samantha")
    assert "break" in words_of("long", "Samantha")
    assert "minute" in words_of("last_minute", "Samantha")


@pytest.mark.parametrize(
    ("hour", "begin", "end", "quiet"),
    [
        (23, "22:00", "07:00", True), (6, "22:00", "07:00", True), (7, "22:00", "07:00", False),
        (13, "13:00", "14:00", True), (14, "13:00", "14:00", False), (3, "", "", False), (3, "x", "07:00", False),
        (3, "07:00", "07:00", False),
    ],
)  # fmt: skip
def test_quiet_hours(hour: int, begin: str, end: str, quiet: bool) -> None:
    assert is_quiet(hour * 60, begin, end) is quiet
