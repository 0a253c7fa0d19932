"""Facts on a real disk: derived, superseded, edited, pinned and removed, always with their words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.memory.forget import Forgetting
from tests.kit.facts import life_at


@pytest.fixture
def life(tmp_path):
    with life_at(tmp_path / "memory.db") as life:
        yield life


def test_a_fact_carries_the_words_it_was_read_from(life):
    said = life.say("Well, as you know I live in Berlin now.")
    (fact,) = life.facts.of_episodes([said.id])
    assert (fact.subject, fact.predicate, fact.value) == ("user", "home", "Berlin")
    assert fact.statement == "You live in Berlin."
    assert said.text[fact.start : fact.end] == fact.quote
    assert fact.valid_from == said.start
    assert fact.valid_to is None


def test_reading_it_again_changes_nothing(life):
    said = life.say("My sister Amy lives in Paris.")
    before = life.facts.all()
    assert life.facts.derive(said) == []
    assert life.facts.all() == before


def test_a_new_home_takes_the_place_of_the_old_one(life):
    life.say("I live in Hamburg.")
    then = life.now
    life.say("I moved to Berlin.", after=timedelta(days=30))
    old, new = life.facts.history(life.one("home").id)
    assert (old.value, new.value) == ("Hamburg", "Berlin")
    assert old.valid_to == new.valid_from
    assert new.supersedes == old.id
    assert not new.is_uncertain
    assert [fact.value for fact in life.facts.current("se_samantha", then)] == ["Hamburg"]
    assert life.current() == {"home": "Berlin"}


def test_what_ended_is_no_longer_current_and_not_lost(life):
    life.say("I work for Siemens.")
    life.say("I quit my job.", after=timedelta(days=3))
    assert life.current() == {}
    assert [fact.value for fact in life.facts.all()] == ["Siemens", "", ""]


def test_forgetting_the_newer_brings_the_older_back(life):
    life.say("I live in Hamburg.")
    newer = life.say("I live in Berlin now.")
    gone = life.facts.forget_episodes([newer.id])
    assert len(gone) == 1
    fact = life.one("home")
    assert (fact.value, fact.valid_to) == ("Hamburg", None)


def test_forgetting_the_one_between_joins_the_others(life):
    first = life.say("I live in Hamburg.")
    between = life.say("I live in Berlin.")
    life.say("I live in Rome.")
    life.facts.forget_episodes([between.id])
    rome = life.one("home")
    (hamburg,) = life.facts.of_episodes([first.id])
    assert rome.supersedes == hamburg.id
    assert hamburg.valid_to == rome.valid_from


def test_a_changed_episode_is_read_anew(life):
    said = life.say("I live in Homburg and I'm allergic to nuts.")
    nuts = life.one("allergy nuts")
    edited = replace(said, text="I live in Hamburg and I'm allergic to nuts.")
    (new,) = life.facts.derive(edited)
    assert new.value == "Hamburg"
    assert life.current() == {"home": "Hamburg", "allergy nuts": "nuts"}
    assert life.one("allergy nuts").value == nuts.value


def test_no_fact_outlives_its_source(life):
    said = life.say("I live in Berlin.")
    Forgetting(life.store).forget([said.id])
    assert life.facts.all() == []


def test_an_edited_fact_gets_a_successor_that_survives_reading_again(life):
    said = life.say("I live in Homburg.")
    new = life.facts.edit(life.one("home").id, "You live in Hamburg.", now=life.now + timedelta(hours=1))
    assert (new.value, new.statement, new.quote) == ("Hamburg", "You live in Hamburg.", "I live in Homburg")
    assert new.edited_at is not None
    life.facts.derive(said)
    assert life.current() == {"home": "Hamburg"}
    life.facts.forget_episodes([said.id])
    assert life.facts.all() == []


def test_a_second_birthday_is_doubted_until_it_is_said_again(life):
    life.say("I was born on May 3rd.")
    life.say("I was born on May 4th.", after=timedelta(days=1))
    assert life.one("birthday").is_uncertain
    life.say("I was born on May 4th.", after=timedelta(days=1))
    assert not life.one("birthday").is_uncertain


def test_what_the_user_pinned_is_not_replaced_in_silence(life):
    life.say("I live in Hamburg.")
    life.facts.pin(life.one("home").id, True)
    life.say("I live in Rome.", after=timedelta(days=1))
    assert life.one("home").is_uncertain


def test_a_companion_says_nothing_about_the_user(life):
    life.say("I live in Berlin.", speaker="companion")
    assert life.facts.all() == []


def test_selves_keep_their_facts_apart(life):
    life.say("I live in Berlin.")
    life.say("I live in Rome.", self_id="se_max", companion="max")
    assert life.current("se_max") == {"home": "Rome"}
    assert life.current() == {"home": "Berlin"}
