"""The judge: one verdict per order, none for an order that nobody wants any more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.cancel import Revisions
from app.effects import JudgeTurn
from app.engines.scripted_turns import ScriptedTurnDetector
from app.facts import TurnJudged
from app.runtime.judge import Judge
from tests.kit.speech import hiss

SPEECH = Clip(hiss(1.0, -20), HEARING_HZ)


class Bench:
    """A judge with prepared verdicts."""

    def __init__(self, *verdicts: float) -> None:
        self.posted: list[Any] = []
        self.revisions = Revisions()
        self.engine = ScriptedTurnDetector(verdicts)
        self.judge = Judge(self.engine, self.posted.append, self.revisions)


def test_a_verdict_for_every_order() -> None:
    bench = Bench(0.2, 0.9)
    bench.judge.job(JudgeTurn(3, SPEECH))
    bench.judge.job(JudgeTurn(3, SPEECH, quiet_s=0.4))
    assert bench.posted == [TurnJudged(3, 0.2), TurnJudged(3, 0.9)]


@pytest.mark.parametrize("quiet_s", [0.0, 0.4])
def test_the_silence_that_followed_is_put_behind_the_clip(quiet_s: float) -> None:
    bench = Bench()
    bench.judge.job(JudgeTurn(1, SPEECH, quiet_s))
    (heard,) = bench.engine.heard
    assert heard.duration_s == pytest.approx(1.0 + quiet_s)
    assert np.array_equal(heard.samples[:HEARING_HZ], SPEECH.samples)
    assert not heard.samples[HEARING_HZ:].any()


def test_nobody_wants_it_any_more() -> None:
    bench = Bench()
    bench.revisions.drop_below(4)
    bench.judge.job(JudgeTurn(3, SPEECH))
    assert bench.posted == []
    assert bench.engine.heard == []
