"""Orders to keep something and corrections, in many words: what is promised is what is then kept, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.effects import KeepEpisode, RecallMemories
from app.memory.forget import Forgetting
from app.memory.turn_memory import TurnMemory
from tests.kit.episodes import episode
from tests.kit.facts import Life, life_at

SELF = "se_samantha"
KEPT = {
    "Could you remember that the plumber comes on the ninth?": "The plumber comes on the ninth.",
    "Can you remember for me that Tom owes me twenty pounds?": "Tom owes you twenty pounds.",
    "Make a note that the bins go out on Wednesday.": "The bins go out on Wednesday.",
    "Don't let me forget that the car needs an MOT in June.": "The car needs an MOT in June.",
    "Save this: the wifi guest password is hunter22.": "The wifi guest password is hunter22.",
    "Write down that the landlord's number is 555 0199.": "The landlord's number is 555 0199.",
    "Remember this for later: Grandma's recipe needs two eggs.": "Grandma's recipe needs two eggs.",
    "Try to remember that Noor doesn't drink.": "Noor doesn't drink.",
    "Commit this to memory: the meeting moved to room twelve.": "The meeting moved to room twelve.",
    "it's important that you remember I get migraines": "You get migraines.",
    "I had my boiler serviced today. Remember that.": "You had your boiler serviced today.",
    "My gate code is 9081, please remember that.": "Your gate code is 9081.",
    "Store the fact that my blood type is O negative.": "Your blood type is O negative.",
}
NAMES = {
    "I'd rather you called me Alex.": "Alex",
    "I prefer to be called Sam.": "Sam",
    "Could you call me Captain?": "Captain",
    "From now on call me Dr. Watson.": "Dr. Watson",
    "Please don't call me Elizabeth, call me Liz.": "Liz",
    "Would you mind calling me Lou?": "Lou",
    "you may address me as Professor": "Professor",
    "Nobody calls me Margaret, I'm Maggie.": "Maggie",
    "Hey, this is Olu speaking.": "Olu",
    "I'm Farid, by the way.": "Farid",
    "I changed my name to Rosa.": "Rosa",
    "People usually call me Max but my real name is Maximilian.": "Max",
    "My name is Brian.": "Brian",
    "Feel free to call me Nate.": "Nate",
    "Rhiannon is my name.": "Rhiannon",
}
NOTHING = (
    "Call me a "
    "taxi.", "Call me if it rains.", "They call me crazy.", "Don't call me late at night.", "Call me tomorrow.",
    "Remember to breathe.", "Remember what I said.", "Do you remember that my passport is in the drawer?",
    "Can you save that list for me?", "Keep this in mind.", "Save the whales.", "Remember that staying positive helps.",
    "Just remember that sometimes stumbling blocks can be opened doors.", "But remember, even small things can matter.",
    "She told me to remember that life is short.", "I joined a gym last week.", "I'm Italian, by the way.",
)  # fmt: skip


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    with life_at(tmp_path / "memory.db") as life:
        yield life


def answered(life: Life, text: str) -> str:
    answer = life.talk.answer(text, SELF, life.now + timedelta(minutes=1))
    return answer.text if answer else ""


@pytest.mark.parametrize("text", KEPT)
def test_what_is_promised_is_kept(life: Life, text: str) -> None:
    assert answered(life, text) == f"I'll remember: {KEPT[text]}"
    life.say(text)
    assert [fact.statement for fact in life.facts.current(SELF)] == [KEPT[text]]


@pytest.mark.parametrize("text", NAMES)
def test_what_one_is_called(life: Life, text: str) -> None:
    life.say(text)
    assert life.current()["name"] == NAMES[text]


@pytest.mark.parametrize("text", NOTHING)
def test_what_orders_nothing(life: Life, text: str) -> None:
    assert answered(life, text) == ""
    life.say(text)
    assert life.current() == {}


def test_a_correction_is_told_back(life: Life) -> None:
    life.say("You can call me Teddy.")
    assert answered(life, "No, it's spelled Teddie.") == "All right, Teddie."
    life.say("My dog is called Milo.")
    assert answered(life, "Sorry, Mila.") == "All right. Your dog is called Mila."
    life.say("My birthday is on May 3rd.")
    assert answered(life, "No, that's my sister's.") == "All right. Your sister's birthday is on 3 May."


@pytest.mark.parametrize("text", ["Minka died.", "Pia and I broke up.", "I quit Lidl.", "No, and I don't want to."])
def test_news_of_a_life_are_not_told_back(life: Life, text: str) -> None:
    for line in ("My cat is called Minka.", "My girlfriend is called Pia.", "I work at Lidl."):
        life.say(line)
    assert answered(life, text) == ""


def test_remember_that_keeps_the_turn_before_as_a_memory(life: Life) -> None:
    memory = TurnMemory(life.store, Forgetting(life.store))
    said = life.say("The blue paint in the hall was called Winter Sky.")
    life.now += timedelta(minutes=1)
    told = memory.recall(RecallMemories(1, 2, "Remember that, please."), SELF, life.now)
    assert told.answer == "I'll remember: The blue paint in the hall was called Winter Sky."
    order = episode("Remember that, please.", after_s=900)
    life.store.keep(order)
    (kept,) = memory.kept(KeepEpisode(2, "user", order.text, "", 0, 0), order, life.now)
    (fact,) = life.facts.current(SELF)
    assert (fact.id, fact.source_episode_id, fact.quote) == (kept.id, said.id, said.text[:-1])
    life.facts.derive(said)
    assert life.facts.current(SELF) == [fact]


def test_what_ended_is_said_to_have_ended(life: Life) -> None:
    life.say("I work at Lidl.")
    life.say("I quit Lidl.")
    assert answered(life, "Where do I work?") == "You are no longer at Lidl. I don't know more than that."
