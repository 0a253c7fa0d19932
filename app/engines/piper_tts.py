"""Piper: text to speech on the processor, a short sentence in a fifth of a second.

Called by the voice thread only. espeak-ng inside piper is one for the whole process and keeps its voice in globals; its
lock is piper's own, so two synthesizers may share a process, but not run side by side for free. The word times cost
nothing: the model tells how long each phoneme lasts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import Clip, Samples
from app.cancel import Cancel, Never
from app.engines.breath import USUAL_DB, Shaper, pause_s
from app.engines.onnx_session import failures
from app.engines.piper_graph import Drawing, PiperGraph
from app.engines.protocols import Spoken
from app.engines.word_places import word_places
from app.errors import WeightsMissing
from app.facts import WordTime

_WARM_UP = "Ready."
_MARKS = ".,;:!?"
"""A clause that ends in none of them was cut in the middle of a phrase. With a comma its end sounds more as it would in
the whole sentence: 1.2 semitones off instead of 2.5, the last word longer by 17 % instead of 30 % (eight sentences)."""
_LEARNT = 0.3
"""Weight of the last sentence in how loud the voice usually is."""


@dataclass(frozen=True)
class _Sentence:
    """`places`: of each word its first phoneme and the one behind its last."""

    phonemes: list[str]
    places: Sequence[tuple[int, int]]
    breath_s: float
    drawing: Drawing


class PiperSynthesizer:
    """`folder` holds `<voice>.onnx` and its `.onnx.json`. `speed`: 1.25 is a quarter faster. `threads`: the second one
    costs a tenth more work and takes a first clause from 318 to 191 ms where a core is free now and then, from 589 to
    482 ms where eight programs share two cores (5th percentile and median of 150 clauses of 1.3 s)."""

    def __init__(self, folder: Path, voice: str = "en_US-joe-medium", *, threads: int = 2, speed: float = 1.0) -> None:
        self._model = folder / f"{voice}.onnx"
        self._threads = threads
        self._speed = speed
        self._voice: Any = None
        self._graph: PiperGraph | None = None
        self._usual_scales = self._scales = np.zeros(3, np.float32)
        self._usual_db = USUAL_DB

    @property
    def rate_hz(self) -> int:
        return int(self._voice.config.sample_rate) if self._voice else 0

    def load(self) -> None:
        """0.35 s, and 0.1 s for a first word. Raises WeightsMissing."""
        from piper import PiperConfig, PiperVoice

        broken: tuple[type[Exception], ...] = (*failures(), ValueError, LookupError, TypeError, AttributeError)
        config_path = self._model.with_name(self._model.name + ".json")
        for path in (self._model, config_path):
            if not path.is_file():
                raise self._missing(f"{path.name} is not there")
        try:
            config = PiperConfig.from_dict(json.loads(config_path.read_text(encoding="utf-8")))
            self._graph = PiperGraph(self._model, self._threads)
        except broken as error:
            raise self._missing("it is damaged") from error
        self._usual_scales = np.array([config.noise_scale, config.length_scale, config.noise_w_scale], np.float32)
        self.speak_at(self._speed)
        self._voice = PiperVoice(session=None, config=config)  # only phonemes are asked of it
        list(self.synthesize(_WARM_UP, cancel=Never()))

    def speak_at(self, speed: float) -> None:
        """From the next clause on. On the voice's thread."""
        self._speed = speed
        scales = self._usual_scales.copy()
        scales[1] /= speed
        self._scales = scales

    def close(self) -> None:
        self._voice = self._graph = None

    def synthesize(self, clause: str, *, cancel: Cancel, first_s: float = 0.0) -> Iterator[Spoken]:
        """One clip a sentence: float32 (n,) at `rate_hz`. Sound from the first 10 ms on, a breath at the end. With
        `first_s` a clause of one sentence comes in pieces, which joined are the same."""
        if not re.search(r"[^\W_]", clause):
            return
        is_cut = clause.rstrip()[-1:] not in _MARKS
        sentences: list[list[str]] = self._voice.phonemize(clause + "," * is_cut)
        first_frames = round(first_s * self.rate_hz / self._voice.config.hop_length) if len(sentences) == 1 else 0
        for phonemes, places in zip(sentences, word_places(sentences, clause.split(), self._alone), strict=True):
            drawing = None if cancel.is_stale else self._drawn(phonemes, cancel)
            if drawing is None:
                return
            mark = "" if is_cut and phonemes is sentences[-1] else "".join(phonemes).strip()[-1:]
            yield from self._spoken(_Sentence(phonemes, places, pause_s(mark), drawing), first_frames, cancel)

    def _spoken(self, sentence: _Sentence, first_frames: int, cancel: Cancel) -> Iterator[Spoken]:
        """Its pieces. The first one has the times of all words."""
        assert self._graph is not None
        shaper = Shaper(self.rate_hz, sentence.breath_s, self._usual_db)
        made = 0
        has_begun = False
        for samples, share in self._graph.sound(sentence.drawing, first_frames, cancel):
            made += len(samples)
            is_last = share == 1.0
            shaped = shaper.finish(samples) if is_last else shaper.feed(samples)
            if not len(shaped):
                continue
            whole = round(made / share)
            words = () if has_begun else self._words(sentence, whole, shaper.trimmed, len(shaped) if is_last else whole)
            yield Spoken(Clip(shaped, self.rate_hz), words, (whole - made) / self.rate_hz)
            has_begun = True
        if shaper.loudness_db is not None:
            self._usual_db += _LEARNT * (shaper.loudness_db - self._usual_db)

    def _words(self, sentence: _Sentence, samples: int, trimmed: int, most: int) -> tuple[WordTime, ...]:
        """From the first sample that was kept; at most at sample `most`."""
        starts = self._starts(sentence.phonemes, samples, sentence.drawing.durations)
        within_s = [min(max(0.0, start - trimmed), most) / self.rate_hz for start in starts]
        return tuple(WordTime(within_s[first], within_s[end]) for first, end in sentence.places if within_s)

    def _drawn(self, phonemes: list[str], cancel: Cancel) -> Drawing | None:
        assert self._graph is not None
        return self._graph.draw(self._voice.phonemes_to_ids(phonemes), self._scales, cancel)

    def _alone(self, word: str) -> str:
        """The phonemes of one word by itself."""
        return "".join(phoneme for sentence in self._voice.phonemize(word) for phoneme in sentence)

    def _starts(self, phonemes: list[str], samples: int, durations: Samples | None) -> list[float]:
        """The sample each phoneme starts at, and the one the last ends at; [] when the model does not tell."""
        if durations is None:
            return []
        ids = self._voice.config.phoneme_id_map
        each = [len(ids["^"]), *(len(ids[phoneme]) if phoneme in ids else -len(ids["_"]) for phoneme in phonemes)]
        over = np.concatenate([[0.0], np.cumsum(durations, dtype=np.float64)])
        places = np.cumsum(np.array(each) + len(ids["_"]))
        return [float(sample) for sample in over[places] * (samples / over[-1])]

    def _missing(self, problem: str) -> WeightsMissing:
        return WeightsMissing(
            f"The voice {self._model.stem} cannot be used: {problem}.",
            f"Run `earpiece models pull {self._model.stem}`.",
        )
