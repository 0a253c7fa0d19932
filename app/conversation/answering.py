"""The companion's side of a turn: who is answered next, and the reply under way.

Owned by the machine, on the session thread. A reply may begin before anybody knows that the user has finished
(`speculate`); it is heard only after `commit`, and as long as nothing of it was heard the user may go on (`take_back`).
Turns wait in order and are answered in order; a reply starts only when the one before it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable

from app.clause import Clause
from app.conversation.keeping import Keeping
from app.conversation.reply import Out, Reply
from app.conversation.said import Answer, Said
from app.conversation.switches import Switches
from app.conversation.turn import Turn
from app.conversation.waiting import Waiting
from app.effects import DropBelow, PrefillHistory, ReadAhead, Respond, StopPlayout, WakeSpeaker
from app.events import FinalTranscript, ReplySentence, SpeculationDropped, Stage, TurnReopened
from app.facts import EpisodeKept, EpisodesRestored, MemoriesForgotten, PlayoutDrained, PlayoutStopped

MOST_ATTEMPTS = 3
"""So many soft ends of one turn go on to a reply that may be for nothing; a fourth waits for the commit."""
LOST_THREAD = Clause("Sorry, I lost my thread.", "Sorry, I lost my thread.")


class Answering:
    """At most one reply at a time; everything that speaks of another revision is dropped at the door."""

    def __init__(self, keeping: Keeping, switches: Switches, next_revision: Callable[[], int]) -> None:
        self._keeping = keeping
        self._switches = switches
        self._next_revision = next_revision
        self._floor = 0
        """Below it revisions are stale."""
        self._waiting = Waiting()
        self._said = Said()
        self._has_ended = False
        self.reply: Reply | None = None

    @property
    def is_playing(self) -> bool:
        return self.reply is not None and self.reply.is_playing

    @property
    def is_busy(self) -> bool:
        """The user was promised an answer: a reply to a committed turn is under way, or somebody waits for one."""
        return (self.reply is not None and self.reply.is_open) or bool(self._waiting)

    # ---- the way of a turn -----------------------------------------------------------------------------------------

    def prefill(self, words: str, turn: int) -> Out:
        """The user is saying `words` just now, in `turn`: read them ahead, if nobody needs the model."""
        is_free = self.reply is None and not self._waiting
        return [PrefillHistory(self._keeping.history, words, turn=turn), ReadAhead(words)] if is_free else []

    def speculate(self, turn: Turn) -> Out:
        """The user paused: begin the answer, behind the gate."""
        if self._waiting or not self._is_free or turn.attempts >= MOST_ATTEMPTS:
            return []
        turn.attempts += 1
        return self._begin(turn, is_open=False)

    def take_back(self, turn: Turn, now_s: float) -> Out:
        """The user goes on: what was done for this revision is dropped, and a committed turn reopens."""
        out = self._drop_reply_to(turn, now_s)
        if self.reply is None:
            out += self._drop_below(turn.revision + 1)  # its transcription too
        self._waiting.remove(turn)
        if turn.is_committed:
            turn.committed_t_s = None
            out.append(TurnReopened(now_s, turn.number))
        return out

    def commit(self, turn: Turn, now_s: float, answer: Answer = "new") -> Out:
        """The user has finished: the gate opens, or the turn waits for its answer."""
        turn.committed_t_s = now_s
        turn.mark("commit", now_s)
        out: Out = [FinalTranscript(turn.asked_t_s, turn.number, turn.text)]
        kept = self._said.wanted(answer)
        if answer == "none" or (answer == "on" and not kept):
            return out + self._drop_reply_to(turn, now_s) + self._keeping.note(turn)
        if kept and (self._is_free or self._answers(turn)):
            return out + self._drop_reply_to(turn, now_s) + self._say(turn, kept, now_s)
        if self.reply is not None and self._answers(turn):
            return out + self._settled(self.reply.open()) + self._close_if_over(now_s)
        late = self._waiting.add(turn)
        return out + (self._keeping.settle(late) if late else []) + self._answer_next()

    def follow(self, fact: object, now_s: float) -> Out:
        """A fact about the reply under way moves it on."""
        if isinstance(fact, EpisodeKept):
            self._keeping.kept(fact)
            return self._go_on() if fact.speaker == "companion" else []
        if isinstance(fact, EpisodesRestored | MemoriesForgotten):
            self._keeping.change(fact)
            self._said.forget()
            return [PrefillHistory(self._keeping.history)]
        reply = self._current(getattr(fact, "revision", 0))
        if reply is None:
            return []
        if isinstance(fact, PlayoutDrained | PlayoutStopped):
            return self._close(fact.heard if isinstance(fact, PlayoutStopped) else None, fact.t_s)
        return self._settled(reply.follow(fact, now_s)) + self._close_if_over(now_s)

    def give_way(self, now_s: float) -> Out:
        """Something else comes first: drop what was begun behind the gate."""
        return [] if self.reply is None or self.reply.is_open else self._drop_reply_to(self.reply.turn, now_s)

    # ---- troubles --------------------------------------------------------------------------------------------------

    def stop(self, now_s: float) -> Out:
        """Silence now. A reply that has not begun is dropped whole."""
        reply = self.reply
        if reply is None or not reply.is_open:
            return []
        out: Out = [*self._drop_below(reply.revision + 1), StopPlayout(reply.revision)]
        return out if reply.is_playing else out + self._close({}, now_s)

    def lose(self, stage: Stage, revision: int, now_s: float) -> Out:
        """A stage is down: the turn is finished without it."""
        match stage:
            case "voice" | "speaker":
                return self._lose_voice(now_s)
            case "responder":
                return self._lose_thread(revision, now_s)
            case "keeper":  # nothing can be kept any more; the conversation goes on without waiting for it
                self._keeping.lose()
                return self._go_on()
        return []

    def apologise(self, turn: Turn, sorry: Clause, now_s: float, *, is_open: bool = True) -> Out:
        """Answer `turn` with our own words; they are neither kept nor remembered."""
        if self.reply is not None:
            return []
        turn.revision = self._next_revision()
        self.reply = Reply(turn, aloud=self._is_aloud(turn), is_canned=True, is_open=is_open)
        return self._write(self.reply, (sorry,), now_s)

    def end(self, now_s: float, *, is_for_good: bool = True) -> Out:
        """Keep what was heard, and answer nobody who waits; `is_for_good`: take nothing new."""
        self._has_ended = is_for_good
        waiting = self._waiting.clear()
        return self.stop(now_s) + [made for turn in waiting for made in self._keeping.settle(turn)]

    @property
    def _is_free(self) -> bool:
        """Nothing is in the way of a new reply: neither one under way nor one that is not yet on disk."""
        return self.reply is None and self._keeping.is_reply_kept

    def _answers(self, turn: Turn) -> bool:
        return self.reply is not None and self.reply.turn is turn

    def _is_aloud(self, turn: Turn) -> bool:
        return turn.aloud and self._switches.can_speak

    def _current(self, revision: int) -> Reply | None:
        return self.reply if self.reply is not None and self.reply.revision == revision else None

    def _drop_below(self, revision: int) -> Out:
        is_news, self._floor = revision > self._floor, max(self._floor, revision)
        return [DropBelow(revision)] if is_news else []

    def _drop_reply_to(self, turn: Turn, now_s: float) -> Out:
        """Nothing of it was heard: nobody will miss it."""
        reply = self.reply
        if reply is None or not self._answers(turn):
            return []
        self.reply = None
        out = [*self._drop_below(reply.revision + 1), StopPlayout(reply.revision)]
        return [*out, SpeculationDropped(now_s, turn.number, reply.revision)]

    def _answer_next(self) -> Out:
        """Start the oldest waiting turn, if nothing is in its way."""
        return self._begin(self._waiting.next(), is_open=True) if self._waiting and self._is_free else []

    def _begin(self, turn: Turn, *, is_open: bool) -> Out:
        if turn.revision < self._floor:
            turn.revision = self._next_revision()
        self.reply = Reply(turn, aloud=self._is_aloud(turn), is_open=is_open)
        respond = Respond(turn.revision, turn.number, turn.text, self._keeping.history)
        out: Out = [*self._drop_below(turn.revision), respond]
        return [WakeSpeaker(), *out] if self.reply.aloud else out

    def _say(self, turn: Turn, clauses: tuple[Clause, ...], now_s: float) -> Out:
        turn.revision = self._next_revision()
        self.reply = Reply(turn, aloud=self._is_aloud(turn))
        return self._write(self.reply, clauses, now_s)

    def _write(self, reply: Reply, clauses: tuple[Clause, ...], now_s: float) -> Out:
        out = [made for n, clause in enumerate(clauses) for made in reply.write(n, clause, now_s)]
        return self._settled(out + reply.complete(len(clauses))) + self._close_if_over(now_s)

    def _lose_voice(self, now_s: float) -> Out:
        """No more sound will come: the rest of the reply is shown."""
        return self._settled(self.reply.fall_silent(now_s)) + self._close_if_over(now_s) if self.reply else []

    def _lose_thread(self, revision: int, now_s: float) -> Out:
        """The model failed in the middle of a reply."""
        reply = self._current(revision)
        if reply is None or reply.is_canned:
            return []
        self.reply = None
        return self.apologise(reply.turn, LOST_THREAD, now_s, is_open=reply.is_open)

    def _settled(self, out: Out) -> Out:
        """The first that is heard or read of a reply makes the turn final."""
        if self.reply is None or not any(isinstance(made, ReplySentence) for made in out):
            return out
        return self._keeping.settle(self.reply.turn) + out

    def _close_if_over(self, now_s: float) -> Out:
        return self._close(None, now_s) if self.reply is not None and self.reply.is_over else []

    def _close(self, shares: dict[int, float] | None, end_t_s: float) -> Out:
        reply, self.reply = self.reply, None
        assert reply is not None
        self._said.note(reply, shares)
        return self._keeping.close(reply, shares, end_t_s) + self._go_on()

    def _go_on(self) -> Out:
        """The next turn, or get ready for it."""
        out = self._answer_next()
        if self.reply is None and not self._waiting and self._keeping.is_all_kept and not self._has_ended:
            out.append(PrefillHistory(self._keeping.history))
        return out
