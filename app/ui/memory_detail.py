"""One memory: the sentence, the words it was read from, what was true before, and keep, edit, forget. Main thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.memory.protocol import Remembered
from app.ui import style
from app.ui.dates import Dates
from app.ui.memory_past import MemoryPast

SURE_MS = 4_000
"""So long the second click on "forget" counts."""
SHORT_CHARS = 100
"""A longer memory is a text to read, no heading."""
BETWEEN = 8
"""Logical pixels from button to button."""


class MemoryDetail(QWidget):
    """The signals carry the memory that is shown."""

    keep_wanted = Signal(object)
    edit_wanted = Signal(object)
    forget_wanted = Signal(object)
    line_wanted = Signal(object)
    """A memory, or what was true before it."""

    def __init__(self, dates: Dates) -> None:
        super().__init__()
        self._dates = dates
        self._memory: Remembered | None = None
        self._text, self._quote, self._said = (QLabel() for _ in range(3))
        self._past = MemoryPast(dates, self.line_wanted.emit)
        self._keep, self._edit, self._forget = QPushButton(), QPushButton(self.tr("Edit")), QPushButton()
        self._where = QPushButton(self.tr("See where you said it"))
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._unsure = QTimer(self, singleShot=True, interval=SURE_MS)
        self._unsure.timeout.connect(self._calm)
        self._keep.clicked.connect(lambda: self.keep_wanted.emit(self._memory))
        self._edit.clicked.connect(lambda: self.edit_wanted.emit(self._memory))
        self._forget.clicked.connect(self._ask_twice)
        self._where.clicked.connect(lambda: self.line_wanted.emit(self._memory))
        self._arrange()
        self.show_memory(None)

    @property
    def _pills(self) -> tuple[QPushButton, ...]:
        return self._where, self._keep, self._edit, self._forget

    def _arrange(self) -> None:
        quoted = self._quoted = QFrame()
        quoted.setObjectName("quoted")
        inside = QVBoxLayout(quoted)
        inside.setContentsMargins(14, 2, 0, 2)
        inside.setSpacing(4)
        inside.addWidget(self._quote)
        inside.addWidget(self._said)
        for label in (self._text, self._quote, self._said):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said.setObjectName("soft")
        buttons = self._buttons
        buttons.setSpacing(BETWEEN)
        for button in self._pills:
            button.setObjectName("pill")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.EDGE, 26, style.EDGE, style.EDGE)
        column.setSpacing(18)
        column.addWidget(self._text)
        column.addWidget(quoted)
        column.addLayout(buttons)
        column.addWidget(self._past)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the buttons do not fit side by side, they stand below each other."""
        widths = [button.sizeHint().width() for button in self._pills]
        is_wide = sum(widths) + (len(widths) - 1) * BETWEEN + 2 * style.EDGE <= self.width()
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._buttons.setDirection(way)

    def show_memory(self, memory: Remembered | None) -> None:
        """None: nothing is chosen."""
        self._memory = memory
        self._calm()
        for part in (self._text, self._quoted, self._past, *self._pills):
            part.setVisible(memory is not None)
        if memory is None:
            return
        is_short = len(memory.text) <= SHORT_CHARS
        self._text.setFont(style.font("name", QFont.Weight.DemiBold) if is_short else style.font("reply"))
        self._text.setText(memory.text)
        self._quote.setText(f"“{memory.quote}”")
        day = self._dates.heading(f"{memory.said_at:%Y-%m-%d}")
        said = self.tr("You said this: {day}, {time}").format(day=day, time=f"{memory.said_at:%H:%M}")
        parts = [said]
        if memory.is_edited:
            parts = [self.tr("Put right by you: {day}. Read at first from the words above.").format(day=day)]
        if memory.against is not None:
            quote, at = memory.against
            day = self._dates.heading(f"{at:%Y-%m-%d}")
            told = self.tr("It does not fit what you said before: {day}, '{quote}'. Put it right, or keep it for good.")
            parts.append(told.format(day=day, quote=quote))
        self._said.setText("\n".join(parts))
        self._past.show_past(memory.before)
        self._past.setVisible(bool(memory.before))
        self._where.setVisible(bool(memory.line))
        self._keep.setText(self.tr("Kept for good") if memory.is_pinned else self.tr("Keep for good"))
        self._keep.setToolTip(self.tr("What is kept for good is always in mind, and only you replace it."))
        self._keep.setProperty("on", memory.is_pinned)
        self._keep.style().unpolish(self._keep)
        self._keep.style().polish(self._keep)
        self._fit()

    @Slot()
    def _ask_twice(self) -> None:
        """The first click asks, the second does."""
        if self._unsure.isActive():
            self._calm()
            self.forget_wanted.emit(self._memory)
        else:
            self._forget.setText(self.tr("Forget it, and the words it came from?"))
            self._unsure.start()

    @Slot()
    def _calm(self) -> None:
        self._unsure.stop()
        self._forget.setText(self.tr("Forget"))
