"""What contradicts what: told twice in two ways, without a word of change; and what the user said of it then."""

from datetime import timedelta

import pytest

from app.memory.migrations import MIGRATIONS, m2026_11_24_doubted_anew
from tests.kit.facts import life_at

WEEKS = timedelta(weeks=3)


@pytest.fixture
def life(tmp_path):
    with life_at(tmp_path / "memory.db") as life:
        yield life


@pytest.mark.parametrize(
    ("slot", "first", "later"),
    [
        ("home", "I live in Ghent.", "My flat in Antwerp is cold."),
        ("home", "I live in Ghent.", "Is it raining? Our house in Antwerp has a leak."),
        ("home", "I live in Ghent.", "I live in Antwerp."),
        ("home", "i live in ghent", "i live in antwerp"),
        ("home", "I live in Belgium.", "I live in France."),
        ("employer", "I work at Siemens.", "I work for IKEA."),
        ("name", "My name is Anna.", "My name is Hannah."),
        ("birthday", "My birthday is on May 3rd.", "My birthday is on May 4th."),
        ("birthplace", "I was born in Ghent.", "I was born in Lyon."),
        ("mother", "My mother is called Ruth.", "My mum is called Vera."),
    ],
)
def test_two_values_of_what_there_is_one_of_are_doubted(life, slot, first, later):
    life.say(first)
    assert not life.one(slot).is_uncertain
    life.say(later, after=WEEKS)
    assert life.one(slot).is_uncertain
    assert [fact.quote for fact in life.facts.history(life.one(slot).id)] != []
    assert len(life.facts.history(life.one(slot).id)) == 2


@pytest.mark.parametrize(
    ("slot", "first", "later"),
    [
        ("home", "I live in Ghent.", "My new flat in Antwerp is cold."),
        ("home", "I live in Ghent.", "I live in Antwerp now."),
        ("home", "I live in Ghent.", "I moved to Antwerp."),
        ("home", "I live in Belgium.", "I live in Ghent."),
        ("home", "I live in Ghent.", "I live in Ghent, Belgium."),
        ("home", "I live in the centre of Ghent.", "I live in Ghent."),
        ("home", "I live in a small flat.", "I live in Ghent."),
        ("employer", "I work at Siemens.", "I work at a bank."),
        ("employer", "I work at Siemens.", "I got a new job at IKEA."),
        ("name", "My name is Anna.", "My name is Anna Miller."),
        ("name", "My name is Anna.", "Call me Hannah."),
        ("job", "I'm a nurse.", "I work as a teacher."),
        ("partner", "My girlfriend is called Anna.", "My girlfriend is called Ines."),
    ],
)
def test_what_may_both_be_or_is_told_as_a_change_is_not(life, slot, first, later):
    life.say(first)
    life.say(later, after=WEEKS)
    assert not life.one(slot).is_uncertain


def test_hobbies_are_many(life):
    life.say("I love hiking.")
    life.say("I love chess.", after=WEEKS)
    assert not any(fact.is_uncertain for fact in life.facts.current("se_samantha"))
    assert len(life.facts.current("se_samantha")) == 2


@pytest.mark.parametrize(
    "said",
    [
        "My old flat in Antwerp was cold.", "My flat in Antwerp was lovely.", "I sold my flat in Antwerp.",
        "My holiday house in Spain is cold.", "My parents' house in Antwerp is cold.", "I miss my flat in Antwerp.",
        "I rent out my flat in Antwerp.", "She said my flat in Antwerp is cold.", "My flat is cold.",
        "When I was a student, my flat in Antwerp had no heating.",
    ],
)  # fmt: skip
def test_a_dwelling_that_is_not_home_is_none(life, said):
    life.say(said)
    assert "home" not in life.current()


def test_said_again_it_is_certain(life):
    life.say("I live in Ghent.")
    life.say("My flat in Antwerp is cold.", after=WEEKS)
    life.say("I live in Antwerp.", after=WEEKS)
    assert not life.one("home").is_uncertain


def test_an_edit_or_a_pin_ends_the_doubt(life):
    for act in ("edit", "pin"):
        life.say("I live in Ghent.", self_id="se_samantha")
        life.say("My flat in Antwerp is cold.", after=WEEKS)
        doubted = life.one("home")
        if act == "edit":
            life.facts.edit(doubted.id, doubted.value, now=life.now)
        else:
            life.facts.pin(doubted.id, True)
        assert not life.one("home").is_uncertain
        life.facts.forget_facts([fact.id for fact in life.facts.all()])


def test_both_hold_until_a_change_is_told(life):
    first = life.say("I live in Ghent.")
    life.say("My flat in Antwerp is cold.", after=WEEKS)
    newer = life.one("home")
    for fact_id in (newer.supersedes, newer.id):
        life.facts.edit(fact_id, "", now=life.now, is_beside=True)

    def homes():
        return {fact.value: fact.is_uncertain for fact in life.facts.current("se_samantha")}

    assert homes() == {"Ghent": False, "Antwerp": False}
    life.facts.derive(first)
    life.say("I live in Antwerp.", after=WEEKS)
    life.say("I live in Ghent.", after=WEEKS)
    assert homes() == {"Ghent": False, "Antwerp": False}
    assert {fact.value for fact in life.facts.near("se_samantha", [first.id])} == {"Ghent", "Antwerp"}
    life.say("I moved to Lyon.", after=WEEKS)
    assert homes() == {"Lyon": False}
    ended = [fact.value for fact in life.facts.all("se_samantha") if fact.is_beside and fact.valid_to]
    assert sorted(ended) == ["Antwerp", "Ghent"]


def test_what_was_kept_before_doubts_is_doubted_once_the_program_is_new(tmp_path):
    path = tmp_path / "memory.db"
    with life_at(path) as life:
        life.say("I live in Ghent.")
        life.say("I live in Antwerp.", after=WEEKS)
        life.store.db.execute("UPDATE fact SET is_uncertain = 0")
        before = MIGRATIONS.index(m2026_11_24_doubted_anew)
        life.store.db.pragma("user_version", before)
    with life_at(path) as life:
        assert life.one("home").is_uncertain


def test_neither_and_what_it_is(tmp_path):
    with life_at(tmp_path / "memory.db") as life:
        life.say("My birthday is on the 4th of June.")
        life.say("My birthday is on June 5th.", after=WEEKS)
        life.say("Neither, it's the sixth.")
        assert (life.one("birthday").value, life.one("birthday").is_uncertain) == ("6 June", False)
