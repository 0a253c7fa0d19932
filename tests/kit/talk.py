"""Runs `talk --wav` as an outsider would, and reads what it wrote with the contract's definitions, not with the app's.

Used by headless tests and by the bars.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import Clip, Samples
from tests.kit.speech import wav_bytes

FRAME_S = 0.02
HANG_S = 600
"""For minutes of sound. Hours take their own."""


@dataclass
class Talk:
    """One finished run."""

    code: int
    stderr: str
    events: list[dict[str, Any]]
    out: Clip | None

    def of(self, *names: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] in names]

    @property
    def reply_texts(self) -> dict[int, str]:
        """Turn -> its ReplySentences, joined."""
        texts: dict[int, list[str]] = {}
        for event in self.of("ReplySentence"):
            texts.setdefault(event["turn"], []).append(event["text"])
        return {turn: " ".join(parts) for turn, parts in texts.items()}


def earpiece(
    *argv: str | Path, home: Path, env: dict[str, str] | None = None, hang_s: float = HANG_S
) -> subprocess.CompletedProcess[str]:
    """The command line, in a process of its own; never on the user's own home."""
    command = [sys.executable, "-m", "app", "--home", str(home), *map(str, argv)]
    return subprocess.run(command, capture_output=True, text=True, env=env or dict(os.environ), timeout=hang_s)


def talk(
    clip: Clip | Path,
    folder: Path,
    *options: str,
    profile: str = "tiny",
    home: Path | None = None,
    out: bool = True,
    hang_s: float = HANG_S,
) -> Talk:
    """`talk --wav` on `clip`, with OUT and the events in `folder`."""
    heard = clip if isinstance(clip, Path) else folder / "in.wav"
    if isinstance(clip, Clip):
        heard.write_bytes(wav_bytes(clip))
    spoken, events = folder / "out.wav", folder / "events.jsonl"
    files = ["--out", str(spoken)] if out else []
    words = ["talk", "--wav", heard, *files, "--events", events, "--profile", profile, *options]
    done = earpiece(*words, home=home or folder / "home", hang_s=hang_s)
    lines = events.read_text().splitlines() if events.exists() else []
    return Talk(
        done.returncode, done.stderr, [json.loads(line) for line in lines], read(spoken) if spoken.exists() else None
    )


def read(path: Path) -> Clip:
    """A 16-bit mono WAV, read without the app's help."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768
        return Clip(samples, file.getframerate())


def voiced(clip: Clip) -> np.ndarray:
    """bool (n,): 20 ms frames within 30 dB of the file's 95th percentile (contract.md)."""
    size = round(FRAME_S * clip.rate_hz)
    frames = clip.samples[: len(clip.samples) // size * size].reshape(-1, size)
    level_db = 10 * np.log10(np.mean(frames.astype(np.float64) ** 2, axis=1) + 1e-12)
    return level_db >= np.percentile(level_db, 95) - 30


def first_voiced_s(clip: Clip, after_s: float = 0.0) -> float:
    """Start of the first voiced frame at or after `after_s`."""
    flags = voiced(clip)
    flags[: int(after_s / FRAME_S)] = False
    return int(np.argmax(flags)) * FRAME_S


def last_voiced_s(clip: Clip) -> float:
    """End of the last voiced frame."""
    flags = voiced(clip)
    return (len(flags) - int(np.argmax(flags[::-1]))) * FRAME_S


def with_silence(*parts: Clip, gap_s: float) -> Clip:
    """The parts with `gap_s` of silence after each."""
    rate_hz = parts[0].rate_hz
    hush: Samples = np.zeros(round(gap_s * rate_hz), np.float32)
    return Clip(np.concatenate([piece for part in parts for piece in (part.samples, hush)]), rate_hz)
