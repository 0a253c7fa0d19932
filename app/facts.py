"""Facts: what workers and devices post into the session's inbox, in the past tense. Frozen. What the user wants is in
wishes.py.

Times called `t_s` are seconds on the session timeline, counted in samples where they speak of sound. Turns count up
from 1; a fact about a turn that is over is dropped at the machine's door.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from app.audio.clip import Clip
from app.clause import Clause, WordTime
from app.events import Stage
from app.memory.recalled import Memory, Recalled

# ---- facts: from workers and devices -------------------------------------------------------------------------------


@dataclass(frozen=True)
class SpeechStarted:
    """The listener hears a voice. `t_s`: first voiced frame."""

    t_s: float


@dataclass(frozen=True, eq=False)
class SpeechGrew:
    """The voice goes on. `clip`: 16 kHz, the piece so far with pre-roll; `voiced_s`: how much of the utterance was
    voice by now. Sent a few times a second while there is voice."""

    t_s: float
    clip: Clip
    voiced_s: float


@dataclass(frozen=True, eq=False)
class SoftEnded:
    """A pause: perhaps the end. The utterance stays open. `clip`: 16 kHz, its last piece with pre-roll; `voiced_s`: how
    much of the whole was voice; `last_voiced_t_s`: end of the last voiced 20 ms (the contract's *voiced*)."""

    t_s: float
    clip: Clip
    voiced_s: float
    last_voiced_t_s: float


@dataclass(frozen=True)
class StillQuiet:
    """The pause lasts: `quiet_s` of silence by now, and not even a suspicion of a voice in the last frame."""

    t_s: float
    quiet_s: float


@dataclass(frozen=True)
class SpeechResumed:
    """The voice goes on after a pause, in the same utterance. `before`: what was said up to that pause, the very clip
    of its SoftEnded, when it is a piece by itself from now on; the clips that follow begin behind it."""

    t_s: float
    before: Clip | None = None


@dataclass(frozen=True, eq=False)
class SpeechCut:
    """A long utterance was cut at its longest pause while the user goes on. `clip`: 16 kHz, at most 25 s."""

    clip: Clip


@dataclass(frozen=True)
class SpeechStopped:
    """The utterance is closed: the silence was very long, or the session asked for it. The next voice is a new one."""

    t_s: float


@dataclass(frozen=True)
class WakeWordHeard:
    """The wake word detector has heard its word. `t_s`: where the word ends."""

    t_s: float


@dataclass(frozen=True)
class Transcribed:
    """The recognizer has the words of one piece. `text` may be ''."""

    revision: int
    piece: int
    text: str
    took_ms: float


@dataclass(frozen=True)
class PartlyTranscribed:
    """The words of a piece that still grows; or of a pause that was none, found after the user had gone on (then
    `revision` is an older one)."""

    revision: int
    text: str
    took_ms: float


@dataclass(frozen=True)
class TurnJudged:
    """The turn detector's verdict on the sound: how likely the user has finished, 0 .. 1."""

    revision: int
    probability: float


@dataclass(frozen=True)
class TurnRead:
    """The sentence reader's verdict on the words: how likely a sentence ends with the last of them, 0 .. 1."""

    revision: int
    probability: float


@dataclass(frozen=True)
class FirstToken:
    """The language model wrote its first token."""

    revision: int


@dataclass(frozen=True)
class ClauseWritten:
    """Clause `n` (from 0) of the reply is complete."""

    revision: int
    n: int
    clause: Clause


@dataclass(frozen=True)
class ReplyWritten:
    """The reply is complete: `clauses` of them were posted (0: the model had nothing to say)."""

    revision: int
    clauses: int


@dataclass(frozen=True, eq=False)
class SpeechReady:
    """Clause `n` as sound, at the speaker's rate. `onset_s`: where its first voiced 20 ms begin; `words`: one for each
    word of the display (split at spaces), () when the voice cannot tell. `rest_s`: how long the clause goes on in its
    next piece, about. Each piece has the words of the whole clause, timed from its beginning."""

    revision: int
    n: int
    clip: Clip
    onset_s: float
    words: tuple[WordTime, ...] = ()
    rest_s: float = 0.0


@dataclass(frozen=True)
class ClauseStarted:
    """The first sample of clause `n` left the speaker."""

    revision: int
    n: int
    t_s: float


@dataclass(frozen=True)
class PlayoutDrained:
    """The last sample of the reply left the speaker."""

    revision: int
    t_s: float


@dataclass(frozen=True)
class PlayoutStopped:
    """The speaker was silenced in the middle of a reply; `heard`: {clause: share of it that was heard, 0 .. 1}."""

    revision: int
    t_s: float
    heard: dict[int, float] = field(hash=False)


@dataclass(frozen=True)
class EpisodeKept:
    """The keeper has an episode of `turn` on disk, as `id`."""

    turn: int
    speaker: Literal["user", "companion"]
    id: str = ""


@dataclass(frozen=True)
class SaidBefore:
    """An utterance of the running conversation that was kept in an earlier run. `t_s`: below 0."""

    speaker: Literal["user", "companion"]
    text: str
    id: str = ""
    t_s: float = 0.0


@dataclass(frozen=True)
class EpisodesRestored:
    """The store is open; `episodes`: the running conversation, oldest first, () for a new one. `has_past`: there is
    more in memory than these."""

    episodes: tuple[SaidBefore, ...]
    has_past: bool = False


@dataclass(frozen=True)
class PastChanged:
    """Something was brought into memory, by an import or a fork. `has_past`: as in EpisodesRestored."""

    has_past: bool


@dataclass(frozen=True)
class MemoriesRecalled:
    """What memory has for the words of `turn`. `revision`: of the reply that waits for it; 0: the user still speaks.
    `at`: when the keeper looked, by the wall; `at_t_s`: the same by the session's clock. `companion`: whose memory; ''
    for the one of this run."""

    revision: int
    turn: int
    recalled: Recalled
    at: datetime
    at_t_s: float
    took_ms: float
    companion: str = ""


@dataclass(frozen=True)
class MemoriesQuoted:
    """What the reply `revision` rests on: the memories in its prompt, as they are quoted there, or in its words."""

    revision: int
    memories: tuple[Memory, ...]


@dataclass(frozen=True)
class MemoryKept:
    """The keeper has stored something that was distilled from what was said."""

    id: str
    text: str


@dataclass(frozen=True)
class MemoriesForgotten:
    """These episodes and facts are gone from the store; nothing in here may know them any longer."""

    ids: tuple[str, ...]


@dataclass(frozen=True)
class VoiceTuned:
    """The settings say how the voice speaks; None: as before."""

    speed: float | None = None
    loudness_db: float | None = None


@dataclass(frozen=True)
class MicOpened:
    """The capture stream is open."""


@dataclass(frozen=True)
class MicClosed:
    """The capture stream is closed; nothing half heard is left in memory. `keeps_words`: its last words are on their
    way."""

    keeps_words: bool = False


@dataclass(frozen=True)
class CaptureChanged:
    """Another program began to record (`program`: its name), or nobody does any more ('')."""

    program: str


@dataclass(frozen=True)
class TimerFired:
    """A timer that the machine had set ran out."""

    name: str


@dataclass(frozen=True)
class StageReady:
    """A stage is loaded and warm, or works again."""

    stage: Stage


@dataclass(frozen=True)
class StageBroke:
    """A stage could not do its work (`revision` 0: not about one). `error` is one line for the user."""

    stage: Stage
    revision: int
    error: str


Fact = (
    SpeechStarted | SpeechGrew | SoftEnded | StillQuiet | SpeechResumed | SpeechCut | SpeechStopped | WakeWordHeard
    | Transcribed | PartlyTranscribed | TurnJudged | TurnRead | FirstToken | ClauseWritten | ReplyWritten | SpeechReady
    | ClauseStarted | PlayoutDrained | PlayoutStopped | EpisodeKept | EpisodesRestored | MemoriesRecalled
    | PastChanged
    | MemoriesQuoted | MemoryKept | MemoriesForgotten | MicOpened | MicClosed
    | CaptureChanged | VoiceTuned | TimerFired | StageReady | StageBroke
)
