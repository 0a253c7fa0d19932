"""The companion's side of a turn: who is answered next, the reply under way, and what of it becomes history.

Owned by the machine, on the session thread. Revisions wait in order and are answered in order; a reply starts only when
the one before it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.conversation.history import History
from app.conversation.reply import Out, Reply
from app.conversation.switches import Switches
from app.conversation.turn import Turn
from app.effects import (
    CoverEars,
    DropBelow,
    Exchange,
    KeepEpisode,
    PrefillHistory,
    Respond,
    StartTimer,
    StopPlayout,
    StopTimer,
    WakeSpeaker,
)
from app.events import FinalTranscript, PlayoutFinished, ReplyEnded, TurnEnded
from app.facts import (
    Clause,
    ClauseStarted,
    ClauseWritten,
    EpisodeKept,
    EpisodesRestored,
    FirstToken,
    PlayoutDrained,
    PlayoutStopped,
    ReplyWritten,
    SpeechReady,
)

EAR_REST_S = 0.3
"""How long the room still rings with our voice after the last sample (half-duplex, until there is a canceller)."""
PATIENCE_TURNS = 4
"""More turns than this waiting for an answer are answered together."""


class Answering:
    """At most one reply at a time; everything that speaks of another turn is dropped at the door."""

    def __init__(self, history: History, switches: Switches, *, hears_while_speaking: bool) -> None:
        """`hears_while_speaking`: the source does not hear the sink (headphones, files)."""
        self._history = history
        self._switches = switches
        self._hears_while_speaking = hears_while_speaking
        self._waiting: list[Turn] = []
        self._reply: Reply | None = None
        self._unkept: set[tuple[int, str]] = set()
        self._has_ended = False
        self._handlers: dict[type, Callable[[Reply, Any, float], Out]] = {
            FirstToken: self._first_token,
            ClauseWritten: lambda reply, fact, now_s: reply.write(fact.n, fact.clause, now_s),
            ReplyWritten: lambda reply, fact, now_s: reply.complete(fact.clauses) + self._close_if_over(now_s),
            SpeechReady: self._speech_ready,
            ClauseStarted: lambda reply, fact, _: reply.start_clause(fact),
            PlayoutDrained: lambda _, fact, __: self._close(None, fact.t_s),
            PlayoutStopped: lambda _, fact, __: self._close(fact.heard, fact.t_s),
        }

    @property
    def is_playing(self) -> bool:
        return self._reply is not None and self._reply.is_playing

    @property
    def is_busy(self) -> bool:
        """A reply is under way, or somebody waits for one."""
        return self._reply is not None or bool(self._waiting)

    @property
    def is_all_kept(self) -> bool:
        """Everything that was said is on disk."""
        return not self._unkept

    def commit(self, turn: Turn, end_t_s: float, now_s: float) -> Out:
        """The words are known and the user has finished: say so, keep them, answer."""
        self._unkept.add((turn.number, "user"))
        asked: Out = [
            FinalTranscript(end_t_s, turn.number, turn.text),
            TurnEnded(now_s, turn.number, turn.reason),
            KeepEpisode(turn.number, "user", turn.text, "", turn.started_t_s, end_t_s),
        ]
        self._waiting.append(turn)
        if len(self._waiting) > PATIENCE_TURNS:
            late = self._waiting.pop(-2)
            turn.text = f"{late.text} {turn.text}"
        return asked + self._answer_next()

    def follow(self, fact: object, now_s: float) -> Out:
        """A fact about the reply under way moves it on."""
        if isinstance(fact, EpisodeKept):
            return self._episode_kept(fact)
        if isinstance(fact, EpisodesRestored):
            return self._restore(fact)
        handler = self._handlers.get(type(fact))
        reply = self._current(getattr(fact, "turn", 0))
        return handler(reply, fact, now_s) if handler and reply else []

    def stop(self, now_s: float) -> Out:
        """Silence now. A reply that has not begun is dropped whole."""
        if self._reply is None:
            return []
        number = self._reply.turn.number
        out: Out = [DropBelow(number + 1), StopPlayout(number)]
        return out if self._reply.is_playing else out + self._close({}, now_s)

    def mute(self, now_s: float) -> Out:
        """Silence at once; a reply that has not begun to sound is shown instead."""
        if self._reply is None or self._reply.is_playing:
            return self.stop(now_s)
        return [StopPlayout(self._reply.turn.number), *self.lose_voice(now_s)]

    def lose_voice(self, now_s: float) -> Out:
        """No more sound will come: the rest of the reply is shown."""
        return self._reply.fall_silent(now_s) + self._close_if_over(now_s) if self._reply else []

    def lose_keeper(self) -> Out:
        """Nothing can be kept any more; the conversation goes on without waiting for it."""
        self._unkept.clear()
        return self._go_on()

    def lose_thread(self, turn: int, sorry: Clause, now_s: float) -> Out:
        """The model failed in the middle of `turn`."""
        reply = self._current(turn)
        if reply is None or reply.is_canned:
            return []
        self._reply = None
        return self.apologise(reply.turn, sorry, now_s)

    def apologise(self, turn: Turn, sorry: Clause, now_s: float) -> Out:
        """Answer `turn` with our own words; they are neither kept nor remembered."""
        if self._reply is not None:
            return []
        self._reply = Reply(turn, aloud=turn.aloud and self._switches.can_speak, is_canned=True)
        return self._reply.write(0, sorry, now_s) + self._reply.complete(1) + self._close_if_over(now_s)

    def end(self, now_s: float) -> Out:
        """Take nothing new; keep what was heard."""
        self._has_ended = True
        self._waiting.clear()
        return self.stop(now_s)

    def _restore(self, fact: EpisodesRestored) -> Out:
        """The running conversation of before: the model may know of it."""
        self._history.restore(fact.episodes)
        return [PrefillHistory(self._history.as_tuple())]

    def _current(self, turn: int) -> Reply | None:
        return self._reply if self._reply is not None and self._reply.turn.number == turn else None

    def _answer_next(self) -> Out:
        """Start the oldest waiting turn, if nothing is in its way: a reply under way, or a reply not yet on disk."""
        if self._reply is not None or not self._waiting or any(who == "companion" for _, who in self._unkept):
            return []
        turn = self._waiting.pop(0)
        self._reply = Reply(turn, aloud=turn.aloud and self._switches.can_speak)
        out: Out = [DropBelow(turn.number), Respond(turn.number, turn.text, self._history.as_tuple())]
        return [WakeSpeaker(), *out] if self._reply.aloud else out

    def _first_token(self, reply: Reply, _fact: FirstToken, now_s: float) -> Out:
        reply.turn.mark("first_token", now_s)
        return []

    def _speech_ready(self, reply: Reply, fact: SpeechReady, now_s: float) -> Out:
        if not reply.aloud:
            return []
        ears: Out = [] if self._hears_while_speaking else [StopTimer("ears"), CoverEars()]
        return ears + reply.say(fact, now_s)

    def _close_if_over(self, now_s: float) -> Out:
        return self._close(None, now_s) if self._reply is not None and self._reply.is_over else []

    def _close(self, shares: dict[int, float] | None, end_t_s: float) -> Out:
        """The turn is over. What was heard of it becomes history; `shares` None: all of it."""
        reply, self._reply = self._reply, None
        assert reply is not None
        number = reply.turn.number
        heard, unheard = reply.heard(shares)
        out: Out = []
        if reply.is_playing:
            out.append(PlayoutFinished(end_t_s, number, heard, shares is not None))
        if not reply.is_canned:
            self._history.add(Exchange(reply.turn.text, heard))
            if heard:
                self._unkept.add((number, "companion"))
                out.append(KeepEpisode(number, "companion", heard, unheard, reply.begun_t_s, end_t_s))
        out += [reply.turn.timings(end_t_s), ReplyEnded(end_t_s, number, reply.display)]
        if not self._hears_while_speaking:
            out.append(StartTimer("ears", EAR_REST_S))
        return out + self._go_on()

    def _episode_kept(self, fact: EpisodeKept) -> Out:
        self._unkept.discard((fact.turn, fact.speaker))
        return self._go_on() if fact.speaker == "companion" else []

    def _go_on(self) -> Out:
        """The next turn, or get ready for it."""
        out = self._answer_next()
        if self._reply is None and not self._waiting and not self._unkept and not self._has_ended:
            out.append(PrefillHistory(self._history.as_tuple()))
        return out
