"""What the rules find in people's sentences, and what they must leave alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.memory.facts.fact import Claim
from app.memory.facts.finder import Past, find
from app.memory.facts.verifier import is_sound
from tests.kit.episodes import episode

SAID = Path(__file__).parent / "fixtures" / "said.txt"
BAR_PRECISION, BAR_RECALL = 0.97, 0.95


def read() -> list[tuple[str, set[str]]]:
    """(sentence, the facts in it)."""
    lines = [line for line in SAID.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    pairs = [line.split(" => ") for line in lines]
    return [(text, set() if facts == "-" else {one.strip() for one in facts.split(";")}) for text, facts in pairs]


def told(text: str, *before: str) -> set[str]:
    past = Past([episode(line, after_s=n) for n, line in enumerate(before)])
    return {f"{one.subject} {one.predicate}={one.value}" for one in find(episode(text, after_s=600), past)}


def test_precision_and_recall_on_the_development_set():
    right = found = wanted = 0
    wrong = []
    for text, facts in read():
        here = told(text)
        right, found, wanted = right + len(here & facts), found + len(here), wanted + len(facts)
        if here != facts:
            wrong.append(f"{text}: {sorted(here ^ facts)}")
    print(f"{wanted} facts in {len(read())} sentences: precision {right / found:.3f}, recall {right / wanted:.3f}")
    assert right / found >= BAR_PRECISION, "\n".join(wrong)
    assert right / wanted >= BAR_RECALL, "\n".join(wrong)


PIECES = st.sampled_from(
    [line for line, facts in read() if facts]
    + ["“", "”", "'", "if ", "not ", " and ", "\n", "…", "Dr. ", "é", "😀", "said: ", "?"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=5).map(" ".join), st.booleans())
def test_every_fact_carries_an_exact_quote_that_gives_its_value(text, is_curly):
    said = episode(text.replace("'", "’") if is_curly else text)
    for one in find(said, Past()):
        assert said.text[one.start : one.end] == one.quote
        assert one.quote.strip()
        assert one.said.casefold() in one.quote.replace("’", "'").casefold()


def test_a_game_that_began_earlier_is_not_true():
    assert told("My name is Arthur.", "Let's pretend I'm a knight.") == set()
    assert told("My name is Arthur.", "Let's pretend I'm a knight.", "Okay, stop pretending.") == {"user name=Arthur"}


@pytest.mark.parametrize(
    "game",
    ["Let's do a job interview, you ask the questions.", "Can we practise my French? Pretend to be the waiter.",
     "You're the receptionist. I'm checking in.", "You are the doctor and I'm the patient."],
)  # fmt: skip
def test_whoever_plays_a_part_tells_nothing(game):
    assert told("My name is Arthur.", game) == set()


@pytest.mark.parametrize("said", ["You're the best!", "You are the only one who listens.", "You're a good friend."])
def test_praise_begins_no_game(said):
    assert told("My name is Arthur.", said) == {"user name=Arthur"}


@pytest.mark.parametrize("speaker", ["companion"])
def test_only_the_users_words_count(speaker):
    assert find(episode("My name is Anna.", speaker=speaker), Past()) == []


def test_whoever_proposes_it_a_claim_must_stand_in_the_words():
    text = "Well, I live in Ghent."
    good = Claim("user", "home", "home", "Ghent", "You live in Ghent.", "I live in Ghent", 6, 21, said="Ghent")
    assert is_sound(good, text, speaker="user")
    bad = {"quote": "I live in Bonn", "start": 7, "end": 20, "said": "Bonn"}
    for name, value in bad.items():
        assert not is_sound(replace(good, **{name: value}), text, speaker="user"), name
    assert not is_sound(good, text, speaker="companion")


def test_a_birthday_that_is_near_gets_its_date():
    said = episode("My birthday is tomorrow.", start=datetime.fromisoformat("2026-03-01T09:00:00+01:00"))
    assert [one.statement for one in find(said, Past())] == ["Your birthday is on 2 March."]


def test_nothing_is_read_in_a_pasted_document():
    assert told("I live in Berlin. " + "And so on. " * 400) == set()
