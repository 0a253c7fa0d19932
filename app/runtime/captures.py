"""The watchdog over other programs' recordings: a call begins, and the mode `open` falls asleep until it ends.

Its own thread, named `captures`, because asking the sound server may take seconds when it is ill. Built only when the
mode is `open`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

WATCH_S = 3.0


class Captures(Protocol):
    """Who records besides us."""

    def others(self) -> frozenset[str]:
        """Names of the programs; may take seconds."""


class CaptureWatch:
    """`tell(program)`: somebody began to record, by name; `tell("")`: nobody does any more. On the watch's thread."""

    def __init__(self, captures: Captures, tell: Callable[[str], None], every_s: float = WATCH_S) -> None:
        self._captures = captures
        self._tell = tell
        self._every_s = every_s
        self._is_captured = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="captures", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Returns at once; a question under way is left to itself. Safe to call twice."""
        self._ended.set()

    def look(self) -> None:
        """Ask once."""
        others = self._captures.others()
        if bool(others) != self._is_captured and not self._ended.is_set():
            self._is_captured = bool(others)
            self._tell(min(others, default=""))

    def _run(self) -> None:
        while not self._ended.wait(self._every_s):
            self.look()
