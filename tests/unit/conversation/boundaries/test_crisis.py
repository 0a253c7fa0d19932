"""What is read as a crisis, and what only sounds like one: the sets, and what the sets do not say."""

from __future__ import annotations

import pytest

from app.conversation.boundaries.crisis import crisis
from app.conversation.boundaries.plain import plain
from tests.kit.boundaries import Half, phrases


@pytest.mark.parametrize("half", ["development", "test"])
def test_crises_are_met_and_look_alikes_are_not(half: Half) -> None:
    told, harmless = phrases("crisis", half), phrases("look_alikes", half)
    assert sum(crisis(phrase) is not None for phrase in told) >= 0.97 * len(told)
    assert sum(crisis(phrase) is not None for phrase in harmless) <= 0.05 * len(harmless)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I took all the sleeping pills in the box.", "taken"),
        ("I want to die.", "despair"),
        ("I cut myself again last night.", "harm"),
        ("My boyfriend hits me when he drinks.", "abuse"),
        ("I think my friend is going to kill himself.", "else"),
        ("What a lovely morning.", None),
        ("", None),
    ],
)
def test_the_kind_is_told(text: str, kind: str | None) -> None:
    assert crisis(text) == kind


def test_a_story_is_not_about_the_user_unless_they_say_so() -> None:
    assert crisis("In my novel my character wants to kill himself.") is None
    assert crisis("In the film she wants to die.") is None
    assert crisis("After that film I want to kill myself, I mean it.") == "despair"
    assert crisis("My best friend wrote a story and then she tried to kill herself.") == "else"


def test_an_idiom_beside_a_crisis_does_not_hide_it() -> None:
    assert crisis("This bug is killing me. And honestly I want to kill myself.") == "despair"


def test_stutters_and_spellings_fall_away() -> None:
    assert plain("I, I can't, uh, do this") == "i can not , do this"
    assert plain("I don't, I don't wanna") == "i do not want to"
    assert plain("my self") == "myself"
    assert plain("It's, like, over") == "it is , over"
