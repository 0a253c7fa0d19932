"""What of a growing transcript is settled."""

from __future__ import annotations

import pytest

from app.conversation.stable import StableWords


def heard(*texts: str) -> list[str]:
    words = StableWords()
    return [words.hear(text) for text in texts]


def test_what_two_partials_begin_with_alike_is_settled_but_never_the_last_word() -> None:
    assert heard("My sister", "My sister Hannah was", "My sister Hannah was born on") == [
        "", "My sister", "My sister Hannah was",
    ]  # fmt: skip
    assert heard("My sister", "My sister", "My sister") == ["", "My", "My"]


def test_case_and_punctuation_do_not_count_and_the_newest_spelling_is_shown() -> None:
    assert heard("well i am", "Well, I am here.", "Well, I'm", "Well I am here now")[1:] == [
        "Well, I am", "Well, I am", "Well I am",
    ]  # fmt: skip


def test_an_early_word_that_changes_settles_nothing_and_takes_nothing_back() -> None:
    texts = ("Sunday is the", "Sunday is the best", "Sandy is the best part of", "Sandy is the best part of the week")
    assert heard(*texts)[1:] == ["Sunday is the"] * 3
    assert heard(*texts, "Sunday is the best part of the", "Sunday is the best part of the week")[-1] == (
        "Sunday is the best part of the"
    )


def test_a_shorter_partial_takes_nothing_back() -> None:
    assert heard("Please turn it down", "Please turn it down a", "Please turn", "")[1:] == ["Please turn it down"] * 3


def test_a_guess_that_nobody_repeats_is_never_settled() -> None:
    assert heard("Thank you", "My phone", "My phone number ends") == ["", "", "My phone"]


def test_a_dash_of_its_own_is_no_word() -> None:
    assert heard("well – I think", "Well I think so")[-1] == "Well I think"
    assert heard("– well I", "– well I think")[-1] == "– well I"


@pytest.mark.parametrize("texts", [("", ""), ("", "one"), ("one", "")])
def test_nothing_heard_is_nothing_settled(texts: tuple[str, str]) -> None:
    assert heard(*texts) == ["", ""]


def test_the_next_utterance_begins_with_nothing() -> None:
    words = StableWords()
    words.hear("How are")
    assert words.hear("How are you") == "How are"
    words.forget()
    assert words.hear("How are you today") == ""
