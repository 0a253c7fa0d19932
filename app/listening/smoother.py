"""From a probability per block to "a voice begins" and "it has ended": onset and hangover, nothing else.

A single loud block is a click, and a single quiet one is a stop consonant. Called by ear.py on the listener thread.
"""

from __future__ import annotations

from collections import deque
from typing import Literal

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ

_BLOCK_S = FRAME_SAMPLES / HEARING_HZ
_ECHO_DB = 30.0
"""The detector goes on for two or three blocks after a burst has ended. A block so far below its neighbours is not the
burst: without this a cut-off vowel of 50 ms passed for a beginning."""

Change = Literal["started", "stopped"]


class Smoother:
    """Decides over a stream of probabilities, one per 32 ms block."""

    def __init__(
        self, hangover_s: float = 0.64, onset_s: float = 0.096, start_at: float = 0.5, keep_at: float = 0.35
    ) -> None:
        """hangover_s: so much below `keep_at` ends the voice. onset_s: so much at or above `start_at` begins it, with
        up to two weaker blocks in between."""
        self._hangover_blocks = max(1, round(hangover_s / _BLOCK_S))
        self._onset_blocks = max(1, round(onset_s / _BLOCK_S))
        self._start_at = start_at
        self._keep_at = keep_at
        self._onset: deque[bool] = deque(maxlen=self._onset_blocks + 2)
        self._onset_db: deque[float] = deque(maxlen=self._onset_blocks + 2)
        self._voiced_blocks = 0
        self._quiet_blocks = 0
        self.is_speaking = False
        """Between "started" and "stopped"."""

    @property
    def voiced_s(self) -> float:
        """How much of the running (or just finished) voice was voice."""
        return self._voiced_blocks * _BLOCK_S

    @property
    def quiet_s(self) -> float:
        """How long it has been quiet by now."""
        return self._quiet_blocks * _BLOCK_S

    @property
    def onset_blocks_ago(self) -> int:
        """When a voice has just started: how many blocks before the latest one its first block was."""
        return len(self._onset) - 1 - self._onset.index(True)

    def step(self, probability: float, level_db: float = 0.0) -> Change | None:
        """probability: 0 .. 1 for the next block; level_db: its loudness. What changed with it."""
        return self._keep(probability) if self.is_speaking else self._begin(probability, level_db)

    def forget(self) -> None:
        """Start anew: nobody is speaking."""
        self._onset.clear()
        self._onset_db.clear()
        self._voiced_blocks = self._quiet_blocks = 0
        self.is_speaking = False

    def _begin(self, probability: float, level_db: float) -> Change | None:
        self._onset_db.append(level_db)
        self._onset.append(probability >= self._start_at and level_db >= max(self._onset_db) - _ECHO_DB)
        if sum(self._onset) < self._onset_blocks:
            return None
        self.is_speaking = True
        self._voiced_blocks = sum(self._onset)
        self._quiet_blocks = 0
        return "started"

    def _keep(self, probability: float) -> Change | None:
        if probability >= self._keep_at:
            self._voiced_blocks += 1
            self._quiet_blocks = 0
            return None
        self._quiet_blocks += 1
        if self._quiet_blocks < self._hangover_blocks:
            return None
        self.is_speaking = False
        self._onset.clear()
        return "stopped"
