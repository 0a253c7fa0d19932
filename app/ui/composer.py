"""The box to type in, at the bottom of the window. Part of the window, on the main thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.ui import style
from app.ui.glyphs import glyph_icon
from app.ui.status import Status

ARROW_PX = 20
SEND_PX = 38
LONGEST = 4000
"""Characters of one typed turn; more than the model could take in."""


class Composer(QWidget):
    """Enter or the button sends; `sent` carries the words. While the box is empty the button is a key to hold and talk:
    `pressed`, `released`."""

    sent = Signal(str)
    pressed = Signal()
    released = Signal()

    def __init__(self, companion: str) -> None:
        super().__init__()
        self.words, self._send, self._box = QLineEdit(), QPushButton(), QFrame()
        self._box.setObjectName("box")
        self.words.setObjectName("words")
        self._is_heard = True
        self.address(companion)
        self.words.setMaxLength(LONGEST)
        self.words.installEventFilter(self)
        self._send.setObjectName("send")
        self._send.setFixedSize(SEND_PX, SEND_PX)
        self._send.setIconSize(QSize(ARROW_PX, ARROW_PX))
        self._is_held = False
        self._arrange()
        self.words.textChanged.connect(self.redress)
        self.words.returnPressed.connect(self._submit)
        self._send.clicked.connect(self._submit)
        self._send.pressed.connect(self._hold)
        self._send.released.connect(self._let_go)

    def _arrange(self) -> None:
        inside = QHBoxLayout(self._box)
        inside.setContentsMargins(16, 7, 7, 7)
        inside.setSpacing(10)
        inside.addWidget(self.words, 1)
        inside.addWidget(self._send)
        self._box.setMaximumWidth(style.COLUMN)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(style.EDGE, 10, style.EDGE, 24)
        outside.addWidget(self._box)
        self.redress()

    def address(self, companion: str) -> None:
        """Who is there now."""
        self._companion = companion
        self._invite()

    @Slot(object)
    def show_status(self, status: Status) -> None:
        """Nobody is asked to talk whom nobody would hear."""
        if self._is_heard == (status.mic_muted or status.state == "asleep"):
            self._is_heard = not self._is_heard
            self._invite()

    def _invite(self) -> None:
        typed = self.tr("Type to {companion}").format(companion=self._companion)
        both = self.tr("Type to {companion}, or just talk").format(companion=self._companion)
        self.words.setPlaceholderText(both if self._is_heard else typed)
        self.words.setAccessibleName(typed)

    @Slot()
    def redress(self) -> None:
        """There are words in the box, or none any more; or the colours of the desktop have changed."""
        has_words = bool(self.words.text().strip())
        name = self.tr("Send") if has_words else self.tr("Hold and talk")
        self._send.setIcon(glyph_icon("send" if has_words else "microphone", style.theme().on_accent, px=ARROW_PX))
        self._send.setAccessibleName(name)
        self._send.setToolTip(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The frame shows where the keys go."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._box.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self._box.style().unpolish(self._box)
            self._box.style().polish(self._box)
        return super().eventFilter(watched, event)

    @Slot()
    def _hold(self) -> None:
        if not self.words.text().strip():
            self._is_held = True
            self.pressed.emit()

    @Slot()
    def _let_go(self) -> None:
        if self._is_held:
            self._is_held = False
            self.released.emit()

    @Slot()
    def _submit(self) -> None:
        text = self.words.text().strip()
        if text:
            self.words.clear()
            self.sent.emit(text)
