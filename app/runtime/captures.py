"""The watch over other programs' recordings: a call begins, and the mode `open` falls asleep until it ends.

`look` runs on the thread of server_watch.py, whenever a stream began or ended: asking the sound server may take seconds
when it is ill. Built only when the mode is `open`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Captures(Protocol):
    """Who records besides us."""

    def others(self) -> frozenset[str]:
        """Names of the programs; may take seconds."""


class CaptureWatch:
    """`tell(program)`: somebody began to record, by name; `tell("")`: nobody does any more."""

    def __init__(self, captures: Captures, tell: Callable[[str], None]) -> None:
        self._captures = captures
        self._tell = tell
        self._is_captured = False
        self._has_ended = False

    def look(self) -> None:
        """Ask once."""
        others = self._captures.others()
        if bool(others) != self._is_captured and not self._has_ended:
            self._is_captured = bool(others)
            self._tell(min(others, default=""))

    def close(self) -> None:
        """From any thread: nothing is told any more. Safe to call twice."""
        self._has_ended = True
