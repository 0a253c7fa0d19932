"""The top of the page Talk: who is there, what it is doing, and the two mutes. On the main thread.

Its shape stands beside it, in the rail, where every page shows it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui import style
from app.ui.icons import paint_shape
from app.ui.status import Shape, Status

ICON_PX = 30
NARROW_PX = 620
"""Beside two German buttons a sentence would be cut into single words."""


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
        self._name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self._state.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._state.setMinimumWidth(80)
        self._arrange()

    def _arrange(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(style.EDGE, 8, style.EDGE, 8)  # two lines below the name, and nothing moves
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        self.setMinimumHeight(style.HEAD)
        self._lay_out(is_narrow=False)

    def _lay_out(self, *, is_narrow: bool) -> None:
        """In a narrow window the sentences have a line of their own, below the buttons."""
        self._is_narrow = is_narrow
        for each in (self._name, self._state, self.microphone, self.voice):
            self._grid.removeWidget(each)
        self._grid.addWidget(self._name, 0, 0)
        self._grid.addWidget(self._state, 1, 0, 1, 3 if is_narrow else 1)
        for column, pill in enumerate((self.microphone, self.voice), 1):
            self._grid.addWidget(pill, 0, column, 1 if is_narrow else 2, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._is_narrow != (self.width() < NARROW_PX):
            self._lay_out(is_narrow=not self._is_narrow)

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
