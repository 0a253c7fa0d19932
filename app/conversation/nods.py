"""Small acknowledgements: "uh huh" in a long pause of somebody who tells a story. Seldom, and off at first.

They stand around the machine as the signs of life do (signs.py) and are none of the conversation: not in what was
heard, kept or measured. Called by the session thread only. Pure.

Only when the user has talked for a while, pauses for so long that an answer to a finished sentence would have begun,
and is still being listened to. Whoever goes on talks over it: it stops with the reply that was prepared.
"""

from __future__ import annotations

from collections.abc import Callable

from app.conversation.reply import Out
from app.conversation.short_words import ShortWords
from app.conversation.signs import Conversation
from app.conversation.switches import Switches
from app.effects import DropBelow, FinishPlayout, Play, Respond
from app.events import (
    FinalTranscript,
    ReplyEnded,
    SignPlayed,
    StageRecovered,
    State,
    StateChanged,
    TurnReopened,
)
from app.facts import ClauseStarted, Fact, SoftEnded, SpeechReady, SpeechStarted, StillQuiet, Transcribed
from app.wishes import Command

WORDS = ("Uh huh.", "Right.", "Yeah.")
"""0.3 to 0.4 s when Piper's joe says them; "Mm-hm." it spells out."""
FIRST_N = -10
AFTER_S = 1.0
"""Of silence. What has probably ended is answered at 0.95 s (listening/endpoint.py): who is not, is waited for."""
TALKED_S = 6.0
"""Since the turn began: nobody nods at a question."""
EVERY_S = 25.0


class Nods:
    """`is_on`: the setting as it is now."""

    def __init__(self, inner: Conversation, switches: Switches, is_on: Callable[[], bool]) -> None:
        self._inner = inner
        self._switches = switches
        self._is_on = is_on
        self._words = ShortWords(WORDS, FIRST_N)
        self._sounding_s = 0.0
        """How long the one that plays lasts."""
        self._state: State = "asleep"
        self._began_s: float | None = None
        """Of the turn that is being spoken; None: none is, or it has ended."""
        self._has_words = False
        """What was said before this pause is known, and was not taken for the end."""
        self._nodded_s = -EVERY_S
        self._floor = self._reply = 0
        """Below the one revisions are stale; the other was asked for last."""

    @property
    def is_at_rest(self) -> bool:
        return self._inner.is_at_rest

    def handle(self, message: Fact | Command, now_s: float) -> Out:
        """As what stands inside; what concerns only the nods does not reach it."""
        match message:
            case ClauseStarted(_, n, t_s) if self._words.owns(n):
                return [SignPlayed(t_s, self._sounding_s)]
            case SpeechReady(_, n) if self._words.owns(n):
                self._words.keep(message)
                return []
            case SpeechStarted(t_s) if self._began_s is None:
                self._began_s = t_s
            case SoftEnded() | Transcribed():
                self._has_words = isinstance(message, Transcribed)
        out = self._inner.handle(message, now_s)
        orders = [order for made in out for order in self._follow(made)]
        return out + orders + (self._nod(message) if isinstance(message, StillQuiet) else [])

    def _follow(self, made: object) -> Out:
        match made:
            case StateChanged(_, state):
                self._state = state
                self._began_s = None if state in ("listening", "asleep") else self._began_s
            case DropBelow(revision):
                self._floor = max(self._floor, revision)
            case Respond(revision):
                self._reply = revision
            case FinalTranscript():
                self._began_s = None
            case TurnReopened(t):
                self._began_s = t
            case StageRecovered(_, "speaker"):
                self._words.forget()
            case ReplyEnded() if self._is_on():
                return [*self._words.next_order(self._floor)]
        return []

    def _nod(self, quiet: StillQuiet) -> Out:
        if not (self._is_on() and self._is_time(quiet)):
            return []
        word = self._words.take()
        if word is None:
            return []
        self._nodded_s = quiet.t_s
        self._sounding_s = word[1].duration_s
        if self._reply >= self._floor:  # a reply is prepared: it would follow right behind
            return [Play(self._reply, *word)]
        return [Play(self._floor, *word), FinishPlayout(self._floor)]

    def _is_time(self, quiet: StillQuiet) -> bool:
        is_telling = self._began_s is not None and quiet.t_s - quiet.quiet_s - self._began_s >= TALKED_S
        is_listened_to = self._state == "hearing" and self._has_words and self._switches.can_speak
        return quiet.quiet_s >= AFTER_S and is_telling and is_listened_to and quiet.t_s - self._nodded_s >= EVERY_S
