"""How soon the answers of this run began, as the session measured it: the one speed that is true on this computer.

Made with the window, read by the settings page. Main thread; nothing of it is kept.
"""

from __future__ import annotations

from collections import deque
from statistics import median

from PySide6.QtCore import QObject, Slot

from app.events import TurnTimings
from app.ui.bridge import Bridge

LATEST = 20
"""Answers; what was slow an hour ago is no news of now."""


class Promptness(QObject):
    """`words` once there was an answer."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._gaps_s: deque[float] = deque(maxlen=LATEST)
        bridge.happened.connect(self._note)

    @property
    def words(self) -> str:
        """'' before the first spoken answer."""
        if not self._gaps_s:
            return ""
        words = self.tr("Here I began to answer after {seconds} s (the middle of the last {count}).")
        return words.format(seconds=f"{median(self._gaps_s):.1f}", count=len(self._gaps_s))

    @Slot(object)
    def _note(self, event: object) -> None:
        if isinstance(event, TurnTimings) and event.response_gap_ms is not None:
            self._gaps_s.append(event.response_gap_ms / 1000)
