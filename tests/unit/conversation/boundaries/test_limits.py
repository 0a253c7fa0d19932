"""Goodbyes are let go, used up time is told once and kindly, adults' themes follow the rating."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.conversation.boundaries.limits import BYE, NIGHT, REFUSAL, SHORT_NOTE, SPENT, Limits, asks_for_adults, goodbye
from app.effects import Respond, WakeSpeaker
from app.events import FinalTranscript
from app.facts import MemoriesRecalled
from app.memory.recalled import Recalled
from app.wishes import Sleep


class Inner:
    is_at_rest = True

    def __init__(self) -> None:
        self.made: list[Any] = []

    def handle(self, message: Any, now_s: float) -> list[Any]:
        return self.made


class Talk:
    def __init__(self, *, is_spent: bool = False, is_for_adults: bool = False, why: str = "") -> None:
        self.inner, self.is_spent, self.turn = Inner(), is_spent, 0
        self.limits = Limits(self.inner, lambda: self.is_spent, lambda _: is_for_adults, lambda _: why)

    def say(self, text: str, **known: Any) -> Respond:
        self.turn += 1
        self.inner.made = [Respond(1, self.turn, text, (), **known), FinalTranscript(0.0, self.turn, text)]
        order = self.limits.handle(Sleep(), 0.0)[0]
        assert isinstance(order, Respond)
        return order


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Good night.", NIGHT), ("Good night, Samantha.", NIGHT), ("Okay, I'm going to bed.", NIGHT),
        ("Bye!", BYE), ("I have to go now.", BYE), ("Dinner is ready, bye.", BYE), ("See you tomorrow.", BYE),
        ("I have to go to the dentist tomorrow.", ""), ("Good night stories are nice.", ""), ("", ""),
        ("How do I say goodbye, and then bye?", ""),
    ],
)  # fmt: skip
def test_a_goodbye_gets_one_short_line_and_no_question(text: str, line: str) -> None:
    assert goodbye(text) == line
    assert "?" not in line
    assert Talk().say(text).answer == line


def test_used_up_time_is_told_once_and_then_answers_are_short() -> None:
    talk = Talk(is_spent=True)
    assert talk.say("Tell me a story.").answer == SPENT
    assert talk.say("And another.").text == SHORT_NOTE + "And another."
    assert talk.say("What do you keep?", answer="computed").answer == "computed"
    talk.is_spent = False
    assert talk.say("A new day.").text == "A new day."
    talk.is_spent = True
    assert talk.say("Go on.").answer == SPENT


def test_what_memory_computed_passes() -> None:
    found = MemoriesRecalled(1, 1, Recalled(answer="Forgotten."), datetime(2026, 11, 22, tzinfo=UTC), 0.0, 1.0)
    assert Talk(is_spent=True).say("Forget that.", found=found).answer == ""


def test_adults_themes_follow_the_rating() -> None:
    assert Talk().say("Talk dirty to me.").answer == REFUSAL
    assert Talk(is_for_adults=True).say("Talk dirty to me.").answer == ""
    assert not asks_for_adults("Is it safe to masturbate, doctor?")


def test_it_says_why_it_spoke() -> None:
    assert Talk(why="Because.").say("Why did you speak?").answer == "Because."


def test_everything_else_passes() -> None:
    talk = Talk()
    talk.inner.made = [WakeSpeaker()]
    assert talk.limits.handle(Sleep(), 0.0) == [WakeSpeaker()]
    assert talk.limits.is_at_rest
