"""The past as heard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.conversation.history import History, heard_text
from app.conversation.spoken import speak
from app.effects import Exchange
from app.facts import Clause


def clause(display: str) -> Clause:
    return Clause(display, speak(display))


def test_exchanges_are_kept_in_order() -> None:
    history = History()
    history.add(Exchange("Hi", "Hello."))
    history.add(Exchange("How are you?", "Fine."))
    assert history.as_tuple() == (Exchange("Hi", "Hello."), Exchange("How are you?", "Fine."))


def test_a_question_without_an_answer_melts_into_the_next() -> None:
    history = History()
    for exchange in (Exchange("Hi", "Hello."), Exchange("Are you", ""), Exchange("there?", "Yes.")):
        history.add(exchange)
    assert history.as_tuple()[1:] == (Exchange("Are you there?", "Yes."),)


def test_it_is_restored_from_what_was_stored() -> None:
    history = History()
    history.add(Exchange("before", "before"))
    history.restore(
        [
            ("companion", "Good morning."),
            ("user", "Hi."),
            ("user", "You?"),
            ("companion", "Fine."),
            ("companion", "And you?"),
        ]
    )
    assert history.as_tuple() == (Exchange("", "Good morning."), Exchange("Hi. You?", "Fine. And you?"))


@pytest.mark.parametrize(
    ("share", "heard"),
    [(0.0, ""), (0.1, ""), (0.3, "One"), (0.6, "One two"), (0.97, "One two three."), (1.0, "One two three.")],
)
def test_a_word_is_heard_when_half_of_it_was_played(share: float, heard: str) -> None:
    assert heard_text([clause("One two three.")], {0: share})[0] == heard


def test_a_word_lasts_as_long_as_it_is_spoken() -> None:
    clauses = [clause("It costs $1,234.56 now.")]
    assert heard_text(clauses, {0: 0.4}) == ("It costs", "$1,234.56 now.")


def test_nothing_is_heard_behind_a_gap() -> None:
    clauses = [clause("One two."), clause("Three four."), clause("Five.")]
    assert heard_text(clauses, {0: 1.0, 1: 0.5, 2: 1.0}) == ("One two. Three", "four. Five.")
    assert heard_text(clauses, {0: 1.0}) == ("One two.", "Three four. Five.")
    assert heard_text([], {}) == ("", "")


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["a", "3", "$5", "word,", "—", "end."]), min_size=1).map(" ".join), max_size=4),
    st.dictionaries(st.integers(0, 4), st.floats(0, 1)),
)
def test_heard_and_unheard_together_are_the_reply(displays: list[str], shares: dict[int, float]) -> None:
    heard, unheard = heard_text([clause(display) for display in displays], shares)
    assert f"{heard} {unheard}".strip() == " ".join(displays)
