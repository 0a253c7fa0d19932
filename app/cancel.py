"""Cancel by number, not by flag: one writer counts revisions up, every worker sees itself stale.

A revision is one attempt at answering: a turn that reopens gets the next one. They count up over the whole
conversation, so workers need no other number. A slow thread cannot miss a number (a flag could be set again for the
next turn before it looks).
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


class Revisions:
    """The floor: every revision below it is stale. One writer (the session), many readers."""

    def __init__(self) -> None:
        self._floor = 0
        self._lock = threading.Lock()
        self._acts: dict[object, tuple[int, Callable[[], None]]] = {}

    @property
    def floor(self) -> int:
        """The lowest revision that is still wanted."""
        return self._floor

    def drop_below(self, revision: int) -> None:
        """Every revision below `revision` is stale from now on; running jobs are told."""
        with self._lock:
            self._floor = max(self._floor, revision)
            due = [key for key, (mine, _) in self._acts.items() if mine < self._floor]
            acts = [self._acts.pop(key)[1] for key in due]
        for act in acts:
            act()

    def ticket(self, revision: int) -> Ticket:
        """The `Cancel` for one revision's work."""
        return Ticket(self, revision)

    def _watch(self, key: object, revision: int, act: Callable[[], None]) -> None:
        with self._lock:
            if revision >= self._floor:
                self._acts[key] = (revision, act)
                return
        act()

    def _unwatch(self, key: object) -> None:
        with self._lock:
            self._acts.pop(key, None)


class Ticket:
    """One revision's `Cancel`."""

    def __init__(self, revisions: Revisions, revision: int) -> None:
        self._revisions = revisions
        self.revision = revision

    @property
    def is_stale(self) -> bool:
        return self.revision < self._revisions.floor

    @contextmanager
    def when_stale(self, act: Callable[[], None]) -> Iterator[None]:
        key = object()
        self._revisions._watch(key, self.revision, act)
        try:
            yield
        finally:
            self._revisions._unwatch(key)


class Never:
    """The `Cancel` of work that nobody will call back: warm-up, benches, tests."""

    is_stale = False

    @contextmanager
    def when_stale(self, act: Callable[[], None]) -> Iterator[None]:  # noqa: ARG002 - the Protocol's signature
        yield
