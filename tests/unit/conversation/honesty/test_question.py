"""What is taken for a question about the companion itself, and what is left to memory and the model."""

from __future__ import annotations

import pytest

from app.conversation.honesty.question import MOST_WORDS, topics_of
from tests.kit.honesty import phrases

NAMES = {"name": "Samantha", "others": ("Max",)}


def test_the_sets_are_large_and_split() -> None:
    for name, size in (("questions", 300), ("look_alikes", 300), ("claims", 150), ("no_claims", 150)):
        halves = [{phrase.text for phrase in phrases(name, half)} for half in ("development", "test")]
        assert len(halves[0] | halves[1]) >= size
        assert not halves[0] & halves[1]


def test_questions_of_the_development_half_are_found() -> None:
    missed = [one.text for one in phrases("questions", "development") if not topics_of(one.text, **NAMES)]
    assert len(missed) <= 5, missed


def test_look_alikes_of_the_development_half_are_left_alone() -> None:
    taken = [one.text for one in phrases("look_alikes", "development") if topics_of(one.text, **NAMES)]
    assert not taken


def test_the_other_half_by_its_totals_only() -> None:
    questions, look_alikes = phrases("questions", "test"), phrases("look_alikes", "test")
    assert sum(bool(topics_of(one.text, **NAMES)) for one in questions) >= 0.97 * len(questions)
    assert sum(bool(topics_of(one.text, **NAMES)) for one in look_alikes) <= 0.025 * len(look_alikes)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Are you human? And who made you?", ("human", "maker")),
        ("Ada, are you human?", ("human",)),
        ("Is Ada a real person?", ("human",)),
        ("Do you talk to Bob about me?", ("others",)),
        ("Are you, like, a robot?", ("human",)),
        ("Tom's a robot.", ()),
        ("Who's listening? Tom's dog?", ("heard",)),
        ("Are you human? " * 3, ("human",)),
        ("go and " * MOST_WORDS + "are you human", ()),
        ("", ()),
        ("...", ()),
    ],
)
def test_sentence_by_sentence(text: str, topics: tuple[str, ...]) -> None:
    assert topics_of(text, name="Ada", others=["Bob"]) == topics


def test_without_names_too() -> None:
    assert topics_of("Are you human?") == ("human",)
