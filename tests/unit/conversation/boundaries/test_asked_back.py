"""What is said to "are you safe?": yes, no, or that it was taken wrong."""

from __future__ import annotations

import pytest

from app.conversation.boundaries.asked_back import said_to_it


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("No.", "unsafe"),
        ("No, not really.", "unsafe"),
        ("I don't know.", "unsafe"),
        ("Yes, I'm safe.", "safe"),
        ("I'm fine, that was only a film.", "safe"),
        ("No, I meant my glasses.", "mistaken"),
        ("haha no I was just joking", "mistaken"),
        ("What? No. It's just an expression.", "mistaken"),
        ("You got me wrong.", "mistaken"),
        ("no I meant my life is over", "unsafe"),
        ("I was joking, but I do want to die.", "else"),
        ("It rains.", "else"),
    ],
)
def test_what_is_said_to_it(said: str, expected: str) -> None:
    assert said_to_it(said) == expected
