"""Signs of life: a soft sound when the user has finished, a short word when the answer takes long. Both are optional.

They stand around the machine (conversation/machine.py) and look at what it says and orders: whose turn was committed,
which revision answers it, whether its sound is there. So the conversation itself knows nothing of them: they are not in
what was heard, kept or measured. Called by the session thread only. Pure.

Both are played before the reply, in its place of the speaker's queue: the first clause follows right after, and what
drops the reply drops them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.conversation.breaths import SOUNDS_S
from app.conversation.fillers import LONG_S, Fillers
from app.conversation.reply import Out
from app.conversation.soft_sound import SOUND_S
from app.conversation.switches import Switches
from app.effects import SIGN_N, DropBelow, Play, PlaySign, Respond, StartTimer, StopPlayout
from app.events import (
    FillerPlayed,
    FinalTranscript,
    ReplyEnded,
    ReplySentence,
    SignPlayed,
    StageRecovered,
    TurnReopened,
    TurnTimings,
)
from app.facts import ClauseStarted, ClauseWritten, Fact, SpeechReady, TimerFired
from app.wishes import Command, Type

TIMER = "filler"


class Conversation(Protocol):
    """The machine, with signs of life or without."""

    def handle(self, message: Fact | Command, now_s: float) -> Out: ...

    @property
    def is_at_rest(self) -> bool: ...


@dataclass
class _Wait:
    """The user has finished saying `turn`, and nothing of an answer sounds yet."""

    turn: int
    asked_t_s: float
    is_signed: bool = False
    may_fill: bool = False


class SignsOfLife:
    """`has_sound`, `has_filler`: the user's settings."""

    def __init__(self, machine: Conversation, switches: Switches, *, has_sound: bool, has_filler: bool) -> None:
        self._machine = machine
        self._switches = switches
        self._has_sound = has_sound
        self._fillers = Fillers() if has_filler else None
        self._floor = 0
        """Below it revisions are stale."""
        self._reply = (0, 0)
        """Of the last reply that was asked for: (turn, revision)."""
        self._wait: _Wait | None = None
        self._spoken_turn = self._spoken_before = 0
        """The last turn that was spoken, not typed, and the one before it."""
        self._filled_turn = -1
        """The last that got a filler."""
        self._breath = ((0, 0), 0.0)
        """(revision, clause) that begins with a laugh or a sigh, and how long that sounds."""
        self._sounding: dict[int, float] = {SIGN_N: SOUND_S}
        """How long each of them sounds, by its place."""

    @property
    def is_at_rest(self) -> bool:
        return self._machine.is_at_rest

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """As the machine's; what concerns only the signs does not reach it."""
        match message:
            case ClauseStarted(_, n, t_s) if n < 0:
                return self._tell(n, t_s)
            case ClauseStarted(revision, n, t_s) if (revision, n) == self._breath[0]:
                return [SignPlayed(t_s, self._breath[1]), *self._machine.handle(message, now_s)]
            case ClauseWritten(revision, n, clause) if clause.sound:
                self._breath = ((revision, n), SOUNDS_S[clause.sound])
            case SpeechReady(_, n) if n < 0:
                if self._fillers is not None:
                    self._fillers.keep(message)
                return []
            case TimerFired("filler"):
                return self._fill()
        out = self._machine.handle(message, now_s)
        for made in out:
            self._follow(made, is_typed=isinstance(message, Type))
        return out + self._sign(now_s) + (self._prepare(self._fillers, out) if self._fillers else [])

    def _follow(self, made: object, *, is_typed: bool) -> None:
        match made:
            case DropBelow(revision):
                self._floor = max(self._floor, revision)
            case Respond(revision, turn):
                self._reply = (turn, revision)
            case FinalTranscript(t, turn) if not is_typed:
                self._wait = _Wait(turn, t)
                if turn != self._spoken_turn:
                    self._spoken_before, self._spoken_turn = self._spoken_turn, turn
            case Play(revision) if revision >= self._reply[1]:
                self._wait = None
            case StopPlayout() | TurnReopened() | ReplySentence():
                self._wait = None
                self._reply = (0, self._reply[1])

    def _sign(self, now_s: float) -> Out:
        """Once a turn, as soon as it is known which reply it waits for."""
        wait = self._wait
        if wait is None or wait.is_signed or self._reply[0] != wait.turn or not self._switches.can_speak:
            return []
        wait.is_signed = True
        out: Out = [PlaySign(self._reply[1])] if self._has_sound else []
        has_filled = self._filled_turn in (wait.turn, self._spoken_before)
        if self._fillers is None or not self._fillers.is_wanted or has_filled:
            return out
        wait.may_fill = True
        return [*out, StartTimer(TIMER, max(0.0, wait.asked_t_s + LONG_S - now_s))]

    def _fill(self) -> Out:
        """The user has waited for long, and the answer is not there."""
        if self._fillers is None or self._wait is None or not self._wait.may_fill:
            return []
        filler = self._fillers.take()
        if filler is None:
            return []
        self._wait.may_fill = False
        self._filled_turn = self._wait.turn
        self._sounding[filler[0]] = filler[1].duration_s
        return [Play(self._reply[1], *filler)]

    def _prepare(self, fillers: Fillers, out: Out) -> Out:
        """Learn how late the answers are; when one is over, the voice has time to make a filler."""
        orders: Out = []
        for made in out:
            match made:
                case TurnTimings(turn=turn, response_gap_ms=float(gap_ms)):
                    if turn == self._spoken_turn != self._filled_turn:
                        fillers.note_gap(gap_ms / 1000)
                case ReplyEnded():
                    orders += fillers.next_order(self._floor)
                case StageRecovered(_, "speaker"):
                    fillers.forget()
        return orders

    def _tell(self, n: int, t_s: float) -> Out:
        duration_s = self._sounding[n]
        return [SignPlayed(t_s, duration_s) if n == SIGN_N else FillerPlayed(t_s, self._filled_turn, duration_s)]
