"""Ears without models: loudness for a voice detector, a prepared list for a recogniser.

The demo without weights and the fake of the tests; they keep the same contract as the real adapters. Used on the
listener and recognizer threads.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.audio.clip import Clip, Samples
from app.cancel import Cancel
from app.engines.protocols import Transcript
from app.engines.whisper_window import looks_for, speech_length_s, speech_of
from app.listening.level import level_db


class ScriptedVad:
    """Whatever is loud enough is a voice."""

    def __init__(self, threshold_db: float = -45.0) -> None:
        self._threshold_db = threshold_db

    def load(self) -> None: ...

    def close(self) -> None: ...

    def probability(self, frame: Samples) -> float:
        return 0.95 if level_db(frame) > self._threshold_db else 0.02

    def reset(self) -> None: ...


class ScriptedRecognizer:
    """Answers every clip with a voice in it with the next of `texts`, and '' after the last. A partial look gets the
    words that the next full one will get."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        self.heard: list[tuple[Clip, str]] = []
        """(clip, hint) of every call."""

    def load(self) -> None: ...

    def close(self) -> None: ...

    def transcribe(
        self, clip: Clip, *, hint: str, cancel: Cancel, is_partial: bool = False
    ) -> Transcript:
        self.heard.append((clip, hint))
        sound = speech_of(clip)
        if sound is None:
            return Transcript("", 10, "no-speech")
        window_s = looks_for(speech_length_s(sound)).first.window_s
        if cancel.is_stale:
            return Transcript("", window_s, "stale")
        text = self._texts[0] if self._texts else ""
        if not is_partial:
            del self._texts[:1]
        return Transcript(text, window_s)
