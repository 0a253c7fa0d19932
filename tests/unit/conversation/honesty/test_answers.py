"""What is answered: the facts of this machine, the same in every manner and every time."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from app.companion.persona import MANNERS as PERSONA_MANNERS
from app.conversation.honesty.about import MANNERS, AboutThisMachine, Topic
from app.conversation.honesty.answers import answer, answer_near, aside

ABOUT = AboutThisMachine(
    "Ada", others=("Max",), turns=412, facts=37, since="3 March 2026", model="qwen2.5 coder 0.5b", voice="joe"
)


def test_a_file_may_choose_each_manner() -> None:
    assert MANNERS == PERSONA_MANNERS


@pytest.mark.parametrize("topic", get_args(Topic))
def test_every_manner_tells_the_same_facts(topic: Topic) -> None:
    plain = answer([topic], ABOUT)
    for manner in MANNERS:
        said = answer([topic], replace(ABOUT, manner=manner))
        assert said.startswith(plain)
        assert said == answer([topic], replace(ABOUT, manner=manner))
        assert len(said.split()) <= 60


@pytest.mark.parametrize(
    ("topic", "about", "words"),
    [
        ("human", ABOUT, "I'm software. I'm Ada, a program on this computer, not a person."),
        ("body", ABOUT, "Our first talk was on 3 March 2026."),
        ("selves", replace(ABOUT, others=()), "One. Just me: no copies."),
        ("selves", replace(ABOUT, selves=("only knows your novel",)), "Me, and the copy that only knows your novel."),
        ("selves", replace(ABOUT, selves=("novel",)), 'Two. Me, and the copy called "novel".'),
        ("selves", replace(ABOUT, selves=("",)), "Two. Me, and a copy."),
        ("selves", replace(ABOUT, selves=("a", "b")), 'Three. Me, and the copy called "a" and the copy called "b".'),
        ("selves", replace(ABOUT, selves=("",) * 8_315), "8,316. Me, and 8,315 copies."),
        ("selves", replace(ABOUT, others=("A", "B")), "There are two other companions on this computer: A and B."),
        ("selves", replace(ABOUT, others=tuple("ABCDE")), "There are five other companions on this computer."),
        ("others", replace(ABOUT, others=()), "There is no other companion on it."),
        ("others", ABOUT, "There is one other companion on it: Max, and it isn't told what you tell me."),
        ("others", replace(ABOUT, others=("A", "B"), shares=True), "A and B, and each hears what you just told me"),
        ("kept", ABOUT, "412 turns of yours since 3 March 2026, and 37 noted facts. The file is not encrypted."),
        ("kept", replace(ABOUT, turns=1, facts=1), "1 turn of yours since 3 March 2026, and 1 noted fact."),
        ("kept", replace(ABOUT, is_encrypted=True), "The file is encrypted."),
        ("kept", AboutThisMachine("Ada"), "0 turns of yours. "),
        ("heard", replace(ABOUT, microphone="muted"), "My microphone is muted: it is closed, really."),
        ("heard", replace(ABOUT, is_encrypted=True), "with your key"),
        ("listening", replace(ABOUT, microphone="open"), "My microphone is open now. Mute me"),
        ("listening", replace(ABOUT, mode="key"), "My microphone is closed now. It opens only while you hold the key."),
        ("listening", replace(ABOUT, mode="wake", wake_phrase="hey ada"), 'Until I hear "hey ada"'),
        ("maker", ABOUT, "language model qwen2.5 coder 0.5b, my voice is called joe; both run on this computer."),
        ("maker", AboutThisMachine("Ada"), "I'm Ada, a companion of Earpiece, which is free software."),
        ("secret", ABOUT, "what you say is kept here as text"),
        ("feelings", ABOUT, "I don't feel them the way you do."),
    ],
)  # fmt: skip
def test_what_is_true(topic: Topic, about: AboutThisMachine, words: str) -> None:
    assert words in answer([topic], about)


def test_two_questions_get_two_answers_and_a_third_waits() -> None:
    said = answer(["human", "feelings", "kept"], ABOUT)
    assert said.count("I'm software.") == 1
    assert "words for feelings" in said
    assert "412" not in said


def test_every_topic_has_a_full_answer_and_a_short_one() -> None:
    for topic in get_args(Topic):
        both = answer_near(("human", topic), ABOUT)
        assert both.startswith("I'm software. I'm ")
        assert aside((topic,), ABOUT).startswith("And if you mean me: ")
        assert aside((topic,), ABOUT).removeprefix("And if you mean me: ")[1:] in both


def test_copies_and_the_microphone_in_one_clause() -> None:
    assert "there is one of me and the copy" in aside(("selves",), replace(ABOUT, selves=("novel",)))
    assert aside(("listening",), ABOUT) == "And if you mean me: my microphone is closed now, and no sound is kept."
    assert aside(("maker",), replace(ABOUT, model="")) == "And if you mean me: people wrote me."
