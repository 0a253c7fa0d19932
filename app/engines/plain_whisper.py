"""Whisper as faster-whisper calls it when nobody says otherwise: beam 5, always 30 s of sound.

What most programs of this kind do. `bench latency` and its bar measure ours against it; the app itself never uses it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.audio.clip import HEARING_HZ, Clip
from app.cancel import Cancel, Never
from app.engines.protocols import Transcript
from app.errors import EngineFailed

_WINDOW_S = 30


class PlainWhisper:
    """The same weights, the same arithmetic (int8) and `threads` as faster_whisper_stt.py."""

    def __init__(self, folder: Path, *, threads: int, language: str = "en") -> None:
        self._folder = folder
        self._threads = threads
        self._language = language
        self._whisper: Any = None

    def load(self) -> None:
        from faster_whisper import WhisperModel

        self._whisper = WhisperModel(
            str(self._folder), device="cpu", compute_type="int8", cpu_threads=self._threads, local_files_only=True
        )
        self.transcribe(Clip.silence(1.0, HEARING_HZ), hint="", cancel=Never())

    def close(self) -> None:
        self._whisper = None

    def transcribe(self, clip: Clip, *, hint: str, cancel: Cancel) -> Transcript:  # noqa: ARG002 - the Protocol's
        """The language is named, as ours names it: guessing it would cost the usual way one more pass."""
        if self._whisper is None:
            raise EngineFailed("The recogniser is not loaded.")
        segments, _ = self._whisper.transcribe(clip.samples, language=self._language)
        return Transcript("".join(segment.text for segment in segments).strip(), _WINDOW_S)
