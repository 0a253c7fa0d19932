"""What is put right on the spot, in many words: another value, another's, a spelling, a joke; what is none of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.memory.facts.spelling import spelled
from tests.kit.facts import Life, life_at


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    with life_at(tmp_path / "memory.db") as life:
        yield life


def told(life: Life, *lines: str, reply: str = "I see.") -> dict[str, str]:
    for line in lines:
        life.say(line)
        life.say(reply, speaker="companion")
    return life.current()


@pytest.mark.parametrize(
    ("first", "then", "slot", "value"),
    [
        ("I live in Bristol.", "no wait, Bath", "home", "Bath"),
        ("I live in Bristol.", "Actually, it's Bath.", "home", "Bath"),
        ("I live in Bristol.", "It's actually Bath.", "home", "Bath"),
        ("My birthday is on the 4th of June.", "Actually it's the 5th.", "birthday", "5 June"),
        ("My birthday is on the 4th of June.", "No, the 14th of July.", "birthday", "14 July"),
        ("My favourite colour is green.", "Hm, actually dark blue.", "favourite colour", "dark blue"),
        ("My favourite colour is green.", "I got that wrong, it's blue.", "favourite colour", "blue"),
        ("I'm allergic to peanuts.", "Correction: I'm allergic to walnuts.", "allergy walnuts", "walnuts"),
        ("My sister Jane works at Ikea.", "Actually, she works at Lidl now.", "Jane employer", "Lidl"),
        ("My locker code is 4711.", "You misheard, 4712.", "locker code", "4712"),
        ("Call me Anna.", "No, not Anna. Hannah.", "name", "Hannah"),
        ("Call me Teddy.", "No, it's spelled Teddie.", "name", "Teddie"),
        ("You can call me Kat.", "no, that's spelled with a C", "name", "Cat"),
        ("Call me Shaun.", "You can't spell. It's S-E-A-N.", "name", "Sean"),
    ],
)
def test_another_value(life: Life, first: str, then: str, slot: str, value: str) -> None:
    assert told(life, first, then)[slot] == value


def test_of_several_that_fit_what_was_said_last_is_put_right(life: Life) -> None:
    assert told(life, "My name is Brian and I live in Leeds.", "No wait, Bath.") == {"name": "Brian", "home": "Bath"}
    assert told(life, "My name is Brian and I live in Leeds.", "No wait, Ryan.")["name"] == "Ryan"


def test_a_list_of_one_is_put_right_as_a_whole(life: Life) -> None:
    said = told(life, "I'm allergic to peanuts.", "Correction: I'm allergic to walnuts.")
    assert said == {"allergy walnuts": "walnuts"}


def test_a_correction_is_corrected(life: Life) -> None:
    said = told(life, "My locker code is 4711.", "Wait, no, 4712.", "Wait, no, 4713.")
    assert said == {"locker code": "4713"}


def test_it_goes_with_the_words_it_corrects(life: Life) -> None:
    first = life.say("I live in Bristol.")
    life.say("no wait, Bath")
    life.facts.forget_episodes([first.id])
    assert life.facts.all() == []


@pytest.mark.parametrize(
    ("first", "then", "slot"),
    [
        ("My birthday is on May 3rd.", "That's my sister's birthday, not mine.", "sister birthday"),
        ("My favourite colour is purple.", "Oh sorry, I was talking about my daughter.", "daughter favourite colour"),
        ("I'm allergic to cats.", "Not me, my wife is.", "wife allergy cats"),
        ("I work at Shell.", "That's not me, that's my dad.", "father employer"),
        ("My dog is called Rex.", "That isn't my dog, it's my neighbour's.", "neighbour pet rex"),
        ("My locker code is 4711.", "You got that wrong, that's my husband's code.", "husband locker code"),
        ("I play the cello.", "No, no, that's my son.", "son plays cello"),
        ("I live in Leeds.", "No, my sister lives in Leeds.", "sister home"),
    ],
)
def test_it_is_somebody_elses(life: Life, first: str, then: str, slot: str) -> None:
    assert list(told(life, first, then)) == [slot]


@pytest.mark.parametrize("then", ["I was kidding.", "Just joking!", "That's not true, I made that up."])
def test_it_was_a_joke(life: Life, then: str) -> None:
    assert told(life, "My birthday is on May 3rd.", then) == {}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("My girlfriend is called Pia.", "No hands. Sarcasm is all I have."),
        ("My girlfriend is called Pia.", "Thanks, Melanie! That's really sweet."),
        ("My girlfriend is called Pia.", "Oh no, Jon! Sorry to hear that."),
        ("My dog is called Rex.", "No, thanks."),
        ("My dog is called Rex.", "Sorry, Samantha."),
        ("I live in Bristol.", "No, that's my favourite song."),
        ("I live in Bristol.", "Oh, that's my sister's favourite song."),
        ("My birthday is on May 3rd.", "No, that's my sister's car."),
        ("I'm a nurse.", "Well, actually I'm tired."),
        ("I live in Leeds.", "I was kidding around with Tom all day."),
    ],
)
def test_what_corrects_nothing(life: Life, first: str, then: str) -> None:
    before = told(life, first)
    assert told(life, then) == before


def test_an_answer_to_a_question_is_no_correction(life: Life) -> None:
    told(life, "My favourite colour is green.", reply="Nice. Would you like pasta or soup?")
    assert told(life, "Actually soup.") == {"favourite colour": "green"}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I live in Leeds.", "I don't live in Leeds."),
        ("I live in Leeds.", "I've moved out of Leeds."),
        ("I work at Lidl.", "I quit Lidl."),
        ("I'm vegetarian.", "I'm not vegetarian any more."),
        ("Call me Bob.", "Don't call me Bob."),
        ("Call me Bob.", "I'd rather you didn't call me Bob."),
        ("I play the cello.", "I gave up the cello."),
        ("My girlfriend is called Pia.", "Pia and I broke up."),
    ],
)
def test_what_no_longer_holds_days_later(life: Life, first: str, then: str) -> None:
    life.say(first)
    life.say(then, after=timedelta(days=9), conversation="co_2")
    assert life.current() == {}


@pytest.mark.parametrize(
    "then",
    ["I don't live in Rome.", "She said I don't live in Leeds.", "Don't I live in Leeds?",
     "If I didn't live in Leeds …", "I don't like Leeds today.", "Let's pretend I don't live in Leeds."],
)  # fmt: skip
def test_a_denial_of_something_else_ends_nothing(life: Life, then: str) -> None:
    life.say("I live in Leeds.")
    life.say(then, after=timedelta(days=9), conversation="co_2")
    assert life.current()["home"] == "Leeds"


def test_who_died_has_died(life: Life) -> None:
    life.say("My cat is called Minka.")
    life.say("Minka died.", after=timedelta(days=9), conversation="co_2")
    assert life.one("pet minka").statement == "Your cat Minka has died."


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("It's Catherine with a C.", "Katherine", "Catherine"),
        ("it's spelled S-I-O-B-H-A-N.", "Shivon", "Siobhan"),
        ("with a K", "Erica", "Erika"),
        ("without an h", "John", "Jon"),
        ("with two n's", "Ana", "Anna"),
        ("with an e at the end", "Ann", "Anne"),
        ("with a z not an s", "Elisa", "Eliza"),
        ("with a ph", "Stefen", "Stephen"),
        ("with a friend", "Anna", None),
        ("I'm here with Tom", "Anna", None),
        ("with a q", "Anna", None),
        ("without an x", "Anna", None),
    ],
)
def test_spelling(text: str, name: str, wanted: str | None) -> None:
    found = spelled(text, name)
    assert (found and found[0]) == wanted
