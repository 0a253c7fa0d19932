"""What holds now comes before what held once; questions about the past get both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.memory.holding import asks_of_the_user, holding_first, only_asks, without_sources
from app.memory.recalled import Memory
from tests.kit.episodes import NINE


def told(id: str, text: str, *, day: int = 0, score: float = 3.0, **changed: Any) -> Memory:
    values: dict[str, Any] = {"kind": "episode", "speaker": "user", "said_at": NINE + timedelta(days=day)} | changed
    return Memory(id, text=text, score=score, **values)


def order(question: str, *memories: Memory, closed: dict[str, list[str]] | None = None) -> list[str]:
    return [one.id for one in holding_first(memories, question, closed or {})]


def test_words_of_a_closed_fact_are_left_out_with_the_reply_that_said_them_back() -> None:
    memories = (
        told("old", "I live in Ghent."),
        told("echo", "Ghent, how nice!", speaker="companion"),
        told("new", "You live in Lyon.", kind="fact", day=9),
    )
    assert order("Where do I live?", *memories, closed={"old": ["Ghent"]}) == ["new"]
    assert set(order("Where did I live before?", *memories, closed={"old": ["Ghent"]})) == {"old", "echo", "new"}


def test_a_long_line_with_a_closed_fact_may_tell_more_and_comes_last() -> None:
    boat = told("boat", "I live in Ghent, and on Sundays I take my boat out, the one that my uncle built from a wreck.")
    other = told("other", "I saw a boat today.", score=2.0)
    assert order("Where is my boat?", boat, other, closed={"boat": ["Ghent"]}) == ["other", "boat"]


@pytest.mark.parametrize(
    ("old", "new", "question"),
    [
        ("Our team meeting is at two.", "They moved the team meeting to half past four.", "When is our team meeting?"),
        ("I keep the spare key in the shed.", "The spare key is under the pot now.", "Where do I keep the spare key?"),
    ],
)
def test_news_comes_before_what_it_may_have_changed(old: str, new: str, question: str) -> None:
    assert order(question, told("old", old, score=3.6), told("new", new, day=9, score=3.0)) == ["new", "old"]


def test_a_word_by_chance_is_no_news() -> None:
    old, other = told("old", "I get up at six."), told("other", "I gave up on the gym.", day=9, score=2.0, nearness=0.4)
    assert order("When do I get up?", old, other) == ["old", "other"]


def test_what_names_something_answers_more_than_what_has_the_word() -> None:
    event = told("event", "A neighbour borrowed our ladder.", score=3.3)
    answer = told("answer", "The neighbour across the hall is Mister Blum.", score=3.2)
    reply = told("reply", "Tell me more.", speaker="companion", score=3.9, nearness=0.1)
    assert order("Who is my neighbour?", event, answer, reply) == ["answer", "event"]
    assert order("The neighbour again!", reply, event, answer) == ["reply", "event", "answer"]


def test_what_a_fact_says_is_not_quoted_twice() -> None:
    short = told("short", "My dog is Rex.")
    long = told("long", "My dog is Rex, and he is afraid of the vacuum cleaner.")
    quotes = {"short": "My dog is Rex", "long": "My dog is Rex"}
    assert without_sources((short, long), quotes) == (long,)


def test_which_questions_only_the_user_has_answered() -> None:
    assert all(map(asks_of_the_user, ("When do I get up?", "Do you remember my name?")))
    assert not asks_of_the_user("What is the capital of Peru?")
    assert all(map(only_asks, ("Tell me about violins.", "Is it late?")))
    assert not only_asks("It is late.")
