"""Orders: what the machine wants done. Imperative; run by the session, which only hands them to the right worker.

An effect never blocks whoever runs it. What comes of it returns as a Fact (facts.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.audio.clip import Clip
from app.clause import Clause, WordTime
from app.facts import MemoriesRecalled


@dataclass(frozen=True)
class Exchange:
    """One finished turn of this conversation, as heard: what the model may know of it."""

    user: str
    companion: str
    """'' when nothing of the reply was heard."""
    turn: int = field(default=0, compare=False)
    """Its number; 0: of an earlier run. What was recalled for a turn stays in front of its words."""
    since_t_s: float = field(default=0.0, compare=False)
    """When the user began; below 0 in an earlier run."""
    by: str = ""
    """The companion that had the floor; '' for the one of this run."""


@dataclass(frozen=True)
class Overheard:
    """What the user and other companions said just before, for the one that is called into the conversation. It stands
    in front of the user's words of `turn`. `said`: (the other's name, the exchange), oldest first."""

    turn: int
    said: tuple[tuple[str, Exchange], ...]


@dataclass(frozen=True, eq=False)
class Transcribe:
    """-> Transcribed. `clip`: 16 kHz, at most 30 s; `is_certain`: a finished piece,
    wanted whatever comes next; `after`: words of the same speech right before it."""

    revision: int
    piece: int
    clip: Clip
    is_certain: bool = False
    after: str = ""


@dataclass(frozen=True, eq=False)
class TranscribePartly:
    """-> PartlyTranscribed, or nothing when something more urgent came. `clip`: 16 kHz, the piece so far; `after`: as
    above."""

    revision: int
    clip: Clip
    after: str = ""


@dataclass(frozen=True, eq=False)
class JudgeTurn:
    """-> TurnRead, and TurnJudged where there is a turn detector. `text`: the turn's words; `clip`: 16 kHz, the last
    piece with pre-roll, up to its soft end; `quiet_s`: how much more silence has followed by now (the judge adds what
    the clip lacks)."""

    revision: int
    text: str
    clip: Clip
    quiet_s: float = 0.0


@dataclass(frozen=True)
class RecallMemories:
    """-> MemoriesRecalled. `text`: what the user says in `turn`. `revision`: of the reply that waits for it; 0: the
    user still speaks, so nothing is answered or done yet. `companion`: whose memory; '' for the one of this run."""

    revision: int
    turn: int
    text: str
    companion: str = ""


@dataclass(frozen=True)
class ReadAhead:
    """The user is saying `text` just now: a JudgeTurn that begins with it will be quicker. Nothing comes of it."""

    text: str


@dataclass(frozen=True)
class Respond:
    """-> MemoriesQuoted?, FirstToken, ClauseWritten*, ReplyWritten. `turn`: draws the seed, so that a second attempt
    says the same. `found`: what memory has for `text`. `answer`: words that were computed; they are said as they
    stand, and the model is not asked. `is_patient`: nobody hears a gap, so there is time to read all of `found`.
    `companion`: who answers, '' for the one of this run; `history` and `found` are its own."""

    revision: int
    turn: int
    text: str
    history: tuple[Exchange, ...]
    found: MemoriesRecalled | None = None
    answer: str = ""
    is_patient: bool = False
    companion: str = ""
    overheard: Overheard | None = None
    most_words: int = 0
    """After so many the reply ends with its sentence; 0: as the settings say."""
    coda: str = ""
    """Words that were computed and are said behind the model's own."""
    formality: int = 0
    """Of the reply's short forms: 1 opens them ("I am"), -1 closes them, 0 leaves them as the model wrote."""


@dataclass(frozen=True)
class PrefillHistory:
    """Bring the model's cache up to `history` while nobody waits for it. `words`: what the user is saying just now, in
    `turn`; `found`: what memory has for them, read before them. `companion`, `overheard`: as in Respond. `then`: the
    same for others who take part and may be called next, if there is still time."""

    history: tuple[Exchange, ...]
    words: str = ""
    found: MemoriesRecalled | None = None
    turn: int = 0
    companion: str = ""
    overheard: Overheard | None = None
    then: tuple[PrefillHistory, ...] = ()


