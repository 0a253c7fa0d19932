"""The box to search in, with what was found told inside it. Part of a page, on the main thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app.ui import style
from app.ui.glyphs import glyph_icon

QUIET_MS = 25
"""So long after the last letter it asks: who types fast asks once."""


class SearchField(QFrame):
    """`typed` carries the words, '' when there are none left."""

    typed = Signal(str)
    stepped_down = Signal()  # the down key: to what was found

    def __init__(self, invitation: str = "") -> None:
        super().__init__()
        self.setObjectName("box")
        self.setFixedHeight(42)
        self._words, self._told = QLineEdit(), QLabel()
        self._glass, self._clear = QLabel(), QToolButton()
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._tell)
        self._words.setObjectName("words")
        self._words.setPlaceholderText(invitation or self.tr("Search what was said"))
        self._words.setAccessibleName(invitation or self.tr("Search what was said"))
        self._words.textChanged.connect(self._changed)
        self._words.installEventFilter(self)
        self._told.setObjectName("soft")
        self._clear.setObjectName("bare")
        self._clear.setAccessibleName(self.tr("Clear the search"))
        self._clear.setToolTip(self.tr("Clear the search"))
        self._clear.clicked.connect(self._words.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 0, 8, 0)
        row.setSpacing(9)
        for part in (self._glass, self._words, self._told, self._clear):
            row.addWidget(part, 1 if part is self._words else 0)
        self.setFocusProxy(self._words)
        self.redress()
        self._clear.hide()

    @property
    def text(self) -> str:
        return self._words.text().strip()

    def clear(self) -> None:
        """Empty, without telling."""
        self._words.blockSignals(True)
        self._words.clear()
        self._words.blockSignals(False)
        self._quiet.stop()
        self._clear.hide()
        self.say("")

    def say(self, told: str) -> None:
        """How much was found."""
        self._told.setText(told)

    def take_keys(self) -> None:
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def redress(self) -> None:
        colours = style.theme()
        self._glass.setPixmap(glyph_icon("search", colours.soft, px=18).pixmap(QSize(18, 18)))
        self._clear.setIcon(glyph_icon("close", colours.soft, px=14))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The frame shows where the keys go; the down key leads to what was found."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.stepped_down.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._tell()
        return super().eventFilter(watched, event)

    @Slot(str)
    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._quiet.start()

    @Slot()
    def _tell(self) -> None:
        self._quiet.stop()
        self.typed.emit(self.text)


def page_head(field: SearchField, *others: QWidget) -> QFrame:
    """What stands above a page that can be searched: the field, and what else can be done with all of it."""
    head = QFrame()
    head.setObjectName("header")
    head.setFixedHeight(style.HEAD)
    row = QHBoxLayout(head)
    row.setContentsMargins(style.EDGE, 0, style.EDGE, 0)
    row.setSpacing(style.GAP)
    row.addWidget(field, 1)
    for other in others:
        row.addWidget(other)
    return head
