"""Does our own voice come back through the microphone, how loud, and is what is left of it mistaken for somebody?

Headphones are found out, not asked for: where nothing of what was played is in the microphone there is no echo, and no
canceller may touch the user's voice (it would take half of their words away while we speak). Where there is echo, a
block counts as a voice only when it stands out of what our own voice can have left in it. Called by
runtime/own_voice.py for every block, on the listener thread. Pure: it counts blocks.
"""

from __future__ import annotations

from collections import deque
from typing import Literal

import numpy as np

from app.audio.clip import FRAME_SAMPLES, HEARING_HZ, Samples
from app.listening.level import SILENCE_DB, level_db
from app.listening.resemblance import LATEST_S, resemblance

Room = Literal["unknown", "loudspeakers", "headphones"]

_BLOCK_S = FRAME_SAMPLES / HEARING_HZ
HOLD_S = 2.0
"""So long after our last sound its echo may still be there, and the canceller goes on."""
_SOUND_DB = -60.0
_LOUD_DB = -45.0
"""Played, or come back, at least so loud: blocks that say something about the room."""
_DECAY_DB_PER_S = 60.0
"""A room that takes a second to fall by 60 dB: a large living room. (The test's hall falls faster.)"""
_WINDOW_BLOCKS = 63
_LEFT_BLOCKS = 16
_LOOK_BLOCKS = 16
"""Every half second of our voice, at the last two."""
_IS_ECHO = 8.0
_IS_NOTHING = 6.5
"""Clarity, see resemblance.py: an echo, and no echo."""
_LOOKS_FOR_HEADPHONES = 4
_LOOKS_FOR_MOVED = 4
_LOOKS_FOR_LOST = 16
_SOFTER_DB = 15.0
"""And the microphone stays so far below what is played: what is loud may be an echo that was not found."""
_STILL_ECHO = 12.0
"""Clarity of half a second of what the canceller leaves: the user speaking over us 4 to 10, an echo that it lost
track of 14 to 33 (5th to 95th percentile, and 25th to 95th)."""
_MOVED_S = 0.010
_FAINT_DB = -50.0
"""An echo below this needs no canceller: any voice stands out of it."""
_SETTLED_DB = 10.0
_SETTLE_BLOCKS = 25
_MARGIN_NEW_DB = 3.0
_MARGIN_SETTLED_DB = -15.0
"""Above the echo as it came in: what the canceller may leave before and after it has learned the room. Of a user who is
as loud as the echo 9 blocks of 10 are above the second, 3 of 10 above the first."""
_MARGIN_FAINT_DB = 6.0
_SURELY_USER_DB = 20.0
"""Above the echo as it came in: no echo, whatever went wrong."""


