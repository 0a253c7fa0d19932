"""Silero block by block is Silero over the whole sound, and the ear with it hears people, not clicks."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.engines.silero_vad import SileroVad
from app.errors import EngineFailed, WeightsMissing
from app.facts import SoftEnded, SpeechStarted, SpeechStopped
from app.listening.ear import Ear, Heard
from app.listening.voiced import DROP_DB, levels_db
from tests.kit.sentences import HARVARD
from tests.kit.speech import hiss, say, shared, silence


@pytest.fixture(scope="module")
def vad() -> Iterator[SileroVad]:
    detector = SileroVad()
    detector.load()
    yield detector
    detector.close()


def streamed(vad: SileroVad, sound: Samples) -> np.ndarray:
    vad.reset()
    return np.array([vad.probability(frame) for frame in sound.reshape(-1, FRAME_SAMPLES)])


def heard(vad: SileroVad, sound: Samples) -> list[Heard]:
    ear = Ear(vad)
    ear.forget()
    facts: list[Heard] = []
    for at in range(0, len(sound), FRAME_SAMPLES):
        facts += ear.hear(sound[at : at + FRAME_SAMPLES], at / HEARING_HZ)
    return facts + ear.flush(len(sound) / HEARING_HZ)


def outsiders_last_voiced_s(sound: Samples, begin_s: float, end_s: float) -> float:
    """By the contract's word, over the whole file."""
    levels = levels_db(sound, HEARING_HZ)
    voiced = np.nonzero(levels >= np.percentile(levels, 95) - DROP_DB)[0]
    return float(max(k + 1 for k in voiced if begin_s / 0.02 - 1 <= k <= end_s / 0.02 + 1)) * 0.02


def test_streamed_it_is_the_batch_call(vad: SileroVad) -> None:
    from faster_whisper.vad import get_vad_model

    sound = np.concatenate([silence(0.5), shared("harvard_1.wav").samples, hiss(1.0, -40)])
    sound = sound[: len(sound) // FRAME_SAMPLES * FRAME_SAMPLES]
    batch = np.asarray(get_vad_model()(sound)).ravel()
    assert streamed(vad, sound) == pytest.approx(batch, abs=1e-4)
    assert streamed(vad, sound) == pytest.approx(batch, abs=1e-4)  # reset forgets


def test_the_weights_are_found_without_importing_faster_whisper() -> None:
    code = "import sys, app.engines.silero_vad as s; s.SileroVad().load(); assert 'faster_whisper' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_adapter_loads_no_engine() -> None:
    code = "import sys, app.engines.silero_vad; assert 'onnxruntime' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WeightsMissing):
        SileroVad(tmp_path / "silero_vad_v6.onnx").load()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(WeightsMissing):
        SileroVad().load()


def test_not_loaded() -> None:
    with pytest.raises(EngineFailed):
        SileroVad().probability(silence(0.032))


@pytest.mark.parametrize("name", list(HARVARD)[:6])
def test_people_are_heard_and_their_end_is_the_outsiders(vad: SileroVad, name: str) -> None:
    voice = shared(name).samples
    sound = np.concatenate([silence(1.003), voice, silence(2.0)])
    facts = heard(vad, sound)
    started, stopped = facts[0], [fact for fact in facts if isinstance(fact, SoftEnded)][-1]
    assert isinstance(started, SpeechStarted)
    assert 0.9 <= started.t_s <= 1.3
    end_s = 1.003 + len(voice) / HEARING_HZ
    assert stopped.last_voiced_t_s == pytest.approx(outsiders_last_voiced_s(sound, 1.0, end_s), abs=0.021)


@pytest.mark.models
def test_five_questions_in_one_file(vad: SileroVad) -> None:
    """Eight seconds between them: the gate closes and opens again."""
    texts = ("What time is it?", "Where is my sister Hannah?", "Yes.", "Tell me about the moon.", "No, not that one.")
    parts, spans, at_s = [silence(0.5)], [], 0.5
    for text in texts:
        voice = say(text).samples
        spans.append((at_s, at_s + len(voice) / HEARING_HZ))
        parts += [voice, silence(8.0)]
        at_s = spans[-1][1] + 8.0
    sound = np.concatenate(parts)
    facts = [fact for fact in heard(vad, sound) if isinstance(fact, SoftEnded | SpeechStopped)]
    closed = [n for n, fact in enumerate(facts) if isinstance(fact, SpeechStopped)]
    stops = [fact for fact in (facts[n - 1] for n in closed) if isinstance(fact, SoftEnded)]
    assert len(stops) == 5
    for stop, span in zip(stops, spans, strict=True):
        assert stop.voiced_s > 0.25
        assert stop.last_voiced_t_s == pytest.approx(outsiders_last_voiced_s(sound, *span), abs=0.041)


@pytest.mark.models
def test_a_quiet_speaker_in_a_quiet_room_loses_no_syllable(vad: SileroVad) -> None:
    """30 dB softer than recorded, in hiss: as early as without a gate."""
    voice = say("Pass me the paper, please.").samples * 10 ** (-30 / 20)
    sound = np.concatenate([silence(6.0), voice, silence(1.0)])
    sound = sound + hiss(len(sound) / HEARING_HZ, -70)[: len(sound)]
    started = heard(vad, sound)[0]
    sound = sound[: len(sound) // FRAME_SAMPLES * FRAME_SAMPLES]
    ungated = streamed(vad, sound)
    assert isinstance(started, SpeechStarted)
    assert started.t_s == pytest.approx(float(np.argmax(ungated >= 0.5)) * 0.032, abs=0.065)


@pytest.mark.parametrize("burst_s", [0.002, 0.03, 0.06, 0.09])
def test_clicks_are_nothing(vad: SileroVad, burst_s: float) -> None:
    assert heard(vad, np.concatenate([hiss(1.0, -70), hiss(burst_s, -10), hiss(2.0, -70)])) == []


def test_a_cut_out_syllable_is_nothing(vad: SileroVad) -> None:
    """60 ms out of a vowel: the network goes on hearing a voice for a tenth of a second."""
    syllable = shared("harvard_5.wav").samples[9600 : 9600 + 960]
    assert heard(vad, np.concatenate([silence(0.992), syllable, silence(2.0)])) == []
