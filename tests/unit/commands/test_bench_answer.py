"""What `bench latency` reads from the two sounds: the gap, who spoke too early, what does not count."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import Clip
from app.commands.bench_answer import Answer
from app.commands.bench_questions import Question
from app.events import FillerPlayed, FinalTranscript, Published, SignPlayed, TurnTimings


def tone(duration_s: float, rate_hz: int) -> np.ndarray:
    return 0.3 * np.sin(np.arange(round(duration_s * rate_hz)) * 0.1).astype(np.float32)


def question() -> Question:
    """1 s of voice, then 0.5 s of silence."""
    return Question("q", Clip(np.concatenate([tone(1, 16_000), np.zeros(8_000, np.float32)]), 16_000))


def answer(*events: Published, sounds: tuple[float, ...] = (2.0,)) -> Answer:
    """A second of answer at each of `sounds`, in eight seconds of OUT; the question was asked at 10 s."""
    out = np.zeros(8 * 24_000, np.float32)
    for at_s in sounds:
        out[round(at_s * 24_000) :][:24_000] = tone(1, 24_000)
    return Answer(question(), 10.0, events, Clip(out, 24_000), ())


def timings(turn: int, gap_ms: float | None) -> TurnTimings:
    return TurnTimings(11.0, turn, 100, 300, 500, 700, 800, gap_ms, 200, None)


def test_the_gap_is_read_from_the_sounds() -> None:
    assert answer().asked_s == pytest.approx(1.0)
    assert answer().gap_ms == pytest.approx(1000, abs=1)


def test_a_short_answer_in_a_long_silence() -> None:
    short = answer()
    short.out.samples[round(2.3 * 24_000) :] = 0.0
    long = Clip(np.concatenate([short.out.samples, np.zeros(24_000 * 20, np.float32)]), 24_000)
    assert Answer(question(), 10.0, (), long, ()).gap_ms == pytest.approx(1000, abs=1)


def test_no_answer_has_no_gap() -> None:
    assert answer(sounds=()).gap_ms is None
    assert not answer(sounds=()).is_talked_over


def test_an_answer_before_the_end_of_the_question_is_no_quick_answer() -> None:
    early = answer(sounds=(0.5,))
    assert early.is_talked_over
    assert early.gap_ms is None


@pytest.mark.parametrize("sign", [SignPlayed(11.2, 1.0), FillerPlayed(11.2, 1, 1.0)])
def test_signs_and_fillers_do_not_count(sign: Published) -> None:
    assert answer(sign, sounds=(1.2, 3.0)).gap_ms == pytest.approx(2000, abs=1)


def test_the_last_answered_turn_gives_the_marks() -> None:
    assert answer(timings(1, 900), timings(2, 800), timings(3, None)).timings == timings(2, 800)
    assert answer(timings(1, None)).timings is None


def test_the_last_transcript_of_a_turn_counts() -> None:
    heard = answer(FinalTranscript(10, 1, "I have"), FinalTranscript(11, 1, "I have two cats."))
    assert heard.heard == "I have two cats."
