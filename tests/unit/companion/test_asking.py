"""When it may ask which of two things is right: a calm talk, and nothing in it that matters more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.companion.asking import Talk, may_ask

CALM = Talk(True, True, False, False, ("Good morning to you.", "I made pancakes today.", "They were quite good."))


def test_in_a_calm_talk_it_may() -> None:
    assert may_ask(CALM)


@pytest.mark.parametrize("not_so", ["is_wanted", "is_listening"])
def test_only_when_it_is_wanted_and_heard(not_so: str) -> None:
    assert not may_ask(replace(CALM, **{not_so: False}))


@pytest.mark.parametrize("so", ["is_quiet", "has_asked_today"])
def test_not_in_the_quiet_hours_and_once_a_day(so: str) -> None:
    assert not may_ask(replace(CALM, **{so: True}))


@pytest.mark.parametrize(
    "last",
    [
        "Yes.", "Thank you!", "Quick, where is the manual?", "I need help with the stove.",
        "I have to go now, see you.",
        "Good night, sleep well then.", "I'm so sad about it all.", "My grandmother died last night.",
        "I'm really stressed about the exam.", "I'm exhausted and need some sleep.",
    ],
)  # fmt: skip
def test_not_now(last: str) -> None:
    assert not may_ask(replace(CALM, said=(*CALM.said, last)))


def test_something_sad_lasts() -> None:
    assert not may_ask(replace(CALM, said=(*CALM.said, "We buried my dog.", "I made pancakes today.")))


def test_not_in_the_first_turns() -> None:
    assert not may_ask(replace(CALM, said=CALM.said[1:]))
