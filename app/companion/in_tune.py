"""The companion speaks as it is spoken to: around everything else, it sees what was said and how, and leans the reply.

    SoftEnded, Transcribed -> how the words of this turn sounded
    Respond -> LeanVoice where pace or loudness change; the most words the reply should have, and how formal it is
    TurnEnded -> the turn counts for the next ones; MoodSensed when the user's mood seems to be another than before

What is typed has no sound: it tells of mood and manners only. The mood is kept nowhere. Each part can be switched off
(settings, tune.*). Called by the session thread only. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from app.audio.clip import Samples
from app.companion.formality import Manners
from app.companion.mirror import WHISPER_DB, WHISPER_WORDS, Mirror, loudness_db, rate_of
from app.companion.mood import Mood, energy, mood
from app.effects import LeanVoice, Respond
from app.events import FinalTranscript, MoodSensed, TurnEnded
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
    formality: bool = True
    mood: bool = True
    """Its guess is shown."""


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
        self._mirror, self._manners = Mirror(), Manners()
        self._heard: _Heard | None = None
        """None: nobody has spoken since the last turn ended."""
        self._text = ""
        self._lean = LeanVoice()
        self._mood: Mood = ""
        """As it was told last."""

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
            case TurnEnded(t, turn):
                heard, self._heard = self._heard, None
                self._manners.note(self._text)
                sensed = self._sense(heard)
                if heard is not None and heard.voiced_s > 0:
                    self._mirror.note(self._text, heard.voiced_s, heard.level_db, is_whispered=heard.is_whispered)
                if sensed != self._mood:
                    self._mood = sensed
                    return [made, MoodSensed(t, turn, sensed)]
        return [made]

    def _sense(self, heard: _Heard | None) -> Mood:
        """Of the turn that has ended; before it counts as usual."""
        if not self._tune().mood:
            return ""
        if heard is None or heard.voiced_s <= 0 or heard.is_whispered:
            return mood(self._text)
        mirror, rate = self._mirror, rate_of(self._text, heard.voiced_s)
        return mood(self._text, energy(heard.level_db, mirror.usual_db, rate, mirror.usual_rate))

    def _leant(self, order: Respond) -> list[Any]:
        tune = self._tune()
        is_whispered = tune.whisper and self._heard is not None and self._heard.is_whispered
        lean = LeanVoice(self._mirror.pace if tune.pace else 1.0, WHISPER_DB if is_whispered else 0.0)
        most_words = self._mirror.most_words if tune.length and self._heard is not None else 0
        if is_whispered:
            most_words = min(most_words or WHISPER_WORDS, WHISPER_WORDS)
        news: list[Any] = [] if lean == self._lean else [lean]
        self._lean = lean
        formality = self._manners.formality if tune.formality else 0
        is_as_usual = not most_words and not formality
        return [*news, order if is_as_usual else replace(order, most_words=most_words, formality=formality)]
