"""What was true before a memory: each with the words it was read from, and the way to them. Part of the page Memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.memory.protocol import Earlier
from app.ui.dates import Dates


class MemoryPast(QWidget):
    """The newest first. `lead`: the user wants to see where this was said."""

    def __init__(self, dates: Dates, lead: Callable[[Earlier], None]) -> None:
        super().__init__()
        self._dates = dates
        self._lead = lead
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_past(self, past: Sequence[Earlier]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if past:
            self._add(_label(self.tr("Before"), is_soft=True))
        for earlier in reversed(past):
            self._show(earlier)

    def _show(self, earlier: Earlier) -> None:
        day = self._dates.heading(f"{earlier.said_at:%Y-%m-%d}")
        said = self.tr("“{quote}”, {day}").format(quote=earlier.quote, day=day)
        where = QPushButton(self.tr("See where you said it"))
        where.setObjectName("pill")
        where.setAccessibleDescription(earlier.text)
        where.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        where.clicked.connect(partial(self._lead, earlier))
        for part in (_label(earlier.text), _label(said, is_soft=True), where):
            self._add(part)
        self._column.addSpacing(10)

    def _add(self, part: QWidget) -> None:
        self._column.addWidget(part)
        part.show()  # else Qt shows it only after its next look at the events


def _label(text: str, *, is_soft: bool = False) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if is_soft:
        label.setObjectName("soft")
    return label
