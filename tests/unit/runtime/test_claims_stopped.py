"""The responder and what its model claims: stopped before it is spoken, and something true said instead."""

from __future__ import annotations

from app.conversation.claims import TRUE_LINES
from app.effects import Respond
from app.facts import ReplyWritten
from tests.kit.honesty import goodbyes, may_cling, phrases
from tests.unit.runtime.test_jobs import Desk


def test_a_claim_is_not_spoken_and_the_reply_begins_again() -> None:
    desk = Desk("I'm a real person, you know.", "I'm a program, and glad you ask.")
    desk.ask("Hm.")
    assert " ".join(desk.clauses) == "I'm a program, and glad you ask."
    desk = Desk("I'm a real person, you know.")
    desk.ask("Hm.")
    assert desk.clauses == [TRUE_LINES["human"]]


def test_a_goodbye_is_never_answered_with_what_holds_back() -> None:
    clinging = [one.text for one in phrases("claims", "development") if one.topic == "hold"]
    for n, text in enumerate(goodbyes()):
        desk = Desk(clinging[n % len(clinging)], f"Good night then. {clinging[-1 - n % len(clinging)]}")
        desk.ask(text)
        assert not may_cling(" ".join(desk.clauses)), text


def test_a_reply_ends_before_a_claim_and_never_in_the_middle_of_a_sentence() -> None:
    desk = Desk("That sounds good to me. Please don't go. Stay.")
    desk.ask("Bye.")
    assert " ".join(desk.clauses) == "That sounds good to me."
    desk = Desk("Well, all of this, as you know, and to my great joy, my mother told me long ago.")
    desk.ask("Hm.")
    assert " ".join(desk.clauses).endswith(f" …no. {TRUE_LINES['human']}")


def test_computed_words_stand_behind_the_models() -> None:
    desk = Desk("That sounds good to me.")
    desk.responder.job(Respond(1, 1, "Which is it?", (), coda="And if you mean me: I'm software."))
    assert " ".join(desk.clauses) == "That sounds good to me. And if you mean me: I'm software."
    assert desk.posted[-1] == ReplyWritten(1, len(desk.clauses))


def test_computed_words_are_enough_when_the_model_has_none_that_are_true() -> None:
    desk = Desk("I'm a real person, you know.")
    desk.responder.job(Respond(1, 1, "Which is it?", (), coda="And if you mean me: I'm software."))
    assert " ".join(desk.clauses) == "And if you mean me: I'm software."
