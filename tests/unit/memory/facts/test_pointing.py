"""What the model points at becomes a fact only if the line says it, of the user, as true."""

from __future__ import annotations

import pytest

from app.memory.facts.pointing import MATTERS, NONE, choices, claimed, is_askable, question


def test_the_model_may_choose_among_the_words_of_the_line() -> None:
    found = choices("so now there's Otto, the dog's my sister's")
    assert found[0] == NONE
    assert {"Otto", "there's Otto", "my sister", "my sister's"} <= set(found)
    assert "Otto, the" in found  # names have commas: Jones, Smith and Sons
    assert not any(one not in "so now there's Otto, the dog's my sister's" for one in found[1:])
    assert not any("!" in one for one in choices("Otto! Come here."))


def test_all_questions_begin_alike() -> None:
    one, other = question("We have Otto now.", MATTERS["dog"]), question("I live in Ghent.", MATTERS["home"])
    assert one[:-1] == other[:-1]
    assert all(message.is_stable for message in one[:-1])
    assert one[-1].content == "Line: We have Otto now.\nAsked for: the name of the user's dog"


@pytest.mark.parametrize(
    ("line", "matter", "answer", "fact"),
    [
        ("So our puppy's Biscuit. What a day!", "dog", "Biscuit", "Your dog is called Biscuit."),
        ("After all these years in Lyon I still get lost.", "home", "Lyon", "You live in Lyon."),
        ("I adore ivory, my walls know", "favourite colour", "ivory", "Your favourite colour is ivory."),
        ("I share my desk with Vera and Vera is my sister", "sister", "Vera", "Vera is your sister."),
    ],
)
def test_what_it_points_at(line: str, matter: str, answer: str, fact: str) -> None:
    claim = claimed(line, MATTERS[matter], answer)
    assert claim is not None
    assert claim.statement == fact
    assert line[claim.start : claim.end] == claim.quote
    assert answer in claim.quote


@pytest.mark.parametrize(
    ("line", "matter", "answer"),
    [
        ("Our puppy's Biscuit.", "dog", NONE),
        ("Our puppy's Biscuit.", "dog", "Rex"),
        ("Our puppy's Biscuit.", "dog", "Our"),
        ("Our puppy's cute.", "dog", "cute"),
        ("Is our puppy Biscuit?", "dog", "Biscuit"),
        ("My neighbour's puppy is Biscuit, and I walk it.", "dog", "Biscuit"),
        ("He has a puppy, Biscuit, and I walk it.", "dog", "Biscuit"),
        ("He calls his puppy Biscuit, and I walk it.", "dog", "Biscuit"),
        ("My aunt says our puppy is Biscuit.", "dog", "Biscuit"),
        ("If we had a puppy we'd call it Biscuit.", "dog", "Biscuit"),
        ("I've just read Frankenstein for the first time.", "favourite book", "Frankenstein"),
        ("Maybe I'll move to Lyon.", "home", "Lyon"),
        ("I wish I lived in Lyon.", "home", "Lyon"),
        ("I never lived in Lyon.", "home", "Lyon"),
        ("In my novel I live in Lyon.", "home", "Lyon"),
        ("I sang “I live in Lyon” all day.", "home", "Lyon"),
        ("I live in Lyon, just kidding.", "home", "Lyon"),
    ],
)
def test_what_it_may_not_point_at(line: str, matter: str, answer: str) -> None:
    claim = claimed(line, MATTERS[matter], answer)
    assert claim is None, claim


def test_which_lines_are_worth_asking_about() -> None:
    assert is_askable("so now there's Otto with us")
    assert not is_askable("There was a dog.")
    assert not is_askable("Is it my dog?")
    assert not is_askable("I " + "walk " * 60)
