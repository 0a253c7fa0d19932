"""The vote: what the features are made of, and how the whole and its parts count."""

from __future__ import annotations

import numpy as np
import pytest

from app.conversation.vote import BUCKETS, MOST_PARTS, Head, Read, features, parts

WIDTH = 4


def read(text: str, tokens: list[str]) -> Read:
    return Read(text, tokens, np.eye(len(tokens), WIDTH, dtype=np.float32))


def test_one_sentence_is_a_whole() -> None:
    assert parts("are you human") == ["are you human"]
    assert parts("Samantha. Are you human?") == ["Samantha. Are you human?"]


def test_sentences_are_looked_at_by_themselves() -> None:
    assert parts("I had a long day. Are you human? Thank you.") == [
        "I had a long day. Are you human? Thank you.", "I had a long day.", "Are you human?", "Thank you.",
    ]  # fmt: skip
    many = parts(" ".join(f"It is number {n}." for n in range(20)))
    assert len(many) == 1 + MOST_PARTS
    assert many[-1] == "It is number 19."


def test_every_group_of_features_has_the_same_length() -> None:
    row = features(read("are you human?", ["are", "you", "human", "?"]))
    assert row.shape == (3 * WIDTH + BUCKETS,)
    groups = [row[:WIDTH], row[WIDTH : 2 * WIDTH], row[2 * WIDTH : 3 * WIDTH], row[3 * WIDTH :]]
    assert [float(np.linalg.norm(group)) for group in groups] == pytest.approx([3.0] * 4)
    assert groups[2].argmax() == 1  # where they say "you"


def test_without_you_that_group_is_empty() -> None:
    assert not features(read("is it raining", ["is", "it", "rain"]))[2 * WIDTH : 3 * WIDTH].any()


def test_contractions_are_the_same_words() -> None:
    one, other = (features(read(text, ["you", "re"])) for text in ("You're a bot, right?", "you are a bot right?"))
    assert np.array_equal(one, other)


def test_the_whole_and_the_farthest_from_none_count_half_each() -> None:
    head = Head(("none", "human"), np.array([[0.0, 4.0]], np.float32), np.zeros(2, np.float32))
    whole, quiet, asking = np.float32([[0.0]]), np.float32([[-2.0]]), np.float32([[2.0]])
    assert head.vote(whole) == {"none": 0.5, "human": 0.5}
    vote = head.vote(np.concatenate([whole, quiet, asking]))
    assert vote["human"] == pytest.approx(0.75, abs=0.001)
    assert sum(vote.values()) == pytest.approx(1.0)
