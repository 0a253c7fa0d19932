"""What is being said: the queue of clauses between whoever speaks and whatever makes it sound.

Every sink has one. It is filled by the session thread and drained by `pull`, in PortAudio's callback or by the clock of
a file; so the lock is held for microseconds and `pull` allocates nothing but its rare reports.
"""

from __future__ import annotations

import threading
from collections import deque

import numpy as np

from app.audio.clip import Samples
from app.audio.sink import Report
from app.facts import ClauseStarted, PlayoutDrained

FADE_S = 0.008
"""How fast it falls silent when stopped: long enough not to click, too short to hear."""


class _Clause:
    """A queued clause and how much of it has gone out."""

    __slots__ = ("n", "played_samples", "samples", "revision")

    def __init__(self, revision: int, n: int, samples: Samples) -> None:
        self.revision = revision
        self.n = n
        self.samples = samples
        self.played_samples = 0

    @property
    def heard(self) -> float:
        return self.played_samples / len(self.samples) if len(self.samples) else 1.0


class Playout:
    """Clauses in the order they were given, without a gap of its own between them."""

    def __init__(self, rate_hz: int, report: Report) -> None:
        self.rate_hz = rate_hz
        self._report = report
        self._lock = threading.Lock()
        self._queue: deque[_Clause] = deque()
        self._of_reply: list[_Clause] = []  # what began to play of the current revision; empty once it is drained
        self._turn = 0
        self._finished: set[int] = set()
        self._fade = np.zeros(0, np.float32)
        self._faded_samples = 0
        self._silent_from_s = 0.0  # when the last sample left

    @property
    def is_idle(self) -> bool:
        """Nothing is queued and nothing fades: `pull` would give zeros."""
        return not self._queue and self._faded_samples >= len(self._fade)

    def play(self, revision: int, n: int, samples: Samples) -> None:
        """Queue clause `n`. samples: float32 (n,), mono, [-1, 1], at `rate_hz`; not to be changed afterwards."""
        with self._lock:
            self._queue.append(_Clause(revision, n, samples))

    def finish(self, revision: int, t_s: float | None = None) -> None:
        """No more clauses of `revision`. Reports PlayoutDrained at once when none is left to play.

        `t_s`: now, for a revision of which nothing was ever played; the end of the last sound without it.
        """
        with self._lock:
            if any(clause.revision == revision for clause in self._queue):
                self._finished.add(revision)
                return
            played = revision == self._turn and bool(self._of_reply)
            drained_t_s = self._silent_from_s if played or t_s is None else t_s
            self._of_reply.clear()
        self._report(PlayoutDrained(revision, drained_t_s))

    def stop(self) -> dict[int, float]:
        """Drop everything, fading within FADE_S. Returns how much of each clause of the current revision was heard.

        The current revision is the one playing, else the next in the queue, else the one that waits for its next clause.
        """
        with self._lock:
            revision = self._queue[0].revision if self._queue else self._turn
            clauses = [clause for clause in self._of_reply if clause.revision == revision]
            heard = {clause.n: clause.heard for clause in clauses}
            heard |= {clause.n: clause.heard for clause in self._queue if clause.revision == revision}
            self._start_fade()
            self._queue.clear()
            self._of_reply.clear()
            self._finished.clear()
        return heard

    def pull(self, out: Samples, t_s: float) -> None:
        """Fill `out`, float32 (n,), whose first sample leaves at session time `t_s`: sound, then zeros."""
        reports: list[ClauseStarted | PlayoutDrained] = []
        with self._lock:
            filled = self._pull_fade(out)
            while filled < len(out) and self._queue:
                clause = self._queue[0]
                if clause.played_samples == 0:
                    self._begin(clause)
                    reports.append(ClauseStarted(clause.revision, clause.n, t_s + filled / self.rate_hz))
                filled += _take(clause, out[filled:])
                if clause.played_samples == len(clause.samples):
                    self._silent_from_s = t_s + filled / self.rate_hz
                    if self._end(clause):
                        reports.append(PlayoutDrained(clause.revision, self._silent_from_s))
        out[filled:] = 0.0
        for fact in reports:
            self._report(fact)

    def _begin(self, clause: _Clause) -> None:
        if clause.revision != self._turn:
            self._turn = clause.revision
            self._of_reply.clear()
        self._of_reply.append(clause)

    def _end(self, clause: _Clause) -> bool:
        """Its last sample went out. True when its revision is drained by that."""
        self._queue.popleft()
        if clause.revision not in self._finished or any(other.revision == clause.revision for other in self._queue):
            return False
        self._finished.discard(clause.revision)
        self._of_reply.clear()
        return True

    def _start_fade(self) -> None:
        if not self._queue or self._queue[0].played_samples == 0:
            return
        clause = self._queue[0]
        rest = clause.samples[clause.played_samples :][: round(FADE_S * self.rate_hz)]
        self._fade = rest * np.linspace(1.0, 0.0, len(rest), dtype=np.float32)
        self._faded_samples = 0

    def _pull_fade(self, out: Samples) -> int:
        taken = min(len(out), len(self._fade) - self._faded_samples)
        out[:taken] = self._fade[self._faded_samples : self._faded_samples + taken]
        self._faded_samples += taken
        return taken


def _take(clause: _Clause, room: Samples) -> int:
    """Copy as much as fits; how many samples that was."""
    at = clause.played_samples
    taken = min(len(room), len(clause.samples) - at)
    room[:taken] = clause.samples[at : at + taken]
    clause.played_samples += taken
    return taken
