"""The lines of the transcript on the screen, with what mouse and keys do to them. Main thread."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent

from app.memory.protocol import Episode
from app.ui.lines import IS_HEADING, LINE, Lines
from app.ui.lines_table import LinesTable

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesView(LinesTable):
    """`wanted`: a menu for the chosen lines at this place of the screen."""

    wanted = Signal(QPoint)
    entered_line = Signal(object)  # Episode: Enter or a double click
    delete_wanted = Signal()

    def __init__(self, model: Lines) -> None:
        super().__init__(model)
        self.setObjectName("lines")
        self.setAccessibleName(self.tr("What was said"))
        self.setMouseTracking(True)

    def chosen(self) -> list[Episode]:
        """The lines that are selected, in their order; of very many, those that have been looked at."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [episode for row in rows if (episode := self._lines.line(row, is_wanted=False)) is not None]

    @Slot()
    def step_in(self) -> None:
        """From the search to the first line in sight."""
        self.setFocus()
        row = self.rowAt(1)
        if not self.chosen() and row >= 0:
            is_heading = bool(self._lines.index(row, 0).data(IS_HEADING))
            self.selectRow(row + 1 if is_heading else row)

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
        self.unpin()
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
