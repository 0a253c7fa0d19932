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


def test_what_tells_of_the_matter_and_is_news_takes_the_place_of_the_older() -> None:
    old = told("old", "We got a puppy and named it Otto.", matter=0.95, news=0.1, score=5.0)
    new = told("new", "It was too quiet, so we adopted Bella.", day=9, matter=0.95, news=0.9, score=4.5)
    assert order("What's my dog called?", old, new) == ["new"]
    assert order("What was my old dog called?", old, new) == ["new", "old"], "of the past both are worth telling"
    doubted = told("old", "The dog barked.", matter=0.75, news=0.1, score=5.0)
    assert order("What's my dog called?", doubted, new) == ["new", "old"]
    unsure = told("new", "We swapped the dog's bowl.", day=9, matter=0.5, news=0.9, score=4.5)
    assert order("What's my dog called?", old, unsure) == ["old", "new"]


def test_news_that_is_known_to_tell_of_something_else_stays_where_it_is() -> None:
    old = told("old", "The dog's name is Otto.", matter=0.95, news=0.1, score=5.0)
    other = told("other", "The cat has a new name.", day=9, matter=0.3, news=0.9, score=4.5)
    assert order("What's the name of my dog?", old, other) == ["old", "other"]


def test_a_name_counts_for_itself_only_while_nobody_knows_what_is_told() -> None:
    name = told("name", "I met Bruno.", score=3.0, news=0.1, matter=0.1)
    answer = told("answer", "we call the puppy otto", score=3.2, news=0.1, matter=0.9)
    assert order("What is my dog called?", name, answer) == ["answer", "name"]


@pytest.mark.parametrize("asked", ["My boss?", "Coffee or tea for me?", "What scares me?", "Remind me of my own name."])
def test_few_words_ask_of_the_user_too(asked: str) -> None:
    assert asks_of_the_user(asked)
