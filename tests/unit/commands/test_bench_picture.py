"""The picture of the median turn: well-formed, in the window's colours, with the measured figures."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from app.audio.clip import Clip
from app.commands.bench_answer import Answer
from app.commands.bench_dialogue import Dialogue
from app.commands.bench_latency import Measured, figures, lines
from app.commands.bench_picture import COLOURS, draw, median_answer
from app.commands.bench_questions import Question
from app.commands.bench_usual import UsualTurn
from app.events import FinalTranscript, TurnTimings
from app.ui.style import DARK, LIGHT


def answer(gap_s: float) -> Answer:
    """A question of one second that was answered `gap_s` later."""
    rng = np.random.default_rng(1)
    asked = Clip(rng.uniform(-0.3, 0.3, 16_000).astype(np.float32), 16_000)
    out = np.zeros(24_000 * 4, np.float32)
    begin = round((1 + gap_s) * 24_000)
    out[begin : begin + 24_000] = rng.uniform(-0.3, 0.3, 24_000)
    gap_ms = gap_s * 1000
    marks = TurnTimings(1.0, 1, 100, 300, 500, 650, gap_ms - 5, gap_ms, 200, None)
    heard = FinalTranscript(1.0, 1, "good night")
    return Answer(Question("q", asked, "Good night."), 0.0, (heard, marks), Clip(out, 24_000), ())


def measured() -> Measured:
    answers = [answer(gap_s) for gap_s in (0.7, 0.8, 1.4)]
    return Measured([Dialogue(answers, 1.0, 4.0)], [UsualTurn(1200, 800, 200)] * 3, [])


def test_the_picture() -> None:
    root = ET.fromstring(draw(measured()))
    texts = [text.text for text in root.iter() if text.tag.endswith("text")]
    assert "0.80 s" in texts
    assert "2.84 s" in texts
    assert "transcription" in texts
    bars = [one for one in root.iter() if one.tag.endswith("rect")]
    assert max(float(bar.get("x", 0)) + float(bar.get("width", 0)) for bar in bars) <= 880


def test_the_median_turn_is_drawn() -> None:
    assert median_answer(measured().answers).gap_ms == pytest.approx(800)
    with pytest.raises(ValueError, match="nothing was answered"):
        median_answer([])


def test_its_colours_are_the_windows() -> None:
    for name, (light, dark) in COLOURS.items():
        assert (light, dark) == (getattr(LIGHT, name), getattr(DARK, name))


def test_the_figures() -> None:
    report = figures(measured())
    assert report["utterances"] == report["answered"] == 3
    assert report["median_ms"] == pytest.approx(800)
    assert report["commit_median_ms"] == 300
    assert report["usual_median_ms"] == 2840
    assert report["ratio"] == pytest.approx(800 / 2840)
    assert report["thrown_away_percent"] == 25
    assert report["wer_percent"] == 0
    assert "busy_factor" not in report
    assert any(line.startswith("ratio") and line.endswith("0.28") for line in lines(report))
