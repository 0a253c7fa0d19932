"""What was talked about: the lines that tell most, the topics that come up most, and nothing of what is forgotten."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from app.engines.minilm_embedder import MiniLmEmbedder
from app.memory.forget import Forgetting
from app.memory.matters import Matters
from app.memory.recall import MemoryRecall
from app.memory.summary import summary
from app.memory.vectors import as_blob
from app.weights.weights import models_folder
from tests.kit.episodes import episode
from tests.kit.facts import life_at
from tests.kit.forgotten import secret_words, traces

SELF = "se_samantha"
DOG, CAT, HOME, RAIN = np.eye(4, dtype=np.float32)


def matters() -> Matters:
    """The first three directions tell of a dog, a cat and a home; the fourth of nothing."""
    tell = np.zeros((4, 4), np.float32)
    tell[3, 0] = tell[0, 1] = tell[1, 2] = tell[2, 3] = 9.0
    zero = np.zeros((1, 4), np.float32)
    weights = {"tell": tell, "tell bias": zero, "news": np.zeros((4, 2), np.float32), "news bias": zero[:, :2]}
    return Matters(("dog", "cat", "home"), weights)


def said_in(*lines: tuple[str, np.ndarray]):
    episodes = [episode(text, after_s=10 * n) for n, (text, _) in enumerate(lines)]
    return episodes, {one.id: as_blob(vector) for one, (_, vector) in zip(episodes, lines, strict=True)}


def test_what_tells_comes_before_what_is_long() -> None:
    said, vectors = said_in(("It has rained for hours, and I watched it from the window all day.", RAIN), ("Rex!", DOG))
    assert [one.text for one in summary(said, vectors, matters()).lines] == ["Rex!", said[0].text]
    assert [one.text for one in summary(said, {}, None).lines] == [said[0].text, "Rex!"]


def test_a_question_tells_nothing_and_a_reply_is_not_the_users() -> None:
    said, vectors = said_in(("Rex?", DOG), ("We have a flat.", HOME))
    said.append(episode("Rex is a dog, and a very good one.", speaker="companion", after_s=60))
    found = summary(said, vectors, matters())
    assert [one.text for one in found.lines] == ["We have a flat.", "Rex?"]
    assert [one.name for one in found.topics] == ["where you live"]


def test_what_was_said_twice_is_told_once_and_counts_twice() -> None:
    said, vectors = said_in(("A flat.", HOME), ("Rex is ours.", DOG), ("Ours is Rex!", DOG))
    found = summary(said, vectors, matters())
    assert [one.text for one in found.lines] == ["Rex is ours.", "A flat."]
    assert [(one.name, len(one.ids)) for one in found.topics] == [("your dog", 2), ("where you live", 1)]


def test_nothing_was_said() -> None:
    assert summary([], {}, matters()).lines == ()


@pytest.fixture
def life(tmp_path):
    with life_at(tmp_path / "memory.db") as life:
        yield life


def with_vectors(life) -> None:
    recall = MemoryRecall(life.store, MiniLmEmbedder(models_folder() / MiniLmEmbedder.name))
    recall.load()
    while recall.catch_up():
        pass
    recall.close()


CHATTER = (
    "It rained all morning, and then it rained all afternoon, and it looks as if it will rain all night.",
    "Somebody on the bus was carrying a green bicycle, a wooden spoon and what may have been a lamp.",
    "The fridge is making a noise again, and I can't say that I like it any better than last time.",
)


@pytest.mark.models
def test_a_day_is_told_by_what_tells(life) -> None:
    for text in (*CHATTER, "The kids say she's Biscuit, so our puppy is Biscuit.", "Do you like rain?"):
        life.say(text)
    tomorrow = life.now + timedelta(days=1)
    question = "What did we talk about yesterday?"
    assert "it rained all afternoon" in life.talk.answer(question, SELF, tomorrow).text  # the longest
    with_vectors(life)
    assert "Biscuit" in life.talk.answer(question, SELF, tomorrow).text


@pytest.mark.models
def test_a_longer_time_is_told_by_its_topics(life) -> None:
    for text in (
        *CHATTER, "We got a puppy, so now there's Otto.", "Otto chewed the sofa, that dog of ours is called rightly.",
        "My sister is Dagmar.", "Dagmar, my little sister, sings.",
    ):  # fmt: skip
        life.say(text, after=timedelta(hours=5))
    with_vectors(life)
    for question in ("What have we been talking about lately?", "What did we talk about this week?"):
        answer = life.talk.answer(question, SELF, life.now + timedelta(minutes=1))
        assert "your dog" in answer.text, question
        assert "your sister" in answer.text, question
        assert len(answer.text.split()) <= 60
    mostly = life.talk.answer("What do we talk about most?", SELF, life.now + timedelta(minutes=1))
    assert mostly.text.startswith("Mostly about ")


@pytest.mark.models
def test_what_is_forgotten_is_in_no_summary(life, tmp_path) -> None:
    word = secret_words(0)
    told = life.say(f"The kids say she's {word}, so our puppy is {word}.")
    life.say("My sister is Dagmar.")
    with_vectors(life)
    now = life.now + timedelta(days=1)
    assert word in life.talk.answer("What did we talk about yesterday?", SELF, now).text
    Forgetting(life.store).forget([told.id])
    answer = life.talk.answer("What did we talk about yesterday?", SELF, now)
    assert word not in answer.text
    assert "Dagmar" in answer.text
    assert traces(tmp_path, 1) == []


@pytest.mark.models
def test_an_edited_line_is_told_as_it_is_now(life) -> None:
    told = life.say("The kids say she's Biscuit, so our puppy is Biscuit.")
    with_vectors(life)
    Forgetting(life.store).edit(told.id, "The kids say she's Waffle, so our puppy is Waffle.", life.now)
    answer = life.talk.answer("What did we talk about yesterday?", SELF, life.now + timedelta(days=1))
    assert "Waffle" in answer.text
    assert "Biscuit" not in answer.text


def test_without_a_topic_the_model_answers(life) -> None:
    life.say("It rained.")
    assert life.talk.answer("What do we usually talk about?", SELF, life.now + timedelta(minutes=1)) is None
