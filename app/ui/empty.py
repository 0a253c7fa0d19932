"""What a page shows while it has nothing to show: one drawing, one line, and what would change that.

Part of the window, on the main thread.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui import style
from app.ui.glyphs import paint_glyph

DRAWING_PX = 44
WIDEST = 420


class Drawing(QWidget):
    """A glyph of assets/icons, large and quiet."""

    def __init__(self, glyph: str) -> None:
        super().__init__()
        self._glyph = glyph
        self.setFixedSize(QSize(DRAWING_PX, DRAWING_PX))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        painter = QPainter(self)
        paint_glyph(painter, self._glyph, QRectF(self.rect()), style.theme().edge)


class EmptyState(QWidget):
    """In the middle of whatever room it gets."""

    def __init__(self, glyph: str, title: str, words: str) -> None:
        super().__init__()
        self._title, self._words = QLabel(), QLabel()
        self._title.setFont(style.font("name", QFont.Weight.DemiBold))
        self._words.setObjectName("soft")
        for label in (self._title, self._words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.EDGE, style.EDGE, style.EDGE, 2 * style.EDGE)
        column.addStretch(2)
        column.addWidget(Drawing(glyph), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        for label in (self._title, self._words):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(4)
        column.addStretch(3)
        self.say(title, words)

    def say(self, title: str, words: str) -> None:
        """One line of what is, one or two of what to do about it."""
        self._title.setText(title)
        self._words.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words that wrap have no height of their own before they have a width."""
        width = max(160, min(WIDEST, self.width() - 2 * style.EDGE))
        for label in (self._title, self._words):
            label.setFixedSize(width, max(0, label.heightForWidth(width)))
