"""What partial transcripts cost and how far they can be trusted. Used by scripts/bars.d/stt.py."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from app.audio.clip import HEARING_HZ, Clip
from app.cancel import Never
from app.conversation.stable import StableWords
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from tests.kit.wer import edits, words

EVERY_S = 0.7
"""Between the partial looks of a growing utterance."""
Sample = tuple[str, Clip, str]


@dataclass(frozen=True)
class Cost:
    """Medians over the clips: time that passed, and time of all cores together."""

    wall_ms: float
    cpu_ms: float


@dataclass(frozen=True)
class Trust:
    """Of words called stable while the utterance grew, how many the final transcript has otherwise; of the final
    transcript's words, how many were stable before its end. Percent."""

    utterances: int
    wrong_percent: float
    known_percent: float


def cost(whisper: FasterWhisperRecognizer, samples: list[Sample], *, is_partial: bool) -> Cost:
    """`whisper` is loaded. Every clip once, whole."""
    walls_s, cpus_s = [], []
    for _, clip, _ in samples:
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        whisper.transcribe(clip, hint="", cancel=Never(), is_partial=is_partial)
        walls_s.append(time.perf_counter() - wall_s)
        cpus_s.append(time.process_time() - cpu_s)
    return Cost(1000 * statistics.median(walls_s), 1000 * statistics.median(cpus_s))


def trust(whisper: FasterWhisperRecognizer, samples: list[Sample]) -> Trust:
    """Lets every utterance grow in steps of EVERY_S, and compares what was stable with the final transcript."""
    wrong = stable_words = final_words = 0
    for _, clip, _ in samples:
        stable = words(_grown(whisper, clip))
        final = words(whisper.transcribe(clip, hint="", cancel=Never()).text)
        wrong += edits(stable, final[: len(stable)])
        stable_words += len(stable)
        final_words += len(final)
    return Trust(len(samples), 100 * wrong / max(1, stable_words), 100 * stable_words / max(1, final_words))


def _grown(whisper: FasterWhisperRecognizer, clip: Clip) -> str:
    """What is stable before the whole clip was heard."""
    heard, stable = StableWords(), ""
    step = round(EVERY_S * HEARING_HZ)
    for end in range(step, len(clip.samples), step):
        part = Clip(clip.samples[:end], HEARING_HZ)
        stable = heard.hear(whisper.transcribe(part, hint="", cancel=Never(), is_partial=True).text)
    return stable
