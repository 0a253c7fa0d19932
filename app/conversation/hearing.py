"""The user's side of a turn: voice, pauses, words. Owned by the machine, on the session thread.

One utterance is open at a time. A pause in it begins a revision of its turn: the words are found, and perhaps answered,
while nobody knows yet whether the user has finished. `ready` tells when they have.
"""

from __future__ import annotations

from collections.abc import Callable

from app.audio.clip import Clip
from app.conversation.partials import Partials
from app.conversation.pause import Endpoint, Pause
from app.conversation.reply import Out
from app.conversation.turn import Reason, Turn
from app.effects import CloseUtterance, Transcribe, TranscribePartly, WakeSpeaker
from app.events import PartialTranscript, VoiceStarted, VoiceStopped
from app.facts import (
    PartlyTranscribed,
    SoftEnded,
    SpeechCut,
    SpeechGrew,
    SpeechResumed,
    StillQuiet,
    Transcribed,
    TurnJudged,
    TurnRead,
)

GHOST_S = 0.25
"""Less voice than this is a click or a cough, not a turn (field notes: ghost turns). Silero gives a cut-off vowel at
most 0.16 s and "Yes." 0.38 s and more."""
GHOST_QUIET_S = 0.64
"""After so much silence a ghost is over: what comes next has nothing to do with it."""
AFTER_CHARS = 200
"""Of what was said before a piece. With it Whisper writes a later piece as if it were in the whole: 6 of 585 words of
people wrong, 71 without, 34 when all was read at once (where voices change it leaves out what comes first)."""
SEMANTIC_S = 0.64
"""A turn that ends sooner than by plain silence ended by what was said."""


