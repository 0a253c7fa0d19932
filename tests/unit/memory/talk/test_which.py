"""Two things that cannot both be: told with the doubt, asked about once, settled by what the user says to it."""

from datetime import datetime, timedelta

import pytest

from app.memory.facts.doubt import said_when
from app.memory.talk.answer import AskWhich, Settle
from app.memory.talk.memory_talk import MemoryTalk
from app.memory.talk.past import Past
from tests.kit.facts import life_at

SELF = "se_samantha"


@pytest.fixture
def life(tmp_path):
    with life_at(tmp_path / "memory.db") as life:
        life.say("I live in Ghent.")
        life.say("My flat in Antwerp is cold.", after=timedelta(days=40))
        life.now += timedelta(days=9)
        yield life


def ask(life, text):
    return life.talk.answer(text, SELF, life.now)


def wonder(life):
    life.talk.which.asked(life.talk.which.next(SELF).newer.id, life.now)
    life.now += timedelta(seconds=9)


def homes(life):
    return {fact.value: fact.is_uncertain for fact in life.facts.current(SELF) if fact.slot == "home"}


def test_asked_for_it_tells_the_doubt_and_asks(life):
    answer = ask(life, "Where do I live?")
    assert answer.text == "You said Ghent in March and Antwerp last week. Which is it?"
    assert isinstance(answer.act, AskWhich)
    assert len(answer.memory_ids) == 2
    assert ask(life, "What do you know about me?").text == "You live in Antwerp or Ghent: you have said both."


def test_out_of_the_blue_it_says_what_about_and_only_once(life):
    doubt = life.talk.which.next(SELF)
    assert doubt.out_of_the_blue(life.now) == (
        "By the way, one thing I'm not sure of: where you live. You said Ghent in March and Antwerp last week. "
        "Which is it?"
    )
    wonder(life)
    assert life.talk.which.next(SELF) is None
    assert homes(life) == {"Antwerp": True}


@pytest.mark.parametrize(
    ("said", "holds"),
    [
        ("Antwerp.", {"Antwerp"}),
        ("The second.", {"Antwerp"}),
        ("It's the second one.", {"Antwerp"}),
        ("Antwerp now, I moved.", {"Antwerp"}),
        ("Antwerp, not Ghent.", {"Antwerp"}),
        ("I moved from Ghent to Antwerp.", {"Antwerp"}),
        ("Not Ghent any more.", {"Antwerp"}),
        ("Ghent was before.", {"Antwerp"}),
        ("the latter", {"Antwerp"}),
        ("oh, antwerp", {"Antwerp"}),
        ("Ghent!", {"Ghent"}),
        ("The first one is right.", {"Ghent"}),
        ("Still Ghent, the flat is only for work.", {"Ghent"}),
        ("Both.", {"Ghent", "Antwerp"}),
        ("Both, actually.", {"Ghent", "Antwerp"}),
        ("Ghent and Antwerp.", {"Ghent", "Antwerp"}),
        ("Neither, Lyon.", {"Lyon"}),
        ("Neither. I'm in Lyon.", {"Lyon"}),
    ],
)
def test_what_the_user_says_settles_it(life, said, holds):
    wonder(life)
    answer = ask(life, said)
    assert isinstance(answer.act, Settle), said
    assert answer.text.startswith("All right")
    life.talk.settle(answer, life.now)
    life.talk.which.settle(answer.act, life.now)
    life.say(said)
    assert homes(life) == dict.fromkeys(holds, False)
    assert life.talk.which.next(SELF) is None


@pytest.mark.parametrize(
    "said",
    ["What's the weather like?", "Where is Antwerp?", "I had a lovely day.",
     "The second film was better than the book.",
     "Is it Ghent?", "Good morning."],
)  # fmt: skip
def test_what_is_no_answer_goes_on_as_usual_and_it_is_not_asked_again(life, said):
    wonder(life)
    answer = ask(life, said)
    assert answer is None or not isinstance(answer.act, Settle)
    life.talk.settle(answer, life.now)
    assert ask(life, "Antwerp.") is None
    assert homes(life) == {"Antwerp": True}
    assert life.talk.which.next(SELF) is None


@pytest.mark.parametrize("said", ["I don't know.", "Never mind.", "Neither.", "None of your business!"])
def test_it_may_stay_open(life, said):
    wonder(life)
    assert ask(life, said).text == "All right, I leave it open."
    assert ask(life, said).act is None


def test_later_nobody_asked(life):
    wonder(life)
    life.now += timedelta(minutes=3)
    assert ask(life, "Antwerp.") is None


def test_another_run_knows_what_the_last_one_asked(life):
    wonder(life)
    again = MemoryTalk(life.facts, Past(lambda: life.store.db))
    assert isinstance(again.answer("Antwerp.", SELF, life.now).act, Settle)
    again.settle(None, life.now)
    assert again.answer("Antwerp.", SELF, life.now) is None


def test_of_others_too(life):
    life.say("Amy lives in Paris.")
    life.say("Amy lives in Rome.", after=timedelta(days=1))
    life.talk.which.asked(life.talk.which.next(SELF).newer.id, life.now)
    assert "not sure of: where Amy lives. You said Paris yesterday and Rome today." in life.talk.which.next(
        SELF
    ).out_of_the_blue(life.now)


def test_said_at_one_time(life):
    life.say("My sister's birthday is on May 3rd.")
    life.say("My sister's birthday is on May 4th.")
    answer = ask(life, "When is my sister's birthday?")
    assert answer.text == "You said 3 May, and later 4 May. Which is it?"


def test_what_contradicts_may_be_gone(life):
    older = life.facts.history(life.one("home").id)[0]
    life.facts.forget_facts([older.id])
    assert life.talk.which.next(SELF) is None
    assert ask(life, "Where do I live?").text == "You live in Antwerp."


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-06-17", "today"), ("2026-06-16", "yesterday"), ("2026-06-13", "on Saturday"), ("2026-06-09", "last week"),
     ("2026-06-02", "earlier this month"), ("2026-05-20", "in May"), ("2025-05-20", "in May 2025")],
)  # fmt: skip
def test_when_it_was_said(day, words):
    now = datetime.fromisoformat("2026-06-17T09:00:00+02:00")
    assert said_when(datetime.fromisoformat(f"{day}T12:00:00+02:00"), now) == words
