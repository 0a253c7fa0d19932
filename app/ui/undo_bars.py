"""What was just deleted, with ten seconds to take it back; and other news. Part of the page Transcript, main thread.

Each deletion has a bar and a time of its own; when its bar goes it cannot be undone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui import style

UNDO_S = 10
"""How long it can be taken back."""
NEWS_MS = 8_000


class UndoBars(QWidget):
    """Bars, newest below."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(style.EDGE, 0, style.EDGE, 14)
        self._column.setSpacing(6)
        self._bars: list[_Bar] = []
        self.hide()

    def add(self, words: str, undo: Callable[[], object], over: Callable[[], object]) -> None:
        """Either `undo` or `over` is called, once."""
        bar = _Bar(words)
        self._bars.append(bar)
        self._column.addWidget(bar)
        self.show()

        def end(act: Callable[[], object]) -> None:
            bar.stop()
            self._bars.remove(bar)
            bar.deleteLater()
            self._column.removeWidget(bar)
            self.setVisible(self._column.count() > 0)
            act()

        bar.button.clicked.connect(lambda: end(undo))
        bar.begin(lambda: end(over))

    @Slot(str)
    def tell(self, words: str) -> None:
        """Something that cannot be undone; it goes by itself."""
        told = QLabel(words)
        told.setObjectName("undo")
        told.setWordWrap(True)
        told.setMargin(11)
        told.setContentsMargins(5, 0, 5, 0)
        self._column.addWidget(told)
        self.show()

        def end() -> None:
            told.deleteLater()
            self._column.removeWidget(told)
            self.setVisible(self._column.count() > 0)

        QTimer.singleShot(NEWS_MS, told, end)

    def undo_last(self) -> bool:
        """Ctrl+Z. False: there is nothing left to take back."""
        if self._bars:
            self._bars[-1].button.click()
            return True
        return False


class _Bar(QFrame):
    """Counts down."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setObjectName("undo")
        self._words = words
        self._left_s = UNDO_S
        self._label, self.button = QLabel(), QPushButton(self.tr("Undo"))
        self.button.setObjectName("link")
        self.button.setAccessibleName(self.tr("Undo: {what}").format(what=words))
        self._timer = QTimer(self, interval=1_000)
        self._timer.timeout.connect(self._tick)
        self._over: Callable[[], object] = lambda: None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.addWidget(self._label, 1)
        row.addWidget(self.button)
        self._say()

    def begin(self, over: Callable[[], object]) -> None:
        self._over = over
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._over()
        else:
            self._say()

    def _say(self) -> None:
        told = self.tr("{what} Gone for good in {seconds} s.")
        self._label.setText(told.format(what=self._words, seconds=self._left_s))
