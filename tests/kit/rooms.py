"""What the listening side makes of a room: every block through the real ear and detector, every pause that would end a
turn through the real recogniser, as fast as it goes.

Called by scripts/bars.d/phantom.py and tests/headless/test_phantoms.py. The turn ends after a fixed silence here,
because this is about what is heard, not about when to answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Clip, Samples
from app.cancel import Never
from app.conversation.hearing import GHOST_QUIET_S, GHOST_S
from app.engines.faster_whisper_stt import FasterWhisperRecognizer
from app.engines.protocols import SpeechRecognizer
from app.engines.silero_vad import SileroVad
from app.facts import SoftEnded, SpeechCut, SpeechResumed, SpeechStarted, SpeechStopped, StillQuiet
from app.listening.ear import Ear, Heard
from tests.kit.noises import lasting, spoken_at
from tests.kit.sentences import HARVARD, SENTENCES
from tests.kit.speech import AUDIO_DIR, JOE, say, shared
from tests.kit.wer import wer

WAIT_S = 0.5
"""So much silence ends a turn here."""
VOICES = (JOE, "en-us", JOE, "en-gb", JOE, "en-us+f3", JOE, "en-us+m3")
_LONGEST_LAG_S = 1.5


@dataclass(frozen=True)
class Ended:
    """One turn: `t_s` of its last voiced sample, and the pieces of sound that hold its words."""

    t_s: float
    clips: list[Clip]


@dataclass
class Overheard:
    """What the ear made of one stretch of sound."""

    starts: int = 0
    ended: list[Ended] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """Somebody says `text` from `begin_s` to `end_s`."""

    text: str
    begin_s: float
    end_s: float


@dataclass(frozen=True)
class Answered:
    """lines: how many were said; answered: how many gave any words; phantoms: turns when nobody near spoke."""

    lines: int
    answered: int
    phantoms: int
    pairs: list[tuple[str, str]]

    @property
    def wer_percent(self) -> float:
        return 100 * wer(self.pairs)


class Listening:
    """Loads the detector and the recogniser once, for many rooms."""

    def __init__(self, recognizer: FasterWhisperRecognizer) -> None:
        self._vad = SileroVad()
        self._vad.load()
        self._recognizer: SpeechRecognizer = recognizer
        recognizer.load()

    def overhear(self, samples: Samples) -> Overheard:
        """samples: a new stream, float32 (n,), 16 kHz."""
        self._vad.reset()
        ear, desk = Ear(self._vad), _Desk()
        for n in range(len(samples) // FRAME_SAMPLES):
            block = samples[n * FRAME_SAMPLES : (n + 1) * FRAME_SAMPLES]
            if any([desk.is_over(fact) for fact in ear.hear(block, n * FRAME_SAMPLES / HEARING_HZ)]):
                ear.close()
        return desk.found

    def words(self, ended: Ended) -> str:
        """What survives every guard of the recogniser; '' for nothing."""
        texts = [self._recognizer.transcribe(clip, hint="", cancel=Never()).text for clip in ended.clips]
        return " ".join(text for text in texts if text)

    def answered(self, samples: Samples, lines: list[Line]) -> Answered:
        """The turns in `samples` against what was said in it."""
        said = [(turn.t_s, self.words(turn)) for turn in self.overhear(samples).ended]
        pairs = [(line.text, " ".join(text for t_s, text in said if _is_of(t_s, line)).strip()) for line in lines]
        phantoms = sum(bool(text) and not any(_is_of(t_s, line) for line in lines) for t_s, text in said)
        return Answered(len(lines), sum(bool(text) for _, text in pairs), phantoms, pairs)


class _Desk:
    """The conversation's part, in short: which pauses end a turn."""

    def __init__(self) -> None:
        self.found = Overheard()
        self._pieces: list[Clip] = []
        self._soft: SoftEnded | None = None

    def is_over(self, fact: Heard) -> bool:
        """The utterance may be closed with this fact."""
        match fact:
            case SpeechStarted() | SpeechStopped():
                self.found.starts += isinstance(fact, SpeechStarted)
                self._pieces, self._soft = [], None
            case SpeechCut():
                self._pieces.append(fact.clip)
            case SoftEnded():
                self._soft = fact if fact.voiced_s >= GHOST_S or self._pieces else None
            case SpeechResumed():
                self._pieces += [] if fact.before is None else [fact.before]
                self._soft = None
            case StillQuiet() if self._soft is None:
                return fact.quiet_s >= GHOST_QUIET_S
            case StillQuiet() if self._soft is not None and fact.quiet_s >= WAIT_S:
                self.found.ended.append(Ended(self._soft.last_voiced_t_s, [*self._pieces, self._soft.clip]))
                self._pieces, self._soft = [], None
                return True
        return False


def spoken_in(
    noise: str, noise_db: float, snr_db: float, said: list[tuple[str, Samples]], seed: int = 1
) -> tuple[Samples, list[Line]]:
    """`said` one after the other, 3 s apart, each `snr_db` above a noise that is there from 4 s before the first."""
    parts, lines, at = [np.zeros(4 * HEARING_HZ, np.float32)], [], 4 * HEARING_HZ
    for text, samples in said:
        loud = spoken_at(samples, noise_db + snr_db)
        lines.append(Line(text, at / HEARING_HZ, (at + len(loud)) / HEARING_HZ))
        parts += [loud, np.zeros(3 * HEARING_HZ, np.float32)]
        at += len(loud) + 3 * HEARING_HZ
    speech = np.concatenate(parts)
    room_db = -70.0 if noise == "quiet" else noise_db
    room = lasting(noise, len(speech) / HEARING_HZ, room_db, seed)
    return np.clip(speech + room[: len(speech)], -1, 1).astype(np.float32), lines


def lines_to_say(number: int) -> list[tuple[str, Samples]]:
    """(text, samples): the recordings of ../shared/audio where they are, then sentences that no talker of the babble
    says."""
    return [line for line, _ in zip(_lines(), range(number), strict=False)]


def _lines() -> Iterator[tuple[str, Samples]]:
    if AUDIO_DIR.is_dir():
        yield from ((text, shared(name).samples) for name, text in HARVARD.items() if name != "jfk.wav")
    texts = [text for text in SENTENCES[1::2] if len(text) > 12]
    for shift in range(len(VOICES)):
        yield from ((text, say(text, VOICES[(n + shift) % len(VOICES)]).samples) for n, text in enumerate(texts))


def _is_of(t_s: float, line: Line) -> bool:
    return line.begin_s <= t_s <= line.end_s + _LONGEST_LAG_S
