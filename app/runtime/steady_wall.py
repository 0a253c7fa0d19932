"""The wall clock of a running conversation: it may be set forward, but not back.

Why: an episode is stamped when it is kept. A clock that is set right by hours in the middle of a conversation would put
its next lines before its first ones. So while people talk the old time goes on; after a pause that ends a conversation
the clock is believed again. Called on the keeper's thread.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from app.runtime.clock import SessionClock

SLACK_S = 0.05
"""So far back the system's clock may be: it is corrected by less all the time."""
PAUSE_S = 1_800.0
"""Turns further apart belong to two conversations (keeper.py)."""


class WallClock(Protocol):
    """The date and time of this machine, with its zone."""

    def now(self) -> datetime: ...


class SteadyWall:
    """`clock`: goes on whatever happens to `wall`."""

    def __init__(self, wall: WallClock, clock: SessionClock) -> None:
        self._wall = wall
        self._clock = clock
        self._last = wall.now()
        self._last_s = clock.now_s()

    def now(self) -> datetime:
        """As the system's, unless that was set back less than PAUSE_S after the last call."""
        told, now_s = self._wall.now(), self._clock.now_s()
        passed_s = now_s - self._last_s
        steady = (self._last + timedelta(seconds=passed_s)).astimezone(told.tzinfo)
        is_behind = steady - told > timedelta(seconds=SLACK_S)
        if not is_behind or passed_s > PAUSE_S or self._clock.is_virtual:  # a file's clock runs at any speed
            steady = told
        self._last, self._last_s = steady, now_s
        return steady
