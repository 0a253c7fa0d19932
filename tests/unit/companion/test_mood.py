"""What the mood seems to be: from words, and from how they sounded beside this user's usual voice."""

from __future__ import annotations

import pytest

from app.companion.mood import energy, mood


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("I'm so happy today!", "glad"), ("What a lovely day.", "glad"), ("Great.", "glad"),
        ("I'm not happy.", "down"), ("I don't feel great.", "down"), ("I miss my mother.", "down"),
        ("My boss moved the deadline and I'm furious.", "tense"), ("I'm worried about the exam.", "tense"),
        ("So tired today.", "tired"), ("I can't sleep.", "tired"), ("That's nice but I'm exhausted.", "tired"),
        ("I'm not sad.", ""), ("My sister is sad.", ""), ("I read a sad book.", ""), ("She said I was happy.", ""),
        ("Are you tired?", ""), ("Am I tired?", ""), ("I used to be angry.", ""), ("Turn it down.", ""),
        ("The blue one.", ""), ("I hate mushrooms.", ""), ("I'm mad about chess.", ""), ("Have a great day.", ""),
        ("Good morning.", ""), ("I'm glad, and so tired.", ""), ("", ""),
    ],
)  # fmt: skip
def test_words(text: str, guess: str) -> None:
    assert mood(text) == guess


def test_nothing_is_guessed_in_something_grave() -> None:
    assert mood("I'm so sad, I want to die.") == ""
    assert mood("I'm tired, the funeral is on Friday.", 2.0) == ""


def test_the_sound_tells_how_sure() -> None:
    assert mood("That's great.", -1.0) == ""
    assert mood("I'm so happy.", 0.0) == "glad"
    assert mood("We went to the shop.", 1.5) == "lively"
    assert mood("We went to the shop.", -1.5) == "quiet"
    assert mood("We went to the shop.", 0.5) == ""


def test_energy_is_beside_the_usual_and_bounded() -> None:
    assert energy(-20.0, -26.0, 12.0, 10.0) == pytest.approx(1.0)
    assert energy(-20.0, None, 12.0, None) == 0.0
    assert energy(-20.0, -20.0, 0.0, 10.0) == 0.0
    assert energy(0.0, -60.0, 30.0, 10.0) == 2.0
