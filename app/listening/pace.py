"""How long this user pauses in the middle of a thought: a moving average, kept from day to day.

Some people speak in one go, others look for words. Written by the endpoint (endpoint.py) on the session thread.
"""

from __future__ import annotations

USUAL_PAUSE_S = 0.6
"""Before anything is known."""
_LEAST_S = 0.25
"""Anything shorter is a breath or a stop consonant, not a search for words."""
_MOST_S = 2.0
"""Somebody who was called away says no more than this."""
_WEIGHT = 0.1
"""Of one pause: some twenty pauses change the average, one does not."""


class Pace:
    """A moving average of pauses after which the user went on."""

    def __init__(self, average_s: float = USUAL_PAUSE_S) -> None:
        """average_s: as it was kept; within what a pause can be."""
        self._average_s = min(max(average_s, _LEAST_S), _MOST_S)

    @property
    def average_s(self) -> float:
        return self._average_s

    def note(self, pause_s: float) -> None:
        """The user paused for `pause_s` and went on."""
        if pause_s >= _LEAST_S:
            self._average_s += _WEIGHT * (min(pause_s, _MOST_S) - self._average_s)
