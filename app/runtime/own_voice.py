"""Our own voice, taken out of what the microphone hears before the ear gets it.

Called by runtime/listener.py for every block of a run with real devices, on the listener thread. The canceller runs
only while we speak and for two seconds after: at other times the sound passes as it is.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from app.audio.clip import HEARING_HZ, Samples
from app.engines.protocols import EchoCanceller
from app.listening.echo_level import EchoLevel

CANCELLED_SAMPLES = 160
"""The canceller takes 10 ms at a time."""
REGROUPED_SAMPLES = 128
"""8 ms later than they came: so every block of 512 makes a block of 512, with the canceller or without."""
EARLIEST_ECHO_S = 0.010
LATEST_ECHO_S = 0.300
"""Between these delays the canceller finds the echo well. Outside, the devices told wrong times; we correct them."""
GOOD_DELAY_S = 0.040
MOST_SHIFT_S = 1.2


class Played(Protocol):
    """What left the speaker, as audio/reference.py keeps it."""

    def read(self, t_s: float, count: int) -> Samples: ...

    def shift(self, earlier_s: float) -> None: ...

    def forget(self) -> None: ...


class Left(NamedTuple):
    """What is left of a block. `ceiling`: the most that its probability of a voice may be."""

    samples: Samples
    t_s: float
    ceiling: float


class OwnVoice:
    """Follows one capture stream; blocks of 512 samples at 16 kHz in order."""

    def __init__(self, canceller: EchoCanceller, played: Played, level: EchoLevel) -> None:
        self._canceller = canceller
        self._played = played
        self._level = level
        self._shift_s = 0.0
        self._heard_rest = self._played_rest = np.zeros(0, np.float32)
        self._left = np.zeros(REGROUPED_SAMPLES, np.float32)

    def take_out(self, block: Samples, t_s: float) -> Left:
        """block: float32 (512,), 16 kHz; `t_s`: session time of its first sample. What is left is 8 ms older."""
        played = self._played.read(t_s, len(block))
        self._level.hear(block, played)
        is_cancelled = self._level.needs_canceller
        heard = np.concatenate([self._heard_rest, block])
        played = np.concatenate([self._played_rest, played])
        whole = len(heard) // CANCELLED_SAMPLES * CANCELLED_SAMPLES
        now = self._canceller.cancel(heard[:whole], played[:whole]) if is_cancelled else heard[:whole]
        self._heard_rest, self._played_rest = heard[whole:], played[whole:]
        left = np.concatenate([self._left, now])
        samples, self._left = left[: len(block)], left[len(block) :]
        ceiling = self._level.ceiling(samples, is_cancelled=is_cancelled)
        self._correct_times()
        return Left(samples, t_s - REGROUPED_SAMPLES / HEARING_HZ, ceiling)

    def forget(self) -> None:
        """The stream is over: nothing of it is left in memory. Whether it is a room with echo stays known."""
        self._heard_rest = self._played_rest = np.zeros(0, np.float32)
        self._left = np.zeros(REGROUPED_SAMPLES, np.float32)
        self._played.forget()
        self._level.start_again()
        self._canceller.reset()

    def _correct_times(self) -> None:
        """An echo that comes before its cause, or much later, comes from a device that tells wrong times."""
        delay_s = self._level.delay_s
        if self._level.is_lost and self._shift_s:
            self._shift(-self._shift_s)
        elif delay_s is not None and not EARLIEST_ECHO_S <= delay_s <= LATEST_ECHO_S:
            earlier_s = GOOD_DELAY_S - delay_s
            self._shift(earlier_s if abs(self._shift_s + earlier_s) <= MOST_SHIFT_S else -self._shift_s)

    def _shift(self, earlier_s: float) -> None:
        """No device is wrong by more than MOST_SHIFT_S: then, and when the way is lost, its own times are as good."""
        if earlier_s:
            self._shift_s += earlier_s
            self._played.shift(earlier_s)
            self._level.start_again()
