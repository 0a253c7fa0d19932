"""The user's pace: learnt slowly, from real pauses only."""

from __future__ import annotations

import pytest

from app.listening.pace import USUAL_PAUSE_S, Pace


def test_a_usual_user_to_begin_with() -> None:
    assert Pace().average_s == USUAL_PAUSE_S


def test_one_pause_changes_little_and_thirty_change_it() -> None:
    pace = Pace(0.5)
    pace.note(1.5)
    assert pace.average_s == pytest.approx(0.6)
    for _ in range(30):
        pace.note(1.5)
    assert pace.average_s == pytest.approx(1.5, abs=0.05)


def test_a_breath_is_no_pause() -> None:
    pace = Pace(0.8)
    pace.note(0.15)
    assert pace.average_s == 0.8


def test_who_was_called_away_counts_as_two_seconds() -> None:
    pace = Pace(1.0)
    pace.note(60.0)
    assert pace.average_s == pytest.approx(1.1)


@pytest.mark.parametrize(("kept", "used"), [(0.01, 0.25), (0.9, 0.9), (99.0, 2.0)])
def test_a_kept_pace_is_held_within_reason(kept: float, used: float) -> None:
    assert Pace(kept).average_s == used
