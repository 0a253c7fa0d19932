"""The machine's timers. The session thread waits for them on a real clock; a file's clock fires them as it advances."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.facts import TimerFired
from app.runtime.clock import SessionClock


class Timers:
    """Named; starting one again replaces it."""

    def __init__(self, clock: SessionClock) -> None:
        self._clock = clock
        self._due_s: dict[str, float] = {}
        self._lock = threading.Lock()

    def start(self, name: str, after_s: float) -> None:
        with self._lock:
            self._due_s[name] = self._clock.now_s() + after_s

    def stop(self, name: str) -> None:
        with self._lock:
            self._due_s.pop(name, None)

    def wait_s(self) -> float | None:
        """Until the next one is due; None: there is none, or time is virtual and sleeping would not make it pass."""
        with self._lock:
            if self._clock.is_virtual or not self._due_s:
                return None
            return max(0.0, min(self._due_s.values()) - self._clock.now_s())

    def fire_due(self, post: Callable[[TimerFired], object]) -> None:
        """Post TimerFired for every timer that has run out, earliest first."""
        now_s = self._clock.now_s()
        with self._lock:
            due = sorted((at, name) for name, at in self._due_s.items() if at <= now_s)
            for _, name in due:
                del self._due_s[name]
        for _, name in due:
            post(TimerFired(name))
