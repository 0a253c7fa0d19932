"""The one compute token: on a small machine, recognition, generation and synthesis must not run over each other.

Whoever wants to compute holds it for one step (a decoded token, a prefill slice, a clause, a window), then gives it
back; it goes to the most urgent of those who wait. Capture and playback never ask for it. It also keeps the accounts:
how long it was held for each revision, so that a bench can say what share was thrown away.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum

KEPT_ACCOUNTS = 4_096
"""Revisions whose time is remembered: hours of talk."""


class Urgency(IntEnum):
    """Most urgent first. The voice comes before the next token: it takes 0.07 of the time it fills, and then the
    speaker has something to play while the model writes on."""

    TRANSCRIPT = 0
    VOICE = 1
    REPLY = 2
    PARTIAL = 3
    BACKGROUND = 4


class ComputeToken:
    """`with token.held(Urgency.REPLY, revision): …` for one step."""

    def __init__(self) -> None:
        self._free = True
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._order = itertools.count()
        self._total_s = 0.0
        self._spent_s: dict[int, float] = {}

    @contextmanager
    def held(
        self, urgency: Urgency, revision: int = 0, *, unless: Callable[[], bool] = lambda: False
    ) -> Iterator[bool]:
        """`revision`: whose account it goes on (0: nobody's). `unless` is asked whenever the token changes hands: True
        ends the wait, and the step is then entered with False, without the token; it must do nothing."""
        if not self._take((int(urgency), next(self._order)), unless):
            yield False
            return
        began_s = time.monotonic()
        try:
            yield True
        finally:
            self._give_back(revision, time.monotonic() - began_s)

    @contextmanager
    def held_if_free(self, revision: int = 0) -> Iterator[None]:
        """For a step that would rather have both cores and cannot wait for them."""
        with self._changed:
            is_mine, self._free = self._free, False
        began_s = time.monotonic()
        try:
            yield
        finally:
            if is_mine:
                self._give_back(revision, time.monotonic() - began_s)

    def let_by(self, urgency: Urgency, within_s: float) -> None:
        """Somebody as urgent is on the way: wait until they have asked for it, at most `within_s`. A step that was
        begun a moment before they come would keep them waiting for all of it."""
        with self._changed:
            self._changed.wait_for(
                lambda: not self._free or any(level <= urgency for level, _ in self._waiting), within_s
            )

    @property
    def total_s(self) -> float:
        """Seconds it was held since the start, by anybody."""
        return self._total_s

    def spent_s(self, revision: int) -> float:
        """Seconds it was held for `revision`; 0 for one that is not known (any more)."""
        return self._spent_s.get(revision, 0.0)

    def _take(self, me: tuple[int, int], unless: Callable[[], bool]) -> bool:
        with self._changed:
            heapq.heappush(self._waiting, me)
            self._changed.notify_all()  # for who lets by
            self._changed.wait_for(lambda: unless() or (self._free and self._waiting[0] == me))
            is_mine = not unless() and self._free and self._waiting[0] == me
            self._waiting.remove(me)
            heapq.heapify(self._waiting)
            if is_mine:
                self._free = False
            else:
                self._changed.notify_all()  # whoever was behind may be first now
            return is_mine

    def _give_back(self, revision: int, took_s: float) -> None:
        with self._changed:
            self._total_s += took_s
            if revision:
                self._spent_s[revision] = self._spent_s.get(revision, 0.0) + took_s
                if len(self._spent_s) > KEPT_ACCOUNTS:
                    del self._spent_s[next(iter(self._spent_s))]
            self._free = True
            self._changed.notify_all()
