"""Our recogniser beside faster-whisper's default, clip by clip in one run: same weights, same threads, same machine.

Used by scripts/bars.d/stt.py (all figures) and by the recogniser's tests (words only: time is not asserted there).
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from app.audio.clip import Clip
from app.cancel import Never
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from tests.kit.sentences import HARVARD
from tests.kit.speech import say, shared
from tests.kit.wer import wer


@dataclass(frozen=True)
class Compared:
    """One clip, heard by both."""

    name: str
    reference: str
    ours: str
    default: str
    ours_s: float
    default_s: float
    window_s: int

    @property
    def ratio(self) -> float:
        """How many times faster ours was."""
        return self.default_s / self.ours_s


@dataclass(frozen=True)
class Summary:
    """Word error rates in percent, median times, and the median of the clips' own ratios."""

    clips: int
    wer_ours_percent: float
    wer_default_percent: float
    ours_median_s: float
    default_median_s: float
    ratio_median: float
    looked_closer: int


def recordings() -> list[tuple[str, Clip, str]]:
    """(name, clip, what is said) of the human recordings in ../shared/audio."""
    return [(name, shared(name), text) for name, text in HARVARD.items()]


def spoken(lines: tuple[tuple[str, str], ...]) -> list[tuple[str, Clip, str]]:
    """The same for (voice, text) pairs, spoken by the project's voice and espeak-ng."""
    return [(f"{voice}: {text}", say(text, voice), text) for voice, text in lines]


def compare(samples: list[tuple[str, Clip, str]], folder: Path, threads: int = 2) -> list[Compared]:
    """Both over every sample, one after the other. Both are warm before the first."""
    from faster_whisper import WhisperModel

    ours = FasterWhisperRecognizer(folder, threads=threads)
    ours.load()
    default = WhisperModel(
        str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )
    _by_default(default, samples[0][1])
    out = []
    for name, clip, reference in samples:
        start_s = time.perf_counter()
        transcript = ours.transcribe(clip, hint="", cancel=Never())
        middle_s = time.perf_counter()
        text = _by_default(default, clip)
        end_s = time.perf_counter()
        out.append(
            Compared(
                name, reference, transcript.text, text, middle_s - start_s, end_s - middle_s, transcript.window_s
            )
        )
    ours.close()
    return out


def summed_up(rows: list[Compared]) -> Summary:
    return Summary(
        clips=len(rows),
        wer_ours_percent=100 * wer([(row.reference, row.ours) for row in rows]),
        wer_default_percent=100 * wer([(row.reference, row.default) for row in rows]),
        ours_median_s=statistics.median(row.ours_s for row in rows),
        default_median_s=statistics.median(row.default_s for row in rows),
        ratio_median=statistics.median(row.ratio for row in rows),
        looked_closer=sum(row.window_s == 15 and len(row.reference) < 150 for row in rows),
    )


def _by_default(model: object, clip: Clip) -> str:
    segments, _ = model.transcribe(clip.samples, language="en")  # type: ignore[attr-defined]
    return "".join(segment.text for segment in segments).strip()
