"""Piper: text to speech on the processor, a short sentence in a fifth of a second.

Called by the voice thread only. espeak-ng inside piper is one for the whole process and keeps its voice in globals; its
lock is piper's own, so two synthesizers may share a process, but not run side by side for free. The word times cost
nothing: the model tells how long each phoneme lasts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import Clip, Samples
from app.cancel import Cancel, Never
from app.clause import ALONE, Between, WordTime
from app.engines.breath import USUAL_DB, Shaper, pause_s
from app.engines.onnx_session import failures
from app.engines.piper_graph import Drawing, PiperGraph
from app.engines.protocols import Spoken
from app.engines.word_places import word_places
from app.errors import WeightsMissing

_WARM_UP = "Ready."
_MARKS = ".,;:!?"
"""A clause that ends in none of them was cut in the middle of a phrase. With a comma its end sounds more as it would in
the whole sentence: 1.2 semitones off instead of 2.5, the last word longer by 17 % instead of 30 % (eight sentences)."""
_LEARNT = 0.3
"""Weight of the last sentence in how loud the voice usually is."""


@dataclass(frozen=True)
class _Sentence:
    """`places`: of each word its first phoneme and the one behind its last. `begins_amid`: what is said before its
    first word was heard with the clause before. `breath_s` None: its last word is followed by one that is heard with
    the clause behind, from the phoneme `end` on."""

    phonemes: list[str]
    places: Sequence[tuple[int, int]]
    breath_s: float | None
    drawing: Drawing
    begins_amid: bool = False
    end: int = 0


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
        self._gain = 1.0
        """Of the last sentence: what is said in the same breath is as loud."""

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

    def synthesize(
        self, clause: str, *, cancel: Cancel, first_s: float = 0.0, between: Between = ALONE
    ) -> Iterator[Spoken]:
        """One clip a sentence: float32 (n,) at `rate_hz`. Sound from the first 10 ms on, a breath at the end. With
        `first_s` a clause of one sentence comes in pieces, which joined are the same. What stands `between` it is drawn
        with it and not decoded."""
        if not re.search(r"[^\W_]", clause):
            return
        whole = " ".join(part for part in (between[0], clause, between[1]) if part)
        is_cut = whole.rstrip()[-1:] not in _MARKS
        sentences: list[list[str]] = self._voice.phonemize(whole + "," * is_cut)
        places = word_places(sentences, whole.split(), self._alone)
        before, behind = (len(words.split()) for words in between)
        if between != ALONE and not self._can_leave_out(before, behind, places):
            yield from self.synthesize(clause, cancel=cancel, first_s=first_s)
            return
        first_frames = round(first_s * self.rate_hz / self._voice.config.hop_length) if len(sentences) == 1 else 0
        for phonemes, own in zip(sentences, places, strict=True):
            drawing = None if cancel.is_stale else self._drawn(phonemes, cancel)
            if drawing is None:
                return
            is_first, is_last = phonemes is sentences[0], phonemes is sentences[-1]
            mark = "" if is_cut and is_last else "".join(phonemes).strip()[-1:]
            sentence = _Sentence(phonemes, own, pause_s(mark), drawing)
            if is_last and behind:
                sentence = replace(sentence, places=own[:-behind], breath_s=None, end=own[-behind][0])
            if is_first and before:
                sentence = replace(sentence, places=sentence.places[before:], begins_amid=True)
            yield from self._spoken(sentence, first_frames, cancel)

    def _can_leave_out(self, before: int, behind: int, places: Sequence[Sequence[tuple[int, int]]]) -> bool:
        """Does the model tell where a word begins, and are so many words in the first and in the last sentence, beside
        some of the clause?"""
        assert self._graph is not None
        most = len(places[0]) - 1 - behind * (len(places) == 1)
        return self._graph.tells_places and before <= most and behind < len(places[-1])

    def _spoken(self, sentence: _Sentence, first_frames: int, cancel: Cancel) -> Iterator[Spoken]:
        """Its pieces. The first one has the times of all words."""
        assert self._graph is not None
        gain = self._gain if sentence.begins_amid else 0.0
        shaper = Shaper(self.rate_hz, sentence.breath_s, self._usual_db, gain)
        span = self._span(sentence)
        made = 0
        has_begun = False
        for samples, share in self._graph.sound(sentence.drawing, first_frames, cancel, span):
            made += len(samples)
            is_last = share == 1.0
            shaped = shaper.finish(samples) if is_last else shaper.feed(samples)
            if not len(shaped):
                continue
            whole = round(made / share)
            most = len(shaped) if is_last else whole
            words = () if has_begun else self._words(sentence, span, whole, shaper.trimmed, most)
            yield Spoken(Clip(shaped, self.rate_hz), words, (whole - made) / self.rate_hz)
            has_begun = True
        self._gain = shaper.gain or self._gain
        if shaper.loudness_db is not None:
            self._usual_db += _LEARNT * (shaper.loudness_db - self._usual_db)

    def _span(self, sentence: _Sentence) -> tuple[int, int] | None:
        """The frames of its own words; None: all."""
        if not sentence.begins_amid and sentence.breath_s is not None:
            return None
        starts = self._starts(sentence.phonemes, sentence.drawing.durations)
        begin = starts[sentence.places[0][0]] if sentence.begins_amid else 0.0
        end = starts[sentence.end] if sentence.breath_s is None else starts[-1]
        frames = sentence.drawing.content.shape[2]
        return round(begin * frames), max(round(begin * frames) + 1, round(end * frames))

    def _words(
        self, sentence: _Sentence, span: tuple[int, int] | None, samples: int, trimmed: int, most: int
    ) -> tuple[WordTime, ...]:
        """From the first sample that was kept; at most at sample `most`. `samples`: of its span."""
        frames = sentence.drawing.content.shape[2]
        begin, end = span or (0, frames)
        each = samples / (end - begin)
        starts = (share * frames - begin for share in self._starts(sentence.phonemes, sentence.drawing.durations))
        within_s = [min(max(0.0, start * each - trimmed), most) / self.rate_hz for start in starts]
        return tuple(WordTime(within_s[first], within_s[end]) for first, end in sentence.places if within_s)

    def _drawn(self, phonemes: list[str], cancel: Cancel) -> Drawing | None:
        assert self._graph is not None
        return self._graph.draw(self._voice.phonemes_to_ids(phonemes), self._scales, cancel)

    def _alone(self, word: str) -> str:
        """The phonemes of one word by itself."""
        return "".join(phoneme for sentence in self._voice.phonemize(word) for phoneme in sentence)

    def _starts(self, phonemes: list[str], durations: Samples | None) -> list[float]:
        """The share of the sound at which each phoneme starts, and the last ends; [] when the model does not tell."""
        if durations is None:
            return []
        ids = self._voice.config.phoneme_id_map
        each = [len(ids["^"]), *(len(ids[phoneme]) if phoneme in ids else -len(ids["_"]) for phoneme in phonemes)]
        over = np.concatenate([[0.0], np.cumsum(durations, dtype=np.float64)])
        places = np.cumsum(np.array(each) + len(ids["_"]))
        return [float(share) for share in over[places] / over[-1]]

    def _missing(self, problem: str) -> WeightsMissing:
        return WeightsMissing(
            f"The voice {self._model.stem} cannot be used: {problem}.",
            f"Run `earpiece models pull {self._model.stem}`.",
        )
