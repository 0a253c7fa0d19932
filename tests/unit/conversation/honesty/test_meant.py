"""The grammar's word and the vote's: said, voted, perhaps, not; and which topics."""

from __future__ import annotations

from app.conversation.honesty.meant import MAYBE, NEAR, OVERRULED, SURE, Meant, meant


def test_neither_says_so() -> None:
    assert meant((), {}) == Meant()


def test_the_vote_is_sure_or_perhaps_or_not() -> None:
    likely = [meant((), {"none": 1 - share, "body": share}) for share in (SURE + 0.01, MAYBE + 0.01, MAYBE - 0.01)]
    assert likely == [Meant("voted", ("body",)), Meant("perhaps", ("body",)), Meant()]


def test_the_grammar_counts_unless_the_vote_is_all_against_it() -> None:
    assert meant(("human",), {}) == Meant("said", ("human",))
    assert meant(("human",), {"none": 0.9, "body": 0.1}) == Meant("said", ("human",))
    assert meant(("human",), {"none": 1 - OVERRULED / 2, "body": OVERRULED / 2}) == Meant()


def test_a_near_topic_is_answered_too() -> None:
    vote = {"none": 0.0, "kept": 0.6, "heard": 0.6 * NEAR + 0.01, "body": 0.6 * NEAR - 0.01}
    assert meant((), vote).topics == ("kept", "heard")
    assert meant((), {"none": 0.0, "kept": 0.4, "heard": 0.3, "body": 0.3}).topics == ("kept", "heard")
