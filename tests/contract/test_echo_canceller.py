"""What every echo canceller keeps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Samples
from app.engines.protocols import EchoCanceller
from app.engines.silero_vad import SileroVad
from app.engines.webrtc_echo import FRAME_SAMPLES, WebRtcEchoCanceller
from app.errors import EngineFailed
from app.listening.level import level_db
from tests.kit.own_speech import own_speech
from tests.kit.room import Room, hall, living_room

SECOND = HEARING_HZ


@pytest.fixture
def canceller() -> Iterator[EchoCanceller]:
    engine = WebRtcEchoCanceller()
    engine.load()
    yield engine
    engine.close()
    engine.close()


@pytest.fixture(scope="module")
def speech() -> Samples:
    return own_speech(8.0)


def cleaned(canceller: EchoCanceller, heard: Samples, played: Samples) -> Samples:
    steps = range(0, len(heard) - FRAME_SAMPLES + 1, FRAME_SAMPLES)
    size = FRAME_SAMPLES
    return np.concatenate([canceller.cancel(heard[k : k + size], played[k : k + size]) for k in steps])


def taken_db(heard: Samples, left: Samples) -> float:
    """What is gone of the last five seconds."""
    return level_db(heard[3 * SECOND :]) - level_db(left[3 * SECOND :])


@pytest.mark.parametrize("delay_ms", [20, 120, 300])
@pytest.mark.parametrize("drift_ppm", [0, 100])
def test_an_echo_is_taken_out(canceller: EchoCanceller, speech: Samples, delay_ms: int, drift_ppm: int) -> None:
    heard = Room(living_room(), delay_ms / 1000, drift_ppm=drift_ppm).heard(speech)
    assert taken_db(heard, cleaned(canceller, heard, speech)) > 25


def test_in_a_long_hall_nothing_of_it_is_left_that_sounds_like_a_voice(
    canceller: EchoCanceller, speech: Samples
) -> None:
    heard = Room(hall(), 0.02).heard(speech)
    left = cleaned(canceller, heard, speech)
    assert taken_db(heard, left) > 12
    vad = SileroVad()
    vad.load()
    voiced = [vad.probability(left[k : k + 512]) >= 0.5 for k in range(0, len(left) - 511, 512)]
    assert np.mean(voiced) <= 0.01


def test_silence_played_leaves_the_user_alone(canceller: EchoCanceller, speech: Samples) -> None:
    left = cleaned(canceller, speech, np.zeros_like(speech))
    assert abs(taken_db(speech, left)) < 1


def test_reset_forgets_the_room(canceller: EchoCanceller, speech: Samples) -> None:
    heard = Room(living_room()).heard(speech)
    first = cleaned(canceller, heard, speech)
    canceller.reset()
    assert np.array_equal(cleaned(canceller, heard, speech), first)


def test_it_wants_equal_whole_frames_and_weights(canceller: EchoCanceller) -> None:
    frame = np.zeros(FRAME_SAMPLES, np.float32)
    for wrong in (frame[:100], frame[:0], np.concatenate([frame, frame])):
        with pytest.raises(ValueError, match="multiples of 160"):
            canceller.cancel(frame[:100] if len(wrong) == 100 else frame, wrong)
    with pytest.raises(EngineFailed):
        WebRtcEchoCanceller().cancel(frame, frame)
    WebRtcEchoCanceller().reset()
