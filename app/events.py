"""Events of the public contract: what the session publishes to its subscribers, in the order of decision.

Subscribers are the window, the terminal and the event file. Only what was committed is published. `t` is the moment in
the sound: seconds on the session timeline, counted in samples, so it may step back from one event to the next.
What workers report is in facts.py, orders to them in effects.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["asleep", "listening", "hearing", "thinking", "speaking"]
Stage = Literal["microphone", "speaker", "listener", "recognizer", "responder", "voice", "keeper", "devices", "judge"]


@dataclass(frozen=True)
class StateChanged:
    """What it does now, and the two switches."""

    t: float
    state: State
    mic_muted: bool
    voice_muted: bool


@dataclass(frozen=True)
class VoiceStarted:
    t: float


@dataclass(frozen=True)
class VoiceStopped:
    t: float


@dataclass(frozen=True)
class PartialTranscript:
    """What the user is saying, so far. What it once showed as certain stays."""

    t: float
    turn: int
    text: str


@dataclass(frozen=True)
class TurnReopened:
    """The user went on after the final transcript: another will follow."""

    t: float
    turn: int


@dataclass(frozen=True)
class SpeculationDropped:
    """Work done ahead for `revision` was thrown away: the user went on."""

    t: float
    turn: int
    revision: int


@dataclass(frozen=True)
class FinalTranscript:
    """What the user said (or typed); one per turn, and another after each TurnReopened: the last counts."""

    t: float
    turn: int
    text: str


@dataclass(frozen=True)
class TurnEnded:
    """The user has finished; exactly one per turn."""

    t: float
    turn: int
    reason: Literal["silence", "semantic", "key", "timeout"]


@dataclass(frozen=True)
class QuotedMemory:
    """One memory in a prompt: an episode or a fact. `text`: as it stands there, perhaps a part of it."""

    id: str
    text: str
    score: float


@dataclass(frozen=True)
class MemoryRecalled:
    """The answer to `turn` rests on these, in the order of time. After a TurnReopened another may follow."""

    t: float
    turn: int
    memories: tuple[QuotedMemory, ...]


@dataclass(frozen=True)
class MemoryStored:
    """Something was distilled from what was said, and kept."""

    t: float
    id: str
    text: str


@dataclass(frozen=True)
class MemoryForgotten:
    """An episode or a fact is gone, from everywhere."""

    t: float
    id: str


@dataclass(frozen=True)
class LineKept:
    """What was said in `turn` by `speaker` is on the disk, under this id: a later MemoryForgotten may name it. Not in
    the event file."""

    t: float
    turn: int
    speaker: Literal["user", "companion"]
    id: str


@dataclass(frozen=True)
class ReplySentence:
    """A clause's first sample goes to the speaker (or, voice muted, its caption is shown). `companion`: the id of who
    says it."""

    t: float
    turn: int
    text: str
    companion: str = ""


@dataclass(frozen=True)
class SpeakerChanged:
    """Another companion speaks from now on, called by name: its id, and what it is called. Not in the event file: each
    ReplySentence says whose it is."""

    t: float
    companion: str
    name: str


@dataclass(frozen=True)
class WordsTimed:
    """When the words of the ReplySentence before it are said: `starts_s`, one for each word (split at spaces), seconds
    after its first sample. Absent when the voice cannot tell. Not in the event file."""

    t: float
    turn: int
    starts_s: tuple[float, ...]


@dataclass(frozen=True)
class PlayoutStarted:
    t: float
    turn: int


@dataclass(frozen=True)
class PlayoutDucked:
    """It lowered its voice: somebody seems to speak."""

    t: float
    turn: int


@dataclass(frozen=True)
class PlayoutResumed:
    """It was nothing; it goes on."""

    t: float
    turn: int


@dataclass(frozen=True)
class SignPlayed:
    """A soft sound was heard that is not the model's own words."""

    t: float
    duration_s: float


@dataclass(frozen=True)
class FillerPlayed:
    """A filler was heard while the answer was not ready."""

    t: float
    turn: int
    duration_s: float


@dataclass(frozen=True)
class PlayoutFinished:
    """`heard_text`: what was heard, a prefix of the turn's ReplySentences joined by single spaces."""

    t: float
    turn: int
    heard_text: str
    interrupted: bool


@dataclass(frozen=True)
class StageFailed:
    """A stage is down; the user is told in `error`, one line."""

    t: float
    stage: Stage
    error: str


@dataclass(frozen=True)
class StageRecovered:
    """The stage works again."""

    t: float
    stage: Stage


@dataclass(frozen=True)
class MoodSensed:
    """What the user's mood seems to be, guessed of this turn: a word of companion/mood.py, '' for none. For the window
    alone: it is kept nowhere. Not in the event file."""

    t: float
    turn: int
    mood: str


@dataclass(frozen=True)
class ReplyEnded:
    """The turn is over: `text` is the whole reply as it was written, heard or not. Not in the event file."""

    t: float
    turn: int
    text: str


@dataclass(frozen=True)
class TurnTimings:
    """Milliseconds after the user's last voiced sample; `stt_ms`, `recall_ms`: durations. None: did not happen."""

    t: float
    turn: int
    soft_end_ms: float | None
    commit_ms: float | None
    first_token_ms: float | None
    first_clause_ms: float | None
    first_audio_ms: float | None
    response_gap_ms: float | None
    stt_ms: float | None
    recall_ms: float | None


Published = (
    StateChanged | VoiceStarted | VoiceStopped | PartialTranscript | FinalTranscript | TurnReopened
    | SpeculationDropped | TurnEnded | MemoryRecalled | MemoryStored | MemoryForgotten | LineKept | SpeakerChanged
    | ReplySentence
    | WordsTimed | PlayoutStarted | PlayoutDucked | PlayoutResumed | PlayoutFinished | SignPlayed | FillerPlayed
    | StageFailed | StageRecovered | MoodSensed | ReplyEnded | TurnTimings
)
