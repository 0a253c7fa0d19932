"""What every voice activity detector keeps: the fake that ships with the app and the real adapter alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from app.audio.clip import FRAME_SAMPLES
from app.engines.protocols import VoiceActivityDetector
from app.engines.scripted_ears import ScriptedVad
from app.engines.silero_vad import SileroVad
from tests.kit.speech import shared, silence


@pytest.fixture(params=[ScriptedVad, SileroVad], ids=["scripted", "silero"])
def vad(request: pytest.FixtureRequest) -> Iterator[VoiceActivityDetector]:
    detector: VoiceActivityDetector = request.param()
    detector.load()
    yield detector
    detector.close()


def frames(samples: np.ndarray) -> np.ndarray:
    return samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)


def test_silence_is_no_voice(vad: VoiceActivityDetector) -> None:
    assert max(vad.probability(frame) for frame in frames(silence(1.0))) < 0.35


def test_a_person_is_a_voice(vad: VoiceActivityDetector) -> None:
    probabilities = [vad.probability(frame) for frame in frames(shared("harvard_5.wav").samples)]
    assert all(0 <= p <= 1 and isinstance(p, float) for p in probabilities)
    assert np.mean(np.array(probabilities) >= 0.5) > 0.6


def test_reset_begins_a_new_stream(vad: VoiceActivityDetector) -> None:
    some = frames(shared("harvard_2.wav").samples)[:20]
    first = [vad.probability(frame) for frame in some]
    vad.reset()
    assert [vad.probability(frame) for frame in some] == first


def test_it_leaves_its_input_alone(vad: VoiceActivityDetector) -> None:
    frame = frames(shared("harvard_2.wav").samples)[10].copy()
    before = frame.copy()
    vad.probability(frame)
    assert (frame == before).all()


def test_close_is_safe_twice_and_load_again_works(vad: VoiceActivityDetector) -> None:
    vad.close()
    vad.close()
    vad.load()
    assert vad.probability(silence(0.032)) < 0.35
