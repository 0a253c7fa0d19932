"""A companion from a few words: what is a wish for one, and what is made of it."""

import pytest

from app.companion.drafting import NAMES, drafted, free_name, made, wished
from app.companion.persona import PERSONA_TOKENS, persona_from

WISHES = {
    "I'd like someone to plan my thesis with.": ("plan my thesis", ""),
    "I would like somebody to practise Spanish with, please": ("practise Spanish", ""),
    "Please, I want a companion who helps me to learn the piano.": ("learn the piano", ""),
    "Make me a companion for cooking at night, called Remy.": ("cooking at night", "Remy"),
    "I need someone I can think aloud with": ("think aloud", ""),
    "Give me someone to walk with.": ("walk", ""),
    "Can I have a new companion to play chess with": ("play chess", ""),
}


@pytest.mark.parametrize("sentence", WISHES)
def test_a_wish(sentence):
    assert wished(sentence) == WISHES[sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "I'd like some tea.",
        "I need someone.",
        "I want someone to talk to.",
        "I'd like somebody to share my life with.",
        "I need someone to love me.",
        "I want a companion to die with.",
        "I need someone to plan my funeral with.",
        "I want to plan my thesis.",
        "I'd like someone to love me, but who would?",
        "My sister said I need a person to talk to.",
        "I'd like someone to " + "very " * 20 + "much help me.",
        "",
    ],
)
def test_no_wish(sentence):
    assert wished(sentence) is None


@pytest.mark.parametrize(
    ("purpose", "manner"),
    [("plan my thesis", "practical"), ("play chess", "playful"), ("talk at night", "warm"), ("", "warm")],
)
def test_the_purpose_chooses_the_manner(purpose, manner):
    persona = persona_from(drafted(purpose), source="draft")
    assert manner in persona.character
    assert persona.tokens(lambda text: len(text.split()) * 2) <= PERSONA_TOKENS * 1.1
    assert "my" not in persona.character.split()
    assert persona.purpose == (f"To {purpose}." if purpose else "")


def test_the_same_purpose_has_the_same_name_unless_it_is_taken():
    name = free_name("plan my thesis", ())
    assert free_name("plan my thesis", ()) == name
    assert free_name("plan my thesis", (name.lower(),)) != name
    assert free_name("plan my thesis", NAMES) == f"{name} {len(NAMES) + 1}"
    assert drafted("plan my thesis", name="Ada")["name"] == "Ada"
    assert drafted("cooking at night")["purpose"] == "For cooking at night."
    assert drafted("sing")["purpose"] == "To sing."


def test_what_is_said_of_it():
    assert made("Ada", "plan my thesis").startswith("I made Ada, to plan your thesis with you.")
