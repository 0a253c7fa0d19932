"""Which lines are asked about, and what comes of an answer, in a real store with a real embedder's vectors."""

from __future__ import annotations

import pytest

from app.engines.minilm_embedder import MiniLmEmbedder
from app.memory.facts.model_reading import ModelReading
from app.memory.forget import Forgetting
from app.memory.matters import load
from app.memory.recall import MemoryRecall
from app.resources import asset
from app.weights.weights import models_folder
from tests.kit.facts import life_at
from tests.kit.forgotten import traces

pytestmark = pytest.mark.models

PUPPY = "We picked a puppy from the shelter and our dog is now Biscuit."


@pytest.fixture
def life(tmp_path):
    with life_at(tmp_path / "memory.db") as life:
        yield life


@pytest.fixture
def reading(life):
    return ModelReading(life.store, life.facts, load(asset("matters.npz")))


def with_vectors(life) -> None:
    recall = MemoryRecall(life.store, MiniLmEmbedder(models_folder() / MiniLmEmbedder.name))
    recall.load()
    while recall.catch_up():
        pass
    recall.close()


def test_only_what_rules_do_not_read_and_what_tells_is_asked_about_and_once(life, reading):
    for line in ("My sister is Dagmar.", "It rained all morning.", "Is our puppy Biscuit?"):
        life.say(line)
    told = life.say(PUPPY)
    life.say("So your puppy is Biscuit!", speaker="companion")
    assert reading.questions() == []  # there are no vectors yet
    with_vectors(life)
    (asked,) = reading.questions()
    assert (asked.episode_id, asked.matter) == (told.id, "dog")
    (fact,) = reading.answered(asked, "Biscuit")
    assert (fact.statement, fact.quote) == ("Your dog is called Biscuit.", PUPPY)
    assert fact.source_episode_id == told.id
    assert reading.questions() == []


def test_what_is_not_answered_is_asked_again_and_none_is_an_answer(life, reading):
    life.say(PUPPY)
    with_vectors(life)
    assert reading.questions() == reading.questions()
    (asked,) = reading.questions()
    assert reading.answered(asked, "none") == []
    assert reading.questions() == []


def test_words_that_were_no_choice_are_no_fact(life, reading):
    life.say(PUPPY)
    with_vectors(life)
    (asked,) = reading.questions()
    assert reading.answered(asked, "Rex") == []


def test_it_follows_and_is_followed_as_what_rules_read(life, reading):
    life.say("I live in Ghent.")
    life.say("You know, after all these years in Lyon I still get lost on my way to the swimming pool.")
    with_vectors(life)
    for asked in reading.questions():
        reading.answered(asked, "Lyon")
    life.say("I live in Turin now.")
    history = life.facts.history(life.one("home").id)
    held = [(one.value, one.valid_to is None) for one in history]
    assert held == [("Ghent", False), ("Lyon", False), ("Turin", True)]


def test_reading_the_rules_again_keeps_it(life, reading):
    told = life.say(PUPPY)
    with_vectors(life)
    (fact,) = reading.answered(reading.questions()[0], "Biscuit")
    assert life.facts.derive(told) == []
    assert life.facts.get(fact.id) == fact


def test_forgotten_it_goes_with_its_line_and_an_answer_that_comes_late_is_dropped(life, reading, tmp_path):
    told = life.say("We picked a puppy from the shelter and our dog is now Xqbabababa.")
    with_vectors(life)
    (asked,) = reading.questions()
    assert len(reading.answered(asked, "Xqbabababa")) == 1
    Forgetting(life.store).forget([told.id])
    assert reading.answered(asked, "Xqbabababa") == []
    assert life.facts.all() == []
    assert traces(tmp_path, 1) == []


def test_an_edited_line_is_asked_about_anew(life, reading):
    told = life.say(PUPPY)
    with_vectors(life)
    reading.answered(reading.questions()[0], "Biscuit")
    Forgetting(life.store).edit(told.id, PUPPY.replace("Biscuit", "Waffle"), life.now)
    assert life.facts.all() == []
    with_vectors(life)
    (asked,) = reading.questions()
    assert [one.value for one in reading.answered(asked, "Waffle")] == ["Waffle"]


def test_a_fact_that_the_user_forgot_does_not_come_back(life, reading):
    life.say(PUPPY)
    with_vectors(life)
    (fact,) = reading.answered(reading.questions()[0], "Biscuit")
    life.facts.forget_facts([fact.id])
    assert reading.questions() == []
