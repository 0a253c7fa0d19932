"""The level gate in front of the detector: in a quiet room the detector need not run at all.

Silence is most of the day, and the detector costs most of what idle listening costs. So a block is given to it only
while it is louder than the room, and for a second after. Called by ear.py for every block, on the listener thread.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples

SILENCE_DB = -120.0
"""What digital silence counts as (dBFS): below anything a 16-bit recording can hold."""

_BLOCK_S = FRAME_SAMPLES / HEARING_HZ


def level_db(samples: Samples) -> float:
    """Root mean square of float32 (n,), [-1, 1], in dB below full scale; SILENCE_DB for zeros and for no samples."""
    if not len(samples):
        return SILENCE_DB
    power = float(np.dot(samples, samples)) / len(samples)
    return max(SILENCE_DB, 10 * float(np.log10(power))) if power > 0 else SILENCE_DB


class LevelGate:
    """Does this block need the detector? One block after the other, all of one stream."""

    def __init__(
        self, margin_db: float = 6.0, floor_db: float = -60.0, hold_s: float = 1.0, memory_s: float = 4.0
    ) -> None:
        """margin_db: how much louder than the room a block must be. Steady noise swings by 1 to 2 dB, a soft vowel
        stands 8 dB and more above the room. floor_db: nothing below it is ever a voice. hold_s: stays open after the
        last loud block. memory_s: the room's level is the quietest block of so many seconds (longer than a breath,
        so that talk is not taken for the room)."""
        self._margin_db = margin_db
        self._floor_db = floor_db
        self._hold_blocks = round(hold_s / _BLOCK_S)
        self._levels_db: deque[float] = deque(maxlen=round(memory_s / _BLOCK_S))
        self._open_blocks = 0
        self.forget()

    def passes(self, block_db: float) -> bool:
        """block_db: level of the next block."""
        self._levels_db.append(block_db)
        if block_db > max(self._floor_db, min(self._levels_db) + self._margin_db):
            self._open_blocks = max(self._open_blocks, self._hold_blocks)
        self._open_blocks -= 1
        return self._open_blocks >= 0

    def stands_out(self, voiced_levels_db: list[float]) -> bool:  # noqa: ARG002 - until the room's noise is known better
        """Is this utterance louder than what has been there all the time? Levels of its voiced blocks, dBFS."""
        return True

    def forget(self) -> None:
        """The next block is the first of a new stream: open until the room has been heard for a while."""
        self._levels_db.clear()
        self._open_blocks = self._levels_db.maxlen or 0
