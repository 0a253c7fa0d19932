"""Kokoro: text to speech with many voices, a second of sound in half a second where two cores are free.

Called by the voice thread only, as piper_tts.py, whose espeak-ng writes the phonemes. Slower than Piper by four to
eight times: the user chooses it. It tells the words' times by the lengths that the model drew for their sounds, in
frames of 25 ms, and the sound is free to run over them: so they are told as estimated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import Clip, Samples
from app.cancel import Cancel, Never
from app.clause import ALONE, Between, WordTime
from app.engines.breath import Shaper, pause_s
from app.engines.kokoro_alphabet import Alphabet, Numbers, portions
from app.engines.kokoro_graph import RATE_HZ, KokoroGraph
from app.engines.onnx_session import failures
from app.engines.protocols import Spoken
from app.engines.word_places import Place, word_places
from app.errors import WeightsMissing

MODEL = "kokoro-v1.0.int8.onnx"
_WARM_UP = "Ready."
_MARKS = ".,;:!?"
_STYLES = (-1, 1, 256)
_ESPEAK = {"a": "en-us", "b": "en"}
"""By the first letter of the voice: how a word is pronounced in America and in Britain."""


@dataclass(frozen=True)
class _Sentence:
    """`places`: of each word its first phoneme and the one behind its last."""

    phonemes: Sequence[str]
    places: Sequence[Place]
    breath_s: float


class KokoroModel:
    """What all voices share, in `folder`: 300 MB, read when the first of them is loaded."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._folder = folder
        self._threads = threads
        self._opened: tuple[KokoroGraph, Mapping[str, int]] | None = None

    def open(self) -> tuple[KokoroGraph, Mapping[str, int]]:
        """The model and the numbers of its letters. Raises FileNotFoundError, and what a damaged file raises."""
        if self._opened is None:
            letters = json.loads((self._folder / "vocab.json").read_text(encoding="utf-8"))["vocab"]
            self._opened = KokoroGraph(self._folder / MODEL, self._threads), letters
        return self._opened

    def close(self) -> None:
        """Whoever is loaded keeps it until it is closed itself."""
        self._opened = None


class KokoroSynthesizer:
    """`voice` is a voice's file of styles: `af_heart.bin`. `speed`: 1.25 is a quarter faster."""

    def __init__(self, model: KokoroModel, voice: Path, *, speed: float = 1.0) -> None:
        self._model = model
        self._voice = voice
        self._speed = speed
        self._graph: KokoroGraph | None = None
        self._styles: Samples = np.zeros(_STYLES[1:], np.float32)
        self._alphabet = Alphabet({}, is_british=False)
        self._espeak: Any = None
        self._language = _ESPEAK.get(voice.name[0], "en-us")

    @property
    def rate_hz(self) -> int:
        return RATE_HZ

    def load(self) -> None:
        """Raises WeightsMissing."""
        from piper.phonemize_espeak import EspeakPhonemizer

        broken: tuple[type[Exception], ...] = (*failures(), ValueError, LookupError, TypeError)
        try:
            self._graph, vocabulary = self._model.open()
            self._styles = np.fromfile(self._voice, np.float32).reshape(_STYLES)
            if not len(self._styles):
                raise ValueError("no style in it")
        except FileNotFoundError as error:
            raise self._missing(f"{Path(error.filename or self._voice).name} is not there") from error
        except broken as error:
            raise self._missing("it is damaged") from error
        self._alphabet = Alphabet(vocabulary, is_british=self._language == "en")
        self._espeak = EspeakPhonemizer()
        list(self.synthesize(_WARM_UP, cancel=Never()))

    def speak_at(self, speed: float) -> None:
        """From the next clause on. On the voice's thread."""
        self._speed = speed

    def close(self) -> None:
        self._graph = self._espeak = None

    def synthesize(
        self, clause: str, *, cancel: Cancel, first_s: float = 0.0, between: Between = ALONE  # noqa: ARG002
    ) -> Iterator[Spoken]:
        """One clip a sentence: float32 (n,) at 24,000 Hz. In one piece whatever `first_s` and `between` say: the model
        levels every sound by the whole of what it is given, and pieces would not fit together."""
        if not re.search(r"[^\W_]", clause):
            return
        is_cut = clause.rstrip()[-1:] not in _MARKS
        sentences = self._phonemes(clause + "," * is_cut)
        for phonemes, places in zip(sentences, word_places(sentences, clause.split(), self._alone), strict=True):
            mark = "" if is_cut and phonemes is sentences[-1] else "".join(phonemes).strip()[-1:]
            spoken = self._spoken(_Sentence(phonemes, places, pause_s(mark)), cancel)
            if spoken is None:
                return
            yield spoken

    def _spoken(self, sentence: _Sentence, cancel: Cancel) -> Spoken | None:
        """The sentence as sound; None when it was called back."""
        sounds: list[Samples] = []
        starts = np.zeros(len(sentence.phonemes) + 1)
        for begin, end in portions(sentence.phonemes):
            made = self._made(self._alphabet.numbers(sentence.phonemes[begin:end]), cancel)
            if made is None:
                return None
            samples, edges, places = made
            before = sum(map(len, sounds))
            starts[begin : end + 1] = before + _starts(places, edges, end - begin)
            sounds.append(samples)
        shaper = Shaper(RATE_HZ, sentence.breath_s)
        shaped = shaper.finish(np.concatenate(sounds))
        sounds_s = max(0.0, len(shaped) / RATE_HZ - sentence.breath_s)
        within_s = np.clip((starts - shaper.trimmed) / RATE_HZ, 0.0, sounds_s)
        within_s[sentence.places[0][0] if sentence.places else 0] = 0.0  # the first sound begins before its time
        words = tuple(WordTime(float(within_s[first]), float(within_s[end])) for first, end in sentence.places)
        return Spoken(Clip(shaped, RATE_HZ), words, is_estimated=True)

    def _made(self, numbers: Numbers, cancel: Cancel) -> tuple[Samples, Samples, list[int]] | None:
        """(sound, where each number begins in it and the last one ends, the phonemes of the numbers)."""
        assert self._graph is not None
        if not numbers.ids:
            return np.zeros(0, np.float32), np.zeros(1, np.float32), []
        style = self._styles[min(len(numbers.ids), len(self._styles) - 1)]
        drawing = None if cancel.is_stale else self._graph.draw(numbers.ids, style, self._speed, cancel)
        samples = None if drawing is None else self._graph.sound(drawing, style, cancel)
        return None if drawing is None or samples is None else (samples, drawing.edges, numbers.places)

    def _phonemes(self, text: str) -> list[list[str]]:
        sentences: list[list[str]] = self._espeak.phonemize(self._language, text)
        return sentences

    def _alone(self, word: str) -> str:
        """The phonemes of one word by itself."""
        return "".join(phoneme for sentence in self._phonemes(word) for phoneme in sentence)

    def _missing(self, problem: str) -> WeightsMissing:
        voice = self._voice.stem
        return WeightsMissing(f"The voice {voice} cannot be used: {problem}.", f"Run `earpiece models pull {voice}`.")


def _starts(places: Sequence[int], edges: Samples, phonemes: int) -> Samples:
    """Where each phoneme begins, and the last one ends, by the numbers that are made of them. One without a number of
    its own begins with the next."""
    at = np.searchsorted(np.asarray(places), np.arange(phonemes + 1))
    starts: Samples = edges[np.minimum(at, len(edges) - 1)]
    return starts
