"""Sound files of every make simply work, and what is said in them is understood."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from app.audio.clip import Clip, Samples
from app.audio.resample import resampled
from app.listening.voiced import first_voiced_s, last_voiced_s
from tests.kit.sentences import SENTENCES
from tests.kit.speech import say, wav_bytes
from tests.kit.talk import talk
from tests.kit.wer import wer

pytestmark = pytest.mark.models
TEXT = "My sister is coming on Saturday."


def riff(data: bytes, rate_hz: int, channels: int, bits: int, kind: int = 1) -> bytes:
    """A WAV file around `data`; kind 1 is PCM, 3 is float."""
    frame = channels * bits // 8
    form = struct.pack("<HHIIHH", kind, channels, rate_hz, rate_hz * frame, frame, bits)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"LIST\x04\x00\x00\x00INFO"
    return b"RIFF" + struct.pack("<I", len(body) + 8 + len(data)) + body + b"data" + struct.pack("<I", len(data)) + data


def pcm24(samples: np.ndarray) -> bytes:
    return (samples * 8_388_607).astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


MAKES = {
    "stereo 44.1 kHz": lambda x: riff((np.stack([x, x], 1) * 32767).astype("<i2").tobytes(), 44_100, 2, 16),
    "8 bit": lambda x: riff((x * 127 + 128).astype(np.uint8).tobytes(), 44_100, 1, 8),
    "24 bit": lambda x: riff(pcm24(x), 44_100, 1, 24),
    "float": lambda x: riff(x.astype("<f4").tobytes(), 44_100, 1, 32, 3),
}


@pytest.mark.parametrize("make", MAKES)
def test_it_simply_works(make: str, tmp_path: Path) -> None:
    sound = resampled(say(TEXT), 44_100).samples
    padded = np.concatenate([np.zeros(22_050, np.float32), sound, np.zeros(22_050, np.float32)])
    path = tmp_path / "any.wav"
    path.write_bytes(MAKES[make](padded))
    run = talk(path, tmp_path, "--pace", "fast", "--tail-s", "1", out=False)
    assert run.code == 0, run.stderr
    assert wer([(TEXT, run.of("FinalTranscript")[0]["text"])]) == 0


def trimmed(clip: Clip) -> Samples:
    """Without the silence around it."""
    start_s, end_s = first_voiced_s(clip) or 0.0, last_voiced_s(clip) or clip.duration_s
    return clip.samples[round(start_s * clip.rate_hz) : round(end_s * clip.rate_hz)]


def test_an_utterance_over_25_seconds_is_one_turn_in_pieces(tmp_path: Path) -> None:
    lines = [text.rstrip(".?!") for text in SENTENCES[:14]]  # all different: what repeats looks like a loop
    breath = np.zeros(3200, np.float32)  # 0.2 s: a pause, not an end
    parts = [piece for line in lines for piece in (trimmed(say(line)), breath)]
    clip = Clip(np.concatenate(parts), 16_000)
    assert clip.duration_s > 25
    path = tmp_path / "long.wav"
    path.write_bytes(wav_bytes(clip))
    run = talk(path, tmp_path, "--pace", "fast", "--tail-s", "2", out=False)
    assert run.code == 0, run.stderr
    finals = run.of("FinalTranscript")
    assert len(run.of("TurnEnded")) == 1
    assert wer([(" ".join(lines), finals[-1]["text"])]) < 0.1
