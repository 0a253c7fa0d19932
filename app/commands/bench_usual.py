"""The usual pipeline, measured in the same run: what `bench latency` divides by.

One stage after the other, as most programs of this kind do it: 640 ms of silence, then faster-whisper's default call
(beam 5, a window of 30 s), then the language model with its prefix already in the cache, written until the first whole
sentence stands, then Piper speaks that sentence. Same weights, same number of threads, same machine, the same words and
the same history as ours. Each stage is timed alone and the times are added; handing over from stage to stage, network
and sound card cost nothing here, and silence is counted from the last voiced frame, so the sum is its best case.
Called by bench_latency.py on the main thread, when the House of the measurement is closed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from app.audio.clip import Clip
from app.cancel import Never
from app.commands.bench_answer import Answer
from app.companion.prompt import Prompt
from app.conversation.breaks import ends_sentence
from app.conversation.spoken import speak
from app.effects import Exchange
from app.engines.llama_cpp_lm import LlamaCppLanguageModel
from app.engines.piper_tts import PiperSynthesizer
from app.engines.plain_whisper import PlainWhisper
from app.errors import EngineFailed
from app.listening.voiced import onset_s
from app.plan import Plan
from app.runtime.responder import SAMPLING

SILENCE_MS = 640.0
"""How long the detectors of such programs wait: 0.6 to 0.8 s by default."""


@dataclass(frozen=True)
class UsualTurn:
    """Milliseconds of each stage."""

    stt_ms: float
    sentence_ms: float
    """Reading the question, and writing until the first sentence is whole."""
    voice_ms: float
    """Speaking that sentence, up to its first voiced frame."""
    silence_ms: float = SILENCE_MS

    @property
    def gap_ms(self) -> float:
        return self.silence_ms + self.stt_ms + self.sentence_ms + self.voice_ms


class UsualPipeline:
    """The three engines. Context manager; everything is warm inside."""

    def __init__(self, plan: Plan) -> None:
        threads = max(2, (os.cpu_count() or 2) - 1)
        settings = plan.settings
        self._whisper = PlainWhisper(plan.folders.recognizer, threads=threads, language=settings.language)
        self._model = LlamaCppLanguageModel(
            plan.language_model_file, threads=settings.model_threads or threads, cache_dir=plan.home.cache_folder
        )
        self._piper = PiperSynthesizer(plan.folders.voice, speed=settings.voice_speed)
        self._prompt = Prompt(plan.persona, count=self._model.count_tokens)
        self._seed = plan.seed
        self._stack = ExitStack()

    def __enter__(self) -> UsualPipeline:
        for engine in (self._whisper, self._model, self._piper):
            self._stack.callback(engine.close)
            engine.load()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def turns(self, answers: Sequence[Answer]) -> list[UsualTurn]:
        """The questions of `answers`, each with the history it had."""
        return [self.answer(answer.question.clip, answer.before) for answer in answers]

    def answer(self, clip: Clip, before: Sequence[Exchange]) -> UsualTurn:
        """clip: the question, 16 kHz. before: the conversation so far, read into the cache untimed."""
        for _ in self._model.prefill(self._prompt.history(before), cancel=Never()):
            pass
        start_s = time.perf_counter()
        text = self._whisper.transcribe(clip, hint="", cancel=Never()).text
        heard_s = time.perf_counter()
        sampling = replace(SAMPLING, seed=self._seed + len(before))
        pieces = self._model.stream(self._prompt.messages(before, text or "Hello."), sampling, cancel=Never())
        sentence = first_sentence(pieces)
        written_s = time.perf_counter()
        spoken = next(self._piper.synthesize(speak(sentence), cancel=Never()), None)
        spoken_s = time.perf_counter()
        if spoken is None:
            raise EngineFailed("The model of the usual pipeline wrote nothing that can be spoken.")
        voice_s = spoken_s - written_s + onset_s(spoken.clip)
        return UsualTurn(1000 * (heard_s - start_s), 1000 * (written_s - heard_s), 1000 * voice_s)


def first_sentence(pieces: Iterable[str]) -> str:
    """What is written until the first sentence ends; all of it when none does."""
    text = ""
    for piece in pieces:
        text += piece
        if piece.strip() and ends_sentence(text.split()) == "yes":
            break
    return text.strip()
