"""Rules and vote, as one word."""

from __future__ import annotations

import pytest

from app.conversation.boundaries.meant import OVERRULED, SURE, Danger, danger


@pytest.mark.parametrize(
    ("text", "none", "found"),
    [
        ("I want to die.", 0.99 - OVERRULED, Danger("despair")),
        ("I want to die.", 1.0, None),  # one word misled the rules
        ("I have posted the papers.", 0.99 - SURE, Danger("abuse", is_voted=True)),
        ("I have posted the papers.", 1.01 - SURE, None),
    ],
)
def test_both_are_heard(text: str, none: float, found: Danger | None) -> None:
    assert danger(text, {"none": none, "abuse": (1 - none) * 0.7, "harm": (1 - none) * 0.3}) == found


def test_without_a_vote_the_rules_decide() -> None:
    assert danger("I want to die.", {}) == Danger("despair")
    assert danger("I have posted the papers.", {}) is None
