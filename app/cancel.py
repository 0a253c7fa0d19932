"""Cancel by number, not by flag: one writer counts turns up, every worker sees itself stale.

A slow thread cannot miss a number (a flag could be set again for the next turn before it looks).
Written by the session thread only; read on every worker thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Cancel(Protocol):
    """What a long job is given to ask whether anybody still wants its result."""

    @property
    def is_stale(self) -> bool:
        """True once nobody wants the result any more. Never goes back to False."""

    def when_stale(self, act: Callable[[], None]) -> AbstractContextManager[None]:
        """Context manager: while inside, `act` is called once, on the cancelling thread, when this goes stale.

        For native code that cannot poll (llama.cpp's abort flag). `act` must only set something.
        """


class Turns:
    """The turn floor: everything below it is stale. One writer (the session), many readers."""

    def __init__(self) -> None:
        self._floor = 0
        self._lock = threading.Lock()
        self._acts: dict[object, tuple[int, Callable[[], None]]] = {}

    @property
    def floor(self) -> int:
        """The lowest turn number that is still wanted."""
        return self._floor

    def drop_below(self, turn: int) -> None:
        """Every turn below `turn` is stale from now on; running jobs are told."""
        with self._lock:
            self._floor = max(self._floor, turn)
            due = [key for key, (mine, _) in self._acts.items() if mine < self._floor]
            acts = [self._acts.pop(key)[1] for key in due]
        for act in acts:
            act()

    def ticket(self, turn: int) -> Ticket:
        """The `Cancel` for one turn's work."""
        return Ticket(self, turn)

    def _watch(self, key: object, turn: int, act: Callable[[], None]) -> None:
        with self._lock:
            if turn >= self._floor:
                self._acts[key] = (turn, act)
                return
        act()

    def _unwatch(self, key: object) -> None:
        with self._lock:
            self._acts.pop(key, None)


class Ticket:
    """One turn's `Cancel`."""

    def __init__(self, turns: Turns, turn: int) -> None:
        self._turns = turns
        self.turn = turn

    @property
    def is_stale(self) -> bool:
        return self.turn < self._turns.floor

    @contextmanager
    def when_stale(self, act: Callable[[], None]) -> Iterator[None]:
        key = object()
        self._turns._watch(key, self.turn, act)
        try:
            yield
        finally:
            self._turns._unwatch(key)


class Never:
    """The `Cancel` of work that nobody will call back: warm-up, benches, tests."""

    is_stale = False

    @contextmanager
    def when_stale(self, act: Callable[[], None]) -> Iterator[None]:  # noqa: ARG002 - the Protocol's signature
        yield
