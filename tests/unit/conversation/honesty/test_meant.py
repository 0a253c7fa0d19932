"""The vote's word: sure, perhaps, not; and which topics."""

from __future__ import annotations

from app.conversation.honesty.meant import MAYBE, NEAR, SURE, Meant, by_vote


def test_no_vote_is_nothing() -> None:
    assert by_vote({}) == Meant()


def test_it_is_sure_perhaps_or_not() -> None:
    likely = [by_vote({"none": 1 - share, "body": share}) for share in (SURE + 0.01, MAYBE + 0.01, MAYBE - 0.01)]
    assert likely == [Meant(("body",), is_sure=True), Meant(("body",)), Meant()]


def test_a_near_topic_is_answered_too() -> None:
    vote = {"none": 0.0, "kept": 0.6, "heard": 0.6 * NEAR + 0.01, "body": 0.6 * NEAR - 0.01}
    assert by_vote(vote).topics == ("kept", "heard")
    assert by_vote({"none": 0.0, "kept": 0.4, "heard": 0.3, "body": 0.3}).topics == ("kept", "heard")
