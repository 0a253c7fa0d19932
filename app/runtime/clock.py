"""The session's clock: seconds since it began to listen. Real for devices; for files it counts the file's samples."""

from __future__ import annotations

import threading
import time
from typing import Protocol


class SessionClock(Protocol):
    """Read on every thread."""

    def now_s(self) -> float: ...

    @property
    def is_virtual(self) -> bool:
        """Time passes only when somebody advances it: nobody may wait for it by sleeping."""


class RealClock:
    """Monotonic, from the moment it is made."""

    is_virtual = False

    def __init__(self) -> None:
        self._zero_s = time.monotonic()

    def now_s(self) -> float:
        return time.monotonic() - self._zero_s


class FileClock:
    """Advanced by whoever delivers the file. At real pace, time between two blocks passes as it does on the wall."""

    is_virtual = True

    def __init__(self, *, is_realtime: bool) -> None:
        self._is_realtime = is_realtime
        self._lock = threading.Lock()
        self._at = (0.0, time.monotonic())
        self._is_running = False

    def advance(self, t_s: float) -> None:
        with self._lock:
            self._at = (t_s, time.monotonic())
            self._is_running = True

    def now_s(self) -> float:
        with self._lock:
            t_s, since_s = self._at
            return t_s + (time.monotonic() - since_s if self._is_realtime and self._is_running else 0.0)