class EchoLevel:
    """Follows one microphone beside what the speaker plays."""

    def __init__(self) -> None:
        self._heard: deque[Samples] = deque(maxlen=_WINDOW_BLOCKS)
        self._played: deque[Samples] = deque(maxlen=_WINDOW_BLOCKS)
        self._left: deque[Samples | None] = deque(maxlen=_LEFT_BLOCKS)
        self._tail_db: deque[float] = deque(maxlen=round(LATEST_S / _BLOCK_S) + 2)
        self._couplings_db: deque[float] = deque(maxlen=3 * _SETTLE_BLOCKS)
        self._taken_db: deque[float] = deque(maxlen=_SETTLE_BLOCKS)
        self._level_db = SILENCE_DB
        self._since_sound = round(HOLD_S / _BLOCK_S)
        self._to_look = _LOOK_BLOCKS
        self._unclear_looks = 0
        self._lost_looks = 0
        self._moved_looks = 0
        self._moved_to_s = 0.0
        self._is_settled = False
        self.played_db = SILENCE_DB
        self.room: Room = "unknown"
        self.delay_s: float | None = None
        """From the played block to its echo in the microphone, when there is one."""

    @property
    def is_sounding(self) -> bool:
        """We play, or did so just now."""
        return self._since_sound < round(HOLD_S / _BLOCK_S)

    @property
    def coupling_db(self) -> float:
        """How much louder our voice comes back than it was played (usually below 0)."""
        return float(np.median(self._couplings_db)) if self._couplings_db else 0.0

    @property
    def echo_db(self) -> float:
        """The loudest that our own voice can be in the microphone just now."""
        return self._tail_now_db() + self.coupling_db if self.is_sounding else SILENCE_DB

    @property
    def taken_db(self) -> float:
        """What the canceller took away of the last second of loud echo; 0 before it had one."""
        return float(np.median(self._taken_db)) if self._taken_db else 0.0

    @property
    def is_lost(self) -> bool:
        """The microphone is loud while we speak, and for many seconds nothing of our voice was found in it."""
        return self._lost_looks >= _LOOKS_FOR_LOST

    @property
    def needs_canceller(self) -> bool:
        if not self.is_sounding or self.room == "headphones":
            return False
        return self.room == "unknown" or max(self._tail_db) + self.coupling_db > _FAINT_DB

    def hear(self, microphone: Samples, played: Samples) -> None:
        """The next block of both, float32 (512,), 16 kHz: before the canceller, and what it is given beside it."""
        played_db = self.played_db = level_db(played)
        self._since_sound = 0 if played_db > _SOUND_DB else self._since_sound + 1
        self._heard.append(microphone)
        self._played.append(played)
        before_db = self._tail_db[-1] if self._tail_db else SILENCE_DB
        self._tail_db.append(max(played_db, before_db - _DECAY_DB_PER_S * _BLOCK_S))
        self._level_db = level_db(microphone)
        if self.delay_s is not None and self._tail_now_db() > _LOUD_DB:
            self._couplings_db.append(self._level_db - self._tail_now_db())
        if played_db > _SOUND_DB:
            self._to_look -= 1
            if self._to_look <= 0:
                self._to_look = _LOOK_BLOCKS
                self._look()

    def ceiling(self, left: Samples, *, is_cancelled: bool) -> float:
        """left: float32 (512,), the newest block as the ear will get it. The most its probability of a voice may be."""
        if not self.is_sounding or self.room == "headphones":
            return 1.0
        left_db = level_db(left)
        if not is_cancelled:
            return 0.0 if left_db < self.echo_db + _MARGIN_FAINT_DB else 1.0
        self._settle(left_db)
        stands_out = left_db >= self.echo_db + (_MARGIN_SETTLED_DB if self._is_settled else _MARGIN_NEW_DB)
        self._left.append(left if stands_out else None)
        if stands_out and self._is_settled and left_db < self.echo_db + _SURELY_USER_DB and self._is_our_own():
            self._unsettle()
            return 0.0
        return 1.0 if stands_out else 0.0

    def start_again(self) -> None:
        """Another capture stream, or another alignment: no sound of before is kept. The room may be the same."""
        self._heard.clear()
        self._played.clear()
        self._left.clear()
        self._lost_looks = self._moved_looks = 0
        self.delay_s = None
        self._unsettle()

    # ---- looking ---------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        found = resemblance(np.concatenate(self._heard), np.concatenate(self._played))
        if found.clarity >= _IS_ECHO:
            self._unclear_looks = self._lost_looks = 0
            self._find(found.delay_s)
        elif _loudest_db(self._heard) > _loudest_db(self._played) - _SOFTER_DB:
            self._lost_looks += 1
        else:
            self._unclear_looks = self._unclear_looks + 1 if found.clarity < _IS_NOTHING else 0
            if self._unclear_looks >= _LOOKS_FOR_HEADPHONES:
                self.room = "headphones"
                self.delay_s = None
                self._couplings_db.clear()
                self._unsettle()

    def _find(self, delay_s: float) -> None:
        """A known delay is believed until another one is found some times in a row: speech has its own periods."""
        self.room = "loudspeakers"
        if self.delay_s is not None and abs(delay_s - self.delay_s) > _MOVED_S:
            is_same = abs(delay_s - self._moved_to_s) <= _MOVED_S
            self._moved_looks = self._moved_looks + 1 if is_same else 1
            self._moved_to_s = delay_s
            if self._moved_looks < _LOOKS_FOR_MOVED:
                return
        if self.delay_s is None or abs(delay_s - self.delay_s) > _MOVED_S:
            self._couplings_db.clear()
            self._unsettle()
        self._moved_looks = 0
        self.delay_s = delay_s

    def _unsettle(self) -> None:
        """The canceller has to learn its way anew: until then only what is louder than the echo is a voice."""
        self._is_settled = False
        self._taken_db.clear()

    def _tail_now_db(self) -> float:
        """The played level that is in the microphone now: the loudest around the delay, or of all that may be."""
        if self.delay_s is None:
            return max(self._tail_db)
        newest = len(self._tail_db) - 1
        at = newest - max(0, round(self.delay_s / _BLOCK_S))
        return max(self._tail_db[max(0, at - 1)], self._tail_db[max(0, at)], self._tail_db[min(newest, max(0, at + 1))])

    def _settle(self, left_db: float) -> None:
        if self.echo_db > _LOUD_DB:
            self._taken_db.append(self._level_db - left_db)
        if len(self._taken_db) == _SETTLE_BLOCKS and self.taken_db >= _SETTLED_DB:
            self._is_settled = True

    def _is_our_own(self) -> bool:
        """What stood out for a quarter of a second still comes out of what was played: the canceller lost its track.

        The rest is left out: it is quiet, but whitened it would be as loud as a user.
        """
        if sum(block is not None for block in self._left) < _LEFT_BLOCKS // 2:
            return False
        hush = np.zeros(FRAME_SAMPLES, np.float32)
        left = np.concatenate([hush if block is None else block for block in self._left])
        played = np.concatenate(list(self._played)[-2 * _LEFT_BLOCKS :])
        return len(played) >= len(left) and resemblance(left, played).clarity >= _STILL_ECHO


def _loudest_db(blocks: deque[Samples]) -> float:
    """Of the loudest tenth."""
    return float(np.percentile([level_db(block) for block in blocks], 90))
