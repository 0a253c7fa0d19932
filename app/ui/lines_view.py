"""The lines of the transcript on the screen: any number of rows, of which only those in sight are measured.

Why a table with one column: its header keeps the height of every row in C++ and starts all of them at a guess, so a
hundred thousand rows open as fast as ten. A row gets its true height when it comes into sight, and what is being read
stays where it is. Main thread.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.memory.protocol import Episode
from app.ui.line_painter import LinePainter
from app.ui.lines import DAY, LINE, Lines

GUESS_PX = 40
"""A row's height until it has been in sight."""
ROUNDS = 4
"""Measuring moves rows into sight that are measured next; more rounds than this never happen."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesView(QTableView):
    """`wanted`: a menu for the chosen lines at this place of the screen. `day_shown`: the day at the top."""

    wanted = Signal(QPoint)
    day_shown = Signal(str)
    entered_line = Signal(object)  # Episode: Enter or a double click
    delete_wanted = Signal()

    def __init__(self, model: Lines) -> None:
        super().__init__()
        self._lines = model
        self.painter = LinePainter(model)
        self._true: set[int] = set()
        """Rows whose height is measured for the present width."""
        self._day = ""
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self.settle)
        self._be_a_list()
        self.setModel(model)
        model.modelReset.connect(self._forget_heights)
        model.dataChanged.connect(self._words_came)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._settle.start())

    def _be_a_list(self) -> None:
        self.setObjectName("lines")
        self.setAccessibleName(self.tr("What was said"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(self.painter)
        self.setShowGrid(False)
        self.setMouseTracking(True)
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

    # ---- where one is ---------------------------------------------------------------------------------------------

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
        for _ in range(ROUNDS):
            self._bar_to(self.verticalHeader().sectionPosition(row) - top_px)
            if not self._measure():
                break
        self._settle.start()

    def go_to_end(self) -> None:
        for _ in range(ROUNDS):
            self._bar_to(self.verticalHeader().length())
            if not self._measure():
                break
        self._settle.start()

    def chosen(self) -> list[Episode]:
        """The lines that are selected, in their order; headings have no words."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [episode for row in rows if (episode := self._lines.line(row)) is not None]

    @Slot()
    def settle(self) -> None:
        """Give what is in sight its true height; tell the day."""
        if self._measure():
            self._settle.start()
        row = self.rowAt(1)
        day = str(self._lines.index(row, 0).data(DAY)) if row >= 0 else ""
        if day != self._day:
            self._day = day
            self.day_shown.emit(day)

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
        self._day = ""
        self.painter.hovered = -1
        self._settle.start()

    @Slot(QModelIndex, QModelIndex)
    def _words_came(self, first: QModelIndex, last: QModelIndex) -> None:
        self._true.difference_update(range(first.row(), last.row() + 1))
        self._settle.start()

    # ---- Qt's own -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        if event.size().width() != event.oldSize().width():
            self._true.clear()
        super().resizeEvent(event)
        self._settle.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))
        is_over = self._more_at(event.position().toPoint()) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        row = self._more_at(event.position().toPoint())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if not self.selectionModel().isRowSelected(row, QModelIndex()):
            self.selectRow(row)
        self.setCurrentIndex(self._lines.index(row, 0))
        box = self.painter.more_box(QRectF(self.visualRect(self._lines.index(row, 0))))
        self.wanted.emit(self.viewport().mapToGlobal(box.bottomLeft().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._enter()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft() + QPoint(40, 0))
        if self.currentIndex().isValid():
            self.wanted.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete and self.chosen():
            self.delete_wanted.emit()
        elif event.key() in ENTER and self.currentIndex().isValid():
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        episode = self.currentIndex().data(LINE)
        if episode is not None:
            self.entered_line.emit(episode)

    def _hover(self, row: int) -> None:
        if row != self.painter.hovered:
            for changed in (self.painter.hovered, row):
                if changed >= 0:
                    self.viewport().update(self.visualRect(self._lines.index(changed, 0)))
            self.painter.hovered = row
            self.viewport().update()

    def _more_at(self, point: QPoint) -> int:
        """The row whose glyph is at this place; -1: none."""
        row = self.rowAt(point.y())
        if row < 0:
            return -1
        box = self.painter.more_box(QRectF(self.visualRect(self._lines.index(row, 0))))
        return row if box.adjusted(-6, -6, 6, 6).contains(point) else -1
