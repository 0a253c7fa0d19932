"""The room: how loud is what goes on all the time, and does it sound like talk?

Other people talking are voices to any detector, without a pause and at any level. What tells the user apart is that the
user is near: louder than what has been there for the last ten seconds. Steady noise does not deceive the detector, so
only a room that talks holds anything back. Called by level.py while the detector is awake, on the listener thread.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ

_BLOCKS_PER_S = HEARING_HZ / FRAME_SAMPLES
_SMOOTH_BLOCKS = 5
"""Over 160 ms the power of 4 to 8 talkers stays within 4 dB of its mean (99 % of the time, measured)."""
_OUT_DB = 4.5
"""Above the room's level by more is somebody else. The same 4 dB, and a little to spare."""
_MEMORY_BLOCKS = round(10 * _BLOCKS_PER_S)
_NEW_BLOCKS = round(3.5 * _BLOCKS_PER_S)
_NEW_SPREAD_DB = 10.0
"""From the 20th to the 90th percentile of some seconds of blocks: babble of 4 to 8 talkers has 6 to 9 dB (99 %: 11),
one fluent talker without any pause 13 dB and more (99 %)."""
_DIP_PERCENTILE = 5
"""One speaker falls back to the known room between words, however even the voice: talkers in turn fill the gaps."""
_GONE_BLOCKS = round(0.8 * _BLOCKS_PER_S)
_GONE_DB = 8.0
_TALKING_SHARE = 0.3
_GAP_PERCENTILE, _GAP_DB = 10, 8.0
_LOOK_EVERY_BLOCKS = 6


class Room:
    """Hears every block that the detector hears, with the detector's word on it."""

    def __init__(self) -> None:
        self._near: deque[float] = deque(maxlen=_SMOOTH_BLOCKS)
        self._latest: deque[tuple[float, bool]] = deque(maxlen=_NEW_BLOCKS)
        self._background: deque[tuple[float, bool]] = deque(maxlen=_MEMORY_BLOCKS)
        self._until_look = 0
        self.level_db = -np.inf
        """Mean power of what does not stand out (dBFS); minus infinity before anything is known. The mean, because
        talkers who pause now and then are as loud as before when they go on."""
        self.is_talking = False
        """Much of the background sounds like voices."""

    def hear(self, level_db: float, is_voice: bool) -> float:
        """The next block. By how many dB it stands out of the room, over the last 160 ms."""
        self._near.append(10 ** (level_db / 10))
        above_db = 10 * float(np.log10(sum(self._near) / len(self._near))) - self.level_db
        self._latest.append((level_db, is_voice))
        if not is_voice or above_db < _OUT_DB:
            self._background.append((level_db, is_voice))
        self._until_look -= 1
        if self._until_look <= 0:
            self._until_look = _LOOK_EVERY_BLOCKS
            self._look()
        return above_db

    def forget(self) -> None:
        """The next block is the first of a new stream."""
        self._near.clear()
        self._latest.clear()
        self._background.clear()
        self._until_look = 0
        self.level_db = -np.inf
        self.is_talking = False

    def _look(self) -> None:
        latest = [level_db for level_db, _ in self._latest]
        if self._is_new(latest):
            middle_db = float(np.median(latest))
            self._background = deque((b for b in self._latest if b[0] < middle_db + _OUT_DB), _MEMORY_BLOCKS)
        elif len(latest) >= _GONE_BLOCKS and max(latest[-_GONE_BLOCKS:]) < self.level_db - _GONE_DB:
            self._background = deque(list(self._latest)[-_GONE_BLOCKS:], _MEMORY_BLOCKS)
        if self._background:
            self.level_db = _mean_db([level_db for level_db, _ in self._background])
            voices = sum(voice for _, voice in self._background)
            self.is_talking = voices > _TALKING_SHARE * len(self._background) and self._never_dips(latest)

    def _never_dips(self, latest: list[float]) -> bool:
        """Between the words of one speaker the room is as quiet as before; a room that talks fills every gap."""
        return len(latest) == _NEW_BLOCKS and float(np.percentile(latest, _GAP_PERCENTILE)) > self.level_db - _GAP_DB

    def _is_new(self, latest: list[float]) -> bool:
        """Voices above the known room that never pause: the room itself has begun to talk."""
        if len(latest) < _NEW_BLOCKS:
            return False
        dip_db, low_db, high_db = np.percentile(latest, (_DIP_PERCENTILE, 20, 90))
        is_even = high_db - low_db < _NEW_SPREAD_DB and dip_db > self.level_db + _OUT_DB
        return bool(is_even and sum(voice for _, voice in self._latest) > len(latest) / 2)


def _mean_db(levels_db: list[float]) -> float:
    return 10 * float(np.log10(np.mean(10 ** (np.array(levels_db) / 10))))
