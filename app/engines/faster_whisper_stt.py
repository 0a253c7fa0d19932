"""Whisper through faster-whisper: an utterance in, its words out.

Used by the recognizer on its own thread only. It goes past faster-whisper's `transcribe`, which always computes 30 s of
sound: the window follows the utterance (whisper_window.py), and what Whisper makes up over noise is dropped
(hallucination.py). Nothing that was said is logged.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import HEARING_HZ, Clip, Samples
from app.cancel import Cancel, Never
from app.engines.doubled import said_once
from app.engines.hallucination import Guard, Take
from app.engines.log_mel import FRAMES_PER_S, log_mel
from app.engines.protocols import Transcript
from app.engines.whisper_window import (
    Look,
    best_transcript,
    dithered,
    is_noisy,
    looks_for,
    quick_transcript,
    said_length_s,
    speech_length_s,
    speech_of,
)
from app.errors import EngineFailed, WeightsMissing

_FILES = ("model.bin", "config.json", "tokenizer.json", "vocabulary.json")
_TOKENS_PER_S = 8
"""Fast speech has six; a loop fills whatever there is."""
_SPARE_TOKENS = 10
_MOST_TOKENS = 440
_HINT_TOKENS = 64


class FasterWhisperRecognizer:
    """A SpeechRecognizer."""

    def __init__(self, folder: Path, *, threads: int, language: str = "en") -> None:
        """folder: a CTranslate2 Whisper model with its tokenizer. threads: for one transcription."""
        self._folder = folder
        self._threads = threads
        self._language = language
        self._guard = Guard.for_language(language)
        self._whisper: Any = None
        self._tokenizer: Any = None

    def load(self) -> None:
        missing = [name for name in _FILES if not (self._folder / name).is_file()]
        if missing:
            raise WeightsMissing(
                f"Whisper's weights are missing: {self._folder.name}/{missing[0]}.",
                f"Run `earpiece models pull {self._folder.name}`.",
            )
        from faster_whisper import WhisperModel

        try:
            self._whisper = WhisperModel(
                str(self._folder), device="cpu", compute_type="int8", cpu_threads=self._threads, local_files_only=True
            )
        except (RuntimeError, ValueError) as error:
            raise WeightsMissing(
                f"Whisper's weights cannot be read: {error}.", f"Run `earpiece models pull {self._folder.name}`."
            ) from error
        self._tokenizer = self._tokenizer_of(self._whisper)
        self._warm_up()

    def close(self) -> None:
        self._whisper = self._tokenizer = None

    def transcribe(
        self, clip: Clip, *, hint: str, cancel: Cancel, is_partial: bool = False
    ) -> Transcript:
        if self._whisper is None:
            raise EngineFailed("The recogniser is not loaded.")
        sound = speech_of(clip)
        if sound is None:
            return Transcript("", 10, "no-speech")
        looks = looks_for(speech_length_s(sound), is_noisy(sound))
        if cancel.is_stale:
            return Transcript("", looks.first.window_s, "stale")
        look = partial(self._look, sound, cancel, {})
        if is_partial:
            return quick_transcript(look, looks, self._guard, hint)
        found = best_transcript(look, looks, self._guard, hint, cancel)
        return replace(found, text=said_once(found.text, said_length_s(sound)))

    def _tokenizer_of(self, whisper: Any) -> Any:
        from faster_whisper.tokenizer import Tokenizer

        try:
            return Tokenizer(
                whisper.hf_tokenizer, whisper.model.is_multilingual, task="transcribe", language=self._language
            )
        except ValueError as error:
            raise EngineFailed(
                f'Whisper does not know the language "{self._language}".', "Set `language` to a code such as en or de."
            ) from error

    def _look(
        self, sound: Samples, cancel: Cancel, encodings: dict[tuple[int, bool], Any], look: Look, hint: str
    ) -> Take | None:
        """`encodings`: of this sound by window and dither; a second look at the same window costs its writing only.
        None: nobody wanted it any more when the encoder was through, half-way."""
        whisper = self._whisper
        window = look.window_s, look.is_dithered
        if window not in encodings:
            encodings[window] = whisper.encode(self._features(sound, look))
        encoded = encodings[window]
        if cancel.is_stale:
            return None
        hinted = self._tokenizer.encode(f" {hint}")[:_HINT_TOKENS] if hint else []
        prompt = whisper.get_prompt(self._tokenizer, hinted, without_timestamps=True)
        most = min(_SPARE_TOKENS + round(_TOKENS_PER_S * len(sound) / HEARING_HZ), _MOST_TOKENS - len(prompt))
        result = whisper.model.generate(
            encoded,
            [prompt],
            beam_size=look.beam,
            max_length=len(prompt) + most,
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        tokens = result.sequences_ids[0]
        log_prob = result.scores[0] * len(tokens) / (len(tokens) + 1)  # faster-whisper's average: the end counts too
        return Take(self._tokenizer.decode(tokens).strip(), log_prob, result.no_speech_prob, len(tokens) >= most)

    def _features(self, sound: Samples, look: Look) -> Any:
        """Log-mel, float32 (80, 100 * look.window_s)."""
        filters = self._whisper.feature_extractor.mel_filters
        return log_mel(dithered(sound, look) if look.is_dithered else sound, look.window_s * FRAMES_PER_S, filters)

    def _warm_up(self) -> None:
        """The first pass touches every weight. One second of nothing does that for a quarter of a window's price; the
        first real call is then within 5 % of the tenth (measured)."""
        self._look(np.zeros(HEARING_HZ, np.float32), Never(), {}, Look(1, 1), "")
