"""The rail at the window's left edge: what it is doing, and the pages. Part of the window, on the main thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from app.ui import style
from app.ui.glyphs import PX, glyph_icon
from app.ui.header import StatusIcon
from app.ui.page import Entry
from app.ui.status import Status

WIDTH = 92
"""Logical pixels. The longest word under a drawing decides, if it needs more."""
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Rail(QFrame):
    """`chosen` carries the key of the page that the user wants to see."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._entries = list(entries)
        self._icon = StatusIcon()
        self._group = QButtonGroup(self)
        self._buttons = [self._button(number, entry) for number, entry in enumerate(self._entries)]
        self._arrange()
        self.redress()

    def _button(self, number: int, entry: Entry) -> QToolButton:
        button = QToolButton()
        button.setObjectName("place")
        button.setCheckable(True)
        button.setText(entry.title)
        button.setAccessibleName(entry.title)
        button.setToolTip(f"{entry.title}  (Ctrl+{number + 1})")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(PX, PX))
        button.setFont(style.font("tiny"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.installEventFilter(self)
        button.clicked.connect(lambda: self.chosen.emit(entry.key))
        self._group.addButton(button)
        return button

    def _arrange(self) -> None:
        width = max([WIDTH - 16, *(button.sizeHint().width() for button in self._buttons)])
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 14)
        column.setSpacing(4)
        column.addSpacing((style.HEAD - self._icon.height()) // 2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing((style.HEAD - self._icon.height()) // 2 + 10)
        places = sorted(zip(self._entries, self._buttons, strict=True), key=lambda place: place[0].is_last)
        for number, (entry, button) in enumerate(places):
            if entry.is_last and (number == 0 or not places[number - 1][0].is_last):
                column.addStretch(1)
            button.setFixedSize(width, 58)
            column.addWidget(button)
        if not any(entry.is_last for entry in self._entries):
            column.addStretch(1)

    def mark(self, key: str) -> None:
        """The page `key` is shown now."""
        for entry, button in zip(self._entries, self._buttons, strict=True):
            button.setChecked(entry.key == key)
        self.redress()

    @Slot(object)
    def show_status(self, status: Status) -> None:
        self._icon.show_shape(status.shape)
        self._icon.setToolTip(status.words)

    def redress(self) -> None:
        """The colours of the desktop have changed, or another page is shown."""
        colours = style.theme()
        for entry, button in zip(self._entries, self._buttons, strict=True):
            button.setIcon(glyph_icon(entry.glyph, colours.accent if button.isChecked() else colours.soft))
        self._icon.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and down walk along the rail."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in STEPS:
            here = next(number for number, button in enumerate(self._buttons) if button is watched)
            self._buttons[(here + STEPS[Qt.Key(event.key())]) % len(self._buttons)].setFocus(
                Qt.FocusReason.TabFocusReason
            )
            return True
        return super().eventFilter(watched, event)
