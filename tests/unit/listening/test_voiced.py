"""*Voiced*: ours, while the sound comes in, agrees with an outsider's, who has the whole file."""

from __future__ import annotations

import numpy as np
import pytest

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.listening.voiced import VoicedMeter, first_voiced_s, last_voiced_s, levels_db, onset_s
from tests.kit.speech import hiss, silence


def tone(duration_s: float, level_db: float = -20.0) -> Samples:
    t = np.arange(round(duration_s * HEARING_HZ)) / HEARING_HZ
    return (np.sqrt(2) * 10 ** (level_db / 20) * np.sin(2 * np.pi * 200 * t)).astype(np.float32)


def clip(*parts: Samples) -> Clip:
    return Clip(np.concatenate(parts), HEARING_HZ)


def heard(meter: VoicedMeter, *parts: Samples, t_s: float = 0.0) -> VoicedMeter:
    sound = np.concatenate(parts)
    for at in range(0, len(sound), 512):
        meter.hear(sound[at : at + 512], t_s + at / HEARING_HZ)
    return meter


def test_levels() -> None:
    sound = np.concatenate([tone(0.04), silence(0.03)])
    assert levels_db(sound, HEARING_HZ) == pytest.approx([-20, -20, -120], abs=0.1)


def test_the_edges_of_a_clip() -> None:
    sound = clip(silence(0.4), tone(1.0), tone(0.1, -45), tone(0.2, -60), silence(0.5))
    assert first_voiced_s(sound) == pytest.approx(0.4)
    assert last_voiced_s(sound) == pytest.approx(1.5)


def test_another_rate() -> None:
    sound = Clip(np.concatenate([np.zeros(4410), np.full(44100, 0.1)]).astype(np.float32), 44100)
    assert first_voiced_s(sound) == pytest.approx(0.1)
    assert last_voiced_s(sound) == pytest.approx(1.1)


@pytest.mark.parametrize("sound", [silence(1.0), silence(0.0), tone(0.01)])
def test_no_voice_at_all(sound: Samples) -> None:
    assert first_voiced_s(Clip(sound, HEARING_HZ)) is None
    assert last_voiced_s(Clip(sound, HEARING_HZ)) is None


def test_the_meter_says_session_time() -> None:
    meter = heard(VoicedMeter(), silence(1.0), tone(1.0), silence(0.64), t_s=7.0)
    assert meter.last_voiced_t_s(7.5, 0.6) == pytest.approx(9.0)


def test_the_grid_is_the_sessions_not_the_streams() -> None:
    """A stream that opens at 3.007 s: frames still begin at multiples of 20 ms."""
    meter = heard(VoicedMeter(), silence(0.5), tone(1.0), silence(0.64), t_s=3.007)
    assert meter.last_voiced_t_s(3.0, 0.6) == pytest.approx(4.52)


def test_an_earlier_utterance_does_not_count() -> None:
    meter = heard(VoicedMeter(), tone(1.0), silence(3.0))
    assert meter.last_voiced_t_s(4.5, 0.6) is None
    assert meter.last_voiced_t_s(0.0, 0.6) == pytest.approx(1.0)


def test_small_shifts_of_a_resampler_are_no_gap_a_lost_second_is() -> None:
    meter = VoicedMeter()
    for n in range(40):
        meter.hear(tone(0.032), n * 0.032 + (n % 3) * 0.001)
    assert meter.last_voiced_t_s(0.0, 0.0) == pytest.approx(1.28)
    heard(meter, tone(0.32), t_s=3.0)
    assert meter.last_voiced_t_s(0.0, 0.0) == pytest.approx(3.32)


def test_a_room_within_30_db_of_the_voice() -> None:
    """The contract's word would call the room voiced to the end of the file."""
    sound = np.concatenate([silence(1.0), tone(2.0), silence(0.64)])
    meter = heard(VoicedMeter(), sound + hiss(len(sound) / HEARING_HZ, -42)[: len(sound)])
    assert meter.last_voiced_t_s(0.5, 0.64) == pytest.approx(3.0, abs=0.03)


def test_forget() -> None:
    meter = heard(VoicedMeter(), tone(1.0))
    meter.forget()
    assert meter.last_voiced_t_s(0.0, 0.0) is None


@pytest.mark.parametrize("offset_s", [0.0, 0.003, 0.0131, 0.0199])
def test_where_a_clip_begins_to_sound_tells_its_first_frame_on_any_grid(offset_s: float) -> None:
    said = clip(silence(0.137), tone(0.05, -45), tone(1.0), silence(0.2))
    played = clip(silence(2.0 + offset_s), said.samples)
    first_s = first_voiced_s(played)
    assert first_s == pytest.approx(np.ceil((2.0 + offset_s + onset_s(said)) / 0.02 - 1e-6) * 0.02)


def test_a_clip_without_a_voice_has_no_onset() -> None:
    assert onset_s(clip(silence(0.5))) == 0.0
    assert onset_s(clip(silence(0.001))) == 0.0
