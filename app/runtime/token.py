"""The one compute token: on a small machine, recognition, generation and synthesis must not run over each other.

Whoever wants to compute holds it for one step (a decoded token, a prefill slice, a clause, a window), then gives it
back; it goes to the most urgent of those who wait. Capture and playback never ask for it.
"""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class Urgency(IntEnum):
    """Most urgent first. The voice comes before the next token: it takes 0.07 of the time it fills, and then the
    speaker has something to play while the model writes on."""

    TRANSCRIPT = 0
    VOICE = 1
    REPLY = 2
    BACKGROUND = 3


class ComputeToken:
    """`with token.held(Urgency.REPLY): …` for one step."""

    def __init__(self) -> None:
        self._free = True
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._order = itertools.count()

    @contextmanager
    def held(self, urgency: Urgency) -> Iterator[None]:
        me = (int(urgency), next(self._order))
        with self._changed:
            heapq.heappush(self._waiting, me)
            self._changed.wait_for(lambda: self._free and self._waiting[0] == me)
            heapq.heappop(self._waiting)
            self._free = False
        try:
            yield
        finally:
            with self._changed:
                self._free = True
                self._changed.notify_all()
