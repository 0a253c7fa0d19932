"""What is being said: the queue of clauses between whoever speaks and whatever makes it sound.

Every sink has one. It is filled and led by the session and devices threads and drained by `pull`, in PortAudio's
callback or by the clock of a file; so the lock is held for microseconds and `pull` allocates nothing but its rare
reports.
"""

from __future__ import annotations

import threading
from collections import deque

import numpy as np

from app.audio.clip import Samples
from app.audio.gain import Gain
from app.audio.sink import Lead, Report
from app.clause import WordTime
from app.facts import ClauseStarted, PlayoutDrained

FADE_S = 0.008
"""How fast it falls silent when stopped or paused: long enough not to click, too short to hear."""
DUCK_DB = -15.0
"""The voice under a user who seems to speak: the echo canceller then hides nobody (parts.md, section 4)."""
DUCK_S = 0.020
FADE_IN_S = 0.004
"""At the beginning of the word it goes on with: shorter than the sound of any consonant."""


class _Clause:
    """A queued clause and how much of it has gone out. It may come in pieces; of one that goes on the last FADE_S stay
    here until the next piece is there, to be faded out when that is late."""

    __slots__ = ("at", "furthest", "is_begun", "is_dry", "n", "rest", "revision", "samples", "words")

    def __init__(self, revision: int, n: int, samples: Samples, words: tuple[WordTime, ...], rest: int) -> None:
        self.revision = revision
        self.n = n
        self.samples = samples
        self.words = words
        self.rest = rest  # samples that are still to come, about
        self.is_begun = False
        self.is_dry = False  # the next piece is late, and the voice has fallen silent
        self.at = 0  # the next sample to go out
        self.furthest = 0  # how far it ever got: a word that is said again counts once

    @property
    def heard(self) -> float:
        whole = len(self.samples) + self.rest
        return self.furthest / whole if whole else 1.0

    @property
    def is_over(self) -> bool:
        """All of it went out, and no more will come."""
        return not self.rest and self.at == len(self.samples)

    def go_on(self, samples: Samples, words: tuple[WordTime, ...], rest: int, fade: int) -> None:
        """Its next piece. After a hole it begins softly, within `fade` samples."""
        self.samples = np.concatenate([self.samples, samples])
        self.words = words
        self.rest = rest
        if self.is_dry:
            begin = self.samples[self.at : self.at + fade]
            begin *= np.linspace(0.0, 1.0, len(begin), dtype=np.float32)
            self.is_dry = False

    def cut(self, fade: int) -> None:
        """The pieces that are still to come will not."""
        if self.rest:
            self.samples = self.samples[: self.at if self.is_dry else None].copy()
            end = self.samples[max(self.at, len(self.samples) - fade) :]
            end *= np.linspace(1.0, 0.0, len(end), dtype=np.float32)
            self.rest = 0

    def take(self, room: Samples, held: int) -> int:
        """Copy as much as fits, of a clause that goes on all but the last `held`; how many samples that was."""
        taken = max(0, min(len(room), len(self.samples) - self.at - (held if self.rest else 0)))
        room[:taken] = self.samples[self.at : self.at + taken]
        self.at += taken
        self.furthest = max(self.furthest, self.at)
        return taken

    def go_back(self, rate_hz: int) -> None:
        """To the beginning of the word that was cut, or of the next one; nowhere without word times."""
        at_s = self.at / rate_hz
        start_s = next((word.start_s for word in self.words if word.end_s > at_s), at_s)
        self.at = min(round(start_s * rate_hz), len(self.samples))
        self.is_dry = False


