"""What a small model says before it says something is not said, and what only looks like it is."""

from __future__ import annotations

import random

import pytest

from app.conversation.lead_in import LeadIns
from app.conversation.speech import ClauseCutter


def said(text: str, *cuts: int, speaker: str = "Samantha") -> str:
    """`text` in pieces that end at `cuts`."""
    lead_ins = LeadIns(speaker)
    pieces = [text[begin:end] for begin, end in zip((0, *cuts), (*cuts, len(text)), strict=True)]
    return ("".join(lead_ins.feed(piece) for piece in pieces) + lead_ins.finish()).removesuffix(" ")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("As Samantha's software, I can listen.", "I can listen."),
        ("As Samantha, I would call her.", "I would call her."),
        ("As an AI language model, I don't eat.", "I don't eat."),
        ("As software, I don't have feelings.", "I don't have feelings."),
        ("As an artificial intelligence language model, my day was fine.", "My day was fine."),
        ("As a computer program, it is all the same to me.", "It is all the same to me."),
        ("As your companion: sleep well.", "Sleep well."),
        ("As an AI developed by a company far away, I have no bed.", "I have no bed."),
        ("I'm sorry, but as an AI assistant, I can't smell it.", "I can't smell it."),
        ("Since I'm an AI, I never sleep.", "I never sleep."),
        ('"As an AI, I never sleep."', '"I never sleep."'),
        ("Here's one spoken sentence: The sea is calm.", "The sea is calm."),
        ("Here are two short sentences:\nOne. Two.", "\nOne. Two."),
        ("Sure! Here's a response: the sea is calm.", "The sea is calm."),
        ("Of course, here is my spoken reply: 7 it is.", "7 it is."),
        ("This is my answer: no.", "No."),
        ("One short sentence: no.", "No."),
        ("In one sentence, it rains.", "It rains."),
        ("Hello. As an AI, I like rain. As an AI, I like snow.", "Hello. I like rain. I like snow."),
        ("Here's my answer: as an AI, I like rain.", "I like rain."),
    ],
)
def test_the_rest_of_the_sentence_stays(written: str, kept: str) -> None:
    assert said(written) == kept


@pytest.mark.parametrize(
    "written", ["As an AI language model.", "Here's one spoken sentence.", "Sure, here's a response!", "My answer:"]
)
def test_a_sentence_that_is_nothing_else_goes_whole(written: str) -> None:
    assert said(written) == ""
    assert said(f"{written} The sea is calm.") == "The sea is calm."


@pytest.mark.parametrize(
    "written",
    [
        "As a child, I loved the sea.",
        "As I said, no.",
        "As a software developer, you know that.",
        "As software goes, it is good.",
        "As the software was slow, I left.",
        "As Samantha said, it is cold.",
        "As a matter of fact I think that the model is fine.",
        "I'm sorry, but I can't come.",
        "I am an AI, and I like you.",
        "Here's a joke: a model walks into a bar.",
        "Here's a thing I learned about the sea, and my answer to it: go.",
        "Here's an answer that " + "goes on and " * 9 + "ends.",
        "This is the answer.",
        "My answer is no.",
        "Sure. Here we go.",
        "One of them said: no.",
        "As an AI\nyou say?",
        "Here is a",
        "As an AI that",
        "It is over, as an AI, I know.",
    ],
)
def test_what_only_looks_like_it_is_said(written: str) -> None:
    assert said(written) == written


def test_nobody_waits_for_what_cannot_become_one() -> None:
    lead_ins = LeadIns("Samantha")
    assert lead_ins.feed("I t") == "I t"
    assert lead_ins.feed("hink. As a") == "hink. "
    assert lead_ins.feed(" child") == ""
    assert lead_ins.feed(", I") == "As a child, I"


def test_a_nameless_one_is_nobody() -> None:
    assert said("As an AI, I know.", speaker="") == "I know."
    assert said("As ever, I know.", speaker="") == "As ever, I know."


def test_however_the_text_is_cut_the_same_comes_out() -> None:
    parts = [
        "As an AI language model,", "As Samantha's", "software,", "As an AI, I", "know.", "Sure!", "Here's", "one",
        "spoken", "sentence:", "my answer:", "I'm sorry, but", '"', "\n", "the sea", "model", "a", "As", "system.",
    ]  # fmt: skip
    draw = random.Random(7)
    changed = 0
    for _ in range(600):
        text = " ".join(draw.choices(parts, k=draw.randint(1, 9)))
        cuts = sorted(draw.choices(range(len(text) + 1), k=3))
        whole = said(text)
        changed += whole != text
        assert said(text, *cuts) == said(text, *range(1, len(text))) == whole, text
    assert changed > 100


def test_the_first_clause_is_the_first_that_says_something() -> None:
    cutter = ClauseCutter("Samantha")
    clauses = [*cutter.feed("As Samantha's software, i am always here for you. Good night."), *cutter.finish()]
    assert " ".join(clause.display for clause in clauses) == "I am always here for you. Good night."
    assert ClauseCutter("Samantha").feed("Here's one spoken sentence.") == []
