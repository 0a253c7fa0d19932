"""Piper: text to speech on the processor, a short sentence in a fifth of a second.

Called by the voice thread only. espeak-ng inside piper is one for the whole process and keeps its voice in globals; its
lock is piper's own, so two synthesizers may share a process, but not run side by side for free.

We build the onnxruntime session ourselves. Its planner for sharing memory between the 2,500 nodes takes 1.5 of the 1.9
CPU-seconds that `PiperVoice.load` costs; without it loading takes 0.3 s, running the same, and 150 MB less is resident
(onnxruntime 1.31, joe-medium). The word times cost nothing: the model tells how long each phoneme lasts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from app.audio.clip import Clip, Samples
from app.cancel import Cancel, Never
from app.engines.breath import pause_s, shape
from app.engines.piper_durations import with_durations
from app.engines.protocols import Spoken
from app.engines.word_places import word_places
from app.errors import EngineFailed, WeightsMissing
from app.facts import WordTime

_SEED = 1
"""Of the voice's own noise: the same clauses in the same order sound the same, sample for sample, in every run."""
_WARM_UP = "Ready."
_MARKS = ".,;:!?"
"""A clause that ends in none of them was cut in the middle of a phrase. With a comma its end sounds more as it would in
the whole sentence: 1.2 semitones off instead of 2.5, the last word longer by 17 % instead of 30 % (eight sentences)."""


class PiperSynthesizer:
    """`folder` holds `<voice>.onnx` and its `.onnx.json`. `speed`: 1.25 is a quarter faster. `threads`: the second one
    costs a tenth more work and takes a first clause from 318 to 191 ms where a core is free now and then, from 589 to
    482 ms where eight programs share two cores (5th percentile and median of 150 clauses of 1.3 s)."""

    def __init__(self, folder: Path, voice: str = "en_US-joe-medium", *, threads: int = 2, speed: float = 1.0) -> None:
        self._model = folder / f"{voice}.onnx"
        self._threads = threads
        self._speed = speed
        self._voice: Any = None
        self._scales = np.zeros(3, np.float32)
        self._failures: tuple[type[Exception], ...] = ()

    @property
    def rate_hz(self) -> int:
        return int(self._voice.config.sample_rate) if self._voice else 0

    def load(self) -> None:
        """0.3 s, and 0.1 s for a first word. Raises WeightsMissing."""
        import onnxruntime
        from piper import PiperConfig, PiperVoice

        self._failures = _failures(onnxruntime)
        broken: tuple[type[Exception], ...] = (*self._failures, ValueError, LookupError, TypeError, AttributeError)
        config_path = self._model.with_name(self._model.name + ".json")
        for path in (self._model, config_path):
            if not path.is_file():
                raise self._missing(f"{path.name} is not there")
        try:
            config = PiperConfig.from_dict(json.loads(config_path.read_text(encoding="utf-8")))
            onnxruntime.set_seed(_SEED)
            session = onnxruntime.InferenceSession(
                with_durations(self._model.read_bytes()),
                self._options(onnxruntime),
                providers=["CPUExecutionProvider"],
            )
            session._model_bytes = None  # onnxruntime would keep the file's 63 MB for as long as the session lives
        except broken as error:
            raise self._missing("it is damaged") from error
        self._scales = np.array(
            [config.noise_scale, config.length_scale / self._speed, config.noise_w_scale], np.float32
        )
        self._voice = PiperVoice(session=session, config=config)
        list(self.synthesize(_WARM_UP, cancel=Never()))

    def close(self) -> None:
        self._voice = None

    def synthesize(self, clause: str, *, cancel: Cancel) -> Iterator[Spoken]:
        """One clip a sentence: float32 (n,) at `rate_hz`. Sound from the first 10 ms on, a breath at the end."""
        if not re.search(r"[^\W_]", clause):
            return
        is_cut = clause.rstrip()[-1:] not in _MARKS
        sentences: list[list[str]] = self._voice.phonemize(clause + "," * is_cut)
        for phonemes, places in zip(sentences, word_places(sentences, clause.split(), self._alone), strict=True):
            sound = None if cancel.is_stale else self._run(self._voice.phonemes_to_ids(phonemes), cancel)
            if sound is None:
                return
            samples, *frames = sound
            mark = "" if is_cut and phonemes is sentences[-1] else "".join(phonemes).strip()[-1:]
            shaped, trimmed = shape(samples, self.rate_hz, pause_s(mark))
            starts_s = [(start - trimmed) / self.rate_hz for start in self._starts(phonemes, len(samples), frames)]
            if len(shaped):
                most_s = len(shaped) / self.rate_hz
                within_s = [min(max(0.0, start_s), most_s) for start_s in starts_s]
                words = tuple(WordTime(within_s[first], within_s[end]) for first, end in places if within_s)
                yield Spoken(Clip(shaped, self.rate_hz), words)

    def _alone(self, word: str) -> str:
        """The phonemes of one word by itself."""
        return "".join(phoneme for sentence in self._voice.phonemize(word) for phoneme in sentence)

    def _starts(self, phonemes: list[str], samples: int, frames: list[Samples]) -> list[float]:
        """The sample each phoneme starts at, and the one the last ends at; [] when the model does not tell."""
        if not frames:
            return []
        ids = self._voice.config.phoneme_id_map
        each = [len(ids["^"]), *(len(ids[phoneme]) if phoneme in ids else -len(ids["_"]) for phoneme in phonemes)]
        over = np.concatenate([[0.0], np.cumsum(frames[0], dtype=np.float64)])
        places = np.cumsum(np.array(each) + len(ids["_"]))
        return [float(sample) for sample in over[places] * (samples / over[-1])]

    def _run(self, ids: list[int], cancel: Cancel) -> list[Samples] | None:
        """The model's samples and frames per id, or None when it was called back in the middle."""
        import onnxruntime

        options = onnxruntime.RunOptions()

        def stop() -> None:
            options.terminate = True

        inputs = {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": self._scales,
        }
        try:
            with cancel.when_stale(stop):
                outputs = self._voice.session.run(None, inputs, options)
        except self._failures as error:
            if cancel.is_stale:
                return None
            raise EngineFailed("The voice could not speak.", "Its words are shown instead.") from error
        return [np.asarray(output, np.float32).reshape(-1) for output in outputs]

    def _options(self, onnxruntime: Any) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.enable_mem_reuse = False  # see the module's docstring
        options.enable_mem_pattern = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return options

    def _missing(self, problem: str) -> WeightsMissing:
        return WeightsMissing(
            f"The voice {self._model.stem} cannot be used: {problem}.",
            f"Run `earpiece models pull {self._model.stem}`.",
        )


def _failures(onnxruntime: Any) -> tuple[type[Exception], ...]:
    """onnxruntime's errors share no base class but Exception."""
    native = onnxruntime.capi.onnxruntime_pybind11_state
    names = ("Fail", "InvalidArgument", "InvalidGraph", "InvalidProtobuf", "NoModel", "NotImplemented")
    return tuple(getattr(native, name) for name in (*names, "RuntimeException", "EPFail"))
