"""The level gate in front of the detector: in a quiet room the detector need not run at all.

Silence is most of the day, and the detector costs most of what idle listening costs. So a block is given to it only
while it is louder than the room, and for a second after. Where other people talk, it also says how far a voice can be
the user's. Called by ear.py for every block, on the listener thread.
"""

from __future__ import annotations

import math
from collections import deque

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.listening.noise import Room

SILENCE_DB = -120.0
"""What digital silence counts as (dBFS): below anything a 16-bit recording can hold."""

_BLOCK_S = FRAME_SAMPLES / HEARING_HZ
_VOICE_AT = 0.35
_BELIEVED_AT = 0.5
_BEGIN_DB, _KEEP_DB = (2.0, 7.0), (0.5, 5.5)
"""In a room that talks: no voice below the first, no doubt above the second, over the room's level. In the middle a
certain voice counts 0.5: what begins an utterance. Talkers at the room's own level reach 4 dB (99 %). A voice that was
believed a moment ago is kept for less: the ends of words are soft."""
_KEEP_BLOCKS = 10
_LOUDEST_BLOCKS = 10
_OUT_DB = 8.0
"""The loudest tenth of an utterance, at least a third of a second, against a room that talks: somebody in it reaches
7.7 dB, a user whose voice is 10 dB above it 8.9 and more (measured)."""


def level_db(samples: Samples) -> float:
    """Root mean square of float32 (n,), [-1, 1], in dB below full scale; SILENCE_DB for zeros and for no samples."""
    if not len(samples):
        return SILENCE_DB
    power = float(np.dot(samples, samples)) / len(samples)
    return max(SILENCE_DB, 10 * math.log10(power)) if power > 0 else SILENCE_DB


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
        self._kept_blocks = 0
        self._room = Room()
        self.forget()

    def passes(self, block_db: float) -> bool:
        """block_db: level of the next block."""
        self._levels_db.append(block_db)
        if block_db > max(self._floor_db, min(self._levels_db) + self._margin_db):
            self._open_blocks = max(self._open_blocks, self._hold_blocks)
        self._open_blocks -= 1
        return self._open_blocks >= 0

    def credible(self, probability: float, block_db: float) -> float:
        """How far the detector's word on a block is to be believed, 0 .. `probability`: all of it, but where the room
        itself talks, only as far as the block stands out of it. Asked once for each block the detector hears."""
        above_db = self._room.hear(block_db, probability >= _VOICE_AT)
        if not self._room.is_talking:
            return probability
        low_db, high_db = _KEEP_DB if self._kept_blocks > 0 else _BEGIN_DB
        credible = probability * min(1.0, max(0.0, (above_db - low_db) / (high_db - low_db)))
        self._kept_blocks = _KEEP_BLOCKS if credible >= _BELIEVED_AT else self._kept_blocks - 1
        return credible

    def stands_out(self, voiced_levels_db: list[float]) -> bool:
        """voiced_levels_db: of the voiced blocks of an utterance, which has just paused. False: it was the room."""
        if not self._room.is_talking or not voiced_levels_db:
            return True
        blocks = max(_LOUDEST_BLOCKS, len(voiced_levels_db) // 10)
        loudest_db = float(np.mean(sorted(voiced_levels_db)[-blocks:]))
        return loudest_db >= self._room.level_db + _OUT_DB

    def forget(self) -> None:
        """The next block is the first of a new stream: open until the room has been heard for a while."""
        self._levels_db.clear()
        self._open_blocks = self._levels_db.maxlen or 0
        self._kept_blocks = 0
        self._room.forget()
