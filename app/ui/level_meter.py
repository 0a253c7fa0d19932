"""A live meter of a level: of the microphone, grey in a quiet room, coral while there is a voice; of the loudspeaker.

Part of the settings page and the first run, on the main thread. It falls slowly, so that one can see the peaks; it is
painted only when a new level comes, at most as often as the microphone gives blocks.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import style
from app.ui.bridge import Bridge

QUIET_DB, LOUD_DB = -62.0, -12.0
"""The ends of the meter, dB below full scale: a still room, and somebody who shouts into it."""
VOICE_DB = -45.0
"""Talk at an arm's length from a laptop."""
FALL_DB = 2.5
"""How far the bar falls with each block of sound that is softer."""
BARS = 32
LOOK_MS = 50
"""How often somebody who looks at a meter asks."""


class LevelWatch(QObject):
    """Asks how loud it is while somebody looks, in dB below full scale: `level` of the microphone, `played` of the
    loudspeaker."""

    level = Signal(float)
    played = Signal(float)

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def look(self, *, is_on: bool) -> None:
        """Somebody looks, or nobody does."""
        self._timer.start() if is_on else self._timer.stop()

    @Slot()
    def _look(self) -> None:
        if self._bridge.conversation is not None:
            self.level.emit(self._bridge.conversation.level_db())
            self.played.emit(self._bridge.conversation.played_db())


class LevelMeter(QWidget):
    """`show_db`; None: the microphone is closed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._db: float | None = None
        self._name = name
        self.setAccessibleName(name)
        self.setMinimumWidth(120)
        self.setFixedHeight(18)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def db(self) -> float | None:
        """What is shown now."""
        return self._db

    @property
    def hears_voice(self) -> bool:
        return self._db is not None and self._db > VOICE_DB

    def show_db(self, level_db: float | None) -> None:
        if level_db is not None and self._db is not None:
            level_db = max(level_db, self._db - FALL_DB)
        if level_db != self._db:
            self._db = level_db
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        colours = style.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / BARS
        lit = round(self._share() * BARS)
        for n in range(BARS):
            is_voice = n >= round(BARS * (VOICE_DB - QUIET_DB) / (LOUD_DB - QUIET_DB))
            on = colours.accent if is_voice else colours.soft
            painter.setBrush(QColor(on if n < lit else colours.line))
            painter.drawRoundedRect(QRectF(n * step + 1, 2, max(2.0, step - 3), self.height() - 4), 2, 2)

    def _share(self) -> float:
        if self._db is None:
            return 0.0
        return min(1.0, max(0.0, (self._db - QUIET_DB) / (LOUD_DB - QUIET_DB)))
