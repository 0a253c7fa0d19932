"""One quiet line on the page Talk: what the user's mood seems to be. Gone with the next turn, or after a while.

It always has its room, so that nothing moves when it comes and goes. Main thread.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel

from app.events import MoodSensed
from app.ui import style

FADES_MS = 120_000
"""A mood that was guessed two minutes ago is no news of now."""


class MoodLine(QLabel):
    """`follow`: every event."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("soft")
        self.setFont(style.font("small"))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(self.fontMetrics().lineSpacing() + 4)
        self._fades = QTimer(self, singleShot=True, interval=FADES_MS)
        self._fades.timeout.connect(self.clear)

    @Slot(object)
    def follow(self, event: object) -> None:
        if isinstance(event, MoodSensed):
            self.setText(self._words(event.mood))
            self.setToolTip(
                self.tr("Guessed from your words and your voice just now. It is kept nowhere. Settings, Together.")
            )
            self._fades.start()

    def _words(self, mood: str) -> str:
        return {
            "glad": self.tr("You sound glad."),
            "down": self.tr("You sound a little down."),
            "tense": self.tr("You sound tense."),
            "tired": self.tr("You sound tired."),
            "lively": self.tr("You sound lively."),
            "quiet": self.tr("You sound quieter than usual."),
        }.get(mood, "")
