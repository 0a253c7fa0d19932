"""The transcript's vote, on sentences as Whisper writes them: with a full stop behind everything."""

from __future__ import annotations

import pytest

from app.listening.completeness import CLOSED, OPEN, THIN, WHOLE, completeness


@pytest.mark.parametrize(
    "text",
    [
        "My sister and.", "I would like to.", "Set a timer for.", "I was wondering whether", "What is the name of the.",
        "I have a headache because.", "It was, um.", "I am very.", "Well, I’m", "She bought twelve eggs,",
        "I was thinking...", "And then…", "What I wanted to say —", "My favourite book is.", "Then we", "Uh",
        "I live here. But my",
    ],
)  # fmt: skip
def test_words_that_cannot_end_there(text: str) -> None:
    assert completeness(text) == OPEN


@pytest.mark.parametrize(
    "text",
    [
        "", "...?!", "Can you tell me?", "Could you explain.", "I need to buy.", "When I was a child.",
        "If it rains on Saturday.", "One of the best.", "The train to London.", "What do you think about",
        "The old house by the sea.", "Go on.", "Which of these?", "Let me", "Most of the people.",
    ],
)  # fmt: skip
def test_words_that_want_something_more(text: str) -> None:
    assert completeness(text) == THIN


@pytest.mark.parametrize(
    "text",
    [
        "I left my keys on the kitchen table.", "Turn off the light.", "The soup was delicious", "Blue.",
        "Twenty five", "When I was a child we spent every August at my aunt's farm.", "He's late.", "I walked home",
        "It rains. I am tired today.", "What is the capital of Australia?", "Is that true?", "When is it open?",
        "Where do penguins live?", "Good morning! Did you sleep well?", '"How are you?"',
        "It is the best part of the week.",
    ],
)  # fmt: skip
def test_a_clause_with_nothing_missing(text: str) -> None:
    assert completeness(text) == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        "Yes.", "No", "Not really.", "Okay, thanks.", "Why?", "Maybe later.", "It rains. Stop!",
    ],
)  # fmt: skip
def test_an_answer_in_a_word_or_two(text: str) -> None:
    assert completeness(text) == CLOSED


@pytest.mark.parametrize("text", ["Who are you talking to?", "I know what it is.", "Yes, it is.", "No, we are"])
def test_a_word_that_may_come_last_after_a_question_word_or_in_a_short_answer(text: str) -> None:
    assert completeness(text) == THIN
