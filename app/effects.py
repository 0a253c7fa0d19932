"""Orders: what the machine wants done. Imperative; run by the session, which only hands them to the right worker.

An effect never blocks whoever runs it. What comes of it returns as a Fact (facts.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.audio.clip import Clip
from app.facts import Clause


@dataclass(frozen=True)
class Exchange:
    """One finished turn of this conversation, as heard: what the model may know of it."""

    user: str
    companion: str
    """'' when nothing of the reply was heard."""


@dataclass(frozen=True, eq=False)
class Transcribe:
    """-> Transcribed. `clip`: 16 kHz, at most 30 s."""

    turn: int
    piece: int
    clip: Clip


@dataclass(frozen=True)
class Respond:
    """-> FirstToken, ClauseWritten*, ReplyWritten."""

    turn: int
    text: str
    history: tuple[Exchange, ...]


@dataclass(frozen=True)
class PrefillHistory:
    """Bring the model's cache up to `history` while nobody waits for it."""

    history: tuple[Exchange, ...]


@dataclass(frozen=True)
class Synthesize:
    """-> SpeechReady."""

    turn: int
    n: int
    clause: Clause


@dataclass(frozen=True, eq=False)
class Play:
    """-> ClauseStarted."""

    turn: int
    n: int
    clip: Clip


@dataclass(frozen=True)
class FinishPlayout:
    """No more clauses will come -> PlayoutDrained."""

    turn: int


@dataclass(frozen=True)
class StopPlayout:
    """Fall silent now -> PlayoutStopped."""

    turn: int


@dataclass(frozen=True)
class WakeSpeaker:
    """A reply will come soon: open the output stream."""


@dataclass(frozen=True)
class DropTurnsBelow:
    """Everything still under way for older turns is stale."""

    turn: int


@dataclass(frozen=True)
class CoverEars:
    """Do not listen to our own voice: without an echo canceller, what the microphone hears now is the speaker."""


@dataclass(frozen=True)
class UncoverEars:
    """Listen again."""


@dataclass(frozen=True)
class OpenMic:
    """-> MicOpened, or StageBroke."""


@dataclass(frozen=True)
class CloseMic:
    """-> MicClosed."""


@dataclass(frozen=True)
class KeepEpisode:
    """-> EpisodeKept. One utterance as it was heard. `start_t_s`, `end_t_s`: session time."""

    turn: int
    speaker: Literal["user", "companion"]
    text: str
    unheard: str
    start_t_s: float
    end_t_s: float


@dataclass(frozen=True)
class StartTimer:
    """-> TimerFired after `after_s`. A timer of the same name is replaced."""

    name: str
    after_s: float


@dataclass(frozen=True)
class StopTimer:
    name: str


Effect = (
    Transcribe | Respond | PrefillHistory | Synthesize | Play | FinishPlayout | StopPlayout | WakeSpeaker
    | DropTurnsBelow | CoverEars | UncoverEars | OpenMic | CloseMic | KeepEpisode | StartTimer | StopTimer
)
