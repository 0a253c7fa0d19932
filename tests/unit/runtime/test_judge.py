"""The judge: one verdict per order, none for an order that nobody wants any more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip
from app.cancel import Revisions
from app.effects import JudgeTurn, ReadAhead
from app.engines.scripted_turns import ScriptedSentenceReader, ScriptedTurnDetector
from app.facts import TurnJudged, TurnRead
from app.runtime.judge import Judge
from app.runtime.token import ComputeToken, Urgency
from tests.kit.speech import hiss

SPEECH = Clip(hiss(1.0, -20), HEARING_HZ)


class Bench:
    """A judge with prepared verdicts."""

    def __init__(self, *verdicts: float) -> None:
        self.posted: list[Any] = []
        self.token = ComputeToken()
        self.revisions = Revisions()
        self.reader = ScriptedSentenceReader([0.4])
        self.engine = ScriptedTurnDetector(verdicts)
        self.judge = Judge(self.reader, self.engine, self.posted.append, self.token, self.revisions)


def test_a_verdict_for_every_order() -> None:
    bench = Bench(0.2, 0.9)
    bench.judge.job(JudgeTurn(3, "I was at the", SPEECH))
    bench.judge.job(JudgeTurn(3, "I was at the sea.", SPEECH, quiet_s=0.4))
    assert bench.posted == [TurnRead(3, 0.4), TurnJudged(3, 0.2), TurnRead(3, 1.0), TurnJudged(3, 0.9)]
    assert bench.reader.read == ["I was at the", "I was at the sea."]


def test_words_are_read_while_they_are_said_and_nothing_is_said_about_them() -> None:
    bench = Bench()
    bench.judge.job(ReadAhead("I was at"))
    assert bench.posted == []
    assert bench.reader.read == ["I was at"]


def test_where_cores_are_few_only_the_words_are_judged() -> None:
    posted: list[Any] = []
    judge = Judge(ScriptedSentenceReader([0.7]), None, posted.append, ComputeToken(), Revisions())
    judge.load()
    judge.job(JudgeTurn(1, "Yes.", SPEECH))
    judge.close()
    assert posted == [TurnRead(1, 0.7)]


def test_both_are_loaded_and_closed() -> None:
    bench = Bench()
    bench.judge.load()
    bench.judge.close()
    bench.judge.job(JudgeTurn(1, "Yes.", SPEECH))
    assert len(bench.posted) == 2


@pytest.mark.parametrize("quiet_s", [0.0, 0.4])
def test_the_silence_that_followed_is_put_behind_the_clip(quiet_s: float) -> None:
    bench = Bench()
    bench.judge.job(JudgeTurn(1, "Yes.", SPEECH, quiet_s))
    (heard,) = bench.engine.heard
    assert heard.duration_s == pytest.approx(1.0 + quiet_s)
    assert np.array_equal(heard.samples[:HEARING_HZ], SPEECH.samples)
    assert not heard.samples[HEARING_HZ:].any()


def test_nobody_wants_it_any_more() -> None:
    bench = Bench()
    bench.revisions.drop_below(4)
    bench.judge.job(JudgeTurn(3, "Yes.", SPEECH))
    assert bench.posted == []
    assert bench.engine.heard == []


def test_it_takes_the_token_where_it_is_free_and_waits_for_nobody() -> None:
    bench = Bench(0.2, 0.2)
    bench.judge.job(JudgeTurn(1, "Yes.", SPEECH))
    alone_s = bench.token.total_s
    assert alone_s > 0
    with bench.token.held(Urgency.REPLY):
        bench.judge.job(JudgeTurn(1, "Yes.", SPEECH))
        assert bench.token.total_s == alone_s
    assert len(bench.posted) == 4
