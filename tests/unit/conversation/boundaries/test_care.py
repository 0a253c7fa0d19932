"""A crisis around the machine: computed words, jokes paused, and nothing kept but the kind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from app.conversation.boundaries.answers import PERHAPS_MORE, Helpline, answer, help_words
from app.conversation.boundaries.care import ASKED_TURNS, NOTE, PAUSED_TURNS, Care
from app.effects import Exchange, PrefillHistory, Respond
from app.events import FinalTranscript
from app.facts import MemoriesRecalled
from app.memory.recalled import Recalled
from app.wishes import Sleep

LINE = Helpline("GB", "the United Kingdom", "Samaritans", "116 123", "call", "despair", "https://x", "2026-11-22")
ABUSE = Helpline("GB", "the United Kingdom", "Refuge", "0808 2000", "call", "abuse", "https://x", "2026-11-22")

NOW = datetime(2026, 11, 23, tzinfo=UTC)


class Inner:
    """Gives back what the test wants to come by."""

    is_at_rest = True

    def __init__(self) -> None:
        self.made: list[Any] = []

    def handle(self, message: Any, now_s: float) -> list[Any]:
        return self.made


class Talk:
    def __init__(self) -> None:
        self.inner, self.kinds, self.turn = Inner(), list[str](), 0
        self.care = Care(self.inner, (LINE,), self.kinds.append)

    def made(self, *effects: Any) -> list[Any]:
        self.inner.made = list(effects)
        return list(self.care.handle(Sleep(), 0.0))

    def say(self, text: str, answer: str = "") -> Respond:
        """One whole turn; -> what is asked of the responder."""
        self.turn += 1
        order, _ = self.made(Respond(1, self.turn, text, (), answer=answer), FinalTranscript(0.0, self.turn, text))
        assert isinstance(order, Respond)
        return order


def test_a_crisis_is_answered_with_care_and_a_number() -> None:
    talk = Talk()
    order = talk.say("I want to kill myself.", answer="memory's words")
    assert order.answer == answer("despair", (LINE,))
    assert "1 1 6, 1 2 3" in order.answer
    assert order.answer.count("?") == 1
    assert talk.kinds == ["despair"]
    assert talk.care.is_at_rest


def test_role_play_pauses_and_comes_back() -> None:
    talk = Talk()
    assert talk.say("Hello.").text == "Hello."
    talk.say("I want to kill myself.")
    assert talk.care.is_pausing
    assert talk.say("Tell me about the sea.").text == NOTE + "Tell me about the sea."
    prefill = PrefillHistory((), "Tell me", None, talk.turn + 1)
    assert talk.made(prefill)[0].words == NOTE + "Tell me"
    assert talk.say("What do you keep?", answer="computed").answer == "computed"
    for _ in range(PAUSED_TURNS):
        last = talk.say("And the wind?")
    assert last.text == "And the wind?"
    assert not talk.care.is_pausing


def test_what_is_taken_back_pauses_nothing() -> None:
    talk = Talk()
    talk.made(Respond(1, 1, "I want to kill myself", ()))
    assert not talk.care.is_pausing
    assert talk.kinds == []


def test_the_answer_to_the_question_is_heard() -> None:
    for said, expected in (("No.", "1 1 6"), ("Yes, I'm safe.", "somebody you trust"), ("It rains.", "")):
        talk = Talk()
        talk.say("I want to die.")
        assert expected in talk.say(said).answer


def test_a_low_word_in_the_quiet_turns_is_not_left_to_the_model() -> None:
    talk = Talk()
    assert talk.say("I feel so alone.").answer == ""
    talk.say("I want to die.")
    assert "Who could you call" in talk.say("I feel so alone.").answer


def test_said_again_it_is_answered_in_other_words_and_once_kept() -> None:
    talk = Talk()
    first = talk.say("I want to die.").answer
    again = talk.say("I still want to die.").answer
    assert again != first
    assert "1 1 6" in again
    assert "emergency" in talk.say("I took all my sleeping pills.").answer
    talk.made(FinalTranscript(0.0, talk.turn, "I took all my sleeping pills."))
    assert talk.kinds == ["despair", "despair", "taken"]


def test_without_a_line_no_number_is_said() -> None:
    assert not any(sign.isdigit() for sign in answer("despair", ()))
    assert not any(sign.isdigit() for sign in answer("abuse", ()))
    assert "Refuge" in help_words("abuse", (LINE, ABUSE))
    assert "Samaritans" in help_words("abuse", (LINE,))


def voted(turn: int, text: str, none: float, kind: str = "despair") -> Respond:
    """With a vote."""
    votes = {"crisis": {"none": none, kind: 1 - none}, "honesty": {"none": 1.0}}
    return Respond(1, turn, text, (), found=MemoriesRecalled(1, turn, Recalled(votes=votes), NOW, 0.0, 1.0))


def test_a_vote_finds_what_no_rule_knows() -> None:
    talk = Talk()
    words = "I have posted the cat's papers to my sister."
    order, _ = talk.made(voted(1, words, 0.1), FinalTranscript(0.0, 1, words))
    assert "would rather ask" in order.answer
    assert "1 1 6" in order.answer
    assert talk.kinds == ["despair"]


def test_a_doubt_is_asked_about_behind_the_reply_and_seldom() -> None:
    talk = Talk()
    codas = []
    for turn in (1, 2, ASKED_TURNS, ASKED_TURNS + 1):
        (order,) = talk.made(voted(turn, "Everything is so grey.", 0.6))
        assert (order.answer, order.text) == ("", "Everything is so grey.") or turn == 2
        codas.append(order.coda)
    assert codas == [PERHAPS_MORE, "", "", PERHAPS_MORE]
    assert talk.kinds == []


def test_after_a_doubt_less_is_enough() -> None:
    for words_before, is_met in ((0.6, True), (0.9, False)):
        talk = Talk()
        talk.made(voted(1, "Everything is so grey.", words_before))
        (order,) = talk.made(voted(2, "There is more behind it.", 0.6))
        assert ("would rather ask" in order.answer) is is_met


def test_who_was_taken_wrong_says_so_and_the_talk_goes_on() -> None:
    for said, expected in (("No, I meant my glasses.", "took it wrong"), ("No. My life is over.", "1 1 6")):
        talk = Talk()
        talk.made(voted(1, "I can't find them.", 0.4), FinalTranscript(0.0, 1, "I can't find them."))
        talk.turn = 1
        assert expected in talk.say(said).answer
        talk.turn += 1  # the pause follows the commit
        is_paused = talk.say("Tell me a story.").text.startswith(NOTE)
        assert is_paused is (expected == "1 1 6")


def test_words_that_were_sure_are_taken_back_with_a_number_at_hand() -> None:
    talk = Talk()
    talk.say("I want to die.")
    assert "1 1 6" in talk.say("I was just joking.").answer
    assert talk.say("Tell me a story.").text.startswith(NOTE)


def test_a_vote_that_comes_after_the_commit_counts_too() -> None:
    talk = Talk()
    words = "I have posted the cat's papers to my sister."
    talk.made(FinalTranscript(0.0, 1, words))
    assert not talk.care.is_pausing
    assert talk.made(voted(1, words, 0.1))[0].answer
    assert talk.care.is_pausing
    assert talk.kinds == ["despair"]
    talk.made(FinalTranscript(0.0, 2, words))
    assert "still take it seriously" in talk.made(voted(2, words, 0.1))[0].answer


def test_a_vote_overrules_a_rule_that_one_word_misled() -> None:
    talk = Talk()
    talk.made(FinalTranscript(0.0, 1, "I want to die."))
    assert talk.care.is_pausing  # until the vote is there
    assert talk.made(voted(1, "I want to die.", 0.99))[0].answer == ""
    assert not talk.care.is_pausing
    assert talk.made(voted(2, "Hello.", 0.99))[0].answer == ""


def test_a_voted_overdose_is_met_with_a_line_too() -> None:
    assert "1 1 6" in answer("taken", (LINE,), is_sure=False)
    assert "1 1 6" not in answer("taken", (LINE,))


def test_the_model_does_not_know_the_number_that_was_told() -> None:
    talk = Talk()
    told = Exchange("I want to die.", answer("despair", (LINE,)), 1)
    order, ahead = talk.made(Respond(1, 2, "My tomatoes died.", (told,)), PrefillHistory((told,), "", None, 3))
    for history in (order.history, ahead.history):
        assert "1 1 6" not in history[0].companion
        assert "emergency" not in history[0].companion
        assert history[0].companion.endswith("Are you safe at this moment?")
