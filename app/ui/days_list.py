"""The days of the transcript, at the left: the last week day by day, what is older month by month.

A month opens to its days when it is chosen, or when one reads in it. Main thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import style
from app.ui.dates import Dates, lines_of

WIDTH = 216
ROW_PX = 38
RECENT_DAYS = 7
DAY = Qt.ItemDataRole.UserRole + 1
"""YYYY-MM-DD, or YYYY-MM of a month."""
COUNT = Qt.ItemDataRole.UserRole + 2

AnyIndex = QModelIndex | QPersistentModelIndex


class DaysList(QListView):
    """`chosen` carries a day. A month that is chosen gives its newest day."""

    chosen = Signal(str)

    def __init__(self, dates: Dates) -> None:
        super().__init__()
        self._dates = dates
        self._days: list[tuple[str, int]] = []
        self._open_month = ""
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setObjectName("days")
        self.setAccessibleName(self.tr("Days"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(WIDTH)
        self.setItemDelegate(_DayPainter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_days(self, days: Sequence[tuple[str, int]]) -> None:
        """(day, number of lines), newest first."""
        kept = self.currentIndex().data(DAY) or ""
        self._days = list(days)
        self._fill()
        self.mark(kept)

    @Slot(str)
    def mark(self, day: str) -> None:
        """One reads here now."""
        if len(day) == len("YYYY-MM-DD") and self._is_old(day) and day[:7] != self._open_month:
            self._open_month = day[:7]
            self._fill()
        row = self._row_of(day)
        if row is not None and self.currentIndex().row() != row:
            self.setCurrentIndex(self._items.index(row, 0))
        elif row is None:
            self.clearSelection()

    def _is_old(self, day: str) -> bool:
        return self._dates.age_days(day) >= RECENT_DAYS

    def _row_of(self, day: str) -> int | None:
        rows = (row for row in range(self._items.rowCount()) if self._items.item(row).data(DAY) == day)
        return next(rows, None)

    def _fill(self) -> None:
        self._items.clear()
        for day, count in self._days:
            if not self._is_old(day):
                self._add(self._dates.short(day), day, count)
        older = [(day, count) for day, count in self._days if self._is_old(day)]
        for month, grouped in groupby(older, key=lambda day: day[0][:7]):
            days = list(grouped)
            self._add(self._dates.month(month), month, sum(count for _, count in days))
            for day, count in days if month == self._open_month else ():
                self._add(f"    {self._dates.short(day)}", day, count)

    def _add(self, words: str, day: str, count: int) -> None:
        item = QStandardItem(words)
        item.setData(day, DAY)
        item.setData(count, COUNT)
        item.setData(f"{words.strip()}, {lines_of(count)}", Qt.ItemDataRole.AccessibleTextRole)
        item.setSizeHint(QSize(WIDTH - 24, ROW_PX))
        self._items.appendRow(item)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        day = str(index.data(DAY))
        if len(day) == len("YYYY-MM"):
            day = next(of_day for of_day, _ in self._days if of_day.startswith(day) and self._is_old(of_day))
        self.mark(day)
        self.chosen.emit(day)


class _DayPainter(QStyledItemDelegate):
    """A name and, quieter, a number; a wash behind the one that is read."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        colours = style.theme()
        state = option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(0.5, 1, -0.5, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.edge) if state & QStyle.StateFlag.State_HasFocus else Qt.PenStyle.NoPen)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(colours.wash if is_chosen else colours.pressed))
        if is_chosen or hovered or state & QStyle.StateFlag.State_HasFocus:
            painter.drawRoundedRect(box, 10, 10)
        words = box.adjusted(12, 0, -12, 0)
        painter.setPen(QColor(colours.accent if is_chosen else colours.text))
        painter.setFont(style.font())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.setPen(QColor(colours.soft))
        painter.setFont(style.font("small"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{index.data(COUNT):n}")
        painter.restore()