class Hearing:
    """Numbers the turns and gathers their words. `reads_along`: also while they are said."""

    def __init__(self, endpoint: Endpoint, next_revision: Callable[[], int], *, reads_along: bool = True) -> None:
        self._endpoint = endpoint
        self._next_revision = next_revision
        self.last_turn = 0
        """The number of the newest turn."""
        self.has_voice = False
        self.turn: Turn | None = None
        """The turn that is being spoken, or was committed and may still be reopened."""
        self._since_s = 0.0
        self._pieces = 0
        """How many pieces of the utterance were cut off; the next is the growing one."""
        self._pause: Pause | None = None
        self._partials = Partials(reads_along=reads_along)
        self._looks: set[int] = set()
        """Revisions of the looks at the growing piece."""
        self.words_so_far = ""
        """What is known of an utterance that still grows; its last word may be half one."""
        self._awaited: dict[int, tuple[Turn, int]] = {}
        """Transcriptions under way: revision -> (turn, piece)."""

    def new_turn(self, reason: Reason, *, aloud: bool, started_t_s: float) -> Turn:
        """The next turn in the order in which the user began."""
        self.last_turn += 1
        return Turn(self.last_turn, reason, aloud, started_t_s, revision=self._next_revision())

    # ---- voice -----------------------------------------------------------------------------------------------------

    def start(self, t_s: float) -> Out:
        """A new utterance; of the same turn, when nothing of an answer was heard yet. The speaker may get ready."""
        self.has_voice = True
        self._pause = None
        self._begin_piece()
        if self.turn is None:
            self._since_s = t_s
            self._pieces = 0
            self._awaited.clear()
        else:
            self._pieces += 1
        return [VoiceStarted(t_s), WakeSpeaker()]

    def grow(self, fact: SpeechGrew, now_s: float, *, is_urgent: bool) -> Out:
        """The voice goes on: look at it now and then. `is_urgent`: over a reply, where the words decide."""
        if not self.has_voice or not self._partials.is_due(fact.voiced_s, now_s, is_urgent=is_urgent):
            return []
        revision = self._next_revision()
        self._looks.add(revision)
        return [TranscribePartly(revision, fact.clip, self._words_before())]

    def follow(self, fact: SpeechCut | SoftEnded | StillQuiet | TurnJudged | TurnRead) -> Out:
        """What the ear and the turn detector tell of the utterance that is open."""
        match fact:
            case SpeechCut() if self.has_voice:
                return self._cut(fact.clip)
            case SoftEnded() if self.has_voice:
                return self._begin_pause(fact)
            case StillQuiet():
                return self._wait(fact)
            case TurnJudged() | TurnRead() if self._pause is not None and self._pause.revision == fact.revision:
                self._judge(self._pause, fact)
        return []

    def _judge(self, pause: Pause, fact: TurnJudged | TurnRead) -> None:
        if isinstance(fact, TurnRead):
            pause.ends = fact.probability
        else:
            pause.probability = fact.probability

    def _cut(self, clip: Clip, *, is_known: bool = False) -> Out:
        """A piece of a long utterance: its words can be found while the user goes on. `is_known`: they are."""
        turn, piece, after = self._opened(), self._pieces, self._words_before()
        self._pieces += 1
        self._begin_piece()
        if is_known:
            return []
        revision = self._next_revision()
        self._awaited[revision] = (turn, piece)
        return [Transcribe(revision, piece, clip, is_certain=True, after=after)]

    def _words_before(self) -> str:
        """The end of what was said before the growing piece, from a whole word on; '' when it is not known yet."""
        before = self.turn.text_before(self._pieces) if self.turn is not None else None
        return before[-AFTER_CHARS:].partition(" ")[2] if before and len(before) > AFTER_CHARS else before or ""

    def _begin_piece(self) -> None:
        self._partials.begin()
        self._looks.clear()
        self.words_so_far = ""

    def _begin_pause(self, fact: SoftEnded) -> Out:
        """Perhaps the end: find the words."""
        self.has_voice = False
        self._partials.stop()
        out: Out = [VoiceStopped(fact.t_s)]
        is_room = fact.voiced_s == 0.0  # nothing of it stands out of what is there all the time
        if (is_room and not self._pieces) or (fact.voiced_s < GHOST_S and self.turn is None):
            self.turn = self._pause = None
            return out
        turn = self._opened()
        turn.begin_revision(self._next_revision())
        turn.asked_t_s = fact.last_voiced_t_s
        turn.mark("soft_end", fact.t_s)
        self._pause = Pause(turn.revision, fact.clip)
        self._awaited = {number: job for number, job in self._awaited.items() if job[1] < self._pieces}
        self._awaited[turn.revision] = (turn, self._pieces)
        self._looks.add(turn.revision)
        return [*out, Transcribe(turn.revision, self._pieces, fact.clip, after=self._words_before())]

    def _wait(self, fact: StillQuiet) -> Out:
        """The silence lasts."""
        if self._pause is not None:
            self._pause.quiet_s = fact.quiet_s
            return []
        return self.let_go() if fact.quiet_s >= GHOST_QUIET_S else []

    def resume(self, fact: SpeechResumed) -> Out:
        """The user goes on: it was only a pause."""
        self.has_voice = True
        pause, self._pause = self._pause, None
        if pause is not None:
            self._endpoint.note_pause(pause.quiet_s)
        out: Out = [VoiceStarted(fact.t_s)]
        return out if fact.before is None else out + self._cut(fact.before, is_known=bool(pause and pause.has_words))

    # ---- words -----------------------------------------------------------------------------------------------------

    def hear_part(self, fact: PartlyTranscribed, now_s: float) -> Out:
        """Words of an utterance that still grows: the user may read along as soon as more of them are certain."""
        if fact.revision not in self._looks:  # of a piece that is complete by now
            return []
        is_more = self._partials.hear(fact.text, fact.took_ms, now_s)
        if not self.has_voice:
            return []
        before = self.turn.text_before(self._pieces) if self.turn is not None else ""
        self.words_so_far = "" if before is None else f"{before} {fact.text}".strip()
        if not (is_more and self.words_so_far):
            return []
        return [PartialTranscript(now_s, self._opened().number, self.words_so_far)]

    def transcribed(self, fact: Transcribed) -> tuple[Turn | None, Out]:
        """The turn, when all its words up to the present pause are known by this (its text may be ''), and what to ask
        about it."""
        turn, piece = self._awaited.pop(fact.revision, (None, 0))
        if turn is None or turn is not self.turn:
            return None, []
        turn.hear(piece, fact.text, fact.took_ms)
        if self._pause is None or not turn.has_words_of(self._pieces + 1) or self._is_awaited(turn):
            return None, []
        self._pause.has_words = True
        return turn, [self._pause.question(turn.text)]

    def ready(self) -> Turn | None:
        """The turn that has ended by now: its words are known, and the silence has lasted long enough for them."""
        turn, pause = self.turn, self._pause
        if turn is None or pause is None or not pause.has_words or turn.is_committed:
            return None
        if pause.closed_by is not None:
            turn.reason = pause.closed_by
            return turn
        if pause.quiet_s < self._endpoint.wait_s(pause.probability, turn.text, pause.ends):
            return None
        turn.reason = "semantic" if pause.quiet_s < SEMANTIC_S else "silence"
        return turn

    # ---- the end ---------------------------------------------------------------------------------------------------

    def close(self, reason: Reason) -> None:
        """The user has finished, whatever the silence."""
        if self._pause is not None:
            self._pause.closed_by = reason

    def let_go(self) -> Out:
        """The turn is settled, or it was nothing: whatever comes next is a new utterance."""
        self.turn = self._pause = None
        return [CloseUtterance()]

    def fail(self, revision: int) -> Turn | None:
        """The words of `revision` will never come."""
        turn, _ = self._awaited.pop(revision, (None, 0))
        if turn is None or turn is not self.turn:
            return None
        self.turn = self._pause = None
        return turn

    def forget(self, now_s: float) -> Out:
        """Drop what is half heard: the microphone was closed."""
        out: Out = [VoiceStopped(now_s)] if self.has_voice else []
        self.has_voice = False
        return out + self.let_go()

    def _opened(self) -> Turn:
        if self.turn is None:
            self.turn = self.new_turn("silence", aloud=True, started_t_s=self._since_s)
        return self.turn

    def _is_awaited(self, turn: Turn) -> bool:
        return any(waiting is turn for waiting, _ in self._awaited.values())
