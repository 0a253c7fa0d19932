"""A table with one column and rows of any height, of which only those in sight are measured.

Why a table: its header keeps the height of every row in C++ and starts all of them at a guess, so a hundred thousand
rows open as fast as ten. A row gets its true height when it comes into sight, and what is being read stays where it is.
Main thread; LinesView adds mouse and keys.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.ui.line_painter import LinePainter
from app.ui.lines import DAY, Lines

GUESS_PX = 40
"""A row's height until it has been in sight."""
ROUNDS = 4
"""Measuring moves rows into sight that are measured next; more rounds than this never happen."""


class LinesTable(QTableView):
    """`day_shown`: the day at the top."""

    day_shown = Signal(str)

    def __init__(self, model: Lines) -> None:
        super().__init__()
        self._lines = model
        self.painter = LinePainter(model)
        self._true: set[int] = set()
        """Rows whose height is measured for the present width."""
        self._day = self._wanted = ""
        self._pin: tuple[int, int] | None = None
        """(row, pixels below the top) that is kept in its place while rows around it get their words and heights."""
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self.settle)
        self._be_a_list()
        self.setModel(model)
        model.modelReset.connect(self._forget_heights)
        model.dataChanged.connect(self._words_came)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._settle.start())
        self.verticalScrollBar().actionTriggered.connect(self.unpin)

    def _be_a_list(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(self.painter)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(GUESS_PX)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(32)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def place(self) -> tuple[str, int, int] | None:
        """(day, line, pixels from the top) of the first row in sight."""
        row = self.rowAt(1)
        if row < 0:
            return None
        return (*self._lines.outline.place(row), self.rowViewportPosition(row))

    def go_to(self, day: str, line: int = -1, top_px: int = 0) -> None:
        """Bring this line (-1: the day's heading) to `top_px` below the top."""
        row = self._lines.outline.row_of(day, line)
        if row is None:
            return
        self._wanted, self._pin = day, (row, top_px)
        for _ in range(ROUNDS):
            self._bar_to(self.verticalHeader().sectionPosition(row) - top_px)
            if not self._measure():
                break
        self._settle.start()

    def unpin(self, _action: int = 0) -> None:
        """The user has scrolled: what was gone to need not stay in its place any more."""
        self._pin = None

    def go_to_end(self) -> None:
        for _ in range(ROUNDS):
            self._bar_to(self.verticalHeader().length())
            if not self._measure():
                break
        self._settle.start()

    @property
    def is_at_end(self) -> bool:
        """The newest line is in sight, and there is more than fits."""
        bar = self.verticalScrollBar()
        return 0 < bar.maximum() == bar.value()

    @Slot()
    def settle(self) -> None:
        """Give what is in sight its true height; tell the day."""
        if self._measure():
            if self._pin is not None:
                self._bar_to(self.verticalHeader().sectionPosition(self._pin[0]) - self._pin[1])
            self._settle.start()
        day = self._day_in_sight()
        if day != self._day:
            self._day = day
            self.day_shown.emit(day)

    def _day_in_sight(self) -> str:
        """The day at the top; at the end of the list, where not every day can come to the top, the one asked for."""
        row, wanted = self.rowAt(1), self._lines.outline.row_of(self._wanted)
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum() and wanted is not None and row <= wanted:
            return self._wanted
        return str(self._lines.index(row, 0).data(DAY)) if row >= 0 else ""

    def _bar_to(self, value: int) -> None:
        self.updateGeometries()
        self.verticalScrollBar().setValue(value)

    def _measure(self) -> bool:
        """-> did anything move? The first row in sight keeps its place."""
        if self._lines.rowCount() == 0 or self.viewport().height() < 2:
            return False
        top = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = self._lines.rowCount() - 1 if last < 0 else last
        was_at = self.rowViewportPosition(top)
        moved = False
        for row in range(top, last + 1):
            moved = self._measure_row(row) or moved
        if moved:
            self._bar_to(self.verticalHeader().sectionPosition(top) - was_at)
        return moved

    def _measure_row(self, row: int) -> bool:
        if row in self._true:
            return False
        height = self.painter.row_height(self._lines.index(row, 0), self.viewport().width())
        if height is None:
            return False
        self._true.add(row)
        if self.rowHeight(row) == height:
            return False
        self.setRowHeight(row, height)
        return True

    @Slot()
    def _forget_heights(self) -> None:
        self._true.clear()
        self._pin = None
        self._day = ""
        self.painter.hovered = -1
        self._settle.start()

    @Slot(QModelIndex, QModelIndex)
    def _words_came(self, first: QModelIndex, last: QModelIndex) -> None:
        self._true.difference_update(range(first.row(), last.row() + 1))
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        if event.size().width() != event.oldSize().width():
            self._true.clear()
        super().resizeEvent(event)
        self._settle.start()
