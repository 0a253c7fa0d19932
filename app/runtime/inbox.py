"""An inbox: one thread blocks on it, any thread (PortAudio's callbacks too) may post to it.

Every inbox has a bound; `put` says whether the item was taken, and the caller decides what full means. `Work` counts
what was posted and not yet handled over all inboxes, so that a file's virtual clock can wait until nothing is pending.
"""

from __future__ import annotations

import queue
import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Work:
    """Items posted anywhere and not yet handled."""

    def __init__(self) -> None:
        self._pending = 0
        self._changed = threading.Condition(threading.Lock())

    def begin(self) -> None:
        with self._changed:
            self._pending += 1

    def end(self) -> None:
        with self._changed:
            self._pending -= 1
            if self._pending == 0:
                self._changed.notify_all()

    @property
    def is_idle(self) -> bool:
        return self._pending == 0

    def wait_idle(self, timeout_s: float | None = None) -> bool:
        """Block until nothing is pending. False: timed out."""
        with self._changed:
            return self._changed.wait_for(lambda: self._pending == 0, timeout_s)


class Inbox(Generic[T]):
    """A bounded queue that counts its work. `take` gives one item, `done` says that it was handled."""

    def __init__(self, work: Work, bound: int) -> None:
        self._work = work
        self._bound = bound
        self._queue: queue.SimpleQueue[T] = queue.SimpleQueue()

    def put(self, item: T) -> bool:
        """False when full: the item was not taken."""
        if self._queue.qsize() >= self._bound:
            return False
        self._work.begin()
        self._queue.put(item)
        return True

    def take(self, timeout_s: float | None = None) -> T:
        """The oldest item. Raises queue.Empty after `timeout_s`."""
        return self._queue.get(timeout=timeout_s)

    def done(self) -> None:
        """The item taken last is handled; whatever came of it has been posted before this call."""
        self._work.end()

    @property
    def is_empty(self) -> bool:
        return self._queue.empty()
