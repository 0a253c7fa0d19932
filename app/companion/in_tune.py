"""The companion speaks as it is spoken to: around everything else, it sees what was said and how, and leans the reply.

    SoftEnded, Transcribed -> how the words of this turn sounded
    Respond -> LeanVoice where pace or loudness change, and the most words the reply should have
    TurnEnded -> the turn counts for the next ones

What is typed has no sound and changes nothing. Each part can be switched off (settings, tune.*). Called by the session
thread only. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from app.audio.clip import Samples
from app.companion.mirror import WHISPER_DB, WHISPER_WORDS, Mirror, loudness_db
from app.effects import LeanVoice, Respond
from app.events import FinalTranscript, TurnEnded
from app.facts import SoftEnded, SpeechStarted
from app.wishes import Type

LOOK_S = 3.0
"""So much of the end of a turn tells whether it is whispered: 1 ms of one core."""


class Inner(Protocol):
    """What stands inside."""

    def handle(self, message: Any, now_s: float) -> list[Any]: ...

    @property
    def is_at_rest(self) -> bool: ...


@dataclass(frozen=True)
class Tune:
    """What the user lets it take over."""

    pace: bool = True
    length: bool = True
    whisper: bool = True


@dataclass
class _Heard:
    """The turn that is being said."""

    voiced_s: float = 0.0
    level_db: float = -120.0
    is_whispered: bool = False


class InTune:
    """`tune`: the settings as they are now."""

    def __init__(self, inner: Inner, tune: Callable[[], Tune]) -> None:
        self._inner = inner
        self._tune = tune
        self._mirror = Mirror()
        self._heard: _Heard | None = None
        """None: nobody has spoken since the last turn ended."""
        self._text = ""
        self._lean = LeanVoice()

    @property
    def is_at_rest(self) -> bool:
        return self._inner.is_at_rest

    def handle(self, message: Any, now_s: float) -> list[Any]:
        """As what stands inside."""
        match message:
            case SpeechStarted() if self._heard is None:
                self._heard = _Heard()
            case SoftEnded(_, clip, voiced_s):
                self._hear(clip.samples[-round(LOOK_S * clip.rate_hz) :], voiced_s)
            case Type():
                self._heard = None
        return [passed for made in self._inner.handle(message, now_s) for passed in self._pass(made)]

    def _hear(self, samples: Samples, voiced_s: float) -> None:
        level_db = loudness_db(np.asarray(samples))
        self._heard = _Heard(voiced_s, level_db, self._mirror.is_whisper(level_db, samples))

    def _pass(self, made: Any) -> list[Any]:
        match made:
            case Respond():
                return self._leant(made)
            case FinalTranscript(_, _, text):
                self._text = text
            case TurnEnded() if self._heard is not None:
                heard, self._heard = self._heard, None
                if heard.voiced_s > 0:
                    self._mirror.note(self._text, heard.voiced_s, heard.level_db, is_whispered=heard.is_whispered)
        return [made]

    def _leant(self, order: Respond) -> list[Any]:
        tune = self._tune()
        is_whispered = tune.whisper and self._heard is not None and self._heard.is_whispered
        lean = LeanVoice(self._mirror.pace if tune.pace else 1.0, WHISPER_DB if is_whispered else 0.0)
        most_words = self._mirror.most_words if tune.length and self._heard is not None else 0
        if is_whispered:
            most_words = min(most_words or WHISPER_WORDS, WHISPER_WORDS)
        news: list[Any] = [] if lean == self._lean else [lean]
        self._lean = lean
        return [*news, replace(order, most_words=most_words) if most_words else order]
