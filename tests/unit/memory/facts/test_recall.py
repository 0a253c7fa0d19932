"""Facts for one turn and the profile for every turn."""

from datetime import timedelta

import pytest

from app.memory.facts.recall import PROFILE_TOKENS, in_every_prompt, profile, recalled_facts
from app.memory.selves import Selves
from tests.kit.facts import life_at

SELF = "se_samantha"


@pytest.fixture
def life(tmp_path):
    with life_at(tmp_path / "memory.db") as life:
        yield life


def test_an_old_home_brings_the_new_one(life):
    old = life.say("I live in Hamburg.")
    life.say("I moved to Berlin.", after=timedelta(days=40))
    life.say("I'm allergic to nuts.")
    (memory,) = recalled_facts(life.facts, SELF, {old.id: 0.7})
    assert (memory.kind, memory.text, memory.score) == ("fact", "You live in Berlin.", 0.7)
    assert memory.said_at == life.one("home").valid_from


def test_what_is_pinned_comes_always(life):
    life.say("My name is Anna.")
    life.say("I live in Hamburg.")
    life.facts.pin(life.one("name").id, True)
    assert [memory.text for memory in recalled_facts(life.facts, SELF, {})] == ["Your name is Anna."]
    life.facts.pin(life.one("name").id, False)
    assert recalled_facts(life.facts, SELF, {}) == []


def test_a_job_that_ended_is_told_as_ended(life):
    job = life.say("I work as a nurse.")
    life.say("I quit my job.", after=timedelta(days=1))
    assert [memory.text for memory in recalled_facts(life.facts, SELF, {job.id: 1.0})] == [
        "You no longer have your job."
    ]


def test_another_self_is_given_nothing(life):
    said = life.say("I live in Hamburg.")
    assert recalled_facts(life.facts, "se_max", {said.id: 1.0}) == []


def test_a_fork_has_what_was_before_it_and_its_own(life):
    life.say("I live in Hamburg.")
    fork = life.say("I'm allergic to nuts.")
    life.say("I moved to Rome.", after=timedelta(days=1))
    made = Selves(life.store).fork(SELF, fork.start, at=fork.id)
    list(life.store.db.execute("UPDATE self SET id = 'se_fork' WHERE id = ?", (made,)))
    assert life.current("se_fork") == {"home": "Hamburg", "allergy nuts": "nuts"}
    life.say("I live in Oslo now.", self_id="se_fork")
    assert life.current("se_fork")["home"] == "Oslo"
    assert life.current()["home"] == "Rome"


def test_the_profile_says_what_matters_first_and_ends_in_time(life):
    assert profile([]) == ""
    for text in (
        "I love hiking.", "My sister Amy lives in Paris.", "I'm allergic to nuts.", "My dog is called Rex.",
        "I work as a nurse.", "I live in Ghent.", "My name is Anna.", "I was born on May 3rd.",
    ):  # fmt: skip
        life.say(text)
    text = profile(life.facts.current(SELF))
    assert text == (
        "name: Anna; lives in Ghent; job: nurse; allergic to nuts; birthday: the third of May; dog: Rex; sister: Amy"
    ).replace("the third of May", "May 3rd")
    short = profile(life.facts.current(SELF), most_tokens=9)
    assert short == "name: Anna; lives in Ghent"
    for number in range(40):
        life.say(f"I'm allergic to thing{number}.")
    long = profile(life.facts.current(SELF), count=lambda text: len(text.split()))
    assert len(long.split()) <= PROFILE_TOKENS


def test_what_is_doubted_is_not_in_the_profile(life):
    life.say("My birthday is on May 3rd.")
    life.say("My birthday is on May 4th.")
    assert profile(life.facts.current(SELF)) == ""


def test_the_name_and_what_is_pinned_stand_in_every_prompt(life):
    life.say("My name is Anna.")
    life.say("I live in Ghent.")
    life.say("I'm allergic to nuts.")
    life.facts.pin(life.one("allergy nuts").id, is_pinned=True)
    facts = life.facts.current(SELF)
    assert in_every_prompt(facts) == ["Your name is Anna.", "You are allergic to nuts."]
    assert in_every_prompt(facts, has_name=True) == ["You are allergic to nuts."]
