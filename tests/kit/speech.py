"""Test speech: the project's own voice and espeak-ng, spoken once and kept in a cache folder outside the checkout.

Called by tests and benches, on their own thread. Every clip is at 16 kHz, as the listening side wants it. Nothing here
is shipped with the app.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import wave
from pathlib import Path

import numpy as np
import platformdirs
import pytest
import soxr

from app.audio.clip import HEARING_HZ, Clip, Samples
from tests.kit.joe import joe

JOE = "joe"
"""Piper's en_US-joe-medium, the voice Earpiece ships with. Every other name is one of espeak-ng's (en-us+f3)."""

AUDIO_DIR = Path(__file__).resolve().parents[2].parent / "shared" / "audio"


def weights(name: str) -> Path:
    """The folder of one weight. Skips the test, naming what is missing, when it is not there."""
    root = os.environ.get("EARPIECE_MODELS")
    folder = (Path(root) if root else Path(platformdirs.user_cache_dir("earpiece")) / "models") / name
    if not folder.is_dir():
        pytest.skip(f"weights {name} are missing: run `scripts/earpiece models pull {name}`")
    return folder


def shared(name: str) -> Clip:
    """One file of ../shared/audio at 16 kHz. Skips the test when it is missing."""
    path = AUDIO_DIR / name
    if not path.is_file():
        pytest.skip(f"../shared/audio/{name} is missing: put the shared recordings beside the checkout")
    return _read(path.read_bytes())


def say(text: str, voice: str = JOE) -> Clip:
    """`text` as sound, the same samples every time, and by JOE on every machine."""
    key = hashlib.sha256(f"3|{voice}|{text}".encode()).hexdigest()[:24]
    path = Path(platformdirs.user_cache_dir("earpiece")) / "test-speech" / f"{key}.wav"
    if not path.is_file():
        clip = joe(text, weights("en_US-joe-medium")) if voice == JOE else _say_espeak(text, voice)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_bytes(wav_bytes(clip))
        half.replace(path)
    return _read(path.read_bytes())


def wav_bytes(clip: Clip) -> bytes:
    """The clip as a 16-bit WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate_hz)
        file.writeframes((np.clip(clip.samples, -1, 1) * 32767).astype("<i2").tobytes())
    return out.getvalue()


def silence(duration_s: float) -> Samples:
    """Digital silence at 16 kHz."""
    return np.zeros(round(duration_s * HEARING_HZ), np.float32)


def hiss(duration_s: float, level_db: float, seed: int = 1) -> Samples:
    """White noise at `level_db` (RMS, dBFS) at 16 kHz."""
    rng = np.random.default_rng(seed)
    return (rng.standard_normal(round(duration_s * HEARING_HZ)) * 10 ** (level_db / 20)).astype(np.float32)


def _read(data: bytes) -> Clip:
    with wave.open(io.BytesIO(data)) as file:
        rate_hz = file.getframerate()
        # espeak-ng writes to a pipe and cannot know the length: its header claims more frames than there are
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    samples = (raw / 32768).astype(np.float32)
    if rate_hz != HEARING_HZ:
        samples = soxr.resample(samples, rate_hz, HEARING_HZ)
    return Clip(samples, HEARING_HZ)


def _say_espeak(text: str, voice: str) -> Clip:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is missing: install it with `apt-get install espeak-ng`")
    done = subprocess.run(["espeak-ng", "-v", voice, "--stdout", text], capture_output=True, check=True)
    return _read(done.stdout)
