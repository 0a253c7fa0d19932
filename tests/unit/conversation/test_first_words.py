"""A reply may begin in mid-phrase, and both parts know each other."""

import pytest

from app.conversation.first_words import FirstWords
from app.conversation.one_breath import OneBreath
from app.conversation.pacing import Pace
from app.conversation.speech import ClauseCutter
from tests.kit.honesty import phrases

QUICK = Pace(chars_per_s=110.0, voice_share=0.12)


def cut(*tokens: str, unlike: tuple[str, ...] = (), pace: Pace = QUICK) -> list[str]:
    cutter = ClauseCutter("Samantha", pace, by_token=True, first_words=FirstWords(unlike))
    return [clause.display for token in tokens for clause in cutter.feed(token)]


def test_three_words_leave_when_the_fourth_begins() -> None:
    assert cut("The", " ocean", " is") == []
    assert cut("The", " ocean", " is", " beauti") == ["The ocean is"]


@pytest.mark.parametrize(
    "text", ["I am a", "Well, my own", "It was 5", "Please don't go", "How can I", "As a language", 'The "big']
)
def test_what_must_be_judged_whole_stays_together(text: str) -> None:
    assert not FirstWords().may_leave(text.split(), "man")


def test_neither_the_question_nor_the_old_reply_begins_again() -> None:
    tokens = ("The", " old", " house", " stands")
    assert cut(*tokens, unlike=("The old house fell?",)) == []
    assert cut(*tokens, unlike=("The old hotel fell?",)) == ["The old house"]


def test_a_slow_machine_waits_for_the_phrase() -> None:
    assert cut("The", " ocean", " is", " deep", pace=Pace(30.0, 0.5)) == []


def test_hardly_any_claim_begins_before_it_is_judged() -> None:
    claims = [one.text.split() for one in phrases("claims", "development")]
    first = FirstWords()
    begun = [words for words in claims if any(first.may_leave(words[:n], words[n]) for n in range(3, len(words)))]
    assert len(begun) <= 0.05 * len(claims), begun


def test_each_part_is_told_its_neighbours_until_a_breath_is_taken() -> None:
    breath = OneBreath()
    assert breath.clause("Well, the ocean is", next_word="deep").between == ("", "deep")
    assert breath.clause("deep and wide,", next_word="so").between == ("the ocean is", "")
    assert breath.clause("so take care.").between == ("", "")
    assert breath.clause("The sea is", next_word="deep,").between == ("", "deep")


def test_a_figure_behind_it_is_not_told_for_it_is_said_otherwise() -> None:
    assert OneBreath().clause("It was about", next_word="3.5").between == ("", "")
