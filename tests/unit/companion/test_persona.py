"""A persona file's shape: what is accepted, and how a slip of the pen is named."""

import pytest

from app.companion.persona import PERSONA_TOKENS, persona_from
from app.errors import BadSettings

GOOD = {
    "name": "Ada",
    "voice": "en_US-joe-medium",
    "language": "en",
    "character": "You are Ada,\n  a friend.",
    "style": ["Speak briefly."],
    "limits": ["You have no body."],
    "samples": [{"user": "Hi.", "companion": "Hello."}],
}


def test_the_system_text_in_one_piece():
    text = persona_from(GOOD, source="ada.toml").system_text()
    assert text == "You are Ada, a friend.\n- Speak briefly.\n- You have no body."


def test_humour_is_one_more_rule_and_what_is_for_people_costs_nothing():
    people = {"purpose": "For walks.", "greeting": "Hello again.", "starts": ["greeting"], "rating": "adult"}
    plain, funny = (persona_from(GOOD | more, source="ada.toml") for more in (people, {"humour": "You like puns."}))
    assert plain.system_text() == persona_from(GOOD, source="ada.toml").system_text()
    assert funny.system_text() == "You are Ada, a friend.\n- Speak briefly.\n- You like puns.\n- You have no body."
    assert (plain.purpose, plain.greeting, plain.starts, plain.rating) == tuple(
        tuple(value) if isinstance(value, list) else value for value in people.values()
    )


def test_the_samples_count_with_what_the_template_adds():
    assert persona_from(GOOD, source="ada.toml").tokens(lambda text: len(text.split())) == 13 + 1 + 5 + 1 + 5


def test_an_old_file_has_the_usual_voice_pace_and_rating():
    short = {key: GOOD[key] for key in ("name", "character", "style", "limits")}
    persona = persona_from(short, source="ada.toml")
    assert (persona.voice, persona.language, persona.pace, persona.loudness_db) == ("en_US-joe-medium", "en", 1.0, 0.0)
    assert (persona.starts, persona.rating, persona.greeting) == ((), "everyone", "")
    assert persona_from(GOOD | {"pace": 1.2, "loudness_db": -3}, source="ada.toml").loudness_db == -3.0


def test_it_may_know_whom_it_talks_to():
    persona = persona_from(GOOD, source="ada.toml")
    assert persona.knowing("Theo").system_text().startswith("You are Ada, a friend. The user's name is Theo.\n- Speak")
    assert persona.knowing("") is persona


def test_samples_may_be_absent():
    without = {key: value for key, value in GOOD.items() if key != "samples"}
    assert persona_from(without, source="ada.toml").samples == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name": ""}, "ada.toml: `name` must be a text that is not empty"),
        ({"voice": 3}, "ada.toml: `voice` must be a text"),
        ({"style": "Speak."}, "ada.toml: `style` must be a list of texts"),
        ({"limits": [1]}, "ada.toml: `limits` must be a list of texts"),
        ({"samples": ["Hi."]}, "ada.toml: `samples` must be tables"),
        ({"samples": [{"user": "Hi."}]}, "ada.toml: samples 1: `companion` must be a text"),
        ({"samples": [{"user": "Hi.", "companion": "Ho.", "mood": "x"}]}, "samples 1: `mood` is not a key"),
        ({"pace": 9}, "`pace` must be a number from 0.6 to 1.6"),
        ({"pace": True}, "`pace` must be a number"),
        ({"loudness_db": "low"}, "`loudness_db` must be a number from -20 to 6"),
        ({"starts": ["nagging"]}, "`starts` may hold only: greeting, open_threads"),
        ({"rating": "none"}, "`rating` must be one of: everyone, adult"),
        ({"greeting": ""}, "`greeting` must be a text that is not empty"),
        ({"mood": "dark"}, "ada.toml: `mood` is not a key of a companion file"),
    ],
)
def test_what_is_wrong_is_named(change, complaint):
    with pytest.raises(BadSettings, match=complaint):
        persona_from(GOOD | change, source="ada.toml")


def test_a_long_persona_is_refused():
    persona = persona_from(GOOD | {"character": "word " * (2 * PERSONA_TOKENS)}, source="ada.toml")
    with pytest.raises(BadSettings, match="220 is the most"):
        persona.check_length(lambda text: len(text.split()))


def test_a_short_one_is_not():
    persona_from(GOOD, source="ada.toml").check_length(lambda text: len(text.split()))