@dataclass(frozen=True)
class ClearPrompt:
    """Something was forgotten: the model's cache keeps nothing of the conversation, and is made anew from what is left.
    """


@dataclass(frozen=True)
class Synthesize:
    """-> SpeechReady. `companion`: whose voice; '' for the one of this run."""

    revision: int
    n: int
    clause: Clause
    companion: str = ""


@dataclass(frozen=True)
class TuneVoice:
    """From the next clause on: `speed` 1.0 and `loudness_db` 0.0 are the voice's own."""

    speed: float
    loudness_db: float


@dataclass(frozen=True)
class LeanVoice:
    """From the next clause on, beside what the user wants of the voice: its pace, and how much louder it is."""

    pace: float = 1.0
    loudness_db: float = 0.0


@dataclass(frozen=True, eq=False)
class Play:
    """-> ClauseStarted with its first piece. `words`, `rest_s`: as in SpeechReady."""

    revision: int
    n: int
    clip: Clip
    words: tuple[WordTime, ...] = ()
    rest_s: float = 0.0


SIGN_N = -1
"""The place of a soft sound before the clauses of a reply; fillers are below it (conversation/fillers.py). What has
such a number is none of the reply's words."""


@dataclass(frozen=True)
class PlaySign:
    """-> ClauseStarted with SIGN_N, for the reply `revision`."""

    revision: int


@dataclass(frozen=True)
class FinishPlayout:
    """No more clauses will come -> PlayoutDrained."""

    revision: int


@dataclass(frozen=True)
class DuckPlayout:
    """Lower the voice: somebody seems to speak."""


@dataclass(frozen=True)
class PausePlayout:
    """Fall silent, and keep everything: somebody speaks, and it may be nothing."""


@dataclass(frozen=True)
class ResumePlayout:
    """It was nothing: full voice again; after a pause, from the beginning of the word that was cut."""


@dataclass(frozen=True)
class StopPlayout:
    """Fall silent now and drop the rest -> PlayoutStopped."""

    revision: int


@dataclass(frozen=True)
class CloseUtterance:
    """Whatever voice comes next is a new utterance."""


@dataclass(frozen=True)
class WakeSpeaker:
    """A reply will come soon: open the output stream."""


@dataclass(frozen=True)
class DropBelow:
    """Everything still under way for older revisions is stale."""

    revision: int


@dataclass(frozen=True)
class OpenMic:
    """-> MicOpened, or StageBroke."""


@dataclass(frozen=True)
class CloseMic:
    """-> MicClosed. `keeps_words`: what was said until now is still wanted (the key came up, nobody muted)."""

    keeps_words: bool = False


@dataclass(frozen=True)
class KeepEpisode:
    """-> EpisodeKept. One utterance as it was heard. `start_t_s`, `end_t_s`: session time. `recalled`: ids of what the
    answer to it rests on. `companion`: who had the floor; '' for the one of this run."""

    turn: int
    speaker: Literal["user", "companion"]
    text: str
    unheard: str
    start_t_s: float
    end_t_s: float
    recalled: tuple[str, ...] = ()
    companion: str = ""


@dataclass(frozen=True)
class MakeCompanion:
    """The user asked for one: "someone to plan my thesis with"."""

    name: str
    purpose: str


@dataclass(frozen=True)
class StartTimer:
    """-> TimerFired after `after_s`. A timer of the same name is replaced."""

    name: str
    after_s: float


@dataclass(frozen=True)
class StopTimer:
    name: str


Effect = (
    Transcribe | TranscribePartly | JudgeTurn | ReadAhead | RecallMemories | Respond | PrefillHistory | ClearPrompt
    | Synthesize | TuneVoice | LeanVoice | Play | PlaySign | FinishPlayout | DuckPlayout | PausePlayout | ResumePlayout
    | StopPlayout | CloseUtterance | WakeSpeaker | DropBelow | OpenMic | CloseMic | KeepEpisode | StartTimer
    | StopTimer | MakeCompanion
)
