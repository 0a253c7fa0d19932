"""Each word that is read knows the words that are said for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clause import WordTime
from app.conversation.spoken import speak
from app.conversation.spoken.pairs import display_times, pairs

CASES = {
    "At 3 pm.": "At=At 3=three pm.=p m.",
    "It costs $5 million — or $1.50 now.":
        "It=It costs=costs $5=five million million=dollars, —= or=or $1.50=one dollar and fifty cents now.=now.",
    "On 22 Nov 2026, we meet.":
        "On=On 22=the Nov=twenty-second of November, 2026,=twenty twenty-six, we=we meet.=meet.",
    "Dr. Smith & Co. (maybe) at 5-10 km/h?":
        "Dr.=Doctor Smith=Smith &=and Co.=Co. (maybe)=maybe, at=at 5-10=five to ten km/h?=kilometers per hour?",
    "— hello — there...": "—= hello=hello, —= there...=there.",
    "See https://x.com/a/b today": "See=See https://x.com/a/b=x dot com today=today",
    "½ cup, ５ ml": "½=one half cup,=cup, ５=five ml=milliliters",
    "—": "—=",
}  # fmt: skip


@pytest.mark.parametrize("display", CASES)
def test_pairs(display: str) -> None:
    told = " ".join(f"{word}={' '.join(said)}" for word, said in pairs(display))
    assert told == CASES[display]


PIECES = "a 3 $5 word, — end. pm Nov 22 million Dr. 5-10 km ½ &"
TEXTS = st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=8).map(" ".join)


@given(TEXTS | st.text(max_size=20))
@settings(deadline=None)
def test_joined_again_both_sides_are_whole(display: str) -> None:
    found = pairs(display)
    assert " ".join(word for word, _ in found) == display
    assert [word for _, said in found for word in said] == speak(display).split()


def test_a_word_lasts_from_its_first_spoken_word_to_its_last() -> None:
    spoken = [WordTime(n, n + 1) for n in range(1, 6)]
    times = [(word.start_s, word.end_s) for word in display_times("— At 3 pm — now.", spoken)]
    assert times == [(0, 0), (1, 2), (2, 3), (3, 5), (5, 5), (5, 6)]


def test_times_of_other_words_are_none() -> None:
    assert display_times("At 3 pm.", [WordTime(0.0, 0.1)]) == ()
