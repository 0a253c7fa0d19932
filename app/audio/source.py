"""Where the user's voice comes from: a microphone, or a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.audio.clip import Samples

Hear = Callable[[Samples, float], None]
"""Called with one block of 32 ms (float32, (n,), mono, at the source's `rate_hz`) and `t_s`, the session time of its
first sample.

Runs on the source's own thread or in PortAudio's callback: it must copy and leave.
"""


class Source(Protocol):
    """Opened and closed by the devices thread; delivers blocks to `hear` in between."""

    def open(self, hear: Hear) -> None:
        """Start delivering. Raises NoDevice."""

    def close(self) -> None:
        """Stop delivering; the device is released when this returns. Safe to call twice."""

    @property
    def rate_hz(self) -> int:
        """Of the blocks; known once open. The listener resamples to 16 kHz."""

    @property
    def is_open(self) -> bool: ...

    @property
    def dropped_blocks(self) -> int:
        """Blocks lost since the first open (the bar is 0)."""
