"""The ring of the first run: still while it waits, wide while you speak, breathing while it talks.

Part of first_run.py, on the main thread. It moves only while something happens, a few times a second, and follows
`StateChanged` and the microphone's level: nothing in it blinks or spins.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui import style
from app.ui.level_meter import LOUD_DB, QUIET_DB

SIZE = 132
FRAME_MS = 50
BREATH_S = 2.4


class Ring(QWidget):
    """`show_level` and `breathe` are all it is told."""

    def __init__(self) -> None:
        super().__init__()
        self._level = 0.0
        self._shown = 0.0
        self._phase_s = 0.0
        self._is_breathing = False
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._step)
        self.setFixedSize(SIZE, SIZE)

    @property
    def is_moving(self) -> bool:
        return self._timer.isActive()

    def show_level(self, level_db: float) -> None:
        """Of the microphone, dB below full scale."""
        self._level = min(1.0, max(0.0, (level_db - QUIET_DB) / (LOUD_DB - QUIET_DB)))
        self._move()

    def breathe(self, *, is_on: bool) -> None:
        """It talks, or thinks."""
        self._is_breathing = is_on
        self._move()

    def _move(self) -> None:
        is_wanted = self._is_breathing or abs(self._level - self._shown) > 0.02
        if self.isVisible() and is_wanted and not self._timer.isActive():
            self._timer.start()

    def _step(self) -> None:
        self._shown += 0.35 * (self._level - self._shown)
        self._phase_s = self._phase_s + FRAME_MS / 1000 if self._is_breathing else 0.0
        if not self._is_breathing and abs(self._level - self._shown) <= 0.02:
            self._timer.stop()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(style.theme().accent)
        middle, unit = QPointF(SIZE / 2, SIZE / 2), SIZE / 22
        breath = 0.5 - 0.5 * math.cos(2 * math.pi * self._phase_s / BREATH_S) if self._is_breathing else 0.0
        swell = max(self._shown, 0.7 * breath)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for radius, width, alpha in ((8.9 + 1.5 * swell, 0.5, 0.3), (7.4 + 1.3 * swell, 0.9, 0.6)):
            ink = QColor(accent)
            ink.setAlphaF(alpha)
            painter.setPen(QPen(ink, width * unit))
            painter.drawEllipse(middle, radius * unit, radius * unit)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(middle, 5.8 * unit, 5.8 * unit)
