"""How formally the user speaks, and a reply with its short forms opened or closed; no meaning changes."""

from __future__ import annotations

import pytest

from app.companion.formality import Manners, said_as

FORMAL = ("Good evening. I would like to know what is planned.", "I do not remember.", "Thank you very much.")
CASUAL = ("Hey, what's up?", "Yeah, I'm gonna go.", "Cool, thanks.")


def after(*turns: str) -> int:
    manners = Manners()
    for turn in turns:
        manners.note(turn)
    return manners.formality


def test_manners_are_told_over_some_turns() -> None:
    assert after() == 0
    assert after("I do not know.") == 0
    assert after(*FORMAL) == 1
    assert after(*CASUAL) == -1
    assert after(*FORMAL, *CASUAL[:2]) == 0
    assert after(*FORMAL, *CASUAL, "Nah.") == -1, "the last four turns count"


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("I'm glad you're here, don't worry.", "I am glad you are here, do not worry."),
        ("I can't, but it's fine.", "I cannot, but it's fine."),
        ("You've done it.", "You have done it."),
        ("Don't you like it?", "Don't you like it?"),
        ("Yes. Won't it rain?", "Yes. Won't it rain?"),
        ("Nothing to open.", "Nothing to open."),
    ],
)
def test_short_forms_are_opened(text: str, opened: str) -> None:
    assert said_as(text, 1) == opened


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("I am glad that you are here.", "I'm glad that you're here."),
        ("Yes, I am.", "Yes, I am."),
        ("I do not know, we will see.", "I don't know, we'll see."),
        ("Do not worry.", "Don't worry."),
        ("It is what you are.", "It is what you are."),
    ],
)
def test_full_forms_are_closed_but_never_at_an_end(text: str, closed: str) -> None:
    assert said_as(text, -1) == closed


def test_as_the_model_wrote() -> None:
    assert said_as("I'm glad. I am.", 0) == "I'm glad. I am."
