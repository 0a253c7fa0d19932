"""What a question is about, read from its words."""

import pytest

from app.memory.question import read_question, share_met

NAMES = {"you": "user", "samantha": "companion"}


def read(text):
    return read_question(text, {})


def test_words_that_are_in_every_turn_do_not_count():
    assert read("What did I tell you about the letter to Amy, the letter?").terms == ("letter", "amy")
    assert read("How are you?").terms == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("What did I say about the letter?", "user"),
        ("Do you remember my sister's name?", "user"),
        ("What did you recommend?", "companion"),
        ("Is it going to rain?", None),
    ],
)
def test_whose_words_are_asked_for(text, speaker):
    assert read(text).speaker == speaker


def test_a_name_says_whose():
    names = {"caroline": "user", "melanie": "companion"}
    assert read_question("What does Caroline like?", names).speaker == "user"
    assert read_question("What does Melanie like?", names).speaker == "companion"
    assert read_question("What do Caroline and Melanie like?", names).speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "What did I tell you about Amy?",
        "Do you remember the letter?",
        "What's my sister's name?",
        "When did we talk about Lisbon?",
        "What do you know about me?",
        "You told me about a film.",
    ],
)
def test_it_asks_for_memory(text):
    assert read(text).asks_for_memory


@pytest.mark.parametrize("text", ["Good morning!", "Remember that my sister is Amy.", "What is the capital of France?"])
def test_it_does_not_ask_for_memory(text):
    assert not read(text).asks_for_memory


def test_endings_do_not_matter_to_what_is_met():
    assert share_met(("adopting", "agencies"), "An adoption agency") == 1
    assert share_met(("zebra", "cake"), "I baked cakes") == 0.5
    assert share_met((), "anything") == 0
