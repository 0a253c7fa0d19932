"""What holds after it has changed: 200 histories of one thing each, told among other things, as people tell them."""

from dataclasses import replace

import pytest

from tests.kit.facts import life_at
from tests.kit.updates import histories, lived

HISTORIES = 200
BAR = 0.98


@pytest.fixture
def life(tmp_path):
    with life_at(tmp_path / "memory.db") as life:
        yield life


def test_the_current_value_after_updates(life):
    life.store.db.pragma("synchronous", "off")  # thousands of episodes; that they last is tested elsewhere
    wrong = []
    for number, history in enumerate(histories(5, HISTORIES)):
        held = lived(life, history, f"se_{number}")
        if not history.is_in(held):
            wrong.append(f"{history.slot}: {history.lines} -> {held}")
    right = HISTORIES - len(wrong)
    print(f"current value after updates: {right} of {HISTORIES}")
    assert right / HISTORIES >= BAR, "\n".join(wrong)


def test_no_that_is_my_sisters(life):
    life.say("My birthday is on May 3rd.")
    life.say("So you were born in spring.", speaker="companion")
    said = life.say("No, that's my sister's.")
    assert life.current() == {"sister birthday": "3 May"}
    (fact, withdrawn) = sorted(life.facts.of_episodes([said.id]), key=lambda one: not one.value)
    assert (fact.quote, fact.statement) == ("No, that's my sister's", "Your sister's birthday is on 3 May.")
    assert fact.context_episode_id is not None
    assert withdrawn.value == ""


def test_a_correction_is_forgotten_with_the_words_it_repeats(life):
    first = life.say("My birthday is on May 3rd.")
    life.say("No, that's my sister's.")
    life.facts.forget_episodes([first.id])
    assert life.facts.all() == []


@pytest.mark.parametrize(
    ("first", "then", "slot", "value"),
    [
        ("My name is Anna.", "No, Hannah, not Anna.", "name", "Hannah"),
        ("I live in Homburg.", "I said Hamburg, not Homburg.", "home", "Hamburg"),
        ("I live in Homburg.", "Sorry, I meant Hamburg.", "home", "Hamburg"),
        ("My locker code is 4711.", "No, 4712, not 4711.", "locker code", "4712"),
        ("My sister Ami called.", "Not Ami, Amy.", "sister ami", "Amy"),
    ],
)
def test_another_value(life, first, then, slot, value):
    life.say(first)
    life.say("Right.", speaker="companion")
    life.say(then)
    assert life.current()[slot] == value


def test_an_edit_of_the_words_before_changes_what_corrected_them(life):
    first = life.say("My name is Anna.")
    life.say("No, Hannah, not Anna.")
    edited = replace(first, text="My name is Eve.")
    life.store.db.execute("UPDATE episode SET text = ? WHERE id = ?", (edited.text, first.id))
    life.facts.derive(edited)
    assert life.current() == {"name": "Eve"}
