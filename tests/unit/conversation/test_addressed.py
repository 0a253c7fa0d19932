"""Who is called by name. The sets are halved: every second line was not looked at while the rules were written."""

from __future__ import annotations

import pytest

from app.conversation.addressed import Addresses
from tests.kit.addressed import ADDRESSES, LOOK_ALIKES, NAMES, halves

CALLS = Addresses(NAMES)


def test_who_is_called_is_found() -> None:
    for half in halves(ADDRESSES):
        missed = [said for said in half if CALLS.called(said.text) != said.companion]
        assert len(missed) <= len(half) * 0.05, missed


def test_who_is_only_spoken_of_is_not_called() -> None:
    for half in halves(LOOK_ALIKES):
        assert [said.text for said in half if CALLS.called(said.text)] == []


@pytest.mark.parametrize(
    ("text", "companion"),
    [
        ("Thanks, Samantha. Max, what about you?", "max"),
        ("Max, thank you. And now back to Samantha.", "samantha"),
        ("Max, what would Samantha do?", "max"),
        ("Samantha, ask Max what he thinks.", "samantha"),
        ("", None),
        ("...", None),
    ],
)
def test_the_last_who_is_called_has_the_floor(text: str, companion: str | None) -> None:
    assert CALLS.called(text) == companion


def test_a_name_alone_may_be_the_answer_to_a_question() -> None:
    assert CALLS.called("Max.") == "max"
    assert CALLS.called("Max.", asked="Who told you that?") is None
    assert CALLS.called("Max.", asked="Oh. What is his name?") is None
    assert CALLS.called("Max, who told me that?", asked="Who told you that?") == "max"


def test_what_only_sounds_like_a_name_needs_words_that_are_said_to_somebody() -> None:
    assert CALLS.called("Macs, what would you do?") == "max"
    assert CALLS.called("What would you do, Macs?") == "max"
    assert CALLS.called("Macs, they are expensive.") is None
    assert CALLS.called("Are these your marks?") is None


def test_a_companion_without_a_name_is_never_called() -> None:
    assert Addresses({"nobody": "…"}).called("Hello.") is None


def test_a_name_of_two_words() -> None:
    calls = Addresses({"may": "Aunt May"})
    assert calls.called("Aunt May, are you there?") == "may"
    assert calls.called("My aunt may be late.") is None
