"""What of a reply was heard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clause import Clause, WordTime
from app.conversation.heard import heard_text
from app.conversation.spoken import speak


def clause(display: str) -> Clause:
    return Clause(display, speak(display))


# ---- with the times of its words -------------------------------------------------------------------------------------

THREE = {0: (WordTime(0.1, 0.3), WordTime(0.3, 0.5), WordTime(0.6, 1.0))}


@pytest.mark.parametrize(
    ("heard_s", "heard"),
    [
        (0.0, ""), (0.19, ""), (0.21, "At"), (0.39, "At"), (0.4, "At 3"), (0.6, "At 3"), (0.79, "At 3"),
        (0.8, "At 3 pm."), (1.25, "At 3 pm."),
    ],
)  # fmt: skip
def test_a_word_is_heard_when_half_of_it_left(heard_s: float, heard: str) -> None:
    assert heard_text([clause("At 3 pm.")], {0: heard_s / 1.25}, THREE, {0: 1.25})[0] == heard


def test_a_mark_that_nobody_says_is_no_obstacle() -> None:
    times = (WordTime(0.0, 0.0), WordTime(0.1, 0.3), WordTime(0.3, 0.3), WordTime(0.3, 0.5))
    clauses = [clause("— so — yes.")]
    assert heard_text(clauses, {0: 0.0}, {0: times}, {0: 1.0}) == ("", "— so — yes.")
    assert heard_text(clauses, {0: 0.3}, {0: times}, {0: 1.0}) == ("— so —", "yes.")


def test_the_cut_is_told_in_the_clause_that_was_cut() -> None:
    clauses = [clause("At 3 pm."), clause("At 4 pm."), clause("At 5 pm.")]
    times, durations_s = dict.fromkeys(range(3), THREE[0]), dict.fromkeys(range(3), 1.25)
    assert heard_text(clauses, {0: 1.0, 1: 0.4, 2: 0.0}, times, durations_s) == ("At 3 pm. At 4", "pm. At 5 pm.")


@pytest.mark.parametrize(("times", "durations_s"), [({}, {0: 1.0}), (THREE, {}), ({0: THREE[0][:2]}, {0: 1.0})])
def test_without_the_times_of_all_its_words_it_is_estimated(
    times: dict[int, tuple[WordTime, ...]], durations_s: dict[int, float]
) -> None:
    assert heard_text([clause("One two three.")], {0: 0.6}, times, durations_s)[0] == "One two"


# ---- without ---------------------------------------------------------------------------------------------------------


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
