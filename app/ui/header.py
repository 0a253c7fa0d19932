"""The top of the page Talk: who is there, what it is doing, and the two mutes. On the main thread.

Its shape stands beside it, in the rail, where every page shows it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import style
from app.ui.icons import paint_shape
from app.ui.status import Shape, Status

ICON_PX = 30


class StatusIcon(QWidget):
    """The shape of the state, in the accent colour."""

    def __init__(self) -> None:
        super().__init__()
        self._shape: Shape = "thinking"
        self.setFixedSize(ICON_PX, ICON_PX)

    def show_shape(self, shape: Shape) -> None:
        self._shape = shape
        self.setAccessibleName(shape)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        painter = QPainter(self)
        paint_shape(painter, self._shape, QRectF(self.rect()), QColor(style.theme().accent))


class Pill(QPushButton):
    """A quiet round button whose text says what it will do; filled while what it did lasts."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pill")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, tip: str, *, on: bool) -> None:
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        if self.property("on") != on:
            self.setProperty("on", on)
            self.style().unpolish(self)
            self.style().polish(self)


class Header(QFrame):
    """Draws the status; `microphone` and `voice` are pressed by the user."""

    def __init__(self, companion: str) -> None:
        super().__init__()
        self.setObjectName("header")
        self.microphone, self.voice = Pill(), Pill()
        self._name, self._state = QLabel(companion), QLabel()
        self._name.setFont(style.font("name", QFont.Weight.DemiBold))
        self._state.setObjectName("state")
        self._state.setWordWrap(True)
        self._state.setMinimumWidth(80)
        self._arrange()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._name)
        words.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.EDGE, 12, style.EDGE, 12)
        self.setMinimumHeight(style.HEAD)
        row.setSpacing(style.GAP)
        row.addLayout(words, 1)
        row.addWidget(self.microphone)
        row.addSpacing(8 - style.GAP)
        row.addWidget(self.voice)

    def show_name(self, companion: str) -> None:
        """Who is there now."""
        self._name.setText(companion)

    @Slot(object)
    def show_status(self, status: Status) -> None:
        self._state.setText("\n".join(status.sentences))
        self.microphone.say(status.microphone_wish, "Ctrl+M", on=status.mic_muted)
        self.voice.say(status.voice_wish, "", on=status.voice_muted)
        for pill in (self.microphone, self.voice):
            pill.setEnabled(status.phase != "leaving")
