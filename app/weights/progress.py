"""Shows how far a download is: one moving line on a terminal, a plain line now and then anywhere else.

Used by the pull on the main thread; writes to standard error, so that standard output stays the command's answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

_REDRAW_S = 0.1
_PLAIN_STEP = 0.2  # without a terminal: a line per fifth,
_PLAIN_STEP_S = 2.0  # and none for what is over at once
_BAR_CELLS = 24


def size_text(size_bytes: float) -> str:
    """1117320768 -> "1.12 GB"; decimal units, as disks are sold."""
    if size_bytes >= 1e9:
        return f"{size_bytes / 1e9:.2f} GB"
    if size_bytes >= 1e6:
        return f"{size_bytes / 1e6:.0f} MB"
    return f"{size_bytes / 1e3:.0f} kB"


class Progress:
    """One transfer after the other: `start`, then `at` as often as one likes, then `finish`."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._moving = stream.isatty()
        self._title = ""
        self._total_bytes = 1
        self._first_bytes = 0
        self._started_s = 0.0
        self._shown_s = 0.0
        self._shown_share = 0.0

    def start(self, title: str, total_bytes: int, done_bytes: int = 0) -> None:
        """`done_bytes`: already here from an earlier, interrupted time."""
        self._title, self._total_bytes, self._first_bytes = title, max(total_bytes, 1), done_bytes
        self._started_s = self._clock()
        self._shown_s, self._shown_share = 0.0, done_bytes / self._total_bytes
        if not self._moving:
            self._shown_s = self._started_s
            resumed = f", {size_text(done_bytes)} of it is here already" if done_bytes else ""
            self.say(f"{title}: {size_text(total_bytes)}{resumed}")

    def at(self, done_bytes: int) -> None:
        now_s, share = self._clock(), min(done_bytes / self._total_bytes, 1.0)
        if self._moving:
            if now_s - self._shown_s < _REDRAW_S and share < 1.0:
                return
            cells = round(share * _BAR_CELLS)
            bar = "█" * cells + "░" * (_BAR_CELLS - cells)
            self._stream.write(f"\r\x1b[K  {self._title}  {bar} {self._figures(done_bytes, now_s)}")
            self._stream.flush()
            self._shown_s = now_s
        elif share - self._shown_share >= _PLAIN_STEP and now_s - self._shown_s >= _PLAIN_STEP_S:
            self._shown_s, self._shown_share = now_s, share
            self.say(f"{self._title}: {self._figures(done_bytes, now_s)}")

    def finish(self) -> None:
        """The line is free again."""
        if self._moving:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def say(self, line: str) -> None:
        """A line of its own, above the bar."""
        self.finish()
        self._stream.write(f"  {line}\n")
        self._stream.flush()

    def _figures(self, done_bytes: int, now_s: float) -> str:
        took_s = max(now_s - self._started_s, 0.001)
        speed = size_text((done_bytes - self._first_bytes) / took_s)
        done = f"{size_text(done_bytes)} of {size_text(self._total_bytes)}"
        return f"{done_bytes / self._total_bytes:.0%}  {done}  {speed}/s"
