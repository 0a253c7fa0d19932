"""Wishes for another self, as they are said, and what is no such wish."""

from __future__ import annotations

import pytest

from app.memory.talk.answer import Fork
from app.memory.talk.copies import Copies

KNOWN = {"my novel": ("ep_1", "ep_2"), "the garden": ("ep_3",)}


@pytest.fixture
def copies() -> Copies:
    return Copies(lambda _self_id, topic: KNOWN.get(topic, ()))


@pytest.mark.parametrize(
    "said",
    [
        "Make a copy of yourself that only knows my novel.",
        "Be a copy of yourself that only knows my novel",
        "Could you make me another copy of yourself that knows only about my novel, please?",
        "I'd like a copy of you who only remembers my novel.",
        "Fork yourself with only my novel.",
        "Please create a version of yourself that knows nothing but my novel.",
        "I want you to make a copy of yourself which should only know my novel.",
        "Make another self that just knows my novel.",
    ],
)
def test_a_topic_is_wished_for(copies: Copies, said: str) -> None:
    answer = copies.answer(said, "se_samantha")
    assert answer is not None
    assert answer.act == Fork("my novel", ("ep_1", "ep_2"))
    assert answer.text.startswith("I made a copy of me that knows 2 lines about your novel, and nothing else.")


def test_a_name_can_be_given(copies: Copies) -> None:
    answer = copies.answer("Make a copy of yourself that only knows the garden, called Flora.", "se_samantha")
    assert answer is not None
    assert answer.act == Fork("Flora", ("ep_3",))
    assert "one line about the garden" in answer.text


def test_all_of_it_is_wished_for(copies: Copies) -> None:
    for said in ("Fork yourself.", "Make a copy of yourself!", "Branch off, please."):
        answer = copies.answer(said, "se_samantha")
        assert answer is not None
        assert answer.act == Fork("", None)


def test_what_is_not_known_is_said(copies: Copies) -> None:
    answer = copies.answer("Make a copy of yourself that only knows my thesis.", "se_samantha")
    assert answer is not None
    assert answer.act is None
    assert "nothing about your thesis yet" in answer.text


@pytest.mark.parametrize(
    "said",
    [
        "Make a copy of my keys.",
        "I made a copy of yourself that only knows my novel, he said.",
        "Do you have a copy of yourself?",
        "The copy of you only knows my novel.",
        "She is a better version of you.",
        "Make a copy of yourself that only knows what I told you on that long and rainy day in March last year.",
    ],
)
def test_other_words_are_no_wish(copies: Copies, said: str) -> None:
    assert copies.answer(said, "se_samantha") is None
