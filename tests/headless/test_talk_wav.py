"""The whole loop on sound files, with real models: what the contract promises about `talk --wav`."""

from __future__ import annotations

import sqlite3
import stat
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import Clip
from app.audio.resample import resampled
from tests.kit.speech import say, shared, weights
from tests.kit.talk import first_voiced_s, last_voiced_s, talk, voiced, with_silence
from tests.kit.wer import edits, wer, words

pytestmark = pytest.mark.models


@lru_cache(maxsize=1)
def whisper() -> object:
    from faster_whisper import WhisperModel

    return WhisperModel(str(weights("whisper-base")), device="cpu", compute_type="int8", cpu_threads=2)


def understood(clip: Clip) -> str:
    """What plain faster-whisper, not our adapter, hears in a clip from its first sound on. With seconds of silence in
    front, how many of them decides whether it leaves out the last sentence: three of forty lengths did."""
    samples = resampled(clip, 16_000).samples[max(0, round((first_voiced_s(clip) - 0.3) * 16_000)) :]
    segments, _ = whisper().transcribe(samples, language="en")  # type: ignore[attr-defined]
    return " ".join(segment.text for segment in segments)


def test_a_recorded_sentence_is_understood_and_answered_aloud(tmp_path: Path) -> None:
    question = with_silence(shared("harvard_5.wav"), gap_s=0.2)
    run = talk(question, tmp_path, "--tail-s", "60")
    assert run.code == 0, run.stderr
    finals = run.of("FinalTranscript")
    assert wer([("Sunday is the best part of the week.", finals[0]["text"])]) == 0
    assert run.of("ReplySentence")
    assert len(run.of("TurnEnded")) == len(run.of("TurnTimings")) == 1
    assert run.of("PlayoutFinished")[0]["heard_text"] == run.reply_texts[1]
    gap_s = first_voiced_s(run.out) - last_voiced_s(question)
    assert gap_s > 0
    assert gap_s * 1000 == pytest.approx(run.of("TurnTimings")[0]["response_gap_ms"], abs=30)
    missed = edits(words(run.reply_texts[1]), words(understood(run.out)))
    assert missed <= 0.1 * len(words(run.reply_texts[1])) + 1


def test_five_turns_get_five_replies_each_in_its_place(tmp_path: Path) -> None:
    asked = ("Hello, how are you today?", "What is your name?", "Do you like music?", "And the sea?", "Good night.")
    questions = [say(text) for text in asked]
    clip = with_silence(*questions, gap_s=20)
    run = talk(clip, tmp_path, "--pace", "fast")
    assert run.code == 0, run.stderr
    assert [event["turn"] for event in run.of("TurnEnded")] == [1, 2, 3, 4, 5]
    assert [event["turn"] for event in run.of("PlayoutStarted")] == [1, 2, 3, 4, 5]
    ends = np.cumsum([question.duration_s + 20 for question in questions])
    for event, end in zip(run.of("PlayoutStarted"), ends, strict=True):
        assert end - 20 < event["t"] < end
    for event in run.of("PlayoutFinished"):
        assert not event["interrupted"]
    frames = voiced(run.out)
    for begun, ended in zip(run.of("PlayoutStarted"), run.of("PlayoutFinished"), strict=True):
        assert frames[int(begun["t"] / 0.02) : int(ended["t"] / 0.02)].mean() > 0.3
    database = sqlite3.connect(tmp_path / "home" / "memory.db")
    kept = database.execute("select speaker, count(*) from episode group by speaker").fetchall()
    database.close()
    assert dict(kept) == {"companion": 5, "user": 5}


def test_the_same_input_and_seed_give_the_same_events(tmp_path: Path) -> None:
    clip = with_silence(say("What is your favourite colour?"), gap_s=0.5)
    runs = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        runs.append(talk(clip, folder, "--pace", "fast", "--seed", "7"))
    assert runs[0].events == runs[1].events
    assert np.array_equal(runs[0].out.samples, runs[1].out.samples)


def test_nobody_spoke(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    hush = Clip((rng.standard_normal(16_000 * 20) * 0.002).astype(np.float32), 16_000)
    run = talk(hush, tmp_path, "--pace", "fast")
    assert run.code == 0, run.stderr
    assert [event["event"] for event in run.events if event["event"] != "StateChanged"] == []
    assert not voiced(run.out).any() or np.abs(run.out.samples).max() == 0
    assert run.out.rate_hz == 24_000
    assert run.out.duration_s == pytest.approx(20, abs=0.1)


def test_what_it_writes_is_the_users_alone(tmp_path: Path) -> None:
    run = talk(Clip.silence(0.05, 44_100), tmp_path, "--pace", "fast")
    assert run.code == 0, run.stderr
    for path in [tmp_path / "out.wav", tmp_path / "events.jsonl", *(tmp_path / "home").iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path.name
