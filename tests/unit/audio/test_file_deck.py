"""The file deck: blocks in, sound out, one timeline, and when it ends."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import Clip
from app.audio.file_deck import OUT_HZ, STEP_S, FileDeck, realtime_pace
from app.audio.wav import WavWriter, open_wav, read_wav
from app.clause import WordTime
from app.facts import ClauseStarted, PlayoutDrained
from tests.kit.speech import wav_bytes


def deck_on(tmp_path: Path, samples: np.ndarray, rate_hz: int = 16_000, advance: object = lambda _: None) -> FileDeck:
    path = tmp_path / "in.wav"
    path.write_bytes(wav_bytes(Clip(samples.astype(np.float32), rate_hz)))
    return FileDeck(open_wav(path), WavWriter(tmp_path / "out.wav", OUT_HZ), advance)  # type: ignore[arg-type]


def run(deck: FileDeck, tail_s: float = 5.0, at_rest: object = lambda: True) -> None:
    deck.run(pace=lambda _: None, is_at_rest=at_rest, tail_s=tail_s)  # type: ignore[arg-type]
    deck.close()


def test_every_sample_is_delivered_once_and_in_time(tmp_path: Path) -> None:
    tone = np.sin(np.arange(16_000) / 20) / 2
    heard: list[tuple[np.ndarray, float]] = []
    deck = deck_on(tmp_path, tone)
    deck.open(print)
    deck.connect(lambda block, t_s: heard.append((block, t_s)))
    run(deck)
    joined = np.concatenate([block for block, _ in heard])
    assert np.allclose(joined[:16_000], tone, atol=1e-4)
    assert [t_s for _, t_s in heard] == pytest.approx([n * 0.032 for n in range(len(heard))])
    assert all(len(block) == 512 for block, _ in heard)


def test_what_plays_lands_on_the_same_timeline(tmp_path: Path) -> None:
    reports: list[object] = []
    sound = Clip(np.full(OUT_HZ // 2, 0.5, np.float32), OUT_HZ)

    def advance(t_s: float) -> None:
        if t_s == pytest.approx(0.32):
            deck.play(1, 0, sound)
            deck.finish(1)

    deck = deck_on(tmp_path, np.zeros(16_000), advance=advance)
    deck.open(reports.append)
    run(deck)
    assert [type(report) for report in reports] == [ClauseStarted, PlayoutDrained]
    assert reports[0].t_s == pytest.approx(0.32)
    out = read_wav(tmp_path / "out.wav")
    first = int(np.argmax(np.abs(out.samples) > 0.1))
    assert first / OUT_HZ == pytest.approx(0.32)
    assert out.duration_s == pytest.approx(1.0, abs=0.05)


def test_a_pause_is_a_gap_on_the_tape_and_the_cut_word_comes_again(tmp_path: Path) -> None:
    reports: list[object] = []
    sound = Clip(np.full(OUT_HZ // 2, 0.5, np.float32), OUT_HZ)
    acts = {0.16: "pause", 0.32: "resume"}

    def advance(t_s: float) -> None:
        if t_s == pytest.approx(STEP_S):
            deck.play(1, 0, sound, (WordTime(0.0, 0.1), WordTime(0.1, 0.5)))
            deck.finish(1)
        for act_s, how in acts.items():
            if t_s == pytest.approx(act_s):
                deck.lead(how)  # type: ignore[arg-type]

    deck = deck_on(tmp_path, np.zeros(3_200), advance=advance)
    deck.open(reports.append)
    run(deck)
    assert reports[-1].t_s == pytest.approx(0.32 + 0.4)
    sounding = np.abs(read_wav(tmp_path / "out.wav").samples) > 0.01
    gap_s = np.diff(np.flatnonzero(sounding)).max() / OUT_HZ
    assert gap_s == pytest.approx(0.16, abs=0.01)


def test_it_goes_on_in_silence_until_nothing_is_owed(tmp_path: Path) -> None:
    heard: list[float] = []
    deck = deck_on(tmp_path, np.ones(1_600) / 2)
    deck.open(print)
    deck.connect(lambda _, t_s: heard.append(t_s))
    run(deck, at_rest=lambda: bool(heard) and heard[-1] > 2)
    assert heard[-1] == pytest.approx(2.0, abs=0.1)


def test_it_gives_up_after_the_tail(tmp_path: Path) -> None:
    deck = deck_on(tmp_path, np.zeros(800))
    deck.open(print)
    run(deck, tail_s=1.0, at_rest=lambda: False)
    assert read_wav(tmp_path / "out.wav").duration_s == pytest.approx(1.05, abs=2 * STEP_S)


def test_muted_and_ended_from_outside(tmp_path: Path) -> None:
    heard: list[float] = []

    def advance(t_s: float) -> None:
        if t_s > 0.5:
            deck.disconnect()
        if t_s > 1.0:
            deck.end()

    deck = deck_on(tmp_path, np.zeros(160_000), advance=advance)
    deck.open(print)
    deck.connect(lambda _, t_s: heard.append(t_s))
    run(deck)
    assert max(heard) < 0.5
    assert read_wav(tmp_path / "out.wav").duration_s < 1.2


def test_real_pace_waits_for_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("app.audio.file_deck.time.sleep", slept.append)
    wait = realtime_pace()
    wait(100.0)
    wait(0.0)
    assert len(slept) == 1
    assert 90 < slept[0] <= 100
