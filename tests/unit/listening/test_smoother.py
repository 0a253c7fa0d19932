"""Onset and hangover over scripted probabilities, one per 32 ms."""

from __future__ import annotations

import pytest

from app.listening.smoother import Smoother

BLOCK_S = 0.032


def changes(probabilities: list[float], **options: float) -> list[tuple[int, str]]:
    smoother = Smoother(**{"soft_end_s": 0.096} | options)
    return [(n, change) for n, p in enumerate(probabilities) if (change := smoother.step(p))]


def test_three_blocks_begin_a_voice_three_quiet_ones_pause_it_and_seven_seconds_end_it() -> None:
    assert changes([0, 0, 0.9, 0.9, 0.9, 0.9] + [0.1] * 250) == [(4, "started"), (8, "paused"), (224, "stopped")]


@pytest.mark.parametrize("click", [[0.9], [0.9, 0.9], [0.9, 0, 0, 0, 0.9, 0.9], [0.4] * 30])
def test_less_than_96_ms_is_nothing(click: list[float]) -> None:
    assert changes([0, *click, *[0] * 10]) == []


def test_what_the_detector_still_hears_after_a_burst_is_not_the_burst() -> None:
    smoother = Smoother(soft_end_s=0.096)
    assert [smoother.step(0.9, level_db) for level_db in (-20, -20, -51, -120)] == [None] * 4
    assert smoother.step(0.9, -49) == "started"


def test_a_weak_block_in_between_is_tolerated() -> None:
    assert changes([0.9, 0.2, 0.9, 0.3, 0.9]) == [(4, "started")]


def test_probabilities_between_the_limits_keep_a_voice_but_begin_none() -> None:
    assert changes([0.9] * 3 + [0.4] * 100) == [(2, "started")]


def test_a_voice_goes_on_after_a_pause_as_it_began() -> None:
    assert changes([0.9] * 5 + [0.0] * 19 + [0.9] * 5) == [(2, "started"), (7, "paused"), (25, "resumed")]
    assert changes([0.9] * 5 + [0.0] * 19 + [0.4, 0.0, 0.0, 0.0, 0.0, 0.4, 0.0]) == [(2, "started"), (7, "paused")]


def test_a_pause_with_a_suspicion_is_not_still() -> None:
    smoother = Smoother(soft_end_s=0.096)
    stillness = []
    for p in [0.9, 0.9, 0.9, 0.0, 0.0, 0.0, 0.4, 0.0]:
        smoother.step(p)
        stillness.append(smoother.is_still)
    assert stillness == [False] * 5 + [True, False, True]
    assert smoother.quiet_s == pytest.approx(5 * BLOCK_S)


def test_the_limits_are_settings() -> None:
    found = changes([0.9] * 3 + [0.0] * 20, soft_end_s=0.2, hard_end_s=0.4)
    assert found == [(2, "started"), (8, "paused"), (14, "stopped")]


def test_an_end_from_outside_makes_the_next_voice_a_new_one() -> None:
    smoother = Smoother(soft_end_s=0.096)
    for p in [0.9] * 3 + [0.0] * 5:
        smoother.step(p)
    smoother.end()
    assert [smoother.step(0.9) for _ in range(3)] == [None, None, "started"]


def test_it_counts_what_was_voice() -> None:
    smoother = Smoother(soft_end_s=0.096)
    for p in [0.9, 0.1, 0.9, 0.9, 0.4, 0.9, *[0.0] * 7]:
        smoother.step(p)
    assert smoother.voiced_s == pytest.approx(5 * BLOCK_S)
    assert smoother.quiet_s == pytest.approx(7 * BLOCK_S)


def test_where_the_voice_began() -> None:
    smoother = Smoother(soft_end_s=0.096)
    steps = [smoother.step(p) for p in [0.0, 0.9, 0.1, 0.9, 0.9]]
    assert steps[-1] == "started"
    assert smoother.onset_blocks_ago == 3


def test_a_voice_goes_on_more_easily_than_it_begins() -> None:
    """A soft last syllable is no beginning, but it is not lost."""
    assert changes([0.9] * 3 + [0.0] * 4 + [0.4, 0.4] + [0.0] * 5) == [
        (2, "started"), (5, "paused"), (8, "resumed"), (11, "paused"),
    ]  # fmt: skip


def test_forget() -> None:
    smoother = Smoother(soft_end_s=0.096)
    for _ in range(3):
        smoother.step(0.9)
    smoother.forget()
    assert not smoother.is_speaking
    assert smoother.step(0.9) is None
    assert smoother.voiced_s == 0
