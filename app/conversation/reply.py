"""The reply under way: clauses written, spoken, played; and what of it was heard. Owned by the machine."""

from __future__ import annotations

import math

from app.clause import Clause, WordTime
from app.conversation.heard import heard_text
from app.conversation.spoken import speak
from app.conversation.turn import Turn
from app.effects import Effect, FinishPlayout, Play, Synthesize
from app.events import PlayoutStarted, Published, ReplySentence, WordsTimed
from app.facts import ClauseStarted, ClauseWritten, FirstToken, ReplyWritten, SpeechReady

GRID_S = 0.02
"""The contract's *voiced* is told in frames of 20 ms on the session's timeline."""

Out = list[Effect | Published]


class Reply:
    """One revision's answer. `aloud` False: every clause is a caption, published as soon as it is written.

    Until the turn is committed its gate is shut: what is ready waits behind it, and nothing of it is heard or shown.
    """

    def __init__(self, turn: Turn, *, aloud: bool, is_canned: bool = False, is_open: bool = True) -> None:
        self.turn = turn
        self.revision = turn.revision
        self.aloud = aloud
        self.is_canned = is_canned
        """Our own apology, not the model's words: not kept, not remembered."""
        self.started_t_s: float | None = None
        self.spoken: list[str] = []
        """Displays of the clauses whose sound has begun: what an echo may consist of."""
        self.is_open = is_open
        """The turn is committed: nothing waits behind the gate any more."""
        self._behind_gate: Out = []
        self._clauses: list[Clause] = []
        self._words: dict[int, tuple[WordTime, ...]] = {}
        self._total: int | None = None
        self._played: dict[int, float] = {}
        self._rest_s: dict[int, float] = {}
        """What is still to come of clauses that are sound in part; counted in `_played` already."""
        self._captions: set[int] = set()
        self._onset_s = 0.0

    def open(self) -> Out:
        """The turn is committed: what waited may go."""
        self.is_open = True
        out, self._behind_gate = self._behind_gate, []
        return out

    def write(self, n: int, clause: Clause, now_s: float) -> Out:
        """Clause `n` is complete."""
        self._clauses.append(clause)
        if n == 0:
            self.turn.mark("first_clause", now_s)
        if self.aloud:
            return [Synthesize(self.revision, n, clause)]
        return self._gated(self._caption(n, now_s))

    def follow(self, fact: object, now_s: float) -> Out:
        """What the model, the voice and the speaker tell of it."""
        match fact:
            case FirstToken():
                self.turn.mark("first_token", now_s)
            case ClauseWritten(_, n, clause):
                return self.write(n, clause, now_s)
            case ReplyWritten(_, clauses):
                return self.complete(clauses)
            case SpeechReady() if self.aloud:
                return self._say(fact, now_s)
            case ClauseStarted():
                return self._start_clause(fact)
        return []

    def complete(self, clauses: int) -> Out:
        """The model has finished writing."""
        self._total = clauses
        return self._gated(self._finish())

    def _say(self, fact: SpeechReady, now_s: float) -> Out:
        """Clause `n`, or its next piece, is sound now."""
        if not self._played:
            self._onset_s = fact.onset_s
            self.turn.mark("first_audio", now_s)
        before_s = self._played.get(fact.n, 0.0) - self._rest_s.pop(fact.n, 0.0)
        self._played[fact.n] = before_s + fact.clip.duration_s + fact.rest_s
        self._words[fact.n] = fact.words
        if fact.rest_s:
            self._rest_s[fact.n] = fact.rest_s
        return self._gated([Play(self.revision, fact.n, fact.clip, fact.words, fact.rest_s), *self._finish()])

    def _start_clause(self, fact: ClauseStarted) -> Out:
        """The first sample of clause `n` left the speaker."""
        out: Out = []
        if self.started_t_s is None:
            self.started_t_s = fact.t_s
            self.turn.mark("response_gap", math.ceil((fact.t_s + self._onset_s) / GRID_S - 1e-6) * GRID_S)
            out.append(PlayoutStarted(fact.t_s, self.turn.number))
        self.spoken.append(self._clauses[fact.n].display)
        out.append(ReplySentence(fact.t_s, self.turn.number, self._clauses[fact.n].display))
        if words := self._words.get(fact.n):
            out.append(WordsTimed(fact.t_s, self.turn.number, tuple(word.start_s for word in words)))
        return out

    def fall_silent(self, now_s: float) -> Out:
        """The voice is gone: what it has not spoken becomes captions, and so does the rest."""
        self.aloud = False
        self._rest_s.clear()
        if not self.is_playing:
            self._played.clear()
        out: Out = []
        for n in range(len(self._clauses)):
            if n not in self._played:
                out += self._caption(n, now_s)
        if not self.is_open:
            self._behind_gate.clear()
        return self._gated(out + self._finish())

    @property
    def is_over(self) -> bool:
        """Complete and open, and no sound of it is or will be under way."""
        return self.is_open and self._total is not None and len(self._captions) == self._total and not self._played

    @property
    def is_playing(self) -> bool:
        return self.started_t_s is not None

    @property
    def begun_t_s(self) -> float:
        """When it began to be heard (or, as captions, to be read)."""
        return self.turn.asked_t_s if self.started_t_s is None else self.started_t_s

    @property
    def display(self) -> str:
        """All that was written so far."""
        return " ".join(clause.display for clause in self._clauses)

    def heard(self, shares: dict[int, float] | None = None) -> tuple[str, str]:
        """(heard, unheard). `shares`: {clause: share heard} after a stop; None: everything. Captions count as heard."""
        if shares is None:
            return self.display, ""
        return heard_text(self._clauses, shares | dict.fromkeys(self._captions, 1.0), self._words, self._played)

    def rest(self, shares: dict[int, float]) -> tuple[Clause, ...]:
        """The clauses that were not heard to their end, the first of them from the word that was cut."""
        _, unheard = self.heard(shares)
        later = [clause for n, clause in enumerate(self._clauses) if shares.get(n, 0.0) == 0.0]
        cut = unheard.removesuffix(" ".join(clause.display for clause in later)).strip()
        return (Clause(cut, speak(cut)), *later) if cut else tuple(later)

    def _gated(self, out: Out) -> Out:
        if self.is_open:
            return out
        self._behind_gate += out
        return []

    def _caption(self, n: int, now_s: float) -> Out:
        self._captions.add(n)
        return [ReplySentence(now_s, self.turn.number, self._clauses[n].display)]

    def _finish(self) -> Out:
        done = self._total is not None and len(self._played) + len(self._captions) == self._total
        return [FinishPlayout(self.revision)] if done and self._played and not self._rest_s else []