class Playout:
    """Clauses in the order they were given, without a gap of its own between them."""

    def __init__(self, rate_hz: int, report: Report) -> None:
        self.rate_hz = rate_hz
        self.holes = 0
        """Pieces of clauses that came too late."""
        self._report = report
        self._lock = threading.Lock()
        self._queue: deque[_Clause] = deque()
        self._of_reply: list[_Clause] = []  # what began to play of the current revision; empty once it is drained
        self._revision = 0
        self._finished: set[int] = set()
        self._is_paused = False
        self._gain = Gain()
        self._fade = np.zeros(0, np.float32)
        self._faded_samples = 0
        self._silent_from_s = 0.0  # when the last sample left

    @property
    def is_idle(self) -> bool:
        """Nothing is queued, owed or fading: `pull` would give zeros, and go on giving them."""
        return not self._queue and not self._finished and not self._is_fading

    @property
    def is_sounding(self) -> bool:
        """The next `pull` has sound to give."""
        return self._is_fading or (bool(self._queue) and not self._is_paused)

    def play(
        self, revision: int, n: int, samples: Samples, words: tuple[WordTime, ...] = (), rest_s: float = 0.0
    ) -> None:
        """Queue clause `n` or its next piece. samples: float32 (n,), mono, [-1, 1], at `rate_hz`; not to be changed
        afterwards.

        `words`: where it may go on after a pause, from the clause's first sample. `rest_s`: more of it will come.
        """
        rest = round(rest_s * self.rate_hz)
        with self._lock:
            last = self._queue[-1] if self._queue else None
            if last is not None and last.rest and (last.revision, last.n) == (revision, n):
                last.go_on(samples, words, rest, 0 if self._is_paused else round(FADE_IN_S * self.rate_hz))
                return
            self._cut()
            self._queue.append(_Clause(revision, n, samples, words, rest))

    def finish(self, revision: int, t_s: float | None = None) -> None:
        """Nothing more of `revision`. Reports PlayoutDrained at once when none is left to play and nothing pauses.

        `t_s`: now, for a revision of which nothing was ever played; the end of the last sound without it.
        """
        with self._lock:
            self._cut()
            if self._is_paused or any(clause.revision == revision for clause in self._queue):
                self._finished.add(revision)
                return
            played = revision == self._revision and bool(self._of_reply)
            drained_t_s = self._silent_from_s if played or t_s is None else t_s
            self._of_reply.clear()
            self._gain.set(1.0)
        self._report(PlayoutDrained(revision, drained_t_s))

    def lead(self, how: Lead) -> None:
        """`duck`, `pause` or `resume`."""
        {"duck": self.duck, "pause": self.pause, "resume": self.resume}[how]()

    def duck(self) -> None:
        """Lower the voice by DUCK_DB within DUCK_S. Like `pause`, it does nothing where no reply is under way: that one
        ended just now, and the next shall not begin softly."""
        with self._lock:
            if self._is_under_way and not self._is_paused:
                self._gain.move(10 ** (DUCK_DB / 20), round(DUCK_S * self.rate_hz))

    def pause(self) -> None:
        """Fall silent within FADE_S and keep everything. Clauses may still be queued."""
        with self._lock:
            if self._is_under_way and not self._is_paused:
                self._start_fade()
                self._is_paused = True

    def resume(self) -> None:
        """Full voice again; after a pause, from the beginning of the word that was cut."""
        drained: list[int] = []
        with self._lock:
            if not self._is_paused:
                self._gain.move(1.0, round(DUCK_S * self.rate_hz))
                return
            self._is_paused = False
            self._gain.set(1.0)
            if self._queue and self._queue[0].at:
                self._queue[0].go_back(self.rate_hz)
                self._gain.set(0.0)
                self._gain.move(1.0, round(FADE_IN_S * self.rate_hz))
            queued = {clause.revision for clause in self._queue}
            drained = sorted(self._finished - queued)
            self._finished &= queued
            if self._revision in drained:
                self._of_reply.clear()
        for revision in drained:
            self._report(PlayoutDrained(revision, self._silent_from_s))

    def stop(self) -> dict[int, float]:
        """Drop everything, fading within FADE_S. Returns how much of each clause of the current revision was heard.

        The current revision is the one playing, else the next in the queue, else the one that waits for its next
        clause. What was pulled counts as heard, what only faded does not: a device still sounds what it holds in store.
        """
        with self._lock:
            revision = self._queue[0].revision if self._queue else self._revision
            clauses = [clause for clause in self._of_reply if clause.revision == revision]
            heard = {clause.n: clause.heard for clause in clauses}
            heard |= {clause.n: clause.heard for clause in self._queue if clause.revision == revision}
            if not self._is_paused:
                self._start_fade()
            self._is_paused = False
            self._gain.set(1.0)
            self._queue.clear()
            self._of_reply.clear()
            self._finished.clear()
        return heard

    def pull(self, out: Samples, t_s: float) -> None:
        """Fill `out`, float32 (n,), whose first sample leaves at session time `t_s`: sound, then zeros."""
        reports: list[ClauseStarted | PlayoutDrained] = []
        with self._lock:
            filled = self._pull_fade(out)
            while filled < len(out) and self._queue and not self._is_paused:
                clause = self._queue[0]
                if not clause.is_begun:
                    self._begin(clause)
                    reports.append(ClauseStarted(clause.revision, clause.n, t_s + filled / self.rate_hz))
                taken = clause.take(out[filled:], round(FADE_S * self.rate_hz))
                self._gain.apply(out[filled : filled + taken])
                filled += taken
                if clause.rest and filled < len(out):
                    filled += self._run_dry(clause, out[filled:])
                    break
                if clause.is_over:
                    self._silent_from_s = t_s + filled / self.rate_hz
                    if self._end(clause):
                        reports.append(PlayoutDrained(clause.revision, self._silent_from_s))
        out[filled:] = 0.0
        for fact in reports:
            self._report(fact)

    def _begin(self, clause: _Clause) -> None:
        clause.is_begun = True
        if clause.revision != self._revision:
            self._revision = clause.revision
            self._of_reply.clear()
        self._of_reply.append(clause)

    def _end(self, clause: _Clause) -> bool:
        """Its last sample went out. True when its revision is drained by that."""
        self._queue.popleft()
        if clause.revision not in self._finished or any(other.revision == clause.revision for other in self._queue):
            return False
        self._finished.discard(clause.revision)
        self._of_reply.clear()
        self._gain.set(1.0)
        return True

    def _run_dry(self, clause: _Clause, out: Samples) -> int:
        """Its next piece is late: fall silent without a click. How many samples of `out` that filled."""
        if not clause.is_dry:
            self._start_fade()
            clause.is_dry = True
            self.holes += 1
        return self._pull_fade(out)

    def _cut(self) -> None:
        """What follows the newest clause is something else."""
        if self._queue:
            self._queue[-1].cut(round(FADE_S * self.rate_hz))

    @property
    def _is_under_way(self) -> bool:
        return bool(self._queue or self._of_reply)

    @property
    def _is_fading(self) -> bool:
        return self._faded_samples < len(self._fade)

    def _start_fade(self) -> None:
        if not self._queue or self._queue[0].at == 0 or self._queue[0].is_dry:
            return
        clause = self._queue[0]
        rest = clause.samples[clause.at :][: round(FADE_S * self.rate_hz)]
        self._fade = rest * np.linspace(self._gain.now, 0.0, len(rest), dtype=np.float32)
        self._faded_samples = 0

    def _pull_fade(self, out: Samples) -> int:
        taken = min(len(out), len(self._fade) - self._faded_samples)
        out[:taken] = self._fade[self._faded_samples : self._faded_samples + taken]
        self._faded_samples += taken
        return taken
