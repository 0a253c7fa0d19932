"""The wall clock, so that a test or a rehearsal can live on another day.

Made once by wiring and by the commands; `now()` is called on the keeper thread and wherever a date is shown. The pure
packages never see it. `EARPIECE_NOW` (contract.md; tests only) sets where it starts; from there it runs monotonic.
Without it every call asks the system again, because a machine that slept or was set right must not keep the old time.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from app.errors import BadOption

VARIABLE = "EARPIECE_NOW"


class Clock:
    """`start`: with its zone; None: the system's own time."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start
        self._started_s = time.monotonic()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Clock:
        """Raises BadOption when EARPIECE_NOW is not a moment with a zone."""
        text = environ.get(VARIABLE, "").strip()
        return cls(_moment(text) if text else None)

    @property
    def is_set(self) -> bool:
        """True when it does not show the system's time (`doctor` says so)."""
        return self._start is not None

    def now(self) -> datetime:
        """The moment, with its zone."""
        if self._start is None:
            return datetime.now().astimezone()
        return self._start + timedelta(seconds=time.monotonic() - self._started_s)


def _moment(text: str) -> datetime:
    fix = "Write it with its zone, as in 2026-03-01T09:00:00+01:00."
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadOption(f"{VARIABLE}: '{text}' is not a date and time.", fix) from None
    if moment.tzinfo is None:
        raise BadOption(f"{VARIABLE}: '{text}' has no time zone.", fix)
    return moment
