"""How much the voice's lead allows."""

import pytest

from app.conversation.pacing import Pace, Pacing


def test_what_is_in_hand_bridges_the_making_of_what_it_reaches() -> None:
    pace = Pace(chars_per_s=50.0, voice_share=0.2)
    reach = pace.reach_chars(2.0)
    assert pace.making_s(round(reach)) == pytest.approx(2.0, abs=0.03)
    assert pace.making_s(100) == pytest.approx(100 / 50 + 0.2 * pace.sound_s(100))


def test_the_slower_the_machine_the_longer_the_first_clause() -> None:
    paces = [Pace(200.0, 0.05), Pace(60.0, 0.15), Pace(35.0, 0.2), Pace(10.0, 0.29)]
    least = [pace.first_chars for pace in paces]
    assert least == sorted(least)
    assert (least[0], least[-1]) == (10.0, 24.0)
    assert 10.0 < least[1] < 15.0


def test_a_slow_voice_begins_with_few_words() -> None:
    """What the user waits for is their sound; a quick voice goes on to a joint."""
    slow, quick = Pace(60.0, 0.6), Pace(60.0, 0.15)
    assert (slow.first_chars, slow.first_words) == (12.0, 5)
    assert quick.first_words is None


def test_another_voice_is_expected_to_be_as_slow_as_it_is_said_to_be() -> None:
    pacing = Pacing()
    pacing.note_writing(60, 0.5)
    before = pacing.pace
    pacing.expect_voice(0.7)
    assert pacing.pace == Pace(before.chars_per_s, 0.7)
    pacing.expect_voice(None)
    assert pacing.pace == before


@pytest.mark.parametrize(("share", "first_s"), [(0.07, 0.3), (0.15, 0.375), (0.2, 0.5), (0.21, 0.0), (0.8, 0.0)])
def test_a_first_piece_bridges_the_making_of_the_rest_or_there_is_none(share: float, first_s: float) -> None:
    assert Pace(60.0, share).first_piece_s == pytest.approx(first_s)


def test_it_learns_what_the_machine_does() -> None:
    pacing = Pacing()
    for _ in range(20):
        pacing.note_writing(60, 0.5)
        pacing.note_voice(2.0, 0.2)
    assert pacing.pace.chars_per_s == pytest.approx(120, rel=0.01)
    assert pacing.pace.voice_share == pytest.approx(0.1, rel=0.05)


def test_one_odd_turn_is_no_measure() -> None:
    pacing = Pacing()
    pacing.note_writing(100_000, 0.001)
    pacing.note_voice(1.0, 100.0)
    assert pacing.pace.chars_per_s < 110
    assert pacing.pace.voice_share < 0.4


def test_on_a_clock_that_stands_still_nothing_is_learnt() -> None:
    pacing = Pacing()
    pacing.note_writing(100, 0.0)
    pacing.note_writing(0, 1.0)
    pacing.note_voice(1.0, 0.0)
    pacing.note_voice(0.0, 1.0)
    assert pacing.pace == Pace()
