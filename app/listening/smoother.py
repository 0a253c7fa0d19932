"""From a probability per block to "a voice begins", "it pauses", "it goes on", "it has ended": onset and hangover.

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

_RESUME_BLOCKS = 2
"""64 ms of voice within 160 ms."""

Change = Literal["started", "paused", "resumed", "stopped"]


class Smoother:
    """Decides over a stream of probabilities, one per 32 ms block."""

    def __init__(
        self,
        soft_end_s: float = 0.032,
        hard_end_s: float = 7.0,
        onset_s: float = 0.096,
        start_at: float = 0.5,
        keep_at: float = 0.35,
    ) -> None:
        """soft_end_s, hard_end_s: so much below `keep_at` pauses and ends the voice. onset_s: so much at or above
        `start_at` begins it, with up to two weaker blocks in between. After a pause _RESUME_BLOCKS at or above
        `keep_at` let it go on: a last syllable is often no louder than that, and must not be lost."""
        self._soft_end_blocks = max(1, round(soft_end_s / _BLOCK_S))
        self._hard_end_blocks = max(self._soft_end_blocks + 1, round(hard_end_s / _BLOCK_S))
        self._onset_blocks = max(1, round(onset_s / _BLOCK_S))
        self._start_at = start_at
        self._keep_at = keep_at
        self._onset: deque[bool] = deque(maxlen=self._onset_blocks + 2)
        self._onset_db: deque[float] = deque(maxlen=self._onset_blocks + 2)
        self._voiced_blocks = 0
        self._quiet_blocks = 0
        self._is_suspicious = False
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
    def is_paused(self) -> bool:
        """Between "paused" and "resumed" or "stopped"."""
        return self.is_speaking and self._quiet_blocks >= self._soft_end_blocks

    @property
    def is_still(self) -> bool:
        """In a pause, and the last block gave no reason to expect its end."""
        return self.is_paused and not self._is_suspicious

    @property
    def onset_blocks_ago(self) -> int:
        """When a voice has just started or resumed: how many blocks before the latest one its first block was."""
        return len(self._onset) - 1 - self._onset.index(True)

    def step(self, probability: float, level_db: float = 0.0) -> Change | None:
        """probability: 0 .. 1 for the next block; level_db: its loudness. What changed with it."""
        if not self.is_speaking:
            return self._begin(probability, level_db)
        return self._wait(probability, level_db) if self.is_paused else self._keep(probability)

    def end(self) -> None:
        """Whatever voice comes next is a new one."""
        self.is_speaking = False
        self._forget_onset()

    def forget(self) -> None:
        """Start anew: nobody is speaking."""
        self.end()
        self._voiced_blocks = self._quiet_blocks = 0

    def _forget_onset(self) -> None:
        self._onset.clear()
        self._onset_db.clear()
        self._is_suspicious = False

    def _is_onset(self, probability: float, level_db: float) -> bool:
        self._onset_db.append(level_db)
        self._onset.append(probability >= self._start_at and level_db >= max(self._onset_db) - _ECHO_DB)
        return sum(self._onset) >= self._onset_blocks

    def _begin(self, probability: float, level_db: float) -> Change | None:
        if not self._is_onset(probability, level_db):
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
        if not self.is_paused:
            return None
        self._forget_onset()
        return "paused"

    def _wait(self, probability: float, level_db: float) -> Change | None:
        self._quiet_blocks += 1
        self._is_suspicious = probability >= self._keep_at
        self._onset_db.append(level_db)
        self._onset.append(self._is_suspicious and level_db >= max(self._onset_db) - _ECHO_DB)
        if sum(self._onset) >= _RESUME_BLOCKS:
            self._voiced_blocks += sum(self._onset)
            self._quiet_blocks = 0
            return "resumed"
        if self._quiet_blocks < self._hard_end_blocks:
            return None
        self.end()
        return "stopped"
